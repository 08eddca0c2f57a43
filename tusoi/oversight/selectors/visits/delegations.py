"""Delegations and their sessions: lists, the calendar of a month, how it stands with each organisation."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from tusoi.audit.models import Entry
from tusoi.lib.calendar import is_working_day
from tusoi.organisations.models import Organisation, Person, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.models import Delegation, WorkSession

MOST_ON_A_PAGE = 1_000
"""Sessions of one month that are drawn; more than thirty on every working day."""


def may_run(owner: Organisation, by: Actor) -> bool:
    return by.may("oversight.run", owner)


def delegations(
    by: Actor, *, year: int | None = None, kind: str = "", owner_id: int | None = None, state: str = ""
) -> QuerySet[Delegation]:
    """Those within reach, the latest first, with how many of their visible sessions are to come (``planned_count``),
    held, called off, and over without anybody having written what came of them (``unwritten_count``).

    ``state``: "open" or "ended".
    """
    found = Delegation.objects.visible_to(by).select_related("owner__kind", "body__kind", "leader")
    if year:
        found = found.filter(year=year)
    if kind:
        found = found.filter(kind=kind)
    if owner_id:
        found = found.filter(owner=owner_id)
    if state:
        found = found.filter(ended_on__isnull=state == "open")
    seen = WorkSession.objects.visible_to(by)
    counted: dict[str, Any] = {
        f"{name}_count": Count("sessions", filter=Q(sessions__in=seen) & condition, distinct=True)
        for name, condition in _standing(by.today, "sessions__").items()
    }
    return found.annotate(**counted).order_by("-year", "-pk")


def delegation_in_scope(delegation_id: int, by: Actor) -> Delegation:
    """Raises Delegation.DoesNotExist outside of reach."""
    return (
        Delegation.objects.visible_to(by)
        .select_related("owner__kind", "owner__parent", "body__kind", "leader", "document__kind")
        .defer("document__text")
        .get(pk=delegation_id)
    )


def sessions(
    by: Actor,
    *,
    delegation: Delegation | None = None,
    state: str = "",
    organisation_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[WorkSession]:
    """The sessions within reach in the order of their days. ``until``: a day no more in it."""
    found = WorkSession.objects.visible_to(by).select_related("delegation__owner", "organisation__kind")
    if delegation is not None:
        found = found.filter(delegation=delegation)
    if state:
        found = found.filter(state=state)
    if organisation_id:
        found = found.filter(organisation=organisation_id)
    if since:
        found = found.filter(on__gte=since)
    if until:
        found = found.filter(on__lt=until)
    return found.order_by("on", "at_time", "pk")


def session_counts(found: QuerySet[WorkSession], today: date) -> dict[str, int]:
    """How many of them are to come (planned), over without a result (unwritten), held, called off."""
    return found.order_by().aggregate(**{name: Count("pk", filter=said) for name, said in _standing(today).items()})


def _standing(today: date, at: str = "") -> dict[str, Q]:
    """How a session stands on a day; ``at`` is the way to it. One that is to be today is still to come."""
    states = {name: Q(**{f"{at}state": name}) for name in WorkSession.State.values}
    over = Q(**{f"{at}on__lt": today})
    return states | {"planned": states["planned"] & ~over, "unwritten": states["planned"] & over}


def history_of_session(session: WorkSession, by: Actor) -> list[Entry]:
    """What became of it, newest first, for whoever reads its trail. One query."""
    entries = Entry.objects.visible_to(by).changes_only().about("oversight.worksession", session.pk)
    return list(entries.order_by("-at", "-pk")[:20])


def sessions_around(by: Actor) -> QuerySet[WorkSession]:
    """Of the place he works for: what is over and nobody wrote of (only for who writes it), and what is to come within
    a month; of delegations he goes along with and of those that visit it as well."""
    if by.place is None:
        return WorkSession.objects.none()
    place, whose = by.place.organisation_id, access.goes_along(by, "delegation__")
    since, until = by.today, by.today + timedelta(days=30)
    if by.place.gives("obligations.answer"):
        whose |= Q(organisation=place)
    condition = Q(on__gte=by.today) & whose
    if by.place.gives("oversight.run"):
        since -= timedelta(days=366)
        condition |= Q(delegation__owner=place)
    return WorkSession.objects.filter(condition, state=WorkSession.State.PLANNED, on__range=(since, until))


def next_sessions(by: Actor, limit: int) -> list[WorkSession]:
    """The first of those. One query."""
    found = sessions_around(by).select_related("delegation", "organisation")
    return list(found.order_by("on", "at_time", "pk")[:limit])


def session_in_scope(session_id: int, by: Actor) -> WorkSession:
    """Raises WorkSession.DoesNotExist outside of reach."""
    return (
        WorkSession.objects.visible_to(by)
        .select_related("delegation__owner__kind", "delegation__leader", "organisation__kind", "saved_by__person")
        .get(pk=session_id)
    )


def sessions_of_month(by: Actor, year: int, month: int, *, delegation: Delegation | None = None) -> list[WorkSession]:
    since = date(year, month, 1)
    until = date(year + month // 12, month % 12 + 1, 1)
    return list(sessions(by, delegation=delegation, since=since, until=until)[:MOST_ON_A_PAGE])


def weeks_of(year: int, month: int, found: Iterable[WorkSession]) -> list[list[dict[str, Any]]]:
    """The calendar of a month, weeks from Monday: each day with its sessions and whether it is worked."""
    by_day: dict[date, list[WorkSession]] = {}
    for one in found:
        by_day.setdefault(one.on, []).append(one)
    return [
        [
            {"day": day, "is_in": day.month == month, "is_worked": is_working_day(day), "sessions": by_day.get(day, [])}
            for day in week
        ]
        for week in Calendar().monthdatescalendar(year, month)
    ]


def nearest_day(delegation: Delegation, by: Actor) -> date | None:
    """The day of its next visible session, else of its last; None without any. One query."""
    days = WorkSession.objects.visible_to(by).filter(delegation=delegation).order_by()
    found = days.aggregate(following=Min("on", filter=Q(on__gte=by.today)), last=Max("on"))
    return found["following"] or found["last"]


def organisations_of(delegation: Delegation, by: Actor) -> QuerySet[WorkSession, dict[str, Any]]:
    """The organisations of its visible sessions with how each stands (`session_counts`); when last and next."""
    stands = _standing(by.today)
    seen = WorkSession.objects.visible_to(by).filter(delegation=delegation)
    rows: Any = (
        seen.values("organisation")
        .annotate(
            **{name: Count("pk", filter=said) for name, said in stands.items()},
            last=Max("on", filter=stands["held"]), following=Min("on", filter=stands["planned"]),
        )
        .values("organisation", "organisation__name", *stands, "last", "following")
        .order_by("organisation__path")
    )  # fmt: skip
    return rows


def unvisited(owner: Organisation, year: int, by: Actor) -> QuerySet[Organisation]:
    """The organisations directly below with which no session of the owner is planned or held in a year."""
    met = WorkSession.objects.visible_to(by).filter(
        delegation__owner=owner, on__year=year, state__in=(WorkSession.State.PLANNED, WorkSession.State.HELD)
    )
    below = Organisation.objects.visible_to(by).filter(parent=owner, ended_on__isnull=True)
    return below.exclude(pk__in=met.values("organisation")).order_by("path")


def people_of(owner: Organisation, day: date) -> QuerySet[Person]:
    """Who holds a position there on a day, or one level below: who can go with a delegation."""
    held = Position.objects.on(day).filter(Q(organisation=owner) | Q(organisation__parent=owner))
    return Person.objects.filter(pk__in=held.values("person"))
