"""Writing findings: one at a time, many by the keyboard, copied, moved, dropped, a case opened for a sign."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Refused
from tusoi.oversight import refusals
from tusoi.oversight.compiling import read_lines
from tusoi.oversight.models import Case, Finding
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.cases.opening import CaseDraft, open_case
from tusoi.web.pages.oversight.cases.common import key_of, move_is_over, number, tried

from .common import KINDS, Work, finding_of, inner_work, list_url, work_of
from .forms import CopyForm, FindingForm, LinesForm, OpenCaseForm


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _first(request: HttpRequest) -> dict[str, Any]:
    """What a cell of the matrix says of the new finding."""
    given: dict[str, Any] = {}
    if request.GET.get("kind") in Finding.Kind.values:
        given["kind"] = request.GET["kind"]
    if subject := number(request.GET.get("subject")):
        given["subject"] = subject
    return given


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    work = inner_work(request, pk)
    form = FindingForm(request.POST or None, case=work.case, by=work.by, first=_first(request))
    if request.method == "POST" and "find" not in request.POST:
        key, made = key_of(request), []

        def act(given: dict[str, Any]) -> None:
            made.append(services.add_finding(case_id=pk, draft=form.draft(given), by=work.by, request_key=key))

        if tried(request, form, act, _("Đã ghi phát hiện.")):
            if "more" in request.POST:
                again = f"?kind={made[0].kind}&subject={made[0].subject_id or ''}"
                return redirect(reverse("oversight:finding_new", args=[pk]) + again)
            return redirect(list_url(pk, made[0].pk))
    return _form(request, work, form, None)


@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """One finding: the form for those who may write, otherwise what it says."""
    work = work_of(request, pk)
    one = finding_of(work, finding_pk)
    if request.method == "POST" and not work.inner:
        raise Refused("oversight.team")
    if not work.writes or one.dropped_on is not None:
        shown = asked.findings_of(work.case, by=work.by, wanted=asked.Filters(dropped=one.dropped_on is not None))
        context = {"work": work, "case": work.case, "finding": shown.get(pk=one.pk), "kind_chips": KINDS}
        return render(
            request, "oversight/findings/finding.html", context, status=200 if request.method == "GET" else 409
        )
    own = next(iter(services.hanging_on(one)), None)
    form = FindingForm(request.POST or None, case=work.case, by=work.by, finding=one, requirement=own)
    if request.method == "POST" and "find" not in request.POST:

        def act(given: dict[str, Any]) -> None:
            services.change_finding(finding_id=one.pk, draft=form.draft(given), by=work.by, seen=_version(request))

        if tried(request, form, act, _("Đã lưu phát hiện.")):
            return redirect(list_url(pk, one.pk))
    return _form(request, work, form, one)


def _form(request: HttpRequest, work: Work, form: FindingForm, one: Finding | None) -> HttpResponse:
    words = request.POST.get("clause_q", "").replace("\x00", "")[:200]
    kept = number(str(form["clause"].value() or ""))
    rows = asked.requirements_of(work.case, by=work.by) if one else []
    own = next((row.pk for row in services.hanging_on(one)), None) if one else None
    context = {
        "work": work, "case": work.case, "form": form, "finding": one,
        "clauses": asked.clauses_like(words, by=work.by) if words else [], "clause_q": words,
        "kept_clause": asked.clause_shown(kept, work.case, by=work.by) if kept else None,
        "request_key": request.POST.get("request_key") or uuid4(),
        "shared": [row for row in rows if one in row.findings.all() and row.pk != own],
    }  # fmt: skip
    return render(request, "oversight/findings/form.html", context, status=422 if form.errors else 200)


@require_safe
def clauses(request: HttpRequest, pk: int) -> HttpResponse:
    """Clauses of registered documents for the form, as one types."""
    work = inner_work(request, pk)
    words = request.GET.get("clause_q", "").replace("\x00", "")[:200]
    context = {"clauses": asked.clauses_like(words, by=work.by), "clause_q": words}
    return render(request, "oversight/findings/parts/clauses.html", context)


@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Many findings, a line each, without leaving the keyboard."""
    work = inner_work(request, pk)
    form = LinesForm(request.POST or None, case=work.case, first=_first(request))
    if request.method == "POST":

        def act(given: dict[str, Any]) -> None:
            services.add_lines(
                case_id=pk, lines=read_lines(given["lines"], given["kind"]), request_key=key_of(request), by=work.by,
                subject_id=int(given["subject"]) if given["subject"] else None,
                area_ids=[int(one) for one in given["areas"]],
            )  # fmt: skip

        if tried(request, form, act, _("Đã ghi các phát hiện.")):
            return redirect(list_url(pk))
    context = {
        "work": work, "case": work.case, "form": form, "request_key": request.POST.get("request_key") or uuid4(),
    }  # fmt: skip
    return render(request, "oversight/findings/lines.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    work = inner_work(request, pk)
    one = finding_of(work, finding_pk)
    form = CopyForm(request.POST or None, case=work.case, finding=one)
    if request.method == "POST":

        def act(given: dict[str, Any]) -> None:
            ids = [int(subject) for subject in given["subjects"]]
            services.copy_finding(finding_id=one.pk, subject_ids=ids, by=work.by)

        if tried(request, form, act, _("Đã chép phát hiện.")):
            return redirect(list_url(pk))
    context = {"work": work, "case": work.case, "form": form, "finding": one}
    return render(request, "oversight/findings/copy.html", context, status=422 if form.errors else 200)


@require_POST
def act(request: HttpRequest, pk: int, finding_pk: int, action: str) -> HttpResponse:
    """Up, down, drop with a reason, restore: one button each."""
    work = inner_work(request, pk)
    one = finding_of(work, finding_pk)
    try:
        if action == "drop":
            services.drop_finding(
                finding_id=one.pk, reason=request.POST.get("reason", ""), by=work.by, seen=_version(request)
            )
            messages.success(request, _("Đã bỏ phát hiện; vẫn xem lại và lấy lại được."))
        elif action == "restore":
            services.restore_finding(finding_id=one.pk, by=work.by, seen=_version(request))
            messages.success(request, _("Đã lấy lại phát hiện."))
        elif action in ("up", "down"):
            services.shift_finding(finding_id=one.pk, steps=-1 if action == "up" else 1, by=work.by)
        else:
            raise Http404
    except Rejected as rejected:
        messages.error(request, " ".join(refusals.say(rejected).values()))
    except Stale:
        messages.error(request, refusals.stale())
    except IllegalMove:
        messages.error(request, move_is_over())
    return redirect(list_url(pk, one.pk))


@require_http_methods(["GET", "POST"])
def open_linked(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Open a case of the proper kind for a sign of violation; the case it was found in goes on as it is."""
    work = inner_work(request, pk)
    one = finding_of(work, finding_pk)
    if one.kind != Finding.Kind.SIGN or one.dropped_on is not None:
        raise Http404
    form = _opening_form(request, work, one)
    if request.method == "POST":
        made: list[Case] = []

        def act(given: dict[str, Any]) -> None:
            made.append(_open(request, work, one, given))

        if tried(request, form, act, _("Đã mở cuộc mới cho dấu hiệu vi phạm.")):
            return redirect("oversight:case", made[0].pk)
    context = {
        "work": work, "case": work.case, "form": form, "finding": one, "kind_chips": KINDS,
        "request_key": request.POST.get("request_key") or uuid4(),
    }  # fmt: skip
    return render(request, "oversight/findings/open_case.html", context, status=422 if form.errors else 200)


def _opening_form(request: HttpRequest, work: Work, one: Finding) -> OpenCaseForm:
    case, subjects = work.case, asked.standing_subjects(work.case)
    kinds, bodies = asked.kinds_for_signs(on=work.by.today), asked.bodies_of(case, on=work.by.today)
    commission = next((body.pk for body in bodies if body.kind.code == "uy-ban-kiem-tra"), "")
    name = one.subject.name if one.subject else ""
    initial = {
        "kind": next((kind.code for kind in kinds if kind.code == "kt-dhvp"), ""), "body": commission,
        "title": _("Kiểm tra khi có dấu hiệu vi phạm đối với %(name)s") % {"name": name} if name else "",
        "reason": _("Dấu hiệu vi phạm phát hiện trong cuộc “%(title)s”.") % {"title": case.title},
        "circle": case.circle, "subjects": [one.subject_id] if one.subject_id else [row.pk for row in subjects],
    }  # fmt: skip
    form = OpenCaseForm(request.POST or None, initial=initial)
    fields: dict[str, Any] = form.fields
    fields["kind"].choices = [(kind.code, f"{kind.symbol} – {kind.name}") for kind in kinds]
    fields["body"].choices = [("", case.owner.name), *((body.pk, body.name) for body in bodies)]
    fields["subjects"].choices = [(row.pk, row.name) for row in subjects]
    return form


def _open(request: HttpRequest, work: Work, one: Finding, given: dict[str, Any]) -> Case:
    chosen = {int(pk) for pk in given["subjects"]}
    subjects = [(row.organisation_id, row.person_id) for row in asked.standing_subjects(work.case) if row.pk in chosen]
    draft = CaseDraft(
        owner_id=work.case.owner_id, body_id=int(given["body"]) if given["body"] else None, kind_code=given["kind"],
        title=given["title"], unscheduled_reason=given["reason"], circle=given["circle"], subjects=subjects,
        area_ids=[area.pk for area in one.areas.all()], origin_id=one.pk,
        examined_from=work.case.examined_from, examined_to=work.case.examined_to,
    )  # fmt: skip
    try:
        return open_case(draft=draft, by=work.by, request_key=key_of(request))
    except Refused as refused:
        raise Rejected({"body": "opening_refused"}) from refused
