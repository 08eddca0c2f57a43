import pytest

from tests.cast import Cast
from tests.obligations.build import lay, part
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, Obligation, PlanItem
from tusoi.obligations.selectors import roll_up
from tusoi.obligations.services import (
    DutiesRemain,
    ItemDraft,
    accept_answer,
    close_organisation,
    save_draft,
    submit_answer,
)
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Refused


def close(cast: Cast, successor: Organisation | None = None) -> Organisation:
    return close_organisation(
        organisation_id=cast.thon_ha.pk, on=cast.admin.today, reason="sáp nhập thôn", by=cast.admin,
        successor_id=successor.pk if successor else None,
    )  # fmt: skip


def test_an_organisation_with_open_duties_needs_a_successor(cast):
    lay(cast.may, cast.province, cast.thon_ha)
    with pytest.raises(DutiesRemain, match="successor_needed"):
        close(cast)
    assert Organisation.objects.get(pk=cast.thon_ha.pk).ended_on is None


def test_open_duties_pass_to_a_successor_in_another_commune_and_the_figures_follow(cast):
    duty = lay(cast.may, cast.province, cast.thon_ha, cast.thon_dong)
    close(cast, cast.ban_le)
    moved = Assignment.objects.get(obligation=duty, organisation=cast.ban_le)
    assert (moved.path, moved.pivot_id) == (cast.ban_le.path, cast.suoi_giang.pk)
    assert roll_up(duty.pk, cast.suoi_giang, cast.may.today).total == 1
    assert roll_up(duty.pk, cast.an_binh, cast.may.today).total == 1
    assert tallies.audit() == {}


def test_the_lines_of_a_plan_go_with_it_to_the_successor(cast):
    duty = lay(cast.may, cast.province, cast.thon_ha)
    save_draft(assignment_id=part(duty, cast.thon_ha).pk, text="", items=[ItemDraft("Rà soát")], by=cast.pha)
    close(cast, cast.ban_le)
    line = PlanItem.objects.get(assignment__obligation=duty)
    assert (line.organisation, line.assignment.organisation) == (cast.ban_le, cast.ban_le)


def test_lines_are_verified_by_who_reviews_after_the_reviewer_ended(cast):
    duty = lay(cast.may, cast.province, cast.thon_ha, review=Obligation.Review.SUPERIOR)
    save_draft(assignment_id=part(duty, cast.thon_ha).pk, text="", items=[ItemDraft("Rà soát")], by=cast.pha)
    Assignment.objects.filter(obligation=duty).update(reviewer=cast.ban_le)
    PlanItem.objects.filter(assignment__obligation=duty).update(reviewer=cast.ban_le)
    close_organisation(
        organisation_id=cast.ban_le.pk, on=cast.admin.today, reason="giải thể", by=cast.admin,
        successor_id=cast.suoi_giang.pk,
    )  # fmt: skip
    line = PlanItem.objects.get(assignment__obligation=duty)
    assert (line.reviewer, line.assignment.reviewer) == (cast.suoi_giang, cast.suoi_giang)


def test_a_duty_the_successor_bears_already_is_waived_not_doubled(cast):
    duty = lay(cast.may, cast.province, cast.thon_ha, cast.thon_dong)
    close(cast, cast.thon_dong)
    assert part(duty, cast.thon_ha).state == "waived"
    assert roll_up(duty.pk, cast.province, cast.may.today).total == 1
    assert tallies.audit() == {}


def test_what_was_accepted_stays_with_the_organisation_that_did_it(cast):
    duty = lay(cast.may, cast.province, cast.thon_ha)
    submit_answer(assignment_id=part(duty, cast.thon_ha).pk, text="xong", by=cast.pha)
    accept_answer(assignment_id=part(duty, cast.thon_ha).pk, by=cast.may)
    close(cast)
    assert part(duty, cast.thon_ha).state == "accepted"


def test_answers_that_waited_for_its_review_wait_for_the_successors(cast):
    duty = lay(cast.may, cast.province, cast.thon_ha, review=Obligation.Review.SUPERIOR)
    assert part(duty, cast.thon_ha).reviewer == cast.an_binh
    with pytest.raises(DutiesRemain, match="successor_wrong"):
        close(cast, cast.thon_ha)


def test_who_may_not_end_an_organisation_does_not_learn_whether_it_has_open_duties(cast):
    lay(cast.may, cast.province, cast.an_binh)
    with pytest.raises(Refused):
        close_organisation(organisation_id=cast.an_binh.pk, on=cast.noi.today, reason="vì", by=cast.noi)
