"""What Word prints of a stamp without storing it as plain capitals in a paragraph."""

import pytest
from docx import Document
from docx.oxml import parse_xml

from tests.lib.reading.test_files import docx
from tusoi.lib.reading import extract, secrecy_mark

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORDART = (
    f'<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape>'
    '<v:textpath style="font-family:Arial" string="TỐI MẬT"/></v:shape></w:pict></w:r></w:p>'
)
BOX = (
    f'<w:p {W} xmlns:a="{A}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:r><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><a:graphic><a:graphicData><wps:wsp>{}</wps:wsp></a:graphicData></a:graphic>'
    "</w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
)
INSIDE = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
DRAWN = "<a:p><a:r><a:t>TỐI MẬT</a:t></a:r></a:p>"


def level(fill):
    def whole(document: Document) -> None:
        document.add_paragraph("Đảng ủy xã Phú Lộc báo cáo")
        fill(document)
        document.add_paragraph("Kết quả thực hiện nghị quyết")

    mark = secrecy_mark(extract(docx(whole), "a.docx").text)
    return mark and mark.level


@pytest.mark.parametrize("xml", [WORDART, BOX.format(INSIDE), BOX.format(DRAWN)])
def test_a_stamp_drawn_in_the_body_or_behind_the_pages_is_found(xml):
    assert level(lambda one: one.element.body.insert(0, parse_xml(xml))) == "toi_mat"
    assert level(lambda one: one.sections[0].header._element.append(parse_xml(xml))) == "toi_mat"


def test_small_letters_printed_as_capitals_are_read_as_capitals():
    def fill(document):
        run = document.add_paragraph("Quyển ").add_run("(tối mật)")
        run.font.all_caps = True

    assert level(fill) == "toi_mat"


def test_small_letters_in_a_style_of_capitals_are_read_as_capitals():
    def fill(document):
        base = document.styles.add_style("Dấu", 1)
        base.font.all_caps = True
        document.styles.add_style("Dấu đỏ", 1).base_style = base
        document.add_paragraph("tối mật\tĐảng ủy xã", style="Dấu đỏ")

    assert level(fill) == "toi_mat"


def test_capitals_switched_off_are_none():
    def fill(document):
        run = document.add_paragraph("Tài liệu ").add_run("bình thường")
        run.font.all_caps = False

    assert "Tài liệu bình thường" in extract(docx(fill), "a.docx").text


def test_letters_of_an_old_font_are_not_raised():
    def fill(document):
        document.add_paragraph("§¶ng bé tØnh S«ng Lam thùc hiÖn nghÞ quyÕt")
        document.add_paragraph().add_run("b¸o c¸o kÕt qu¶").font.all_caps = True

    assert "báo cáo kết quả" in extract(docx(fill), "a.docx").text
