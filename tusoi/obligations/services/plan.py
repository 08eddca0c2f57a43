"""Carrying out an accepted plan, item by item: reported done with evidence, taken back, verified by
somebody else, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents.models import Attachment
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.errors import CannotReview
from tusoi.obligations.models import Assignment, EvidenceFile, PlanItem
from tusoi.obligations.rules import PLAN_ITEM
from tusoi.organisations.scope import Actor

from .common import in_force, locked, require_bearer, require_reviewer


def _item(item_id: int, action: str, by: Actor, *, bearer: bool) -> tuple[PlanItem, Assignment, str]:
    """The item, its assignment (locked) and the state it goes to; items move only while their plan is accepted."""
    found = PlanItem.objects.visible_to(by).get(pk=item_id)
    assignment = locked(found.assignment_id, by)
    item = PlanItem.objects.select_for_update().get(pk=item_id)
    (require_bearer if bearer else require_reviewer)(assignment, by)
    in_force(assignment.obligation, action)
    if assignment.state != Assignment.State.ACCEPTED:
        raise IllegalMove(assignment.state, action)
    return item, assignment, PLAN_ITEM.move(item.state, action).target


def _record(by: Actor, action: str, item: PlanItem, assignment: Assignment, before: str, **more: object) -> None:
    record(
        by=by, action=f"obligations.{action}", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), item=item.position, task=item.task[:200], state=[before, item.state], **more,
    )  # fmt: skip


@transaction.atomic
def report_item(*, item_id: int, evidence: str, by: Actor, files: Sequence[Attachment] = ()) -> PlanItem:
    """Report an item done, with what shows it: words, files or both.

    Raises CannotReview("evidence") when there is neither, IllegalMove, Refused.
    """
    item, assignment, target = _item(item_id, "report", by, bearer=True)
    if not evidence.strip() and not files and not item.files.exists():
        raise CannotReview("evidence")
    before, item.state = item.state, target
    item.evidence, item.reason = evidence.strip(), ""
    item.reported_by_id, item.reported_at = by.account_id, by.at
    item.verified_by_id, item.verified_at = None, None
    item.save()
    EvidenceFile.objects.bulk_create(
        [EvidenceFile(item=item, attachment=file) for file in files], ignore_conflicts=True
    )
    _record(by, "report_item", item, assignment, before)
    return item


@transaction.atomic
def recall_item(*, item_id: int, by: Actor) -> PlanItem:
    """Take back that an item is done, until somebody has judged it; what was written and filed stays as a draft.

    Raises IllegalMove, Refused.
    """
    item, assignment, target = _item(item_id, "recall", by, bearer=True)
    before, item.state = item.state, target
    item.reported_by_id, item.reported_at = None, None
    item.save()
    _record(by, "recall_item", item, assignment, before)
    return item


@transaction.atomic
def verify_item(*, item_id: int, by: Actor) -> PlanItem:
    """Confirm that an item is really done. Raises CannotReview("own_report"), IllegalMove, Refused."""
    item, assignment, target = _item(item_id, "verify", by, bearer=False)
    if item.reported_by_id == by.account_id:
        raise CannotReview("own_report")
    before, item.state = item.state, target
    item.verified_by_id, item.verified_at = by.account_id, by.at
    item.save()
    _record(by, "verify_item", item, assignment, before)
    return item


@transaction.atomic
def refuse_item(*, item_id: int, reason: str, by: Actor) -> PlanItem:
    """Say that an item reported done is not. Raises CannotReview("reason"), IllegalMove, Refused."""
    item, assignment, target = _item(item_id, "refuse", by, bearer=False)
    if not reason.strip():
        raise CannotReview("reason")
    before, item.state = item.state, target
    item.reason = reason.strip()
    item.save()
    _record(by, "refuse_item", item, assignment, before, reason=item.reason)
    return item
