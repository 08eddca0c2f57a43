"""Tables of tasks: task, lead, collaborators, product, deadline. Each row is a requirement with these fields.

A table is what the text gives as lines with tabs. Its header is found by the names of its columns; a heading across the
table is kept as the group of what follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi.lib.reading.letters import lowered
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.sentences import Prepared, Span
from tusoi.lib.reading.series import series
from tusoi.lib.reading.spans import of_cell
from tusoi.lib.reading.titles import title

MOST_ROWS = 1_000
# Column -> beginnings of its name; the first column that fits takes the cell.
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:stt|tt|số tt|số thứ tự|số)$")),
    ("deadline", re.compile(r"(?:thời (?:gian|hạn|điểm)|tiến độ|hạn|ngày hoàn thành|hoàn thành|kỳ hạn|mốc)")),
    (
        "collaborators",
        re.compile(
            r"(?:(?:cơ quan|đơn vị|tổ chức|cá nhân|bộ phận)?[ ,]*(?:[\w, ]{0,30})?phối hợp|cùng thực hiện|tham gia)"
        ),
    ),
    (
        "lead",
        re.compile(
            r"(?:(?:cơ quan|đơn vị|tổ chức|cá nhân|người|bộ phận|đồng chí|phân công|lãnh đạo)?[ ,/]*(?:[\w, /]{0,30})?"
            r"(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|tham mưu|đầu mối|chỉ đạo|được giao)|phân công|"
            r"trách nhiệm|đơn vị$)"
        ),
    ),
    ("product", re.compile(r"(?:sản phẩm|kết quả|hình thức|văn bản|đầu ra|hồ sơ)")),
    (
        "task",
        re.compile(
            r"(?:(?:tên |các )?(?:nội dung|nhiệm vụ|công việc|việc|đầu việc|giải pháp|hoạt động|yêu cầu|danh mục|tên))"
        ),
    ),
    ("note", re.compile(r"ghi chú")),
)
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[a-zđA-D])[.)]?")


@dataclass(frozen=True, slots=True)
class _Header:
    """Which column is which; ``cells`` is how many there are."""

    places: dict[str, int]
    cells: int


def tasks(page: Prepared, issued_on: date | None) -> list[Record]:
    """Requirements out of the tables of tasks, in the order of the text. ``task`` holds the cells: task, lead,
    collaborators, product, deadline, note, group (of a heading across the table), each a text ("" where there is none).
    """
    records: list[Record] = []
    if "\t" not in page.text:
        return records
    header: _Header | None = None
    group = ""
    for line in page.lines:
        if page.text.find("\t", line.start, line.end) < 0:
            spoken = page.text[line.start : line.end]
            if header and len(spoken) <= 200 and (spoken.isupper() or _NUMBER.match(spoken)) and _in_table(page, line):
                group = spoken
            else:
                header = None
            continue
        cells = _cells(page, line)
        new = _header(page, cells)
        if new:
            header, group = new, ""
            continue
        if header is None or len(records) >= MOST_ROWS:
            continue
        filled = [page.text[cell.start : cell.end] for cell in cells if cell.start < cell.end]
        if _is_group(filled):
            group = filled[-1]
            continue
        record = _row(page, line, cells, header, group, len(records) + 1, issued_on)
        if record:
            records.append(record)
    return records


def outside(found: list[Record], rows: list[Record]) -> list[Record]:
    """The records that no row of a table holds: a row is read as a whole."""
    kept: list[Record] = []
    at = 0
    for one in found:
        while at < len(rows) and rows[at].end <= one.start:
            at += 1
        if at >= len(rows) or rows[at].start >= one.end:
            kept.append(one)
    return kept


def _in_table(page: Prepared, line: Span) -> bool:
    """Rows go on below the line."""
    following = page.text.find("\n", line.end)
    return following >= 0 and "\t" in page.text[following + 1 : following + 400].split("\n")[0]


def _cells(page: Prepared, line: Span) -> list[Span]:
    """The cells of a line; those before its first word are counted too (the line itself is without white space)."""
    first = page.text.rfind("\n", 0, line.start) + 1
    cells: list[Span] = []
    at = first
    while at <= line.end and len(cells) < 30:
        stop = page.text.find("\t", at, line.end)
        stop = line.end if stop < 0 else stop
        start, end = at, stop
        while start < end and page.text[start].isspace():
            start += 1
        while end > start and page.text[end - 1].isspace():
            end -= 1
        cells.append(Span(start, end))
        at = stop + 1
    return cells


def _header(page: Prepared, cells: list[Span]) -> _Header | None:
    """The columns, if these cells name a task and at least a lead or a deadline."""
    return _columns([page.text[cell.start : cell.end] for cell in cells])


def is_header(cells: Sequence[str]) -> bool:
    """Whether these cells are the header of a table of tasks."""
    return _columns(cells) is not None


def _columns(cells: Sequence[str]) -> _Header | None:
    if not 2 <= len(cells) <= 14 or any(len(cell) > 80 for cell in cells):
        return None
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = " ".join(lowered(cell).split()).strip(" .:*")
        for column, table in _COLUMNS:
            if column not in places and table.match(name):
                places[column] = place
                break
    return _Header(places, len(cells)) if "task" in places and places.keys() & {"lead", "deadline"} else None


def _is_group(filled: list[str]) -> bool:
    """ "I. CÔNG TÁC TỔ CHỨC" across a table."""
    if len(filled) == 1:
        return len(filled[0]) <= 200 and (filled[0].isupper() or filled[0][:1].isalpha())
    return (
        len(filled) == 2
        and _NUMBER.fullmatch(filled[0]) is not None
        and (filled[1].isupper() or filled[0][0] in "IVXABCD")
    )


def _row(
    page: Prepared, line: Span, cells: list[Span], header: _Header, group: str, place: int, issued_on: date | None
) -> Record | None:
    said = {
        column: " ".join(page.text[cells[at].start : cells[at].end].split())
        for column, at in header.places.items()
        if at < len(cells)
    }
    task = said.get("task", "")
    if len(cells) < 2 or sum(sign.isalpha() for sign in task) < 3 or task.isdecimal():
        return None
    fields: dict[str, Any] = {
        "form": "listed",
        "ordinal": _ordinal(said.get("number", "")) or place,
        "addressee": said.get("lead") or None,
        "ctx_marker": said.get("number") or None,
        "ctx_title": title(task),
        "task": {
            **{name: said.get(name, "") for name in ("task", "lead", "collaborators", "product", "deadline", "note")},
            "group": group,
        },
    }
    if "lead" in header.places and header.places["lead"] < len(cells):
        cell = cells[header.places["lead"]]
        names, _end = series(page, cell.start, cell.end)
        if names:
            fields["addressees"] = [one.name for one in names]
    due = of_cell(said.get("deadline", ""), issued_on)
    fields["ctx_due_on"] = due.due_on.isoformat() if due and due.due_on else None
    fields["ctx_due_words"] = said.get("deadline") or None
    if due:
        fields["ctx_due_reason"] = due.reason
        fields["ctx_due_basis"] = due.basis.isoformat() if due.basis else None
        fields["ctx_recurrence"] = due.recurrence
        if due.amount is not None:
            fields |= {"ctx_due_amount": due.amount, "ctx_due_unit": due.unit}
    return Record("requirement", line.start, line.end, page.text[line.start : line.end], fields)


def _ordinal(text: str) -> int | None:
    digits = text.strip("(). ").rpartition(".")[2]
    return int(digits) if digits.isdecimal() and len(digits) <= 4 else None
