"""Clear person, clear task (rõ người, rõ việc): who answers for what, what nobody answers for, what two answer for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tusoi.organisations.models import AreaAssignment, Field, Organisation, Person
from tusoi.organisations.scope import Actor

from .people import committee_of


@dataclass(frozen=True, slots=True)
class Area:
    """A direct subordinate or a field of work, and who answers for it."""

    kind: str
    """"territory" or "field"."""
    id: int
    name: str
    assignments: tuple[AreaAssignment, ...]

    @property
    def is_gap(self) -> bool:
        return not self.assignments

    @property
    def is_double(self) -> bool:
        return len(self.assignments) > 1


@dataclass(frozen=True, slots=True)
class Areas:
    """Everything there is to answer for in an organisation on a day."""

    territories: tuple[Area, ...]
    fields: tuple[Area, ...]
    idle: tuple[Person, ...]
    """Members of the committee who answer for nothing."""
    former: tuple[AreaAssignment, ...]
    """Still open although the person no longer sits on the committee."""

    @property
    def everything(self) -> tuple[Area, ...]:
        return self.territories + self.fields

    @property
    def gaps(self) -> tuple[Area, ...]:
        return tuple(area for area in self.everything if area.is_gap)

    @property
    def doubles(self) -> tuple[Area, ...]:
        return tuple(area for area in self.everything if area.is_double)


def areas_of(organisation: Organisation, *, by: Actor, on: date) -> Areas:
    """Who answers for each direct subordinate and each field on a day. Four queries, whatever the size."""
    assigned = (
        AreaAssignment.objects.visible_to(by)
        .on(on)
        .filter(organisation=organisation)
        .select_related("person", "territory", "field")
        .order_by("person__sort_key", "pk")
    )
    of_territory: dict[int, list[AreaAssignment]] = {}
    of_field: dict[str, list[AreaAssignment]] = {}
    for area in assigned:
        if area.territory_id is not None:
            of_territory.setdefault(area.territory_id, []).append(area)
        elif area.field is not None:
            of_field.setdefault(area.field.code, []).append(area)
    children = Organisation.objects.visible_to(by).filter(parent=organisation).living().order_by("sort_key", "pk")
    territories = tuple(
        Area("territory", pk, name, tuple(of_territory.get(pk, ()))) for pk, name in children.values_list("pk", "name")
    )
    fields = tuple(Area("field", field.pk, field.name, tuple(of_field.get(field.code, ()))) for field in fields_on(on))
    committee = [seat.person for seat in committee_of(organisation, by=by, on=on)]
    busy = {area.person_id for area in assigned}
    seated = {person.pk for person in committee}
    return Areas(
        territories,
        fields,
        tuple(person for person in committee if person.pk not in busy),
        tuple(area for area in assigned if area.person_id not in seated),
    )


def fields_on(day: date) -> QuerySet[Field]:
    fields: QuerySet[Field] = Field.objects.on(day).order_by("pk")
    return fields


def areas_held(person: Person, *, by: Actor) -> QuerySet[AreaAssignment]:
    """What the person answers or answered for, the latest first."""
    return (
        AreaAssignment.objects.visible_to(by)
        .filter(person=person)
        .select_related("organisation", "territory", "field")
        .order_by("-valid_from", "-pk")
    )


def get_area(pk: int, *, by: Actor) -> AreaAssignment:
    found = AreaAssignment.objects.visible_to(by).select_related("organisation", "person", "territory", "field")
    return found.get(pk=pk)
