"""E-mails: the body, the attachments as documents of their own, and mails that are built to hurt."""

import json
from contextlib import suppress
from email.message import EmailMessage
from io import BytesIO, StringIO

import docx
import pytest

from tests.pdfs import lines, pdf
from tests.work import steps
from tusoi.lib.reading import Unreadable, extract
from tusoi.lib.reading.intake import intake


def word(text):
    document = docx.Document()
    document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def mail(body="Kính gửi văn phòng tài liệu họp.", html=None, **files):
    message = EmailMessage()
    message["Subject"] = "Tài liệu giao ban tháng 9"
    message["From"] = "Văn phòng <vp@sonha.example>"
    message["To"] = "xa@anbinh.example"
    message["Date"] = "Tue, 08 Sep 2026 08:00:00 +0700"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in files.items():
        stem, _, extension = name.rpartition("_")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{stem}.{extension}")
    return message.as_bytes()


def test_subject_and_body_are_the_text_and_each_attachment_is_its_own():
    found = extract(
        mail(**{"kế hoạch_docx": word("Kế hoạch số 3-KH/ĐU"), "tb_pdf": pdf(lines("Thông báo số 5-TB/ĐU"))}), "t.eml"
    )
    assert found.text.startswith("Tài liệu giao ban tháng 9\n")
    assert "Kính gửi văn phòng" in found.text
    assert [one.name for one in found.attachments] == ["kế hoạch.docx", "tb.pdf"]
    assert [one.extracted.text.strip() for one in found.attachments] == ["Kế hoạch số 3-KH/ĐU", "Thông báo số 5-TB/ĐU"]


def test_the_plain_body_is_preferred_and_a_page_is_read_as_one_sees_it():
    assert extract(mail(body="Bản chữ.", html="<p>Bản trang</p>"), "t.eml").text.strip().endswith("Bản chữ.")
    message = EmailMessage()
    message["Subject"], message["From"] = "Mời họp", "a@b.example"
    message.set_content("<p>Mời <b>họp</b> ngày 3/9/2026</p><script>x()</script>", subtype="html")
    assert extract(message.as_bytes(), "t.eml").text.strip().endswith("Mời họp ngày 3/9/2026")


def test_an_attachment_that_cannot_be_read_says_why_and_the_others_are_read():
    found = extract(mail(a_doc=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b_txt=b"Chi bo 5"), "t.eml")
    first, second = found.attachments
    assert first.refused.code == "old_word"
    assert second.extracted.text == "Chi bo 5"


def test_an_old_charset_and_a_wrong_one_are_read():
    raw = (
        b"Subject: Bao cao\nFrom: a@b.example\nContent-Type: text/plain; charset=no-such\n\n" + "Báo cáo tháng".encode()
    )
    assert "Báo cáo tháng" in extract(raw, "t.eml").text


def test_a_mail_in_a_mail_is_opened_once():
    inner = mail(x_txt=b"Phu luc")
    message = EmailMessage()
    message["Subject"], message["From"] = "Chuyển tiếp", "a@b.example"
    message.set_content("Xem thư kèm.")
    message.add_attachment(inner, maintype="application", subtype="octet-stream", filename="trong.eml")
    (one,) = extract(message.as_bytes(), "t.eml").attachments
    assert one.extracted.attachments[0].extracted.text == "Phu luc"
    again = EmailMessage()
    again["Subject"], again["From"] = "Chuyển nữa", "a@b.example"
    again.set_content("Xem thư kèm.")
    again.add_attachment(message.as_bytes(), maintype="application", subtype="octet-stream", filename="hai.eml")
    deep = extract(again.as_bytes(), "t.eml").attachments[0].extracted
    assert deep.attachments[0].refused.code == "zip_bomb"


def test_names_of_attachments_are_no_paths():
    raw = mail(x_txt=b"Phu luc").replace(b'filename="x.txt"', b'filename="../../etc/p.txt"')
    assert extract(raw, "t.eml").attachments[0].name == "p.txt"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no mail at all, only words", "damaged"),
        (
            b"Subject: a\nFrom: b\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(150))
            + b"\ntext",
            "zip_bomb",
        ),
        (b"Subject: a\nFrom: b\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 5000, "zip_bomb"),
    ],
)
def test_mails_built_to_hurt_are_refused_soon(data, code):
    def refused():
        with pytest.raises(Unreadable) as caught:
            extract(data, "t.eml")
        assert caught.value.code == code

    assert steps(refused) < 5_000_000


def test_any_bytes_under_the_name_of_a_mail_are_read_or_refused():
    whole = mail(a_txt="Chi bộ".encode())
    for place in range(0, len(whole), 23):
        broken = whole[:place] + bytes([place % 256]) * 3 + whole[place + 7 :]
        with suppress(Unreadable):
            extract(broken, "t.eml")


def test_the_command_line_writes_a_line_for_the_mail_and_each_attachment(tmp_path):
    path = tmp_path / "thu.eml"
    path.write_bytes(mail(a_txt="Nghị quyết số 5-NQ/TU".encode(), b_xyz=b"??"))
    out, errors = StringIO(), StringIO()
    assert intake([path], out, errors) == 1
    assert [json.loads(line)["name"] for line in out.getvalue().splitlines()] == ["thu.eml", "thu.eml/a.txt"]
    assert errors.getvalue() == "thu.eml/b.xyz: unsupported: .xyz\n"
