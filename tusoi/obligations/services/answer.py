"""The bearer's side: a draft that saves itself, sending it, taking it back before anybody has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tusoi.audit.services import plain, record
from tusoi.documents.models import Attachment, Clause
from tusoi.obligations.errors import CannotAnswer
from tusoi.obligations.models import Assignment, PlanItem, Submission, SubmissionFile
from tusoi.organisations.scope import Actor

from .alike import forget_answer, keep_answer
from .common import ask, change, in_force, locked, require_bearer

MAX_TEXT = 200_000
MAX_ITEMS = 300


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A line of the plan as a form holds it. ``id`` is None for a new line; lengths as in PlanItem."""

    task: str
    id: int | None = None
    clause_id: int | None = None
    finding: str = ""
    lead: str = ""
    collaborators: str = ""
    product: str = ""
    milestones: str = ""
    due_on: date | None = None

    def trimmed(self) -> ItemDraft:
        texts = {name: getattr(self, name).strip() for name in _TEXTS}
        return replace(self, **texts)

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in _TEXTS) and self.due_on is None


_TEXTS = ("task", "finding", "lead", "collaborators", "product", "milestones")
_SHORT = {"lead": 200, "collaborators": 300, "product": 300}


@transaction.atomic
def save_draft(
    *,
    assignment_id: int,
    text: str,
    items: Sequence[ItemDraft] | None,
    by: Actor,
    seen: datetime | None = None,
    files: Sequence[Attachment] = (),
    drop_files: Sequence[int] = (),
    window: str = "",
) -> Submission:
    """Keep the draft of an answer. ``items`` None leaves the plan as it is. A draft may be incomplete.

    ``seen`` is the moment of the draft the form was opened on: when a colleague, or oneself in another ``window`` (a
    name of at most 32 letters for the page one writes on), saved another one since, nothing is changed and
    CannotAnswer("stale") carries the other's ``text``, ``who``, ``at`` and whether it is one's ``own``.
    Raises CannotAnswer (stale, too_long, locked), IllegalMove (not one's turn) and Refused.
    """
    assignment = locked(assignment_id, by)
    require_bearer(assignment, by)
    ask(assignment, "submit")
    in_force(assignment.obligation, "submit")
    return _keep(assignment, text, items, by, seen, window, files, drop_files)


@transaction.atomic
def submit_answer(
    *,
    assignment_id: int,
    by: Actor,
    text: str | None = None,
    items: Sequence[ItemDraft] | None = None,
    files: Sequence[Attachment] = (),
    drop_files: Sequence[int] = (),
    seen: datetime | None = None,
    window: str = "",
) -> Submission:
    """Send the answer: the draft, with ``text`` and ``items`` laid over it where given.

    Raises CannotAnswer (empty, item_task, stale, too_long), IllegalMove and Refused.
    """
    assignment = locked(assignment_id, by)
    require_bearer(assignment, by)
    move = ask(assignment, "submit")
    in_force(assignment.obligation, "submit")
    draft = _draft_of(assignment)
    kept = text if text is not None else (draft.text if draft else _last_text(assignment))
    draft = _keep(assignment, kept, items, by, seen, window, files, drop_files)
    rows = list(assignment.items.order_by("position"))
    if any(not item.task for item in rows):
        raise CannotAnswer("item_task")
    if not draft.text.strip() and not rows and not draft.files.exists():
        raise CannotAnswer("empty")
    draft.items = [snapshot(item) for item in rows]
    draft.submitted_at, draft.submitted_by_id = by.at, by.account_id
    draft.save(update_fields=["items", "submitted_at", "submitted_by"])
    was = assignment.state
    change(assignment, state=move.target, submitted_at=by.at, reason="")
    keep_answer(assignment, draft)
    record(
        by=by, action="obligations.submit", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), state=[was, move.target], version=draft.number, items=len(rows),
    )  # fmt: skip
    return draft


@transaction.atomic
def recall_answer(*, assignment_id: int, by: Actor, version: int | None = None) -> Assignment:
    """Take an answer back that nobody has decided on yet; it becomes the draft again. Raises IllegalMove, Refused."""
    assignment = locked(assignment_id, by)
    require_bearer(assignment, by)
    move = ask(assignment, "recall", version=version)
    last = assignment.submissions.filter(submitted_at__isnull=False).latest("number")
    last.outcome = "recalled"
    last.decided_at, last.decided_by_id = by.at, by.account_id
    last.save(update_fields=["outcome", "decided_at", "decided_by"])
    returned_before = assignment.submissions.filter(outcome="returned").order_by("number").last()
    target = Assignment.State.RETURNED if returned_before else move.target
    change(
        assignment,
        state=target,
        submitted_at=returned_before.submitted_at if returned_before else None,
        reason=returned_before.reason if returned_before else "",
    )
    if returned_before:
        keep_answer(assignment, returned_before)
    else:
        forget_answer(assignment)
    record(
        by=by, action="obligations.recall", subject=assignment, organisation=assignment.organisation,
        label=str(assignment), state=["submitted", target],
    )  # fmt: skip
    return assignment


