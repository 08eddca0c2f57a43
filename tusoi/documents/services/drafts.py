"""A document written after a template: filled in, appraised, numbered and registered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi import treepath
from tusoi.audit.services import record
from tusoi.documents import drafting, files, rules, selectors
from tusoi.documents.models import DraftDocument, Template
from tusoi.lib.rendering.plain import plain_text
from tusoi.lib.rendering.text import clean
from tusoi.lib.workflow import Move
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .checks import Metadata
from .index import index_draft
from .register import register_document

OPINION = 8_000


class Stale(Exception):
    """Somebody has saved the draft since it was opened. ``who``, ``at`` and ``version`` say whose it is now."""

    code = "stale"

    def __init__(self, draft: DraftDocument) -> None:
        super().__init__("saved by somebody else since")
        self.version, self.at = draft.version, draft.saved_at
        self.who = draft.saved_by.get_full_name() if draft.saved_by else ""


@transaction.atomic
def create_draft(
    *, template_id: int, organisation_id: int, by: Actor, body_id: int | None = None, request_key: UUID | None = None
) -> DraftDocument:
    """Begin a document of an organisation after a template, with what the organisation knows filled in.

    Raises rules.Rejected ("template": not_in_force, other_kind; "body": unknown) and Refused. The same
    ``request_key`` again gives the same draft.
    """
    organisation = Organisation.objects.visible_to(by).select_related("kind", "parent").get(pk=organisation_id)
    template = Template.objects.visible_to(by).select_related("kind", "owner").get(pk=template_id)
    by.require("documents.register", organisation)
    known = DraftDocument.objects.filter(request_key=request_key).first() if request_key else None
    if known is not None:
        if known.created_by_id != by.account_id:
            raise rules.Rejected({"": "request_key"})
        return known
    _require_usable(template, organisation, by.today)
    body = None
    if body_id is not None:
        body = next((one for one in selectors.bodies_of([organisation], on=by.today) if one.pk == body_id), None)
        if body is None:
            raise rules.Rejected({"body": "unknown"})
    fields = drafting.read_fields(template.fields)
    values = selectors.defaults_of(fields, organisation, on=by.today)
    draft = DraftDocument(
        organisation=organisation, body_of=body, template=template, values=values, created_by_id=by.account_id,
        created_at=by.at, saved_at=by.at, saved_by_id=by.account_id, request_key=request_key,
    )  # fmt: skip
    draft.excerpt = selectors.excerpt_of(draft)
    draft.save(force_insert=True)
    index_draft(draft)
    record(by=by, action="documents.draft", subject=draft, organisation=organisation, template=template.label)
    return draft


@transaction.atomic
def save_draft(*, draft_id: int, values: Mapping[str, Any], by: Actor, seen: int | None = None) -> DraftDocument:
    """Keep what was filled in so far. A value need not be right yet; too long it may not be.

    ``seen``: the version the writer has before him. Raises Stale, rules.Rejected, files.SecretFile, IllegalMove,
    Refused.
    """
    draft, _ = _move(draft_id, "save", by, seen)
    return _written(draft, values, by)


@transaction.atomic
def send_draft(
    *,
    draft_id: int,
    appraiser_id: int,
    by: Actor,
    values: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> DraftDocument:
    """Send it to be appraised by a superior or by one's own office. Every required field has to be filled in.

    Raises rules.Rejected (by field; "appraiser": unknown), files.SecretFile, Stale, IllegalMove and Refused.
    """
    draft, move = _move(draft_id, "send", by, seen)
    if values is not None:
        draft = _written(draft, values, by)
    if appraiser_id not in treepath.ids(draft.organisation.path):
        raise rules.Rejected({"appraiser": "unknown"})
    appraiser = Organisation.objects.get(pk=appraiser_id)
    wrong = drafting.problems(drafting.read_fields(draft.template.fields), draft.values)
    if wrong:
        raise rules.Rejected(wrong)
    draft.appraiser, draft.appraised_by, draft.appraised_at = appraiser, None, None
    return _moved(draft, move, by, "documents.send_draft", to=appraiser.name)


@transaction.atomic
def recall_draft(*, draft_id: int, by: Actor) -> DraftDocument:
    """Take it back before it was appraised. Raises IllegalMove and Refused."""
    draft, move = _move(draft_id, "recall", by)
    return _moved(draft, move, by, "documents.recall_draft")


@transaction.atomic
def return_draft(*, draft_id: int, opinion: str, by: Actor, seen: int | None = None) -> DraftDocument:
    """Send it back with what has to be changed. Raises rules.Rejected ("opinion"), Stale, IllegalMove and Refused."""
    draft, move = _move(draft_id, "return", by, seen)
    _appraise(draft, opinion, by, required=True)
    return _moved(draft, move, by, "documents.return_draft", opinion=draft.opinion)


@transaction.atomic
def approve_draft(*, draft_id: int, by: Actor, opinion: str = "", seen: int | None = None) -> DraftDocument:
    """Say that it may be issued as it is. Raises rules.Rejected ("opinion"), Stale, IllegalMove and Refused."""
    draft, move = _move(draft_id, "approve", by, seen)
    _appraise(draft, opinion, by)
    return _moved(draft, move, by, "documents.approve_draft", opinion=draft.opinion)


@transaction.atomic
def reopen_draft(*, draft_id: int, by: Actor) -> DraftDocument:
    """Write on at one that was approved; it has to be appraised again. Raises IllegalMove and Refused."""
    draft, move = _move(draft_id, "reopen", by)
    return _moved(draft, move, by, "documents.reopen_draft")


@transaction.atomic
def drop_draft(*, draft_id: int, by: Actor) -> DraftDocument:
    """Give it up; it stays, to be looked at. Raises IllegalMove and Refused."""
    draft, move = _move(draft_id, "drop", by)
    return _moved(draft, move, by, "documents.drop_draft")


@transaction.atomic
def issue_draft(
    *, draft_id: int, issued_on: date, by: Actor, confirmed: Collection[str] = (), seen: int | None = None
) -> DraftDocument:
    """Number it, print it and enter it into the register with its text and its Word file.

    The number is the next one of the series (kind, issuer, symbol, term). Raises rules.Doubtful until the doubts of the
    register are ``confirmed``, rules.Rejected, word_template.BadTemplate, files.SecretFile, Stale, IllegalMove and
    Refused.
    """
    draft, move = _move(draft_id, "issue", by, seen)
    organisation = draft.organisation
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)  # numbers, one by one
    kind = selectors.kind_on(draft.template.kind.code, issued_on)
    if kind is None:
        raise rules.Rejected({"issued_on": "not_in_force"})
    symbol = selectors.symbol_for(kind, organisation, draft.body_of)
    number = selectors.next_number(kind=kind.code, issuer=organisation, on=issued_on, symbol=symbol)
    letter = selectors.letter_of(draft, number=number, on=issued_on)
    document = register_document(
        owner_id=organisation.pk,
        metadata=Metadata(
            kind=kind.code, issued_on=issued_on, number=number, symbol=symbol, issuer_id=organisation.pk,
            issuer_body_id=draft.body_of_id, excerpt=draft.excerpt,
        ),
        by=by, content=selectors.word_of(draft, letter), filename=f"{number:02d}-{symbol.replace('/', '-')}.docx",
        text="" if draft.template.file_id else plain_text(letter), confirmed=confirmed,
    )  # fmt: skip
    draft.document = document
    return _moved(draft, move, by, "documents.issue_draft", reference=document.reference, issued_on=issued_on)


# --- shared


def _move(draft_id: int, action: str, by: Actor, seen: int | None = None) -> tuple[DraftDocument, Move]:
    """The draft, locked, with the move that is asked for; the rule, the permission and the version were asked."""
    draft = (
        DraftDocument.objects.visible_to(by)
        .select_related(
            "organisation__kind", "organisation__parent", "template__kind", "template__file", "body_of__kind",
            "appraiser", "saved_by__person",
        )
        .select_for_update(of=("self",))
        .get(pk=draft_id)
    )  # fmt: skip
    permission = next(move.permission for move in rules.DRAFT.moves if move.action == action)
    by.require(permission, draft.appraiser if permission == "documents.appraise" else draft.organisation)
    move = rules.DRAFT.move(draft.state, action)
    if seen is not None and seen != draft.version:
        raise Stale(draft)
    return draft, move


def _moved(draft: DraftDocument, move: Move, by: Actor, action: str, **more: Any) -> DraftDocument:
    before, draft.state = draft.state, move.target
    draft.version += 1
    draft.saved_at, draft.saved_by_id = by.at, by.account_id
    draft.save()
    record(by=by, action=action, subject=draft, organisation=draft.organisation, state=[before, draft.state], **more)
    return draft


def _written(draft: DraftDocument, values: Mapping[str, Any], by: Actor) -> DraftDocument:
    """The trail keeps who wrote on which day, and in which fields first; not every moment of it."""
    fields = drafting.read_fields(draft.template.fields)
    cleaned = drafting.clean_values(fields, values)
    changed = [field.label_vi for field in fields if cleaned.get(field.key) != draft.values.get(field.key, "")]
    if not changed:
        return draft
    files.refuse_marked("\n".join(drafting.fields.lines_of(cleaned)))
    draft.values = cleaned
    draft.excerpt = selectors.excerpt_of(draft)
    is_new_hand = draft.saved_by_id != by.account_id or draft.saved_at.date() != by.at.date() or not draft.version
    draft.version += 1
    draft.saved_at, draft.saved_by_id = by.at, by.account_id
    draft.save(update_fields=["values", "excerpt", "version", "saved_at", "saved_by"])
    index_draft(draft)
    if is_new_hand:
        record(
            by=by, action="documents.save_draft", subject=draft, organisation=draft.organisation,
            fields=", ".join(changed)[:500],
        )  # fmt: skip
    return draft


def _appraise(draft: DraftDocument, opinion: str, by: Actor, *, required: bool = False) -> None:
    opinion = clean(opinion).replace("\r\n", "\n").strip()
    if required and not opinion:
        raise rules.Rejected({"opinion": "required"})
    if len(opinion) > OPINION:
        raise rules.Rejected({"opinion": "too_long"})
    draft.opinion, draft.appraised_by_id, draft.appraised_at = opinion, by.account_id, by.at


def _require_usable(template: Template, organisation: Organisation, today: date) -> None:
    in_force = template.valid_from <= today and (template.valid_to is None or today < template.valid_to)
    own = template.owner_id == organisation.pk
    if not in_force or (template.owner_id and template.issued_at is None and not own):
        raise rules.Rejected({"template": "not_in_force"})
    if template.for_kinds and organisation.kind.code not in template.for_kinds:
        raise rules.Rejected({"template": "other_kind"})
