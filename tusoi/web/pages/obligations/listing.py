"""The duties that touch the organisation one works for: those it laid, those it received, each with its figure; and
what is longest overdue in its branch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tusoi.lib.rendering.workbook import Sheet, Value
from tusoi.obligations.rules import Counts, due_words
from tusoi.obligations.selectors import dashboard, obligations_of
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from . import overdue
from .common import place

if TYPE_CHECKING:
    from tusoi.obligations.models import Obligation
    from tusoi.organisations.models import Organisation

SIDES = ("issued", "borne", "overdue")
EXPORTED = 2000
"""An export holds so many duties; a filter makes it smaller."""


class Filters(forms.Form):
    text = forms.CharField(label=gettext_lazy("Tìm theo tên, trích yếu"), max_length=200, required=False)
    year = forms.IntegerField(label=gettext_lazy("Năm giao"), min_value=1930, max_value=2200, required=False)


def list_obligations(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    side = request.GET.get("side", "")
    filters = Filters(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    if by.place is None:
        return render(request, "obligations/list.html", {"filters": filters, "lines": [], "nowhere": True})
    node = place(by)
    if side not in SIDES:
        side = "issued" if by.place.gives("obligations.issue") else "borne"
    if side == "overdue":
        if request.GET.get("format") == "xlsx":
            return overdue.export(node, by)
        shown = {"side": side, "here": node, "lays": by.place.gives("obligations.issue")}
        return render(request, "obligations/list.html", {**shown, **overdue.lines(request, node, by)})
    found = obligations_of(node, by, side=side, text=wanted.get("text", ""), year=wanted.get("year"))
    if request.GET.get("format") == "xlsx":
        kept = Export(f"obligations.export_{side}", node, filters=wanted)
        sheet = _sheet(list(found[:EXPORTED]), node, side, by)
        return excel([sheet], f"nhiem-vu-{by.today:%Y%m%d}.xlsx", kept, by)
    page = page_of(request, found)
    counts = dashboard([one.pk for one in page], node, by.at, by.today)
    lines = [
        {
            "obligation": one,
            "counts": counts[one.pk],
            "words": due_words(one.due_on, by.today) if counts[one.pk].missing or counts[one.pk].returned else "",
            "days": abs((one.due_on - by.today).days),
        }
        for one in page
    ]
    return render(
        request,
        "obligations/list.html",
        {
            "side": side,
            "filters": filters,
            "page": page,
            "lines": lines,
            "here": node,
            "lays": by.place.gives("obligations.issue"),
            "is_filtered": bool(wanted.get("text") or wanted.get("year")),
        },
    )


def _sheet(found: list[Obligation], node: Organisation, side: str, by: Actor) -> Sheet:
    counts = dashboard([one.pk for one in found], node, by.at, by.today)
    title = _("Nhiệm vụ đơn vị giao") if side == "issued" else _("Nhiệm vụ đơn vị nhận")
    headers = (
        _("Nhiệm vụ"), _("Đơn vị giao"), _("Căn cứ"), _("Loại sản phẩm"), pgettext("bearer", "Đối tượng"),
        _("Ngày giao"), _("Hạn"), _("Tổng số"), _("Đã nộp"), _("Đã duyệt"), _("Chờ duyệt"), _("Trả lại"),
        _("Chưa nộp"), _("Quá hạn"), _("Được miễn"),
    )  # fmt: skip
    widths = (50, 30, 18, 22, 12, 12, 12, *[10] * 8)
    rows = (_row(one, counts[one.pk]) for one in found)
    return Sheet(title, headers, rows, note=node.name, widths=widths)


def _row(one: Obligation, counts: Counts) -> Iterable[Value]:
    return (
        one.title, one.issued_by.name, str(one.document) if one.document else "", one.deliverable.name,
        str(one.get_bearer_display()), one.issued_on, one.due_on, counts.total, counts.answered, counts.accepted,
        counts.submitted, counts.returned, counts.missing, counts.overdue, counts.waived,
    )  # fmt: skip
