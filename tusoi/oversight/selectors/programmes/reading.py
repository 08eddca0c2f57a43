"""Programmes and their lines as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from tusoi.audit.models import Entry
from tusoi.organisations.models import Body, Organisation, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.circles import STUB_KINDS
from tusoi.oversight.models import Case, CaseKind, ContentArea, EntrySubject, Programme, ProgrammeEntry
from tusoi.oversight.rules import PROGRAMME

HISTORY = 100
SUBJECTS = Prefetch("subjects", EntrySubject.objects.select_related("organisation__kind", "person").order_by("pk"))
"""The subjects of lines with their organisations and persons: one query for all of them."""


def programmes_of(by: Actor, *, year: int | None = None, state: str = "", whose: str = "") -> QuerySet[Programme]:
    """Those he may see, newest year first. ``whose``: "own" those of his places, "above", "below", "" all."""
    found = Programme.objects.visible_to(by).select_related("owner", "body", "term", "document__kind")
    found = found.defer("document__text")
    if year is not None:
        found = found.filter(Q(year=year) | Q(year__isnull=True))
    if state:
        found = found.filter(state=state)
    if whose == "own":
        found = found.filter(owner__in=by.place_ids)
    elif whose == "above":
        found = found.filter(owner__in=by.ancestor_ids - by.place_ids)
    elif whose == "below":
        found = found.exclude(owner__in=by.ancestor_ids)
    standing = Count("entries", filter=Q(entries__cancelled_on__isnull=True))
    return found.annotate(lines=standing).order_by("-year", "owner__depth", "owner__sort_key", "body__kind__code", "pk")


def years_of(by: Actor) -> list[int]:
    """The years that have a programme he may see, newest first."""
    rows = Programme.objects.visible_to(by).filter(year__isnull=False).order_by("-year")
    return [year for year in rows.values_list("year", flat=True).distinct() if year is not None]


def programme_for(pk: int, by: Actor) -> Programme:
    """Raises Programme.DoesNotExist."""
    return (
        Programme.objects.visible_to(by)
        .select_related("owner__kind", "owner__parent", "body__kind", "term", "document__kind")
        .defer("document__text")
        .get(pk=pk)
    )


def programmes_among(ids: list[int], *, by: Actor) -> QuerySet[Programme]:
    """Those of the ids that exist for the actor, for the search."""
    return Programme.objects.visible_to(by).filter(pk__in=ids).select_related("owner", "body")


def lines_of(programme: Programme, by: Actor) -> list[ProgrammeEntry]:
    """Its lines in order, with subjects and areas. Three queries."""
    lines = list(
        ProgrammeEntry.objects.visible_to(by)
        .filter(programme=programme)
        .select_related("kind", "lead_person")
        .prefetch_related("areas", SUBJECTS)
        .order_by("position")
    )
    for line in lines:
        line.programme = programme
    return lines


def entry_for(programme: Programme, pk: int, by: Actor) -> ProgrammeEntry:
    """Raises ProgrammeEntry.DoesNotExist."""
    return (
        ProgrammeEntry.objects.visible_to(by)
        .filter(programme=programme)
        .select_related("kind", "lead_person")
        .prefetch_related("areas", SUBJECTS)
        .get(pk=pk)
    )


def moves_for_programme(programme: Programme, by: Actor) -> frozenset[str]:
    """The actions of the table of moves that are open to him now. No query."""
    stands = set()
    if access.is_staff(by, programme):
        stands.add("owner")
    if access.is_commission(by, programme.owner_id):
        stands.add("commission")
    return frozenset(move.action for move in PROGRAMME.from_state(programme.state) if move.permission in stands)


def owners_for(by: Actor) -> list[tuple[Organisation, Body | None]]:
    """For whom he can draw up a programme at the place he works for: the committee, or a body. At most two queries."""
    if by.place is None or not by.place.gives("oversight.run"):
        return []
    owner = Organisation.objects.visible_to(by).select_related("kind").get(pk=by.place.organisation_id)
    bodies = Body.objects.visible_to(by).on(by.today).filter(organisation=owner).select_related("kind")
    found: list[tuple[Organisation, Body | None]] = [(owner, None)]
    found += [(owner, body) for body in bodies.order_by("kind__code", "pk") if not body.kind.is_collective]
    return [(one, body) for one, body in found if access.is_staff(by, _as_programme(one, body))]


def _as_programme(owner: Organisation, body: Body | None) -> Programme:
    return Programme(owner=owner, body=body, is_committees=body is None or body.kind.is_collective)


def writable_programmes(by: Actor) -> list[Programme]:
    """Programmes of his places to which he can add a line just now. One query."""
    states = {move.source for move in PROGRAMME.moves if move.action in ("edit", "amend")}
    rows = (
        Programme.objects.visible_to(by)
        .filter(owner__in=by.place_ids, state__in=states)
        .select_related("owner", "body__kind")
        .order_by("-year", "pk")[:50]
    )
    return [one for one in rows if moves_for_programme(one, by) & {"edit", "amend"}]


def sources_for(programme: Programme, by: Actor) -> list[Programme]:
    """Other programmes of the owner from which lines can be taken: of the term first, then the latest years."""
    rows = (
        Programme.objects.visible_to(by)
        .filter(owner=programme.owner_id)
        .exclude(pk=programme.pk)
        .select_related("owner", "body", "term")
        .order_by("-year", "pk")[:30]
    )
    return sorted(rows, key=lambda one: one.year is not None)


def kinds_now(by: Actor) -> list[CaseKind]:
    """The kinds in force that a programme can hold."""
    rows = CaseKind.objects.on(by.today).exclude(code__in=STUB_KINDS).order_by("rank", "code")
    return [kind for kind in rows if kind.procedure.is_scheduled]


def areas_now(by: Actor) -> list[ContentArea]:
    return list(ContentArea.objects.on(by.today).order_by("rank", "code"))


def leads_for(owner: Organisation, by: Actor) -> list[Position]:
    """Who can lead: those who hold a position in the owner's own organisation, one row a person. One query."""
    rows = (
        Position.objects.visible_to(by)
        .on(by.today)
        .filter(organisation=owner)
        .select_related("person", "kind", "body", "organisation")
        .order_by("kind__rank", "person__sort_key", "pk")[:300]
    )
    seen: dict[int, Position] = {}
    for one in rows:
        seen.setdefault(one.person_id, one)
    return list(seen.values())


def cases_of_lines(lines: Iterable[ProgrammeEntry], by: Actor) -> dict[int, Case]:
    """For each line the case opened for it that he may see. One query."""
    rows = (
        Case.objects.visible_to(by)
        .filter(entry__in=[line.pk for line in lines])
        .exclude(state=Case.State.DROPPED)
        .order_by("-pk")
    )
    return {one.entry_id: one for one in rows if one.entry_id is not None}


def history_of_programme(programme: Programme, by: Actor) -> list[Any]:
    """What became of it, newest first."""
    entries = Entry.objects.visible_to(by).changes_only().about("oversight.programme", programme.pk)
    return list(entries.order_by("-at", "-pk")[:HISTORY])
