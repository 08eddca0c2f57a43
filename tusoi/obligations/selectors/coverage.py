"""The matrix clauses x organisations: what documents answer, and what answers to duties name a clause themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tusoi.documents.models import Document, Recipient
from tusoi.documents.selectors import Answering, answering_of, clauses_of, coverage_of
from tusoi.documents.selectors.outline import ClauseLine, lines_of
from tusoi.lib.clauses import Comparison, Target, compare
from tusoi.obligations.models import Assignment, PlanItem
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .passages import ANSWERED, passages_of_answers

CONFIRMED, PROPOSED = "confirmed", "proposed"
_RANK = {"": 0, PROPOSED: 1, CONFIRMED: 2}


@dataclass(slots=True)
class Column:
    """An organisation, the documents by which it answers, and how many clauses it answered (of ``total``)."""

    organisation: Organisation
    documents: list[Document] = field(default_factory=list)
    confirmed: int = 0
    proposed: int = 0
    total: int = 0

    @property
    def missing(self) -> int:
        """Clauses that nobody confirmed an answer to."""
        return self.total - self.confirmed


@dataclass(frozen=True, slots=True)
class Cell:
    """``state``: confirmed, proposed or "". Of a section: how many of its clauses are confirmed."""

    organisation_id: int
    state: str
    confirmed: int = 0


@dataclass(slots=True)
class Row:
    """A clause, how many organisations answered it, and its cells in the order of the columns that were asked for."""

    line: ClauseLine
    confirmed: int = 0
    proposed: int = 0
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Matrix:
    """Everything about the coverage of one document. ``states`` by clause and organisation, roll-up included."""

    document: Document
    lines: list[ClauseLine]
    columns: list[Column]
    answers: list[Answering]
    states: dict[tuple[int, int], str]

    @property
    def answered_lines(self) -> list[ClauseLine]:
        return [line for line in self.lines if line.is_answered]

    def rows(self, columns: Sequence[Column] | None = None) -> list[Row]:
        """The rows with their cells for some of the columns (all); the counts are of all columns."""
        shown = self.columns if columns is None else columns
        return [self._row(line, shown) for line in self.lines]

    def _row(self, line: ClauseLine, shown: Iterable[Column]) -> Row:
        row = Row(line)
        pk = line.clause.pk
        if line.is_answered:
            found = [self.states.get((pk, column.organisation.pk), "") for column in self.columns]
            row.confirmed, row.proposed = found.count(CONFIRMED), found.count(PROPOSED)
            row.cells = [
                Cell(column.organisation.pk, self.states.get((pk, column.organisation.pk), "")) for column in shown
            ]
            return row
        for column in shown:
            mine = [self.states.get((below, column.organisation.pk)) for below in line.below]
            row.cells.append(Cell(column.organisation.pk, "", mine.count(CONFIRMED)))
        return row

    def unanswered(self) -> list[Row]:
        """The clauses to which no organisation has a confirmed answer."""
        return [row for row in self.rows(()) if row.line.is_answered and not row.confirmed]

    def left_out_by(self, organisation_id: int) -> list[tuple[ClauseLine, str]]:
        """The clauses without a confirmed answer of one organisation, with the state of its cell."""
        states = ((line, self.states.get((line.clause.pk, organisation_id), "")) for line in self.answered_lines)
        return [(line, state) for line, state in states if state != CONFIRMED]


def matrix_of(document: Document, *, by: Actor) -> Matrix:
    """The matrix as far as the actor sees the organisations; eight queries, whatever the number of rows.

    Columns, those with an answer first: those whose documents answer, whose answers to duties name a clause (or have a
    passage that may answer one), and those
    to whom it was sent.
    """
    lines = lines_of(clauses_of(document))
    answers = answering_of(document, by=by)
    own: dict[tuple[int, int], str] = {}
    rows = coverage_of(document, by=by).exclude(state="refused").values_list("clause", "organisation", "state")
    for clause, organisation, state in rows.distinct().iterator(chunk_size=5_000):
        if _RANK[state] > _RANK[own.get((clause, organisation), "")]:
            own[clause, organisation] = state
    free = passages_of_answers(document, by=by).exclude(state="refused")
    for clause, organisation, state in free.values_list("clause", "assignment__organisation", "state").distinct():
        if _RANK[state] > _RANK[own.get((clause, organisation), "")]:
            own[clause, organisation] = state
    for clause, organisation in _named(document, by):
        own[clause, organisation] = CONFIRMED
    columns = _columns(document, answers, {organisation for _clause, organisation in own}, by)
    states = _rolled_up(lines, own)
    answered = [line.clause.pk for line in lines if line.is_answered]
    for column in columns:
        found = [states.get((pk, column.organisation.pk), "") for pk in answered]
        column.confirmed, column.proposed, column.total = found.count(CONFIRMED), found.count(PROPOSED), len(answered)
    return Matrix(document, lines, columns, answers, states)


def _named(document: Document, by: Actor) -> set[tuple[int, int]]:
    """Clause and organisation of sent answers: lines of a plan that name a clause, answers to a duty resting on one."""
    items = (
        PlanItem.objects.visible_to(by)
        .filter(clause__document=document, assignment__state__in=ANSWERED, assignment__person__isnull=True)
        .values_list("clause", "assignment__organisation")
    )
    duties = (
        Assignment.objects.visible_to(by)
        .filter(obligation__clause__document=document, state__in=ANSWERED, person__isnull=True)
        .values_list("obligation__clause", "organisation")
    )
    return {*items.distinct(), *duties.distinct()}


def _columns(document: Document, answers: Sequence[Answering], more: set[int], by: Actor) -> list[Column]:
    documents: dict[int, list[Document]] = defaultdict(list)
    for one in answers:
        documents[one.organisation.pk].append(one.document)
    sent = Recipient.objects.filter(document=document).values_list("organisation", flat=True)
    wanted = {*documents, *more, *sent}
    found = (
        Organisation.objects.filter(by.within("path"), pk__in=wanted)
        .living()
        .below(document.owner)
        .order_by("depth", "sort_key", "pk")
    )
    columns = [Column(one, documents[one.pk]) for one in found]
    return sorted(columns, key=lambda one: not (one.documents or one.organisation.pk in more))


def _rolled_up(lines: Sequence[ClauseLine], own: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """A task is answered where one of the solutions below it is."""
    states = dict(own)
    by_clause: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (clause, organisation), state in own.items():
        by_clause[clause].append((organisation, state))
    for line in lines:
        if not line.is_answered:
            continue
        for below in line.below:
            for organisation, state in by_clause.get(below, ()):
                key = (line.clause.pk, organisation)
                if _RANK[state] > _RANK[states.get(key, "")]:
                    states[key] = state
    return states


# --- one cell, and the figures


def items_naming(clause_id: int, organisation_id: int, *, by: Actor) -> list[PlanItem]:
    """The lines of sent plans of an organisation that name the clause. One query."""
    return list(
        PlanItem.objects.visible_to(by)
        .filter(clause=clause_id, assignment__organisation=organisation_id, assignment__state__in=ANSWERED)
        .filter(assignment__person__isnull=True)
        .select_related("assignment__obligation")
        .order_by("assignment", "position")[:50]
    )


def answers_resting_on(clause_id: int, organisation_id: int, *, by: Actor) -> list[Assignment]:
    """The sent answers of an organisation to duties that rest on the clause. One query."""
    return list(
        Assignment.objects.visible_to(by)
        .filter(obligation__clause=clause_id, organisation=organisation_id, state__in=ANSWERED, person__isnull=True)
        .select_related("obligation")
        .order_by("-submitted_at")[:50]
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One organisation's own figure for a target, with the passage it was read from; ``state`` of that passage."""

    organisation: Organisation
    comparison: Comparison
    state: str
    quote: str = ""
    document: Document | None = None


