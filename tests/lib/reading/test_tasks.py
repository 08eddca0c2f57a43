"""Tables of tasks: from Word, from web pages, from PDF and from pasted text."""

from datetime import date
from io import BytesIO

import docx
import pytest

from tests.pdfs import pdf, ruled
from tusoi.lib.reading import extract, read

ISSUED = date(2026, 9, 5)
ROWS = [
    ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian hoàn thành"],
    ["1", "Lập danh sách đảng viên miễn sinh hoạt", "Ban Xây dựng Đảng", "Các chi bộ", "Danh sách", "30/9/2026"],
    ["2", "Bàn giao hồ sơ chi bộ sáp nhập", "Đảng ủy các xã Nậm Pồ, Hua Nhàn", "", "Biên bản", "Quý IV/2026"],
]


def word():
    document = docx.Document()
    document.add_paragraph("II. PHÂN CÔNG NHIỆM VỤ")
    table = document.add_table(rows=0, cols=6)
    for cells in ROWS:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            first, _, rest = text.partition(" ")
            cell.text = first
            if rest:
                cell.add_paragraph(rest)
    document.add_paragraph("Các đơn vị thực hiện nghiêm túc.")
    out = BytesIO()
    document.save(out)
    return out.getvalue(), "a.docx"


def page():
    rows = "".join(
        "<tr>"
        + "".join(f"<td><p>{cell.partition(' ')[0]}</p><p>{cell.partition(' ')[2]}</p></td>" for cell in cells)
        + "</tr>"
        for cells in ROWS
    )
    return f"<html><meta charset=utf-8><body><h3>Phân công</h3><table>{rows}</table></body></html>".encode(), "a.html"


def printed():
    written, rules = ruled([["\n".join(_halves(cell)) for cell in row] for row in ROWS], left=10, high=60)
    return pdf(written, rules=rules, size=7), "a.pdf"


def _halves(text):
    words = text.split()
    return [" ".join(words[:2]), " ".join(words[2:4]), " ".join(words[4:])] if len(words) > 2 else [text]


def pasted():
    return "\n".join("\t".join(row) for row in ROWS).encode(), "a.txt"


@pytest.mark.parametrize("source", [word, page, printed, pasted])
def test_each_row_is_a_task_with_its_cells(source):
    first, second = read(extract(*source()).text, issued_on=ISSUED).tasks
    assert first.type == "requirement"
    assert first.fields["task"] == {
        "task": "Lập danh sách đảng viên miễn sinh hoạt", "lead": "Ban Xây dựng Đảng", "collaborators": "Các chi bộ",
        "product": "Danh sách", "deadline": "30/9/2026", "note": "", "group": "",
    }  # fmt: skip
    assert (first.fields["ordinal"], first.fields["addressee"]) == (1, "Ban Xây dựng Đảng")
    assert (first.fields["ctx_due_on"], first.fields["ctx_due_reason"]) == ("2026-09-30", "printed")
    assert (second.fields["ctx_due_on"], second.fields["ctx_due_reason"]) == ("2026-12-31", "period_end")
    assert second.fields["addressees"] == ["Đảng ủy xã Nậm Pồ", "Đảng ủy xã Hua Nhàn"]
    assert second.fields["task"]["collaborators"] == ""


def test_headings_across_the_table_group_the_rows_below_them():
    text = (
        "STT\tCông việc\tNgười thực hiện\tHạn\nI\tCÔNG TÁC TỔ CHỨC\n1\tKiện toàn chi ủy\tBí thư\tTháng 10\n"
        "II\tCÔNG TÁC DÂN VẬN\n2\tĐối thoại với nhân dân\tPhó Bí thư\tHằng quý\n"
    )
    first, second = read(text, issued_on=ISSUED).tasks
    assert first.fields["task"]["group"] == "CÔNG TÁC TỔ CHỨC"
    assert second.fields["task"]["group"] == "CÔNG TÁC DÂN VẬN"
    assert second.fields["ctx_recurrence"]["every"] == "quarter"


@pytest.mark.parametrize(
    "text",
    [
        "TT\tHọ và tên\tChức vụ\n1\tLò Văn Muôn\tBí thư\n",
        "Chỉ tiêu\tKế hoạch\tThực hiện\nKết nạp đảng viên\t40\t38\n",
        "Nội dung\tSố lượng\nBiên bản\t4\n",
        "Đơn vị\tKết quả\nChi bộ bản Mòn\tTốt\n",
    ],
)
def test_other_tables_hold_no_tasks(text):
    assert read(text).tasks == ()


def test_a_paragraph_ends_the_table():
    text = "Nhiệm vụ\tChủ trì\nRà soát quy chế\tVăn phòng\nĐây là một đoạn văn.\nMột dòng\tkhác hẳn\n"
    assert len(read(text).tasks) == 1


def test_a_row_is_read_once():
    text = "Nhiệm vụ\tChủ trì\tThời hạn\nYêu cầu các chi bộ rà soát sổ sách\tVăn phòng\ttrước ngày 3/10/2026\n"
    (one,) = read(text).of("requirement")
    assert one.fields["ctx_due_on"] == "2026-10-03"
