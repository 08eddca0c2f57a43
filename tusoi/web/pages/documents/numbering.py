"""The numbers of what an organisation issued: which are missing, which stand twice. Also as Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tusoi.documents import selectors
from tusoi.documents.selectors import Series
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from .common import organisation_asked


@require_GET
def numbering(request: HttpRequest) -> HttpResponse:
    """Of the place one works for, or of another organisation within reach (?organisation=); ?format=xlsx for Excel."""
    by = actor(request)
    organisation = organisation_asked(request)
    series = selectors.numbering_of(organisation, by=by)
    if request.GET.get("format") == "xlsx":
        return _excel(series, organisation, by)
    context = {
        "organisation": organisation, "page": page_of(request, series),
        "wrong": any(not one.is_whole for one in series),
        "missing": sum(one.missing_count for one in series), "doubled": sum(len(one.doubled) for one in series),
    }  # fmt: skip
    return render(request, "documents/numbering.html", context)


def _excel(series: list[Series], organisation: Organisation, by: Actor) -> HttpResponse:
    headers = (
        _("Thể loại"), _("Ký hiệu"), _("Nhiệm kỳ hoặc năm"), _("Từ số"), _("Đến số"), _("Đã vào sổ"), _("Số còn thiếu"),
        _("Số trùng"),
    )  # fmt: skip
    sheet = Sheet(
        _("Kiểm tra số"), headers, _rows(series), note=organisation.name, widths=(22, 14, 18, 9, 9, 11, 50, 60)
    )
    return excel([sheet], "kiem-tra-so.xlsx", Export("documents.export_numbering", organisation), by)


def _rows(series: list[Series]) -> Iterator[tuple[Any, ...]]:
    for one in series:
        missing = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in one.missing)
        doubled = "; ".join(
            f"{same[0].reference}: {', '.join(f'{other.issued_on:%d/%m/%Y}' for other in same)}" for same in one.doubled
        )
        yield (one.kind, one.symbol, one.term, one.first, one.last, one.count, missing, doubled)
