"""What the conclusion goes through once it is written: concluded, opened again, registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.documents import rules as documents
from tusoi.documents.sentences import DOUBTS, REJECTIONS
from tusoi.lib import formats
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services import findings as services
from tusoi.web.pages.oversight.cases.common import tried

from .common import Work, conclusion_url, owners_work
from .forms import ConcludeForm, ReasonForm, RegisterForm

Act = Callable[[dict[str, Any]], object]


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _written(request: HttpRequest, pk: int) -> Work:
    """The case with its conclusion, for the owner's people; where none was ever written there is nothing to move."""
    work = owners_work(request, pk)
    if work.conclusion is None:
        raise Http404
    return work


def _asked(
    request: HttpRequest, work: Work, form: forms.Form, act: Act, said: str, template: str, **more: Any
) -> HttpResponse:
    """A form that acts and leads back to the tab, or says why not."""
    if request.method == "POST" and tried(request, form, act, said):
        return redirect(conclusion_url(work.case.pk))
    context = {"work": work, "case": work.case, "form": form, **more}
    return render(request, f"oversight/findings/{template}.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """What the owner decided together, where and when; recorded by somebody who is not of the team."""
    work = _written(request, pk)
    form = ConcludeForm(request.POST or None, initial={"on": work.by.today})

    def act(given: dict[str, Any]) -> None:
        services.conclude_case(case_id=pk, meeting=given["meeting"], on=given["on"], by=work.by, seen=_seen(request))

    return _asked(request, work, form, act, _("Đã ghi nhận kết luận của chủ thể."), "conclude")


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    work = _written(request, pk)
    form = ReasonForm(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        services.reopen_conclusion(case_id=pk, reason=given["reason"], by=work.by, seen=_seen(request))

    return _asked(request, work, form, act, _("Đã mở lại dự thảo kết luận."), "reopen")


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """The day, and the number it gets; then it stands in the register."""
    work = _written(request, pk)
    form = RegisterForm(request.POST or None, initial={"on": work.by.today})
    confirmed = {code for code in request.POST.getlist("confirmed") if code in DOUBTS}
    doubts: list[tuple[str, str]] = []

    def act(given: dict[str, Any]) -> None:
        try:
            services.register_conclusion(
                case_id=pk, on=given["on"], by=work.by, confirmed=confirmed, seen=_seen(request)
            )
        except documents.Doubtful as doubtful:
            doubts.extend((one.code, str(DOUBTS[one.code]) % {"detail": one.detail}) for one in doubtful.doubts)
            raise Rejected({"": "look_first"}) from doubtful
        except documents.Rejected as rejected:
            words = " ".join(str(REJECTIONS.get(code, code)) for code in rejected.errors.values())
            raise Rejected({"on": "register_said"}, words=words) from rejected

    day = form.initial["on"] if not form.is_bound else formats.read_day(request.POST.get("on", "")[:20])
    series = asked.next_reference(work.case, on=day or work.by.today)
    return _asked(
        request, work, form, act, _("Đã ban hành kết luận và ghi vào sổ."), "register", doubts=doubts,
        confirmed=confirmed, series=series,
    )  # fmt: skip
