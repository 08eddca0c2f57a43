"""One requirement of one bearer with all that became of it; and all that is one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tusoi.obligations.selectors import answer_for
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case
from tusoi.oversight.selectors import remediation as selectors
from tusoi.web.acting import actor
from tusoi.web.fields import Day
from tusoi.web.pages.oversight import common

from .common import ANSWERS, CHIPS, MISSING, STATES, views


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(ReasonForm):
    to_day = Day(label=_("Gia hạn đến ngày"))
    field_order = ("to_day", "reason")


def page_of_one(request: HttpRequest, pk: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; ``more`` brings back a form that could not be done, with its errors."""
    by = actor(request)
    row = selectors.row_for(pk, by)
    one = row.remediation
    moves = selectors.moves_for(row)
    context: dict[str, Any] = {
        "tabs": common.tabs("oversight:remediations"), "row": row, "one": one, "case": row.case, "moves": moves,
        "findings": selectors.findings_for(one, by), "items": answer_for(one.assignment, bearer_side=False).items
        if row.answer in ("submitted", "returned", "accepted") else [],
        "extensions": selectors.extensions_of(one) if one.assignment.extended else [],
        "follow_up": selectors.follow_up_of(one, by), "is_bearer": selectors.is_bearer(one, by),
        "entries": selectors.history_of(one, by), "words": ANSWERS, "states": STATES, "chips": CHIPS,
        "missing": [MISSING[code] for code in row.missing],
        "escalate_form": ReasonForm(prefix="escalate"), "reopen_form": ReasonForm(prefix="reopen"),
        "extend_form": ExtendForm(prefix="extend"), **more,
    }  # fmt: skip
    return render(request, "oversight/remediation/detail.html", context, status=status)


@require_safe
def remediation(request: HttpRequest, pk: int) -> HttpResponse:
    return page_of_one(request, pk)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is mine: of the organisations I head, of myself by name, and what was found to be the head's."""
    by = actor(request)
    context = {
        "tabs": common.tabs("oversight:remediations"), "views": views("mine"), "view": selectors.heads_view(by),
        "is_head": selectors.is_head(by), "words": ANSWERS, "chips": CHIPS, "states": STATES, "missing": MISSING,
    }  # fmt: skip
    return render(request, "oversight/remediation/mine.html", context)


def case_part(case: Case, stands: frozenset[str], by: Actor) -> dict[str, Any]:
    """What the tab "Khắc phục" of a case shows."""
    return {"part": selectors.case_part(case, stands, by)}
