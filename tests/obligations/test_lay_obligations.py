import uuid
from datetime import timedelta

import pytest

from tests import factories
from tests.cast import Cast
from tests.obligations.build import deliverable, lay, part
from tusoi.audit.models import Entry
from tusoi.obligations import tallies
from tusoi.obligations.errors import CannotIssue
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.selectors import roll_up
from tusoi.obligations.services import (
    ObligationDraft,
    Selection,
    add_bearers,
    continue_cascade,
    issue,
    lay_obligations,
    submit_answer,
    withdraw_obligation,
)
from tusoi.organisations.scope import Refused
from tusoi.organisations.services import end_organisation


def draft(cast: Cast, **more) -> ObligationDraft:
    fields = {"title": "Nhiệm vụ", "due_on": cast.may.today + timedelta(days=9), "deliverable": deliverable()}
    return ObligationDraft(**{**fields, **more})


def test_one_step_lays_several_duties_on_all_bearers(cast):
    selection = Selection(organisation_ids=(cast.an_binh.pk, cast.suoi_giang.pk))
    laid = lay_obligations(
        drafts=[draft(cast, title="Một"), draft(cast, title="Hai")], selection=selection, issued_by=cast.province,
        by=cast.may,
    )  # fmt: skip
    assert [one.title for one in laid] == ["Một", "Hai"]
    assert all(one.assignments.count() == 2 and one.state == "issued" for one in laid)


def test_a_kind_of_organisation_means_all_living_ones_below_the_issuer(cast):
    end_organisation(organisation_id=cast.thon_ha.pk, on=cast.admin.today, reason="sáp nhập", by=cast.admin)
    laid = lay_obligations(
        drafts=[draft(cast)], selection=Selection(kind_codes=("cell",)), issued_by=cast.an_binh, by=cast.lan
    )[0]
    assert [one.organisation for one in laid.assignments.all()] == [cast.thon_dong]


def test_a_duty_on_persons_is_laid_on_each_committee_member_once(cast):
    secretary = factories.person("Bí thư An Bình")
    for kind in ("bi-thu", "uy-vien"):  # two positions, one person
        factories.position(secretary, kind, cast.an_binh)
    laid = lay_obligations(
        drafts=[draft(cast, bearer=Obligation.Bearer.PERSON)],
        selection=Selection(organisation_ids=(cast.an_binh.pk,), committee=True),
        issued_by=cast.province,
        by=cast.may,
    )[0]
    people = {one.person.name for one in laid.assignments.select_related("person")}
    assert people == {"Bí thư An Bình", "Mùa Thị Sua"}
    assert roll_up(laid.pk, cast.an_binh, cast.may.today).total == laid.planned == 2


def test_nobody_chosen_is_refused_and_nothing_is_kept(cast):
    with pytest.raises(CannotIssue, match="nobody"):
        lay_obligations(drafts=[draft(cast)], selection=Selection(), issued_by=cast.province, by=cast.may)
    assert not Obligation.objects.exists()
    assert not Entry.objects.filter(action="obligations.issue").exists()


def test_the_issuer_cannot_lay_a_duty_on_itself(cast):
    with pytest.raises(CannotIssue, match="nobody"):
        lay(cast.lan, cast.an_binh, cast.an_binh)


def test_an_organisation_chosen_twice_bears_the_duty_once(cast):
    laid = lay(cast.may, cast.province, cast.an_binh, cast.an_binh)
    assert laid.assignments.count() == laid.planned == 1


def test_a_bearer_outside_the_branch_refuses_the_whole_step(cast):
    with pytest.raises(CannotIssue, match="outside") as caught:
        lay(cast.lan, cast.an_binh, cast.thon_dong, cast.ban_le)
    assert caught.value.details["names"] == [], "the name of a sibling's cell is not told"
    assert not Obligation.objects.exists()


def test_a_due_day_in_the_past_is_refused(cast):
    with pytest.raises(CannotIssue, match="due_past"):
        lay(cast.may, cast.province, cast.an_binh, due_on=cast.may.today - timedelta(days=1))


def test_a_double_click_lays_once(cast):
    key = uuid.uuid4()
    for _ in range(2):
        lay_obligations(
            drafts=[draft(cast)], selection=Selection(organisation_ids=(cast.an_binh.pk,)), issued_by=cast.province,
            by=cast.may, request_key=key,
        )  # fmt: skip
    assert Obligation.objects.count() == 1


@pytest.mark.parametrize("who", ["sua", "admin"])
def test_only_who_may_issue_lays_duties(cast, who):
    with pytest.raises(Refused):
        lay(getattr(cast, who), cast.an_binh if who == "sua" else cast.province, cast.thon_dong)


