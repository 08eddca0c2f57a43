"""What the head of an official document says of itself: number and symbol, kind, issuer, date, excerpt. Pure.

The head is the layout of Hướng dẫn 05-HD/VPTW: superior body, issuing body, star, number on the left; the name of the
Party, place and date on the right; kind and excerpt below. Texts taken from files give its two columns as lines of
their own, or on one line with wide gaps.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi.documents.rules import clean_symbol, day_or_none, shortened
from tusoi.lib.folding import fold

HEAD_LINES, HEAD_LENGTH = 40, 4000

_CELL = re.compile(r"[^\t\n]+?(?=\s*\t|\s{3,}|\s*\n|\s*$)")
_NUMBER = re.compile(r"^\s*số\s*:?\s*(\d{1,5})\s*[-–/]\s*([\wĐđ]{1,10}(?:\s*[-/]\s*[\wĐđ.]{1,14}){0,3})", re.I)
_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.I)
_ABOUT = re.compile(r"^\s*(?:v/v|về việc|về)\b", re.I)
_RULE = re.compile(r"^[\s*_\-–—=.]+$")
_BODY_BEGINS = re.compile(
    r"^\s*(?:thực hiện|căn cứ|kính gửi|thi hành|theo|xét|ngày|sau khi|tại (?:phiên|kỳ|hội nghị)"
    r"|[IVX]+\s*[.\-]|\d+\s*[.\-]|-)",
    re.I,
)
_PARTY = frozenset({"dang cong san viet nam", "cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc"})


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the passage it was taken from; ``value`` is a text, a number or a day."""

    value: Any
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_capitals(self) -> bool:
        return self.text.isupper()

    def found(self, value: Any) -> Found:
        return Found(value, self.text, self.start, self.end)


def head_of(text: str, *, kinds: Mapping[str, str]) -> dict[str, Found]:
    """What the head says, by field: number, symbol, kind (a code), issuer (as printed), issued_on, excerpt.

    ``kinds``: names of kinds, folded, to their codes. What is not found is not there.
    """
    cells = _cells(text)
    found: dict[str, Found] = {}
    numbered = -1
    for place, cell in enumerate(cells):
        number = _NUMBER.match(cell.text)
        if number and "number" not in found:
            found["number"] = cell.found(int(number[1]))
            found["symbol"] = cell.found(clean_symbol(number[2]))
            numbered = place
        day = _day(cell.text)
        if day and "issued_on" not in found and place < 20:
            found["issued_on"] = cell.found(day)
        if cell.is_capitals and fold(cell.text) in kinds and "kind" not in found:
            found["kind"] = cell.found(kinds[fold(cell.text)])
            excerpt = _excerpt(cells[place + 1 :], text)
            if excerpt:
                found["excerpt"] = excerpt
    if numbered >= 0:
        found |= _issuer(cells[:numbered])
        if "excerpt" not in found:
            found |= _letter_excerpt(cells[numbered + 1 :])
    return found


def with_meta(
    found: dict[str, Found], records: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]
) -> dict[str, Found]:
    """The same, completed by what reading found about the text as a whole: its title and its date."""
    result = dict(found)
    for record in records:
        if record["type"] != "meta":
            continue
        field, value = record["fields"].get("field"), record["fields"].get("value")
        place = (record["quote"], record["start"], record["end"])
        if field == "title" and value:
            result.setdefault("excerpt", Found(shortened(" ".join(str(value).split()), 500), *place))
            begins = [name for name in kinds if fold(str(value)).startswith(name + " ")]
            if begins:
                result.setdefault("kind", Found(kinds[max(begins, key=len)], *place))
        elif field == "date" and (day := day_or_none(value)):
            result.setdefault("issued_on", Found(day, *place))
    return result


def kind_of_symbol(symbol: str, symbols: Mapping[str, Sequence[str]]) -> str:
    """The code of the kind a symbol stands for; empty when it stands for none or for several (QĐ)."""
    codes = symbols.get(re.split(r"[/-]", symbol)[0].casefold(), ())
    return codes[0] if len(codes) == 1 else ""


def _cells(text: str) -> list[Cell]:
    cells: list[Cell] = []
    lines = 0
    for line in re.finditer(r"[^\n]+", text[:HEAD_LENGTH]):
        if not line[0].strip():
            continue
        lines += 1
        if lines > HEAD_LINES:
            break
        for piece in _CELL.finditer(line[0]):
            stripped = piece[0].strip()
            if stripped:
                cells.append(Cell(stripped, line.start() + piece.start() + piece[0].index(stripped)))
    return cells


def _day(text: str) -> date | None:
    if len(text) > 80 or not (day := _DATE.search(text)):
        return None
    try:
        return date(int(day[3]), int(day[2]), int(day[1]))
    except ValueError:
        return None


def _excerpt(after: Sequence[Cell], text: str) -> Found | None:
    """The lines below the kind, up to a rule, a long line or the first words of a body."""
    taken: list[Cell] = []
    for cell in after[:5]:
        if _RULE.match(cell.text) or len(cell.text) > 250 or (taken and _BODY_BEGINS.match(cell.text)):
            break
        if taken and cell.text.endswith(":"):  # the sentence that leads into the body
            break
        if not taken and cell.is_capitals and cell.text.startswith("CỦA "):  # who concludes, not what about
            continue
        taken.append(cell)
    if not taken:
        return None
    start, end = taken[0].start, taken[-1].end
    return Found(shortened(" ".join(cell.text for cell in taken), 500), text[start:end], start, end)


def _letter_excerpt(after: Sequence[Cell]) -> dict[str, Found]:
    for cell in after[:6]:
        if _ABOUT.match(cell.text) and not cell.is_capitals:
            return {"excerpt": cell.found(shortened(cell.text, 500))}
    return {}


def _issuer(before: Sequence[Cell]) -> dict[str, Found]:
    """The issuing body is the last name in capitals before the number; the body above it completes its name."""
    names = [cell for cell in before if cell.is_capitals and fold(cell.text) not in _PARTY and len(cell.text) > 3]
    if not names:
        return {}
    own = names[-1]
    whole = f"{own.text} {names[-2].text}" if len(names) > 1 else own.text
    return {"issuer": own.found(whole), "issuer_alone": own.found(own.text)}
