"""Behind a figure of regular supervision, working sessions or remediation: exactly what was counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from tusoi.lib import formats
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked
from tusoi.oversight.words.statistics import ELSEWHERE
from tusoi.web.acting import actor
from tusoi.web.pages.oversight.remediations.common import STATES
from tusoi.web.paging import page_of

from .statistics import context_of, question

SHOWN = 160
"""Signs of a text that stand in a line."""


@dataclass(frozen=True, slots=True)
class Line:
    url: str
    name: str
    detail: str
    on: date
    number: int | None = None


@require_GET
def beside(request: HttpRequest) -> HttpResponse:
    """``?what=``: one of the figures beside the cases, without it all notes."""
    asked, known = question(request)
    by = actor(request)
    what = request.GET.get("what") or "notes"
    if what not in statistics.COUNTED:
        raise Http404
    kind, found, hidden = statistics.rows_beside(asked, what, by.today, by)
    page = page_of(request, found, count=hidden.seen)
    context = {
        **context_of(asked, known), "page": page, "lines": [_LINES[kind](row, asked) for row in page.object_list],
        "title": ELSEWHERE[what], "kind": kind, "hidden": hidden, "total": hidden.seen + hidden.amount,
        "headings": _headings(kind),
    }  # fmt: skip
    return render(request, "oversight/statistics/beside.html", context)


def _headings(kind: str) -> tuple[str, str, str]:
    return {
        "note": (pgettext("one", "Đơn vị"), _("Ghi nhận"), _("Ngày")),
        "organisation": (pgettext("one", "Đơn vị"), "", _("Lần gần nhất")),
        "session": (pgettext("one", "Đơn vị"), _("Đoàn công tác, lịch làm việc"), _("Ngày")),
        "remedy": (_("Đơn vị, cá nhân"), _("Yêu cầu"), _("Hạn")),
    }[kind]


def _note(one: Any, asked: Asked) -> Line:
    url = reverse("oversight:note", args=[one.pk])
    return Line(url, one.organisation.name, Truncator(one.text).chars(SHOWN), one.on)


def _organisation(row: Any, asked: Asked) -> Line:
    given = {"organisation": row["organisation"], "since": formats.day(asked.span.first)}
    url = f"{reverse('oversight:notes')}?{urlencode(given | {'until': formats.day(asked.span.last)})}"
    return Line(url, row["organisation__name"], "", row["last"], row["times"])


def _session(one: Any, asked: Asked) -> Line:
    return Line(reverse("oversight:session", args=[one.pk]), one.organisation.name, one.delegation.title, one.on)


def _remedy(one: Any, asked: Asked) -> Line:
    name = f"{one.person.name}, {one.organisation.name}" if one.person else one.organisation.name
    said = f"{Truncator(one.requirement.text).chars(SHOWN)} ({STATES[one.state]})"
    return Line(reverse("oversight:remediation", args=[one.pk]), name, said, one.due_on)


_LINES: dict[str, Callable[[Any, Asked], Line]] = {
    "note": _note,
    "organisation": _organisation,
    "session": _session,
    "remedy": _remedy,
}
