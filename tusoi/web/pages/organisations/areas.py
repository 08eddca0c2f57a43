"""Clear person, clear task: what nobody answers for and what two answer for come first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations import selectors, services
from tusoi.organisations.models import Organisation
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel

from . import forms
from .common import act_on, day_asked, number, organisation_of


@require_http_methods(["GET", "HEAD", "POST"])
def areas(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("read", organisation)
    day = day_asked(request) or by.today
    found = selectors.areas_of(organisation, by=by, on=day)
    if request.GET.get("format") == "xlsx":
        kept = Export("organisations.export_areas", organisation, filters={"on": day})
        return excel([_sheet(organisation, found)], _("Phan-cong-phu-trach.xlsx"), kept, by)
    may = by.may("areas.assign", organisation) and not organisation.ended_on and day == by.today
    if request.method == "POST":
        by.require("areas.assign", organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        kind, _colon, target = given["area"].partition(":")
        services.assign_area(
            person_id=int(given["person"]), organisation_id=pk, valid_from=given["on"], by=by,
            decision=given["decision"], **{f"{kind}_id": int(target)},
        )  # fmt: skip
        return _("Đã phân công."), reverse("organisations:areas", args=[pk])

    chosen = request.GET.get("area", "")[:40]
    form = (
        forms.AssignArea(
            request.POST or None, organisation=organisation, by=by, initial={"on": by.today, "area": chosen}
        )
        if may
        else forms.Once()
    )
    return act_on(
        request, form, act, template="organisations/areas.html", organisation=organisation, areas=found, day=day,
        may_assign=may, why=_why(by, organisation, may),
    )  # fmt: skip


def _why(by: Any, organisation: Organisation, may: bool) -> str:
    if may:
        return ""
    if organisation.ended_on:
        return _("Đơn vị đã kết thúc hoạt động.")
    return _("Việc phân công do chính cấp ủy đơn vị này thực hiện.")


def _sheet(organisation: Organisation, found: selectors.Areas) -> Sheet:
    names = {"territory": _("Địa bàn"), "field": _("Lĩnh vực")}
    headers = (_("Phần việc"), _("Loại"), _("Người phụ trách"), _("Từ ngày"), _("Quyết định"), _("Ghi chú"))
    rows: list[tuple[Any, ...]] = []
    for area in found.everything:
        note = _("chưa ai phụ trách") if area.is_gap else _("nhiều người phụ trách") if area.is_double else ""
        for held in area.assignments or (None,):
            who = (held.person.name, held.valid_from, held.decision) if held else ("", None, "")
            rows.append((area.name, names[area.kind], *who, note))
    title = _("Phân công phụ trách %(name)s") % {"name": organisation.label}
    return Sheet(title, headers, rows, widths=(45, 12, 28, 12, 28, 24))


@require_http_methods(["POST"])
def end_area(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    area = selectors.get_area(pk, by=by)
    services_day = by.today

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.end_area(area_id=pk, on=services_day, by=by)
        return _("Đã thôi phân công."), reverse("organisations:areas", args=[area.organisation_id])

    form = forms.Once(request.POST)
    found = selectors.areas_of(area.organisation, by=by, on=by.today)
    return act_on(
        request, form, act, template="organisations/areas.html", organisation=area.organisation, areas=found,
        day=by.today, may_assign=False, why="",
    )  # fmt: skip


__all__ = ["areas", "end_area", "number"]
