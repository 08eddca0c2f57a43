"""One subject of a case: its part of the draft, what it says to it, what was answered, its papers.

For the owner's people and the team, and for the subject itself, which sees what was formally sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.models import Case, CaseSubject
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing
from tusoi.web.acting import actor

from . import forms as own
from .common import case_of, key_of, seen, tried

Given = dict[str, Any]


@require_safe
def subject(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, {})


def _page(request: HttpRequest, pk: int, bound: dict[str, forms.Form], *, status: int = 200) -> HttpResponse:
    by = actor(request)
    one = asked.subject_in_scope(pk, by)
    case, stands = case_of(request, one.case_id)
    inner = asked.is_inner(stands)
    is_own = any(own_one.pk == pk for own_one in asked.own_subjects(case, by))
    if not (inner or is_own):
        raise Refused("oversight.subject")
    doing.note_reading(case=case, thing=f"subject {pk}", by=by)
    answer = asked.answers_of(case).get((one.organisation_id, one.person_id))
    runs = case.state == Case.State.RUNNING and case.concluded_on is None and one.removed_on is None
    papers = [paper for paper in asked.papers_of(case, by) if paper.subject_id in (pk, None)]
    procedure = case.kind.procedure
    step = procedure.step(case.step)
    gate = step.gate if step else ""
    is_discussed = gate == "discuss" or procedure.is_past("discuss", case.step) or bool(one.draft)
    context = {
        "gate": gate, "following": asked.subject_after(one) if inner else None,
        "may_draft": runs and inner and is_discussed, "case": case, "subject": one, "inner": inner, "is_own": is_own,
        "stands": stands, "by": by, "answer": answer,
        "runs": runs, "request_key": uuid4(), "handing_in_failed": "hand-in" in bound,
        "papers": [paper for paper in papers if not paper.waived_reason],
        "may_comment": runs and one.draft_sent_on is not None and one.commented_on is None,
        "forms": {
            "draft": bound.get("draft") or own.Draft(initial={"draft": one.draft}),
            "comment": bound.get("comment") or own.Comments(),
            "answer": bound.get("answer") or own.Answer(initial={"answer": one.answer_to_comments}),
            "hand-in": bound.get("hand-in") or own.OwnPaper(),
        },
    }  # fmt: skip
    return render(request, "oversight/cases/subject.html", context, status=status)


def _draft(request: HttpRequest, one: CaseSubject, given: Given, by: Actor) -> object:
    return doing.send_draft(subject_id=one.pk, text=given["draft"], by=by, seen=seen(request))


def _comment(request: HttpRequest, one: CaseSubject, given: Given, by: Actor) -> object:
    return doing.comment_on_draft(subject_id=one.pk, comments=given["comments"], agrees=given["agrees"], by=by)


def _answer(request: HttpRequest, one: CaseSubject, given: Given, by: Actor) -> object:
    return doing.answer_comments(subject_id=one.pk, answer=given["answer"], by=by, seen=seen(request))


def _hand_in(request: HttpRequest, one: CaseSubject, given: Given, by: Actor) -> object:
    file = given["file"]
    return doing.hand_in_paper(
        case_id=one.case_id, draft=doing.PaperDraft(given["title"], subject_id=one.pk, text=given["text"]), by=by,
        content=file, filename=file.name if file else "", request_key=key_of(request),
    )  # fmt: skip


Act = Callable[[HttpRequest, CaseSubject, Given, Actor], object]
ACTIONS: dict[str, tuple[type[forms.Form], Act]] = {
    "draft": (own.Draft, _draft),
    "comment": (own.Comments, _comment),
    "answer": (own.Answer, _answer),
    "hand-in": (own.OwnPaper, _hand_in),
}


@require_POST
def subject_do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    if action not in ACTIONS:
        raise Http404
    by = actor(request)
    one = asked.subject_in_scope(pk, by)
    _case, stands = case_of(request, one.case_id)
    if not asked.is_inner(stands) and access.Standing.SUBJECT not in stands:
        raise Refused("oversight.subject")
    kind, act = ACTIONS[action]
    form = kind(request.POST, request.FILES)
    said = {
        "draft": _("Đã gửi dự thảo tới đơn vị."), "comment": _("Đã ghi ý kiến về dự thảo."),
        "answer": _("Đã trả lời ý kiến."), "hand-in": _("Đã nộp tài liệu."),
    }[action]  # fmt: skip
    if tried(request, form, lambda given: act(request, one, given, by), said):
        return redirect("oversight:subject", pk)
    return _page(request, pk, {action: form}, status=422)
