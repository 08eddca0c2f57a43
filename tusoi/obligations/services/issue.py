"""Laying a duty on bearers: in one step, in chunks that can be resumed, and later on more bearers."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents.models import Clause, Document
from tusoi.obligations import cascade, tallies
from tusoi.obligations.cascade import Selection
from tusoi.obligations.errors import CannotIssue
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.organisations.models import Body, Organisation
from tusoi.organisations.scope import Actor
from tusoi.search.services import index_entry

AT_ONCE = 5000
"""Up to so many bearers are laid in the request that asked; more go on step by step, with progress."""


@dataclass(frozen=True, slots=True)
class ObligationDraft:
    """What one duty says. ``review`` and ``bearer`` are Obligation.Review and Obligation.Bearer values."""

    title: str
    due_on: date
    deliverable: DeliverableKind
    bearer: str = Obligation.Bearer.ORGANISATION
    review: str = Obligation.Review.ISSUER
    instructions: str = ""
    expectations: Sequence[str] = field(default_factory=tuple)
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    planned: int
    finished: bool


@transaction.atomic
def lay_obligations(
    *,
    drafts: Sequence[ObligationDraft],
    selection: Selection,
    issued_by: Organisation,
    by: Actor,
    document: Document | None = None,
    parent: Assignment | None = None,
    body: Body | None = None,
    request_key: uuid.UUID | None = None,
) -> list[Obligation]:
    """Lay one or several duties on the same bearers in one step; all or none.

    A repeated call with the same ``request_key`` gives back what the first one laid. Up to AT_ONCE bearers the duties
    are issued when this returns; beyond, they are in state ISSUING and `continue_cascade` goes on.
    Raises CannotIssue (nobody, outside, due_past, title) and Refused.
    """
    issued_by = Organisation.objects.visible_to(by).get(pk=issued_by.pk)
    by.require("obligations.issue", issued_by)
    keys = [uuid.uuid5(request_key, str(number)) if request_key else None for number in range(len(drafts))]
    if request_key:
        made = list(Obligation.objects.filter(request_key__in=keys).order_by("pk"))
        if made:
            return made
    _check(drafts, selection, issued_by, by)
    if parent is not None:
        parent = Assignment.objects.visible_to(by).get(pk=parent.pk, organisation=issued_by)
    laid = []
    for draft, key in zip(drafts, keys, strict=True):
        obligation = Obligation.objects.create(
            issued_by=issued_by,
            issued_by_body=body,
            document=document,
            clause=draft.clause,
            parent=parent,
            title=" ".join(draft.title.split()),
            instructions=draft.instructions.strip(),
            deliverable=draft.deliverable,
            expectations=[line.strip() for line in draft.expectations if line.strip()],
            bearer=draft.bearer,
            review=draft.review,
            due_on=draft.due_on,
            selection=selection.as_json(),
            planned=cascade.bearer_count(selection, issued_by, draft.bearer, by.today),
            issued_at=by.at,
            issued_on=by.today,
            created_by_id=by.account_id,
            request_key=key,
        )
        if obligation.planned == 0:
            raise CannotIssue("nobody")
        index(obligation)
        record(
            by=by, action="obligations.issue", subject=obligation, organisation=issued_by, title=obligation.title,
            due_on=obligation.due_on, bearer=obligation.bearer, planned=obligation.planned,
            document=document.reference if document else None,
        )  # fmt: skip
        if obligation.planned <= AT_ONCE:
            _lay_all(obligation)
        laid.append(obligation)
    return laid


def _check(drafts: Sequence[ObligationDraft], selection: Selection, issued_by: Organisation, by: Actor) -> None:
    if not drafts or any(not draft.title.strip() for draft in drafts):
        raise CannotIssue("title")
    if any(draft.due_on < by.today for draft in drafts):
        raise CannotIssue("due_past")
    named = set(selection.organisation_ids) | {organisation for organisation, _ in selection.person_pairs}
    inside = Organisation.objects.living().below(issued_by).filter(pk__in=named)
    outside = named - set(inside.values_list("pk", flat=True))
    if outside:
        known = Organisation.objects.visible_to(by).filter(pk__in=outside).values_list("name", flat=True)
        raise CannotIssue("outside", names=sorted(known), count=len(outside))


def _lay_all(obligation: Obligation) -> None:
    selection = Selection.from_json(obligation.selection)
    for top_id, branch in cascade.tops(obligation.issued_by):
        cascade.lay(obligation, selection, top_id, branch)
    _finish(obligation)


def _finish(obligation: Obligation) -> None:
    tallies.rebuild(obligation.pk)
    Obligation.objects.filter(pk=obligation.pk).update(state=Obligation.State.ISSUED)
    obligation.state = Obligation.State.ISSUED


def continue_cascade(*, obligation_id: int, by: Actor, seconds: float = 2.0) -> Progress:
    """Go on with a cascade for about ``seconds``, a transaction for each chunk; whoever may issue may call it.

    A chunk that was laid before is laid again without effect, so nothing is lost and nothing twice, wherever the last
    run was cut off. The chunk reached is kept in ``selection["chunk"]``.
    """
    until = time.monotonic() + seconds
    while True:
        with transaction.atomic():
            obligation = Obligation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=obligation_id)
            by.require("obligations.issue", obligation.issued_by)
            if obligation.state != Obligation.State.ISSUING:
                return Progress(obligation.planned, obligation.planned, True)
            chunks = cascade.tops(obligation.issued_by)
            chunk = obligation.selection.get("chunk", 0)
            if chunk < len(chunks):
                done = cascade.lay(obligation, Selection.from_json(obligation.selection), *chunks[chunk])
                obligation.selection["chunk"] = chunk + 1
                obligation.selection["done"] = obligation.selection.get("done", 0) + done
                obligation.save(update_fields=["selection"])
            else:
                _finish(obligation)
                return Progress(obligation.planned, obligation.planned, True)
        if time.monotonic() > until:
            return Progress(obligation.selection["done"], obligation.planned, False)


@transaction.atomic
def add_bearers(*, obligation_id: int, selection: Selection, by: Actor) -> int:
    """Lay a duty that is already issued on more bearers, for instance organisations founded since.

    Returns how many are new; those who bear it already keep what they have. Raises CannotIssue (nobody, outside,
    due_past, withdrawn) and Refused.
    """
    obligation = Obligation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=obligation_id)
    by.require("obligations.issue", obligation.issued_by)
    if obligation.state != Obligation.State.ISSUED:
        raise CannotIssue("withdrawn")
    if obligation.due_on < by.today:
        raise CannotIssue("due_past")
    as_draft = ObligationDraft(obligation.title, obligation.due_on, obligation.deliverable, obligation.bearer)
    _check([as_draft], selection, obligation.issued_by, by)
    new = sum(cascade.lay(obligation, selection, *chunk) for chunk in cascade.tops(obligation.issued_by))
    if not new:
        raise CannotIssue("nobody")
    obligation.planned += new
    obligation.save(update_fields=["planned"])
    tallies.rebuild(obligation.pk)
    record(by=by, action="obligations.add_bearers", subject=obligation, organisation=obligation.issued_by, added=new)
    return new


@transaction.atomic
def withdraw_obligation(*, obligation_id: int, reason: str, by: Actor) -> Obligation:
    """Take a duty back: every open assignment is waived with the reason; what was answered stays."""
    obligation = Obligation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=obligation_id)
    by.require("obligations.issue", obligation.issued_by)
    if obligation.state == Obligation.State.WITHDRAWN:
        raise CannotIssue("withdrawn")
    if not reason.strip():
        raise CannotIssue("title")
    waived = Assignment.objects.filter(obligation=obligation).open().update(
        state=Assignment.State.WAIVED, reason=reason.strip(), decided_at=by.at
    )  # fmt: skip
    tallies.rebuild(obligation.pk)
    obligation.state = Obligation.State.WITHDRAWN
    obligation.save(update_fields=["state"])
    record(
        by=by, action="obligations.withdraw", subject=obligation, organisation=obligation.issued_by, reason=reason,
        waived=waived,
    )  # fmt: skip
    return obligation


def index(obligation: Obligation) -> None:
    index_entry(
        kind="obligation",
        object_id=obligation.pk,
        title=obligation.title,
        text=obligation.instructions,
        path=obligation.issued_by.path,
    )
