import io
import re
import unicodedata
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from tests.cast import Cast
from tests.documents.build import CONCLUSION, registered
from tests.pdfs import lines, pdf
from tusoi.documents.models import Attachment, Clause, Document, Intake
from tusoi.documents.sentences import UNREADABLE, unreadable_words
from tusoi.documents.services import load_reference
from tusoi.organisations.models import Account

pytestmark = pytest.mark.django_db
SEEDS = sorted((Path(__file__).resolve().parents[3] / "shared" / "seeds").glob("000_*.txt"))


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def as_(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def upload(client: Client, name: str, content: bytes, **more: Any) -> Any:
    data = {"content": SimpleUploadedFile(name, content), "whole": "1"} | more
    return client.post(reverse("documents:begin"), {key: value for key, value in data.items() if value is not None})


def begun(client: Client, content: bytes = CONCLUSION.encode(), name: str = "ket-luan.txt") -> Intake:
    answer = upload(client, name, content)
    assert answer.status_code == 302, answer.content.decode()
    return Intake.objects.latest("pk")


def form_of(client: Client, intake: Intake) -> dict[str, Any]:
    """What a browser would send of the review page as it stands."""
    html = client.get(reverse("documents:intake", args=[intake.pk])).content.decode()
    form = html.split('id="review"')[1].split("</form>")[0]
    data: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        kind = re.search(r'type="(\w+)"', tag)
        name = re.search(r' name="([^"]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if name and not (kind and kind[1] == "checkbox" and " checked" not in tag):
            data[name[1]] = value[1] if value else ""
    for name, content in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        data[name] = content.strip("\n")
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        data[name] = chosen[1] if chosen else ""
    return data


def nothing_is_stored(settings) -> bool:
    files = [file for file in settings.MEDIA_ROOT.rglob("*") if file.is_file()] if settings.MEDIA_ROOT.exists() else []
    return not (files or Document.objects.exists() or Intake.objects.exists() or Attachment.objects.exists())


def word(*paragraphs: str) -> bytes:
    document = Word()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes.get(name) if name in changes else old.read(name))
    return buffer.getvalue()


GOOD = word(*CONCLUSION.split("\n"))
BODY = zipfile.ZipFile(io.BytesIO(GOOD)).read("word/document.xml")
ENTITY = BODY.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/hostname">]>', 1).replace(
    b"</w:body>", b"<w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body>", 1
)
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("rong.txt", b"", "empty"),
        ("khoa.docx", ENCRYPTED, "encrypted"),
        ("doi-ten.docx", b"%PDF-1.7 noi dung", "renamed"),
        ("hong.docx", GOOD[: len(GOOD) // 2], "damaged"),
        ("bom.docx", repacked(GOOD, {"word/document.xml": b"<a>" + b"0" * 400_000_000}), "zip_bomb"),
        ("thuc-the.docx", repacked(GOOD, {"word/document.xml": ENTITY}), "external_entity"),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_word"),
        ("hong.pdf", b"%PDF-1.7 anh", "damaged"),
        ("quet.pdf", pdf(None, None), "scanned"),
        ("la.eml", b"khong phai thu", "damaged"),
        ("anh.png", b"\x89PNG\r\n\x1a\n0000", "unsupported"),
        ("trang.txt", b"   \n \n", "no_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_says_what_to_do_and_leaves_nothing(
    cast: Cast, name: str, content: bytes, code: str, settings
) -> None:
    answer = upload(as_(cast.may), name, content)

    assert answer.status_code == 200
    assert unreadable_words(code, "1-2") in answer.content.decode()
    assert nothing_is_stored(settings)


def test_a_file_of_more_than_50_mb_is_turned_away_unread(cast: Cast, settings) -> None:
    answer = as_(cast.may).post(
        reverse("documents:begin"), b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(60 * 1024 * 1024),
    )  # fmt: skip

    assert answer.status_code == 413
    assert str(UNREADABLE["too_large"]) in answer.content.decode()
    assert nothing_is_stored(settings)


def test_a_file_just_above_the_limit_is_refused_by_its_size(cast: Cast, monkeypatch, settings) -> None:
    monkeypatch.setattr("tusoi.lib.reading.MAX_BYTES", 1000)
    answer = upload(as_(cast.may), "a.txt", b"a " * 600)

    assert str(UNREADABLE["too_large"]) in answer.content.decode()
    assert nothing_is_stored(settings)


def test_an_upload_cut_in_the_middle_stores_nothing(cast: Cast, settings) -> None:
    answer = upload(as_(cast.may), "a.txt", b"Mot la, ra soat", whole=None)

    assert answer.status_code == 400
    assert str(UNREADABLE["cut"]) in answer.content.decode()
    assert nothing_is_stored(settings)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "MẬT\nKế hoạch".encode()),
        ("a.docx", word("TỐI MẬT", "Kế hoạch")),
        ("a.html", "<p>TUYỆT MẬT</p><p>Kế hoạch</p>".encode()),
        ("KH 12 MẬT.txt", "Kế hoạch giám sát".encode()),
        ("a.txt", unicodedata.normalize("NFD", "TUYỆT MẬT\nKế hoạch").encode()),
    ],
)
def test_a_marked_file_is_refused_and_a_stub_is_offered(cast: Cast, name: str, content: bytes, settings) -> None:
    html = upload(as_(cast.may), name, content).content.decode()

    assert "Văn bản mật, không nhận" in html
    assert "Nơi lưu bản giấy" in html
    assert name not in html
    assert nothing_is_stored(settings)


