"""The dossier: papers filed, read, sent, waived, withdrawn; a file only goes out with its paper; the Word index."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.documents import files
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Paper
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing
from tusoi.oversight.services.common import export_of
from tusoi.web.acting import actor
from tusoi.web.exports import hand_out

from . import forms as own
from .common import LARGEST, case_of, key_of, number, tab_url, tried
from .page import show


def paper_form(request: HttpRequest | None, case: Any, subjects: list[Any], **initial: Any) -> own.PaperForm:
    english = (get_language() or "vi").startswith("en")
    choices = [(str(one.pk), one.name) for one in subjects]
    if request is None:
        return own.PaperForm(initial=initial, procedure=case.kind.procedure, subjects=choices, english=english)
    return own.PaperForm(request.POST, request.FILES, procedure=case.kind.procedure, subjects=choices, english=english)


@require_POST
def case_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """File a paper, or (action=waive) say why there is none."""
    one, stands = case_of(request, pk)
    by = actor(request)
    if not asked.is_inner(stands):
        raise Refused("oversight.team")
    if request.POST.get("action") == "waive":
        waiving: forms.Form = own.Reason(request.POST)
        code, subject = request.POST.get("code", "")[:40], number(request.POST.get("subject"))

        def waive(given: dict[str, Any]) -> None:
            doing.waive_paper(case_id=pk, code=code, subject_id=subject, reason=given["reason"], by=by)

        if tried(request, waiving, waive, _("Đã ghi lý do không có tài liệu này.")):
            return redirect(tab_url(pk, "papers"))
        return show(request, one, stands, "papers", bound={f"waive-{code}-{subject or ''}": waiving}, status=422)
    form = paper_form(request, one, asked.standing_subjects(one))

    def act(given: dict[str, Any]) -> None:
        file = given["file"]
        draft = doing.PaperDraft(
            given["title"], given["code"], number(given["subject"]), given["text"], pages=given["pages"],
            paper_location=given["paper_location"], dated_on=given["dated_on"],
        )  # fmt: skip
        doing.add_paper(
            case_id=pk, draft=draft, by=by, content=file, filename=file.name if file else "",
            request_key=key_of(request),
        )  # fmt: skip

    if tried(request, form, act, _("Đã đưa vào hồ sơ.")):
        return redirect(tab_url(pk, "papers"))
    return show(request, one, stands, "papers", bound={"paper": form}, status=422)


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What a paper says, for whoever may see it."""
    return _paper_page(request, pk, {})


def _paper_page(request: HttpRequest, pk: int, bound: dict[str, forms.Form], *, status: int = 200) -> HttpResponse:
    by = actor(request)
    one = _paper(request, pk)
    case, stands = case_of(request, one.case_id)
    doing.note_reading(case=case, thing=f"paper {pk}", by=by)
    context = {
        "case": case, "paper": one, "inner": asked.is_inner(stands), "by": by,
        "withdraw": bound.get("withdraw") or own.Reason(), "errors": bound.get("send"),
    }  # fmt: skip
    return render(request, "oversight/cases/paper.html", context, status=status)


def _paper(request: HttpRequest, pk: int) -> Paper:
    if pk > LARGEST:
        raise Http404
    return asked.paper_in_scope(pk, actor(request))


@require_POST
def paper_do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    by = actor(request)
    if action not in ("send", "withdraw"):
        raise Http404
    one = _paper(request, pk)
    form: forms.Form = own.Once(request.POST) if action == "send" else own.Reason(request.POST)

    def act(given: dict[str, Any]) -> None:
        if action == "send":
            doing.send_paper(paper_id=pk, by=by)
        else:
            doing.withdraw_paper(paper_id=pk, reason=given["reason"], by=by)

    said = _("Đã gửi chính thức.") if action == "send" else _("Đã rút tài liệu; tài liệu vẫn nằm trong danh mục.")
    if tried(request, form, act, said):
        return redirect(tab_url(one.case_id, "papers"))
    return _paper_page(request, pk, {action: form}, status=422)


@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a paper: only with the paper itself. DoesNotExist (404) for whom it does not exist."""
    by = actor(request)
    one = _paper(request, pk)
    found = one.file or (one.document.file if one.document else None)
    if found is None:
        raise Http404
    doing.note_reading(case=one.case, thing=f"file {pk}", by=by)
    try:
        return files.response(found)
    except FileNotFoundError as gone:
        raise Http404 from gone


@require_safe
def case_index(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of the dossier in Word (mục lục hồ sơ), with who printed it and when."""
    one, stands = case_of(request, pk)
    by = actor(request)
    if not asked.is_inner(stands):
        raise Refused("oversight.team")
    doing.note_reading(case=one, thing="index", by=by)
    return hand_out(asked.index_docx(one, by), f"muc-luc-ho-so-{one.pk}.docx", export_of(one, "export_index"), by)
