"""The trail as a page, and as Excel."""

import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from tusoi.organisations.models import Account
from tusoi.organisations.services import rename_organisation
from tusoi.web.pages import audit as audit_page
from tusoi.web.pages.sentences import say, sentences, who_acted


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


def test_the_filters_know_no_diacritics_and_are_open_while_they_filter(enter, cast, renamed):
    client = enter(cast.may)
    assert '<details class="fold">' in client.get("/audit/").content.decode()
    answer = client.get("/audit/", {"who": "DINH cong lam", "text": "binh"})
    assert '<details class="fold" open>' in answer.content.decode()
    assert entries(answer)
    assert not entries(client.get("/audit/", {"who": "dinh cong lamm"}))


def test_a_search_that_was_cut_says_so_and_goes_on(enter, cast, renamed, monkeypatch):
    monkeypatch.setattr(audit_page, "_MOST", 1)
    client = enter(cast.may)
    page = client.get("/audit/", {"text": "khong co"}).content.decode()
    assert "Tìm tiếp trong các dòng cũ hơn" in page
    more = re.search(r'href="(\?[^"]*before=\d+[^"]*)"', page)[1].replace("&amp;", "&")
    assert client.get("/audit/" + more).status_code == 200
    assert "text=khong" in more


def test_an_entry_that_is_no_entry_begins_nothing(enter, cast):
    client = enter(cast.may)
    assert not entries(client.get("/audit/", {"before": 2**62}))
    assert client.get("/audit/", {"before": 2**70}).status_code == 200


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


def test_a_position_is_named_in_the_readers_language_whatever_it_was_kept_in():
    kept = SimpleNamespace(
        action="positions.appoint", subject_label="", actor_label="Hà Thị Mây, Chánh Văn phòng, Tỉnh ủy Sơn Hà",
        changes={"position": "Bí thư", "person": "Lò Thị Lan", "valid_from": "2026-01-05"},
    )  # fmt: skip
    assert who_acted(kept) == kept.actor_label
    with translation.override("en"):
        assert who_acted(kept) == "Hà Thị Mây, Chief of office, Tỉnh ủy Sơn Hà"
        assert "Bí thư" not in say(kept)
    kept.actor_label = "Hà Thị Mây, Chief of office, Tỉnh ủy Sơn Hà"
    assert who_acted(kept) == "Hà Thị Mây, Chánh Văn phòng, Tỉnh ủy Sơn Hà"
    kept.actor_label = "tusoi prepare"
    assert who_acted(kept) == "tusoi prepare"


def test_every_sentence_can_be_filled_in():
    for action, words in sentences().items():
        entry = SimpleNamespace(action=action, subject_label="Thôn Đông", changes={})
        assert say(entry), action
        assert "{" not in str(words), action


def test_an_action_without_a_sentence_is_named(cast):
    from types import SimpleNamespace

    from tusoi.web.pages.sentences import say

    assert say(SimpleNamespace(action="x.y", subject_label="Thôn Đông", changes={"a": [1, 2]})) == "x.y: Thôn Đông"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_action_to_choose_is_a_phrase_of_its_own_that_needs_no_entry(language):
    with translation.override(language):
        offered = [pair for _part, pairs in audit_page.actions() for pair in pairs]
    assert {action for action, _words in offered} == set(sentences())
    said = [words for _action, words in offered]
    assert len(set(said)) == len(said)
    for words in said:
        assert re.fullmatch(r"[^\W\d_][\w ,-]+", words), words
        assert len(words.split()) > 1, words
        assert words.split()[-1] not in ("từ", "cho", "tới", "đến", "ra", "to", "from", "for", "of", "on"), words