def test_nobody_issues_in_the_name_of_a_sibling(cast):
    with pytest.raises(Exception, match="does not exist"):
        lay(cast.tuong, cast.an_binh, cast.thon_dong)


def test_each_superior_reviews_when_the_duty_says_so(cast):
    laid = lay(cast.may, cast.province, cast.an_binh, cast.thon_dong, review=Obligation.Review.SUPERIOR)
    assert part(laid, cast.an_binh).reviewer == cast.province
    assert part(laid, cast.thon_dong).reviewer == cast.an_binh


def test_the_receiving_level_passes_the_duty_on(cast):
    upper = lay(cast.may, cast.province, cast.an_binh)
    lower = lay_obligations(
        drafts=[draft(cast)], selection=Selection(kind_codes=("cell",)), issued_by=cast.an_binh, by=cast.lan,
        parent=part(upper, cast.an_binh),
    )[0]  # fmt: skip
    assert lower.parent.obligation == upper
    assert lower.assignments.count() == 2


def test_a_duty_of_somebody_else_cannot_be_passed_on(cast):
    upper = lay(cast.may, cast.province, cast.suoi_giang)
    with pytest.raises(Assignment.DoesNotExist):
        lay_obligations(
            drafts=[draft(cast)], selection=Selection(kind_codes=("cell",)), issued_by=cast.an_binh, by=cast.lan,
            parent=part(upper, cast.suoi_giang),
        )  # fmt: skip


def test_a_cascade_cut_off_between_chunks_goes_on_without_loss_or_doubles(cast, monkeypatch):
    monkeypatch.setattr(issue, "AT_ONCE", 0)
    laid = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.ban_le)
    assert laid.state == Obligation.State.ISSUING
    first = continue_cascade(obligation_id=laid.pk, by=cast.may, seconds=0)
    assert not first.finished
    Obligation.objects.filter(pk=laid.pk).update(selection={**laid.selection, "chunk": 0})  # the note was lost
    while not continue_cascade(obligation_id=laid.pk, by=cast.may, seconds=0).finished:
        pass
    assert laid.assignments.count() == 4
    assert tallies.audit() == {}
    assert roll_up(laid.pk, cast.province, cast.may.today).total == 4


def test_nothing_can_be_answered_while_a_duty_is_still_being_laid(cast, monkeypatch):
    monkeypatch.setattr(issue, "AT_ONCE", 0)
    laid = lay(cast.may, cast.province, cast.an_binh)
    continue_cascade(obligation_id=laid.pk, by=cast.may, seconds=0)
    Assignment.objects.filter(obligation=laid).exists()
    Obligation.objects.filter(pk=laid.pk).update(state=Obligation.State.ISSUING)
    for assignment in laid.assignments.all():
        with pytest.raises(Exception, match="issuing"):
            submit_answer(assignment_id=assignment.pk, text="x", by=cast.lan)


def test_an_organisation_founded_later_can_be_added(cast):
    laid = lay(cast.may, cast.province, cast.an_binh)
    submit_answer(assignment_id=part(laid, cast.an_binh).pk, text="Kế hoạch", by=cast.lan)
    new = factories.organisation("Đảng ủy xã Mường Lai", "commune", cast.province)
    wanted = Selection(organisation_ids=(new.pk, cast.an_binh.pk))
    assert add_bearers(obligation_id=laid.pk, selection=wanted, by=cast.may) == 1
    assert part(laid, cast.an_binh).state == "submitted"
    assert roll_up(laid.pk, cast.province, cast.may.today).total == 2
    with pytest.raises(CannotIssue, match="nobody"):
        add_bearers(obligation_id=laid.pk, selection=wanted, by=cast.may)


def test_nobody_added_is_refused(cast):
    laid = lay(cast.may, cast.province, cast.an_binh)
    with pytest.raises(CannotIssue, match="nobody"):
        add_bearers(obligation_id=laid.pk, selection=Selection(), by=cast.may)


def test_a_withdrawn_duty_waives_the_open_and_keeps_the_answered(cast):
    laid = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    submit_answer(assignment_id=part(laid, cast.an_binh).pk, text="Kế hoạch", by=cast.lan)
    withdraw_obligation(obligation_id=laid.pk, reason="ban hành nhầm", by=cast.may)
    assert part(laid, cast.an_binh).state == "submitted"
    assert part(laid, cast.suoi_giang).state == "waived"
    assert tallies.audit() == {}
