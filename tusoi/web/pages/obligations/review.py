"""The reviewer's page: the answer beside what was asked; accept, return whole or by item, extend, waive, verify."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tusoi.obligations.refusals import STEPS, say
from tusoi.obligations.rules import PLAN_ITEM, due_words
from tusoi.obligations.selectors import (
    answer_for,
    assignment_for,
    extensions_of,
    history_of_part,
    may_answer,
    may_review,
    moves_for,
    near_copies,
    waiting_beside,
)
from tusoi.obligations.services import (
    accept_answer,
    extend,
    refuse_item,
    reopen_answer,
    restore,
    return_answer,
    verify_item,
    waive,
)
from tusoi.organisations.scope import Actor, Refused
from tusoi.web.acting import actor
from tusoi.web.pages.oversight.asked import asked_of

from .actions import ExtendForm, ReasonForm
from .common import tell
from .notes import notes_on
from .versions import versions_of

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, PlanItem

LONGEST = 4000


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    return _page(request, assignment_for(pk, by), by)


def _page(
    request: HttpRequest,
    assignment: Assignment,
    by: Actor,
    *,
    status: int = 200,
    judged: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """``judged``: what was ticked and written in a decision that was not taken."""
    stored = answer_for(assignment, bearer_side=False)
    previous, following, waiting = waiting_beside(assignment, by)
    sent = assignment.state in ("submitted", "accepted", "returned")
    reviews = may_review(assignment, by)
    current = stored.current if sent else None
    notes = notes_on(assignment, current, stored.items) if current else None
    context: dict[str, Any] = {
        "assignment": assignment,
        "obligation": assignment.obligation,
        "current": current,
        "asked": asked_of(assignment, by, stored.items),
        "notes": notes,
        "near": near_copies(assignment, by) if current and reviews else [],
        "lines": [
            {
                **_line(item, assignment, by, reviews),
                "note": notes.lines.get(item.pk) if notes else None,
                "is_ticked": judged is not None and str(item.pk) in judged["items"],
                "said": judged["reasons"].get(str(item.pk), "") if judged else "",
                "wrong": judged["wrong"].get(str(item.pk), "") if judged else "",
            }
            for item in stored.items
        ]
        if sent
        else [],
        "said": judged["reason"] if judged else "",
        "wrong": judged["wrong"].get("", "") if judged else "",
        "versions": versions_of(stored.versions),
        "moves": moves_for(assignment, by),
        "reviews": reviews,
        "answers": may_answer(assignment, by),
        "why": by.explain("obligations.review", assignment.reviewer) if reviews else "",
        "previous": previous,
        "following": following,
        "waiting": waiting,
        "extensions": extensions_of(assignment) if assignment.extended else [],
        "entries": history_of_part(assignment, by, last=20),
        "words": due_words(assignment.due_on, by.today) if assignment.state in ("assigned", "returned") else "",
        "days": abs((assignment.due_on - by.today).days),
        "extend_form": ExtendForm(prefix="extend"),
        "reason_form": ReasonForm(prefix="why"),
        **more,
    }
    return render(request, "obligations/review.html", context, status=status)


def _line(item: PlanItem, assignment: Assignment, by: Actor, reviews: bool) -> dict[str, Any]:
    moves = []
    if reviews and assignment.state == "accepted":
        moves = [move.action for move in PLAN_ITEM.from_state(item.state) if move.permission == "obligations.review"]
    return {
        "item": item,
        "moves": moves,
        "is_own_report": item.reported_by_id is not None and item.reported_by_id == by.account_id,
        "overdue": item.state in ("planned", "refused") and item.due_on is not None and item.due_on < by.today,
    }


@require_POST
def decide(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One decision: accept, return, reopen, extend, waive or restore. Accepting goes on to the next answer waiting."""
    by = actor(request)
    assignment = assignment_for(pk, by)
    if action not in _DECISIONS:
        raise Http404
    if not may_review(assignment, by):
        raise Refused("obligations.review")
    _previous, following, _waiting = waiting_beside(assignment, by)
    try:
        _DECISIONS[action](request.POST, pk, by)
    except _Wrong as wrong:
        messages.error(request, str(wrong))
        return _again(request, pk, action, by)
    except STEPS as error:
        beside = say(error) if (action, getattr(error, "code", "")) in _SAID_BESIDE else ""
        if not beside:
            tell(request, error)
        return _again(request, pk, action, by, beside)
    messages.success(request, _SAID[action]() % {"name": assignment.bearer_name})
    if action in ("accept", "return") and following:
        return redirect("obligations:review", following)
    return redirect("obligations:review", pk)


