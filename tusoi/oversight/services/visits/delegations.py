"""Delegations over many organisations: made, changed, ended by the people of their owner."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents.models import Document
from tusoi.organisations.models import Body, Organisation, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Delegation
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import visits
from tusoi.oversight.services.common import line_of, sent_before, text_of

from .index import index_delegation

YEARS = range(1991, 2200)
MEMBERS = 50


@dataclass(frozen=True, slots=True)
class DelegationDraft:
    owner_id: int
    kind: str
    title: str
    year: int
    content: str = ""
    body_id: int | None = None
    leader_id: int | None = None
    member_ids: tuple[int, ...] = ()
    document_id: int | None = None


@transaction.atomic
def create_delegation(*, draft: DelegationDraft, by: Actor, request_key: UUID | None = None) -> Delegation:
    """Set up a delegation, or the working sessions of a year, in the name of an organisation.

    Raises Organisation.DoesNotExist, Refused, and Rejected by field. The same ``request_key`` again gives the same.
    """
    owner = Organisation.objects.visible_to(by).get(pk=draft.owner_id)
    by.require("oversight.run", owner)
    if known := sent_before(Delegation, request_key, by):
        return known
    made = Delegation(
        owner=owner, path=owner.path, created_by_id=by.account_id, created_at=by.at, request_key=request_key
    )
    members = _fill(made, draft, by)
    made.save(force_insert=True)
    made.members.set(members)
    index_delegation(made)
    record(
        by=by, action="oversight.create_delegation", subject=made, organisation=owner, kind=made.kind, year=made.year
    )
    return made


@transaction.atomic
def edit_delegation(*, delegation_id: int, draft: DelegationDraft, by: Actor, seen: int | None = None) -> Delegation:
    """Change what it is about and who goes; its owner stays. Raises Stale, Refused, Rejected by field."""
    delegation = locked_delegation(delegation_id, by)
    if seen is not None and seen != delegation.version:
        raise Stale
    before = delegation.title
    members = _fill(delegation, draft, by)
    delegation.version += 1
    delegation.save()
    delegation.members.set(members)
    index_delegation(delegation)
    record(
        by=by, action="oversight.edit_delegation", subject=delegation, organisation=delegation.owner,
        title=[before, delegation.title],
    )  # fmt: skip
    return delegation


@transaction.atomic
def end_delegation(*, delegation_id: int, by: Actor) -> Delegation:
    """Its work is done: nothing more is scheduled. Ending it again changes nothing. Raises Refused."""
    delegation = locked_delegation(delegation_id, by)
    if delegation.ended_on is None:
        delegation.ended_on = by.today
        delegation.version += 1
        delegation.save(update_fields=["ended_on", "version"])
        record(by=by, action="oversight.end_delegation", subject=delegation, organisation=delegation.owner)
    return delegation


def locked_delegation(delegation_id: int, by: Actor) -> Delegation:
    """The delegation in scope, locked; the permission at its owner was asked."""
    delegation = (
        Delegation.objects.visible_to(by)
        .select_related("owner__kind", "body__kind")
        .select_for_update(of=("self",))
        .get(pk=delegation_id)
    )
    by.require("oversight.run", delegation.owner)
    return delegation


def _fill(delegation: Delegation, draft: DelegationDraft, by: Actor) -> list[Person]:
    """Take over the draft; gives the members. Raises Rejected by field."""
    if draft.kind not in Delegation.Kind.values:
        raise Rejected({"kind": "unknown"})
    if draft.year not in YEARS:
        raise Rejected({"year": "number"})
    delegation.kind, delegation.year = draft.kind, draft.year
    delegation.title = line_of("title", draft.title, required=True)
    delegation.content = text_of("content", draft.content)
    delegation.body = _body(draft.body_id, delegation.owner)
    delegation.document = _document(draft.document_id, by)
    if len(draft.member_ids) > MEMBERS:
        raise Rejected({"members": "too_many"})
    wanted = {*draft.member_ids, *([draft.leader_id] if draft.leader_id else [])}
    people = {person.pk: person for person in visits.people_of(delegation.owner, by.today).filter(pk__in=wanted)}
    kept = {*delegation.members.all(), delegation.leader} if delegation.pk else set()
    people |= {person.pk: person for person in kept if person is not None and person.pk in wanted}
    if draft.leader_id and draft.leader_id not in people:
        raise Rejected({"leader": "unknown"})
    if set(draft.member_ids) - people.keys():
        raise Rejected({"members": "unknown"})
    delegation.leader = people.get(draft.leader_id) if draft.leader_id else None
    return [people[number] for number in draft.member_ids if number != draft.leader_id]


def _body(body_id: int | None, owner: Organisation) -> Body | None:
    if body_id is None:
        return None
    body = Body.objects.filter(organisation=owner, pk=body_id, valid_to__isnull=True).first()
    if body is None:
        raise Rejected({"body": "unknown"})
    return body


def _document(document_id: int | None, by: Actor) -> Document | None:
    if document_id is None:
        return None
    document = Document.objects.visible_to(by).filter(pk=document_id).first()
    if document is None:
        raise Rejected({"document": "unknown"})
    return document
