"""Figures of inspection and supervision over the API, and the rows behind them."""

from dataclasses import asdict
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from tusoi.api.plumbing import REFUSALS, Day, Filter, Id, Listing, who
from tusoi.oversight.bases import is_small, small_base_on
from tusoi.oversight.figures import MEASURES, Balance, Change
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked, Choices
from tusoi.oversight.selectors.statistics.counts import Line
from tusoi.oversight.selectors.statistics.report import kind_name, name_of

router = Router(tags=["oversight"])


class Question(Filter):
    """The period and what narrows it; without a period the year so far. Codes as in the reference data."""

    period: Literal["month", "quarter", "half", "nine", "year", "range"] = "year"
    year: int | None = None
    number: int | None = None
    first: Day | None = None
    last: Day | None = None
    own: bool = False
    form: str = ""
    kind: str = ""
    area: str = ""
    body: str = ""
    owner: Id | None = None
    owner_level: str = ""
    level: str = ""
    result: str = ""
    stub: str = ""

    def asked(self, request: HttpRequest, organisation_id: int) -> tuple[Asked, Choices]:
        by, known = who(request), statistics.choices()
        node = statistics.place_of(organisation_id, by)
        given = self.model_dump() | {"from": self.first, "to": self.last}
        return statistics.asked_for(node, given, known, by.today), known


class FiguresQuestion(Question):
    by: Literal["kind", "level", "area", "result", "owner", "owner_level", "body", "month"] = "kind"


class ExplainQuestion(Question):
    measure: Literal[MEASURES] = "cases"  # type: ignore[valid-type]


class CasesQuestion(Question):
    which: Literal["concluded", "opening", "new", "done", "dropped", "closing"] = "concluded"


class SubjectsQuestion(Question):
    about: Literal["organisations", "members", "committee"] = "organisations"


class BesideQuestion(Question):
    what: Literal[tuple(statistics.COUNTED)]  # type: ignore[valid-type]


class FigureChangeOut(Schema):
    """``percent`` is null where there was nothing before; ``is_small_base``: of so little that it says less than
    ``amount`` does."""

    now: int
    before: int
    amount: int
    percent: int | None
    is_small_base: bool


class FigureLineOut(Schema):
    key: list[str | int | None]
    name: str
    cases: FigureChangeOut
    organisations: FigureChangeOut
    organisation_times: FigureChangeOut
    members: FigureChangeOut
    member_times: FigureChangeOut
    committee: FigureChangeOut
    committee_times: FigureChangeOut


class BalanceOut(Schema):
    opening: int
    new: int
    done: int
    dropped: int
    closing: int


class KeptOut(Schema):
    kind: str
    name: str
    is_stub: bool
    cases: BalanceOut
    subjects: BalanceOut


class InspectionFiguresOut(Schema):
    first: Day
    last: Day
    compared_first: Day
    compared_last: Day
    total: FigureLineOut
    by: str
    lines: list[FigureLineOut]
    balances: list[KeptOut]
    elsewhere: dict[str, FigureChangeOut]


class ShareOut(Schema):
    key: str | int
    name: str
    came: int
    went: int
    amount: int


class CaseShareOut(Schema):
    case_id: int
    title: str
    kind: str
    owner: str
    concluded_on: Day
    amount: int


class ExplainedOut(Schema):
    """``hidden_amount``: what cases make of the change whose content is not shown."""

    measure: str
    change: FigureChangeOut
    by_kind: list[ShareOut]
    by_owner: list[ShareOut]
    by_level: list[ShareOut]
    cases: list[CaseShareOut]
    hidden_cases: int
    hidden_amount: int


class CaseBehindOut(Schema):
    id: int
    title: str
    kind: str
    owner_id: int
    owner: str
    issued_on: Day | None
    concluded_on: Day | None
    subjects: int


class SubjectBehindOut(Schema):
    id: int
    name: str
    place: str
    times: int
    last_concluded_on: Day


class BesideRowOut(Schema):
    """``kind``: note, session, remedy or organisation; ``times``: notes on an organisation, else null."""

    kind: str
    id: int
    organisation_id: int
    organisation: str
    person: str
    text: str
    on: Day
    times: int | None


class BesidePage(Listing.Output):
    """``hidden``: how many more are counted and not listed."""

    items: list[BesideRowOut]
    hidden: int


class CasesPage(Listing.Output):
    """``hidden``: how many more are counted and not listed."""

    items: list[CaseBehindOut]
    hidden: int


class SubjectsPage(Listing.Output):
    """``hidden``: how many more are counted and not named."""

    items: list[SubjectBehindOut]
    hidden: int


def _change(change: Change, base: int) -> dict[str, Any]:
    return {
        "now": change.now, "before": change.before, "amount": change.amount, "percent": change.rounded,
        "is_small_base": is_small(change, base),
    }  # fmt: skip


def _line(name: str, line: Line, base: int) -> dict[str, Any]:
    return {
        "key": list(line.key),
        "name": name,
        **{measure: _change(line.change(measure), base) for measure in MEASURES},
    }


def _balance(balance: Balance) -> dict[str, int]:
    return asdict(balance)


PATH = "/statistics/{int:organisation_id}"


