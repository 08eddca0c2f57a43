"""What the owner decides about what it required: closed, reported to those above, opened again, given more time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.audit.services import record
from tusoi.obligations import services as obligations
from tusoi.obligations.errors import CannotReview
from tusoi.obligations.models import Assignment
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.circles import is_told
from tusoi.oversight.models import Case, Remediation
from tusoi.oversight.remedy import Progress, missing_to_close
from tusoi.oversight.rules import REMEDIATION, Rejected, Stale
from tusoi.oversight.selectors import remediation as selectors

from .common import text_of

if TYPE_CHECKING:
    from tusoi.oversight.models.finding import RemediationQuerySet

    from .cases import CaseDraft

REASON = 4_000
AT_ONCE = 500
"""Rows that one bulk step takes."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What a bulk step did: whom it closed, and what is missing of each it left."""

    closed: list[Remediation] = field(default_factory=list)
    left: list[tuple[Remediation, str]] = field(default_factory=list)


@transaction.atomic
def close_remediation(*, remediation_id: int, by: Actor, seen: int | None = None) -> Remediation:
    """Find a requirement met: its plan accepted, every line verified by somebody else than who reported it.

    Raises Rejected ("": plan_...; details ``open``, ``total``), Stale, IllegalMove,
    Refused.
    """
    row = _locked(remediation_id, by, seen)
    target = REMEDIATION.move(row.state, "close").target
    missing, progress = _missing(row)
    if missing:
        raise Rejected({"": missing}, open=progress.open, total=progress.total)
    return _decided(row, target, by, "oversight.close_remediation")


@transaction.atomic
def close_complete(*, remediation_ids: Collection[int], by: Actor) -> BulkResult:
    """Close all those of the chosen that are met; what is not is left, with what is missing of it.

    Raises Rejected ("": remedy_nobody) where none of them is within reach to be decided on, ("": remedy_too_many).
    """
    ids = sorted(set(remediation_ids))
    if len(ids) > AT_ONCE:
        raise Rejected({"": "remedy_too_many"}, most=AT_ONCE)
    _hold_answers(Remediation.objects.filter(pk__in=ids))
    rows = list(_rows(by).filter(pk__in=ids).order_by("pk"))
    own = [row for row in rows if access.is_staff(by, row.requirement.case)]
    if not own:
        if rows:
            raise Refused("oversight.owner")
        raise Rejected({"": "remedy_nobody"})
    result = BulkResult()
    progress = selectors.progress_of([row.assignment_id for row in own])
    for row in own:
        if row.state == Remediation.State.CLOSED:
            continue
        missing = _first_missing(row, progress.get(row.assignment_id, Progress()))
        if missing:
            result.left.append((row, missing))
            continue
        target = REMEDIATION.move(row.state, "close").target
        result.closed.append(_decided(row, target, by, "oversight.close_remediation"))
    return result


@transaction.atomic
def escalate_remediation(*, remediation_id: int, reason: str, by: Actor, seen: int | None = None) -> Remediation:
    """Report to those above that a requirement is not met (báo cáo cấp trên), and why.

    They see it, except in a restricted case. Raises Rejected ("reason"), Stale, IllegalMove and Refused.
    """
    row = _locked(remediation_id, by, seen)
    target = REMEDIATION.move(row.state, "escalate").target
    return _decided(row, target, by, "oversight.escalate_remediation", reason=_reason(reason))


@transaction.atomic
def reopen_remediation(*, remediation_id: int, reason: str, by: Actor, seen: int | None = None) -> Remediation:
    """Take a decision back: the requirement is open again. Raises Rejected ("reason"), Stale, IllegalMove, Refused."""
    row = _locked(remediation_id, by, seen)
    target = REMEDIATION.move(row.state, "reopen").target
    return _decided(row, target, by, "oversight.reopen_remediation", reason=_reason(reason))


@transaction.atomic
def extend_remediation(
    *, remediation_id: int, to_day: date, reason: str, by: Actor, seen: int | None = None
) -> Remediation:
    """Give the bearer until ``to_day`` to send his plan; the first day can always be read back.

    Raises Rejected ("to_day", "reason"), Stale, Refused, and IllegalMove once the plan was sent.
    """
    row = _locked(remediation_id, by, seen)
    why = _reason(reason)
    before = row.due_on
    if row.state == Remediation.State.CLOSED:
        raise Rejected({"": "remedy_closed"})
    if to_day <= before or to_day < by.today:
        raise Rejected({"to_day": "remedy_not_later"}, day=before.strftime("%d/%m/%Y"))
    try:
        obligations.extend(assignment_ids=[row.assignment_id], to_day=to_day, reason=why, by=by)
    except CannotReview as wrong:
        raise Rejected({"to_day": "remedy_not_later"}, day=before.strftime("%d/%m/%Y")) from wrong
    row.version += 1
    row.save(update_fields=["version"])
    _record(row, by, "oversight.extend_remediation", due_on=[before, to_day], reason=why)
    row.assignment.refresh_from_db(fields=["due_on", "version", "extended"])
    row.refresh_from_db(fields=["due_on"])
    return row


