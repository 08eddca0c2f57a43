"""An organisation ends: its open duties pass to a named successor in the same transaction."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q

from tusoi.audit.services import record
from tusoi.obligations import tallies
from tusoi.obligations.errors import ObligationError
from tusoi.obligations.models import Assignment, Obligation, PlanItem
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.organisations.services import end_organisation

UNFINISHED = (Assignment.State.ASSIGNED, Assignment.State.SUBMITTED, Assignment.State.RETURNED)


class DutiesRemain(ObligationError):
    """Codes: successor_needed (details ``count``), successor_wrong."""


@transaction.atomic
def close_organisation(
    *, organisation_id: int, on: date, reason: str, by: Actor, decision: str = "", successor_id: int | None = None
) -> Organisation:
    """End an organisation and hand what it has not finished to its successor.

    That is what is not accepted, and what is accepted but has lines in its plan that are not verified. A duty that the
    successor bears already is waived at the ended one with the reason. If its plan was accepted, the open lines join
    the successor's plan, and the duty is waived only where no line was verified. All that is done with or waived stays:
    history is not rewritten. Raises DutiesRemain, and what `end_organisation` raises.
    """
    organisation = Organisation.objects.visible_to(by).get(pk=organisation_id)
    by.require("organisations.change", organisation)  # before anything is said of its duties
    left = (
        Assignment.objects.filter(_unfinished(), organisation=organisation)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    rows = list(left)
    reviews = Assignment.objects.filter(_unfinished(), reviewer=organisation)
    if not rows and not reviews.exists():
        return end_organisation(organisation_id=organisation_id, on=on, reason=reason, by=by, decision=decision)
    if successor_id is None:
        raise DutiesRemain("successor_needed", count=len(rows))
    successor = Organisation.objects.visible_to(by).living().filter(pk=successor_id).first()
    if successor is None or successor.pk == organisation.pk:
        raise DutiesRemain("successor_wrong")
    by.require("organisations.change", successor)
    moved, waived = _hand_over(organisation, successor, rows, reason, by)
    PlanItem.objects.filter(assignment__in=reviews).update(reviewer=successor)
    reviews.update(reviewer=successor)
    record(
        by=by, action="obligations.hand_over", subject=organisation, organisation=organisation,
        successor=successor.name, moved=moved, waived=waived,
    )  # fmt: skip
    return end_organisation(organisation_id=organisation_id, on=on, reason=reason, by=by, decision=decision)


def _unfinished() -> Q:
    to_come = PlanItem.objects.filter(assignment=OuterRef("pk")).exclude(state=PlanItem.State.VERIFIED)
    in_force = {"state": Assignment.State.ACCEPTED, "obligation__state": Obligation.State.ISSUED}
    return Q(state__in=UNFINISHED) | Q(Exists(to_come), **in_force)


def _hand_over(
    organisation: Organisation, successor: Organisation, rows: list[Assignment], reason: str, by: Actor
) -> tuple[int, int]:
    """Returns how many assignments moved and how many the successor bore already."""
    mine = Assignment.objects.filter(pk__in=[row.pk for row in rows])
    borne = Assignment.objects.filter(
        obligation=OuterRef("obligation"), organisation=successor, person=OuterRef("person")
    )
    borne_by_all = Assignment.objects.filter(
        obligation=OuterRef("obligation"), organisation=successor, person__isnull=True
    )
    double = mine.filter(Exists(borne) | (Q(person__isnull=True) & Exists(borne_by_all)))
    double = Assignment.objects.filter(pk__in=list(double.values_list("pk", flat=True)))
    why = reason.strip() or organisation.name
    moved = mine.exclude(pk__in=double).update(
        organisation=successor, path=successor.path, pivot=successor.pivot_id, top=successor.top_id
    )
    PlanItem.objects.filter(assignment__in=mine.filter(organisation=successor)).update(organisation=successor)
    accepted = double.filter(state=Assignment.State.ACCEPTED).select_related("organisation")
    joined = [one.pk for one in accepted if _join_plans(one, successor, by)]
    waived = double.filter(Q(state__in=UNFINISHED) | Q(pk__in=joined)).update(
        state=Assignment.State.WAIVED, reason=why, decided_at=by.at
    )
    for obligation_id in sorted({row.obligation_id for row in rows}):
        tallies.rebuild(obligation_id)
    return moved, waived


def _join_plans(ended: Assignment, successor: Organisation, by: Actor) -> bool:
    """What is not verified of an accepted plan stands at the end of the successor's, locked: it was found good already.

    Where the successor was excused from the duty, it stays. Returns whether the whole plan went.
    """
    theirs = Assignment.objects.filter(
        obligation=ended.obligation_id, organisation=successor, person=ended.person_id
    ).first()
    if theirs is None or theirs.state == Assignment.State.WAIVED:
        return False
    last = theirs.items.aggregate(last=Max("position"))["last"] or 0
    lines = ended.items.exclude(state=PlanItem.State.VERIFIED).update(
        assignment=theirs, organisation=successor, reviewer=theirs.reviewer_id, position=F("position") + last
    )
    record(
        by=by, action="obligations.take_over", subject=theirs, organisation=successor, lines=lines,
        ended=ended.organisation.name,
    )  # fmt: skip
    return not ended.items.exists()
