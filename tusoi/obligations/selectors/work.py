"""What "my work" shows: what we owe, what waits for our review, who below us has not sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from tusoi.obligations.models import Assignment, Obligation, Submission
from tusoi.obligations.models.assignment import AssignmentQuerySet
from tusoi.obligations.rules import Counts
from tusoi.organisations.models import Organisation
from tusoi.organisations.prepared import kept
from tusoi.organisations.scope import Actor

from .confined import first_open
from .figures import dashboard


def owed_by(by: Actor) -> QuerySet[Assignment]:
    """Open duties of the organisation he works for (if he answers for it) and of himself, soonest first.

    ``draft_at`` on each: when a draft was last saved, None without one.
    """
    owed = Assignment.objects.open().filter(person=by.person_id, person__isnull=False)
    if by.place is not None and by.place.gives("obligations.answer"):
        ours = Assignment.objects.open().filter(organisation=by.place.organisation_id, person__isnull=True)
        # Two questions, each along an index of its own: with "or", SQLite walked through all that is open.
        owed = Assignment.objects.filter(pk__in=ours.order_by().values("pk").union(owed.order_by().values("pk")))
    draft = Submission.objects.filter(assignment=OuterRef("pk"), submitted_at__isnull=True)
    # Said by what it is not: SQLite without statistics began with every duty that is issued and all who bear it.
    not_issued = (Obligation.State.ISSUING, Obligation.State.WITHDRAWN)
    return (
        owed.exclude(obligation__state__in=not_issued)
        .annotate(draft_at=Subquery(draft.values("saved_at")[:1]))
        .select_related("obligation__document__kind", "obligation__issued_by", "organisation", "person")
        .defer("obligation__document__text")
        .order_by("due_on", "pk")
    )


_OF_A_LINE = (
    "due_on", "state", "person", "reason", "reminders", "reminded_on", "obligation__title",
    "obligation__issued_by__name", "obligation__document__number", "obligation__document__symbol",
    "obligation__document__issued_on", "obligation__document__circulation", "obligation__document__owner",
    "obligation__document__kind__name_vi", "obligation__document__kind__name_en",
)  # fmt: skip


@kept
def owed_soonest(by: Actor, limit: int) -> QuerySet[Assignment]:
    """The first of those, with only what a line of my work says of them."""
    lines = owed_by(by).select_related(None).select_related("obligation__document__kind", "obligation__issued_by")
    return lines.only(*_OF_A_LINE)[:limit]


def awaiting_review(by: Actor) -> QuerySet[Assignment]:
    """Answers that wait for the review of the organisation he works for, the oldest first."""
    return _sent_to_review(by).open_to(by).select_related("obligation", "organisation", "person")


def _sent_to_review(by: Actor) -> AssignmentQuerySet:
    """The same with those of confined duties."""
    if by.place is None or not by.place.gives("obligations.review"):
        return Assignment.objects.none()
    sent = Assignment.objects.awaiting_review().filter(reviewer=by.place.organisation_id)
    return sent.order_by("submitted_at", "pk")


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """What a line of my work says of an answer that waits; a hundred whole answers would cost a tenth of the page."""

    pk: int
    obligation_id: int
    title: str
    submitted_at: datetime
    name: str
    """Of the person who bears it, else of the organisation."""


def oldest_waiting(by: Actor, limit: int) -> list[WaitingAnswer]:
    """The first of those. At most two queries."""
    return [
        WaitingAnswer(pk, duty, title, submitted_at, person or short or name)
        for pk, duty, title, submitted_at, person, short, name, _ in first_open(_sent_first, by, limit, _open_to)
    ]


def _sent_first(by: Actor) -> QuerySet[Assignment, tuple[Any, ...]]:
    return _sent_to_review(by).values_list(
        "pk", "obligation_id", "obligation__title", "submitted_at", "person__name", "organisation__short_name",
        "organisation__name", "obligation__is_confined",
    )  # fmt: skip


def _open_to(lines: Any, by: Actor) -> Any:
    return lines.open_to(by)


def owed_count(by: Actor, limit: int = 100) -> int:
    """How many open duties he or his organisation has, counted no further than ``limit``."""
    return owed_by(by).select_related(None).order_by()[:limit].count()


@dataclass(frozen=True, slots=True)
class RecentDuty:
    """What a line of my work says of a duty that was laid."""

    pk: int
    title: str
    bearer: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Missing:
    obligation: RecentDuty
    counts: Counts
    names: list[str]
    """The first few who have not sent."""

    @property
    def rest(self) -> int:
        return self.counts.missing - len(self.names)


def _laid_last(by: Actor, *, issuer: int) -> QuerySet[Obligation, tuple[Any, ...]]:
    laid = Obligation.objects.issued().filter(issued_by=issuer, due_on__gte=by.today - timedelta(days=366))
    return laid.order_by("-issued_on", "-pk").values_list("pk", "title", "bearer", "due_on", "is_confined")


def missing_below(node: Organisation, by: Actor, *, limit: int = 6) -> list[Missing]:
    """The recent duties the organisation laid, with their figure and the first names of the missing; the worst first.

    At most four queries, whatever the number of duties.
    """
    recent = [RecentDuty(*one[:-1]) for one in first_open(_laid_last, by, 40, _open_to, issuer=node.pk)]
    counts = dashboard([one.pk for one in recent], node, by.at, by.today)
    lagging = sorted(recent, key=lambda one: (-counts[one.pk].late, -counts[one.pk].missing, one.due_on))
    shown = [one for one in lagging if counts[one.pk].total][:limit]
    names = _first_missing([one.pk for one in shown if counts[one.pk].missing])
    return [Missing(one, counts[one.pk], names.get(one.pk, [])) for one in shown]


def _first_missing(obligation_ids: list[int], each: int = 3) -> dict[int, list[str]]:
    """Names of the first who have not sent, in the order of the tree. One query."""
    if not obligation_ids:
        return {}
    # Written out, since SQLite takes no LIMIT in the parts of a union that Django makes. Names are joined to the few
    # that are left: in every part they would have to be planned again.
    one = f"""
        SELECT * FROM (
            SELECT obligation_id, organisation_id, person_id, path FROM obligations_assignment
            WHERE obligation_id = %s AND state = 'assigned' ORDER BY path, person_id LIMIT {each}
        ) AS first"""
    question = f"""
        SELECT a.obligation_id, p.name, o.short_name, o.name AS full_name
        FROM ({" UNION ALL ".join(one for _ in obligation_ids)}) AS a
        JOIN organisations_organisation o ON o.id = a.organisation_id
        LEFT JOIN organisations_person p ON p.id = a.person_id
        ORDER BY a.obligation_id, a.path, a.person_id"""
    found: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(question, obligation_ids)
        for obligation_id, person, short_name, name in cursor.fetchall():
            found.setdefault(obligation_id, []).append(person or short_name or name)
    return found
