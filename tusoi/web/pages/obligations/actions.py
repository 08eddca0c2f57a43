"""What is done from the page of a duty: with ticked bearers, with the duty itself, and while it is being laid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from tusoi.lib import formats
from tusoi.lib.rendering.pdf import NoPrinter
from tusoi.obligations.errors import CannotReview
from tusoi.obligations.letters import asked_by
from tusoi.obligations.refusals import STEPS, say
from tusoi.obligations.selectors import gap_list, node_for, obligation_for, parts_by_ids, remindable, roll_up
from tusoi.obligations.services import (
    continue_cascade,
    extend,
    remind,
    take_back_reminder,
    waive,
    withdraw_obligation,
)  # fmt: skip
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.fields import Day

from . import exports
from .common import number, numbers, tell

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, Obligation

MOST = 5000
"""So many bearers at most in one step from a page."""
LONGEST = 2000


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


class ExtendForm(ReasonForm):
    to_day = Day(label=gettext_lazy("Hạn mới"))
    field_order = ("to_day", "reason")


class RemindForm(forms.Form):
    remind_by = Day(required=False)
    each = forms.BooleanField(required=False)


class RemindedForm(forms.Form):
    reminded_on = Day(required=False)


@require_POST
def chosen(request: HttpRequest, pk: int) -> HttpResponse:
    """The step chosen for the ticked bearers: a letter or a list to take away, or a page that asks for a reason."""
    by = actor(request)
    obligation = obligation_for(pk, by)
    parts = _ticked(request, obligation, by)
    action = request.POST.get("action", "")
    if not parts:
        messages.warning(request, _("Hãy đánh dấu ít nhất một dòng rồi chọn việc cần làm."))
        return _back(request, pk)
    if action in ("remind", "remind_pdf"):
        return _letter(request, obligation, parts, by, as_pdf=action == "remind_pdf")
    if action in ("reminded", "not_reminded"):
        return _note_reminder(request, obligation, parts, by, action)
    if action == "excel":
        return exports.as_excel(obligation, parts, by, f"nhiem-vu-{pk}.xlsx", ticked=True)
    if action == "word":
        parts = parts[: exports.IN_WORD]
        return exports.as_word(obligation, parts, by, _total(obligation, by), f"danh-sach-{pk}.docx", ticked=True)
    if action in ("extend", "waive"):
        return _extend_or_waive(request, obligation, parts, by, action)
    raise Http404


def _ticked(request: HttpRequest, obligation: Obligation, by: Actor) -> list[Assignment]:
    if request.POST.get("everybody"):
        _top, node = node_for(obligation, number(request.POST.get("at")), by)
        return list(gap_list(obligation, node, by)[:MOST]) if node else []
    return parts_by_ids(obligation, numbers(request.POST.getlist("part"))[:MOST], by)


def _total(obligation: Obligation, by: Actor) -> int:
    top, _node = node_for(obligation, None, by)
    return roll_up(obligation.pk, top, by.today).total if top else 0


def _letter(
    request: HttpRequest, obligation: Obligation, parts: list[Assignment], by: Actor, *, as_pdf: bool
) -> HttpResponse:
    """The letter, or one for each, to look at and send; it counts as a reminder when that is noted."""
    form = RemindForm(request.POST)
    day = form.cleaned_data["remind_by"] if form.is_valid() else None
    if form.errors:
        said = _("Ngày đề nghị gửi “%(typed)s”: %(wrong)s")
        typed = request.POST.get("remind_by", "")[:20]
        messages.error(request, said % {"typed": typed, "wrong": form.errors["remind_by"][0]})
        return _back(request, obligation.pk)
    if day is not None and day < by.today:
        messages.error(request, _("Ngày đề nghị gửi phải là hôm nay hoặc sau đó."))
        return _back(request, obligation.pk)
    due = list(remindable(obligation, [one.pk for one in parts], by))
    each = form.cleaned_data["each"]
    if not due:
        tell(request, CannotReview("nobody"))
        return _back(request, obligation.pk)
    if each and len(due) > exports.LETTERS:
        said = _("Mỗi lần in được nhiều nhất %(most)s thư riêng. Hãy chọn ít hơn, hoặc gửi một thư chung.")
        messages.error(request, said % {"most": exports.LETTERS})
        return _back(request, obligation.pk)
    total = None if len(due) == 1 or each else _total(obligation, by)
    day = day or asked_by(obligation, by.today)
    try:
        return exports.letter(obligation, due, by, day, total, each=each, as_pdf=as_pdf)
    except NoPrinter:
        messages.error(request, _("Không in được PDF ở đây. Hãy tải bản Word rồi lưu thành PDF."))
        return _back(request, obligation.pk)


def _note_reminder(
    request: HttpRequest, obligation: Obligation, parts: list[Assignment], by: Actor, action: str
) -> HttpResponse:
    """Note the day of the reminder, or take back what was noted today."""
    ids = [one.pk for one in parts]
    form = RemindedForm(request.POST)
    try:
        if action == "not_reminded":
            undone = len(take_back_reminder(obligation_id=obligation.pk, assignment_ids=ids, by=by))
            said = _("Đã bỏ ghi nhận nhắc hôm nay của %(count)s đối tượng.") % {"count": undone}
            (messages.success if undone else messages.warning)(request, said)
        elif not form.is_valid():
            messages.error(request, _("Ngày nhắc phải từ ngày giao nhiệm vụ đến hôm nay."))
        else:
            on = form.cleaned_data["reminded_on"] or by.today
            done = len(remind(obligation_id=obligation.pk, assignment_ids=ids, on=on, by=by))
            said = _("Đã ghi nhận nhắc %(count)s đối tượng ngày %(day)s. Trong hôm nay có thể bỏ ghi nhận.")
            messages.success(request, said % {"count": done, "day": formats.day(on)})
    except STEPS as error:
        tell(request, error)
    return _back(request, obligation.pk)


def _extend_or_waive(
    request: HttpRequest, obligation: Obligation, parts: list[Assignment], by: Actor, action: str
) -> HttpResponse:
    form_class = ExtendForm if action == "extend" else ReasonForm
    sent = "confirmed" in request.POST
    form = form_class(request.POST if sent else None)
    if sent and form.is_valid():
        ids = [one.pk for one in parts]
        reason = form.cleaned_data["reason"]
        try:
            if action == "extend":
                done = len(extend(assignment_ids=ids, to_day=form.cleaned_data["to_day"], reason=reason, by=by))
                messages.success(request, _("Đã gia hạn cho %(count)s đối tượng.") % {"count": done})
            else:
                done = len(waive(assignment_ids=ids, reason=reason, by=by))
                messages.success(request, _("Đã miễn cho %(count)s đối tượng.") % {"count": done})
            return _back(request, obligation.pk)
        except STEPS as error:
            form.add_error(None, say(error))
    context = {"form": form, "obligation": obligation, "parts": parts, "action": action}
    return render(request, "obligations/chosen.html", context)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the duty back, with a reason; asked on a page of its own because it cannot be undone in one step."""
    by = actor(request)
    obligation = obligation_for(pk, by)
    by.require("obligations.issue", obligation.issued_by)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_obligation(obligation_id=pk, reason=form.cleaned_data["reason"], by=by)
            messages.success(request, _("Đã thu hồi nhiệm vụ. Bài đã nộp vẫn được giữ."))
            return redirect("obligations:detail", pk)
        except STEPS as error:
            form.add_error(None, say(error))
    top, _node = node_for(obligation, None, by)
    counts = roll_up(pk, top, by.today) if top else None
    return render(request, "obligations/withdraw.html", {"form": form, "obligation": obligation, "counts": counts})


def laying(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of a cascade to very many: each POST goes on for two seconds; it can be left and come back to."""
    by = actor(request)
    obligation = obligation_for(pk, by)
    by.require("obligations.issue", obligation.issued_by)
    finished = obligation.state != "issuing"
    done = obligation.planned if finished else int(obligation.selection.get("done", 0))
    if request.method == "POST" and not finished:
        progress = continue_cascade(obligation_id=pk, by=by)
        done, finished = progress.done, progress.finished
    if finished and not request.headers.get("HX-Request"):
        said = ngettext("Đã giao cho %(count)s đối tượng.", "Đã giao cho %(count)s đối tượng.", obligation.planned)
        messages.success(request, said % {"count": obligation.planned})
        return redirect("obligations:detail", pk)
    context = {"obligation": obligation, "done": done, "finished": finished}
    template = "obligations/parts/progress.html" if request.headers.get("HX-Request") else "obligations/laying.html"
    return render(request, template, context)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    answer = redirect("obligations:detail", pk)
    tab = request.POST.get("tab", "")
    if tab.isalpha() and len(tab) < 20:
        answer["Location"] += f"?tab={tab}"
    return answer
