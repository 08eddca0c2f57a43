"""Notes of regular supervision: lists, counts, and which organisations are worth a closer look."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, ObservationNote


def notes(
    by: Actor,
    *,
    owner_id: int | None = None,
    organisation_id: int | None = None,
    how: str = "",
    area: str = "",
    marked: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[ObservationNote]:
    """Those within reach, the latest first. ``marked``: "reminded", "signal" or "open" (signals without a case).

    ``until``: the last day.
    """
    found = (
        ObservationNote.objects.visible_to(by)
        .select_related("owner", "organisation__kind", "created_by__person")
        .prefetch_related("areas")
    )
    if owner_id:
        found = found.filter(owner=owner_id)
    if organisation_id:
        found = found.filter(organisation=organisation_id)
    if how:
        found = found.filter(how=how)
    if area:
        found = found.filter(pk__in=ObservationNote.areas.through.objects.filter(  # a note has several areas
            contentarea__code=area
        ).values("observationnote"))  # fmt: skip
    if marked == "reminded":
        found = found.filter(reminded=True)
    elif marked == "signal":
        found = found.filter(is_signal=True)
    elif marked == "open":
        found = found.filter(is_signal=True, case__isnull=True)
    if since:
        found = found.filter(on__gte=since)
    if until:
        found = found.filter(on__lte=until)
    return found.order_by("-on", "-pk")


def note_in_scope(note_id: int, by: Actor) -> ObservationNote:
    """Raises ObservationNote.DoesNotExist outside of reach."""
    return (
        ObservationNote.objects.visible_to(by)
        .select_related("owner__kind", "organisation__kind", "created_by__person", "case")
        .prefetch_related("areas")
        .get(pk=note_id)
    )


def note_counts(found: QuerySet[ObservationNote]) -> dict[str, int]:
    """Of a list of notes: how many, by way, with reminders, signals, and signals without a case."""
    return found.order_by().aggregate(
        entries=Count("pk"), direct=Count("pk", filter=Q(how="direct")), reminders=Count("pk", filter=Q(reminded=True)),
        signals=Count("pk", filter=Q(is_signal=True)),
        open_signals=Count("pk", filter=Q(is_signal=True, case__isnull=True)),
        organisations=Count("organisation", distinct=True),
    )  # fmt: skip


def closer_look(by: Actor, since: date) -> list[dict[str, Any]]:
    """Organisations with signals no case was opened for, or two reminders or more, since a day; most signals first.

    It orders a list out of notes that everybody can read behind it; it says nothing about anybody.
    """
    rows: Any = (
        ObservationNote.objects.visible_to(by)
        .filter(on__gte=since)
        .order_by()
        .values("organisation", "organisation__name")
        .annotate(
            signals=Count("pk", filter=Q(is_signal=True, case__isnull=True)),
            reminders=Count("pk", filter=Q(reminded=True)), entries=Count("pk"), last=Max("on"),
        )
        .filter(Q(signals__gte=1) | Q(reminders__gte=2))
        .order_by("-signals", "-reminders", "organisation__name")
    )  # fmt: skip
    return list(rows[:20])


def case_of(note: ObservationNote, by: Actor) -> Case | None:
    """The case opened for it, where the actor may see it."""
    return Case.objects.visible_to(by).filter(pk=note.case_id).first() if note.case_id else None


def cases_for(note: ObservationNote, by: Actor) -> list[Case]:
    """The owner's latest cases the actor works on, of those over the organisation the note is about."""
    found = Case.objects.worked_on_by(by).filter(owner=note.owner_id, subjects__organisation=note.organisation_id)
    return list(found.distinct().order_by("-opened_on", "-pk")[:50])
