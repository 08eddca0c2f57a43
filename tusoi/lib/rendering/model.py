"""What an official Party document is made of, independent of how it is set.

The order of the parts and the wording of number, place and date follow Hướng dẫn 36-HD/VPTW (2018) as carried on by
Hướng dẫn 05-HD/VPTW (2026). Names are kept in ordinary case; the layout puts them in capitals where it asks for that.
"""

import datetime
from dataclasses import dataclass, fields

from tusoi.lib import formats

TEXT_WIDTH_MM = 165  # A4 less 30 mm left and 15 mm right

Cell = str | int | float | datetime.date | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the body. ``widths`` in mm, one per header, empty for equal columns.

    Raises ValueError when a row or the widths do not have as many entries as there are headers.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError("every row of a table needs one cell per header")
        if self.widths and len(self.widths) != len(self.headers):
            raise ValueError("a table needs one width per header, or none at all")


def shown(value: Cell) -> str:
    """A cell of a table as it is printed."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return formats.moment(value)
    if isinstance(value, datetime.date):
        return formats.day(value)
    return value if isinstance(value, str) else formats.number(value, digits=2)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body: of level 1 in the middle ("Chương I"), of level 2 at the indent ("Điều 1."); bold."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the line of authority with its prefix T/M, K/T or T/L, the position, the name; each may be empty."""

    authority: str = ""
    position: str = ""
    signatory: str = ""


Part = str | Table | Heading
"""A text (each of its lines a paragraph), a table or a heading of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLetter:
    """One official document.

    ``kind`` is None for a công văn, whose kind is not printed and whose excerpt stands under the number.
    ``number`` None leaves room to write it in by hand; ``kind_code`` empty leaves the line out, as for an annex.
    ``date`` None leaves the day and month open. ``paragraphs`` are plain texts, headings and tables, in order.
    ``authority`` is the line above the position with its prefix T/M, K/T or T/L; empty when one signs for oneself.
    ``second`` signs on the left, as the one who wrote the minutes does.
    ``printed`` stands small at the foot of every page: who printed a copy that is not for everybody, and when.
    """

    issuing_body: str
    kind_code: str
    body_code: str
    place: str
    excerpt: str
    paragraphs: tuple[Part, ...]
    superior_body: str = ""
    number: int | str | None = None
    date: datetime.date | None = None
    kind: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    position: str = ""
    signatory: str = ""
    urgency: str = ""
    second: Signature | None = None
    printed: str = ""

    @property
    def number_line(self) -> str:
        """ "Số 127-CV/ĐU": no colon, a number below ten with a zero; "" for a document without a symbol."""
        if not self.kind_code:
            return ""
        number = f"{self.number:02d}" if isinstance(self.number, int) else (self.number or " " * 5)
        return f"Số {number}-{self.kind_code}/{self.body_code}"

    @property
    def dateline(self) -> str:
        """ "Sơn Hà, ngày 05 tháng 01 năm 2026": days below ten and the months 1 and 2 get a zero."""
        if self.date is None:
            return f"{self.place}, ngày{' ' * 6}tháng{' ' * 6}năm{' ' * 8}".rstrip() + " " * 8
        month = f"{self.date.month:02d}" if self.date.month <= 2 else f"{self.date.month}"
        return f"{self.place}, ngày {self.date.day:02d} tháng {month} năm {self.date.year}"

    @property
    def signature(self) -> Signature:
        return Signature(self.authority, self.position, self.signatory)

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The list under "Nơi nhận:": each "- …,", the last "- Lưu … .".

        "Như trên" stands for the addressees; a last recipient that does not begin with "Lưu" is followed by "- Lưu.".
        """
        *names, last = self.recipients or ("Lưu",)
        if not last.casefold().startswith("lưu"):
            names, last = [*names, last], "Lưu"
        if self.addressees and "như trên" not in (name.casefold() for name in names):
            names.insert(0, "Như trên")
        return (*(f"- {name.rstrip(' ,;.')}," for name in names), f"- {last.rstrip(' ,;.')}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What stays the same in every letter of one organisation under one signatory.

    ``speaker`` is how the organisation calls itself in a sentence ("Ban Thường vụ Đảng ủy xã An Phú"); without it the
    issuing body. ``archive`` ends the list of recipients ("Văn phòng Đảng ủy" gives "Lưu Văn phòng Đảng ủy").
    """

    issuing_body: str
    body_code: str
    place: str
    superior_body: str = ""
    speaker: str = ""
    authority: str = ""
    position: str = ""
    signatory: str = ""
    archive: str = ""

    @property
    def sender(self) -> str:
        return self.speaker or self.issuing_body

    def letter(
        self,
        *,
        kind_code: str,
        excerpt: str,
        paragraphs: tuple[Part, ...],
        recipients: tuple[str, ...] = (),
        number: int | str | None = None,
        date: datetime.date | None = None,
        kind: str | None = None,
        addressees: tuple[str, ...] = (),
        urgency: str = "",
    ) -> OfficialLetter:
        """A document under this head, kept in the archive of the organisation."""
        shared = {field.name for field in fields(OfficialLetter)} & {field.name for field in fields(Letterhead)}
        return OfficialLetter(
            kind_code=kind_code,
            excerpt=excerpt,
            paragraphs=paragraphs,
            recipients=(*recipients, f"Lưu {self.archive}".strip()),
            number=number,
            date=date,
            kind=kind,
            addressees=addressees,
            urgency=urgency,
            **{name: getattr(self, name) for name in sorted(shared)},
        )
