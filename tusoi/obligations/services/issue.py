"""Laying a duty on bearers: in one step, in chunks that can be resumed, and later on more bearers."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

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
    """What one duty says. ``review`` and ``bearer`` are Obligation.Review and Obligation.Bearer values; ``selection``
    its own bearers, where they are not those of the whole step; ``confined_to`` the persons who may read it beside its
    bearers and the issuer's people, None where it is not confined."""

    title: str
    due_on: date
    deliverable: DeliverableKind
    bearer: str = Obligation.Bearer.ORGANISATION
    review: str = Obligation.Review.ISSUER
    instructions: str = ""
    expectations: Sequence[str] = field(default_factory=tuple)
    clause: Clause | None = None
    selection: Selection | None = None
    confined_to: Collection[int] | None = None


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
    """Lay one or several duties in one step, all or none: on the bearers of ``selection`` or each on its own.

    A repeated call with the same ``request_key`` gives back what the first one laid. Up to AT_ONCE bearers the duties
    are issued when this returns; beyond, they are in state ISSUING and `continue_cascade` goes on.
    Raises CannotIssue (nobody, outside, outside_people, due_past, title), with the number (``at``) and ``title`` of the
    draft in its details, and Refused.
    """
    issued_by = Organisation.objects.visible_to(by).get(pk=issued_by.pk)
    by.require("obligations.issue", issued_by)
    keys = [uuid.uuid5(request_key, str(number)) if request_key else None for number in range(len(drafts))]
    if request_key:
        made = list(Obligation.objects.filter(request_key__in=keys).order_by("pk"))
        if made:
            return made
    chosen = [draft.selection or selection for draft in drafts]
    _check(drafts, chosen, issued_by, by)
    if parent is not None:
        parent = Assignment.objects.visible_to(by).get(pk=parent.pk, organisation=issued_by)
    laid = []
    for at, (draft, own, key) in enumerate(zip(drafts, chosen, keys, strict=True)):
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
            selection=own.as_json(),
            planned=cascade.bearer_count(own, issued_by, draft.bearer, by.today),
            issued_at=by.at,
            issued_on=by.today,
            created_by_id=by.account_id,
            request_key=key,
            is_confined=draft.confined_to is not None,
        )
        if draft.confined_to:
            obligation.confidants.set(draft.confined_to)
        if obligation.planned == 0:
            raise CannotIssue("nobody", at=at, title=obligation.title)
        index(obligation)
        record(
            by=by, action="obligations.issue", subject=obligation, organisation=issued_by, title=str(obligation),
            due_on=obligation.due_on, bearer=obligation.bearer, planned=obligation.planned,
            document=document.reference if document else None,
        )  # fmt: skip
        if obligation.planned <= AT_ONCE:
            _lay_all(obligation)
        laid.append(obligation)
    return laid


def _check(drafts: Sequence[ObligationDraft], chosen: Sequence[Selection], issued_by: Organisation, by: Actor) -> None:
    """Each draft by itself, so that a refusal names the first one that does not go. Two or three queries."""
    if not drafts:
        raise CannotIssue("title")
    inside = cascade.inside_branch(chosen, issued_by)
    serving = cascade.serving_pairs(chosen, issued_by, by.today)
    for at, (draft, selection) in enumerate(zip(drafts, chosen, strict=True)):
        which = {"at": at, "title": draft.title.strip()}
        if not draft.title.strip():
            raise CannotIssue("title", **which)
        if draft.due_on < by.today:
            raise CannotIssue("due_past", **which)
        if outside := selection.named - inside:
            known = Organisation.objects.visible_to(by).filter(pk__in=outside).values_list("name", flat=True)
            raise CannotIssue("outside", names=sorted(known), count=len(outside), **which)
        if strangers := set(selection.person_pairs) - serving:
            raise CannotIssue("outside_people", count=len(strangers), **which)


def _lay_all(obligation: Obligation) -> None:
    selection = Selection.from_json(obligation.selection)
    for top_id, branch in cascade.tops_of(selection, obligation.issued_by):
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
                _commit_without_waiting()
                done = cascade.lay(obligation, Selection.from_json(obligation.selection), *chunks[chunk])
                obligation.selection["chunk"] = chunk + 1
                obligation.selection["done"] = obligation.selection.get("done", 0) + done
                obligation.save(update_fields=["selection"])
            else:
                _finish(obligation)
                return Progress(obligation.planned, obligation.planned, True)
        if time.monotonic() > until:
            return Progress(obligation.selection["done"], obligation.planned, False)


def _commit_without_waiting() -> None:
    """Forty flushes of the log fewer for a nation: a chunk lost in a power cut is laid again."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")


@transaction.atomic
def add_bearers(*, obligation_id: int, selection: Selection, by: Actor) -> int:
    """Lay a duty that is already issued on more bearers, for instance organisations founded since.

    Returns how many are new; those who bear it already keep what they have. Raises CannotIssue (nobody, outside,
    outside_people, due_past, withdrawn) and Refused.
    """
    obligation = Obligation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=obligation_id)
    by.require("obligations.issue", obligation.issued_by)
    if obligation.state != Obligation.State.ISSUED:
        raise CannotIssue("withdrawn")
    if obligation.due_on < by.today:
        raise CannotIssue("due_past")
    as_draft = ObligationDraft(obligation.title, obligation.due_on, obligation.deliverable, obligation.bearer)
    _check([as_draft], [selection], obligation.issued_by, by)
    new = sum(cascade.lay(obligation, selection, *chunk) for chunk in cascade.tops_of(selection, obligation.issued_by))
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
        year=obligation.issued_on.year,
    )
