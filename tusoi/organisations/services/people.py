"""People: registered with a membership, appointed to positions and relieved of them, each by a decision."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from tusoi.audit.services import record
from tusoi.lib.folding import sort_key
from tusoi.organisations.errors import Unappointable, WrongStanding
from tusoi.organisations.models import (
    AreaAssignment,
    Body,
    Membership,
    Organisation,
    Person,
    Position,
    PositionKind,
    Term,
)  # fmt: skip
from tusoi.organisations.rules import ROLES
from tusoi.organisations.scope import Actor
from tusoi.search.services import index_entry


@transaction.atomic
def register_person(
    *,
    name: str,
    organisation_id: int,
    standing: str,
    valid_from: date,
    by: Actor,
    birth_year: int | None = None,
    phone: str = "",
    email: str = "",
) -> Person:
    """Enter a person as a member of an organisation. Raises WrongStanding ("name", "kind", "ended", "day"), Refused."""
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("people.change", organisation)
    name = " ".join(name.split())
    if not name:
        raise WrongStanding("name")
    if standing not in Membership.Standing.values:
        raise WrongStanding("kind")
    if organisation.ended_on is not None:
        raise WrongStanding("ended")
    if not organisation.founded_on <= valid_from <= by.today:
        raise WrongStanding("day")
    person = Person.objects.create(name=name, sort_key=sort_key(name), birth_year=birth_year, phone=phone, email=email)
    Membership.objects.create(person=person, organisation=organisation, standing=standing, valid_from=valid_from)
    index_person(person, organisation)
    record(
        by=by, action="people.register", subject=person, organisation=organisation, standing=standing,
        valid_from=valid_from,
    )  # fmt: skip
    return person


@transaction.atomic
def appoint(
    *,
    person_id: int,
    kind_id: int,
    organisation_id: int,
    valid_from: date,
    by: Actor,
    body_id: int | None = None,
    term_id: int | None = None,
    decision: str = "",
) -> Position:
    """Give a person a position from a day on.

    An organisation has one head at a time; nobody appoints himself; who may not change accounts makes no
    administrators. Raises Unappointable (its codes), Refused, and DoesNotExist outside one's reach.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    person = Person.objects.visible_to(by).get(pk=person_id)
    by.require("people.change", organisation)
    kind = PositionKind.objects.on(valid_from).filter(pk=kind_id).first()
    if kind is None:
        raise Unappointable("kind")
    if organisation.ended_on is not None:
        raise Unappointable("ended")
    if valid_from < organisation.founded_on:
        raise Unappointable("day")
    if person.pk == by.person_id:
        raise Unappointable("self")
    if "accounts.change" in ROLES.get(kind.role, ()) and not by.may("accounts.change", organisation):
        raise Unappointable("beyond")
    body = Body.objects.on(valid_from).filter(organisation=organisation, pk=body_id).first() if body_id else None
    if body_id and body is None:
        raise Unappointable("body")
    term = Term.objects.on(valid_from).filter(organisation=organisation, pk=term_id).first() if term_id else None
    if term_id and term is None:
        raise Unappointable("term")
    _refuse_a_second(person, kind, organisation, body, valid_from)
    position = Position.objects.create(
        person=person, organisation=organisation, body=body, term=term, kind=kind, valid_from=valid_from,
        decision=decision,
    )  # fmt: skip
    index_person(person, organisation)
    record(
        by=by, action="positions.appoint", subject=position, organisation=organisation, label=f"{person} – {position}",
        person=person.name, person_id=person.pk, kind=kind.code, position=kind.name_vi, valid_from=valid_from,
        decision=decision,
    )  # fmt: skip
    return position


@transaction.atomic
def relieve(*, position_id: int, on: date, reason: str, by: Actor, decision: str = "") -> Position:
    """End a position on a day; with the last seat on the committee end the areas answered for there.

    Raises Unappointable ("ended", "day", "reason") and Refused.
    """
    position = (
        Position.objects.visible_to(by)
        .select_related("organisation", "person", "kind", "body")
        .select_for_update(of=("self",))
        .get(pk=position_id)
    )
    organisation = position.organisation
    by.require("people.change", organisation)
    if position.valid_to is not None:
        raise Unappointable("ended")
    if on < position.valid_from:
        raise Unappointable("day")
    if not reason.strip():
        raise Unappointable("reason")
    position.valid_to = on
    position.save(update_fields=["valid_to"])
    areas = 0 if _sits_on_committee(position.person, organisation, on) else _end_areas(position, on)
    record(
        by=by, action="positions.relieve", subject=position, organisation=organisation,
        label=f"{position.person} – {position}", person=position.person.name, person_id=position.person_id,
        position=position.kind.name_vi, on=on, reason=reason, decision=decision, areas_ended=areas,
    )  # fmt: skip
    return position


def _refuse_a_second(
    person: Person, kind: PositionKind, organisation: Organisation, body: Body | None, valid_from: date
) -> None:
    """The same position twice at once for one person, or a second head: refused. The organisation's row is locked."""
    later = Position.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from), organisation=organisation
    )  # a new position is open: it meets everything that has not ended before it begins
    if later.filter(person=person, kind__code=kind.code, body=body).exists():
        raise Unappointable("double")
    if kind.role == "head" and later.filter(kind__role="head").exists():
        raise Unappointable("taken")


def _sits_on_committee(person: Person, organisation: Organisation, on: date) -> bool:
    return (
        Position.objects.on(on)
        .filter(person=person, organisation=organisation, kind__is_committee_member=True)
        .exists()
    )


def _end_areas(position: Position, on: date) -> int:
    open_areas = AreaAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        person=position.person, organisation=position.organisation, valid_from__lte=on,
    )  # fmt: skip
    return open_areas.update(valid_to=on)


def index_person(person: Person, organisation: Organisation) -> None:
    index_entry(kind="person", object_id=person.pk, title=person.name, text=organisation.name, path=organisation.path)
