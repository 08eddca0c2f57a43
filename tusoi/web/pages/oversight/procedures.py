"""The book: kinds of cases as they hold on a day, who may inspect whom, and a new rule set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.lib import formats
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import OfficialLetter, Table
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Refused
from tusoi.oversight import refusals
from tusoi.oversight.models import CaseKind
from tusoi.oversight.procedure import Named
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import procedures as selectors
from tusoi.oversight.services.procedures import set_rules
from tusoi.oversight.words.procedures import ACTORS, COMMITTEE, PHASES, RELATIONS, SUBJECTS, UNITS
from tusoi.web.acting import actor
from tusoi.web.exports import excel, hand_out, of_place

from . import common
from .procedure_form import RulesForm

WORDS = {"phases": PHASES, "actors": ACTORS, "units": UNITS, "subjects": SUBJECTS, "relations": RELATIONS}


@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """The kinds in force on a day."""
    by = actor(request)
    day = _day(request)
    context = {
        "tabs": common.tabs("oversight:procedures"), "day": day, "today": by.today, "kinds": selectors.kinds_on(day),
        "keeps": selectors.keeper(by) is not None,
    }  # fmt: skip
    return render(request, "oversight/procedures/list.html", context)


@require_GET
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One kind: steps, papers, limits, results, who may inspect whom, and its versions."""
    by = actor(request)
    day = _day(request)
    kind, names = _kind(code, day), Names(day)
    context = {
        **WORDS, "tabs": common.tabs("oversight:procedures"), "kind": kind, "procedure": kind.procedure, "day": day,
        "today": by.today, "versions": selectors.versions_of(code), "keeps": selectors.keeper(by) is not None,
        "rights": [names.right(line) for line in selectors.rights_on(day, code)], "note": _note(kind),
        "limits": [(limit, names.owners(limit.levels, limit.bodies)) for limit in kind.procedure.limits],
    }  # fmt: skip
    return render(request, "oversight/procedures/detail.html", context)


@require_GET
def rights(request: HttpRequest) -> HttpResponse:
    """Who may inspect whom, narrowed by kind, level and body of the owner, and subject."""
    day = _day(request)
    asked = {name: request.GET.get(name, "")[:40] for name in ("kind", "level", "body", "subject")}
    lines = [line for line in selectors.rights_on(day, asked["kind"]) if _fits(line, asked)]
    kinds, names = {kind.code: kind for kind in selectors.kinds_on(day)}, Names(day)
    context = {
        **WORDS, "tabs": common.tabs("oversight:procedures"), "day": day, "asked": asked, "kinds": kinds,
        "rights": [names.right(line) for line in lines], "levels": names.levels, "bodies": names.bodies,
    }  # fmt: skip
    return render(request, "oversight/procedures/rights.html", context)


def _fits(line: Any, asked: dict[str, str]) -> bool:
    body = "" if asked["body"] == "-" else asked["body"]
    return (
        (not asked["level"] or not line.owner_levels or asked["level"] in line.owner_levels)
        and (not asked["body"] or not line.owner_bodies or body in line.owner_bodies)
        and (not asked["subject"] or line.subject == asked["subject"])
    )


