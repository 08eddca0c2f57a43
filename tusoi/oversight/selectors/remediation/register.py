"""The register of requirements over the years (sổ theo dõi khắc phục): its rows, its sums, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case as When_
from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ExtractYear

from tusoi import treepath
from tusoi.lib.folding import fold
from tusoi.obligations.models import Assignment, PlanItem
from tusoi.organisations.models import Organisation
from tusoi.organisations.prepared import in_all, prepared
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.models import Case, Remediation, Requirement
from tusoi.oversight.remedy import (
    AGES,
    ANSWER_STATES,
    UNANSWERED,
    Counts,
    Progress,
    age_bounds,
    days_late,
    missing_to_close,
)

STATES = ("open", "late", "never", "complete", "escalated", "closed", "waived", "all")
BEARERS = ("organisation", "person")
REMAINING = ("open", "escalated")
MOST_WORDS = 4
MOST_FOUND = 2_500
"""Requirements, organisations, people with a word at most: a database takes some thirty thousand of them at once."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the register is wanted; None and "" want everything. ``branch`` is a path; ``age`` a place of AGES."""

    state: str = "all"
    year: int | None = None
    owner_id: int | None = None
    branch: str = ""
    answer: str = ""
    bearer: str = ""
    case_id: int | None = None
    text: str = ""
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register with what its cells say."""

    remediation: Remediation
    progress: Progress
    late_days: int
    missing: list[str]
    """Codes of what keeps it from being closed."""
    may_decide: bool

    @property
    def answer(self) -> str:
        return self.remediation.answer

    @property
    def case(self) -> Case:
        return self.remediation.requirement.case

    @property
    def document(self) -> Any:
        """The conclusion as a registered document, or None."""
        conclusion = getattr(self.case, "conclusion", None)
        return conclusion.document if conclusion is not None else None

    @property
    def is_late_by_line(self) -> bool:
        """Late is a line of its plan, not the plan itself."""
        return self.late_days > 0 and self.answer == "accepted"

    @property
    def is_complete(self) -> bool:
        return self.remediation.state != Remediation.State.CLOSED and not self.missing

    @property
    def is_reopened(self) -> bool:
        """Somebody decided on it already, and took it back."""
        return self.remediation.state == Remediation.State.OPEN and self.remediation.decided_on is not None


def rows_of(filters: Filters, by: Actor) -> QuerySet[Remediation]:
    """The rows within reach that the filters leave. Unordered, without what a line shows."""
    found = Remediation.objects.visible_to(by)
    if filters.year is not None:
        found = found.filter(laid_on__gte=date(filters.year, 1, 1), laid_on__lt=date(filters.year + 1, 1, 1))
    if filters.owner_id is not None:
        found = found.filter(owner=filters.owner_id)
    if filters.branch:
        found = found.filter(treepath.within("path", [filters.branch]))
    if filters.answer in ANSWER_STATES:
        found = found.filter(answer=filters.answer)
    if filters.bearer in BEARERS:
        found = found.filter(person__isnull=filters.bearer == "organisation")
    if filters.case_id is not None:
        found = found.filter(requirement__case=filters.case_id)
    if filters.text:
        found = found.filter(_of_words(found, filters.text))
    if filters.age is not None and 0 <= filters.age < len(AGES):
        first, last = age_bounds(filters.age, by.today)
        found = found.filter(laid_on__lte=last, **({"laid_on__gte": first} if first else {}))
    return _in_state(found, filters.state, by.today)


def _of_words(found: QuerySet[Remediation], text: str) -> Q:
    """The condition that each word stands in the requirement or the name of its bearer, whatever its marks.

    The texts of the rows are folded here: no index holds the requirements, of which an owner lays a few thousand in
    years, each on many. One query.
    """
    rows = found.order_by()
    texts = rows.values_list(Value(0), "requirement", "requirement__text").union(
        rows.values_list(Value(1), "organisation", "organisation__name"),
        rows.filter(person__isnull=False).values_list(Value(2), "person", "person__name"),
    )
    folded = [(kind, pk, fold(said)) for kind, pk, said in texts]
    condition = Q()
    for word in fold(text).split()[:MOST_WORDS]:
        ids: tuple[list[int], ...] = ([], [], [])
        for kind, pk, said in folded:
            if word in said and len(ids[kind]) < MOST_FOUND:
                ids[kind].append(pk)
        condition &= Q(requirement__in=ids[0]) | Q(organisation__in=ids[1]) | Q(person__in=ids[2])
    return condition


def _in_state(found: QuerySet[Remediation], state: str, today: date) -> QuerySet[Remediation]:
    if state == "waived":
        return found.filter(answer="waived")
    condition = conditions(today).get(state)
    return found if condition is None else found.filter(condition)


def conditions(today: date) -> dict[str, Any]:
    """What the words of STATES mean. What was waived counts nowhere but under its own."""
    standing = ~Q(answer="waived")
    remaining = standing & Q(state__in=REMAINING)
    items = PlanItem.objects.filter(assignment=OuterRef("assignment"))
    late_items = items.filter(state__in=("planned", "refused"), due_on__lt=today)
    without_lines = Assignment.objects.filter(pk=OuterRef("assignment"), obligation__deliverable__has_items=False)
    return {
        "open": standing & Q(state="open"),
        "escalated": standing & Q(state="escalated"),
        "closed": standing & Q(state="closed"),
        "late": remaining & (Q(answer__in=UNANSWERED, due_on__lt=today) | (Q(answer="accepted") & Exists(late_items))),
        "never": remaining & Q(answer__in=UNANSWERED, was_sent=False),
        "complete": remaining
        & Q(answer="accepted")
        & ~Exists(items.exclude(state="verified"))
        & (Exists(without_lines) | Exists(items)),
    }


def late_since() -> When_:
    """The day that binds a row next: of the answer that is owed, then of the earliest line not done; else null."""
    waiting = PlanItem.objects.filter(assignment=OuterRef("assignment"), state__in=("planned", "refused"))
    earliest = waiting.order_by().values("assignment").annotate(first=Min("due_on")).values("first")
    return When_(
        When(state="closed", then=None),
        When(answer__in=UNANSWERED, then=F("due_on")),
        When(answer="accepted", then=Subquery(earliest)),
        default=None,
        output_field=DateField(),
    )


_OF_A_ROW = ("assignment__obligation__deliverable", "organisation", "person", "owner", "follow_up")
_OF_A_REQUIREMENT = ("case__kind", "case__body__kind", "case__conclusion__document__kind", "case__owner")
_LONG = ("case__conclusion__sections", "case__conclusion__document__text", "case__content")


def register(filters: Filters, by: Actor) -> QuerySet[Remediation]:
    """The lines of the register with what they show: what is still open by its day, the rest newest first."""
    found = (
        rows_of(filters, by)
        .annotate(late_since=late_since())
        .select_related(*_OF_A_ROW, *(f"requirement__{one}" for one in _OF_A_REQUIREMENT))
        .defer(*(f"requirement__{one}" for one in _LONG))
    )
    return found.order_by(*_order(filters))


def _order(filters: Filters) -> tuple[str, str]:
    return ("due_on", "pk") if filters.state in ("never", "late", "open") else ("-laid_on", "-pk")


def in_order(filters: Filters, by: Actor) -> QuerySet[Any, int]:
    """The numbers of the rows in the order of `register`: what is sorted is not carried along."""
    return rows_of(filters, by).order_by(*_order(filters)).values_list("pk", flat=True)


def rows_at(numbers: Iterable[int], by: Actor) -> list[Row]:
    """The lines of these rows, in this order. Four queries: a requirement lies on many, and is read once with its case
    and whose that is."""
    wanted = tuple(numbers)
    found = {one.pk: one for one in _rows_at(by, rows=wanted)} if wanted else {}
    for one in found.values():
        case = one.requirement.case
        if case.owner_id == one.owner_id:
            one.owner = case.owner
    return lines([found[pk] for pk in wanted if pk in found], by)


@prepared
def _rows_at(by: Actor, *, rows: tuple[int, ...]) -> QuerySet[Remediation]:
    laid = Requirement.objects.select_related(*_OF_A_REQUIREMENT).defer(*_LONG)
    answers = Assignment.objects.select_related("obligation__deliverable").only(
        "extended", "obligation__deliverable__has_items"
    )
    found = Remediation.objects.visible_to(by).filter(pk__in=rows).order_by().annotate(late_since=late_since())
    return found.select_related("organisation", "person").prefetch_related(
        Prefetch("requirement", laid), Prefetch("assignment", answers)
    )


def lines(found: Iterable[Remediation], by: Actor) -> list[Row]:
    """Rows of `register` as lines. One query beside the one for the rows, whatever their number."""
    rows = list(found)
    progress = progress_of([one.assignment_id for one in rows])
    return [line(one, progress.get(one.assignment_id, Progress()), by) for one in rows]


def line(one: Remediation, progress: Progress, by: Actor) -> Row:
    has_items = one.assignment.obligation.deliverable.has_items
    return Row(
        one,
        progress,
        days_late(one.late_since, by.today),  # type: ignore[attr-defined]
        missing_to_close(one.answer, has_items, progress),
        access.is_staff(by, one.requirement.case),
    )


def progress_of(assignment_ids: Iterable[int]) -> dict[int, Progress]:
    """The lines of these plans by state. What one verified himself is not verified. One query."""
    wanted = list(assignment_ids)
    if not wanted:
        return {}
    verified = Q(state="verified", verified_by__isnull=False) & ~Q(verified_by=F("reported_by"))
    found = (
        PlanItem.objects.filter(assignment__in=wanted)
        .order_by()
        .values("assignment")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            verified=Count("pk", filter=verified | Q(state="verified", reported_by__isnull=True)),
            refused=Count("pk", filter=Q(state="refused")),
        )
    )
    return {one["assignment"]: Progress(one["total"], one["done"], one["verified"], one["refused"]) for one in found}


# --- sums


def sums(today: date) -> dict[str, Count]:
    """The aggregates of `Counts`; `counted` reads what they found."""
    said = conditions(today)
    names = {
        "open": "open", "escalated": "escalated", "closed": "closed", "late": "overdue", "never": "never",
        "complete": "complete",
    }  # fmt: skip
    # Of its own names: an aggregate may not be called like the column its neighbour filters by.
    found = {f"n_{names[word]}": Count("pk", filter=condition) for word, condition in said.items()}
    return {**found, "n_waived": Count("pk", filter=Q(answer="waived"))}


def counted(found: dict[str, Any]) -> Counts:
    return Counts(**{name[2:]: number or 0 for name, number in found.items() if name.startswith("n_")})


def counted_row(found: list[tuple[int, ...]], today: date) -> Counts:
    """The same of the row that `in_all` gave, where it gave one."""
    return counted(dict(zip(sums(today), found[0], strict=True))) if found else Counts()


def totals(filters: Filters, by: Actor) -> Counts:
    """The bar above the register: of all states, whatever state is looked at. One query."""
    wanted = replace(filters, state="all")
    if filters.text:  # its words are looked for first
        return counted(rows_of(wanted, by).order_by().aggregate(**sums(by.today)))
    return counted_row(_summed_up(by, wanted), by.today)


@prepared
def _summed_up(by: Actor, filters: Filters) -> QuerySet[Any, tuple[int, ...]]:
    return in_all(rows_of(filters, by), **sums(by.today))


def by_year(filters: Filters, by: Actor) -> list[tuple[int, Counts]]:
    """The same for every year in which requirements were laid, the latest first. One query."""
    rows = rows_of(replace(filters, state="all", year=None), by)
    years = rows.order_by().annotate(laid_year=ExtractYear("laid_on")).values("laid_year")
    found: Any = years.annotate(**sums(by.today))
    return sorted(((one["laid_year"], counted(one)) for one in found), key=lambda one: -one[0])


def ages(filters: Filters, by: Actor) -> list[int]:
    """How many were never answered, by AGES. One query."""
    rows = rows_of(replace(filters, state="never", age=None), by).order_by()
    groups = {}
    for number in range(len(AGES)):
        first, last = age_bounds(number, by.today)
        inside = Q(laid_on__lte=last) & (Q(laid_on__gte=first) if first else Q())
        groups[f"age{number}"] = Count("pk", filter=inside)
    found = rows.aggregate(**groups)
    return [found[f"age{number}"] for number in range(len(AGES))]


@prepared
def owners(by: Actor) -> QuerySet[Organisation]:
    """Whose requirements are within reach, by name; at most 200."""
    rows = Remediation.objects.visible_to(by).order_by().values("owner")
    return Organisation.objects.filter(pk__in=rows).order_by("name")[:200]
