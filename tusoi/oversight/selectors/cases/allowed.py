"""Whom somebody may name for a team, and who is too near to whom it looks at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from tusoi import treepath
from tusoi.organisations.models import Membership, Person, Position
from tusoi.organisations.scope import Actor


def people_for(by: Actor) -> QuerySet[Person]:
    """Whom somebody may name for a team: within his reach, and who serves in a house above his own."""
    above = Position.objects.on(by.today).filter(organisation__in=by.ancestor_ids).values("person")
    return Person.objects.filter(Q(pk__in=Person.objects.visible_to(by).values("pk")) | Q(pk__in=above))


def conflicts(person_id: int, subjects: Iterable[tuple[str, int | None]], owner_path: str, on: date) -> list[str]:
    """Why somebody may not be of the team: what he is in an organisation that is looked at, or below it, in words.

    ``subjects``: (path, person) of each. Where a person is looked at: himself, and who serves in that very organisation
    unless it is the owner's own house. ["self"] for himself. At most two queries.
    """
    rows = list(subjects)
    if any(person == person_id for _path, person in rows):
        return ["self"]
    here = treepath.within("organisation__path", [path for path, person in rows if person is None])
    here |= Q(organisation__path__in=[path for path, person in rows if person is not None and path != owner_path])
    held = Position.objects.on(on).filter(here, person=person_id).select_related("organisation", "kind", "body")
    members = Membership.objects.on(on).filter(here, person=person_id).select_related("organisation")
    return [*(f"{one.title}, {one.organisation.name}" for one in held), *(one.organisation.name for one in members)]
