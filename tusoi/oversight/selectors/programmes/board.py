"""The planning board: organisations and quarters, who looks at whom when, and how long nobody has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from tusoi import treepath
from tusoi.organisations.models import Organisation, Term
from tusoi.organisations.scope import Actor
from tusoi.oversight.circles import STUB_KINDS
from tusoi.oversight.models import (
    CaseSubject,
    EntrySubject,
    ProgrammeEntry,
    WorkSession,
)
from tusoi.oversight.risk import Weights, months_between, weights_on

QUARTERS = (1, 2, 3, 4, None)
"""The last column holds lines that have no quarter yet."""


@dataclass(slots=True)
class BoardRow:
    """``cells``: the lines on the organisation itself, in the order of QUARTERS; ``inside``: how many lines lie on
    somebody below it."""

    organisation: Organisation
    cells: list[list[ProgrammeEntry]] = field(default_factory=lambda: [[] for _ in QUARTERS])
    inside: int = 0
    has_below: bool = False
    last_on: date | None = None
    months: int | None = None
    is_new_to_term: bool = True
    """Nobody looked at it since the term began."""

    @property
    def lines(self) -> int:
        return len({entry.pk for cell in self.cells for entry in cell})

    @property
    def owners(self) -> int:
        """How many owners look at it this year."""
        return len({(one.programme.owner_id, one.programme.body_id) for cell in self.cells for one in cell})


@dataclass(frozen=True, slots=True)
class Board:
    node: Organisation
    year: int
    rows: list[BoardRow]
    term: Term | None


def board_rows(node: Organisation, by: Actor) -> QuerySet[Organisation]:
    """The living direct subordinates in order, to be cut into pages."""
    below = Organisation.objects.living().filter(parent=OuterRef("pk"))
    return (
        Organisation.objects.visible_to(by)
        .living()
        .filter(parent=node)
        .select_related("kind")
        .annotate(has_below=Exists(below))
        .order_by("kind__rank", "kind__code", "sort_key", "pk")
    )


def board_of(node: Organisation, organisations: Sequence[Organisation], year: int, by: Actor) -> Board:
    """The rows of these subordinates of a node. Nine queries, however many rows and lines."""
    rows = {one.pk: BoardRow(one, has_below=getattr(one, "has_below", False)) for one in organisations}
    term = term_of(node, by)
    places = {one.path: one.pk for one in organisations}
    seen = _seen_in(year, node, by)
    lines = {line.pk: line for line in seen}
    depth = len(node.path) + treepath.WIDTH
    inside: dict[int, set[int]] = defaultdict(set)
    subjects = EntrySubject.objects.filter(treepath.within("organisation__path", [node.path]), entry__in=list(lines))
    for entry_id, pk, path in subjects.values_list("entry", "organisation", "organisation__path"):
        if pk in rows:
            entry = lines[entry_id]
            cell = rows[pk].cells[QUARTERS.index(entry.quarter)]
            if entry not in cell:
                cell.append(entry)
        elif (top := places.get(path[:depth])) is not None:
            inside[top].add(entry_id)
    looks = last_looks(rows, by)
    for pk, row in rows.items():
        row.inside = len(inside[pk])
        row.last_on = looks.get(pk)
        row.months = months_between(row.last_on, by.today, never=0) if row.last_on else None
        row.is_new_to_term = row.last_on is None or (term is not None and row.last_on < term.valid_from)
    return Board(node, year, list(rows.values()), term)


def _seen_in(year: int, node: Organisation, by: Actor) -> list[ProgrammeEntry]:
    """The lines of a year in the branch that he may see. Those of the term's programme stand in those of the years."""
    hits = EntrySubject.objects.filter(treepath.within("organisation__path", [node.path]), entry__year=year)
    return list(
        ProgrammeEntry.objects.visible_to(by)
        .standing()
        .filter(year=year, programme__year__isnull=False, pk__in=hits.values("entry"))
        .select_related("kind", "programme__owner", "programme__body")
        .prefetch_related("areas")
        .order_by("quarter", "programme__owner__depth", "pk")
    )


def term_of(node: Organisation, by: Actor) -> Term | None:
    return Term.objects.filter(organisation=node).on(by.today).order_by("-valid_from").first()


def last_looks(organisations: Iterable[int], by: Actor, *, field: str = "") -> dict[int, date]:
    """When each was last inspected, supervised or visited, as far as he may see: the day of the conclusion, else of the
    decision, or of a working session that was held. ``field``: only cases about this field. At most two queries."""
    ids = list(organisations)
    subjects = CaseSubject.objects.visible_to(by).standing().filter(organisation__in=ids, person__isnull=True)
    if field:
        subjects = subjects.filter(case__areas__field=field)
    rows = (
        subjects.exclude(case__state="dropped")
        .exclude(case__kind__code__in=STUB_KINDS)
        .order_by()
        .values_list("organisation")
        .annotate(last=Max(Coalesce("case__concluded_on", "case__issued_on")))
    )
    found = {pk: last for pk, last in rows if last is not None}
    if field:
        return found
    held = WorkSession.objects.visible_to(by).filter(organisation__in=ids, state=WorkSession.State.HELD)
    for pk, last in held.order_by().values_list("organisation").annotate(last=Max("on")):
        found[pk] = max(found.get(pk, last), last)
    return found


# --- how thin it is spread


@dataclass(frozen=True, slots=True)
class Part:
    """``of`` all lines: the parts of areas may sum up to more, since a line has one or several."""

    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How the lines of a year of one owner (all its bodies together) lie over contents and quarters.

    ``wide``: lines with many contents or many subjects; ``crowded``: quarters that hold too large a share.
    """

    lines: int
    areas: list[Part]
    quarters: list[Part]
    wide: list[ProgrammeEntry]
    crowded: list[int]
    weights: Weights


def spread_of_year(owner: Organisation, year: int, by: Actor) -> Spread:
    """Of all programmes of an owner for a year that he may see. Three queries."""
    found = ProgrammeEntry.objects.visible_to(by).standing()
    found = found.filter(programme__owner=owner, year=year, programme__year__isnull=False)
    lines = list(found.prefetch_related("areas", "subjects").order_by("programme", "position"))
    return spread_of(lines, by)


def spread_of(lines: Sequence[ProgrammeEntry], by: Actor) -> Spread:
    """Of lines with their areas and subjects. No query."""
    lines = [line for line in lines if line.cancelled_on is None]
    weights = weights_on(by.today)
    areas, quarters = Counter[str](), Counter[int | None]()
    for line in lines:
        areas.update(area.name for area in line.areas.all())
        quarters[line.quarter] += 1
    limits, total = weights.spread, len(lines)
    return Spread(
        lines=total,
        areas=[Part(name, count, total) for name, count in areas.most_common()],
        quarters=[Part(str(quarter), quarters[quarter], total) for quarter in (1, 2, 3, 4)],
        wide=[
            line
            for line in lines
            if len(line.areas.all()) > limits["areas_of_a_line"]
            or len(line.subjects.all()) > limits["subjects_of_a_line"]
        ],
        crowded=[
            quarter
            for quarter in (1, 2, 3, 4)
            if total >= 4 and quarters[quarter] * 100 > total * limits["share_of_a_quarter"]
        ],
        weights=weights,
    )  # fmt: skip
