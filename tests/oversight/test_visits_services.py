"""Delegations over many organisations and their sessions: scheduled, moved, held, called off, put right."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from tests import factories
from tusoi.audit.models import Entry
from tusoi.lib.calendar import is_working_day
from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Delegation, WorkSession
from tusoi.oversight.rules import SESSION, Rejected, Stale
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits

pytestmark = pytest.mark.django_db


def draft(owner, **more):
    given = {"kind": "monthly", "title": "Làm việc định kỳ với cấp ủy cơ sở", "year": 2026} | more
    return visits.DelegationDraft(owner.pk, **given)


def delegation(by, owner, **more):
    return visits.create_delegation(draft=draft(owner, **more), by=by)


def scheduled(by, one, *organisations, **more):
    given = {"first": by.today + timedelta(1), "per": 2, "span": "week"} | more
    return visits.schedule_sessions(
        delegation_id=one.pk, organisation_ids=[place.pk for place in organisations], by=by, **given
    )


def session(cast, state="planned", on=None):
    one = delegation(cast.may, cast.province)
    made = scheduled(cast.may, one, cast.an_binh)[0]
    day = on if on is not None else cast.may.today
    WorkSession.objects.filter(pk=made.pk).update(on=day)
    if state == "held":
        visits.hold_session(session_id=made.pk, result="Đã nghe", by=cast.may)
    elif state == "cancelled":
        visits.cancel_session(session_id=made.pk, reason="bão", by=cast.may)
    made.refresh_from_db()
    return made


ACTS = {
    "edit": lambda pk, by: visits.edit_session(session_id=pk, at_time=None, place="Hội trường", content="", by=by),
    "move": lambda pk, by: visits.move_session(session_id=pk, on=by.today + timedelta(9), reason="trùng lịch", by=by),
    "hold": lambda pk, by: visits.hold_session(session_id=pk, result="Xong", by=by),
    "cancel": lambda pk, by: visits.cancel_session(session_id=pk, reason="bão", by=by),
    "correct": lambda pk, by: visits.correct_session(session_id=pk, result="Đúng hơn", reason="nhầm", by=by),
    "recall": lambda pk, by: visits.recall_session(session_id=pk, reason="ghi nhầm buổi", by=by),
    "restore": lambda pk, by: visits.restore_session(session_id=pk, by=by),
}


@pytest.mark.parametrize(("state", "action"), sorted(product(SESSION.states, ACTS)))
def test_every_move_of_a_session_is_allowed_exactly_when_the_table_says_so(cast, state, action):
    made = session(cast, state)
    moves = {move.action: move for move in SESSION.from_state(state)}
    if action in moves:
        assert ACTS[action](made.pk, cast.may).state == moves[action].target
        assert Entry.objects.filter(action=f"oversight.{action}_session", subject_id=made.pk).exists()
    else:
        with pytest.raises(IllegalMove):
            ACTS[action](made.pk, cast.may)


@pytest.mark.parametrize("action", ACTS)
def test_the_organisation_visited_sees_the_session_and_changes_nothing_of_it(cast, action):
    made = session(cast)
    assert asked.session_in_scope(made.pk, cast.lan) == made
    with pytest.raises(Refused):
        ACTS[action](made.pk, cast.lan)
    with pytest.raises(WorkSession.DoesNotExist):
        ACTS[action](made.pk, cast.tuong)


def test_many_organisations_are_scheduled_at_once_on_working_days_in_their_order(cast):
    one = delegation(cast.may, cast.province)
    made = scheduled(cast.may, one, cast.suoi_giang, cast.an_binh, rounds=3)
    assert [each.organisation for each in made] == [cast.suoi_giang, cast.an_binh] * 3
    assert all(is_working_day(each.on) for each in made)
    assert [each.on for each in made] == sorted(each.on for each in made)
    assert Entry.objects.get(action="oversight.schedule_sessions").changes["count"] == 6


def test_scheduling_the_same_again_adds_nothing(cast):
    one = delegation(cast.may, cast.province)
    scheduled(cast.may, one, cast.an_binh)
    assert scheduled(cast.may, one, cast.an_binh) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [({"first": None}, "first"), ({"per": 0}, "per"), ({"rounds": 13}, "rounds"), ({"span": "day"}, "span")],
)
def test_what_cannot_be_scheduled_is_said_by_field(cast, more, field):
    one = delegation(cast.may, cast.province)
    if "first" in more:
        more = {"first": cast.may.today - timedelta(1)}
    with pytest.raises(Rejected) as rejected:
        scheduled(cast.may, one, cast.an_binh, **more)
    assert field in rejected.value.errors
    assert not WorkSession.objects.exists()


def test_only_organisations_below_the_owner_are_visited_and_not_the_owner_itself(cast):
    one = delegation(cast.lan, cast.an_binh)
    for stranger in (cast.suoi_giang, cast.province, cast.an_binh):
        with pytest.raises(Rejected, match="unknown"):
            scheduled(cast.lan, one, cast.thon_dong, stranger)
    with pytest.raises(Rejected, match="required"):
        scheduled(cast.lan, one)


def test_a_delegation_that_ended_schedules_nothing_more(cast):
    one = delegation(cast.may, cast.province)
    visits.end_delegation(delegation_id=one.pk, by=cast.may)
    with pytest.raises(Rejected, match="ended"):
        scheduled(cast.may, one, cast.an_binh)


def test_leader_and_members_are_people_of_the_house(cast):
    may, sua, tuong = (each.person_id for each in (cast.may, cast.sua, cast.tuong))
    one = delegation(cast.may, cast.province, leader_id=may, member_ids=(sua, may))
    assert one.leader_id == may
    assert [person.pk for person in one.members.all()] == [sua]
    with pytest.raises(Rejected, match="leader"):
        delegation(cast.lan, cast.an_binh, leader_id=tuong)
    with pytest.raises(Rejected, match="members"):
        delegation(cast.lan, cast.an_binh, member_ids=(factories.person("Người lạ").pk,))


@pytest.mark.parametrize(
    "more",
    [{"title": " "}, {"title": "x" * 301}, {"kind": "daily"}, {"year": 12}, {"body_id": 9_999}, {"document_id": 9_999}],
)
def test_a_delegation_that_is_not_right_is_not_kept(cast, more):
    with pytest.raises(Rejected):
        delegation(cast.may, cast.province, **more)
    assert not Delegation.objects.exists()


def test_a_double_click_makes_one_delegation(cast):
    key = uuid4()
    made = [visits.create_delegation(draft=draft(cast.province), by=cast.may, request_key=key) for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(Rejected, match="request_key"):
        visits.create_delegation(draft=draft(cast.province), by=cast.inspector, request_key=key)


def test_who_changed_it_meanwhile_is_not_written_over(cast):
    one = delegation(cast.may, cast.province)
    visits.edit_delegation(delegation_id=one.pk, draft=draft(cast.province, title="Mới"), by=cast.may, seen=0)
    with pytest.raises(Stale):
        visits.edit_delegation(delegation_id=one.pk, draft=draft(cast.province), by=cast.may, seen=0)
    made = session(cast)
    with pytest.raises(Stale):
        visits.hold_session(session_id=made.pk, result="Xong", by=cast.may, seen=made.version + 1)


def test_a_session_is_not_held_before_its_day_nor_without_a_result(cast):
    made = session(cast, on=cast.may.today + timedelta(3))
    with pytest.raises(Rejected, match="not_yet_held"):
        visits.hold_session(session_id=made.pk, result="Xong", by=cast.may)
    held = session(cast)
    for wrong in ({"result": " "}, {"result": "x", "attended": -1}):
        with pytest.raises(Rejected):
            visits.hold_session(session_id=held.pk, by=cast.may, **wrong)


def test_it_is_moved_to_a_coming_day_that_has_no_session_with_that_organisation(cast):
    one = delegation(cast.may, cast.province)
    first, second = scheduled(cast.may, one, cast.an_binh, rounds=2)
    for on, code in (
        (second.on, "session_there"), (first.on, "same_day"), (cast.may.today - timedelta(1), "past"),
        (cast.may.today.replace(year=cast.may.today.year + 9, day=1), "too_far_ahead"),
    ):  # fmt: skip
        with pytest.raises(Rejected, match=code):
            visits.move_session(session_id=first.pk, on=on, reason="trùng", by=cast.may)


# --- who sees what


def test_a_delegation_exists_for_its_owner_for_those_it_visits_and_for_those_above(cast):
    one = delegation(cast.lan, cast.an_binh)
    scheduled(cast.lan, one, cast.thon_dong)
    seen = {name for name, actor in cast.everybody.items() if Delegation.objects.visible_to(actor).exists()}
    assert seen == {"lan", "noi", "may", "inspector"}


def test_an_organisation_sees_its_own_session_and_not_its_siblings(cast):
    one = delegation(cast.may, cast.province)
    scheduled(cast.may, one, cast.an_binh, cast.suoi_giang)
    assert [each.organisation for each in asked.sessions(cast.lan)] == [cast.an_binh]
    assert [each.organisation for each in asked.sessions(cast.tuong)] == [cast.suoi_giang]
    assert asked.delegations(cast.lan).get().planned_count == 1
    assert asked.delegations(cast.may).get().planned_count == 2
    assert len(asked.organisations_of(one, cast.lan)) == 1


def test_a_result_entered_by_mistake_is_gone_from_the_session_and_kept_in_the_trail(cast):
    made = session(cast, "held")
    recalled = visits.recall_session(session_id=made.pk, reason="ghi nhầm buổi", by=cast.may)
    assert (recalled.state, recalled.result, recalled.matters, recalled.attended) == ("planned", "", "", None)
    kept = Entry.objects.get(action="oversight.recall_session", subject_id=made.pk)
    assert kept.changes["result"] == ["Đã nghe", ""]
    assert visits.hold_session(session_id=made.pk, result="Đúng buổi", by=cast.may).state == "held"


def test_how_it_stands_with_each_organisation_and_who_was_not_visited(cast):
    one = delegation(cast.may, cast.province, year=cast.may.today.year)
    made = scheduled(cast.may, one, cast.an_binh)[0]
    WorkSession.objects.filter(pk=made.pk).update(on=cast.may.today)
    visits.hold_session(session_id=made.pk, result="Xong", attended=12, by=cast.may)
    row = asked.organisations_of(one, cast.may)[0]
    assert (row["held"], row["planned"], row["last"]) == (1, 0, cast.may.today)
    assert list(asked.unvisited(cast.province, cast.may.today.year, cast.may)) == [cast.suoi_giang]


def test_the_calendar_of_a_month_has_every_day_once_and_the_sessions_on_theirs(cast):
    one = delegation(cast.may, cast.province)
    made = scheduled(cast.may, one, cast.an_binh, cast.suoi_giang, rounds=4)
    year, month = made[0].on.year, made[0].on.month
    weeks = asked.weeks_of(year, month, asked.sessions_of_month(cast.may, year, month))
    days = [cell for week in weeks for cell in week]
    assert all(len(week) == 7 for week in weeks)
    drawn = {each.pk for cell in days for each in cell["sessions"]}
    assert drawn == {each.pk for each in made if (each.on.year, each.on.month) == (year, month)}
