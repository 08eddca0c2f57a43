"""The versions of an answer as a page tells of them: what changed since the one before, who decided what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tusoi.obligations.reading import LineChange, Piece, lines_changed, words_changed

if TYPE_CHECKING:
    from tusoi.obligations.models import Submission


@dataclass(frozen=True, slots=True)
class Version:
    submission: Submission
    text: list[Piece]
    lines: list[LineChange]
    is_first: bool = False

    @property
    def is_same(self) -> bool:
        return not self.text and not self.lines


def versions_of(submissions: list[Submission]) -> list[Version]:
    """Newest first, as `answer_for` gives them."""
    if not submissions:
        return []
    told = [
        Version(newer, words_changed(older.text, newer.text), lines_changed(older.items, newer.items))
        for newer, older in pairwise(submissions)
    ]
    return [*told, Version(submissions[-1], [], [], is_first=True)]