def _again(request: HttpRequest, pk: int, action: str, by: Actor, beside: str = "") -> HttpResponse:
    """The page as it is by now, with what was written in the form that was not taken; ``beside`` its field, why."""
    data = request.POST
    said: dict[str, Any] = {"opened": action}
    if action in ("accept", "return"):
        said["judged"] = {
            "items": set(data.getlist("item")),
            "reasons": {name.removeprefix("reason-"): text[:LONGEST] for name, text in data.items()},
            "reason": data.get("reason", "")[:LONGEST],
            "wrong": dict.fromkeys(_without_reason(data), beside),
        }
    elif action == "extend":
        said["extend_form"] = form = ExtendForm(data, prefix="extend")
        if beside:
            form.add_error("to_day", beside)
    else:
        said["reason_form"] = ReasonForm(data, prefix="why")
    return _page(request, assignment_for(pk, by), by, status=422, **said)


def _without_reason(data: QueryDict) -> list[str]:
    """The ids of the ticked lines that nobody gave a reason for; [""], the answer itself, where none is ticked."""
    return [pk for pk in data.getlist("item") if not data.get(f"reason-{pk}", "").strip()] or [""]


class _Wrong(Exception):
    """A field of the form is not what it should be; the text says which."""


def _cleaned(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise _Wrong(" ".join(f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items()))
    return form.cleaned_data


def _version(data: QueryDict) -> int | None:
    text = data.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _accept(data: QueryDict, pk: int, by: Actor) -> None:
    if data.getlist("item"):
        raise _Wrong(_("Có mục đang đánh dấu trả lại. Bỏ đánh dấu rồi duyệt, hoặc bấm Trả lại."))
    accept_answer(assignment_id=pk, version=_version(data), by=by)


def _return(data: QueryDict, pk: int, by: Actor) -> None:
    items = {
        int(text): data.get(f"reason-{text}", "")[:LONGEST]
        for text in data.getlist("item")
        if text.isdecimal() and len(text) < 19
    }
    return_answer(assignment_id=pk, reason=data.get("reason", "")[:LONGEST], items=items, version=_version(data), by=by)


def _extend(data: QueryDict, pk: int, by: Actor) -> None:
    said = _cleaned(ExtendForm(data, prefix="extend"))
    extend(assignment_ids=[pk], to_day=said["to_day"], reason=said["reason"], by=by)


def _with_reason(service: Callable[..., Any]) -> Callable[[QueryDict, int, Actor], None]:
    def step(data: QueryDict, pk: int, by: Actor) -> None:
        service(
            assignment_id=pk, reason=_cleaned(ReasonForm(data, prefix="why"))["reason"], version=_version(data), by=by
        )

    return step


def _waive(data: QueryDict, pk: int, by: Actor) -> None:
    waive(assignment_ids=[pk], reason=_cleaned(ReasonForm(data, prefix="why"))["reason"], by=by)


_DECISIONS: dict[str, Callable[[QueryDict, int, Actor], None]] = {
    "accept": _accept,
    "return": _return,
    "extend": _extend,
    "waive": _waive,
    "reopen": _with_reason(reopen_answer),
    "restore": _with_reason(restore),
}
_SAID_BESIDE = {("return", "reason"), ("extend", "day")}
"""Of which decision which refusal is about a field the reader left empty or filled in wrongly."""
_SAID: dict[str, Callable[[], str]] = {
    "accept": lambda: _("Đã duyệt bài của %(name)s."),
    "return": lambda: _("Đã trả lại bài cho %(name)s, kèm lý do."),
    "extend": lambda: _("Đã gia hạn cho %(name)s."),
    "waive": lambda: _("Đã miễn nhiệm vụ cho %(name)s."),
    "reopen": lambda: _("Đã mở lại bài của %(name)s để xem xét."),
    "restore": lambda: _("Nhiệm vụ của %(name)s có hiệu lực trở lại."),
}


@require_POST
def check_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Confirm that a line of an accepted plan is done, or refuse it with a reason."""
    by = actor(request)
    assignment_for(pk, by)
    try:
        if request.POST.get("action") == "refuse":
            refuse_item(item_id=item, reason=request.POST.get("reason", "")[:LONGEST], by=by)
            messages.success(request, _("Đã ghi: mục này chưa đạt, kèm lý do."))
        else:
            verify_item(item_id=item, by=by)
            messages.success(request, _("Đã xác nhận mục này hoàn thành."))
    except STEPS as error:
        tell(request, error)
    return redirect(f"{reverse('obligations:review', args=[pk])}#item-{item}")
