"""An organisation ends, as villages are merged: what it has still to remedy goes on with its successor."""

import pytest

from tests.oversight import build_remediation as laid
from tusoi.obligations import tallies
from tusoi.obligations.selectors import history_of_part
from tusoi.obligations.services import DutiesRemain, waive
from tusoi.oversight.models import CaseSubject, Remediation
from tusoi.oversight.services.closing import close_organisation
from tusoi.oversight.services.remediation import close_remediation


@pytest.fixture
def row(cast) -> Remediation:
    case = laid.concluded(cast.may, cast.province, cast.thon_ha, cast.suoi_giang)
    return laid.require(case, cast.may, cast.thon_ha)[0]


def end(cast, successor=None):
    return close_organisation(
        organisation_id=cast.thon_ha.pk, on=cast.admin.today, reason="sáp nhập thôn", by=cast.admin,
        successor_id=successor.pk if successor else None,
    )  # fmt: skip


def test_a_plan_that_waits_goes_with_its_row_to_the_successor_and_the_case_keeps_who_was_inspected(cast, row):
    end(cast, cast.thon_dong)
    row.refresh_from_db()
    assert (row.organisation, row.path) == (cast.thon_dong, cast.thon_dong.path)
    assert row.assignment.organisation == cast.thon_dong
    assert Remediation.objects.visible_to(cast.noi).filter(pk=row.pk).exists()
    assert not Remediation.objects.visible_to(cast.pha).filter(pk=row.pk).exists()
    assert CaseSubject.objects.filter(case=row.requirement.case, organisation=cast.thon_ha).exists()


def test_an_accepted_plan_with_open_lines_is_carried_out_by_the_successor_to_the_end(cast, row):
    laid.answered(row, cast.pha, "Sửa quy chế", "Họp kiểm điểm", accepted_by=cast.may)
    with pytest.raises(DutiesRemain, match="successor_needed"):
        end(cast)
    end(cast, cast.thon_dong)
    row.refresh_from_db()
    laid.verified(row, cast.noi, cast.may, lines=2)
    assert close_remediation(remediation_id=row.pk, by=cast.may).state == "closed"
    assert tallies.audit() == {}


def test_what_was_remedied_stays_with_who_did_it(cast, row):
    laid.met(row, cast.pha, cast.may)
    end(cast)
    row.refresh_from_db()
    assert row.organisation == cast.thon_ha


def both(cast) -> tuple[Remediation, Remediation]:
    """The same requirement on the organisation that ends, whose plan is accepted, and on its successor."""
    case = laid.concluded(cast.may, cast.province, cast.thon_ha, cast.thon_dong)
    rows = {one.organisation_id: one for one in laid.require(case, cast.may, cast.thon_ha, cast.thon_dong)}
    laid.answered(rows[cast.thon_ha.pk], cast.pha, "Sửa quy chế", "Họp kiểm điểm", accepted_by=cast.may)
    return rows[cast.thon_ha.pk], rows[cast.thon_dong.pk]


def lines(row: Remediation) -> list[str]:
    return list(row.assignment.items.order_by("position").values_list("task", flat=True))


def test_open_lines_join_the_plan_of_a_successor_that_has_the_same_duty(cast):
    ours, theirs = both(cast)
    laid.answered(theirs, cast.noi, "Công khai tài chính", accepted_by=cast.may)
    end(cast, cast.thon_dong)
    ours.refresh_from_db()
    assert (ours.organisation, ours.assignment.state, lines(ours)) == (cast.thon_ha, "waived", [])
    assert lines(theirs) == ["Công khai tài chính", "Sửa quy chế", "Họp kiểm điểm"]
    told = history_of_part(theirs.assignment, cast.noi)[0]
    assert (told.action, told.changes["lines"], told.changes["ended"]) == ("obligations.take_over", 2, "Chi bộ Thôn Hạ")
    laid.verified(theirs, cast.noi, cast.may, lines=3)
    assert close_remediation(remediation_id=theirs.pk, by=cast.may).state == "closed"
    assert tallies.audit() == {}


def test_open_lines_join_a_plan_that_is_still_to_be_sent_and_cannot_be_dropped_from_it(cast):
    ours, theirs = both(cast)
    end(cast, cast.thon_dong)
    assert (lines(ours), lines(theirs)) == ([], ["Sửa quy chế", "Họp kiểm điểm"])
    laid.answered(theirs, cast.noi, "Công khai tài chính", accepted_by=cast.may)
    assert lines(theirs) == ["Sửa quy chế", "Họp kiểm điểm", "Công khai tài chính"]
    laid.verified(theirs, cast.noi, cast.may, lines=3)
    assert close_remediation(remediation_id=theirs.pk, by=cast.may).state == "closed"
    assert tallies.audit() == {}


def test_a_plan_of_which_a_line_was_verified_stays_complete_with_who_carried_it_out(cast):
    ours, theirs = both(cast)
    laid.verified(ours, cast.pha, cast.may, lines=1)
    end(cast, cast.thon_dong)
    ours.refresh_from_db()
    assert (ours.assignment.state, lines(ours), lines(theirs)) == ("accepted", ["Sửa quy chế"], ["Họp kiểm điểm"])
    assert close_remediation(remediation_id=ours.pk, by=cast.may).state == "closed"


def test_open_lines_stay_where_the_successor_was_excused_from_the_duty(cast):
    ours, theirs = both(cast)
    waive(assignment_ids=[theirs.assignment_id], reason="Đã sáp nhập", by=cast.may)
    end(cast, cast.thon_dong)
    assert (lines(ours), lines(theirs)) == (["Sửa quy chế", "Họp kiểm điểm"], [])
