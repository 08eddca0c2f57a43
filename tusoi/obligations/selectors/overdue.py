"""What is longest overdue in a branch, over all duties: a walk along the beginning of a partial index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi import treepath
from tusoi.lib.calendar import days_late
from tusoi.obligations.models import Assignment
from tusoi.obligations.rules import OPEN
from tusoi.organisations import keeping
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


@dataclass(frozen=True, slots=True)
class Overdue:
    """One open part of a duty whose day is past: who bears it (a person in an organisation, or an organisation)."""

    id: int
    obligation_id: int
    title: str
    issuer: str
    organisation_id: int
    organisation: str
    person_id: int | None
    person: str
    state: str
    due_on: date
    reminders: int
    reminded_on: date | None
    days: int
    """Calendar days past the day it was due."""

    @property
    def bearer(self) -> str:
        return self.person or self.organisation

    @property
    def state_label(self) -> str:
        return str(Assignment.State(self.state).label)


@dataclass(frozen=True, slots=True)
class Overdues:
    """The list, cut like a queryset: ``overdues[50:100]`` is one query. It knows no length: nobody counts it."""

    node: Organisation
    today: date
    people: bool

    def __getitem__(self, wanted: slice) -> list[Overdue]:
        start, stop = wanted.start or 0, wanted.stop
        if wanted.step not in (None, 1) or stop is None or not 0 <= start <= stop:
            raise ValueError("a stretch from the beginning, with an end")
        return overdue_below(self.node, self.today, people=self.people, limit=stop - start, offset=start)


def overdue_for(node: Organisation, by: Actor) -> Overdues:
    """The longest overdue in a branch as far as the actor may read them: persons' own duties only for those who lead
    or inspect there. Raises Refused.
    """
    by.require("read", node)
    return Overdues(node, by.today, by.may("obligations.read_personal", node))


def overdue_below(
    node: Organisation, today: date, *, people: bool = True, limit: int = 20, offset: int = 0
) -> list[Overdue]:
    """The longest overdue in a branch, over all duties. One query, along a partial index; ``people``: also persons'."""
    where = ["due_on < %s", "obligation_id NOT IN (SELECT id FROM obligations_obligation WHERE is_confined)"]
    values: list[Any] = [today.isoformat()]
    if node.depth == 1 and not node.is_below_pivot:
        where, values = [*where, "top_id = %s"], [*values, node.pk]
    elif node.depth > 0:
        if node.is_below_pivot:
            where, values = [*where, "pivot_id = %s"], [*values, node.pivot_id]
        if not node.is_pivot:
            where, values = [*where, "path >= %s", "path < %s"], [*values, node.path, node.path + treepath.END]
    if not people:
        where.append("person_id IS NULL")
    # Along the index of a top or a pivot the plan is the same whoever asks; in between it is not.
    ask = keeping.found if node.depth <= 1 or node.is_below_pivot else keeping.planned_anew
    # The index alone chooses the few, and a name is looked up for each: joined, SQLite without fresh statistics begins
    # with the organisations, and PostgreSQL reads whole tables for twenty names.
    rows = ask(
        "SELECT a.id, a.obligation_id, (SELECT title FROM obligations_obligation WHERE id = a.obligation_id),"
        " (SELECT i.name FROM obligations_obligation d JOIN organisations_organisation i ON i.id = d.issued_by_id"
        " WHERE d.id = a.obligation_id), a.organisation_id,"
        " (SELECT name FROM organisations_organisation WHERE id = a.organisation_id), a.person_id,"
        " COALESCE((SELECT name FROM organisations_person WHERE id = a.person_id), ''),"
        " a.state, a.due_on, a.reminders, a.reminded_on"
        f" FROM (SELECT * FROM obligations_assignment WHERE state IN {OPEN} AND {' AND '.join(where)}"
        f" ORDER BY due_on, id LIMIT {int(limit)} OFFSET {int(offset)}) a ORDER BY a.due_on, a.id",
        values,
    )
    found = []
    for row in rows:
        due, told = _day(row[9]), _day(row[11]) if row[11] else None
        found.append(Overdue(*(*row[:9], due, row[10], told, days_late(due, today))))
    return found


def _day(found: date | str) -> date:
    """SQLite gives days as text."""
    return date.fromisoformat(found) if isinstance(found, str) else found
