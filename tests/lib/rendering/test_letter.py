from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tusoi.lib.rendering.docx import letter
from tusoi.lib.rendering.model import OfficialLetter, Table

LETTER = OfficialLetter(
    superior_body="Đảng bộ tỉnh Sơn Hà",
    issuing_body="Đảng ủy xã An Phú",
    number=127,
    kind_code="CV",
    body_code="ĐU",
    place="An Phú",
    date=date(2026, 11, 21),
    excerpt="V/v đôn đốc gửi báo cáo",
    addressees=("Chi bộ thôn Đoài", "Chi bộ thôn Đông"),
    paragraphs=(
        "Đề nghị các chi bộ gửi báo cáo.",
        Table(headers=("STT", "Chi bộ", "Hạn"), rows=((1, "Thôn Đoài", date(2026, 10, 31)),), widths=(15, 110, 40)),
        "Trân trọng.",
    ),
    recipients=("Thường trực Đảng ủy", "Lưu Văn phòng Đảng ủy"),
    authority="T/M Ban Thường vụ",
    position="Bí thư",
    signatory="Nguyễn Thị Hạnh",
    urgency="Khẩn",
)
REPORT = replace(LETTER, kind="Báo cáo", kind_code="BC", excerpt="kết quả quý IV", addressees=(), urgency="")


def opened(document: OfficialLetter):
    return Document(BytesIO(letter(document)))


def lines(cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs]


def head(document: OfficialLetter):
    return opened(document).tables[0]


def foot(document: OfficialLetter):
    return opened(document).tables[-1]


def paragraph_with(document: OfficialLetter, text: str):
    word = opened(document)
    places = [word.paragraphs, *(cell.paragraphs for table in word.tables for row in table.rows for cell in row.cells)]
    return next(paragraph for place in places for paragraph in place if text in paragraph.text)


def test_the_page_is_a4_with_the_official_margins():
    section = opened(LETTER).sections[0]
    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in page] == [210, 297]
    assert [round(length.mm) for length in margins] == [20, 20, 30, 15]


def test_the_typeface_is_times_new_roman_for_every_script():
    fonts = opened(LETTER).styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_page_numbers_stand_top_centre_from_the_second_page():
    section = opened(LETTER).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert not section.first_page_header.paragraphs[0].runs


def test_the_left_of_the_head_names_superior_and_issuing_body_over_a_star():
    left = head(LETTER).cell(0, 0)
    assert lines(left) == ["ĐẢNG BỘ TỈNH SƠN HÀ", "ĐẢNG ỦY XÃ AN PHÚ", "*"]
    assert [paragraph.runs[0].bold for paragraph in left.paragraphs] == [None, True, None]


