"""Delegations, working sessions and notes are found by their words, by those for whom they exist."""

from datetime import date

import pytest

from tests.oversight.test_visits_notes import note
from tusoi.oversight.models import WorkSession
from tusoi.oversight.selectors.visits import delegation_in_scope
from tusoi.oversight.services import visits
from tusoi.oversight.services.reindex import reindex
from tusoi.search.models import Entry
from tusoi.web.pages.search import OWNERS, search

pytestmark = pytest.mark.django_db


def found(text, by, kind):
    return [hit.title for hit in search(text, by=by, owners=OWNERS, kinds=[kind])]


@pytest.fixture
def delegation(cast):
    draft = visits.DelegationDraft(cast.province.pk, "yearly", "Đoàn về nền nếp sinh hoạt", 2026, content="Nghe xã")
    return visits.create_delegation(draft=draft, by=cast.may)


def scheduled(delegation, cast, *places):
    return visits.schedule_sessions(
        delegation_id=delegation.pk, organisation_ids=[one.pk for one in places], first=cast.may.today, per=1,
        span="week", by=cast.may, content="Đường vào bản lầy lội",
    )  # fmt: skip


def test_a_note_is_found_without_marks_by_its_owner_and_never_by_whom_it_is_about(cast):
    note(cast.lan, cast.an_binh, cast.thon_dong, text="Biên bản ghi thiếu mục phê bình.")
    seen = {name for name, actor in cast.everybody.items() if found("ghi thieu muc phe binh", actor, "note")}
    assert seen == {"lan", "may", "inspector"}


def test_what_was_added_to_a_note_is_found_too(cast):
    made = note(cast.may, cast.province, cast.an_binh)
    visits.add_to_note(note_id=made.pk, text="Đã nhắc Thường trực.", by=cast.may)
    assert len(found("nhac thuong truc", cast.may, "note")) == 1


def test_a_session_is_found_by_its_owner_and_by_whom_it_visits_and_by_nobody_beside(cast, delegation):
    scheduled(delegation, cast, cast.an_binh)
    assert len(found("duong vao ban", cast.may, "session")) == 1
    assert len(found("duong vao ban", cast.lan, "session")) == 1
    assert found("duong vao ban", cast.tuong, "session") == []


def test_what_came_of_a_session_is_found(cast, delegation):
    (one,) = scheduled(delegation, cast, cast.an_binh)
    WorkSession.objects.filter(pk=one.pk).update(on=cast.may.today)  # it may have been put on the next working day
    visits.hold_session(session_id=one.pk, result="Thống nhất làm cầu treo.", by=cast.may)
    assert len(found("cau treo", cast.may, "session")) == 1


def test_a_moved_session_carries_its_new_day(cast, delegation):
    (one,) = scheduled(delegation, cast, cast.an_binh)
    visits.move_session(session_id=one.pk, on=date(cast.may.today.year + 1, 3, 9), reason="lũ", by=cast.may)
    assert Entry.objects.get(kind="session", object_id=one.pk).title.endswith(f"09/03/{cast.may.today.year + 1}")


def test_a_delegation_is_found_by_its_new_title_and_by_whom_it_visits(cast, delegation):
    scheduled(delegation, cast, cast.an_binh)
    draft = visits.DelegationDraft(cast.province.pk, "yearly", "Đoàn về chợ phiên", 2026)
    visits.edit_delegation(delegation_id=delegation.pk, draft=draft, by=cast.may)
    assert found("nen nep", cast.may, "delegation") == []
    assert found("cho phien", cast.may, "delegation") == found("cho phien", cast.lan, "delegation")
    assert delegation_in_scope(delegation.pk, cast.lan).title in found("cho phien", cast.lan, "delegation")
    assert found("cho phien", cast.tuong, "delegation") == []


def test_scheduling_many_asks_as_few_questions_as_scheduling_one(cast, delegation, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        scheduled(delegation, cast, cast.an_binh, cast.suoi_giang)


def test_the_index_written_anew_holds_the_same(cast, delegation):
    scheduled(delegation, cast, cast.an_binh)
    note(cast.may, cast.province, cast.an_binh)
    kinds = ("delegation", "session", "note")
    before = list(Entry.objects.filter(kind__in=kinds).order_by("kind").values_list("kind", "title", "folded", "path"))
    Entry.objects.all().delete()
    reindex()
    after = list(Entry.objects.filter(kind__in=kinds).order_by("kind").values_list("kind", "title", "folded", "path"))
    assert before == after
    assert len(after) == 3
