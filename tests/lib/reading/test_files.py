import io
import struct
import unicodedata
import zipfile
from contextlib import suppress

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.lib.reading import Unreadable, extract, files, read
from tusoi.lib.reading.encodings import _TCVN3, _vni_tables

TEXT = (
    "Đảng ủy xã đã kiểm tra việc thực hiện nghị quyết; chất lượng sinh hoạt chi bộ được nâng lên rõ rệt, đúng quy định."
)


def docx(fill=None, parts=None, replace=None):
    document = Document()
    (fill or (lambda one: one.add_paragraph(TEXT)))(document)
    stream = io.BytesIO()
    document.save(stream)
    if not parts and not replace:
        return stream.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, (replace or {}).get(name, source.read(name)))
        for name, data in (parts or {}).items():
            target.writestr(name, data)
    return out.getvalue()


def refusal(data, name):
    with pytest.raises(Unreadable) as caught:
        extract(data, name)
    return caught.value


def test_plain_text_in_utf8_stays_as_it_is():
    found = extract(TEXT.encode(), "a.txt")
    assert (found.text, found.encoding, found.notes, found.media_type) == (TEXT, "utf-8", (), "text/plain")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_forms_of_unicode(encoding):
    assert extract(TEXT.encode(encoding), "a.txt").text == TEXT


def test_decomposed_text_is_composed_and_says_so():
    found = extract(unicodedata.normalize("NFD", TEXT).encode(), "a.txt")
    assert (found.text, found.notes) == (TEXT, ("normalised:nfc",))


def test_windows_1258():
    # The code page has the letters and, separately, the tones.
    letters = []
    for sign in TEXT:
        try:
            letters.append(sign.encode("cp1258"))
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", sign)[0], unicodedata.normalize("NFD", sign)[1:]
            tones = [mark for mark in tone if mark in "\u0300\u0301\u0303\u0309\u0323"]
            kept = unicodedata.normalize("NFC", base + "".join(mark for mark in tone if mark not in tones))
            letters.append((kept + "".join(tones)).encode("cp1258"))
    found = extract(b"".join(letters), "a.txt")
    assert (found.text, found.encoding) == (TEXT, "windows-1258")
    assert "converted:windows-1258" in found.notes


def old_font(text, table):
    return "".join(table.get(sign, sign) for sign in text)


def test_tcvn3_bytes_and_tcvn3_kept_as_unicode():
    as_letters = old_font(TEXT, {letter: chr(place) for place, letter in _TCVN3.items()})
    for data in (as_letters.encode("latin-1"), as_letters.encode("utf-8")):
        found = extract(data, "a.txt")
        assert (found.text, found.encoding, found.notes) == (TEXT, "tcvn3", ("converted:tcvn3",))


def test_vni():
    pairs, alone = _vni_tables()
    table = {letter: written for written, letter in [*pairs.items(), *alone.items()]}
    found = extract(old_font(TEXT, table).encode("cp1252"), "a.txt")
    assert (found.text, found.notes) == (TEXT, ("converted:vni",))


def test_a_page_gives_its_visible_lines():
    page = "<html><head><title>x</title><script>var a=1</script></head><body><h1>Tiêu đề</h1><p>Một <b>đoạn</b>.</p>"
    page += "<table><tr><td>A</td><td>B</td></tr></table></body></html>"
    lines = [line for line in extract(page.encode(), "a.html").text.split("\n") if line]
    assert lines == ["Tiêu đề", "Một đoạn.", "A\tB"]


def test_a_page_may_nest_deeply_but_not_without_limit():
    assert "sâu" in extract(("<div>" * 1_000 + "sâu").encode(), "a.html").text
    assert refusal(("<div>" * 20_000 + "sâu").encode(), "a.html").code == "damaged"


def test_a_word_file_gives_paragraphs_and_tables_in_order():
    def fill(document):
        document.add_paragraph("Đầu trang")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "ĐẢNG ỦY XÃ"
        table.cell(0, 0).add_paragraph("Số 5-KH/ĐU")
        table.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
        figures = document.add_table(rows=1, cols=2)
        figures.cell(0, 0).text = "Chi bộ"
        figures.cell(0, 1).text = "12"
        document.add_paragraph("Cuối trang")

    lines = [line for line in extract(docx(fill), "a.docx").text.split("\n") if line]
    assert lines == ["Đầu trang", "ĐẢNG ỦY XÃ", "Số 5-KH/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Chi bộ\t12", "Cuối trang"]