def test_the_right_of_the_head_is_the_title_of_the_party_over_a_rule():
    right = head(LETTER).cell(0, 1)
    assert lines(right)[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert right.paragraphs[0].runs[0].bold
    assert right.paragraphs[0].runs[0].font.size == Pt(15)
    assert "w:pBdr" in right.paragraphs[1]._p.xml


def test_place_and_date_stand_in_italics_beside_the_number():
    cell = head(LETTER).cell(1, 1)
    assert lines(cell) == ["An Phú, ngày 21 tháng 11 năm 2026"]
    assert cell.paragraphs[0].runs[0].italic


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(day, text):
    assert replace(LETTER, date=day).dateline == f"An Phú, {text}"


def test_a_date_may_be_left_open():
    assert replace(LETTER, date=None).dateline.split() == ["An", "Phú,", "ngày", "tháng", "năm"]
    assert letter(replace(LETTER, date=None))


@pytest.mark.parametrize(
    ("number", "line"),
    [(127, "Số 127-CV/ĐU"), (7, "Số 07-CV/ĐU"), ("07a", "Số 07a-CV/ĐU"), (None, "Số      -CV/ĐU")],
)
def test_the_number_has_no_colon(number, line):
    assert replace(LETTER, number=number).number_line == line


def test_a_letter_has_its_excerpt_and_urgency_under_the_number():
    cell = head(LETTER).cell(1, 0)
    assert lines(cell) == ["Số 127-CV/ĐU", "V/v đôn đốc gửi báo cáo", " KHẨN "]
    assert cell.paragraphs[1].runs[0].italic
    assert cell.paragraphs[1].runs[0].font.size == Pt(12)
    assert "w:bdr" in cell.paragraphs[2]._p.xml


def test_a_letter_prints_no_kind_but_its_addressees():
    texts = [paragraph.text for paragraph in opened(LETTER).paragraphs]
    assert texts[:2] == ["Kính gửi:\t-\tChi bộ thôn Đoài,", "\t-\tChi bộ thôn Đông."]


def test_a_single_addressee_stands_on_one_line():
    texts = [paragraph.text for paragraph in opened(replace(LETTER, addressees=("Chi bộ thôn Đoài",))).paragraphs]
    assert texts[0] == "Kính gửi: Chi bộ thôn Đoài"


def test_a_document_of_a_kind_has_it_in_the_middle_over_its_excerpt():
    middle = opened(REPORT).paragraphs[:3]
    assert [paragraph.text for paragraph in middle] == ["BÁO CÁO", "kết quả quý IV", "-----"]
    assert {paragraph.alignment for paragraph in middle} == {WD_ALIGN_PARAGRAPH.CENTER}
    assert lines(head(REPORT).cell(1, 0)) == ["Số 127-BC/ĐU"]


def test_an_annex_has_no_number():
    assert lines(head(replace(REPORT, kind_code="")).cell(1, 0)) == [""]


def test_the_body_is_justified_with_an_indent_of_ten_millimetres():
    paragraph = paragraph_with(LETTER, "Đề nghị các chi bộ")
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert abs(paragraph.paragraph_format.first_line_indent - Mm(10)) < Mm(0.1)
    assert paragraph.paragraph_format.space_after >= Pt(6)
    assert Pt(18) <= paragraph.paragraph_format.line_spacing <= Pt(22)
    assert paragraph.runs[0].font.size == Pt(14)


def test_a_line_break_begins_a_new_paragraph():
    texts = [paragraph.text for paragraph in opened(replace(LETTER, paragraphs=("Một.\n\nHai.",))).paragraphs]
    assert texts[2:4] == ["Một.", "Hai."]


def test_a_table_stands_between_its_paragraphs_with_a_header_that_repeats():
    word = opened(LETTER)
    order = [block.text if hasattr(block, "text") else "table" for block in word.iter_inner_content()]
    place = order.index("Đề nghị các chi bộ gửi báo cáo.")
    assert order[place + 1 : place + 3] == ["table", "Trân trọng."]
    table = word.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["STT", "Chi bộ", "Hạn"],
        ["1", "Thôn Đoài", "31/10/2026"],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [15, 110, 40]


def test_a_table_that_does_not_fit_its_headers_is_refused():
    with pytest.raises(ValueError, match="one cell per header"):
        Table(("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="one width per header"):
        Table(("a", "b"), (), (10,))


def test_the_recipients_are_listed_left_with_the_archive_last():
    cell = foot(LETTER).cell(0, 0)
    assert lines(cell) == ["Nơi nhận:", "- Như trên,", "- Thường trực Đảng ủy,", "- Lưu Văn phòng Đảng ủy."]
    assert cell.paragraphs[0].runs[0].underline


def test_a_document_without_addressees_is_not_sent_as_above():
    assert replace(REPORT, recipients=("Các chi bộ",)).recipient_lines == ("- Các chi bộ,", "- Lưu.")


def test_authority_position_and_name_stand_right():
    cell = foot(LETTER).cell(0, 1)
    assert lines(cell) == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Thị Hạnh"]
    assert [paragraph.runs[0].bold for paragraph in cell.paragraphs] == [True, None, True]
    assert cell.paragraphs[2].paragraph_format.space_before >= Pt(60)


def test_one_who_signs_for_oneself_has_no_authority_line():
    assert lines(foot(replace(LETTER, authority="")).cell(0, 1)) == ["BÍ THƯ", "Nguyễn Thị Hạnh"]


def test_the_signature_is_not_left_alone_on_a_page():
    assert paragraph_with(LETTER, "Trân trọng.").paragraph_format.keep_with_next
    assert "w:cantSplit" in foot(LETTER).rows[0]._tr.xml


def test_a_text_comes_out_composed_and_is_never_taken_for_markup():
    texts = [
        p.text for p in opened(replace(LETTER, paragraphs=("Đo\u0302\u0300ng\x00 Tâm <w:b/> & {{ a }}",))).paragraphs
    ]
    assert "Đồng Tâm <w:b/> & {{ a }}" in texts


def test_the_file_says_whose_it_is_and_nothing_else():
    properties = opened(REPORT).core_properties
    assert (properties.title, properties.author, properties.comments) == (
        "Báo cáo kết quả quý IV",
        "Đảng ủy xã An Phú",
        "",
    )
