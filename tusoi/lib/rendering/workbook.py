"""Rows as an Excel workbook, written row by row so that 300,000 of them need no more memory than three.

A sheet is: its title, who exported it when, the headers (frozen, with a filter), the rows. Days are real days, numbers
real numbers, and a text is a text whatever it begins with: "=1+1" is shown, never computed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tusoi.lib import formats
from tusoi.lib.rendering.text import clean

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | Decimal | bool | date | datetime | None

HEADER_ROW = 2  # title, note, headers
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767  # characters a cell of Excel holds
MAX_EXACT = 10**15  # beyond it Excel rounds: longer numbers are written as text
MAX_TITLE = 31
DEFAULT_WIDTH = 18.0  # characters
LONG_TEXT = 40  # characters: longer texts are wrapped in their cell
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_OPTIONS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WORDS = {"vi": ("Người xuất", "lúc", "Có", "Không"), "en": ("Exported by", "on", "Yes", "No")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` may be a generator and is read once; ``widths`` in characters, one per header, or empty."""

    title: str
    headers: tuple[str, ...]
    rows: Iterable[Iterable[Value]]
    note: str = ""
    widths: tuple[float, ...] = ()


def workbook(sheets: Iterable[Sheet], *, by: str = "", at: datetime | None = None, language: str = "vi") -> bytes:
    """The workbook as the bytes of an .xlsx file.

    ``by`` and ``at`` say under each title who exported it and when (an aware moment is shown in Vietnamese time).
    Raises ValueError when there is no sheet, or more rows than a sheet of Excel can hold.
    """
    buffer = BytesIO()
    _write(buffer, sheets, by=by, at=at, language=language)
    return buffer.getvalue()


def write_workbook(
    path: Path | str, sheets: Iterable[Sheet], *, by: str = "", at: datetime | None = None, language: str = "vi"
) -> None:
    """``workbook`` into a file, for what is too large to hold in memory."""
    _write(str(path), sheets, by=by, at=at, language=language)


def _write(target: Any, sheets: Iterable[Sheet], *, by: str, at: datetime | None, language: str) -> None:
    from xlsxwriter import Workbook  # here: a tenth of the start of the server for what few requests ask

    with TemporaryDirectory() as folder:  # the rows wait there; nothing is left behind when a row fails
        book = Workbook(target, {**_OPTIONS, "tmpdir": folder})
        try:
            _fill(book, sheets, by=by, at=at, language=language)
        except BaseException:
            book.fileclosed = True  # no half-written file
            raise
        book.close()


def _fill(book: xlsxwriter.Workbook, sheets: Iterable[Sheet], *, by: str, at: datetime | None, language: str) -> None:
    look = _look(book)
    taken: set[str] = set()
    for sheet in sheets:
        if not taken:
            created = {"created": _plain(at)} if at else {}
            book.set_properties({"title": clean(sheet.title)[:255], "author": clean(by)[:255], **created})
        page = book.add_worksheet(_sheet_name(sheet.title, taken))
        _write_sheet(page, sheet, look, _note(sheet, by, at, language), language)
    if not taken:
        raise ValueError("a workbook needs a sheet")


def _look(book: xlsxwriter.Workbook) -> dict[str, Format]:
    ruled = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"italic": True, "font_color": "#595959"}),
        "header": book.add_format({**ruled, "bg_color": "#F2EFEA"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"}),
        "long": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _write_sheet(page: Worksheet, sheet: Sheet, look: Mapping[str, Format], note: str, language: str) -> None:
    for column in range(len(sheet.headers)):
        page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else DEFAULT_WIDTH)
    page.write_string(0, 0, _text(sheet.title), look["title"])
    page.write_string(1, 0, _text(note), look["note"])
    for column, header in enumerate(sheet.headers):
        page.write_string(HEADER_ROW, column, _text(header), look["header"])
    last = HEADER_ROW
    for last, row in enumerate(sheet.rows, start=HEADER_ROW + 1):
        if last >= MAX_ROWS:
            raise ValueError(f"a sheet of Excel holds no more than {MAX_ROWS} rows")
        for column, value in enumerate(row):
            _write_cell(page, last, column, value, look, language)
    page.freeze_panes(HEADER_ROW + 1, 0)
    if sheet.headers:
        page.autofilter(HEADER_ROW, 0, last, len(sheet.headers) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_ROW)
    page.set_footer("&C&P/&N")


def _write_cell(
    page: Worksheet, row: int, column: int, value: Value, look: Mapping[str, Format], language: str
) -> None:
    """One cell by its type; what Excel cannot hold as a number or a day is written as text rather than altered."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, column, _words(language)[2 if value else 3])
    elif isinstance(value, int | float | Decimal):
        if math.isfinite(value) and -MAX_EXACT < value < MAX_EXACT:
            page.write_number(row, column, value)
        else:
            page.write_string(row, column, str(value))
    elif isinstance(value, datetime):
        local = _plain(value)
        if local.date() < _FIRST_DAY:
            page.write_string(row, column, formats.moment(local))
        else:
            page.write_datetime(row, column, local, look["moment"])
    elif isinstance(value, date):
        if value < _FIRST_DAY:
            page.write_string(row, column, formats.day(value))
        else:
            page.write_datetime(row, column, value, look["day"])
    else:
        page.write_string(row, column, _text(value), look["long"] if len(value) > LONG_TEXT else None)


def _note(sheet: Sheet, by: str, at: datetime | None, language: str) -> str:
    exporter, when, _, _ = _words(language)
    said = f"{exporter}: {by}" if by else ""
    if at:
        said = f"{said}, {when} {formats.moment(at)}" if said else f"{when} {formats.moment(at)}".capitalize()
    return ". ".join(part for part in (said, sheet.note) if part)


def _words(language: str) -> tuple[str, str, str, str]:
    return _WORDS["en" if language == "en" else "vi"]


def _plain(value: datetime) -> datetime:
    """Vietnamese wall time without a zone, which is all that Excel knows."""
    return value.astimezone(formats.HANOI).replace(tzinfo=None) if value.tzinfo else value


def _text(value: str) -> str:
    value = clean(value)
    return value if len(value) <= MAX_TEXT else value[: MAX_TEXT - 1] + "…"


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\, no apostrophe at an end, each name once."""
    plain = " ".join(clean(title).translate(_FORBIDDEN).split()).strip("'") or "Sheet"
    if plain.casefold() == "history":  # kept by Excel for itself
        plain += "_"
    name, copy = plain[:MAX_TITLE].strip(" '"), 1
    while name.casefold() in taken:
        copy += 1
        tail = f" ({copy})"
        name = plain[: MAX_TITLE - len(tail)].rstrip(" '") + tail
    taken.add(name.casefold())
    return name
