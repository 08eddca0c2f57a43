"""What the owner decides about a requirement: closed, reported, opened again, extended, followed up."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest

from tests import factories
from tests.oversight import build_remediation as laid
from tusoi.audit.models import Entry
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.models import PlanItem
from tusoi.obligations.services import refuse_item, report_item, return_answer, verify_item, waive
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Remediation
from tusoi.oversight.rules import REMEDIATION, Rejected, Stale
from tusoi.oversight.services.remediation import (
    close_complete,
    close_remediation,
    escalate_remediation,
    extend_remediation,
    follow_with,
    reopen_remediation,
)

pytestmark = pytest.mark.django_db


@dataclass
class World:
    cast: object
    case: object
    row: Remediation
    other: Remediation


@pytest.fixture
def world(cast) -> World:
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    rows = laid.require(case, cast.may, cast.an_binh, cast.suoi_giang)
    return World(cast, case, *rows)


def code_of(act) -> str:
    with pytest.raises(Rejected) as refused:
        act()
    return refused.value.errors[""]


def test_what_is_verified_line_by_line_is_closed(world):
    cast = world.cast
    laid.met(world.row, cast.lan, cast.may)
    closed = close_remediation(remediation_id=world.row.pk, by=cast.may)
    assert (closed.state, closed.decided_on) == ("closed", cast.may.today)
    entry = Entry.objects.get(action="oversight.close_remediation")
    assert (entry.organisation_id, entry.changes["state"]) == (cast.province.pk, ["open", "closed"])


def test_it_says_what_is_missing_step_by_step(world):
    cast, pk = world.cast, world.row.pk

    def close():
        return close_remediation(remediation_id=pk, by=cast.may)

    assert code_of(close) == "plan_assigned"
    laid.answered(world.row, cast.lan, "Sửa quy chế", "Họp kiểm điểm")
    assert code_of(close) == "plan_submitted"
    return_answer(assignment_id=world.row.assignment_id, reason="chung chung", by=cast.may)
    assert code_of(close) == "plan_returned"
    laid.answered(world.row, cast.lan, "Sửa quy chế", "Họp kiểm điểm", accepted_by=cast.may)
    assert code_of(close) == "plan_open"
    laid.verified(world.row, cast.lan, cast.may, lines=1)
    assert code_of(close) == "plan_open"
    last = PlanItem.objects.get(assignment=world.row.assignment_id, position=2)
    report_item(item_id=last.pk, evidence="x", by=cast.lan)
    refuse_item(item_id=last.pk, reason="chưa có biên bản", by=cast.may)
    assert code_of(close) == "plan_open"
    report_item(item_id=last.pk, evidence="biên bản", by=cast.lan)
    verify_item(item_id=last.pk, by=cast.inspector)
    assert close().state == "closed"


def test_an_accepted_plan_without_a_line_is_not_enough(world):
    cast = world.cast
    laid.answered(world.row, cast.lan, accepted_by=cast.may)
    PlanItem.objects.filter(assignment=world.row.assignment_id).delete()
    assert code_of(lambda: close_remediation(remediation_id=world.row.pk, by=cast.may)) == "plan_empty"


def test_what_was_waived_is_neither_done_nor_open(world):
    waive(assignment_ids=[world.row.assignment_id], reason="đơn vị đã sáp nhập", by=world.cast.may)
    assert code_of(lambda: close_remediation(remediation_id=world.row.pk, by=world.cast.may)) == "plan_waived"


def test_only_the_owners_people_decide_and_for_a_sibling_it_is_not_there(world):
    cast = world.cast
    laid.met(world.row, cast.lan, cast.may)
    with pytest.raises(Refused):
        close_remediation(remediation_id=world.row.pk, by=cast.lan)
    with pytest.raises(Remediation.DoesNotExist):
        close_remediation(remediation_id=world.row.pk, by=cast.tuong)
    with pytest.raises(Remediation.DoesNotExist):
        close_remediation(remediation_id=world.row.pk, by=cast.admin)


def test_a_report_to_those_above_says_why_and_can_be_taken_back(world):
    cast = world.cast
    with pytest.raises(Rejected):
        escalate_remediation(remediation_id=world.row.pk, reason="  ", by=cast.may)
    row = escalate_remediation(remediation_id=world.row.pk, reason="ba lần nhắc không trả lời", by=cast.may)
    assert (row.state, row.reason) == ("escalated", "ba lần nhắc không trả lời")
    row = reopen_remediation(remediation_id=world.row.pk, reason="đã gửi kế hoạch", by=cast.may)
    assert row.state == "open"


def test_a_form_that_is_older_than_the_row_changes_nothing(world):
    cast = world.cast
    escalate_remediation(remediation_id=world.row.pk, reason="chậm", by=cast.may, seen=0)
    with pytest.raises(Stale):
        reopen_remediation(remediation_id=world.row.pk, reason="khác", by=cast.may, seen=0)


def test_more_time_is_given_through_the_duty_and_only_forward(world):
    cast = world.cast
    before = world.row.assignment.due_on
    row = extend_remediation(
        remediation_id=world.row.pk, to_day=before + timedelta(days=10), reason="mưa lũ", by=cast.may
    )
    assert row.assignment.due_on == before + timedelta(days=10)
    with pytest.raises(Rejected):
        extend_remediation(remediation_id=world.row.pk, to_day=before, reason="x", by=cast.may)
    laid.answered(world.row, cast.lan)
    with pytest.raises(IllegalMove):
        extend_remediation(remediation_id=world.row.pk, to_day=before + timedelta(days=20), reason="thêm", by=cast.may)


def test_many_are_closed_at_once_and_the_rest_is_left_with_what_is_missing(world):
    cast = world.cast
    laid.met(world.row, cast.lan, cast.may)
    result = close_complete(remediation_ids=[world.row.pk, world.other.pk], by=cast.may)
    assert [row.pk for row in result.closed] == [world.row.pk]
    assert [(row.pk, code) for row, code in result.left] == [(world.other.pk, "plan_assigned")]
    with pytest.raises(Refused):
        close_complete(remediation_ids=[world.row.pk], by=cast.lan)
    with pytest.raises(Rejected):
        close_complete(remediation_ids=[world.row.pk], by=cast.noi)


def test_open_rows_name_the_case_that_looks_at_them_again(world):
    cast = world.cast
    again = laid.concluded(cast.may, cast.province, cast.an_binh, title="Theo dõi khắc phục", follows=world.case)
    noted = follow_with(case=again, remediation_ids=[world.row.pk], by=cast.may)
    assert [row.follow_up for row in noted] == [again]
    assert not follow_with(case=again, remediation_ids=[world.row.pk], by=cast.may)


def test_a_trail_read_by_many_does_not_tell_of_a_restricted_case(cast):
    case = laid.concluded(cast.lan, cast.an_binh, cast.thon_dong, circle="restricted")
    row = laid.require(case, cast.lan, cast.thon_dong, text="Việc kín")[0]
    escalate_remediation(remediation_id=row.pk, reason="lý do kín", by=cast.lan)
    entry = Entry.objects.get(action="oversight.escalate_remediation")
    assert "kín" not in entry.subject_label
    assert "Thôn Đông" not in entry.subject_label
    assert "reason" not in entry.changes


ACTIONS = {
    "close": lambda pk, by: close_remediation(remediation_id=pk, by=by),
    "escalate": lambda pk, by: escalate_remediation(remediation_id=pk, reason="vì", by=by),
    "reopen": lambda pk, by: reopen_remediation(remediation_id=pk, reason="vì", by=by),
}


@pytest.mark.parametrize(("state", "action"), sorted(product(REMEDIATION.states, REMEDIATION.actions)))
def test_every_cell_of_the_table_goes_as_it_says_and_no_other_goes(world, state, action):
    cast = world.cast
    laid.met(world.row, cast.lan, cast.may)
    Remediation.objects.filter(pk=world.row.pk).update(
        state=state, reason="vì", decided_on=cast.may.today if state != "open" else None
    )
    allowed = {(move.action, move.source): move.target for move in REMEDIATION.moves}
    if (action, state) in allowed:
        assert ACTIONS[action](world.row.pk, cast.may).state == allowed[action, state]
    else:
        with pytest.raises(IllegalMove):
            ACTIONS[action](world.row.pk, cast.may)


def test_whoever_heads_the_owner_decides_too(world):
    head = factories.actor("bi-thu", world.cast.province)
    assert escalate_remediation(remediation_id=world.row.pk, reason="chậm", by=head).state == "escalated"
