"""Indicators per organisation, each a count of rows that can be opened. They order a list for whoever plans.

Only what the reader may see is counted, and only what organisations themselves owe or were told; never persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q, QuerySet, Window

from tusoi.obligations.models import Assignment, PlanItem
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.circles import STUB_KINDS
from tusoi.oversight.models import Case, CaseSubject, Finding, Remediation, Requirement, WorkSession
from tusoi.oversight.risk import CODES, NO_DATA, Weights, months_between, weights_on

from .board import board_rows, last_looks
from .fields import fields_of_duties

SHOWN = 50
"""So many rows of an indicator are shown; how many there are is always said."""
BAD = (Finding.Kind.SHORTCOMING, Finding.Kind.DEFECT, Finding.Kind.SIGN)
_VAGUE = (
    Q(due_on__isnull=True) | (Q(lead="") & Q(lead_person__isnull=True)) | (Q(product="") & Q(milestones=""))
)  # fmt: skip
"""A line of a plan without a day, without anybody who leads, or without anything to show."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """``count`` None: there is no data of it. ``points`` of ``weight`` at most. ``unknown``: rows beside them of which
    nobody can say of what field they are, where one field is asked for; they make no points."""

    code: str
    count: int | None
    points: float
    weight: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class RiskRow:
    organisation: Organisation
    indicators: list[Indicator]
    points: float
    last_on: date | None

    @property
    def by_code(self) -> dict[str, Indicator]:
        return {one.code: one for one in self.indicators}


def risk_of_children(node: Organisation, by: Actor, *, field: str = "", order: str = "") -> list[RiskRow]:
    """The direct subordinates of a node, most points first; ``order``: the code of one indicator to order by instead,
    or "name". ``field``: only what is about this field of work. Nine queries at most, however many."""
    organisations = list(board_rows(node, by))
    rows = _rows(organisations, by, field)
    if order == "name":
        return rows
    if order in CODES:
        return sorted(rows, key=lambda row: -(row.by_code[order].count or 0))
    return sorted(rows, key=lambda row: -row.points)


def _rows(organisations: Sequence[Organisation], by: Actor, field: str) -> list[RiskRow]:
    weights = weights_on(by.today)
    ids = [one.pk for one in organisations]
    counts: dict[str, dict[int, int]] = {}
    unknown: dict[str, dict[int, int]] = {}
    of_duties = {"late": _late(ids, by), "generic": _vague_lines(ids, by, weights)}
    if field:
        apart = _Apart({code: (rows, _TO_DUTY[code]) for code, rows in of_duties.items()}, _TO_ORGANISATION, field, by)
        counts |= {code: apart.own(code) for code in of_duties}
        unknown = {code: apart.unknown(code) for code in of_duties}
    else:
        counts |= {code: _counted(rows, _TO_ORGANISATION[code]) for code, rows in of_duties.items()}
    opened, passed = _open(ids, by, field).order_by().values_list("organisation"), Q(due_on__lt=by.today)
    open_rows = list(opened.annotate(all=Count("pk"), late=Count("pk", filter=passed)))
    counts["open"] = {pk: total for pk, total, _ in open_rows}
    counts["open_late"] = {pk: late for pk, _, late in open_rows}
    counts["findings"] = _counted(_findings(ids, by, weights, field), "subject__organisation")
    looks = last_looks(ids, by, field=field)
    return [
        _row(
            one,
            {code: of.get(one.pk, 0) for code, of in counts.items()},
            looks.get(one.pk),
            by,
            {code: of.get(one.pk, 0) for code, of in unknown.items()},
        )
        for one in organisations
    ]


def _row(
    organisation: Organisation, counts: Mapping[str, int], last: date | None, by: Actor, unknown: Mapping[str, int]
) -> RiskRow:
    """``counts``: of every indicator but how long nobody looked, which follows from the last look."""
    weights = weights_on(by.today)
    months = months_between(last, by.today, never=weights.weight("looked").most)
    all_counts = {**counts, "looked": months}
    shown = {code: None if code in NO_DATA else all_counts.get(code, 0) for code in CODES}
    indicators = [
        Indicator(
            weight.code,
            shown[weight.code],
            weight.points(shown[weight.code]),
            weight.weight,
            unknown.get(weight.code, 0),
        )
        for weight in weights.indicators
    ]
    return RiskRow(organisation, indicators, weights.score(shown), last)


def _counted(rows: QuerySet[Any], of: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(of).annotate(count=Count("pk")))


class _Apart:
    """Rows about duties, told apart by the field of the duty. Two queries, and three for the fields of all duties."""

    def __init__(self, asked: Mapping[str, tuple[QuerySet[Any], str]], of: Mapping[str, str], field: str, by: Actor):
        """``asked``: by code the rows and their way to the duty; ``of``: their way to the organisation."""
        self.field = field
        self.rows = {
            code: list(found.order_by().values_list(of[code], duty).annotate(count=Count("pk")))
            for code, (found, duty) in asked.items()
        }
        self.fields = fields_of_duties({duty for rows in self.rows.values() for _of, duty, _n in rows}, by)

    def own(self, code: str) -> dict[int, int]:
        """Organisation -> how many are of the field."""
        return self._sum(code, lambda about: self.field in about)

    def unknown(self, code: str) -> dict[int, int]:
        """Organisation -> of how many it is not known."""
        return self._sum(code, lambda about: not about)

    def duties(self, code: str) -> list[int]:
        """The duties of the field."""
        return list({duty for _of, duty, _n in self.rows[code] if self.field in self.fields.get(duty, ())})

    def _sum(self, code: str, fits: Callable[[Collection[str]], bool]) -> dict[int, int]:
        found: Counter[int] = Counter()
        for organisation, duty, count in self.rows[code]:
            if fits(self.fields.get(duty, ())):
                found[organisation] += count
        return dict(found)


_TO_DUTY = {"late": "obligation", "generic": "assignment__obligation"}
_TO_ORGANISATION = {"late": "organisation", "generic": "assignment__organisation"}


# --- the rows behind each indicator, each of them once


def _late(ids: Iterable[int], by: Actor) -> QuerySet[Assignment]:
    found = Assignment.objects.visible_to(by).overdue(by.today)
    return found.filter(organisation__in=ids, person__isnull=True, obligation__state="issued")


def _vague_lines(ids: Iterable[int], by: Actor, weights: Weights) -> QuerySet[PlanItem]:
    """Lines of plans that were sent, of so many years back."""
    parts = Assignment.objects.visible_to(by).filter(
        organisation__in=ids, person__isnull=True, submitted_at__year__gte=by.today.year - weights.years
    )
    return PlanItem.objects.filter(_VAGUE, assignment__in=parts)


def _open(ids: Iterable[int], by: Actor, field: str) -> QuerySet[Remediation]:
    found = Remediation.objects.visible_to(by).open().filter(organisation__in=ids, person__isnull=True)
    return found.filter(requirement__in=_of_field(Requirement, "findings__areas", field)) if field else found


def _findings(ids: Iterable[int], by: Actor, weights: Weights, field: str) -> QuerySet[Finding]:
    found = Finding.objects.visible_to(by).filter(
        subject__organisation__in=ids, subject__person__isnull=True, kind__in=BAD, dropped_on__isnull=True,
        case__announced_on__year__gte=by.today.year - weights.years,
    )  # fmt: skip
    return found.filter(pk__in=_of_field(Finding, "areas", field)) if field else found


def _of_field(model: type[Model], areas: str, field: str) -> QuerySet[Any, Any]:
    return model._default_manager.filter(**{f"{areas}__field": field}).values("pk")


@dataclass(frozen=True, slots=True)
class Evidence:
    """``rows``: the first of ``count``. Of what kind they are follows from the code."""

    indicator: Indicator
    rows: list[Any]
    count: int


def evidence_of(organisation: Organisation, by: Actor, *, field: str = "") -> tuple[RiskRow, list[Evidence]]:
    """The indicators of one organisation and the rows that explain them. Eight queries, with a field five more: the
    rows say how many more there are."""
    weights, ids = weights_on(by.today), [organisation.pk]
    asked: dict[str, QuerySet[Any]] = {
        "open": _open(ids, by, field).select_related("requirement__case", "assignment", "owner")
        .annotate(passed=Window(Count("pk", filter=Q(due_on__lt=by.today))))
        .order_by("due_on", "pk"),
        "findings": _findings(ids, by, weights, field).select_related("case__owner").order_by("-case__pk", "position"),
    }  # fmt: skip
    of_duties: dict[str, QuerySet[Any]] = {"late": _late(ids, by), "generic": _vague_lines(ids, by, weights)}
    unknown: dict[str, int] = {}
    if field:
        apart = _Apart({code: (rows, _TO_DUTY[code]) for code, rows in of_duties.items()}, _TO_ORGANISATION, field, by)
        unknown = {code: sum(apart.unknown(code).values()) for code in of_duties}
        of_duties = {
            code: rows.filter(**{f"{_TO_DUTY[code]}__in": apart.duties(code)}) for code, rows in of_duties.items()
        }
    asked["late"] = of_duties["late"].select_related("obligation__issued_by").order_by("due_on", "pk")
    asked["generic"] = (
        of_duties["generic"]
        .select_related("assignment__obligation", "lead_person")
        .order_by("-assignment__submitted_at", "position")
    )
    rows = {code: list(found.annotate(total=Window(Count("pk")))[:SHOWN]) for code, found in asked.items()}
    counts = {code: found[0].total if found else 0 for code, found in rows.items()}
    # Those whose day is past are the first of the open ones.
    counts["open_late"] = rows["open"][0].passed if rows["open"] else 0
    rows["open_late"] = rows["open"][: counts["open_late"]]
    rows["looked"] = _looks(ids, by, field)
    row = _row(organisation, counts, last_looks(ids, by, field=field).get(organisation.pk), by, unknown)
    return row, [Evidence(one, rows.get(one.code, []), one.count or 0) for one in row.indicators]


def _looks(ids: Iterable[int], by: Actor, field: str) -> list[CaseSubject | WorkSession]:
    subjects = CaseSubject.objects.visible_to(by).standing()
    if field:
        subjects = subjects.filter(case__in=_of_field(Case, "areas", field))
    found = (
        subjects.filter(organisation__in=ids, person__isnull=True, case__issued_on__isnull=False)
        .exclude(case__state="dropped")
        .exclude(case__kind__code__in=STUB_KINDS)
        .select_related("case__owner", "case__kind")
        .order_by("-case__issued_on")
    )
    return [*found[:SHOWN], *(() if field else _sessions(ids, by)[:SHOWN])]


def _sessions(ids: Iterable[int], by: Actor) -> QuerySet[WorkSession]:
    held = WorkSession.objects.visible_to(by).filter(organisation__in=ids, state=WorkSession.State.HELD)
    return held.select_related("delegation__owner").order_by("-on")
