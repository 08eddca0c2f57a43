"""What a list that knows only numbers shows: organisations and people by their ids, those on the way up by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from tusoi import treepath
from tusoi.organisations.models import Organisation, Person, Position
from tusoi.organisations.prepared import kept
from tusoi.organisations.scope import Actor


def organisations_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Organisation]:
    """Those of the organisations that the actor may see, with their kind and the one above."""
    return Organisation.objects.visible_to(by).filter(pk__in=list(ids)).select_related("kind", "parent")


def people_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Person]:
    return Person.objects.visible_to(by).filter(pk__in=list(ids))


def names_on_the_way(by: Actor, known: Mapping[int, str]) -> list[tuple[int, str]]:
    """(id, name) of the organisations above the place the actor works for, the highest first.

    One query, none where all of them are among the ``known`` ones, which he was shown.
    """
    if by.place is None:
        return []
    above = treepath.ids(by.place.path)[:-1]
    names = known
    if not known.keys() >= set(above):
        names = dict(_named_above(by))
    return [(pk, names[pk]) for pk in above if pk in names]


@kept
def _named_above(by: Actor) -> QuerySet[Organisation, tuple[int, str]]:
    above = treepath.ids(by.place.path)[:-1] if by.place else []
    return Organisation.objects.visible_to(by).filter(pk__in=above).values_list("pk", "name")


def places_among(people: Iterable[int], *, by: Actor) -> dict[int, Position]:
    """The highest position of each person today, of those the actor may know. One query."""
    places: dict[int, Position] = {}
    rows = (
        Position.objects.visible_to(by)
        .on(by.today)
        .filter(person__in=list(people), organisation__ended_on__isnull=True)
        .select_related("kind", "organisation")
        .order_by("organisation__depth", "kind__rank", "pk")
    )
    for position in rows:
        places.setdefault(position.person_id, position)
    return places
