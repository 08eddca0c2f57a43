"""Lines from elsewhere: of last year's programme or the term's, or pasted out of a sheet and looked at first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.oversight import refusals
from tusoi.oversight.selectors import programmes as selectors
from tusoi.oversight.services import programmes as services
from tusoi.web.acting import actor
from tusoi.web.pages.obligations.common import number, numbers

from .detail import require_action
from .shared import STEPS, said, seen_in


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    programme = selectors.programme_for(pk, by)
    require_action(programme, ("edit",), by)
    if "edit" not in selectors.moves_for_programme(programme, by):
        return redirect("oversight:programme", pk)
    sources = selectors.sources_for(programme, by)
    asked = number(request.POST.get("source") or request.GET.get("source"))
    source = next((one for one in sources if one.pk == asked), sources[0] if sources and asked is None else None)
    errors: list[str] = []
    if request.method == "POST" and source is not None:
        chosen = numbers(request.POST.getlist("entry"))
        try:
            taken = services.take_lines(
                programme_id=pk, source_id=source.pk, entry_ids=chosen, by=by, seen=seen_in(request)
            )
            messages.success(request, _("Đã lấy %(count)s dòng. Hãy xem lại mốc thời gian và quý.") % {"count": taken})
            return redirect("oversight:programme", pk)
        except STEPS as error:
            errors = said(error)
    lines = [line for line in selectors.lines_of(source, by) if line.cancelled_on is None] if source else []
    is_of_a_year = source is not None and source.year is not None
    context = {
        "programme": programme, "sources": sources, "source": source, "lines": lines, "errors": errors,
        "whole": {line.pk for line in lines if programme.year is None or line.year == programme.year or is_of_a_year},
    }  # fmt: skip
    return render(request, "oversight/programmes/take.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows copied from a sheet: first shown as they were understood, then stored all together."""
    by = actor(request)
    programme = selectors.programme_for(pk, by)
    require_action(programme, ("edit",), by)
    if "edit" not in selectors.moves_for_programme(programme, by):
        return redirect("oversight:programme", pk)
    text = request.POST.get("text", "")[:200_000]
    rows, wrong = selectors.read_pasted(text, programme, by) if request.method == "POST" else ([], [])
    errors = [sentence for one in wrong for sentence in refusals.say(one).values()]
    if request.method == "POST" and rows and not errors and "store" in request.POST:
        try:
            count = services.add_lines(
                programme_id=pk, by=by, seen=seen_in(request),
                drafts=[services.EntryDraft(**row.values) for row in rows],
            )  # fmt: skip
            messages.success(request, _("Đã nhập %(count)s dòng.") % {"count": count})
            return redirect("oversight:programme", pk)
        except STEPS as error:
            errors = said(error)
    context = {"programme": programme, "text": text, "rows": rows, "errors": errors}
    return render(request, "oversight/programmes/paste.html", context, status=422 if errors else 200)