@require_GET
def checklist(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The papers of a kind as a list to tick off, in Excel or Word."""
    by = actor(request)
    if form not in ("xlsx", "docx"):
        raise Http404
    kind = _kind(code, _day(request))
    title = _("Danh mục giấy tờ: %(kind)s") % {"kind": kind.name}
    headers = (_("TT"), _("Giấy tờ"), _("Bước"), _("Bắt buộc"), _("Có"), _("Số tờ"), _("Ghi chú"))
    steps = {step.code: _said(step.name) for step in kind.procedure.steps}
    rows = [
        (number, _said(paper.name), steps[paper.step], _("có") if paper.required else _("không"), "", "",
         _("từng đối tượng") if paper.per_subject else "")
        for number, paper in enumerate(kind.procedure.papers, start=1)
    ]  # fmt: skip
    name = f"danh-muc-{kind.code}"
    kept = of_place("oversight.export_checklist", by, kind=kind.name_vi)
    if form == "xlsx":
        sheet = Sheet(title, headers, rows, note=kind.source, widths=(6, 60, 50, 10, 8, 8, 18))
        return excel([sheet], f"{name}.xlsx", kept, by)
    place = by.place.organisation_name if by.place else ""
    letter = OfficialLetter(
        issuing_body=place, kind_code="", body_code="", place="", excerpt=kind.name, kind=_("Danh mục giấy tờ"),
        date=by.today, paragraphs=(
            *((_("Căn cứ: %(source)s.") % {"source": kind.source},) if kind.source else ()),
            Table(headers, tuple(rows), widths=(10, 55, 40, 15, 12, 13, 20)),
        ),
    )  # fmt: skip
    return hand_out(docx.letter(letter), f"{name}.docx", kept, by, count=len(rows))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """A new rule set from a day on: limits, days of steps, required papers."""
    by = actor(request)
    kind = selectors.kind_on(code, by.today) or _kind(code, by.today)
    if selectors.keeper(by) is None:
        raise Refused("oversight.configure")
    form = RulesForm(kind, request.POST if request.method == "POST" else None)
    if form.is_sent and not form.errors:
        try:
            made = set_rules(
                kind_code=code, valid_from=form.valid_from, changes=form.changes(), source=form.source, by=by,
                seen=form.seen,
            )  # fmt: skip
        except Rejected as rejected:
            form.errors = refusals.say(rejected)
        except Stale:
            form.errors = {"": refusals.stale()}
        else:
            said = _("Đã đặt quy trình mới, áp dụng từ %(day)s. Cuộc đang tiến hành giữ quy trình cũ.")
            messages.success(request, said % {"day": formats.day(made.valid_from)})
            address = reverse("oversight:procedure", args=[code])
            return redirect(f"{address}?{urlencode({'on': formats.day(made.valid_from)})}")
    names = Names(by.today)
    context = {
        **WORDS, "tabs": common.tabs("oversight:procedures"), "kind": kind, "form": form, "today": by.today,
        "levels": names.levels, "bodies": names.bodies, "committee": COMMITTEE,
        "limits": [(row, names.owners(row.limit.levels, row.limit.bodies)) for row in form.limits if row.limit],
        "blank": [row for row in form.limits if row.limit is None],
    }  # fmt: skip
    return render(request, "oversight/procedures/change.html", context, status=422 if form.errors else 200)


# --- shared


def _day(request: HttpRequest) -> date:
    by = actor(request)
    return formats.read_day(request.GET.get("on", "")[:20]) or by.today


def _kind(code: str, day: date) -> CaseKind:
    kind = selectors.kind_on(code, day)
    if kind is not None:
        return kind
    known = selectors.versions_of(code)
    if not known:
        raise Http404
    return known[-1]


def _note(kind: CaseKind) -> str:
    return _said(Named(kind.note_vi, kind.note_en or kind.note_vi))


class Names:
    """The names of levels and bodies, asked once a page."""

    def __init__(self, day: date) -> None:
        self.levels, self.bodies = selectors.level_names(day), selectors.body_names(day)

    def owners(self, levels: Iterable[str], bodies: Iterable[str]) -> str:
        """Whom a limit holds for, in words."""
        where = "; ".join(self.levels.get(code, code) for code in levels) or _("mọi cấp")
        who = ", ".join(self._bodies(bodies))
        return f"{where}: {who}" if who else where

    def right(self, line: Any) -> dict[str, Any]:
        """A line of the whitelist in words."""
        return {
            "line": line, "levels": [self.levels.get(one, one) for one in line.owner_levels],
            "bodies": self._bodies(line.owner_bodies), "subject": SUBJECTS[line.subject],
            "subject_levels": [self.levels.get(one, one) for one in line.subject_levels],
            "relation": RELATIONS[line.relation],
        }  # fmt: skip

    def _bodies(self, codes: Iterable[str]) -> list[str]:
        return [self.bodies.get(code, code) if code else str(COMMITTEE) for code in codes]


def _said(name: Named) -> str:
    return name.en if (get_language() or "vi").startswith("en") else name.vi