@dataclass(slots=True)
class TargetLine:
    """A target of the superior and the figures set against it, in the order of the columns."""

    line: ClauseLine
    target: Target
    figures: list[Figure] = field(default_factory=list)

    @property
    def short(self) -> int:
        return sum(one.comparison.meets is False for one in self.figures)

    @property
    def unknown(self) -> int:
        return sum(one.comparison.meets is None for one in self.figures)


def targets_of(matrix: Matrix, columns: Sequence[Column], *, by: Actor) -> list[TargetLine]:
    """Each target against the figures of some organisations; confirmed passages before proposed ones. Three queries."""
    lines = [TargetLine(line, line.target) for line in matrix.lines if line.is_answered and line.target]
    clauses = [one.line.clause.pk for one in lines]
    wanted = [column.organisation.pk for column in columns]
    found: dict[tuple[int, int], list[tuple[str, str, int | None]]] = defaultdict(list)
    rows = (
        coverage_of(matrix.document, by=by)
        .filter(clause__in=clauses, organisation__in=wanted)
        .exclude(state="refused")
        .order_by("state", "-score", "start")
        .values_list("clause", "organisation", "state", "quote", "document")
    )
    for clause, organisation, state, quote, document in rows:
        found[clause, organisation].append((state, quote, document))
    items = (
        PlanItem.objects.visible_to(by)
        .filter(clause__in=clauses, assignment__organisation__in=wanted, assignment__state__in=ANSWERED)
        .filter(assignment__person__isnull=True)
        .values_list("clause", "assignment__organisation", "task", "product")
    )
    for clause, organisation, task, product in items:
        found[clause, organisation].insert(0, (CONFIRMED, f"{task}. {product}".strip(". "), None))
    free = passages_of_answers(matrix.document, by=by).filter(clause__in=clauses, assignment__organisation__in=wanted)
    for clause, organisation, state, quote in (
        free.exclude(state="refused")
        .order_by("state", "-score", "start")
        .values_list("clause", "assignment__organisation", "state", "quote")
    ):
        found[clause, organisation].append((state, quote, None))
    documents = {one.document.pk: one.document for one in matrix.answers}
    for line in lines:
        for column in columns:
            passages = found.get((line.line.clause.pk, column.organisation.pk), [])
            line.figures.append(_figure(line.target, column.organisation, passages, documents))
    return lines


def _figure(
    target: Target, organisation: Organisation, passages: Sequence[tuple[str, str, int | None]],
    documents: dict[int, Document],
) -> Figure:  # fmt: skip
    """The first passage whose figure can be compared, else the first that was found."""
    best: Figure | None = None
    for state, quote, document in passages:
        comparison = compare(target, quote)
        one = Figure(organisation, comparison, state, quote, documents.get(document or 0))
        if comparison.meets is not None:
            return one
        best = best or one
    return best or Figure(organisation, Comparison("unknown", None, reason="no_answer"), "")
