"""The counters: the one place that changes a tally, and the command that proves them right.

Exact counters are kept at the pivot (the commune), keyed by due day, and changed in the transaction of the change they
count. Above the pivots stand sums that no writer touches: a tally that changed is *pending* until somebody folds its
difference into them, so sum plus pending differences is exact at any moment (docs/performance.md says why).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import add, sub
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Count, F, Q

from tusoi import treepath

from .models import Assignment, Obligation, Tally, UpperTally
from .rules import STATES

FOLD_FROM = 100
"""So many pending tallies are read about as fast as none; who reads more folds them into the upper tallies."""


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
        changes = deltas[obligation_id, pivot_id, day]
        if not any(changes.values()):
            continue
        key = (obligation_id, pivot_id, day.isoformat())
        by = [changes[state] for state in STATES]
        with connection.cursor() as cursor:
            cursor.execute(_CHANGE, [*by, *key])
            if not cursor.rowcount:
                cursor.execute(_BEGIN, [*key, paths[pivot_id]])
                cursor.execute(_CHANGE, [*by, *key])


# Written out: this is in every change of state, and making the statement anew took longer than running it.
_CHANGE = (
    f"UPDATE obligations_tally SET {', '.join(f'{state} = {state} + %s' for state in STATES)}, is_pending = TRUE "
    "WHERE obligation_id = %s AND pivot_id = %s AND due_on = %s"
)
_BEGIN = (
    "INSERT INTO obligations_tally (obligation_id, pivot_id, due_on, path, is_pending, "
    f"{', '.join(STATES)}, {', '.join(f'up_{state}' for state in STATES)}) "
    f"VALUES (%s, %s, %s, %s, TRUE{', 0' * 2 * len(STATES)}) ON CONFLICT DO NOTHING"
)
_UP = tuple(f"up_{state}" for state in STATES)
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
    """Where tallies and recount differ: (kept, counted), either None where a row is missing. Empty when all is right.

    After the tallies the upper tallies, against what the tallies say was folded into them; there the first number of a
    row is the organisation above.
    """
    kept = {
        (pivot, day): tuple(counts)
        for pivot, day, *counts in Tally.objects.filter(obligation=obligation_id).values_list(
            "pivot_id", "due_on", *STATES
        )
        if any(counts)
    }
    counted = {(pivot, day): counts for pivot, day, counts in recount(obligation_id)}
    upper = {
        (organisation, day): tuple(counts)
        for organisation, day, *counts in UpperTally.objects.filter(obligation=obligation_id).values_list(
            "organisation_id", "due_on", *STATES
        )
        if any(counts)
    }
    folded = Tally.objects.filter(obligation=obligation_id).values_list("path", "due_on", *_UP)
    expected = {key: counts for key, counts in _by_ancestor(folded).items() if any(counts)}
    return _differences(kept, counted) + _differences(upper, expected)


Sums = dict[tuple[int, date], tuple[int, ...]]


def _differences(kept: Sums, counted: Sums) -> list[tuple[Row | None, Row | None]]:
    return [
        (
            (*key, kept[key]) if key in kept else None,
            (*key, counted[key]) if key in counted else None,
        )
        for key in sorted(kept.keys() | counted.keys())
        if kept.get(key) != counted.get(key)
    ]


def _by_ancestor(rows: Iterable[tuple[Any, ...]]) -> Sums:
    """(path, due day, five numbers) added up for every organisation above the end of the path."""
    sums: Sums = {}
    for path, day, *numbers in rows:
        for above in treepath.ids(path)[:-1]:
            so_far = sums.get((above, day), (0,) * len(STATES))
            sums[above, day] = tuple(map(add, so_far, numbers))
    return sums


@transaction.atomic
def fold(obligation_id: int) -> int:
    """Add the differences of the pending tallies to the upper tallies; returns how many were folded.

    Tallies that a writer holds just now stay pending, so nobody waits for anybody. Two may fold at once: each takes
    what the other has not locked.
    """
    pending = Tally.objects.filter(obligation=obligation_id, is_pending=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a rebuild comes before or after, not in between
            cursor.execute("LOCK TABLE obligations_tally IN ROW EXCLUSIVE MODE")
        pending = pending.select_for_update(skip_locked=True)
    rows = list(pending.values_list("pk", "path", "due_on", *STATES, *_UP))
    if not rows:
        return 0
    half = len(STATES)
    differences = ((path, day, *map(sub, numbers[:half], numbers[half:])) for _, path, day, *numbers in rows)
    mine = Tally.objects.filter(obligation=obligation_id, is_pending=True)
    if connection.vendor == "postgresql":  # SQLite's only write lock is ours: all pending ones are mine
        mine = mine.filter(pk__in=[row[0] for row in rows])
    mine.update(is_pending=False, **{up: F(state) for up, state in zip(_UP, STATES, strict=True)})
    sums = [(above, day, numbers) for (above, day), numbers in _by_ancestor(differences).items() if any(numbers)]
    added = ", ".join(f"{state} = obligations_uppertally.{state} + excluded.{state}" for state in STATES)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO obligations_uppertally (organisation_id, obligation_id, due_on, {', '.join(STATES)}) "
            f"VALUES (%s, %s, %s, %s, %s, %s, %s, %s) "
            f"ON CONFLICT (organisation_id, obligation_id, due_on) DO UPDATE SET {added}",
            # In one order, so that two who fold at once never wait for each other crosswise.
            [(above, obligation_id, day.isoformat(), *numbers) for above, day, numbers in sorted(sums)],
        )
    return len(rows)


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
    UpperTally.objects.filter(obligation=obligation_id).delete()
    length = "length(p.path)"
    sums = ", ".join(f"SUM(CASE WHEN a.state = '{state}' THEN 1 ELSE 0 END)" for state in STATES)
    with connection.cursor() as cursor:
        # The label is the pivot's part of the bearers' paths as issued; MIN picks it, all bearers of a pivot share it.
        cursor.execute(
            f"""
            INSERT INTO obligations_tally
                (obligation_id, pivot_id, path, due_on, {", ".join(STATES)}, {", ".join(_UP)}, is_pending)
            SELECT a.obligation_id, a.pivot_id, MIN(substr(a.path, 1, {length})), a.due_on, {sums},
                {", ".join("0" for _ in _UP)}, {"TRUE" if connection.vendor == "postgresql" else "1"}
            FROM obligations_assignment a JOIN organisations_organisation p ON p.id = a.pivot_id
            WHERE a.obligation_id = %s
            GROUP BY a.obligation_id, a.pivot_id, a.due_on
            ORDER BY 3, 4
            """,
            [obligation_id],
        )
    fold(obligation_id)


def audit(obligation_ids: Sequence[int] | None = None) -> dict[int, list[tuple[Row | None, Row | None]]]:
    """The discrepancies of every obligation (or of the given ones) that has any."""
    ids = obligation_ids if obligation_ids is not None else Obligation.objects.values_list("pk", flat=True)
    found = {obligation_id: discrepancies(obligation_id) for obligation_id in ids}
    return {obligation_id: rows for obligation_id, rows in found.items() if rows}
