"""The layout of official documents: what the head and the foot say, and the parts between them.

The head is that of the Party's rules on documents (superior body, issuing body, star, number on the left; the name of
the Party, place and date on the right; kind and excerpt below) and of State offices. Texts of files give the two
columns as lines of their own, or on one line parted by a tab or a wide gap.
"""

import datetime
import re
from dataclasses import dataclass, replace

from tusoi.lib.folding import fold
from tusoi.lib.reading.cells import Cell, cells_of
from tusoi.lib.reading.closing import Recipient, Signatory, addressed, closing
from tusoi.lib.reading.dates import SPELT, calendar_day
from tusoi.lib.reading.identifiers import tidy_symbol
from tusoi.lib.reading.issuers import name_of
from tusoi.lib.reading.letters import LOWER, pattern
from tusoi.lib.reading.parts import Part, parts_of
from tusoi.lib.reading.sentences import Prepared

HEAD_LINES, HEAD_LENGTH = 40, 4_000
KINDS = frozenset(
    [
        "nghị quyết",
        "nghị quyết liên tịch",
        "chỉ thị",
        "kết luận",
        "quy định",
        "quy chế",
        "quyết định",
        "thông tri",
        "hướng dẫn",
        "thông báo",
        "thông báo kết luận",
        "báo cáo",
        "báo cáo chính trị",
        "kế hoạch",
        "chương trình",
        "chương trình hành động",
        "đề án",
        "phương án",
        "dự án",
        "tờ trình",
        "công văn",
        "công điện",
        "biên bản",
        "giấy mời",
        "giấy giới thiệu",
        "lời kêu gọi",
        "tuyên bố",
        "thông cáo",
        "thông tư",
        "nghị định",
        "kế hoạch liên tịch",
        "hướng dẫn liên tịch",
        "quy chế phối hợp",
        "đề cương",
        "đề cương báo cáo",
        "chương trình công tác",
        "báo cáo tổng kết",
        "báo cáo sơ kết",
        "báo cáo tóm tắt",
        "lịch công tác",
        "phụ lục",
    ]
)
_URGENT = {"khan": "khẩn", "thuong khan": "thượng khẩn", "hoa toc": "hỏa tốc"}
_NUMBER = re.compile(
    r"^số\s*:?\s*(\d{1,5})?\s*[-–/]\s*((?:(?:19|20)\d\d\s*/\s*)?[\wĐđ]{1,10}(?:\s*[-–/]\s*[\wĐđ.]{1,14}){0,3})",
    re.IGNORECASE,
)
_DATED = pattern(rf"(?:(?P<place>[^,;:]{{2,40}}), ?)?ngày ?{SPELT}")
_DATED_LOOSE = pattern(
    r"(?:(?P<place>[^,;:]{2,40}), ?)?ngày ?(\d{1,2})? ?[.…]{0,8} ?tháng ?(\d{1,2})? ?[.…]{0,8} ?năm ?(\d{4})"
)
_RULE = re.compile(r"^[\s*_\-–—=.]+$")
_ABOUT = re.compile(r"^\s*(?:v/v|về việc|về)\b", re.IGNORECASE)
_BODY_BEGINS = re.compile(
    r"^\s*(?:thực hiện|căn cứ|kính gửi|thi hành|theo|xét|ngày|sau khi|tại (?:phiên|kỳ|hội nghị)|nhằm|để|"
    r"[IVX]+\s*[.\-]|\d+\s*[.\-]|[-+]|điều \d|chương )",
    re.IGNORECASE,
)
_PARTY = frozenset({"dang cong san viet nam", "cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A value and the words it was taken from: ``text[start:end] == quote``."""

    value: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What an official document says of itself by its layout; None and empty where it does not.

    ``number`` is the printed number as digits; ``date`` ISO. ``superior`` and ``issuer`` are as printed;
    ``issuer_name`` is the issuer's name in full, put together from both ("BAN TỔ CHỨC" under "TỈNH ỦY SƠN HÀ").
    ``kind`` in lower case; ``speaker`` is the body named under it ("CỦA BAN THƯỜNG VỤ TỈNH ỦY") without its "của".
    ``addressed`` are those a letter goes to ("Kính gửi"), ``recipients`` those of "Nơi nhận".
    """

    superior: Passage | None = None
    issuer: Passage | None = None
    issuer_name: str = ""
    number: Passage | None = None
    symbol: Passage | None = None
    place: Passage | None = None
    date: Passage | None = None
    kind: Passage | None = None
    speaker: Passage | None = None
    excerpt: Passage | None = None
    urgency: Passage | None = None
    addressed: tuple[Recipient, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    parts: tuple[Part, ...] = ()

    def part_at(self, offset: int) -> Part | None:
        """The smallest part that holds an offset."""
        holding = [part for part in self.parts if part.start <= offset < part.end]
        return holding[-1] if holding else None

    @property
    def issued_on(self) -> datetime.date | None:
        """The printed day."""
        return datetime.date.fromisoformat(self.date.value) if self.date else None


def layout_of(page: Prepared) -> Layout:
    """The layout of a whole text; linear in its length, never raises."""
    return replace(head_and_foot(page.text), parts=parts_of(page))


def head_and_foot(text: str) -> Layout:
    """The layout of an NFC text without its parts: only the first and the last lines are looked at."""
    cells = cells_of(text[:HEAD_LENGTH], HEAD_LINES)
    found: dict[str, Passage] = {}
    numbered = -1
    for at, cell in enumerate(cells):
        low = cell.text.lower()
        number = _NUMBER.match(cell.text)
        if number and "symbol" not in found:
            numbered = at
            if number[1]:
                found["number"] = _passage(cell, str(int(number[1])))
            found["symbol"] = _passage(cell, tidy_symbol(number[2]))
        if "date" not in found and at < 24:
            found |= _dated(cell, low)
        if cell.is_capitals and fold(cell.text) in _URGENT:
            found.setdefault("urgency", _passage(cell, _URGENT[fold(cell.text)]))
        if "kind" not in found and cell.is_capitals and " ".join(low.split()) in KINDS:
            found["kind"] = _passage(cell, " ".join(low.split()))
            if (below := cells[at + 1 : at + 2]) and (speaker := _speaker(below[0])):
                found["speaker"] = speaker
            excerpt = _excerpt(text, cells[at + 1 :])
            if excerpt:
                found["excerpt"] = excerpt
    if numbered >= 0 and "excerpt" not in found:
        about = next((cell for cell in cells[numbered + 1 : numbered + 7] if _is_about(cell)), None)
        if about:
            found["excerpt"] = _passage(about, about.text)
    superior, issuer, name = _issuer(cells[: max(numbered, 0)])
    recipients, signatories = closing(text)
    return Layout(
        superior=superior, issuer=issuer, issuer_name=name, **found,  # type: ignore[arg-type]
        addressed=addressed(cells), recipients=recipients, signatories=signatories,
    )  # fmt: skip


def _passage(cell: Cell, value: str) -> Passage:
    return Passage(value, cell.text, cell.start, cell.end)


def _speaker(below: Cell) -> Passage | None:
    if not (below.is_capitals and below.text.startswith("CỦA ") and len(below.text) < 120):
        return None
    return _passage(below, below.text.removeprefix("CỦA ").strip())


def _is_about(cell: Cell) -> bool:
    return _ABOUT.match(cell.text) is not None and not cell.is_capitals and len(cell.text) < 300


def _dated(cell: Cell, low: str) -> dict[str, Passage]:
    if len(cell.text) > 80 or len(low) != len(cell.text):
        return {}
    found = _DATED.search(low) or _DATED_LOOSE.search(low)
    if not found or found.end() < len(low.rstrip()) - 2:
        return {}
    day, month, year = found.groups()[1:]
    named: dict[str, Passage] = {}
    place = found.group("place")
    if place and cell.text[found.start("place")].isupper() and not re.search(rf"[{LOWER}] \d", place):
        start = cell.start + found.start("place")
        words = cell.text[found.start("place") : found.end("place")].strip()
        named["place"] = Passage(words, words, start, start + len(words))
    on = calendar_day(int(day), int(month), int(year)) if day and month else None
    if on:
        start = cell.start + low.index("ngày", found.end("place") if place else found.start())
        named["date"] = Passage(on.isoformat(), cell.text[start - cell.start :], start, cell.end)
    return named


def _excerpt(text: str, after: list[Cell]) -> Passage | None:
    """The lines below the kind, up to a rule, a long line or the first words of a body."""
    taken: list[Cell] = []
    for cell in after[:6]:
        if _RULE.match(cell.text) or len(cell.text) > 300 or (taken and _BODY_BEGINS.match(cell.text)):
            break
        if taken and (cell.text.endswith(":") or taken[-1].text.endswith(".")):
            break
        if not taken and cell.is_capitals and cell.text.startswith(("CỦA ", "TẠI ")):
            continue
        taken.append(cell)
    if not taken:
        return None
    start, end = taken[0].start, taken[-1].end
    return Passage(" ".join(cell.text for cell in taken), text[start:end], start, end)


def _issuer(before: list[Cell]) -> tuple[Passage | None, Passage | None, str]:
    """The issuing body is the last name in capitals before the number; the one above it is the superior."""
    names = [
        cell
        for cell in before
        if cell.is_capitals and len(cell.text) > 3 and fold(cell.text) not in _PARTY and fold(cell.text) not in _URGENT
    ]
    groups = name_of([cell.text for cell in names])
    if not groups:
        return None, None, ""
    own, above, name = groups
    issuer = _group(names, own)
    return (_group(names, above) if above else None), issuer, name


def _group(names: list[Cell], places: range) -> Passage:
    first, last = names[places[0]], names[places[-1]]
    words = " ".join(names[place].text for place in places)
    return Passage(words, words if len(places) > 1 else first.text, first.start, last.end)
