"""The foot of an official document: who receives it and who signs it; and "Kính gửi" at its head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tusoi.lib.reading.cells import Cell, line_cells
from tusoi.lib.reading.letters import LOWER, UPPER

FOOT_LINES, FOOT_LENGTH = 80, 8_000
MOST_RECIPIENTS = 100
_RECEIVED_BY = re.compile(r"nơi (?:nhận|gửi)\s*:?", re.IGNORECASE)
_TO = re.compile(r"(?:đồng )?kính gửi\s*:?", re.IGNORECASE)
_DASH = re.compile(r"[-–+•*]\s*")
_PURPOSE = re.compile(r"\((?P<purpose>[^()]{2,80})\)\s*[.,;]*$")
_AUTHORITY = re.compile(
    r"(?P<sign>T/M|TM|K/T|KT|T/L|TL|TUQ|T/UQ|Q|THAY MẶT|THỪA LỆNH|THỪA UỶ QUYỀN|THỪA ỦY QUYỀN)(?:\.\s?|"
    r"\s)(?P<body>\S.{1,90})$"
)
_POSITION = re.compile(
    r"(?:QUYỀN |Q\. )?(?:PHÓ |TỔNG )?(?:BÍ THƯ|CHỦ NHIỆM|CHỦ TỊCH|TRƯỞNG|CHÁNH|GIÁM ĐỐC|HIỆU TRƯỞNG|ỦY VIÊN|"
    r"UỶ VIÊN|VIỆN TRƯỞNG|"
    r"CHỈ HUY|TỔ TRƯỞNG|TỔ PHÓ|ĐOÀN TRƯỞNG|THƯ KÝ|CHỦ TỌA|CHỦ TOẠ|NGƯỜI|THỦ TRƯỞNG|CỤC TRƯỞNG|BỘ TRƯỞNG|THỦ TƯỚNG)"
)
_SIGNED = re.compile(
    r"\W*(?:đã ký|ký tên|ký, đóng dấu|ký,? ghi rõ họ tên|đã ký và đóng dấu|ký số bởi.{0,60})\W*$", re.IGNORECASE
)
_PERSON = re.compile(
    rf"(?:(?:đồng chí|đ/c|ông|bà|TS|ThS|PGS|GS|BS|(?:Đại|Thượng|Trung|Thiếu) (?:tá|tướng|úy))\.?\s+)?"
    rf"(?P<name>[{UPPER}][{UPPER}{LOWER}']*(?:\s[{UPPER}][{UPPER}{LOWER}']*){{1,5}})$"
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """``name`` as printed without dash and stop, ``purpose`` what stands in brackets; ``filed``: a "Lưu" line."""

    name: str
    purpose: str
    filed: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """``authority`` is T/M, K/T, T/L, Q or TUQ ("" where nobody is stood for), ``on_behalf_of`` for whom, ``position``
    the office of the signer, ``name`` his name ("" in a draft). The offsets span all of it."""

    authority: str
    on_behalf_of: str
    position: str
    name: str
    start: int
    end: int


def closing(text: str) -> tuple[tuple[Recipient, ...], tuple[Signatory, ...]]:
    """What stands under "Nơi nhận" and the signatures, looked for in the last lines."""
    cells = _foot(text)
    begin = next((at for at in range(len(cells) - 1, -1, -1) if _RECEIVED_BY.match(cells[at].text)), None)
    recipients, taken = _listed(cells, begin, _RECEIVED_BY) if begin is not None else ([], set())
    return tuple(recipients), tuple(_signatories([cell for cell in cells if cell.start not in taken]))


def addressed(cells: Sequence[Cell]) -> tuple[Recipient, ...]:
    """Those a letter is sent to, from the cells of its head."""
    begin = next((at for at, cell in enumerate(cells) if _TO.match(cell.text)), None)
    return tuple(_listed(cells, begin, _TO, across=True)[0]) if begin is not None else ()


def _foot(text: str) -> list[Cell]:
    begin = max(0, len(text) - FOOT_LENGTH)
    found: list[list[Cell]] = []
    at = begin
    for line in text[begin:].split("\n"):
        cells = line_cells(line, at, len(found))
        if cells:
            found.append(cells)
        at += len(line) + 1
    return [cell for cells in found[-FOOT_LINES:] for cell in cells]


def _listed(
    cells: Sequence[Cell], begin: int, head: re.Pattern[str], *, across: bool = False
) -> tuple[list[Recipient], set[int]]:
    """The items below a head, in its column (``across``: in any); they end where a line is no item and goes on with
    none. With them the beginnings of the cells they took.
    """
    first = cells[begin]
    taken = {first.start}
    found: list[tuple[str, int, int]] = []
    label = head.match(first.text)
    rest = first.text[label.end() :].strip() if label else ""
    if rest:
        dash = _DASH.match(rest)
        rest = rest[dash.end() :] if dash else rest
        found.append((rest, first.start + first.text.rindex(rest), first.end))
    last_line = first.line
    for cell in cells[begin + 1 :]:
        dash = _DASH.match(cell.text)
        if cell.column != first.column and not (across and dash):
            continue
        if cell.line > last_line + 3 or len(found) >= MOST_RECIPIENTS:
            break
        if dash and len(cell.text) > dash.end():
            found.append((cell.text[dash.end() :], cell.start + dash.end(), cell.end))
        elif found and _is_open(found[-1][0]) and not cell.is_capitals and len(cell.text) < 120:
            words, start, _ = found[-1]
            found[-1] = (f"{words} {cell.text}", start, cell.end)
        elif cell.is_capitals or found or len(cell.text) > 160:
            break
        else:
            found.append((cell.text, cell.start, cell.end))
        taken.add(cell.start)
        last_line = cell.line
    return [_recipient(*one) for one in found], taken


def _is_open(words: str) -> bool:
    return not words.rstrip().endswith((".", ";", ",", ")"))


def _recipient(words: str, start: int, end: int) -> Recipient:
    bare = words.strip().rstrip(".,;/ ")
    purpose = _PURPOSE.search(bare)
    name = (bare[: purpose.start()] if purpose else bare).strip().rstrip(".,;: ")
    return Recipient(name, purpose["purpose"].strip() if purpose else "", name.lower().startswith("lưu"), start, end)


def _signatories(cells: Sequence[Cell]) -> list[Signatory]:
    found: list[Signatory] = []
    at = 0
    while at < len(cells):
        authority = _AUTHORITY.match(cells[at].text) if cells[at].text[:30].isupper() else None
        position = None if authority else _is_position(cells[at])
        if not authority and not position:
            at += 1
            continue
        one, after = _signatory(cells, at, authority)
        if one and (one.name or authority):
            found.append(one)
        at = max(after, at + 1)
    return found[-6:]


def _is_position(cell: Cell) -> bool:
    return cell.is_capitals and len(cell.text) <= 80 and _POSITION.match(cell.text) is not None


def _signatory(cells: Sequence[Cell], at: int, authority: re.Match[str] | None) -> tuple[Signatory | None, int]:
    """One signature from its first line on: who is stood for (it may go on in capitals), the office, the name."""
    first = cells[at]
    sign = authority["sign"].upper() if authority else ""
    behalf = [authority["body"].strip()] if authority else []
    positions = [] if authority else [first.text]
    name, end = "", first.end
    place = at + 1
    for place in range(at + 1, min(at + 12, len(cells))):
        cell = cells[place]
        if cell.line > cells[place - 1].line + 12 or (
            _AUTHORITY.match(cell.text) and cell.text.isupper() and positions
        ):
            break
        if _is_position(cell):
            if positions and positions[-1] == cell.text:
                break
            positions.append(cell.text)
        elif (
            cell.is_capitals and authority and not positions and len(cell.text) < 80 and not _AUTHORITY.match(cell.text)
        ) or (authority and _AUTHORITY.match(cell.text) and cell.text.isupper()):
            behalf.append(cell.text)
        elif _SIGNED.match(cell.text) or not any(letter.isalpha() for letter in cell.text):
            continue
        elif (person := _PERSON.match(cell.text)) and len(cell.text) <= 50:
            name, end = person["name"], cell.end
            place += 1
            break
        elif cell.column != first.column and cell.line <= cells[place - 1].line + 1 and len(cell.text) < 160:
            continue  # the other column
        else:
            break
        end = cell.end
    if not name and not (authority and positions):
        return None, at + 1
    return Signatory(_sign(sign), " ".join(behalf), " ".join(positions), name, first.start, end), place


def _sign(text: str) -> str:
    plain = text.replace("/", "").replace("THAY MẶT", "TM").replace("THỪA LỆNH", "TL")
    known = {"TM": "T/M", "KT": "K/T", "TL": "T/L", "TUQ": "TUQ", "Q": "Q"}
    return known.get(plain, "TUQ" if plain.startswith("THỪA") else plain)
