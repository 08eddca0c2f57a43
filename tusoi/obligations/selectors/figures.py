"""The roll-up: "62/74" of one duty at any node, by child, and of many duties at one node.

At or above a pivot a figure is the upper tallies of the node, the tally of the node itself, and the differences that
are pending below: some dozens of rows, read in one statement so that all are of the same moment. Below a pivot the rows
of the branch are read, of which there are never more than one pivot's. No figure scans assignments under row filters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tusoi import treepath
from tusoi.obligations import tallies
from tusoi.obligations.rules import OPEN, STATES, Counts
from tusoi.organisations.models import Organisation

FOLD_AT_ONCE = 5
"""No reader folds more duties than this for those who come after."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What a line of figures says of an organisation: making forty model instances took longer than the figures."""

    pk: int
    path: str
    name: str
    short_name: str

    @property
    def id(self) -> int:
        return self.pk

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class RollUp:
    """One line of the drill-down: an organisation and its branch. ``is_itself``: the node's own part, not a child."""

    organisation: Branch
    counts: Counts
    is_itself: bool = False
    has_more: bool = False


def roll_up(obligation_id: int, node: Organisation, today: date) -> Counts:
    """The counts of a duty in the branch of ``node``. One query."""
    return _at_node([obligation_id], node, today)[obligation_id]


def dashboard(obligation_ids: Sequence[int], node: Organisation, at: datetime, today: date) -> dict[int, Counts]:
    """The counts of many duties at one node. One query, exact at the moment it is asked."""
    return _at_node(list(obligation_ids), node, today) if obligation_ids else {}


def roll_up_children(obligation_id: int, node: Organisation, today: date) -> list[RollUp]:
    """The counts of a duty for every child of ``node`` that has any, and for ``node`` itself. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, path, name, short_name FROM organisations_organisation"
            " WHERE parent_id = %s ORDER BY sort_key, id",
            [node.pk],
        )
        children = [Branch(*row) for row in cursor.fetchall()]
    if node.is_below_pivot:
        counts = _of_rows_by_child(obligation_id, node, today)
    else:
        counts = _of_children(obligation_id, node, children, today)
    itself = Branch(node.pk, node.path, node.name, node.short_name)
    own = [RollUp(itself, counts[node.path], is_itself=True)] if node.path in counts else []
    return own + [
        RollUp(child, counts[child.path], has_more=counts[child.path].total > 1)
        for child in children
        if child.path in counts
    ]


_KEPT = f"due_on < %s, {', '.join(STATES)}, 0"
_DIFFERENCE = f"due_on < %s, {', '.join(f'{state} - up_{state}' for state in STATES)}, 1"
# Figures of a row: whether its day is past, the five states, and 1 for a pending difference, 0 otherwise.


def _at_node(ids: list[int], node: Organisation, today: date) -> dict[int, Counts]:
    if node.is_below_pivot and not node.is_pivot:
        return _of_rows(ids, node, today)
    among, day = f"obligation_id IN ({', '.join('%s' for _ in ids)})", today.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT obligation_id, {_KEPT} FROM obligations_uppertally WHERE organisation_id = %s AND {among}"
            f" UNION ALL SELECT obligation_id, {_KEPT} FROM obligations_tally WHERE {among} AND path = %s"
            f" UNION ALL SELECT obligation_id, {_DIFFERENCE} FROM obligations_tally"
            f" WHERE is_pending AND {among} AND path > %s AND path < %s",
            [day, node.pk, *ids, day, *ids, node.path, day, *ids, node.path, node.path + treepath.END],
        )
        rows = cursor.fetchall()
    _fold_many(row[0] for row in rows if row[-1])
    counts = _summed((row[0], row[1:]) for row in rows)
    return {pk: counts.get(pk, Counts()) for pk in ids}


def _of_children(obligation_id: int, node: Organisation, children: list[Branch], today: date) -> dict[str, Counts]:
    """By path: the node's own part, and every child's branch."""
    paths = {node.pk: node.path} | {one.pk: one.path for one in children}
    length, day = len(node.path) + treepath.WIDTH, today.isoformat()
    # Our own numbers, written out: the driver took longer over a hundred parameters than the database over its answer.
    inside, among = ", ".join(str(one.pk) for one in children) or "0", ", ".join(map(str, paths))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organisation_id, '', {_KEPT} FROM obligations_uppertally"
            f" WHERE obligation_id = %s AND organisation_id IN ({inside})"
            f" UNION ALL SELECT pivot_id, '', {_KEPT} FROM obligations_tally"
            f" WHERE obligation_id = %s AND pivot_id IN ({among})"
            f" UNION ALL SELECT 0, path, {_DIFFERENCE} FROM obligations_tally"
            f" WHERE is_pending AND obligation_id = %s AND path > %s AND path < %s AND length(path) > {length}",
            [day, obligation_id, day, obligation_id, day, obligation_id, node.path, node.path + treepath.END],
        )
        rows = cursor.fetchall()
    _fold_many(obligation_id for row in rows if row[-1])
    return _summed((paths[row[0]] if row[0] else row[1][:length], row[2:]) for row in rows)


def _fold_many(pending: Iterable[int]) -> None:
    """When many differences were read, fold the duties with the most, so that the next reader has fewer."""
    times = Counter(pending)
    if times.total() > tallies.FOLD_FROM:
        for pk, _ in times.most_common(FOLD_AT_ONCE):
            tallies.fold(pk)


def _summed(rows: Iterable[tuple[Any, Sequence[int]]]) -> dict[Any, Counts]:
    """Counts by key, from (key, figures of a row)."""
    sums: dict[Any, list[int]] = {}
    for key, (is_past, assigned, submitted, returned, accepted, waived, _) in rows:
        so_far = sums.get(key)
        if so_far is None:
            so_far = sums[key] = [0] * 7
        so_far[0] += assigned
        so_far[1] += submitted
        so_far[2] += returned
        so_far[3] += accepted
        so_far[4] += waived
        if is_past:
            so_far[5] += assigned + returned
            so_far[6] += assigned
    return {key: Counts(*numbers) for key, numbers in sums.items() if any(numbers)}


def _of_rows(ids: list[int], node: Organisation, today: date) -> dict[int, Counts]:
    """Below a pivot: from the assignments of the branch."""
    counts = _counted("obligation_id", ids, node, today)
    return {pk: counts.get(pk, Counts()) for pk in ids}


def _of_rows_by_child(obligation_id: int, node: Organisation, today: date) -> dict[str, Counts]:
    return _counted(f"substr(path, 1, {len(node.path) + treepath.WIDTH})", [obligation_id], node, today)


def _counted(key: str, ids: list[int], node: Organisation, today: date) -> dict[Any, Counts]:
    """The assignments of duties in a branch, counted by ``key``, an expression of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, state, due_on < %s, COUNT(*) FROM obligations_assignment"
            f" WHERE obligation_id IN ({', '.join('%s' for _ in ids)}) AND path >= %s AND path < %s GROUP BY 1, 2, 3",
            [today.isoformat(), *ids, node.path, node.path + treepath.END],
        )
        rows = cursor.fetchall()
    sums: dict[Any, Counts] = defaultdict(Counts)
    for of, state, is_past, number in rows:
        past = number if is_past and state in OPEN else 0
        sums[of] += Counts.of({state: number}, overdue=past, late=past if state == "assigned" else 0)
    return sums
