"""Clear person, clear task: which committee member answers for which subordinate organisation or field."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from tusoi.audit.services import record
from tusoi.organisations.errors import Unassignable
from tusoi.organisations.models import AreaAssignment, Field, Organisation, Person, Position
from tusoi.organisations.scope import Actor


@transaction.atomic
def assign_area(
    *,
    person_id: int,
    organisation_id: int,
    valid_from: date,
    by: Actor,
    territory_id: int | None = None,
    field_id: int | None = None,
    decision: str = "",
) -> AreaAssignment:
    """A committee member of the organisation answers for one of its direct subordinates, or for a field, from a day on.

    Two members may answer for the same area; the page of areas shows it. Raises Unassignable (its codes) and Refused.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    person = Person.objects.visible_to(by).get(pk=person_id)
    by.require("areas.assign", organisation)
    if (territory_id is None) == (field_id is None):
        raise Unassignable("either")
    if organisation.ended_on is not None:
        raise Unassignable("ended")
    if valid_from < organisation.founded_on:
        raise Unassignable("day")
    seats = Position.objects.on(valid_from).filter(person=person, organisation=organisation)
    if not seats.filter(kind__is_committee_member=True).exists():
        raise Unassignable("committee")
    territory = organisation.children.living().filter(pk=territory_id).first() if territory_id else None
    if territory_id and territory is None:
        raise Unassignable("territory")
    field = Field.objects.on(valid_from).filter(pk=field_id).first() if field_id else None
    if field_id and field is None:
        raise Unassignable("kind")
    same = AreaAssignment.objects.filter(organisation=organisation, person=person, territory=territory, field=field)
    if same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)).exists():
        raise Unassignable("double")
    area = AreaAssignment.objects.create(
        organisation=organisation, person=person, territory=territory, field=field, valid_from=valid_from,
        decision=decision,
    )  # fmt: skip
    record(
        by=by, action="areas.assign", subject=area, organisation=organisation, label=label_of(area),
        person=person.name, person_id=person.pk, area=_target(area), valid_from=valid_from, decision=decision,
    )  # fmt: skip
    return area


@transaction.atomic
def end_area(*, area_id: int, on: date, by: Actor, reason: str = "") -> AreaAssignment:
    """A member no longer answers for an area. Raises Unassignable ("ended", "day") and Refused."""
    area = (
        AreaAssignment.objects.visible_to(by)
        .select_related("organisation", "person")
        .select_for_update(of=("self",))
        .get(pk=area_id)
    )
    by.require("areas.assign", area.organisation)
    if area.valid_to is not None:
        raise Unassignable("ended")
    if on < area.valid_from:
        raise Unassignable("day")
    area.valid_to = on
    area.save(update_fields=["valid_to"])
    record(
        by=by, action="areas.end", subject=area, organisation=area.organisation, label=label_of(area),
        person=area.person.name, person_id=area.person_id, area=_target(area), on=on, reason=reason,
    )  # fmt: skip
    return area


def label_of(area: AreaAssignment) -> str:
    return f"{area.person} – {_target(area)}"


def _target(area: AreaAssignment) -> str:
    if area.territory is not None:
        return area.territory.name
    return area.field.name_vi if area.field else ""
