"""The pages of links and of the check of citations."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.cast import Cast
from tests.documents.build import registered
from tests.documents.test_links import MISPRINT, WINTER, conclusion, read
from tests.obligations.build import deliverable
from tusoi.audit.models import Entry
from tusoi.documents import selectors
from tusoi.documents.models import Citation, Document
from tusoi.documents.services import begin_intake, link_document, load_reference
from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations
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


def page(client: Client, name: str, *args: int, **query: str) -> str:
    answer = client.get(reverse(f"documents:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def chain(cast: Cast) -> tuple[Document, Document, Document]:
    top = conclusion(cast)
    plan = read(cast, "KẾ HOẠCH\nthực hiện Kết luận số 38-KL/TW của Bộ Chính trị", number=143)
    local = read(
        cast, "KẾ HOẠCH\nthực hiện Kế hoạch số 143-KH/TU của Ban Thường vụ Tỉnh ủy", by=cast.lan, owner=cast.an_binh,
        number=21, symbol="KH/ĐU", issuer_name="Đảng ủy xã An Bình",
    )  # fmt: skip
    return top, plan, local


def test_the_picture_shows_the_chain_with_links_and_says_it_in_a_list(cast):
    top, plan, local = chain(cast)
    tree = HTMLParser(page(as_(cast.lan), "links", plan.pk))

    links = [one.attributes["href"] for one in tree.css("svg.graph a")]
    assert links == [reverse("documents:links", args=[one.pk]) for one in (top, local)]
    assert all(one.attributes.get("aria-label") for one in tree.css("svg.graph a"))
    assert len(tree.css("svg.graph path.edge.implements")) == 2
    lists = [one.text() for one in tree.css(".graph-lists > div")]
    assert "38-KL/TW" in lists[0]
    assert "21-KH/ĐU" in lists[1]


def test_what_is_open_is_dashed_and_what_is_out_of_reach_has_no_title(cast):
    below = registered(cast, by=cast.lan, owner=cast.an_binh, number=77, symbol="KH/ĐU", excerpt="Việc riêng")
    document = read(cast, "Căn cứ Kế hoạch số 44-KH/TU của Tỉnh ủy.", number=3)
    link_document(document_id=document.pk, target_id=below.pk, relation="reports", by=cast.may)

    text = page(as_(cast.tuong), "links", document.pk)

    tree = HTMLParser(text)
    assert len(tree.css("svg.graph rect.open")) == 2
    assert "một văn bản khác" in text
    assert "Việc riêng" not in text
    assert "77-KH" not in text


def test_a_document_that_is_not_in_the_register_is_named_by_its_kind_in_the_readers_language(cast):
    document = read(cast, "Căn cứ Kế hoạch số 44-KH/TU của Tỉnh ủy.", number=3)
    client = as_(cast.may)
    assert "Kế hoạch 44-KH/TU" in HTMLParser(page(client, "links", document.pk)).css_first(".graph-lists").text()
    with translation.override("vi"):  # and given back afterwards
        client.post("/accounts/preferences", {"language": "en"})
        lists = HTMLParser(page(client, "links", document.pk)).css_first(".graph-lists").text()
    assert "Plan 44-KH/TU" in lists


def test_a_replaced_document_says_so_everywhere_and_shows_what_to_do_with_its_duties(cast):
    old = registered(cast, kind="huong-dan", number=7, symbol="HD/TU", issued_on=WINTER, excerpt="quy chế làm việc")
    lay_obligations(
        drafts=[ObligationDraft("Xây dựng quy chế", cast.may.today + timedelta(days=5), deliverable())], by=cast.may,
        selection=Selection(organisation_ids=(cast.an_binh.pk,)), issued_by=cast.province, document=old,
    )  # fmt: skip
    duty = old.obligations.get()
    new = read(cast, "Hướng dẫn này thay thế Hướng dẫn số 07-HD/TU của Tỉnh ủy.", kind="huong-dan", symbol="HD/TU")

    client = as_(cast.may)
    detail, links = page(client, "detail", old.pk), page(client, "links", old.pk)

    assert "Đã được thay thế bởi" in detail
    assert reverse("documents:detail", args=[new.pk]) in detail
    assert reverse("obligations:detail", args=[duty.pk]) in links
    assert reverse("obligations:withdraw", args=[duty.pk]) in links
    assert "đã thay thế" in page(client, "register")
    assert "đã thay thế" in client.get(reverse("search"), {"q": "quy chế làm việc"}).content.decode()
    assert reverse("obligations:withdraw", args=[duty.pk]) not in page(as_(cast.lan), "links", old.pk)


def test_the_relation_and_the_document_meant_are_set_on_a_page(cast):
    document = read(cast, "Căn cứ Quyết định số 07-QĐ/TU của Tỉnh ủy.", number=3)
    citation = document.citations.get()
    client = as_(cast.may)
    registered(cast, kind="quyet-dinh", number=7, symbol="QĐ/TU", issued_on=date(2021, 5, 4))
    other = registered(cast, kind="quyet-dinh", number=7, symbol="QĐ/TU", issued_on=date(2026, 2, 4))
    address = reverse("documents:link", args=[document.pk, citation.pk])

    answer = client.post(address, {"relation": "implements", "target": str(other.pk), "action": "save"})

    assert answer["Location"] == reverse("documents:links", args=[document.pk])
    citation.refresh_from_db()
    assert (citation.relation, citation.target, citation.is_confirmed) == ("implements", other, True)
    client.post(address, {"action": "unlink"})
    citation.refresh_from_db()
    assert citation.target is None
    assert f"{other.issued_on:%d/%m/%Y}" in page(client, "link", document.pk, citation.pk, q="7-QĐ/TU")
    for wrong in ({"relation": "x"}, {"relation": "basis", "target": "abc"}, {"relation": "basis", "target": "9" * 30}):
        answer = client.post(address, wrong | {"action": "save"})
        assert answer.status_code == 200
        assert "Hãy chọn một mục trong danh sách." in answer.content.decode()


def test_a_document_no_passage_names_is_found_by_its_number_and_linked(cast):
    one, other = registered(cast, number=1), registered(cast, number=31, excerpt="đổi mới sinh hoạt")
    client = as_(cast.may)
    assert "đổi mới sinh hoạt" in page(client, "new_link", one.pk, q="31-KH/TU")
    assert "đổi mới sinh hoạt" in page(client, "new_link", one.pk, q="31")
    client.post(reverse("documents:new_link", args=[one.pk]), {"target": str(other.pk), "relation": "amends"})
    assert one.citations.get().target == other
    answer = client.post(reverse("documents:new_link", args=[one.pk]), {"target": str(one.pk), "relation": "amends"})
    assert "chính nó" in answer.content.decode()


def test_the_check_is_on_the_page_of_the_document_with_its_passages(cast):
    document = read(cast, MISPRINT)
    text = page(as_(cast.may), "detail", document.pk)
    assert "Cùng một văn bản được viện dẫn với hai ký hiệu" in text
    anchors = re.findall(r'href="#(citation-\d+)"', text)
    assert anchors
    assert all(f'id="{anchor}"' in text for anchor in anchors)


def test_the_check_is_on_the_page_of_the_reading_before_anything_is_stored(cast):
    intake = begin_intake(owner_id=cast.province.pk, by=cast.may, pasted=MISPRINT)
    text = page(as_(cast.may), "intake", intake.pk)
    assert "Cùng một văn bản được viện dẫn với hai ký hiệu" in text
    anchors = re.findall(r'href="#(m\d+)">xem trong văn bản', text)
    assert anchors
    assert all(f'id="{anchor}"' in text for anchor in anchors)


def test_a_caution_is_marked_as_looked_at_with_a_reason_and_opened_again(cast):
    document = read(cast, MISPRINT)
    client, address = as_(cast.may), reverse("documents:checks", args=[document.pk])
    caution = selectors.cautions_of(document, by=cast.may)[0].caution
    which = {"code": caution.code, "key": caution.key}

    answer = client.post(address, which | {"reason": " ", "action": "settle"})
    assert "Cần điền mục này." in answer.content.decode()
    client.post(address, which | {"reason": "Bản gốc in như vậy", "action": "settle"})
    assert "Bản gốc in như vậy" in client.get(address).content.decode()
    client.post(address, which | {"action": "reopen"})
    assert not document.settled_cautions.exists()
    assert Entry.objects.filter(action="documents.settle_caution").count() == 1
    for wrong in ({}, {"code": "x" * 999, "key": "k", "reason": "a"}, {"action": "reopen", "key": "k" * 5000}):
        assert client.post(address, wrong).status_code == 200


def test_who_only_reads_sees_the_check_without_its_forms(cast):
    document = read(cast, MISPRINT, by=cast.lan, owner=cast.an_binh, symbol="KH/ĐU", issuer_name="Đảng ủy xã An Bình")
    text = page(as_(cast.sua), "checks", document.pk)
    assert "hai ký hiệu" in text
    assert 'name="reason"' not in text
    assert as_(cast.sua).post(reverse("documents:checks", args=[document.pk])).status_code == 403


def test_links_and_cautions_leave_as_excel(cast):
    document = read(cast, MISPRINT)
    client = as_(cast.may)
    for name in ("links", "checks"):
        answer = client.get(reverse(f"documents:{name}", args=[document.pk]), {"format": "xlsx"})
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            cells = "".join(book.read(part).decode() for part in book.namelist() if part.startswith("xl/worksheets/"))
        assert "38-KL/TU" in cells


def test_five_hundred_citations_stay_within_twenty_queries(cast, django_assert_max_num_queries):
    document = read(cast, MISPRINT, number=999)
    others = [
        Document(
            owner=cast.province, issuer_name="Tỉnh ủy", kind=document.kind, number=number, symbol="KH/TU",
            issued_on=document.issued_on, excerpt="x", registered_at=cast.may.at,
        )
        for number in range(1, 251)
    ]  # fmt: skip
    Document.objects.bulk_create(others)
    Citation.objects.bulk_create(
        Citation(
            document=document, quote=f"Kế hoạch số {number}-KH/TU", start=0, end=9, number=number, symbol="KH/TU",
            target=others[number - 1] if number <= 250 else None, date=date(2025, 3, 1),
        )
        for number in range(1, 501)
    )  # fmt: skip
    Citation.objects.bulk_create(
        Citation(document=one, target=document, quote="x", number=999, symbol="KH/TU") for one in others
    )
    client = as_(cast.may)
    for name in ("links", "detail", "checks", "register"):
        args = [] if name == "register" else [document.pk]
        client.get(reverse(f"documents:{name}", args=args))
        with django_assert_max_num_queries(20):
            assert client.get(reverse(f"documents:{name}", args=args)).status_code == 200
    citation = document.citations.first()
    with django_assert_max_num_queries(20):
        assert client.get(reverse("documents:link", args=[document.pk, citation.pk])).status_code == 200
