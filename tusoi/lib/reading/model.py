"""What reading gives back: records in a text, the text of a file, and why a file could not be read."""

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tusoi.lib.reading.layout import Layout


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
    """A text in NFC and everything found in it, in the order of the text; ``layout``: head, foot and parts."""

    text: str
    records: tuple[Record, ...]
    layout: "Layout | None" = None

    def as_json(self, name: str) -> dict[str, Any]:
        """``{"name": name, "records": [{"type", "quote", "start", "end", ...fields}], "layout": {...}}``, ready for
        json.dumps.
        """
        found = {"name": name, "records": [record.as_json() for record in self.records]}
        return found | ({"layout": asdict(self.layout)} if self.layout else {})

    @property
    def tasks(self) -> tuple[Record, ...]:
        """The requirements that are rows of a table of tasks; their field ``task`` holds the cells."""
        return tuple(record for record in self.records if "task" in record.fields)

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of one type."""
        return tuple(record for record in self.records if record.type == kind)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file. ``notes`` are codes of what was changed on the way: "converted:tcvn3", "normalised:nfc",
    "scanned:2, 5-7" (pages without text, left out), "ocr:1-3" (pages read by the OCR hook).

    Of a PDF, ``page_starts[n]`` is the offset where page n + 1 begins (-1: it was not read) and ``scanned`` the numbers
    of the pages left out. ``attachments`` are the files of an e-mail, in order.
    """

    text: str
    media_type: str
    encoding: str
    notes: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()
    scanned: tuple[int, ...] = ()
    attachments: "tuple[Attached, ...]" = ()

    def page_of(self, offset: int) -> int | None:
        """The number (from 1) of the page that holds an offset; None where there are no pages."""
        begun = [number for number, start in enumerate(self.page_starts, 1) if 0 <= start <= offset]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with an e-mail: ``extracted`` is its text, or ``refused`` says why there is none."""

    name: str
    data: bytes
    extracted: Extracted | None = None
    refused: "Unreadable | None" = None


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

    Codes: empty, too_large, encrypted, renamed, damaged, zip_bomb, external_entity, old_word, no_text, unsupported;
    of PDF: scanned (``detail``: the pages), ocr_failed, pdf_unsupported (its library is not installed).
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
