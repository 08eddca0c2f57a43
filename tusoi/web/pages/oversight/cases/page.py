"""The page of one case: its tabs, each with only what is shown on it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from tusoi.oversight import access
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services.cases import note_reading
from tusoi.web.acting import actor

from . import parts
from .common import case_of, tab_url

TABS = (
    ("overview", gettext_lazy("Tổng quan")),
    ("subjects", pgettext_lazy("many", "Đối tượng")),
    ("team", gettext_lazy("Đoàn")),
    ("papers", gettext_lazy("Hồ sơ")),
    ("results", pgettext_lazy("many", "Kết quả")),
    ("conclusion", gettext_lazy("Kết luận")),
    ("remediation", gettext_lazy("Khắc phục")),
    ("trail", gettext_lazy("Nhật ký")),
)
"""In the order of the work."""
TOLD = ("overview", "results", "conclusion", "remediation")
"""What those outside of the case see: the rest once it was announced to them."""
OF_OTHERS = {"results": "findings", "conclusion": "findings", "remediation": "remediations"}
"""Tabs whose data other modules give, by `case_part(case, stands, actor)`."""


@dataclass(frozen=True, slots=True)
class Tab:
    code: str
    url: str
    label: str
    is_current: bool


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    one, stands = case_of(request, pk)
    return show(request, one, stands, request.GET.get("tab", ""))


def show(
    request: HttpRequest,
    one: Case,
    stands: frozenset[str],
    tab: str = "",
    *,
    bound: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A tab of the case. ``bound``: forms that were sent and did not fit, by name."""
    by = actor(request)
    shown = tabs_for(one, stands, by)
    tab = tab if tab in shown else shown[0]
    inner = asked.is_inner(stands)
    stub = is_stub(one.circle, one.kind.code)
    context: dict[str, Any] = {
        "case": one, "stands": stands, "tab": tab, "inner": inner, "stub": stub, "by": by,
        "is_subject": access.Standing.SUBJECT in stands and not inner, "procedure": one.kind.procedure,
        "told": asked.is_inner(stands) or "conclusion" in shown,
        "tabs": [Tab(code, tab_url(one.pk, code), str(label), code == tab) for code, label in TABS if code in shown],
    }  # fmt: skip
    note_reading(case=one, thing=tab, by=by)
    if tab in OF_OTHERS:
        context |= part_of_others(OF_OTHERS[tab], one, stands, by)
    else:
        context |= parts.context_of(tab, request, one, stands, bound or {})
    return render(request, "oversight/cases/case.html", context, status=status)


def tabs_for(one: Case, stands: frozenset[str], by: Any) -> list[str]:
    """What the owner's people and the team see, or what those outside do."""
    if is_stub(one.circle, one.kind.code):
        return ["overview", "trail"] if asked.is_inner(stands) else ["overview"]
    if asked.is_inner(stands):
        return [code for code, _label in TABS]
    return list(TOLD) if asked.is_told(one, stands, by) else ["overview"]


def part_of_others(module: str, one: Case, stands: frozenset[str], by: Any) -> dict[str, Any]:
    name = f"tusoi.web.pages.oversight.{module}"
    if not find_spec(name):
        return {}
    part = getattr(import_module(name), "case_part", None)
    return dict(part(one, stands, by)) if part else {}
