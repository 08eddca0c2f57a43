"""The trail as a page, and as Excel."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tusoi.organisations.models import Account
from tusoi.organisations.services import rename_organisation


@pytest.fixture
def enter(client):
    def signed_in(actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return signed_in


@pytest.fixture
def renamed(cast):
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã Bình An", on=cast.admin.today, by=cast.admin)


def entries(answer):
    return answer.context["page"].rows


def test_the_trail_speaks_in_sentences(enter, cast, renamed):
    page = enter(cast.may).get("/audit/").content.decode()
    assert "đổi tên từ “Đảng ủy xã An Bình” thành “Đảng ủy xã Bình An”" in page
    assert "Đinh Công Lâm" in page


def test_the_page_shows_my_branch_only(enter, cast, renamed):
    assert {entry.organisation_id for entry in entries(enter(cast.tuong).get("/audit/"))} == {
        cast.suoi_giang.pk, cast.ban_le.pk,
    }  # fmt: skip


def test_who_has_no_right_to_the_trail_is_refused(enter, cast):
    assert enter(cast.sua).get("/audit/").status_code == 403
    assert enter(cast.sua).get("/audit/export.xlsx").status_code == 403


def test_an_organisation_outside_my_reach_does_not_exist(enter, cast):
    assert enter(cast.tuong).get("/audit/", {"organisation": cast.an_binh.pk}).status_code == 404
    assert enter(cast.lan).get("/audit/", {"organisation": cast.province.pk}).status_code == 404


def test_filters_are_obeyed(enter, cast, renamed):
    client = enter(cast.may)
    found = entries(client.get("/audit/", {"action": "organisations.rename", "organisation": cast.an_binh.pk}))
    assert [entry.action for entry in found] == ["organisations.rename"]
    assert not entries(client.get("/audit/", {"who": "không ai"}))


@pytest.mark.parametrize(
    "wrong",
    [{"first_day": "abc"}, {"action": "x"}, {"organisation": "x"}, {"who": "x" * 101},
     {"first_day": "2026-02-01", "last_day": "2026-01-01"}],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_explained(enter, cast, wrong):
    answer = enter(cast.may).get("/audit/", wrong)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_the_page_asks_few_questions(enter, cast, django_assert_max_num_queries):
    client = enter(cast.may)
    client.get("/audit/")
    with django_assert_max_num_queries(12):
        client.get("/audit/")


def test_excel_holds_what_the_filter_shows(enter, cast, renamed):
    answer = enter(cast.may).get("/audit/export.xlsx", {"action": "organisations.rename"})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("Đảng ủy xã Bình An" in str(cell) for row in rows for cell in row)
    assert sum(1 for row in rows if "organisations.rename" in row) == 1


def test_every_sentence_can_be_filled_in():
    from types import SimpleNamespace

    from tusoi.web.pages.sentences import say, sentences

    for action, words in sentences().items():
        entry = SimpleNamespace(action=action, subject_label="Thôn Đông", changes={})
        assert say(entry), action
        assert "{" not in str(words), action


def test_an_action_without_a_sentence_is_named(cast):
    from types import SimpleNamespace

    from tusoi.web.pages.sentences import say

    assert say(SimpleNamespace(action="x.y", subject_label="Thôn Đông", changes={"a": [1, 2]})) == "x.y: Thôn Đông"
