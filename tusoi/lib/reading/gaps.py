"""What programs put between the syllables of words: gaps of two spaces ("Đảng  bộ"), lines ("kiểm_tra").

They are closed before a text is read and opened again in what was found.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

# Wider gaps part columns and stay.
_GAP = re.compile(r"(?<=\S)[ \u00a0][ \u00a0\u200b](?=\S)|(?<=\S)\u200b[ \u00a0](?=\S)")
_JOINED = re.compile(r"(?<=[^\W\d_])_(?=[^\W\d_])")


class Gaps:
    """``closed`` is ``text`` with one space for each gap and joint; offsets in it are put back by ``opened``."""

    def __init__(self, text: str) -> None:
        self.text = text
        removed = [found.start() for found in _GAP.finditer(text)] if _may_hold_gaps(text) else []
        closed = _GAP.sub(" ", text) if removed else text
        self.closed = _JOINED.sub(" ", closed) if "_" in closed else closed
        # Where, in the closed text, the sign after each gap's space stands.
        self._places = [start + 1 - before for before, start in enumerate(removed)]

    def start(self, offset: int) -> int:
        return offset + bisect_right(self._places, offset)

    def end(self, offset: int) -> int:
        return self.start(offset - 1) + 1 if offset > 0 else offset

    def opened(self, found: Any) -> Any:
        """The same record, layout or mapping with offsets and quotations of ``text``, those inside it too."""
        if found is None or isinstance(found, str | int) or self.closed is self.text:
            return found
        if isinstance(found, Mapping):
            inner = {key: self.opened(value) for key, value in found.items()}
            return inner | self._placed(inner)
        if isinstance(found, list | tuple):
            return type(found)(self.opened(one) for one in found)
        if is_dataclass(found) and not isinstance(found, type):
            inner = {one.name: self.opened(getattr(found, one.name)) for one in fields(found)}
            return replace(found, **inner | self._placed(inner))
        return found

    def _placed(self, inner: Mapping[str, Any]) -> dict[str, Any]:
        start, end = inner.get("start"), inner.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
            return {}
        placed: dict[str, Any] = {"start": self.start(start), "end": self.end(end) if end > start else self.start(end)}
        return placed | ({"quote": self.text[placed["start"] : placed["end"]]} if "quote" in inner else {})


def _may_hold_gaps(text: str) -> bool:
    return "  " in text or "\u00a0" in text or "\u200b" in text
