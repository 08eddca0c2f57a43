"""The roll-up: "62/74" of one duty at any node, by child, and of many duties at one node.

At or above a pivot the tallies of the branch are added up (one contiguous range of an index); below it the rows of the
branch are read, of which there are never more than one pivot's. No figure scans assignments under row filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Substr

from tusoi import treepath
from tusoi.obligations.models import Assignment, Obligation, Tally, UpperTally
from tusoi.obligations.rules import OPEN, STATES, Counts
from tusoi.organisations.models import Organisation

UPPER_FRESH = timedelta(minutes=1)
"""How old the sums for pages over many duties may be at organisations above the pivots."""
UPPER_FROM = 400
"""Fewer pivots than this below an organisation are added up on the spot."""


@dataclass(frozen=True, slots=True)
class RollUp:
    """One line of the drill-down: an organisation and its branch. ``is_itself``: the node's own part, not a child."""

    organisation: Organisation
    counts: Counts
    is_itself: bool = False
    has_more: bool = False


def _sums(today: date) -> dict[str, Any]:
    """Sums over tallies: the five states, the open ones past their day, and of those the never sent."""

    def past(value: Any) -> Case:
        return Case(When(due_on__lt=today, then=value), default=Value(0), output_field=IntegerField())

    sums: dict[str, Any] = {f"n_{state}": Sum(state) for state in STATES}
    sums["n_overdue"] = Sum(past(F("assigned") + F("returned")))
    sums["n_late"] = Sum(past(F("assigned")))
    return sums


def _counts_of_rows(today: date) -> dict[str, Any]:
    """The same sums over assignments."""
    sums: dict[str, Any] = {f"n_{state}": Count("pk", filter=Q(state=state)) for state in STATES}
    sums["n_overdue"] = Count("pk", filter=Q(state__in=OPEN, due_on__lt=today))
    sums["n_late"] = Count("pk", filter=Q(state="assigned", due_on__lt=today))
    return sums


_NAMES = (*(f"n_{state}" for state in STATES), "n_overdue", "n_late")


def _counts(row: dict[str, Any]) -> Counts:
    return Counts(*(row[name] or 0 for name in _NAMES))


def _source(obligation_id: int, node: Organisation, today: date) -> tuple[QuerySet[Any], dict[str, Any]]:
    """Tallies or rows of the node's branch, with the sums that fit them."""
    if node.is_pivot or not node.is_below_pivot:
        tallies = Tally.objects.filter(treepath.within("path", [node.path]), obligation=obligation_id)
        return tallies, _sums(today)
    rows = Assignment.objects.filter(treepath.within("path", [node.path]), obligation=obligation_id)
    return rows, _counts_of_rows(today)


def roll_up(obligation_id: int, node: Organisation, today: date) -> Counts:
    """The counts of a duty in the branch of ``node``. One query."""
    found, sums = _source(obligation_id, node, today)
    return _counts(found.aggregate(**sums))


def roll_up_children(obligation_id: int, node: Organisation, today: date) -> list[RollUp]:
    """The counts of a duty for every child of ``node`` that has any, and for ``node`` itself. Two queries."""
    length = len(node.path) + treepath.WIDTH
    above = not node.is_below_pivot
    if above:
        found: QuerySet[Any] = Tally.objects.filter(treepath.within("path", [node.path]), obligation=obligation_id)
        sums = _sums(today)
    else:
        found = Assignment.objects.filter(treepath.within("path", [node.path]), obligation=obligation_id)
        sums = _counts_of_rows(today)
    rows = {
        row["prefix"]: _counts(row)
        for row in found.values(prefix=Substr("path", 1, length)).annotate(**sums).order_by()
    }
    children = Organisation.objects.filter(path__in=rows).select_related("kind").order_by("sort_key", "pk")
    own = [RollUp(node, rows[node.path], is_itself=True)] if node.path in rows else []
    return own + [
        RollUp(child, rows[child.path], has_more=rows[child.path].total > 1)
        for child in children
        if child.path != node.path
    ]


def dashboard(obligation_ids: Sequence[int], node: Organisation, at: datetime, today: date) -> dict[int, Counts]:
    """The counts of many duties at one node. One query; above many pivots the sums are at most a minute old."""
    ids = list(obligation_ids)
    if not ids:
        return {}
    if not node.is_below_pivot and _many_pivots(node):
        upper_refresh(node, ids, at)
        found: QuerySet[Any] = UpperTally.objects.filter(organisation=node, obligation__in=ids)
        sums = _sums(today)
    elif node.is_pivot or not node.is_below_pivot:
        found = Tally.objects.filter(treepath.within("path", [node.path]), obligation__in=ids)
        sums = _sums(today)
    else:
        found = Assignment.objects.filter(treepath.within("path", [node.path]), obligation__in=ids)
        sums = _counts_of_rows(today)
    rows = found.order_by().values("obligation_id").annotate(**sums)
    counts = {row["obligation_id"]: _counts(row) for row in rows}
    return {pk: counts.get(pk, Counts()) for pk in ids}


def _many_pivots(node: Organisation) -> bool:
    below = Organisation.objects.filter(treepath.within("path", [node.path]), is_pivot=True)
    return below.order_by()[:UPPER_FROM].count() >= UPPER_FROM


def upper_refresh(node: Organisation, obligation_ids: Iterable[int], at: datetime) -> int:
    """Add the tallies up for ``node`` where its sums are missing or older than UPPER_FRESH; returns for how many duties.

    Two readers may both find them old: the second writes the same sums over the first's.
    """
    ids = list(obligation_ids)
    fresh = set(
        UpperTally.objects.filter(organisation=node, obligation__in=ids, as_of__gt=at - UPPER_FRESH)
        .values_list("obligation_id", flat=True)
        .distinct()
    )
    stale = [pk for pk in ids if pk not in fresh]
    if not stale:
        return 0
    sums = {f"n_{state}": Sum(state) for state in STATES}
    rows = (
        Tally.objects.filter(treepath.within("path", [node.path]), obligation__in=stale)
        .order_by()
        .values("obligation_id", "due_on")
        .annotate(**sums)
    )
    new = [
        UpperTally(
            organisation=node,
            obligation_id=row["obligation_id"],
            due_on=row["due_on"],
            as_of=at,
            **{state: row[f"n_{state}"] for state in STATES},
        )
        for row in rows
    ]
    seen = {row.obligation_id for row in new}
    empty = Obligation.objects.filter(pk__in=[pk for pk in stale if pk not in seen])
    new += [UpperTally(organisation=node, obligation=one, due_on=one.due_on, as_of=at) for one in empty]
    with transaction.atomic():
        UpperTally.objects.filter(organisation=node, obligation__in=stale).exclude(as_of__gt=at).delete()
        UpperTally.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["organisation", "obligation", "due_on"],
            update_fields=[*STATES, "as_of"],
        )
    return len(stale)
