"""What is counted beside the cases: regular supervision, working sessions, remediation; and the rows of each figure.

A figure and its list are made of the same conditions, so that the list is exactly what was counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, DateField, F, Max, Q, Value, When

from tusoi import treepath
from tusoi.organisations.prepared import prepared
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.figures import Change
from tusoi.oversight.models import ObservationNote, Remediation, WorkSession

from .asked import Asked
from .behind import Hidden
from .counts import is_now

_STILL = ~Q(state="closed") | Q(decided_on__gt=F("limit"))
COUNTED: dict[str, tuple[str, Q]] = {
    "notes": ("note", Q()),
    "direct": ("note", Q(how="direct")),
    "noted": ("organisation", Q()),
    "reminded": ("note", Q(reminded=True)),
    "signals": ("note", Q(is_signal=True)),
    "sessions": ("session", Q()),
    "remedies_due": ("remedy", Q()),
    "remedies_closed": ("remedy", Q(state="closed")),
    "remedies_late": ("remedy", _STILL & Q(due_on__lt=F("limit"))),
    "remedies_escalated": ("remedy", Q(state="escalated")),
}
"""Figure -> of which rows it is, and which of them it counts."""
_DAY = {"note": "on", "organisation": "on", "session": "on", "remedy": "due_on"}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Regular supervision, working sessions and remediation: this period and the one it is compared with."""

    notes: Change
    direct: Change
    reminded: Change
    signals: Change
    noted: Change
    """Organisations that were noted on, distinct."""
    sessions: Change
    """Held."""
    remedies_due: Change
    remedies_closed: Change
    """Of those due: closed, whenever."""
    remedies_late: Change
    """Of those due: not closed on the last day of the period (or today), their day being past."""
    remedies_escalated: Change


def elsewhere(asked: Asked, today: date) -> Elsewhere:
    """Three queries. The kinds, levels and results of cases do not narrow them; place and period do."""
    found: dict[str, Change] = {}
    for group in (("note", "organisation"), ("session",), ("remedy",)):
        rows = _counted(None, asked.anywhere, group, today, pk=asked.node.pk, path=asked.node.path)
        both = {row["is_now"]: row for row in rows}
        now, then = both.get(True, {}), both.get(False, {})
        found |= {name: Change(now.get(name, 0), then.get(name, 0)) for name in _measures(group)}
    return Elsewhere(**found)


def rows_beside(asked: Asked, what: str, today: date, by: Actor) -> tuple[str, Any, Hidden]:
    """Of what the rows of a figure (of COUNTED) are, those the actor may see, and how many there are beside them.

    "organisation" gives rows ``{"organisation", "organisation__name", "times", "last"}``, the others the things
    themselves, the latest day first. Three queries at most.
    """
    kind, condition = COUNTED[what]
    day = _DAY[kind]
    rows = _rows(asked, kind, today).filter(condition, _inside(day, asked))
    allowed = {
        "note": access.notes_of, "organisation": access.notes_of, "session": access.sessions_of,
        "remedy": access.remediations_of,
    }[kind]  # fmt: skip
    seen = rows.filter(allowed(by))
    if kind == "organisation":
        number = seen.aggregate(n=Count("organisation", distinct=True))["n"]
        hidden = Hidden(amount=rows.aggregate(n=Count("organisation", distinct=True))["n"] - number, seen=number)
        found = seen.order_by().values("organisation", "organisation__name")
        return kind, found.annotate(times=Count("pk"), last=Max("on")).order_by("-last", "organisation"), hidden
    number = seen.count()
    hidden = Hidden(amount=rows.count() - number, seen=number)
    related = {
        "note": ("organisation", "owner"), "session": ("organisation", "delegation"),
        "remedy": ("organisation", "person", "requirement", "owner"),
    }[kind]  # fmt: skip
    return kind, seen.select_related(*related).order_by(f"-{day}", "-pk"), hidden


def _rows(asked: Asked, kind: str, today: date) -> Any:
    if kind == "session":
        return WorkSession.objects.filter(_of_owner(asked, "delegation__path", "delegation__owner"), state="held")
    if kind == "remedy":
        owned = Remediation.objects.filter(_of_owner(asked, "requirement__case__path", "owner"))
        return owned.annotate(limit=_limit(asked, today))
    return ObservationNote.objects.filter(_of_owner(asked, "path", "owner"))


def _limit(asked: Asked, today: date) -> Any:
    """The day on which what is late is looked at: the last of the row's period, or today where that is earlier."""
    now, then = min(asked.span.last, today), min(asked.before.span.last, today)
    return Case(
        When(due_on__gte=asked.span.first, then=Value(now, DateField())),
        default=Value(then, DateField()), output_field=DateField(),
    )  # fmt: skip


def _of_owner(asked: Asked, path: str, owner: str) -> Q:
    return Q(**{owner: asked.node.pk}) if asked.own else treepath.within(path, [asked.node.path])


def _inside(day: str, asked: Asked) -> Q:
    return Q(**{f"{day}__gte": asked.span.first, f"{day}__lte": asked.span.last})


@prepared
def _counted(_: None, anywhere: Asked, group: tuple[str, ...], today: date, *, pk: int, path: str) -> Any:
    """A row of the figures for each of the two periods."""
    asked, day = anywhere.at(pk, path), _DAY[group[0]]
    rows = _rows(asked, group[0], today).filter(_inside(day, asked) | _inside(day, asked.before))
    return rows.annotate(is_now=is_now(day, asked.span)).order_by().values("is_now").annotate(**_measures(group))


def _measures(group: tuple[str, ...]) -> dict[str, Count]:
    return {
        name: Count("pk", filter=condition or None) if kind != "organisation" else Count("organisation", distinct=True)
        for name, (kind, condition) in COUNTED.items()
        if kind in group
    }
