"""Lines of accepted plans in my work: what we still have to do, what was reported done and waits to be verified."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from tusoi.obligations.models import Assignment, Obligation, PlanItem
from tusoi.organisations.scope import Actor

from .confined import first_open

_IN_FORCE = {
    "assignment__state": Assignment.State.ACCEPTED, "assignment__obligation__state": Obligation.State.ISSUED,
}  # fmt: skip


def to_do_here(by: Actor) -> QuerySet[PlanItem]:
    """Not yet done, or found not done, of accepted plans of the organisation he works for (if he answers for it)."""
    if by.place is None or not by.place.gives("obligations.answer"):
        return PlanItem.objects.none()
    lines = PlanItem.objects.to_do().filter(**_IN_FORCE)
    return lines.filter(organisation=by.place.organisation_id, assignment__person__isnull=True)


def to_do_oneself(by: Actor) -> QuerySet[PlanItem]:
    """The same of plans that are his own."""
    lines = PlanItem.objects.to_do().filter(**_IN_FORCE)
    return lines.filter(assignment__person=by.person_id, assignment__person__isnull=False)


def lines_to_do(by: Actor, limit: int) -> list[PlanItem]:
    """The first of both: soonest first, those without a day last. One query."""
    ours, mine = (some.order_by().values("pk") for some in (to_do_here(by), to_do_oneself(by)))
    # Two questions, each along an index of its own; with "or" the databases walk through every duty there is.
    lines = PlanItem.objects.filter(pk__in=ours.union(mine)).select_related("assignment__obligation")
    lines = lines.only("task", "due_on", "state", "reason", "assignment__obligation__title")
    return list(lines.order_by(F("due_on").asc(nulls_last=True), "assignment", "position")[:limit])


@dataclass(slots=True)
class Reported:
    """Lines of the answers to one duty that wait to be verified, the oldest first."""

    assignment_id: int
    """Where to begin."""
    title: str
    since: datetime | None
    count: int = 0
    names: list[str] = field(default_factory=list)


def reported(by: Actor) -> QuerySet[PlanItem]:
    """What was reported done to the organisation he works for, by somebody else; of confined duties too."""
    if by.place is None or not by.place.gives("obligations.review"):
        return PlanItem.objects.none()
    done = PlanItem.objects.to_verify().filter(reviewer=by.place.organisation_id, **_IN_FORCE)
    return done.exclude(reported_by=by.account_id)


def _reported_first(by: Actor) -> QuerySet[PlanItem, tuple[Any, ...]]:
    return reported(by).order_by("reported_at", "pk").values_list(
        "assignment", "assignment__obligation", "assignment__obligation__title", "reported_at",
        "assignment__person__name", "assignment__organisation__short_name", "assignment__organisation__name",
        "assignment__obligation__is_confined",
    )  # fmt: skip


def _open_lines(lines: QuerySet[Any, Any], by: Actor) -> QuerySet[Any, Any]:
    return lines.filter(assignment__in=Assignment.objects.open_to(by))


def lines_to_verify(by: Actor, limit: int) -> list[Reported]:
    """The first of those that he may read, by duty. At most two queries."""
    found: dict[int, Reported] = {}
    rows = first_open(_reported_first, by, limit, _open_lines)
    for assignment, duty, title, since, person, short, name, _ in rows:
        group = found.setdefault(duty, Reported(assignment, title, since))
        group.count += 1
        if (who := person or short or name) not in group.names:
            group.names.append(who)
    return list(found.values())
