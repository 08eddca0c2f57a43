"""What every step on an assignment shares: load in scope and lock, and change state together with its tally."""

from __future__ import annotations

from datetime import date
from typing import Any

from tusoi.lib.workflow import IllegalMove, Move
from tusoi.obligations import tallies
from tusoi.obligations.errors import AlreadyDecided
from tusoi.obligations.models import Assignment, Obligation, Submission
from tusoi.obligations.rules import ASSIGNMENT
from tusoi.organisations.scope import Actor, Refused


def locked(assignment_id: int, by: Actor) -> Assignment:
    """The assignment in the actor's scope, locked until the transaction ends. Raises Assignment.DoesNotExist."""
    return (
        Assignment.objects.visible_to(by)
        .select_related("obligation", "organisation", "person", "reviewer")
        .select_for_update(of=("self",))
        .get(pk=assignment_id)
    )


def require_bearer(assignment: Assignment, by: Actor) -> None:
    """The person himself, or whoever answers for the organisation. Raises Refused."""
    if assignment.person_id is not None and assignment.person_id == by.person_id:
        return
    by.require("obligations.answer", assignment.organisation)


def require_reviewer(assignment: Assignment, by: Actor) -> None:
    """Whoever reviews for the reviewing organisation, but never the person who answers for himself. Raises Refused."""
    by.require("obligations.review", assignment.reviewer)
    if assignment.person_id is not None and assignment.person_id == by.person_id:
        raise Refused("obligations.review")


def ask(assignment: Assignment, action: str, *, version: int | None = None) -> Move:
    """The move the table allows. Raises AlreadyDecided when a form is older than the state, IllegalMove otherwise.

    ``version`` is what the form saw; None (a command, a bulk step) trusts the state alone.
    """
    if version is not None and version != assignment.version:
        raise stale(assignment)
    return ASSIGNMENT.move(assignment.state, action)


def stale(assignment: Assignment) -> AlreadyDecided:
    last = (
        Submission.objects.filter(assignment=assignment, submitted_at__isnull=False)
        .select_related("decided_by__person")
        .last()
    )
    who = last.decided_by.get_full_name() if last and last.decided_by else ""
    return AlreadyDecided("stale", who=who, at=assignment.decided_at, state=assignment.get_state_display())


def change(assignment: Assignment, *, state: str | None = None, due_on: date | None = None, **fields: Any) -> None:
    """Set state, due day and other fields, bump the version, and move the tally, in one."""
    before = (assignment.state, assignment.due_on)
    assignment.state = state or assignment.state
    assignment.due_on = due_on or assignment.due_on
    assignment.version += 1
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=["state", "due_on", "version", *fields])
    after = (assignment.state, assignment.due_on)
    if before != after:
        tallies.count([tallies.Shift(assignment, before, after)])


def in_force(obligation: Obligation, action: str) -> None:
    """Nothing moves while a duty is still being laid, or after it was withdrawn. Raises IllegalMove."""
    if obligation.state != Obligation.State.ISSUED:
        raise IllegalMove(obligation.state, action)