@pytest.mark.parametrize("encoding", ["tcvn3", "nfd"])
def test_old_encodings_and_decomposed_letters_are_read_as_unicode(cast: Cast, encoding: str) -> None:
    text = "Ban Thường vụ yêu cầu các đảng ủy thực hiện. Một là, rà soát, bổ sung chương trình hành động.\n" * 3
    if encoding == "nfd":
        content = unicodedata.normalize("NFD", text).encode()
    else:
        content = tcvn3(text)
    intake = begun(as_(cast.may), content)

    assert intake.text.strip() == text.strip()
    assert intake.notes


def tcvn3(text: str) -> bytes:
    """The few letters of the test in the old Vietnamese encoding (TCVN 5712, "ABC")."""
    table = {
        "à": 0xB5, "á": 0xB8, "ả": 0xB6, "ạ": 0xB9, "ă": 0xA8, "â": 0xA9, "ầ": 0xC7, "đ": 0xAE, "ê": 0xAA, "ệ": 0xD6,
        "ộ": 0xE9, "ổ": 0xE6, "ơ": 0xAC, "ờ": 0xEA, "ụ": 0xF4, "ủ": 0xF1, "ư": 0xAD, "ự": 0xF9, "ì": 0xD7, "ô": 0xAB,
        "ù": 0xEF,
    }  # fmt: skip
    return bytes(table.get(letter, ord(letter) if ord(letter) < 128 else 0x3F) for letter in text)


# --- the review


def test_the_review_shows_text_and_proposals_pointing_at_each_other(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client, GOOD, "ket-luan.docx")
    html = client.get(reverse("documents:intake", args=[intake.pk])).content.decode()

    marks = {one for group in re.findall(r'data-marks="([^"]+)"', html) for one in group.split()}
    of_head = {one for one in marks if one.startswith("mhead-")}
    assert marks - of_head == set(re.findall(r'data-mark="([^"]+)"', html))
    assert {"mhead-number", "mhead-issued_on", "mhead-excerpt"} <= of_head
    assert of_head >= set(re.findall(r'href="#(mhead-[^"]+)"', html))
    assert "Ký hiệu in trong văn bản không khớp với cơ quan ban hành" in html
    assert 'value="KL/BTCTU"' in html


