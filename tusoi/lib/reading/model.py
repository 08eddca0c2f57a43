"""What reading gives back: records in a text, the text of a file, and why a file could not be read."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One thing the text says. ``quote`` is ``text[start:end]``, offsets in code points of the NFC text.

    ``type`` is one of citation, count, requirement, finding, organisation, meta, deadline; ``fields`` holds what the
    span says. What is known only from around the span stands in fields named ``ctx_*``; ``suspect`` names a field
    whose printed value contradicts another one.
    """

    type: str
    start: int
    end: int
    quote: str
    fields: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "quote": self.quote, "start": self.start, "end": self.end, **self.fields}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in NFC and everything found in it, in the order of the text."""

    text: str
    records: tuple[Record, ...]

    def as_json(self, name: str) -> dict[str, Any]:
        """``{"name": name, "records": [{"type", "quote", "start", "end", ...fields}]}``, ready for json.dumps."""
        return {"name": name, "records": [record.as_json() for record in self.records]}

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of one type."""
        return tuple(record for record in self.records if record.type == kind)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file. ``notes`` are codes of what was changed on the way: "converted:tcvn3", "normalised:nfc"."""

    text: str
    media_type: str
    encoding: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A secrecy mark: ``level`` is mat, toi_mat or tuyet_mat.

    Offsets are in the NFC text; a mark found in the file name has ``start == end == -1`` and quotes the name.
    """

    level: str
    quote: str
    start: int
    end: int


class Unreadable(Exception):
    """A file that gives no text. ``code`` is fixed and can be translated, ``detail`` says what was met.

    Codes: empty, too_large, encrypted, renamed, damaged, zip_bomb, external_entity, old_word, pdf_unsupported,
    no_text, unsupported.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
