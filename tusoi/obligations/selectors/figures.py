"""The roll-up: "62/74" of one duty at any node, by child, and of many duties at one node.

At or above a pivot a figure is the upper tallies of the node, the tally of the node itself, and the differences that
are pending below: some dozens of rows, read in one statement so that all are of the same moment. Below a pivot the rows
of the branch are read, of which there are never more than one pivot's. No figure scans assignments under row filters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tusoi import treepath
from tusoi.obligations import tallies
from tusoi.obligations.rules import OPEN, STATES, Counts
from tusoi.organisations import keeping
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
    children = [Branch(*row) for row in keeping.found(_CHILDREN, [node.pk])]
    by_child = _of_rows_by_child if node.is_below_pivot else _of_children
    counts = by_child(obligation_id, node, today)
    itself = Branch(node.pk, node.path, node.name, node.short_name)
    own = [RollUp(itself, counts[node.path], is_itself=True)] if node.path in counts else []
    return own + [
        RollUp(child, counts[child.path], has_more=counts[child.path].total > 1)
        for child in children
        if child.path in counts
    ]


_CHILDREN = (
    "SELECT id, path, name, short_name FROM organisations_organisation WHERE parent_id = %s ORDER BY sort_key, id"
)
_KEPT = f"due_on, {', '.join(STATES)}, 0 AS pending"
_DIFFERENCE = f"due_on, {', '.join(f'{state} - up_{state}' for state in STATES)}, 1"
# What a row says: its day, the five states, and 1 for a pending difference, 0 otherwise.
_SUMS = (
    f"{', '.join(f'SUM({state})' for state in STATES)}, SUM(CASE WHEN due_on < %s THEN assigned + returned ELSE 0 END),"
    " SUM(CASE WHEN due_on < %s THEN assigned ELSE 0 END), SUM(pending)"
)
# In the order of `Counts`, and how many differences were pending. The database adds up: to read the rows took longer.


def _at_node(ids: list[int], node: Organisation, today: date) -> dict[int, Counts]:
    if node.is_below_pivot and not node.is_pivot:
        return _of_rows(ids, node, today)
    (among, numbers), day = keeping.among("obligation_id", ids), today.isoformat()
    ask = keeping.found if len(ids) == 1 else keeping.planned_anew  # a plan for no number of duties serves none well
    rows = ask(
        f"SELECT obligation_id, {_SUMS} FROM ("
        f"SELECT obligation_id, {_KEPT} FROM obligations_uppertally WHERE organisation_id = %s AND {among}"
        f" UNION ALL SELECT obligation_id, {_KEPT} FROM obligations_tally WHERE {among} AND path = %s"
        f" UNION ALL SELECT obligation_id, {_DIFFERENCE} FROM obligations_tally"
        f" WHERE is_pending AND {among} AND path > %s AND path < %s) every GROUP BY obligation_id",
        [day, day, node.pk, *numbers, *numbers, node.path, *numbers, node.path, node.path + treepath.END],
    )
    _fold_many({row[0]: row[-1] for row in rows})
    counts = _counts(rows)
    return {pk: counts.get(pk, Counts()) for pk in ids}


def _of_children(obligation_id: int, node: Organisation, today: date) -> dict[str, Counts]:
    """By path: the node's own part, and every child's branch."""
    length, day = len(node.path) + treepath.WIDTH, today.isoformat()
    child = "JOIN organisations_organisation o ON o.parent_id = %s AND o.id"
    rows = keeping.found(
        f"SELECT path, {_SUMS} FROM ("
        f"SELECT o.path, {_KEPT} FROM obligations_uppertally u {child} = u.organisation_id WHERE obligation_id = %s"
        f" UNION ALL SELECT o.path, {_KEPT} FROM obligations_tally t {child} = t.pivot_id WHERE obligation_id = %s"
        f" UNION ALL SELECT %s, {_KEPT} FROM obligations_tally WHERE obligation_id = %s AND pivot_id = %s"
        f" UNION ALL SELECT substr(path, 1, {length}), {_DIFFERENCE} FROM obligations_tally"
        f" WHERE is_pending AND obligation_id = %s AND path > %s AND path < %s AND length(path) > {length}"
        ") every GROUP BY path",
        [day, day]
        + [node.pk, obligation_id] * 2
        + [node.path, obligation_id, node.pk]
        + [obligation_id, node.path, node.path + treepath.END],
    )
    _fold_many({obligation_id: sum(row[-1] for row in rows)})
    return _counts(rows)


def _fold_many(pending: Mapping[int, int]) -> None:
    """When many differences were read, fold the duties with the most, so that the next reader has fewer."""
    times = Counter(pending)
    if times.total() > tallies.FOLD_FROM:
        for pk, number in times.most_common(FOLD_AT_ONCE):
            if number:
                tallies.fold(pk)


def _counts(rows: Iterable[Sequence[Any]]) -> dict[Any, Counts]:
    """Counts by key, from (key, the seven numbers, differences); those that are nothing are left out."""
    return {key: Counts(*numbers) for key, *numbers, _ in rows if any(numbers)}


def _of_rows(ids: list[int], node: Organisation, today: date) -> dict[int, Counts]:
    """Below a pivot: from the assignments of the branch."""
    counts = _counted("obligation_id", ids, node, today)
    return {pk: counts.get(pk, Counts()) for pk in ids}


def _of_rows_by_child(obligation_id: int, node: Organisation, today: date) -> dict[str, Counts]:
    return _counted(f"substr(path, 1, {len(node.path) + treepath.WIDTH})", [obligation_id], node, today)


def _counted(key: str, ids: list[int], node: Organisation, today: date) -> dict[Any, Counts]:
    """The assignments of duties in a branch, counted by ``key``, an expression of the database."""
    among, numbers = keeping.among("obligation_id", ids)
    ask = keeping.found if len(ids) == 1 else keeping.planned_anew
    rows = ask(
        f"SELECT {key}, state, due_on < %s, COUNT(*) FROM obligations_assignment"
        f" WHERE {among} AND path >= %s AND path < %s GROUP BY 1, 2, 3",
        [today.isoformat(), *numbers, node.path, node.path + treepath.END],
    )
    sums: dict[Any, Counts] = defaultdict(Counts)
    for of, state, is_past, number in rows:
        past = number if is_past and state in OPEN else 0
        sums[of] += Counts.of({state: number}, overdue=past, late=past if state == "assigned" else 0)
    return sums
