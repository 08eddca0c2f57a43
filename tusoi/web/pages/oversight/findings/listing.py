"""The list of findings with its filters, and as an Excel file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tusoi.lib.rendering.workbook import Sheet
from tusoi.oversight.models import Finding
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services.common import export_of
from tusoi.web.exports import excel
from tusoi.web.paging import page_of

from .common import KINDS, Work, work_of

EXPORTED = 2_000


def _wanted(request: HttpRequest) -> asked.Filters:
    given = {name: request.GET.get(name, "").replace("\x00", "") for name in ("kind", "subject", "area")}
    text = request.GET.get("q", "").replace("\x00", "")[:200]
    return asked.Filters(**given, text=text, dropped=request.GET.get("dropped") == "1")


@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    work, wanted = work_of(request, pk), _wanted(request)
    if wanted.dropped and not work.inner:
        wanted = asked.Filters()
    found = asked.findings_of(work.case, by=work.by, wanted=wanted)
    context = {
        "work": work, "case": work.case, "page": page_of(request, found),
        "wanted": wanted, "kind_chips": KINDS, "areas": asked.areas_for(work.case),
        "is_narrowed": any((wanted.kind, wanted.subject, wanted.area, wanted.text, wanted.dropped)),
    }  # fmt: skip
    return render(request, "oversight/findings/list.html", context)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reader may know of, as rows; that it was taken out is kept in the trail."""
    work, wanted = work_of(request, pk), _wanted(request)
    rows = list(asked.rows_for_export(asked.findings_of(work.case, by=work.by, wanted=wanted)[:EXPORTED]))
    headers = (
        _("Số"), _("Loại"), _("Đối tượng"), _("Nội dung kiểm tra"), _("Phát hiện"), _("Căn cứ, minh chứng"),
        _("Tài liệu"), _("Nguyên nhân"), _("Trách nhiệm"), _("Cá nhân"), _("Quy định liên quan"), _("Yêu cầu"),
        _("Hạn"), _("Cuộc đã mở"),
    )  # fmt: skip
    widths = (6, 16, 28, 24, 60, 40, 24, 36, 18, 20, 30, 44, 12, 30)
    sheet = Sheet(_("Phát hiện"), headers, rows, note=work.case.title, widths=widths)
    kept = export_of(work.case, "export_findings", **_narrowed(work, wanted))
    return excel([sheet], f"phat-hien-{work.case.pk}.xlsx", kept, work.by)


@override("vi")
def _narrowed(work: Work, wanted: asked.Filters) -> dict[str, Any]:
    """The filters in words, for the trail."""
    areas = {one.code: one.name for one in asked.areas_for(work.case)} if wanted.area else {}
    subjects = {str(one.pk): one.name for one in asked.standing_subjects(work.case)} if wanted.subject else {}
    return {
        "subject": subjects.get(wanted.subject, wanted.subject and _("chung")),
        "kind": dict(Finding.Kind.choices).get(wanted.kind, wanted.kind), "area": areas.get(wanted.area, wanted.area),
        "text": wanted.text, "ended": wanted.dropped,
    }  # fmt: skip
