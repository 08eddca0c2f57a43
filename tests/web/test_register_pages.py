import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.documents.build import CONCLUSION, registered
from tests.pdfs import lines
from tests.pdfs import pdf as a_pdf
from tusoi.documents.models import Document
from tusoi.documents.services import load_reference
from tusoi.organisations.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def as_(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def test_a_sibling_finds_no_page_of_the_document(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh)
    client = as_(cast.tuong)

    for page in ("detail", "edit", "send", "file"):
        assert client.get(reverse(f"documents:{page}", args=[document.pk])).status_code == 404
    assert client.get(reverse("documents:register"), {"organisation": cast.an_binh.pk}).status_code == 404
    assert client.get(reverse("documents:register"), {"organisation": "abc"}).status_code == 404


def test_who_may_only_read_is_refused_the_forms(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh)
    client = as_(cast.sua)

    assert client.get(reverse("documents:detail", args=[document.pk])).status_code == 200
    for address in (
        reverse("documents:new"), reverse("documents:by_hand"), reverse("documents:stub"),
        reverse("documents:edit", args=[document.pk]), reverse("documents:send", args=[document.pk]),
    ):  # fmt: skip
        assert client.get(address).status_code == 403
    assert client.post(reverse("documents:begin"), {"pasted": CONCLUSION, "whole": "1"}).status_code == 403


def by_hand(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "kind": "ke-hoach", "number": "12", "symbol": "KH/TU", "issued_on": "2026-03-02", "circulation": "below",
        "issuer": str(cast.province.pk), "issuer_name": "", "excerpt": "giám sát chuyên đề", "received_on": "",
    } | more  # fmt: skip


def test_a_document_is_entered_by_hand_with_a_pdf_and_its_file_comes_back_as_a_download(cast: Cast) -> None:
    client = as_(cast.may)
    pdf = SimpleUploadedFile("kế hoạch giám sát.pdf", a_pdf(lines("Kế hoạch giám sát")))
    answer = client.post(reverse("documents:by_hand"), by_hand(cast, content=pdf))
    document = Document.objects.get()
    assert answer["Location"].startswith(reverse("documents:detail", args=[document.pk]))

    file = client.get(reverse("documents:file", args=[document.pk]))
    assert b"".join(file.streaming_content) == a_pdf(lines("Kế hoạch giám sát"))
    assert file["Content-Disposition"].startswith("attachment; filename*=utf-8''k%E1%BA%BF%20ho")
    assert file["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_html_is_never_shown_as_a_page(cast: Cast) -> None:
    client = as_(cast.may)
    page = SimpleUploadedFile("a.html", b"<p>noi dung</p><script>alert(1)</script>")
    client.post(reverse("documents:by_hand"), by_hand(cast, content=page))

    file = client.get(reverse("documents:file", args=[Document.objects.get().pk]))
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")


def test_a_duplicate_is_shown_with_a_link_and_goes_through_when_confirmed(cast: Cast) -> None:
    client = as_(cast.may)
    client.post(reverse("documents:by_hand"), by_hand(cast))
    html = client.post(reverse("documents:by_hand"), by_hand(cast)).content.decode()
    assert reverse("documents:detail", args=[Document.objects.get().pk]) in html
    assert Document.objects.count() == 1

    client.post(reverse("documents:by_hand"), by_hand(cast, confirmed="duplicate"))
    assert Document.objects.count() == 2


def test_the_next_number_is_suggested_without_losing_what_was_typed(cast: Cast) -> None:
    client = as_(cast.may)
    client.post(reverse("documents:by_hand"), by_hand(cast))
    html = client.post(
        reverse("documents:by_hand"), by_hand(cast, action="suggest", number="", symbol="", excerpt="còn đây")
    ).content.decode()

    assert 'name="number" value="13"' in html
    assert 'value="KH/TU"' in html
    assert "còn đây" in html
    assert Document.objects.count() == 1


def test_a_stub_is_entered_and_shown_as_one(cast: Cast) -> None:
    client = as_(cast.may)
    client.post(reverse("documents:stub"), by_hand(cast, level="tuyet_mat", paper_location="Tủ A", excerpt="lộ ra"))
    document = Document.objects.get()
    html = client.get(reverse("documents:detail", args=[document.pk])).content.decode()

    assert "Tuyệt mật" in html
    assert "Tủ A" in html
    assert "lộ ra" not in html


def test_an_entry_is_changed_and_sent(cast: Cast) -> None:
    client = as_(cast.may)
    document = registered(cast, circulation="own")
    client.post(reverse("documents:edit", args=[document.pk]), by_hand(cast, excerpt="đã sửa", circulation="own"))
    client.post(reverse("documents:send", args=[document.pk]), {"organisation": [cast.an_binh.pk, "abc"]})

    html = as_(cast.lan).get(reverse("documents:register")).content.decode()
    assert "đã sửa" in html
    assert "được gửi tới" in html
    assert "sửa thông tin trong sổ" in client.get(reverse("documents:detail", args=[document.pk])).content.decode()


def test_the_register_leaves_as_a_workbook(cast: Cast) -> None:
    registered(cast)
    answer = as_(cast.may).get(reverse("documents:export"), {"kind": "ke-hoach"})

    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert zipfile.is_zipfile(io.BytesIO(answer.content))


@pytest.mark.parametrize("query", [{"year": "abc"}, {"kind": "x" * 300}, {"text": "%_'\""}, {"page": "999"}])
def test_filters_that_make_no_sense_show_the_register(cast: Cast, query: dict[str, str]) -> None:
    registered(cast)

    assert as_(cast.may).get(reverse("documents:register"), query).status_code == 200
