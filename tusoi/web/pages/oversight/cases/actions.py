"""What is done on the page of a case: each form acts by one service and leads back to its tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.models import Case
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing
from tusoi.web.acting import actor

from . import forms as own
from .common import case_of, key_of, number, seen, tab_url, tried
from .opening import picker_context
from .page import show

Given = dict[str, Any]
Act = Callable[[HttpRequest, Case, Given, Actor], object]


def _finish(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.finish_step(case_id=case.pk, by=by, seen=seen(request))


def _back(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.go_back(case_id=case.pk, reason=given["reason"], by=by, seen=seen(request))


def _extend(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.extend_case(case_id=case.pk, to_day=given["to_day"], reason=given["reason"], by=by, seen=seen(request))


def _suspend(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.suspend_case(case_id=case.pk, reason=given["reason"], by=by, seen=seen(request))


def _resume(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.resume_case(case_id=case.pk, by=by, seen=seen(request))


def _drop(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.drop_case(case_id=case.pk, reason=given["reason"], by=by, seen=seen(request))


def _open(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.open_to_subjects(case_id=case.pk, on=given["on"], by=by, seen=seen(request))


def _reports(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    return doing.ask_self_reports(
        case_id=case.pk, due_on=given["due_on"], instructions=given["instructions"], by=by, seen=seen(request),
        request_key=key_of(request),
    )  # fmt: skip


def _settle(request: HttpRequest, case: Case, given: Given, by: Actor) -> object:
    results = {
        int(name.removeprefix("result-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("result-") and number(name.removeprefix("result-")) and value
    }
    return doing.settle_stub(case_id=case.pk, on=given["on"], results=results, by=by, seen=seen(request))


ACTIONS: dict[str, tuple[type[forms.Form], Act, str, Any]] = {
    # action: form, what it calls, the tab it stands on, what is said
    "finish": (own.Once, _finish, "overview", gettext_lazy("Đã hoàn thành bước này.")),
    "back": (own.Reason, _back, "overview", gettext_lazy("Đã quay lại bước trước.")),
    "extend": (own.Extend, _extend, "overview", gettext_lazy("Đã gia hạn.")),
    "suspend": (own.Reason, _suspend, "overview", gettext_lazy("Đã tạm dừng; thời hạn ngừng tính.")),
    "resume": (own.Once, _resume, "overview", gettext_lazy("Đã tiếp tục; thời hạn tính lại.")),
    "drop": (own.Reason, _drop, "overview", gettext_lazy("Đã thôi tiến hành cuộc này.")),
    "open": (own.Opening, _open, "subjects", gettext_lazy("Đã công bố quyết định, kế hoạch tới các đối tượng.")),
    "reports": (own.Reports, _reports, "subjects", gettext_lazy("Đã yêu cầu các đối tượng báo cáo.")),
    "settle": (own.Settle, _settle, "overview", gettext_lazy("Đã ghi kết quả giải quyết.")),
}


@require_POST
def case_do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One button or small form of the page of a case."""
    if action not in ACTIONS:
        raise Http404
    one, stands = case_of(request, pk)
    by = actor(request)
    kind, act, tab, said = ACTIONS[action]
    form = kind(request.POST)
    if tried(request, form, lambda given: act(request, one, given, by), str(said)):
        return redirect(tab_url(pk, tab))
    return show(request, one, stands, tab, bound={action: form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def case_subjects(request: HttpRequest, pk: int) -> HttpResponse:
    """More subjects, chosen in the tree."""
    one, stands = case_of(request, pk)
    by = actor(request)
    if not by.system and access.Standing.OWNER not in stands:
        raise Refused("oversight.owner")
    pairs = asked.pairs_of(request.POST.getlist("subject"))
    typed = request.POST if request.method == "POST" and "browse" not in request.POST else None
    form = own.Reason(typed, initial={"reason": request.POST.get("reason", "")})
    form.fields["reason"].required = one.issued_on is not None
    if typed is not None:

        def act(given: Given) -> None:
            doing.add_subjects(case_id=pk, subjects=pairs, reason=given["reason"], by=by, seen=seen(request))

        if tried(request, form, act, _("Đã bổ sung đối tượng.")):
            return redirect(tab_url(pk, "subjects"))
    context = {"case": one, "form": form, "owner": one.owner, **picker_context(request, one.owner, pairs)}
    return render(request, "oversight/cases/add_subjects.html", context, status=422 if form.errors else 200)


@require_POST
def subject_remove(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    subject = asked.subject_in_scope(pk, by)
    one, stands = case_of(request, subject.case_id)
    form = own.Reason(request.POST)

    def act(given: Given) -> None:
        doing.remove_subject(subject_id=pk, reason=given["reason"], by=by, seen=seen(request))

    if tried(request, form, act, _("Đã rút đối tượng.")):
        return redirect(tab_url(one.pk, "subjects"))
    return show(request, one, stands, "subjects", bound={f"remove-{pk}": form}, status=422)
