"""The reviewer's side: accept, return whole or by item, reopen, extend, waive, restore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from tusoi.audit.services import record
from tusoi.obligations.errors import CannotReview
from tusoi.obligations.models import Assignment, Extension, PlanItem, Submission
from tusoi.organisations.scope import Actor

from .common import ask, change, in_force, locked, require_reviewer, stale


def _for_review(assignment_id: int, action: str, by: Actor, version: int | None) -> Assignment:
    assignment = locked(assignment_id, by)
    require_reviewer(assignment, by)
    in_force(assignment.obligation, action)
    if action in ("accept", "return") and assignment.state in ("accepted", "returned"):
        raise stale(assignment)  # another reviewer was quicker: say who, rather than "impossible"
    ask(assignment, action, version=version)
    return assignment


def _reason(reason: str) -> str:
    if not reason.strip():
        raise CannotReview("reason")
    return reason.strip()


def _decide(assignment: Assignment, outcome: str, reason: str, by: Actor) -> Submission:
    last = assignment.submissions.filter(submitted_at__isnull=False).latest("number")
    last.outcome, last.reason = outcome, reason
    last.decided_at, last.decided_by_id = by.at, by.account_id
    last.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
    return last


@transaction.atomic
def accept_answer(*, assignment_id: int, by: Actor, version: int | None = None) -> Assignment:
    """Find the answer good. Raises AlreadyDecided when another reviewer was quicker, IllegalMove, Refused."""
    assignment = _for_review(assignment_id, "accept", by, version)
    sent = _decide(assignment, "accepted", "", by)
    assignment.items.update(is_locked=True, reason="")
    change(assignment, state=Assignment.State.ACCEPTED, decided_at=by.at, reason="")
    record(
        by=by, action="obligations.accept", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), state=["submitted", "accepted"], version=sent.number,
    )  # fmt: skip
    return assignment


@transaction.atomic
def return_answer(
    *, assignment_id: int, reason: str, by: Actor, items: Mapping[int, str] | None = None, version: int | None = None
) -> Assignment:
    """Send the answer back with a reason: whole, or the items named in ``items`` (id -> reason), the rest locked.

    Raises CannotReview ("reason", "items" for an item of another plan), AlreadyDecided, IllegalMove, Refused.
    """
    assignment = _for_review(assignment_id, "return", by, version)
    named = {pk: _reason(why or reason) for pk, why in (items or {}).items()}
    rows = list(assignment.items.select_for_update())
    if named.keys() - {row.pk for row in rows}:
        raise CannotReview("items")
    whole = _reason(reason or "; ".join(named.values()))
    for row in rows:
        row.is_locked = bool(named) and row.pk not in named
        row.reason = named.get(row.pk, "")
    PlanItem.objects.bulk_update(rows, ["is_locked", "reason"])
    sent = _decide(assignment, "returned", whole, by)
    change(assignment, state=Assignment.State.RETURNED, decided_at=by.at, reason=whole)
    record(
        by=by, action="obligations.return", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), state=["submitted", "returned"], reason=whole, version=sent.number,
        items=sorted(row.position for row in rows if row.pk in named),
    )  # fmt: skip
    return assignment


@transaction.atomic
def reopen_answer(*, assignment_id: int, reason: str, by: Actor, version: int | None = None) -> Assignment:
    """Undo an acceptance: the answer waits for review again. Raises CannotReview, IllegalMove, Refused."""
    assignment = _for_review(assignment_id, "reopen", by, version)
    why = _reason(reason)
    _decide(assignment, "", "", by)
    assignment.items.filter(state=PlanItem.State.PLANNED).update(is_locked=False)
    change(assignment, state=Assignment.State.SUBMITTED, decided_at=None)
    record(
        by=by, action="obligations.reopen", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), state=["accepted", "submitted"], reason=why,
    )  # fmt: skip
    return assignment


@transaction.atomic
def extend(*, assignment_ids: Sequence[int], to_day: date, reason: str, by: Actor) -> list[Assignment]:
    """Give the bearers until ``to_day`` (later than each has now, and not past). All or none.

    Raises CannotReview ("day", "reason"), IllegalMove and Refused.
    """
    why = _reason(reason)
    if to_day < by.today:
        raise CannotReview("day")
    extended = []
    for assignment_id in sorted(set(assignment_ids)):
        assignment = _for_review(assignment_id, "extend", by, None)
        before = assignment.due_on
        if to_day <= before:
            raise CannotReview("day", name=assignment.bearer_name, day=before)
        Extension.objects.create(
            assignment=assignment, from_day=before, to_day=to_day, reason=why, extended_by_id=by.account_id, at=by.at
        )
        change(assignment, due_on=to_day, extended=True)
        record(
            by=by, action="obligations.extend", subject=assignment, organisation=assignment.organisation,
            label=str(assignment), due_on=[before, to_day], reason=why,
        )  # fmt: skip
        extended.append(assignment)
    return extended


@transaction.atomic
def waive(*, assignment_ids: Sequence[int], reason: str, by: Actor) -> list[Assignment]:
    """Release the bearers; they leave every denominator. All or none. Raises CannotReview, IllegalMove."""
    why = _reason(reason)
    waived = []
    for assignment_id in sorted(set(assignment_ids)):
        assignment = _for_review(assignment_id, "waive", by, None)
        before = assignment.state
        change(assignment, state=Assignment.State.WAIVED, reason=why, decided_at=by.at)
        record(
            by=by, action="obligations.waive", subject=assignment, organisation=assignment.organisation,
            label=str(assignment), state=[before, "waived"], reason=why,
        )  # fmt: skip
        waived.append(assignment)
    return waived


@transaction.atomic
def restore(*, assignment_id: int, reason: str, by: Actor, version: int | None = None) -> Assignment:
    """Undo a waiver: the duty stands again. Raises CannotReview, IllegalMove, Refused."""
    assignment = _for_review(assignment_id, "restore", by, version)
    why = _reason(reason)
    change(assignment, state=Assignment.State.ASSIGNED, reason="", decided_at=None, submitted_at=None)
    record(
        by=by, action="obligations.restore", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), state=["waived", "assigned"], reason=why,
    )  # fmt: skip
    return assignment
