import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tusoi.lib.rendering.workbook import HEADER_ROW, MAX_TEXT, Sheet, workbook, write_workbook

AT = datetime(2026, 11, 21, 9, 45, tzinfo=UTC)


def read(content: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def cells(*values: object) -> list[object]:
    """The values of one row after the way through a file."""
    headers = tuple(f"Cột {n}" for n, _ in enumerate(values))
    return read(workbook([Sheet("Thử", headers, [values])]))[HEADER_ROW + 1]


def part(content: bytes, name: str) -> str:
    return ZipFile(BytesIO(content)).read(name).decode()


def test_a_sheet_says_what_it_is_who_exported_it_and_when():
    content = workbook([Sheet("Danh sách thiếu", ("Đơn vị",), [["Chi bộ thôn Đoài"]])], by="Trần Thị Lan", at=AT)
    assert read(content) == [
        ["Danh sách thiếu"],
        ["Người xuất: Trần Thị Lan, lúc 21/11/2026 16:45"],
        ["Đơn vị"],
        ["Chi bộ thôn Đoài"],
    ]


def test_the_note_follows_in_the_language_of_the_reader():
    sheet = Sheet("Missing", ("Body",), [], note="As of 21/11/2026")
    assert read(workbook([sheet], by="Lan", language="en"))[1] == ["Exported by: Lan. As of 21/11/2026"]


def test_numbers_are_numbers_and_days_are_days():
    assert cells(1074, 15.6, Decimal("0.5"), date(2026, 11, 21)) == [1074, 15.6, 0.5, date(2026, 11, 21)]


def test_a_stored_moment_is_written_in_vietnamese_time():
    assert cells(AT) == [datetime(2026, 11, 21, 16, 45)]


def test_days_are_shown_as_day_month_year():
    content = workbook([Sheet("Thử", ("Hạn",), [[date(2026, 11, 21)]])])
    assert 'formatCode="dd/mm/yyyy"' in part(content, "xl/styles.xml")


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-2", "@SUM(A1)", "{=1}", "007", "http://example.org", "1e5"])
def test_a_text_stays_a_text_whatever_it_begins_with(text):
    content = workbook([Sheet(text, (text,), [[text]], note=text)], by=text)
    assert read(content)[HEADER_ROW:] == [[text], [text]]
    page = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert "hyperlink" not in page


def test_what_a_cell_cannot_hold_as_a_number_or_day_is_written_as_text():
    assert cells(10**18, float("nan"), date(1850, 1, 2)) == [str(10**18), "nan", "02/01/1850"]


def test_yes_and_no_are_words():
    assert cells(True, False) == ["Có", "Không"]


def test_nothing_is_an_empty_cell():
    assert cells(None, "a") == ["", "a"]


def test_a_text_longer_than_a_cell_holds_is_cut_visibly():
    (text,) = cells("ộ" * (MAX_TEXT + 10))
    assert len(text) == MAX_TEXT
    assert text.endswith("…")


def test_a_text_is_composed_and_freed_of_what_no_file_can_hold():
    assert cells("Đo\u0302\u0300ng\x00 Tâm\ud800", "_x0041_") == ["Đồng Tâm", "_x0041_"]


def test_the_header_is_frozen_and_filtered():
    content = workbook([Sheet("Thử", ("Đơn vị", "Hạn"), [["a", None], ["b", None]])])
    page = part(content, "xl/worksheets/sheet1.xml")
    assert f'<pane ySplit="{HEADER_ROW + 1}" topLeftCell="A{HEADER_ROW + 2}"' in page
    assert '<autoFilter ref="A3:B5"/>' in page


def test_each_sheet_gets_a_name_that_excel_accepts():
    titles = [
        "Quý I/2026: [nháp]",
        "quý i 2026 nháp",
        "Kết quả thực hiện nhiệm vụ được giao năm 2026",
        "History",
        "'",
        "",
    ]
    content = workbook([Sheet(title, ("a",), []) for title in titles])
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert names == [
        "Quý I 2026 nháp",
        "quý i 2026 nháp (2)",
        "Kết quả thực hiện nhiệm vụ được",
        "History_",
        "Sheet",
        "Sheet (2)",
    ]


def test_a_workbook_without_a_sheet_is_refused():
    with pytest.raises(ValueError, match="needs a sheet"):
        workbook([])


def test_nothing_is_left_on_the_disk_when_a_row_fails(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows():
        yield ["một"]
        raise LookupError("row")

    with pytest.raises(LookupError):
        write_workbook(tmp_path / "out.xlsx", [Sheet("Thử", ("a",), rows())])
    assert list(tmp_path.iterdir()) == []


def test_many_rows_are_written_to_a_file_in_little_memory(tmp_path):
    path = tmp_path / "out.xlsx"
    rows = ([n, f"Chi bộ {n}", date(2026, 11, 21)] for n in range(5_000))
    tracemalloc.start()
    write_workbook(path, [Sheet("Thử", ("STT", "Đơn vị", "Hạn"), rows)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(read(path.read_bytes())) == HEADER_ROW + 1 + 5_000
    assert peak < 2_000_000
