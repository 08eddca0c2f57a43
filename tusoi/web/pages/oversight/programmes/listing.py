"""The list of programmes, its export, and the form that begins one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import refusals
from tusoi.oversight.models import Programme
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors.programmes import owners_for, programmes_of, years_of
from tusoi.oversight.services.programmes import create_programme
from tusoi.web.acting import actor
from tusoi.web.exports import excel, of_place
from tusoi.web.pages.oversight.common import tabs
from tusoi.web.paging import page_of

from .shared import CHIPS, EXPORTED, key_of, places

WHOSE = {
    "": gettext_lazy("tất cả"), "own": gettext_lazy("của đơn vị tôi"), "above": gettext_lazy("của cấp trên"),
    "below": gettext_lazy("của cấp dưới"),
}  # fmt: skip


@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    asked = _asked(request)
    context = {
        "tabs": tabs("oversight:programmes"), "places": places("programmes"), "chips": CHIPS, **asked,
        "page": page_of(request, programmes_of(by, **asked)), "years": years_of(by), "whoses": WHOSE,
        "states": Programme.State.choices, "may_create": bool(by.place and by.place.gives("oversight.run")),
        "is_filtered": any(asked.values()),
    }  # fmt: skip
    return render(request, "oversight/programmes/list.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    headers = (
        _("Chương trình"), _("Của"), _("Năm"), _("Trạng thái"), _("Số dòng"), _("Ngày ban hành"),
        pgettext("one", "Văn bản"),
    )  # fmt: skip
    rows = (
        (
            one.title, one.body.name if one.body else one.owner.name, one.year, str(one.get_state_display()),
            getattr(one, "lines", 0), one.adopted_on, one.document.reference if one.document else "",
        )
        for one in programmes_of(by, **_asked(request))[:EXPORTED]
    )  # fmt: skip
    sheet = Sheet(_("Chương trình kiểm tra, giám sát"), headers, rows, widths=(60, 40, 8, 16, 10, 14, 16))
    asked = _asked(request)
    states: dict[Any, Any] = dict(Programme.State.choices)
    narrowed = {
        "year": asked["year"],
        "state": states.get(asked["state"]),
        "owner": asked["whose"] and WHOSE[asked["whose"]],
    }
    return excel([sheet], "cac-chuong-trinh.xlsx", of_place("oversight.export_programmes", by, **narrowed), by)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The filters of the address; one that makes no sense is left out."""
    year, state, whose = (request.GET.get(name, "") for name in ("year", "state", "whose"))
    return {
        "year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        "state": state if state in Programme.State.values else "",
        "whose": whose if whose in WHOSE else "",
    }


class ProgrammeForm(forms.Form):
    owner = forms.ChoiceField(label=gettext_lazy("Chương trình của"))
    year = forms.ChoiceField(label=gettext_lazy("Thời gian"))
    title = forms.CharField(
        label=gettext_lazy("Tên chương trình"), max_length=300, required=False,
        help_text=gettext_lazy("Để trống thì đặt tên theo cơ quan và năm"),
    )  # fmt: skip
    aim = forms.CharField(
        label=gettext_lazy("Mục đích, yêu cầu"), max_length=8000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Trọng tâm, trọng điểm của năm; vì sao chọn những nội dung này"),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = [(str(body.pk) if body else "0", body.name if body else one.name) for one, body in owners_for(by)]
        years = [by.today.year + 1, by.today.year, by.today.year + 2, by.today.year - 1]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            *((str(year), _("Năm %(year)s") % {"year": year}) for year in years), ("0", _("Toàn khóa (nhiệm kỳ)")),
        ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    if by.place is None or not by.place.gives("oversight.run"):
        raise Refused("oversight.run")
    form = ProgrammeForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            made = create_programme(
                owner_id=by.place.organisation_id, body_id=int(clean["owner"]) or None,
                year=int(clean["year"]) or None, title=clean["title"], aim=clean["aim"], by=by,
                request_key=key_of(request),
            )  # fmt: skip
        except Rejected as rejected:
            for name, sentence in refusals.say(rejected).items():
                form.add_error({"body": "owner"}.get(name, name) or None, sentence)
        else:
            messages.success(request, _("Đã lập chương trình. Hãy thêm từng dòng, hoặc lấy dòng của năm trước."))
            return redirect("oversight:programme", made.pk)
    context = {"form": form, "request_key": request.POST.get("request_key") or uuid4()}
    return render(request, "oversight/programmes/new.html", context, status=422 if form.errors else 200)
