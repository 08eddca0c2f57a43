"""The bearer's page: what is asked, the answer, its draft that saves itself, sending it, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tusoi.documents.files import response as file_response
from tusoi.documents.files import store_file
from tusoi.lib.calendar import days_late
from tusoi.obligations.errors import CannotAnswer
from tusoi.obligations.refusals import SENTENCES, STEPS, say
from tusoi.obligations.rules import Counts, due_words
from tusoi.obligations.selectors import (
    answer_for,
    assignment_for,
    clauses_to_answer,
    dashboard,
    extensions_of,
    file_of,
    laid_from,
    may_answer,
    moves_for,
    upward_chain,
)
from tusoi.obligations.services import recall_answer, recall_item, report_item, save_draft, submit_answer
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.pages.oversight.asked import asked_lines, asked_of

from .answer_form import AnswerForm, LineForm, gaps, past_words, sent, shown
from .common import number, tell
from .versions import versions_of

if TYPE_CHECKING:
    from tusoi.documents.models import Attachment
    from tusoi.obligations.models import Assignment, Obligation

MOST_FILES = 20


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    assignment = assignment_for(pk, by)
    if not may_answer(assignment, by):
        return redirect("obligations:review", pk)
    if request.method == "POST":
        return _post(request, assignment, by)
    return _page(request, assignment, by)


def _post(request: HttpRequest, assignment: Assignment, by: Actor) -> HttpResponse:
    stored = answer_for(assignment, bearer_side=True)
    clauses = clauses_to_answer(assignment.obligation)
    form = sent(request.POST, stored.items, clauses, by.at, has_items=assignment.obligation.deliverable.has_items)
    if not form.is_valid():
        return _page(
            request, assignment, by, form=form, errors=[_("Có chỗ chưa đúng, xem các dòng được đánh dấu.")], status=422
        )
    action = request.POST.get("action", "save")
    try:
        with transaction.atomic():
            files = _stored_files(request, assignment, by)
            if action == "send":
                submit_answer(
                    assignment_id=assignment.pk, text=form.text, items=form.drafts, files=files,
                    drop_files=form.drop_files, seen=form.seen, window=form.window, by=by,
                )  # fmt: skip
            else:
                save_draft(
                    assignment_id=assignment.pk, text=form.text, items=form.drafts, files=files,
                    drop_files=form.drop_files, seen=form.seen, window=form.window, by=by,
                )  # fmt: skip
    except STEPS as error:
        stale = error if isinstance(error, CannotAnswer) and error.code == "stale" else None
        fresh = assignment_for(assignment.pk, by)
        if "submit" not in moves_for(fresh, by):
            tell(request, error)
            return redirect("obligations:answer", assignment.pk)
        return _page(request, fresh, by, form=form, errors=[say(error)], stale=stale, status=409 if stale else 422)
    if action == "send":
        messages.success(request, f"{_sent_words(assignment, by)} {past_words(form)}".strip())
    elif action != "add_line":
        messages.success(request, _("Đã lưu bản nháp. Chưa gửi."))
    back = reverse("obligations:answer", args=[assignment.pk])
    return redirect(f"{back}?line=1#plan" if action == "add_line" else f"{back}?done=1")


def _sent_words(assignment: Assignment, by: Actor) -> str:
    late = days_late(assignment.due_on, by.today)
    if late:
        said = ngettext(
            "Đã gửi bài, chậm %(days)s ngày so với hạn. %(who)s sẽ xem xét.",
            "Đã gửi bài, chậm %(days)s ngày so với hạn. %(who)s sẽ xem xét.",
            late,
        )
        return said % {"days": late, "who": assignment.reviewer.name}
    return _("Đã gửi bài đúng hạn. %(who)s sẽ xem xét.") % {"who": assignment.reviewer.name}


def _stored_files(request: HttpRequest, assignment: Assignment, by: Actor) -> list[Attachment]:
    """The files of the form, kept. Only asked for a form whose turn it is, so that nothing is stored in vain."""
    if "submit" not in moves_for(assignment, by):
        return []
    files = request.FILES.getlist("files")[:MOST_FILES]
    return [
        store_file(content=file, filename=file.name or "", organisation=assignment.organisation, by=by)
        for file in files
    ]


def _page(
    request: HttpRequest,
    assignment: Assignment,
    by: Actor,
    *,
    form: AnswerForm | None = None,
    errors: list[str] | None = None,
    stale: CannotAnswer | None = None,
    status: int = 200,
) -> HttpResponse:
    obligation = assignment.obligation
    stored = answer_for(assignment, bearer_side=True)
    moves = moves_for(assignment, by)
    writes = "submit" in moves
    has_items = obligation.deliverable.has_items
    clauses = clauses_to_answer(obligation) if writes and has_items else []
    draft, current = stored.draft, stored.current
    latest = draft or current
    asked = asked_of(assignment, by, stored.items)
    if writes and form is None:
        begun = asked_lines(asked) if has_items and not stored.items else []
        blank = 1 if not (stored.items or begun) or request.GET.get("line") else 0
        text = latest.text if latest else ""
        form = shown(text, stored.items, clauses, by.at, has_items=has_items, blank=blank, begun=begun)
    context: dict[str, Any] = {
        "assignment": assignment,
        "obligation": obligation,
        "stored": stored,
        "asked": asked,
        "draft": draft,
        "files": latest.files.all() if writes and latest else [],
        "form": form if writes else None,
        "blank_line": LineForm(prefix="i__n__", clauses=clauses) if writes and has_items else None,
        "locked": [item for item in stored.items if item.is_locked] if writes else [],
        "clauses": clauses,
        "errors": errors or [],
        "stale": stale,
        "moves": moves,
        "versions": versions_of(stored.versions),
        "extensions": extensions_of(assignment) if assignment.extended else [],
        "words": due_words(assignment.due_on, by.today),
        "days": abs((assignment.due_on - by.today).days),
        "chain": upward_chain(obligation),
        "laid_below": _laid_below(assignment, by),
        "passes_on": by.place is not None
        and by.place.organisation_id == assignment.organisation_id
        and assignment.person_id is None
        and by.place.gives("obligations.issue"),
        "may_answer": True,
        "seen": (form.seen if form and errors and not stale else by.at).isoformat(),
        "refusals": {code: SENTENCES[code] for code in ("empty", "item_task")},
        "done": f"answer-{assignment.pk}" if request.GET.get("done") else "",
    }
    return render(request, "obligations/answer.html", context, status=status)


def _laid_below(assignment: Assignment, by: Actor) -> list[tuple[Obligation, Counts]]:
    """What was laid below from this part, each with its figure. At most two queries."""
    laid = laid_from(assignment, by)
    counts = dashboard([one.pk for one in laid], assignment.organisation, by.at, by.today)
    return [(one, counts[one.pk]) for one in laid]


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft that saves itself while one writes: answers with one line that says so, or what is in the way."""
    by = actor(request)
    assignment = assignment_for(pk, by)
    obligation = assignment.obligation
    stored = answer_for(assignment, bearer_side=True)
    form = sent(
        request.POST, stored.items, clauses_to_answer(obligation), by.at, has_items=obligation.deliverable.has_items
    )
    context: dict[str, Any] = {"assignment": assignment}
    if not form.is_valid():
        return render(request, "obligations/parts/saved.html", {**context, "unsaved": True})
    try:
        saved = save_draft(
            assignment_id=pk, text=form.text, items=form.drafts, seen=form.seen, window=form.window, by=by
        )
    except STEPS as error:
        if isinstance(error, CannotAnswer) and error.code == "stale":
            return render(request, "obligations/parts/saved.html", {**context, "stale": error.details})
        return render(request, "obligations/parts/saved.html", {**context, "error": say(error)})
    context |= {"saved_at": saved.saved_at, "gaps": gaps(form)}
    return render(request, "obligations/parts/saved.html", context)


