"""The indicators: a list in their order, and the rows behind each of them. The person picks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tusoi.obligations.selectors import on_the_way
from tusoi.organisations.selectors import fields_on, get_organisation
from tusoi.oversight.risk import CODES, weights_on
from tusoi.oversight.selectors import programmes as selectors
from tusoi.web.acting import actor
from tusoi.web.pages.obligations.common import number, numbers, place
from tusoi.web.pages.oversight.common import tabs
from tusoi.web.paging import page_of

from .board import node_asked
from .shared import places

LABELS = {
    "late": gettext_lazy("Nhiệm vụ quá hạn"),
    "generic": gettext_lazy("Dòng kế hoạch chung chung"),
    "open": gettext_lazy("Yêu cầu chưa xong"),
    "open_late": gettext_lazy("Yêu cầu quá hạn"),
    "findings": gettext_lazy("Hạn chế, khuyết điểm đã nêu"),
    "looked": gettext_lazy("Số tháng chưa được kiểm tra, giám sát"),
    "meetings": gettext_lazy("Chất lượng sinh hoạt"),
}
EXPLAINED = {
    "late": gettext_lazy("Nhiệm vụ của đơn vị đã qua hạn mà chưa nộp."),
    "generic": gettext_lazy("Dòng kế hoạch đã nộp thiếu thời hạn, thiếu người chủ trì, hoặc thiếu sản phẩm và mốc."),
    "open": gettext_lazy("Yêu cầu sau kết luận mà cơ quan kết luận chưa xác nhận xong."),
    "open_late": gettext_lazy("Trong đó đã qua hạn."),
    "findings": gettext_lazy("Hạn chế, khuyết điểm, dấu hiệu vi phạm nêu trong kết luận đã thông báo."),
    "looked": gettext_lazy("Tính từ cuộc gần nhất; chưa lần nào thì tính mức cao nhất."),
    "meetings": gettext_lazy("Hệ thống chưa có dữ liệu sinh hoạt; không tính điểm."),
}


@require_GET
def risk(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    node = node_asked(request, by)
    fields = [(one.code, one.name) for one in fields_on(by.today)]
    field = request.GET.get("field", "")
    field = field if field in dict(fields) else ""
    order = request.GET.get("order", "")
    order = order if order in (*CODES, "name") else ""
    here, weights = place(by, "oversight.read"), weights_on(by.today)
    context = {
        "tabs": tabs("oversight:programmes"), "places": places("risk"), "node": node, "labels": LABELS,
        "page": page_of(request, selectors.risk_of_children(node, by, field=field, order=order)),
        "weights": weights, "explained": EXPLAINED, "fields": fields, "field": field, "order": order,
        "way": on_the_way(here, node), "writable": selectors.writable_programmes(by),
    }  # fmt: skip
    return render(request, "oversight/programmes/risk.html", context)


@require_GET
def of_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that explain each indicator of one organisation."""
    by = actor(request)
    organisation = get_organisation(pk, by=by)
    by.require("oversight.read", organisation)
    fields = [(one.code, one.name) for one in fields_on(by.today)]
    field = request.GET.get("field", "")
    field = field if field in dict(fields) else ""
    row, evidence = selectors.evidence_of(organisation, by, field=field)
    context = {
        "tabs": tabs("oversight:programmes"), "organisation": organisation, "row": row, "evidence": evidence,
        "labels": LABELS, "explained": EXPLAINED, "weights": weights_on(by.today), "fields": fields, "field": field,
        "writable": selectors.writable_programmes(by), "today": by.today,
    }  # fmt: skip
    return render(request, "oversight/programmes/risk_of.html", context)


@require_GET
def pick(request: HttpRequest) -> HttpResponse:
    """What was ticked goes into a new line of the programme that was chosen; nothing is stored yet."""
    by = actor(request)
    programme = selectors.programme_for(number(request.GET.get("programme")) or 0, by)
    chosen = "&".join(f"subject={pk}" for pk in numbers(request.GET.getlist("subject")[:100]))
    answer = redirect("oversight:programme_entry_new", programme.pk)
    answer["Location"] += f"?{chosen}" if chosen else ""
    return answer
