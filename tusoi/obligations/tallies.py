"""The counters: the one place that changes a tally, and the command that proves them right.

Exact counters are kept at the pivot (the commune), keyed by due day, and changed in the transaction of the change they
count; above the pivot they are added up, below it the rows themselves are read (docs/performance.md says why).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count, F, Q

from tusoi import treepath

from .models import Assignment, Obligation, Tally
from .rules import STATES


class Shift(NamedTuple):
    """One assignment leaves ``before`` and enters ``after``; each is (state, due day)."""

    assignment: Assignment
    before: tuple[str, date]
    after: tuple[str, date]


def pivot_path(path: str, pivot_id: int) -> str:
    """The part of a bearer's path that ends with its pivot."""
    numbers = treepath.ids(path)
    return path[: (numbers.index(pivot_id) + 1) * treepath.WIDTH] if pivot_id in numbers else path


def count(shifts: Iterable[Shift]) -> None:
    """Apply shifts to the tallies, inside the caller's transaction, always locking in the same order."""
    deltas: dict[tuple[int, int, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    paths: dict[int, str] = {}
    for assignment, (old_state, old_day), (new_state, new_day) in shifts:
        paths[assignment.pivot_id] = pivot_path(assignment.path, assignment.pivot_id)
        deltas[assignment.obligation_id, assignment.pivot_id, old_day][old_state] -= 1
        deltas[assignment.obligation_id, assignment.pivot_id, new_day][new_state] += 1
    for obligation_id, pivot_id, day in sorted(deltas):
        changes = {state: by for state, by in deltas[obligation_id, pivot_id, day].items() if by}
        if not changes:
            continue
        row = Tally.objects.filter(obligation=obligation_id, pivot=pivot_id, due_on=day)
        more = {state: F(state) + by for state, by in changes.items()}
        if not row.update(**more):
            new = Tally(obligation_id=obligation_id, pivot_id=pivot_id, due_on=day, path=paths[pivot_id])
            Tally.objects.bulk_create([new], ignore_conflicts=True)
            row.update(**more)


_RECOUNT = {state: Count("pk", filter=Q(state=state)) for state in STATES}
Row = tuple[int, date, tuple[int, ...]]


def recount(obligation_id: int) -> list[Row]:
    """What the tallies should be, from the assignments: (pivot, due day, the five counts)."""
    rows = (
        Assignment.objects.filter(obligation=obligation_id)
        .values_list("pivot_id", "due_on")
        .annotate(**_RECOUNT)
        .order_by("pivot_id", "due_on")
    )
    return [(pivot, day, tuple(counts)) for pivot, day, *counts in rows]


def discrepancies(obligation_id: int) -> list[tuple[Row | None, Row | None]]:
    """Where tallies and recount differ: (kept, counted), either None where a row is missing. Empty: all is right."""
    kept = {
        (pivot, day): tuple(counts)
        for pivot, day, *counts in Tally.objects.filter(obligation=obligation_id).values_list(
            "pivot_id", "due_on", *STATES
        )
        if any(counts)
    }
    counted = {(pivot, day): counts for pivot, day, counts in recount(obligation_id)}
    return [
        (
            (*key, kept[key]) if key in kept else None,
            (*key, counted[key]) if key in counted else None,
        )
        for key in sorted(kept.keys() | counted.keys())
        if kept.get(key) != counted.get(key)
    ]


@transaction.atomic
def rebuild(obligation_id: int) -> None:
    """Make the tallies of an obligation anew from its assignments.

    Writers wait meanwhile: on PostgreSQL behind the table lock, on SQLite behind its only write lock. A writer that has
    changed an assignment but not yet its tally applies its change to the new rows.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE obligations_tally IN SHARE ROW EXCLUSIVE MODE")
    Tally.objects.filter(obligation=obligation_id).delete()
    length = "length(p.path)"
    sums = ", ".join(f"SUM(CASE WHEN a.state = '{state}' THEN 1 ELSE 0 END)" for state in STATES)
    with connection.cursor() as cursor:
        # The label is the pivot's part of the bearers' paths as issued; MIN picks it, all bearers of a pivot share it.
        cursor.execute(
            f"""
            INSERT INTO obligations_tally (obligation_id, pivot_id, path, due_on, {", ".join(STATES)})
            SELECT a.obligation_id, a.pivot_id, MIN(substr(a.path, 1, {length})), a.due_on, {sums}
            FROM obligations_assignment a JOIN organisations_organisation p ON p.id = a.pivot_id
            WHERE a.obligation_id = %s
            GROUP BY a.obligation_id, a.pivot_id, a.due_on
            """,
            [obligation_id],
        )


def audit(obligation_ids: Sequence[int] | None = None) -> dict[int, list[tuple[Row | None, Row | None]]]:
    """The discrepancies of every obligation (or of the given ones) that has any."""
    ids = obligation_ids if obligation_ids is not None else Obligation.objects.values_list("pk", flat=True)
    found = {obligation_id: discrepancies(obligation_id) for obligation_id in ids}
    return {obligation_id: rows for obligation_id, rows in found.items() if rows}