def test_a_word_file_gives_the_numbers_of_its_lists():
    def fill(document):
        for text in ("Rà soát", "Báo cáo"):
            document.add_paragraph(text, style="List Number")

    assert extract(docx(fill), "a.docx").text.strip().split("\n") == ["1. Rà soát", "2. Báo cáo"]


def test_a_word_file_in_an_old_font_is_converted():
    written = old_font(TEXT, {letter: chr(place) for place, letter in _TCVN3.items()})
    found = extract(docx(lambda document: document.add_paragraph(written)), "a.docx")
    assert found.text.strip() == TEXT
    assert found.notes == ("converted:tcvn3",)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b"%PDF-1.7 x", "a.pdf", "damaged"),
        (b"%PDF-1.7 x", "a.docx", "renamed"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "renamed"),
        (b"<html><body>x</body></html>", "a.docx", "renamed"),
        (b"ch\xe1\xbb\xaf thu\xe1\xba\xa7n", "a.docx", "renamed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.docx", "renamed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (b"PK\x03\x04" + b"\x00" * 40, "a.docx", "damaged"),
        (b"  \n\t ", "a.txt", "no_text"),
        (b"<html><body><p> </p></body></html>", "a.html", "no_text"),
        (b"abc", "a.exe", "unsupported"),
        (b"ab\x00\x01\x02\x00cd\x00\x01" * 20, "a.txt", "renamed"),
        (bytes(range(4)) * 200, "a.txt", "renamed"),
        (b"\x00\x01\x02\x03", "a.txt", "renamed"),
        (b"chi bo " * 9000 + b"\x00", "a.txt", "renamed"),
        (b"\x01\x02\x03 chi bo" * 90, "a.txt", "renamed"),
    ],
)
def test_what_cannot_be_read_says_why(data, name, code):
    assert refusal(data, name).code == code


def test_the_detail_says_what_a_renamed_file_is():
    assert "PDF" in refusal(b"%PDF-1.4", "bao-cao.docx").detail


def test_a_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert refusal(b"x" * 11, "a.txt").code == "too_large"


def test_a_workbook_named_docx_is_renamed():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refusal(stream.getvalue(), "a.docx").code == "renamed"


def test_a_bomb_is_refused_by_its_directory():
    assert refusal(docx(parts={"word/media/a.bin": b"\x00" * 60_000_000}), "a.docx").code == "zip_bomb"


def test_a_bomb_whose_directory_lies_is_refused_or_damaged():
    data = bytearray(docx(replace={"word/document.xml": b"<a>" + b" " * 90_000_000 + b"</a>"}))
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:  # every size in the directory says one byte
        data[place + 24 : place + 28] = struct.pack("<I", 1)
        place += 4
    assert refusal(bytes(data), "a.docx").code in {"zip_bomb", "damaged"}


def test_too_many_members_are_refused():
    assert refusal(docx(parts={f"x/{place}": b"" for place in range(5_000)}), "a.docx").code == "zip_bomb"


def test_a_member_with_a_password_is_refused():
    data = bytearray(docx())
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data[place + 8] |= 1
        place += 4
    assert refusal(bytes(data), "a.docx").code == "encrypted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding):
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    )
    assert refusal(docx(replace={"word/document.xml": xml.encode(encoding)}), "a.docx").code == "external_entity"


def test_a_template_from_elsewhere_is_refused_and_a_link_is_not():
    def relations(kind):
        return (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
            'Target="http://example.invalid/a" TargetMode="External"/></Relationships>'
        ).encode()

    name = "word/_rels/settings.xml.rels"
    assert refusal(docx(parts={name: relations("attachedTemplate")}), "a.docx").code == "external_entity"
    assert extract(docx(parts={name: relations("hyperlink")}), "a.docx").text.strip() == TEXT


WHOLE = docx()


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_corrupted_file_is_read_or_refused_and_nothing_else(data):
    name = data.draw(st.sampled_from(["a.docx", "a.html", "a.txt", "a.pdf", "a"]))
    whole = bytearray(WHOLE if data.draw(st.booleans()) else TEXT.encode())
    for _ in range(data.draw(st.integers(0, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        read(extract(bytes(whole[: data.draw(st.integers(0, len(whole)))]), name).text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.html", "a.txt", "a.doc", "..", ""]))
def test_any_bytes_are_read_or_refused_and_nothing_else(data, name):
    with suppress(Unreadable):
        extract(data, name)
