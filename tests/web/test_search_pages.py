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
