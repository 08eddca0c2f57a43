"""The outline beside the text, the matrix, what was left out, the figures, one cell."""

import io
import zipfile

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.documents.programmes import many, programme, registered_text
from tests.web.crawl import client_of
from tusoi.cli.demonstration.programmes import PROVINCE
from tusoi.documents import selectors
from tusoi.documents.models import Coverage

pytestmark = pytest.mark.django_db
MATRIX = ("coverage", "coverage_answers", "coverage_unanswered", "coverage_targets")


def form_of(document) -> dict[str, str]:
    """The outline as the page sends it: everything that is ticked at first."""
    data = {"whole": "1", "action": "save"}
    for row in selectors.outline_of(document):
        data[f"there-{row.key}"] = "1"
        data[f"title-{row.key}"] = row.title
        data[f"kind-{row.key}"] = row.kind
        if row.wanted:
            data[f"on-{row.key}"] = "1"
    return data


def test_the_outline_is_proposed_beside_the_text_and_kept_by_one_button(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    client = client_of(cast.may)
    address = reverse("documents:outline", args=[document.pk])

    page = client.get(address).content.decode()
    assert "điểm b mục III.2" in page
    assert "Mở lớp bồi dưỡng" in page
    assert not document.clauses.exists()
    answer = client.post(address, form_of(document))

    assert answer.status_code == 302
    assert document.clauses.filter(kind="target").count() == 3
    detail = client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert "Mục lục nội dung" in detail
    assert reverse("documents:coverage", args=[document.pk]) in detail


def test_a_form_that_came_in_pieces_keeps_nothing(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    data = form_of(document)
    del data["whole"]

    client_of(cast.may).post(reverse("documents:outline", args=[document.pk]), data)

    assert not document.clauses.exists()


def test_a_wrong_kind_or_an_empty_title_is_said_beside_its_row(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    data = form_of(document)
    keys = [name.removeprefix("on-") for name in data if name.startswith("on-")]
    data[f"title-{keys[0]}"] = " "
    data[f"kind-{keys[1]}"] = "nonsense"

    answer = client_of(cast.may).post(reverse("documents:outline", args=[document.pk]), data)

    assert answer.status_code == 200
    assert f'href="#row-{keys[0]}"' in answer.content.decode()
    assert not document.clauses.exists()


def test_a_passage_marked_in_the_text_becomes_a_clause(cast: Cast):
    document = programme(cast, proposed=False).document
    data = {"whole": "1", "action": "add", "added_quote": "bố trí kinh phí", "added_kind": "directive"}

    answer = client_of(cast.may).post(reverse("documents:outline", args=[document.pk]), data)

    assert answer.status_code == 302
    assert document.clauses.filter(quote="bố trí kinh phí", kind="directive").exists()


def test_a_clause_is_renamed_moved_and_taken_out_on_its_page(cast: Cast):
    made = programme(cast, proposed=False)
    one, other = made.clause("điểm a mục III.2"), made.clause("mục III.1")
    client = client_of(cast.may)
    address = reverse("documents:clause", args=[made.document.pk, one.pk])

    assert client.get(address).status_code == 200
    client.post(address, {"title": "Danh sách", "kind": "task", "label": "mục 9", "parent": str(other.pk)})
    one.refresh_from_db()
    assert (one.title, one.kind, one.label, one.parent_id) == ("Danh sách", "task", "mục 9", other.pk)
    for wrong in (
        {"title": "", "kind": "task"},
        {"title": "x", "kind": "??"},
        {"title": "x", "kind": "task", "parent": str(one.pk)},
    ):
        assert client.post(address, wrong).status_code == 200
    assert client.post(address, {"title": "x", "kind": "task", "parent": "abc"}).status_code == 404
    client.post(address, {"action": "remove"})
    assert not made.document.clauses.filter(pk=one.pk).exists()


def test_the_matrix_shows_each_clause_and_organisation_and_opens_the_cells(cast: Cast):
    made = programme(cast)
    client = client_of(cast.may)
    clause = made.clause("mục III.3")

    page = client.get(reverse("documents:coverage", args=[made.document.pk])).content.decode()

    assert f'href="coverage/{clause.pk}/{cast.an_binh.pk}"' in page
    assert "An Bình" in page
    assert "Suối Giàng" in page
    cell = client.get(reverse("documents:coverage_cell", args=[made.document.pk, clause.pk, cast.an_binh.pk]))
    text = cell.content.decode()
    assert "người kế cận" in text
    assert "cùng nói về" in text
    for name in MATRIX:
        assert client.get(reverse(f"documents:{name}", args=[made.document.pk])).status_code == 200
    of_one = reverse("documents:coverage_clause", args=[made.document.pk, clause.pk])
    assert client.get(of_one).status_code == 200


def test_a_proposal_is_confirmed_refused_and_changed_in_its_cell(cast: Cast):
    made = programme(cast)
    row = Coverage.objects.get(clause__label="mục III.3", document=made.an_binh)
    client = client_of(cast.lan)
    address = reverse("documents:coverage_cell", args=[made.document.pk, row.clause_id, cast.an_binh.pk])

    for action, state in (("confirm", "confirmed"), ("refuse", "refused")):
        assert client.post(address, {"action": action, "coverage": row.pk}).status_code == 302
        row.refresh_from_db()
        assert row.state == state
    client.post(address, {"action": "change", "coverage": row.pk, "quote": "trước đại hội một năm"})
    row.refresh_from_db()
    assert (row.quote, row.state) == ("trước đại hội một năm", "confirmed")
    client.post(address, {"action": "add", "document": made.an_binh.pk, "quote": "nước sạch"})
    assert Coverage.objects.filter(clause=row.clause_id, quote="nước sạch", state="confirmed").exists()


def test_wrong_input_in_a_cell_is_said_and_changes_nothing(cast: Cast):
    made = programme(cast)
    row = Coverage.objects.get(clause__label="mục III.3", document=made.an_binh)
    before = list(Coverage.objects.order_by("pk").values_list("pk", "state", "quote"))
    client = client_of(cast.may)
    address = reverse("documents:coverage_cell", args=[made.document.pk, row.clause_id, cast.an_binh.pk])

    for data in (
        {}, {"action": "confirm"}, {"action": "confirm", "coverage": "abc"}, {"action": "change", "coverage": row.pk},
        {"action": "add", "document": made.an_binh.pk, "quote": "không có trong văn bản"},
        {"action": "add", "quote": "x"},
    ):  # fmt: skip
        answer = client.post(address, data)
        assert answer.status_code == 200, data
        assert "notice late" in answer.content.decode()
    assert client.post(address, {"action": "confirm", "coverage": "999999"}).status_code == 404
    assert list(Coverage.objects.order_by("pk").values_list("pk", "state", "quote")) == before


def test_a_commune_finds_its_own_column_and_no_cell_of_a_sibling(cast: Cast):
    made = programme(cast)
    client = client_of(cast.lan)
    clause = made.clause("mục III.3")

    page = client.get(reverse("documents:coverage", args=[made.document.pk])).content.decode()

    assert "An Bình" in page
    assert "Suối Giàng" not in page
    theirs = reverse("documents:coverage_cell", args=[made.document.pk, clause.pk, cast.suoi_giang.pk])
    assert client.get(theirs).status_code == 404
    left_out = reverse("documents:coverage_unanswered", args=[made.document.pk])
    assert client.get(left_out, {"organisation": cast.suoi_giang.pk}).status_code == 404
    assert client.get(left_out, {"organisation": cast.an_binh.pk}).status_code == 200
    assert client.get(left_out, {"organisation": "abc"}).status_code == 404


def test_a_lower_figure_is_shown_with_its_passage(cast: Cast):
    made = programme(cast)

    page = client_of(cast.may).get(reverse("documents:coverage_targets", args=[made.document.pk])).content.decode()

    assert "từ 3 % trở lên, mỗi năm" in page
    assert "2,5 %" in page
    assert "thấp hơn" in page


def test_documents_are_chosen_by_hand_and_read_at_once(cast: Cast):
    made = programme(cast)
    other = registered_text(
        cast.suoi_giang, "Chuẩn bị người kế cận bí thư chi bộ kiêm trưởng bản trước đại hội.", by=cast.tuong, number=9,
        symbol="CTr/ĐU",
    )  # fmt: skip
    client = client_of(cast.may)
    page = client.get(reverse("documents:coverage_answers", args=[made.document.pk]), {"text": "09-CTr/ĐU"})
    assert other in [one.document for one in page.context["candidates"]]

    answer = client.post(
        reverse("documents:coverage", args=[made.document.pk]), {"action": "choose", "answering": other.pk}
    )

    assert answer.status_code == 302
    assert Coverage.objects.filter(document=other, clause__label="mục III.3", state="proposed").exists()


def test_the_matrix_goes_to_excel(cast: Cast):
    made = programme(cast)

    answer = client_of(cast.may).get(reverse("documents:coverage_export", args=[made.document.pk]))

    book = zipfile.ZipFile(io.BytesIO(answer.content))
    words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "mục III.3" in words
    assert "thấp hơn" in words
    assert "Đảng ủy xã Suối Giàng" in words


def test_a_document_without_an_outline_says_what_to_do(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    client = client_of(cast.may)

    for name in MATRIX:
        answer = client.get(reverse(f"documents:{name}", args=[document.pk]))
        assert answer.status_code == 200
    assert client.post(reverse("documents:coverage", args=[document.pk])).status_code == 302
    assert client.get(reverse("documents:coverage_export", args=[document.pk])).status_code == 200


def test_two_hundred_clauses_and_ninety_organisations_take_twenty_queries(cast: Cast, django_assert_max_num_queries):
    document = many(cast, clauses=200, organisations=90)
    clause = document.clauses.filter(kind="task").first()
    recipient = document.recipients.first()
    client = client_of(cast.may)
    client.get(reverse("documents:coverage", args=[document.pk]))
    addresses = [reverse(f"documents:{name}", args=[document.pk]) for name in (*MATRIX, "outline", "detail")]
    addresses.append(reverse("documents:coverage_clause", args=[document.pk, clause.pk]))
    addresses.append(reverse("documents:coverage_cell", args=[document.pk, clause.pk, recipient.organisation_id]))

    for address in addresses:
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200, address
    page = client.get(addresses[0], {"page": 2}).content.decode()
    assert "Trang 2/5" in page