def test_without_script_the_form_saves_exactly_what_is_ticked(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    data = form_of(client, intake)
    kept = [place for place, one in enumerate(intake.records) if one["type"] == "requirement"][:2]
    data = {name: value for name, value in data.items() if not name.startswith("on-")}
    data |= {f"on-{place}": "1" for place in kept} | {f"title-{kept[0]}": "Rà soát chương trình", "action": "accept"}
    data |= {"issuer": "", "issuer_name": "Ban Tổ chức Tỉnh ủy"}

    answer = client.post(reverse("documents:intake", args=[intake.pk]), data)

    document = Document.objects.get()
    assert answer["Location"] == reverse("documents:detail", args=[document.pk])
    assert (document.reference, document.issued_on) == ("47-KL/BTCTU", date(2026, 3, 2))
    assert [clause.quote for clause in document.clauses.all()] == [intake.records[place]["quote"] for place in kept]
    assert document.clauses.first().title == "Rà soát chương trình"
    assert not document.citations.exists()


def test_decisions_save_themselves_and_survive_signing_out(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    data = form_of(client, intake)
    place = next(place for place, one in enumerate(intake.records) if one["type"] == "requirement")
    del data[f"on-{place}"]
    data["excerpt"] = "trích yếu sửa tay"
    answer = client.post(reverse("documents:decisions", args=[intake.pk]), data)
    assert "Đã tự lưu nháp" in answer.content.decode()

    again = form_of(as_(cast.may), intake)
    assert f"on-{place}" not in again
    assert again["excerpt"] == "trích yếu sửa tay"
    assert not Document.objects.exists()


def test_a_form_with_mistakes_comes_back_with_everything_in_it(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    data = form_of(client, intake) | {"action": "accept", "kind": "", "issued_on": "32/13/2026", "number": "abc"}
    data |= {"excerpt": "còn nguyên"}
    html = client.post(reverse("documents:intake", args=[intake.pk]), data).content.decode()

    assert "còn nguyên" in html
    assert not Document.objects.exists()


def test_an_edited_quotation_that_is_not_in_the_text_is_said_beside_it(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    place = next(place for place, one in enumerate(intake.records) if one["type"] == "requirement")
    data = form_of(client, intake) | {
        "action": "accept", f"quote-{place}": "không có câu này", "issuer_name": "Ban Tổ chức",
    }  # fmt: skip
    html = client.post(reverse("documents:intake", args=[intake.pk]), data).content.decode()

    assert "Đoạn trích này không có trong văn bản" in html
    assert not Document.objects.exists()


def test_a_double_click_and_a_second_tab_save_once(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    data = form_of(client, intake) | {"action": "accept", "issuer_name": "Ban Tổ chức"}
    address = reverse("documents:intake", args=[intake.pk])
    first = client.post(address, data)
    second = client.post(address, data)
    third = client.post(reverse("documents:decisions", args=[intake.pk]), data)

    assert first["Location"] == second["Location"]
    assert "đã được lưu vào sổ" in third.content.decode()
    assert Document.objects.count() == 1


def test_a_missed_passage_is_added_by_the_form(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    address = reverse("documents:intake", args=[intake.pk])
    extra = {"action": "add", "added_type": "limitation", "added_quote": "chưa rõ người, rõ việc"}
    assert client.post(address, form_of(client, intake) | extra).status_code == 302
    html = client.post(address, form_of(client, intake) | extra | {"added_quote": "bịa ra"}).content.decode()

    assert "Đoạn trích này không có trong văn bản" in html
    assert Intake.objects.get().records[-1]["quote"] == "chưa rõ người, rõ việc"


def test_another_user_finds_no_draft_of_mine(cast: Cast) -> None:
    intake = begun(as_(cast.may))

    for actor in (cast.inspector, cast.lan, cast.admin):
        client = as_(actor)
        assert client.get(reverse("documents:intake", args=[intake.pk])).status_code == 404
        assert client.post(reverse("documents:decisions", args=[intake.pk]), {"whole": "1"}).status_code == 404
        assert client.post(reverse("documents:discard", args=[intake.pk])).status_code == 404


def test_throwing_away_is_asked_first_and_leaves_the_register_alone(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client)
    address = reverse("documents:discard", args=[intake.pk])

    assert "Bỏ văn bản đang đọc?" in client.get(address).content.decode()
    assert Intake.objects.exists()
    client.post(address)
    assert not Intake.objects.exists()


@pytest.mark.skipif(not SEEDS, reason="the seed texts are not here")
def test_the_seed_goes_from_upload_to_review_to_the_register(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client, SEEDS[0].read_bytes(), SEEDS[0].name)
    data = form_of(client, intake) | {
        "action": "accept", "kind": "ket-luan", "number": "5", "symbol": "KL/TU", "issued_on": "2026-05-04",
        "issuer": str(cast.province.pk),
    }  # fmt: skip
    assert client.post(reverse("documents:intake", args=[intake.pk]), data).status_code == 302

    document = Document.objects.get()
    listed = document.clauses.filter(kind=Clause.Kind.REQUIREMENT, label__contains="yêu cầu")
    assert listed.filter(quote__startswith="Một là").count() == listed.filter(quote__startswith="Ba là").count() == 1
    for clause in document.clauses.all():
        assert document.text[clause.start : clause.end] == clause.quote


def test_pages_ask_few_questions_of_the_database(cast: Cast, django_assert_max_num_queries) -> None:
    client = as_(cast.may)
    for number in range(1, 60):
        registered(cast, number=number)
    intake = begun(client)
    data = form_of(client, intake) | {"action": "accept", "issuer_name": "Ban Tổ chức"}
    with django_assert_max_num_queries(20):
        client.get(reverse("documents:register"))
    with django_assert_max_num_queries(20):
        client.get(reverse("documents:intake", args=[intake.pk]))
    client.post(reverse("documents:intake", args=[intake.pk]), data)
    document = Document.objects.latest("pk")
    with django_assert_max_num_queries(20):
        client.get(reverse("documents:detail", args=[document.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("documents:by_hand"))


def test_a_pdf_is_read_and_its_pages_without_text_are_named(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client, pdf(lines("Yêu cầu các chi bộ gửi báo cáo trước ngày 5/11/2026."), None), "ke-hoach.pdf")
    assert [one["type"] for one in intake.records].count("requirement") == 1
    page = client.get(reverse("documents:intake", args=[intake.pk])).content.decode()
    assert "Trang 2 là ảnh chụp, không có lớp chữ" in page


def test_a_marked_pdf_leaves_nothing(cast: Cast, settings) -> None:
    answer = upload(as_(cast.may), "bao-cao.pdf", pdf(lines("MẬT", "BÁO CÁO", "tình hình nội bộ")))
    assert answer.status_code == 200
    assert nothing_is_stored(settings)


def letter(**files: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Gửi văn bản", "vp@sonha.example"
    message.set_content("Văn phòng gửi văn bản kèm theo.")
    for stem, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{stem}.docx")
    return message.as_bytes()


def test_an_e_mail_gives_a_draft_for_each_attachment(cast: Cast) -> None:
    client = as_(cast.may)
    answer = upload(client, "thu.eml", letter(mot=GOOD, hai=word("Thông báo số 8-TB/TU của Tỉnh ủy.")))
    assert answer["Location"].endswith(reverse("documents:intake", args=[Intake.objects.get(filename="mot.docx").pk]))
    assert sorted(Intake.objects.values_list("filename", flat=True)) == ["hai.docx", "mot.docx"]


def test_an_e_mail_without_readable_attachments_is_read_itself_and_names_them(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(client, letter(hong=b"PK\x03\x04 hong"), "thu.eml")
    assert intake.filename == "thu.eml"
    assert "“hong.docx” chưa đọc được" in client.get(reverse("documents:intake", args=[intake.pk])).content.decode()


def test_a_mark_in_an_attachment_refuses_the_whole_e_mail(cast: Cast, settings) -> None:
    upload(as_(cast.may), "thu.eml", letter(mot=GOOD, hai=word("TUYỆT MẬT", "Báo cáo")))
    assert nothing_is_stored(settings)