@router.get(PATH, response={200: InspectionFiguresOut, **REFUSALS}, operation_id="get_oversight_statistics")
def get_statistics(request: HttpRequest, organisation_id: int, question: Query[FiguresQuestion]) -> Any:
    """The figures of a place and everything below it, against the same period of the year before."""
    asked, known = question.asked(request, organisation_id)
    report = statistics.report_of(asked, known, (question.by,), who(request).today)
    then = asked.before.span
    return {
        "first": asked.span.first, "last": asked.span.last, "compared_first": then.first, "compared_last": then.last,
        "total": _line("", report.whole, report.small_base), "by": question.by,
        "lines": [_line(one.name, one.line, report.small_base) for one in report.tables[question.by]],
        "balances": [
            {
                "kind": one.kept.kind, "name": one.name, "is_stub": one.kept.is_stub,
                "cases": _balance(one.kept.cases), "subjects": _balance(one.kept.subjects),
            }
            for one in (*report.kept, *report.stubs)
        ],
        "elsewhere": {
            name: _change(getattr(report.elsewhere, name), report.small_base)
            for name in type(report.elsewhere).__dataclass_fields__
        },
    }  # fmt: skip


@router.get(PATH + "/explain", response={200: ExplainedOut, **REFUSALS}, operation_id="explain_oversight_change")
def explain_change(request: HttpRequest, organisation_id: int, question: Query[ExplainQuestion]) -> Any:
    """Which kinds, owners, levels and cases make a figure differ from the period before; they add up to the change."""
    asked, known = question.asked(request, organisation_id)
    found = statistics.explained(asked, question.measure, who(request))
    shares = {
        f"by_{dimension}": [
            {
                "key": one.key, "name": name_of(dimension, (one.key, one.name), known), "came": one.came,
                "went": one.went, "amount": one.amount,
            }
            for one in getattr(found, f"by_{dimension}")
        ]
        for dimension in ("kind", "owner", "level")
    }  # fmt: skip
    cases = [{**asdict(one), "case_id": one.id, "kind": kind_name(one.kind, known)} for one in found.cases[:500]]
    change = _change(found.change, small_base_on(who(request).today))
    return {
        "measure": found.measure, "change": change, **shares, "cases": cases,
        "hidden_cases": found.hidden.cases, "hidden_amount": found.hidden.amount,
    }  # fmt: skip


@router.get(PATH + "/cases", response={200: CasesPage, **REFUSALS}, operation_id="list_counted_cases")
def list_cases(
    request: HttpRequest, organisation_id: int, question: Query[CasesQuestion], paging: Query[Listing.Input]
) -> Any:
    """The cases behind a figure, as far as one may see them; restricted ones are counted and not listed."""
    asked, known = question.asked(request, organisation_id)
    found, hidden = statistics.cases_behind(asked, question.which, who(request))
    part = list(_part(found, paging))
    numbers = statistics.subjects_of_cases(asked, [one.pk for one in part])
    items = [
        {
            "id": one.pk, "title": one.title, "kind": kind_name(one.kind.code, known), "owner_id": one.owner_id,
            "owner": one.owner.name, "issued_on": one.issued_on, "concluded_on": one.concluded_on,
            "subjects": numbers.get(one.pk, 0),
        }
        for one in part
    ]  # fmt: skip
    return {"items": items, "count": hidden.seen, "hidden": hidden.cases}


@router.get(PATH + "/subjects", response={200: SubjectsPage, **REFUSALS}, operation_id="list_counted_subjects")
def list_subjects(
    request: HttpRequest, organisation_id: int, question: Query[SubjectsQuestion], paging: Query[Listing.Input]
) -> Any:
    """The distinct organisations or members behind a figure, as far as one may see them, with how often."""
    asked, _known = question.asked(request, organisation_id)
    found, hidden = statistics.subjects_behind(asked, question.about, who(request))
    key = "organisation" if question.about == "organisations" else "person"
    items = [
        {
            "id": row[key], "name": row[f"{key}__name"], "place": row["place"], "times": row["times"],
            "last_concluded_on": row["last"],
        }
        for row in _part(found, paging)
    ]  # fmt: skip
    return {"items": items, "count": hidden.seen, "hidden": hidden.amount}


@router.get(PATH + "/beside", response={200: BesidePage, **REFUSALS}, operation_id="list_counted_beside")
def list_beside(
    request: HttpRequest, organisation_id: int, question: Query[BesideQuestion], paging: Query[Listing.Input]
) -> Any:
    """The notes, sessions or requirements behind a figure beside the cases, as far as one may see them."""
    asked, _known = question.asked(request, organisation_id)
    kind, found, hidden = statistics.rows_beside(asked, question.what, who(request).today, who(request))
    items = [_beside(kind, row) for row in _part(found, paging)]
    return {"items": items, "count": hidden.seen, "hidden": hidden.amount}


def _beside(kind: str, row: Any) -> dict[str, Any]:
    if kind == "organisation":
        number = row["organisation"]
        return {
            "kind": kind, "id": number, "organisation_id": number, "organisation": row["organisation__name"],
            "person": "", "text": "", "on": row["last"], "times": row["times"],
        }  # fmt: skip
    said = {
        "note": lambda: (row.text, row.on, None),
        "session": lambda: (row.result, row.on, None),
        "remedy": lambda: (row.requirement.text, row.due_on, row.person),
    }[kind]
    text, on, person = said()
    return {
        "kind": kind, "id": row.pk, "organisation_id": row.organisation_id, "organisation": row.organisation.name,
        "person": person.name if person else "", "text": text, "on": on, "times": None,
    }  # fmt: skip


def _part(found: Any, paging: Listing.Input) -> Any:
    start = (paging.page - 1) * paging.page_size
    return found[start : start + paging.page_size]