@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    try:
        recall_answer(assignment_id=pk, by=by)
        messages.success(request, _("Đã rút lại bài. Sửa xong, bạn gửi lại."))
    except STEPS as error:
        tell(request, error)
    return redirect("obligations:answer", pk)


@require_POST
def report(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Report one line of an accepted plan done, with words or files."""
    by = actor(request)
    assignment = assignment_for(pk, by)
    try:
        with transaction.atomic():
            files = []
            if may_answer(assignment, by) and assignment.state == "accepted":
                files = [
                    store_file(content=file, filename=file.name or "", organisation=assignment.organisation, by=by)
                    for file in request.FILES.getlist("files")[:MOST_FILES]
                ]
            report_item(item_id=item, evidence=request.POST.get("evidence", "")[:8000], files=files, by=by)
        messages.success(request, _("Đã báo kết quả. %(who)s sẽ xác nhận.") % {"who": assignment.reviewer.name})
    except STEPS as error:
        tell(request, error)
    return redirect(f"{reverse('obligations:answer', args=[pk])}#item-{item}")


@require_POST
def unreport(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take back a line that was reported done."""
    by = actor(request)
    assignment_for(pk, by)
    try:
        recall_item(item_id=item, by=by)
        messages.success(request, _("Đã rút lại. Nội dung, tệp vẫn còn; bổ sung xong, bạn báo lại."))
    except STEPS as error:
        tell(request, error)
    return redirect(f"{reverse('obligations:answer', args=[pk])}#item-{item}")


def file(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    """A file of an answer, to whoever may see the answer; of a draft, to the bearer's side."""
    by = actor(request)
    assignment = assignment_for(pk, by)
    found = file_of(assignment, number(str(attachment)) or 0, bearer_side=may_answer(assignment, by))
    try:
        return file_response(found)
    except FileNotFoundError:
        messages.error(request, _("Không tìm thấy nội dung tệp trên máy chủ. Hãy báo người quản trị."))
        return redirect("obligations:review", pk)
