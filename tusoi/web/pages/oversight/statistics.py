"""Statistics: the question, its tables, and behind every figure a door to the rows; Excel and Word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy
from django.views.decorators.http import require_GET

from tusoi.organisations.models import Organisation
from tusoi.oversight import refusals
from tusoi.oversight.bases import small_base_on
from tusoi.oversight.figures import MEASURES
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked, Choices, Report
from tusoi.oversight.selectors.statistics.behind import ABOUT, WHICH
from tusoi.oversight.selectors.statistics.counts import Line
from tusoi.oversight.selectors.statistics.report import Named, kind_name, name_of
from tusoi.oversight.services import statistics as services
from tusoi.oversight.words.statistics import BALANCE, DIMENSIONS, ELSEWHERE, MEASURED
from tusoi.web import fields
from tusoi.web.acting import actor
from tusoi.web.pages.obligations.common import LARGEST
from tusoi.web.paging import page_of

from . import common
from .statistics_doors import Doors, door
from .statistics_said import Saying

PERIODS = (
    ("year", gettext_lazy("Năm")), ("month", gettext_lazy("Tháng")), ("quarter", gettext_lazy("Quý")),
    ("half", gettext_lazy("6 tháng")),
    ("nine", gettext_lazy("9 tháng")), ("range", gettext_lazy("Từ ngày đến ngày")),
)  # fmt: skip
ALL = ("", pgettext_lazy("cases", "tất cả"))
FIRST = ("period", "number", "year")
"""Asked in sight; the other fields are a press away, so that a phone shows figures and not only a form."""
NARROWED = ("body", "owner", "owner_level", "result", "stub")
"""Narrowed through a door and not by the form."""


class AskForm(forms.Form):
    period = forms.ChoiceField(label=gettext_lazy("Kỳ"), choices=PERIODS, required=False)
    number = forms.IntegerField(
        label=gettext_lazy("Tháng, quý hay nửa năm thứ"), required=False, min_value=1, max_value=12
    )
    year = forms.IntegerField(label=gettext_lazy("Năm"), required=False, min_value=1931, max_value=2199)
    form = forms.ChoiceField(
        label=gettext_lazy("Hình thức"), required=False,
        choices=[ALL, ("inspection", gettext_lazy("Kiểm tra")), ("supervision", gettext_lazy("Giám sát"))],
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Loại việc"), required=False)
    area = forms.ChoiceField(label=pgettext_lazy("inspected", "Nội dung"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Cấp của đối tượng"), required=False)
    own = forms.BooleanField(label=gettext_lazy("Chỉ việc của đơn vị này, không tính cấp dưới"), required=False)

    def __init__(self, data: Any, known: Choices, today: date) -> None:
        super().__init__(data)
        self.known, self.today = known, today
        self.fields["from"] = fields.Day(label=_("Từ ngày"), required=False)
        self.fields["to"] = fields.Day(label=_("Đến hết ngày"), required=False)
        self.order_fields(("period", "number", "year", "from", "to", "form", "kind", "area", "level", "own"))
        for name, rows in (("kind", known.kinds), ("area", known.areas), ("level", known.levels)):
            choices = [ALL, *((code, row.name) for code, row in rows.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def asked(self, node: Organisation) -> Asked | None:
        """The question, or None with its errors beside the fields."""
        if not self.is_valid():
            return None
        given = dict(self.cleaned_data)
        given |= {name: str(self.data.get(name) or "")[:60] for name in NARROWED}
        try:
            given["owner"] = _number(given["owner"])
            return statistics.asked_for(node, given, self.known, self.today)
        except Rejected as refused:
            for name, sentence in refusals.say(refused).items():
                self.add_error(name if name in self.fields else None, sentence)
            return None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the door behind it."""

    value: int
    url: str


@dataclass(frozen=True, slots=True)
class TableRow:
    name: str
    cells: list[SafeString]
    now: int
    """Cases; ``bar`` is their share of the most of any line, in hundredths."""
    before: int
    bar: int
    bar_before: int


# --- the question


def _number(text: Any) -> int | None:
    if text in (None, ""):
        return None
    if not (str(text).isascii() and str(text).isdigit() and len(str(text)) <= 19 and 0 < int(text) <= LARGEST):
        raise Http404
    return int(text)


def _node(request: HttpRequest) -> Organisation:
    by = actor(request)
    try:
        return statistics.place_of(_number(request.GET.get("organisation")), by)
    except Organisation.DoesNotExist:
        raise Http404 from None


def question(request: HttpRequest) -> tuple[Asked, Choices]:
    """For the pages behind a figure: what makes no sense does not exist."""
    node, known = _node(request), statistics.choices()
    asked = AskForm(request.GET or {}, known, actor(request).today).asked(node)
    if asked is None:
        raise Http404
    return asked, known


