"""Files that are kept without being read: a secrecy mark that can be seen in them keeps them away."""

import io
import zipfile

import pytest

from tests.lib.reading.test_files import docx
from tusoi.documents.files import SecretFile, scan
from tusoi.lib.reading import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAW = "Báo cáo thực hiện Luật Bảo vệ bí mật nhà nước và chế độ bảo mật"
TYPES = ("[Content_Types].xml", b"<Types/>")
SHARED = b"<sst><si><t>%s</t></si><si><r><t>T&#7888;I </t></r><r><t>M&#7852;T</t></r></si></sst>"


def zipped(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members:
            target.writestr(name, data)
    return stream.getvalue()


def word(line):
    return docx(lambda one: one.add_paragraph(line))


MARKED = {
    "a.rtf": rb"{\rtf1\ansi\uc1{\fonttbl{\f0 Arial;}}\pard {\b T\u7888?I} M\u7852?T\par}",
    "vni.rtf": rb"{\rtf1\ansi{\fonttbl{\f0 VNI-Times;}}\pard TUYE\'c4T MA\'c4T\par}",
    "tcvn.rtf": rb"{\rtf1\ansi{\fonttbl{\f0 .VnTimeH;}}\pard T\'e8I M\'cbT\par}",
    "a.doc": rb"{\rtf1\ansi\uc0 T\u7888 I M\u7852 T\par}",
    "a.xml": "<a><b>TỐI MẬT</b></a>".encode(),
    "b.xml": b"<?xml version='1.0'?><a><b>T&#7888;I M&#7852;T</b></a>",
    "a.svg": "<!DOCTYPE svg><svg><text>TỐI <tspan>MẬT</tspan></text></svg>".encode(),
    "a.log": "dòng đầu\nTỐI MẬT\n".encode(),
    "b.log": "§¶ng bé tØnh S«ng Lam\nTèI MËT\nThùc hiÖn nghÞ quyÕt".encode("latin-1"),
    "a.json": '{"muc": "TỐI MẬT"}'.encode(),
    "b.json": rb'{"muc": "T\u1ed0I M\u1eacT"}',
    "a.zip": zipped(("cong-van.docx", word("TỐI MẬT"))),
    "b.zip": zipped(("cong-van.txt", "TỐI MẬT\nCông văn".encode())),
    "c.zip": zipped(("TỐI MẬT so 5.pdf", b"")),
    "d.zip": zipped(("trong.zip", zipped(("TỐI MẬT/cong-van.txt", b"a")))),
    "e.zip": zipped(("a.rtf", rb"{\rtf1 T\u7888?I M\u7852?T\par}")),
    "a.xlsx": zipped(TYPES, ("xl/sharedStrings.xml", SHARED % b"a")),
    "b.xlsx": zipped(TYPES, ("xl/embeddings/tep.docx", word("TỐI MẬT"))),
    "b.doc": OLE + bytes(40) + "TỐI MẬT".encode("utf-16-le") + bytes(40),
    "c.doc": OLE + bytes(41) + "TỐI MẬT".encode("utf-16-le") + bytes(40),
    "d.doc": OLE + bytes(40) + "§¶ng bé\rTèI MËT\rb¸o c¸o\r".encode("latin-1") + bytes(40),
}
ORDINARY = {
    "a.rtf": rb"{\rtf1\ansi\pard b\u237? m\u7853?t nh\u224? n\u432?\u7899?c\par}",
    "a.xml": f"<a><b>{LAW}</b></a>".encode(),
    "a.log": LAW.encode(),
    "a.json": f'{{"ten": "{LAW}"}}'.encode(),
    "a.zip": zipped(("bao-mat.txt", LAW.encode()), ("b.docx", word(LAW)), ("anh.jpg", b"\xff\xd8\xff\xe0")),
    "a.xlsx": zipped(TYPES, ("xl/sharedStrings.xml", b"<sst><si><t>a</t></si></sst>")),
    "a.doc": OLE + LAW.encode("utf-16-le"),
    "a.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_marked_file_is_refused_though_it_is_not_read(name):
    with pytest.raises(SecretFile):
        scan(MARKED[name], name)


@pytest.mark.parametrize("name", ORDINARY)
def test_a_file_without_a_mark_is_kept(name):
    assert scan(ORDINARY[name], name) is None


def test_archives_are_opened_only_so_deep():
    data = zipped(("a.txt", b"a"))
    for _ in range(4):
        data = zipped(("a.zip", data))
    with pytest.raises(Unreadable) as caught:
        scan(data, "a.zip")
    assert caught.value.code == "zip_bomb"


def test_an_archive_that_expands_without_end_is_refused():
    with pytest.raises(Unreadable) as caught:
        scan(zipped(("a.log", bytes(64 * 1024 * 1024))), "a.zip")
    assert caught.value.code == "zip_bomb"


def test_entities_of_xml_are_not_expanded():
    data = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c SYSTEM "file:///etc/hostname">]><a>&b;&c;</a>'
    assert scan(data, "a.xml") is None
