"""Search over the API: the same as on the page, nothing of a sibling."""

import pytest

from tests import factories
from tests.obligations.build import lay
from tests.web.crawl import client_of
from tusoi.api.search import OWNERS
from tusoi.web.pages import search as page


@pytest.fixture
def found(cast):
    """(kind, title) of what somebody finds."""

    def ask(who: str, **query: object) -> set[tuple[str, str]]:
        answer = client_of(getattr(cast, who)).get("/api/search", query)
        assert answer.status_code == 200, answer.content
        said = answer.json()
        assert said["count"] >= len(said["items"])
        return {(one["kind"], one["title"]) for one in said["items"]}

    return ask


def test_it_knows_the_kinds_the_page_knows():
    assert OWNERS.keys() == page.OWNERS.keys()


def test_without_diacritics_what_one_may_see_is_found(cast, found):
    lay(cast.may, cast.province, cast.an_binh, title="Kế hoạch khắc phục ở An Bình")
    assert found("may", q="an binh") == {
        ("organisation", "Đảng ủy xã An Bình"), ("obligation", "Kế hoạch khắc phục ở An Bình"),
    }  # fmt: skip
    assert found("may", q="an binh", kind="obligation") == {("obligation", "Kế hoạch khắc phục ở An Bình")}
    assert found("may", q="an binh", at=cast.suoi_giang.pk) == set()
    assert found("may", q="") == set()


def test_nothing_of_a_sibling_is_found(cast, found):
    lay(cast.lan, cast.an_binh, cast.thon_dong, title="Phân công cấp ủy viên")
    someone = factories.person("Hà Văn Khặt")
    factories.position(someone, "uy-vien", cast.an_binh)
    for words in ("phân công", "thôn đông", "khặt", "an bình"):
        assert found("tuong", q=words) == set(), words
    assert found("lan", q="phân công") == {("obligation", "Phân công cấp ủy viên")}


def test_a_branch_out_of_reach_is_not_there_and_a_wrong_kind_is_refused(cast):
    client = client_of(cast.tuong)
    assert client.get("/api/search", {"q": "x", "at": cast.an_binh.pk}).status_code == 404
    for wrong in ({"kind": "secret"}, {"year": "abc"}, {"at": "0"}, {"page": "0"}, {"q": "x" * 201}):
        assert client.get("/api/search", {"q": "x"} | wrong).status_code == 422, wrong


def test_it_asks_few_questions(cast, django_assert_max_num_queries):
    for number in range(30):
        lay(cast.may, cast.province, cast.an_binh, title=f"Việc chung {number}")
    client = client_of(cast.may)
    client.get("/api/search", {"q": "việc chung"})
    with django_assert_max_num_queries(14):
        assert client.get("/api/search", {"q": "việc chung"}).json()["count"] == 30
