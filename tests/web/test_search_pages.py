"""The page of search and the suggestions under the box."""

import pytest

from tusoi.organisations.models import Account


@pytest.fixture
def find(client):
    def finder(actor, query, part="", **more):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client.get(f"/search{part}", {"q": query, **more})

    return finder


def hits(answer):
    return [hit.title for _label, group in answer.context["groups"] for hit in group]


def test_a_query_without_diacritics_finds_and_marks(find, cast):
    answer = find(cast.may, "dong")
    assert hits(answer) == ["Chi bộ Thôn Đông"]
    assert "<mark>Đông</mark>" in answer.content.decode()


def test_a_sibling_branch_is_not_on_the_page(find, cast):
    assert hits(find(cast.tuong, "an binh")) == []
    assert "An Bình" not in find(cast.tuong, "an binh").content.decode()


def test_an_empty_query_teaches(find, cast):
    assert "Không cần dấu" in find(cast.may, "").content.decode()


def test_a_kind_nobody_knows_searches_everything(find, cast):
    assert hits(find(cast.may, "dong", kind="x")) == ["Chi bộ Thôn Đông"]
    assert hits(find(cast.may, "dong", kind="document")) == []


def test_suggestions_are_a_part_of_a_page(find, cast):
    page = find(cast.may, "thon", "/suggestions").content.decode()
    assert "<html" not in page
    assert f"/organisations/{cast.thon_dong.pk}/" in page


def test_one_letter_suggests_nothing(find, cast):
    assert "<li>" not in find(cast.may, "t", "/suggestions").content.decode()


@pytest.mark.parametrize("query", ['"', "<script>", "a" * 5000, "' OR 1=1", "😀", "* *", "%"])
def test_any_query_gets_an_answer(find, cast, query):
    for part in ("", "/suggestions"):
        answer = find(cast.may, query, part)
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode()


def test_the_page_asks_few_questions_however_much_is_found(find, cast, django_assert_max_num_queries):
    find(cast.may, "")
    with django_assert_max_num_queries(20):
        assert len(hits(find(cast.may, "chi bo"))) == 3


def test_every_kind_is_shown_by_its_package(find, cast):
    from tusoi.search.services import index_entry

    for kind in ("person", "document", "obligation"):
        index_entry(kind=kind, object_id=10**9, title="Chi bộ Thôn Đông")  # the index alone shows nothing
    assert hits(find(cast.may, "thon dong")) == ["Chi bộ Thôn Đông"]


def test_the_passage_is_shown_beneath_a_document(find, cast):
    from tests.documents.build import registered
    from tusoi.documents.models import Clause, Document
    from tusoi.documents.services.index import reindex

    text = f"{'Đường vào bản còn lầy. ' * 3000}Giao đồng chí Nọi đắp mương Nà Khoang. {'Chợ phiên họp. ' * 50}"
    document = registered(cast)
    Document.objects.filter(pk=document.pk).update(text=text)
    Clause.objects.create(
        document=document, kind="task", position=500, label="mục II.2", title="x", quote="x", start=len(text) // 2,
        end=len(text),
    )  # fmt: skip
    reindex()
    answer = find(cast.may, "muong na khoang")
    assert hits(answer) == [f"{document.kind.name} {document.reference}"]
    assert "<mark>mương</mark> <mark>Nà</mark> <mark>Khoang</mark>" in answer.content.decode()
    assert "mục II.2:" in answer.content.decode()


def test_an_answer_is_found_by_those_who_may_read_it(find, cast):
    from tests.obligations.build import lay, part
    from tusoi.obligations.services import ItemDraft, recall_answer, submit_answer

    own = part(lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha), cast.thon_dong)
    items = [ItemDraft(task="Đắp lại mương Nà Khoang")]
    submit_answer(assignment_id=own.pk, text="Chi bộ báo cáo", items=items, by=cast.noi)
    for reader in (cast.may, cast.lan, cast.noi, cast.sua):
        answer = find(reader, "muong na khoang", kind="answer")
        assert hits(answer) == ["Chi bộ Thôn Đông: Kế hoạch khắc phục"]
        assert "<mark>mương</mark>" in answer.content.decode()
    for stranger in (cast.pha, cast.tuong):
        answer = find(stranger, "muong na khoang")
        assert hits(answer) == []
        assert "Nà Khoang" not in answer.content.decode()
    recall_answer(assignment_id=own.pk, by=cast.noi)
    assert hits(find(cast.lan, "muong na khoang")) == []


def test_what_a_person_answers_for_himself_is_found_by_those_who_lead(find, cast):
    from tests.obligations.build import deliverable
    from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations, submit_answer

    duty = lay_obligations(
        drafts=[ObligationDraft("Kế hoạch của tôi", cast.lan.today, deliverable(), bearer="person")],
        selection=Selection(person_pairs=((cast.thon_dong.pk, cast.noi.person_id),)),
        issued_by=cast.an_binh,
        by=cast.lan,
    )[0]
    submit_answer(assignment_id=duty.assignments.get().pk, text="Tôi nhận đắp mương Nà Khoang", by=cast.noi)
    assert len(hits(find(cast.noi, "na khoang", kind="answer"))) == 1
    assert len(hits(find(cast.lan, "na khoang", kind="answer"))) == 1
    assert hits(find(cast.sua, "na khoang")) == []
    assert hits(find(cast.pha, "na khoang")) == []


def test_a_search_is_narrowed_to_an_organisation_and_a_year(find, cast):
    from tests.obligations.build import lay

    lay(cast.may, cast.province, cast.an_binh, title="Đắp mương")
    lay(cast.lan, cast.an_binh, cast.thon_dong, title="Đắp mương thôn")
    year = cast.may.today.year
    assert len(hits(find(cast.may, "dap muong"))) == 2
    assert hits(find(cast.may, "dap muong", at=cast.an_binh.pk)) == ["Đắp mương thôn"]
    assert hits(find(cast.may, "dap muong", at=cast.suoi_giang.pk)) == []
    assert len(hits(find(cast.may, "dap muong", year=year))) == 2
    answer = find(cast.may, "dap muong", year=year - 1)
    assert hits(answer) == []
    assert "Tìm lại ở mọi loại" in answer.content.decode()
    assert find(cast.lan, "dap muong", at=cast.suoi_giang.pk).status_code == 404
    for wrong in ("x", "99999999999999999999", "-1", "²"):
        answer = find(cast.may, "dap muong", at=wrong, year=wrong, page=wrong)
        assert answer.status_code == 302 or len(hits(answer)) == 2


def test_many_hits_come_by_the_page(find, cast, django_assert_max_num_queries):
    from tests.obligations.build import lay

    for number in range(25):
        lay(cast.may, cast.province, cast.an_binh, title=f"Đắp mương {number}", instructions="Đắp mương Nà Khoang")
    find(cast.may, "")
    with django_assert_max_num_queries(20):
        first = find(cast.may, "dap muong")
    second = find(cast.may, "dap muong", page=2)
    assert (len(hits(first)), len(hits(second))) == (20, 5)
    assert not set(hits(first)) & set(hits(second))
