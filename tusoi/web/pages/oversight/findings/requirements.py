"""Requirements before they are laid, and what the case came to for each subject."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Refused
from tusoi.oversight import refusals
from tusoi.oversight.models import Requirement
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services import findings as services
from tusoi.web.pages.oversight.cases.common import move_is_over, tried

from .common import Work, conclusion_url, inner_work, work_of
from .forms import RequirementForm


@require_safe
def requirements(request: HttpRequest, pk: int) -> HttpResponse:
    work = work_of(request, pk)
    return render(request, "oversight/findings/requirements.html", {"work": work, "case": work.case})


def _form(
    request: HttpRequest, work: Work, form: RequirementForm, one: Requirement | None, status: int = 200
) -> HttpResponse:
    context = {"work": work, "case": work.case, "form": form, "requirement": one}
    if one is not None:
        context["mark"] = request.POST.get("mark") or asked.mark_of(one)
    return render(request, "oversight/findings/requirement.html", context, status=422 if form.errors else status)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    work = inner_work(request, pk)
    form = RequirementForm(request.POST or None, case=work.case, by=work.by)
    if request.method == "POST":

        def act(given: dict[str, Any]) -> None:
            try:
                services.add_requirement(case_id=pk, draft=form.bearers(None), finding_ids=form.finding_ids, by=work.by)
            except Rejected as rejected:
                raise _named(rejected) from rejected

        if tried(request, form, act, _("Đã thêm yêu cầu.")):
            return redirect("oversight:requirements", pk)
    return _form(request, work, form, None)


@require_http_methods(["GET", "POST"])
def requirement(request: HttpRequest, pk: int, requirement_pk: int) -> HttpResponse:
    work = inner_work(request, pk)
    one = next((row for row in work.requirements if row.pk == requirement_pk), None)
    if one is None:
        raise Http404
    form = RequirementForm(request.POST or None, case=work.case, by=work.by, requirement=one)
    if request.method == "POST":

        def act(given: dict[str, Any]) -> None:
            try:
                services.change_requirement(
                    requirement_id=one.pk, draft=form.bearers(None), by=work.by, seen=request.POST.get("mark", "")[:32]
                )
            except Rejected as rejected:
                raise _named(rejected) from rejected

        if tried(request, form, act, _("Đã lưu yêu cầu.")):
            return redirect("oversight:requirements", pk)
    return _form(request, work, form, one)


def _named(rejected: Rejected) -> Rejected:
    """The same under the names of the form's fields."""
    names = {"text", "due_on", "subjects", "persons"}
    errors = {f"requirement_{name}" if name in names else name: code for name, code in rejected.errors.items()}
    return Rejected(errors, **rejected.details)


@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Merge what is double; drop one with a reason."""
    work = inner_work(request, pk)
    try:
        if action == "merge":
            merged = services.merge_requirements(case_id=pk, by=work.by)
            text = _("Đã gộp %(count)s yêu cầu trùng.") if merged else _("Không có yêu cầu nào trùng nhau.")
            messages.success(request, text % {"count": merged})
        elif action == "drop":
            chosen = request.POST.get("requirement", "")
            if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 19):
                raise Http404
            if all(row.pk != int(chosen) for row in work.requirements):
                raise Http404
            services.drop_requirement(
                requirement_id=int(chosen), reason=request.POST.get("reason", ""), by=work.by,
                seen=request.POST.get("mark") or None,
            )  # fmt: skip
            messages.success(request, _("Đã bỏ yêu cầu."))
        else:
            raise Http404
    except Rejected as rejected:
        messages.error(request, " ".join(refusals.say(rejected).values()))
    except Stale:
        messages.error(request, refusals.stale())
    except IllegalMove:
        messages.error(request, move_is_over())
    return redirect("oversight:requirements", pk)


@require_http_methods(["GET", "POST"])
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """What the case came to for each subject; the codes are those of its kind."""
    work = work_of(request, pk)
    if not work.inner:
        raise Refused("oversight.team")
    subjects, procedure = asked.standing_subjects(work.case), work.case.kind.procedure
    language = request.LANGUAGE_CODE[:2]
    choices = [("", "—"), *((one.code, one.name.en if language == "en" else one.name.vi) for one in procedure.results)]
    form = forms.Form(request.POST or None, initial={f"subject-{one.pk}": one.result for one in subjects})
    for one in subjects:
        form.fields[f"subject-{one.pk}"] = forms.ChoiceField(label=one.name, choices=choices, required=False)
    if request.method == "POST":
        version = request.POST.get("version", "")
        seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None

        def act(given: dict[str, Any]) -> None:
            sent = {one.pk: given[f"subject-{one.pk}"] for one in subjects}
            services.set_results(case_id=pk, results=sent, by=work.by, seen=seen)

        if tried(request, form, act, _("Đã ghi kết quả.")):
            return redirect(conclusion_url(pk))
    context = {"work": work, "case": work.case, "form": form}
    return render(request, "oversight/findings/results.html", context, status=422 if form.errors else 200)
