"""The register of cases: filtered, and as an Excel workbook."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor
from tusoi.oversight import rules
from tusoi.oversight.models import Case
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.selectors import procedures
from tusoi.web.acting import actor
from tusoi.web.exports import excel, of_place
from tusoi.web.pages.oversight.common import tabs
from tusoi.web.paging import page_of

from .common import number

EXPORTED = 5_000


def _filters(request: HttpRequest) -> dict[str, Any]:
    year = number(request.GET.get("year"))
    return {
        "state": request.GET.get("state", "")[:9], "kind": request.GET.get("kind", "")[:40],
        "year": year if year and 1900 < year < 2200 else None, "late": request.GET.get("late") == "1",
        "mine": request.GET.get("mine") == "1",
        "owner": asked.owner_named(request.GET.get("owner", "")[:40]),
    }  # fmt: skip


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    filters = _filters(request)
    kinds = {kind.code: kind for kind in procedures.kinds_on(by.today)}
    context = {
        "tabs": tabs("oversight:cases"), "page": page_of(request, asked.filtered(by, **filters)), "today": by.today,
        "filters": filters, "is_filtered": any(filters.values()), "states": Case.State.choices, "kinds": kinds,
        "years": range(by.today.year, by.today.year - 6, -1), "may_open": asked.owner_for(by) is not None,
        "owners": [(one.value, name) for one, name in asked.owners_of(by)],
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "oversight/cases/list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    headers = (
        _("Tên cuộc"), _("Loại việc"), _("Chủ thể"), _("Số đối tượng"), _("Trạng thái"), _("Bước"), _("Ngày mở"),
        _("Ngày ban hành"), _("Hạn"), _("Quá hạn"), _("Ngày kết luận"), _("Ngày công bố"),
    )  # fmt: skip
    rows = (
        (
            one.title, one.kind.name, one.body.name if one.body else one.owner.name, one.subject_count,  # type: ignore[attr-defined]
            one.get_state_display(), _step(one), one.opened_on, one.issued_on, one.due_on,
            _("quá hạn") if one.state == "running" and rules.is_late(one.due_on, by.today) else "",
            asked.conclusion_known(one), one.announced_on,
        )
        for one in asked.filtered(by, **_filters(request))[:EXPORTED]
    )  # fmt: skip
    widths = (60, 30, 34, 10, 16, 26, 12, 12, 12, 10, 12, 12)
    sheet = Sheet(pgettext("many", "Cuộc kiểm tra, giám sát"), headers, rows, note=by.label, widths=widths)
    kept = of_place("oversight.export_cases", by, **_narrowed(_filters(request), by))
    return excel([sheet], "cuoc-kiem-tra-giam-sat.xlsx", kept, by)


@override("vi")
def _narrowed(filters: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The filters in words, for the trail."""
    kind = procedures.kind_on(filters["kind"], by.today) if filters["kind"] else None
    owner = next((name for one, name in asked.owners_of(by) if one == filters["owner"]), "") if filters["owner"] else ""
    return {
        **filters, "state": dict(Case.State.choices).get(filters["state"], filters["state"]),
        "kind": kind.name if kind else filters["kind"], "owner": owner,
    }  # fmt: skip


def _step(one: Case) -> str:
    from django.utils.translation import get_language

    step = one.kind.procedure.step(asked.step_known(one))
    if step is None:
        return ""
    return step.name.en if (get_language() or "vi").startswith("en") else step.name.vi