@transaction.atomic
def open_follow_up(
    *, remediation_ids: Collection[int], draft: CaseDraft, by: Actor, request_key: UUID | None = None
) -> Case:
    """Open a case that looks at open requirements again; their rows name it.

    Its subjects are the bearers and its owner that of the rows, whatever ``draft`` says. Raises Rejected ("": nobody,
    owners for rows of several owners) and what opening a case raises.
    """
    from .cases import open_case

    rows = selectors.rows_to_follow(remediation_ids, by)
    if not rows:
        raise Rejected({"": "remedy_nobody"})
    if len({row.owner_id for row in rows}) > 1:
        raise Rejected({"": "remedy_owners"})
    newest = max((row.requirement.case for row in rows), key=lambda case: case.pk)
    subjects = tuple(dict.fromkeys((row.organisation_id, row.person_id) for row in rows))
    case = open_case(
        draft=replace(draft, owner_id=rows[0].owner_id, subjects=subjects, follows_id=newest.pk),
        by=by, request_key=request_key,
    )  # fmt: skip
    follow_with(case=case, remediation_ids=[row.pk for row in rows], by=by)
    return case


@transaction.atomic
def follow_with(*, case: Case, remediation_ids: Collection[int], by: Actor) -> list[Remediation]:
    """Note on open rows that this case looks at them again. Only rows of its owner; again it changes nothing.

    Raises Refused for somebody who is not of the people of the owner.
    """
    access.require(case, access.Standing.OWNER, by)
    rows = _rows(by).filter(pk__in=list(remediation_ids), owner=case.owner_id, state__in=("open", "escalated"))
    noted = []
    for row in rows.exclude(follow_up=case).order_by("pk"):
        if not access.is_staff(by, row.requirement.case):
            continue
        row.follow_up = case
        row.version += 1
        row.save(update_fields=["follow_up", "version"])
        _record(row, by, "oversight.follow_up_remediation", case=case.pk)
        noted.append(row)
    return noted


# --- shared


def _rows(by: Actor) -> Any:
    return (
        Remediation.objects.visible_to(by)
        .select_related(
            "requirement__case__body__kind", "requirement__case__kind", "assignment__obligation__deliverable",
            "organisation", "person", "owner",
        )
        .select_for_update(of=("self",))
    )  # fmt: skip


def _hold_answers(rows: RemediationQuerySet) -> None:
    """Lock the assignments first, as those do who answer: their change writes the row. And a plan that is found met
    is not returned meanwhile."""
    list(
        Assignment.objects.filter(pk__in=rows.order_by().values("assignment"))
        .order_by("pk")
        .select_for_update()
        .values_list("pk")
    )


def _locked(remediation_id: int, by: Actor, seen: int | None) -> Remediation:
    """The row in scope, locked; only the owner's people decide. Raises DoesNotExist, Refused, Stale."""
    _hold_answers(Remediation.objects.filter(pk=remediation_id))
    row: Remediation = _rows(by).get(pk=remediation_id)
    if not access.is_staff(by, row.requirement.case):
        raise Refused("oversight.owner")
    if seen is not None and seen != row.version:
        raise Stale
    return row


def _missing(row: Remediation) -> tuple[str, Progress]:
    progress = selectors.progress_of([row.assignment_id]).get(row.assignment_id, Progress())
    return _first_missing(row, progress), progress


def _first_missing(row: Remediation, progress: Progress) -> str:
    has_items = row.assignment.obligation.deliverable.has_items
    return next(iter(missing_to_close(row.answer, has_items, progress)), "")


def _reason(reason: str) -> str:
    return text_of("reason", reason, most=REASON, required=True, code="reason")


def _decided(row: Remediation, target: str, by: Actor, action: str, *, reason: str = "") -> Remediation:
    before, row.state = row.state, target
    row.reason, row.decided_on, row.decided_by_id = reason, by.today, by.account_id
    row.version += 1
    row.save(update_fields=["state", "reason", "decided_on", "decided_by", "version"])
    _record(row, by, action, state=[before, target], **({"reason": reason} if reason else {}))
    return row


def _record(row: Remediation, by: Actor, action: str, **changes: Any) -> None:
    """In the trail of the owner; of a case that is not told of it says neither what nor whose."""
    case = row.requirement.case
    label = f"{row.requirement.text[:120]} – {row.person.name if row.person else row.organisation.name}"
    if not is_told(case.circle, case.kind.code, case.issued_on):
        label = str(_("yêu cầu của một vụ việc hạn chế"))
        changes.pop("reason", None)
    record(by=by, action=action, subject=row, organisation=row.owner, label=label, **changes)