def snapshot(item: PlanItem) -> dict[str, Any]:
    """A plan item as it was sent, for the version that carries it."""
    fields = ("id", "position", "clause_id", *_TEXTS, "due_on", "is_locked")
    return {name: plain(getattr(item, name)) for name in fields}


def _draft_of(assignment: Assignment) -> Submission | None:
    return assignment.submissions.filter(submitted_at__isnull=True).first()


def _last_text(assignment: Assignment) -> str:
    last = assignment.submissions.order_by("number").last()
    return last.text if last else ""


def _keep(
    assignment: Assignment,
    text: str,
    items: Sequence[ItemDraft] | None,
    by: Actor,
    seen: datetime | None,
    window: str,
    files: Sequence[Attachment],
    drop_files: Sequence[int],
) -> Submission:
    if len(text) > MAX_TEXT or (items is not None and len(items) > MAX_ITEMS):
        raise CannotAnswer("too_long")
    draft = _draft_of(assignment)
    if draft and seen and draft.saved_at > seen:
        own = draft.saved_by_id == by.account_id
        if not own or (window and draft.saved_in != window):
            who = draft.saved_by.get_full_name() if draft.saved_by else ""
            raise CannotAnswer("stale", text=draft.text, who=who, at=draft.saved_at, own=own)
    before = None
    if draft is None:
        before = assignment.submissions.order_by("number").last()
        draft = Submission(assignment=assignment, number=before.number + 1 if before else 1)
    draft.text, draft.saved_at, draft.saved_by_id, draft.saved_in = text, by.at, by.account_id, window
    draft.save()
    if before:  # what was returned or taken back is mended, not begun anew: its files come along
        SubmissionFile.objects.bulk_create(
            [SubmissionFile(submission=draft, attachment_id=one.attachment_id) for one in before.files.all()]
        )
    if drop_files:
        draft.files.filter(attachment__in=drop_files).delete()
    SubmissionFile.objects.bulk_create(
        [SubmissionFile(submission=draft, attachment=file) for file in files], ignore_conflicts=True
    )
    if items is not None:
        _keep_items(assignment, items)
    return draft


def _keep_items(assignment: Assignment, items: Sequence[ItemDraft]) -> None:
    """Make the plan equal to the lines of the form. Locked lines stay as they are, wherever the form left them out."""
    existing = {item.pk: item for item in assignment.items.select_for_update()}
    clauses = {draft.clause_id for draft in items if draft.clause_id}
    known = set()
    if clauses and assignment.obligation.document_id:
        known = set(
            Clause.objects.filter(document=assignment.obligation.document_id, pk__in=clauses).values_list(
                "pk", flat=True
            )
        )
    rows: list[PlanItem] = []
    for draft in items:
        draft = draft.trimmed()
        row = existing.get(draft.id) if draft.id else None
        if draft.is_empty or row in rows or (row is not None and row.is_locked):
            continue
        if any(len(getattr(draft, name)) > limit for name, limit in _SHORT.items()):
            raise CannotAnswer("too_long")
        row = row or PlanItem.of(assignment)
        for name, value in asdict(draft).items():
            if name != "id":
                setattr(row, name, value)
        row.clause_id = draft.clause_id if draft.clause_id in known else None
        rows.append(row)
    for item in sorted(existing.values(), key=lambda item: item.position):
        if item.is_locked:  # keeps its place, so that "item 3" stays item 3 for who returned it
            rows.insert(min(item.position - 1, len(rows)), item)
    kept = {row.pk for row in rows if row.pk}
    assignment.items.exclude(pk__in=kept).delete()
    # Positions are unique: move everything out of the way first, then to its place.
    order = {row.pk: number for number, row in enumerate(rows) if row.pk}
    top = max((item.position for item in existing.values()), default=0) + len(rows) + 1
    for row in rows:
        if row.pk:
            PlanItem.objects.filter(pk=row.pk).update(position=top + order[row.pk])
    for number, row in enumerate(rows, start=1):
        row.position = number
        row.save()