def _narrowed(dimension: str, line: Line, asked: Asked) -> dict[str, Any] | None:
    """What a line of a table adds to the question; None where no question asks for it (no content area)."""
    code = line.key[0]
    if dimension == "result":
        return {"kind": code, "result": line.key[1]} if line.key[1] else None
    if dimension == "month":
        months = {"period": "month", "year": asked.span.last.year, "number": code}
        if asked.span.is_long:
            return {"period": "year", "year": code, "from": "", "to": ""}
        return months if asked.span.first.year == asked.span.last.year else None
    return {dimension: code} if code else None


# --- pages


@require_GET
def statistics_page(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    node, known = _node(request), statistics.choices()
    form = AskForm(_with_defaults(request, by.today), known, by.today)
    dimension = request.GET.get("by", "kind")
    dimension = dimension if dimension in statistics.DIMENSIONS else "kind"
    asked = form.asked(node)
    context: dict[str, Any] = {
        "tabs": common.tabs("oversight:statistics"), "node": node, "form": form, "asked": asked,
        "dimension": dimension, "dimensions": DIMENSIONS.items(),
        "first": FIRST, "is_narrow": any(request.GET.get(one) for one in form.fields if one not in FIRST),
        "narrowed": [name for name in NARROWED if request.GET.get(name)],
    }  # fmt: skip
    if asked is not None:
        if request.GET.get("format") in ("xlsx", "docx"):
            from . import statistics_files

            report = statistics.report_of(asked, known, statistics.DIMENSIONS, by.today)
            kept = services.export_of(asked=asked, filters=_narrowed_in_words(asked, known), by=by)
            return statistics_files.answer(request.GET["format"], report, kept, by)
        report = statistics.report_of(asked, known, (dimension,), by.today)
        context |= _figures(report, dimension)
    return render(request, "oversight/statistics/index.html", context, status=200 if asked else 422)


def _with_defaults(request: HttpRequest, today: date) -> Any:
    data = request.GET.copy()
    data.setdefault("period", "year")
    if data["period"] != "range":
        data.setdefault("year", str(today.year))
        if not data["year"]:
            data["year"] = str(today.year)
    return data


def _figures(report: Report, dimension: str) -> dict[str, Any]:
    asked, saying = report.asked, Saying(report.small_base)
    return {
        "report": report, "before": asked.before.span, "headline": _headline(report, saying),
        "rows": _rows(report.tables[dimension], dimension, asked, saying), "kept": _kept(report),
        "stubs": _stubs(report),
        "beside": _beside(report, saying), "note": saying.note,
        "excel": door("oversight:statistics", asked, format="xlsx"),
        "word": door("oversight:statistics", asked, format="docx"),
        "balance_names": BALANCE.values(),
    }  # fmt: skip


def _headline(report: Report, saying: Saying) -> list[dict[str, Any]]:
    """One row for each measure: inspection, supervision, together, the period before, the change."""
    forms = {one.line.key[0]: one.line for one in report.forms}
    doors = {code: Doors(report.asked, form=code) for code in ("inspection", "supervision")}
    both, before = Doors(report.asked), Doors(report.asked.before)
    rows = []
    for measure in MEASURES:
        change = report.whole.change(measure)
        cells = [
            Figure(getattr(forms[code].now, measure) if code in forms else 0, of_form.behind(measure))
            for code, of_form in doors.items()
        ]
        rows.append({
            "name": MEASURED[measure], "cells": cells, "is_part": measure.startswith("committee"),
            "all": Figure(change.now, both.behind(measure)),
            "before": Figure(change.before, before.behind(measure)),
            "amount": saying.amount(change), "share": saying.share(change), "is_small": saying.is_small(change),
            "explain": both.to("oversight:statistics_explain", measure=measure),
        })  # fmt: skip
    return rows


SHOWN = ("cases", "organisations", "organisation_times", "members", "member_times", "committee")


def _rows(lines: list[Named], dimension: str, asked: Asked, saying: Saying) -> list[TableRow]:
    most = max([max(one.line.now.cases, one.line.before.cases) for one in lines], default=0) or 1
    rows = []
    for one in lines:
        more = _narrowed(dimension, one.line, asked)
        doors = Doors(asked, **more) if more is not None else None
        cells = []
        for measure in SHOWN:
            change = one.line.change(measure)
            url = doors.behind(measure) if doors else ""
            explain = doors.to("oversight:statistics_explain", measure=measure) if doors and change.amount else ""
            cells.append(saying.cell(change, url, explain))
        now, before = one.line.now.cases, one.line.before.cases
        rows.append(TableRow(one.name, cells, now, before, now * 100 // most, before * 100 // most))
    return rows


def _beside(report: Report, saying: Saying) -> list[dict[str, Any]]:
    rows = []
    for name, label in ELSEWHERE.items():
        change = getattr(report.elsewhere, name)
        rows.append({
            "name": label, "said": saying.change(change), "is_small": saying.is_small(change),
            "now": Figure(change.now, door("oversight:statistics_beside", report.asked, what=name)),
            "before": Figure(change.before, door("oversight:statistics_beside", report.asked.before, what=name)),
        })  # fmt: skip
    return rows


def _kept(report: Report) -> list[dict[str, Any]]:
    return [_balance(one, report.asked, "without") for one in report.kept]


def _stubs(report: Report) -> list[dict[str, Any]]:
    return [_balance(one, report.asked, "only") for one in report.stubs]


def _balance(one: Any, asked: Asked, stub: str) -> dict[str, Any]:
    doors = Doors(asked, kind=one.kept.kind, stub=stub)
    cells = [
        (
            Figure(getattr(one.kept.cases, part), doors.to("oversight:statistics_cases", which=part)),
            getattr(one.kept.subjects, part),
        )
        for part in BALANCE
    ]  # fmt: skip
    return {"name": one.name, "cells": cells}


def _said(asked: Asked, known: Choices) -> list[str]:
    """How the question is narrowed, in words."""
    said = [_("chỉ việc của đơn vị này")] if asked.own else []
    said += [
        name_of(name, (code,), known)
        for name in ("form", "kind", "area", "level", "owner_level", "body")
        if (code := getattr(asked, name))
    ]  # fmt: skip
    if asked.result:
        said.append(name_of("result", (asked.kind, asked.result), known).split(" – ")[-1])
    return said


@override("vi")
def _narrowed_in_words(asked: Asked, known: Choices) -> dict[str, Any]:
    """The same for the trail, by what it narrows."""
    names = ("form", "kind", "area", "level", "owner_level", "body")
    said: dict[str, Any] = {name: name_of(name, (code,), known) for name in names if (code := getattr(asked, name))}
    if asked.result:
        said["result"] = name_of("result", (asked.kind, asked.result), known)
    return said | {"own": asked.own, "one_owner": bool(asked.owner_id)}


def context_of(asked: Asked, known: Choices) -> dict[str, Any]:
    return {
        "tabs": common.tabs("oversight:statistics"), "node": asked.node, "asked": asked, "said": _said(asked, known),
        "back": door("oversight:statistics", asked, owner="", result="", owner_level="", body="", stub=""),
    }  # fmt: skip


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases behind a figure."""
    asked, known = question(request)
    which = request.GET.get("which") or "concluded"
    if which not in WHICH:
        raise Http404
    found, hidden = statistics.cases_behind(asked, which, actor(request))
    page = page_of(request, found, count=hidden.seen)
    shown = list(page.object_list)
    numbers = statistics.subjects_of_cases(asked, [one.pk for one in shown])
    rows = [(one, kind_name(one.kind.code, known), numbers.get(one.pk, 0)) for one in shown]
    context = {
        **context_of(asked, known), "page": page, "rows": rows, "hidden": hidden,
        "total": page.paginator.count + hidden.cases, "which": BALANCE.get(which, ""),
    }  # fmt: skip
    return render(request, "oversight/statistics/cases.html", context)


@require_GET
def subjects(request: HttpRequest) -> HttpResponse:
    """The distinct organisations or members behind a figure, with how often."""
    asked, known = question(request)
    about = request.GET.get("about") or "organisations"
    if about not in ABOUT:
        raise Http404
    found, hidden = statistics.subjects_behind(asked, about, actor(request))
    page = page_of(request, found, count=hidden.seen)
    context = {
        **context_of(asked, known), "page": page, "about": about, "title": MEASURED[about], "hidden": hidden,
        "total": page.paginator.count + hidden.amount,
    }  # fmt: skip
    return render(request, "oversight/statistics/subjects.html", context)


@require_GET
def explain(request: HttpRequest) -> HttpResponse:
    """Which cases, kinds, owners and levels make a figure differ from the period before."""
    asked, known = question(request)
    measure = request.GET.get("measure") or "cases"
    if measure not in MEASURES:
        raise Http404
    found = statistics.explained(asked, measure, actor(request))
    shares = [
        (DIMENSIONS[dimension], [(name_of(dimension, (one.key, one.name), known), one) for one in lines])
        for dimension, lines in (("kind", found.by_kind), ("owner", found.by_owner), ("level", found.by_level))
        if lines
    ]  # fmt: skip
    page = page_of(request, found.cases)
    saying = Saying(small_base_on(actor(request).today))
    rows = [(one, kind_name(one.kind, known)) for one in page.object_list]
    context = {
        **context_of(asked, known), "found": found, "shares": shares, "page": page, "rows": rows, "measure": measure,
        "measured": MEASURED[measure], "share": saying.share(found.change), "before": asked.before.span,
        "amount": saying.amount(found.change), "note": saying.note if saying.is_small(found.change) else "",
        "measures": [
            (label, door("oversight:statistics_explain", asked, measure=one), one == measure)
            for one, label in MEASURED.items()
        ],
    }  # fmt: skip
    return render(request, "oversight/statistics/explain.html", context)
