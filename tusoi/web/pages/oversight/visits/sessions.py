"""One working session: what it was about, what came of it, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.oversight.models import WorkSession
from tusoi.oversight.rules import SESSION
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits as doing
from tusoi.oversight.words.visits import STATES
from tusoi.web.acting import actor
from tusoi.web.pages.oversight import common
from tusoi.web.pages.oversight.cases.common import LARGEST, seen, tried

from .forms import CorrectForm, EditForm, HoldForm, MoveForm, NothingForm, ReasonForm

FORMS: dict[str, type[forms.Form]] = {
    "hold": HoldForm, "move": MoveForm, "edit": EditForm, "cancel": ReasonForm, "correct": CorrectForm,
    "recall": ReasonForm, "restore": NothingForm,
}  # fmt: skip
ACTS: dict[str, Callable[..., WorkSession]] = {
    "hold": doing.hold_session, "move": doing.move_session, "edit": doing.edit_session,
    "cancel": doing.cancel_session, "correct": doing.correct_session, "recall": doing.recall_session,
    "restore": doing.restore_session,
}  # fmt: skip
LABELS: dict[str, Any] = {
    "hold": gettext_lazy("Ghi kết quả"), "move": gettext_lazy("Dời ngày"), "edit": gettext_lazy("Sửa nội dung"),
    "cancel": gettext_lazy("Không tổ chức"), "correct": gettext_lazy("Sửa kết quả"),
    "recall": gettext_lazy("Rút kết quả đã ghi nhầm"), "restore": gettext_lazy("Tổ chức lại"),
}  # fmt: skip


@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    by, one = actor(request), _one(request, pk)
    moves = [move.action for move in SESSION.from_state(one.state)] if asked.may_run(one.delegation.owner, by) else []
    if one.on > by.today:
        moves = [action for action in moves if action != "hold"]
    order = [action for action in FORMS if action in moves]
    context = {
        "tabs": common.tabs("oversight:delegations"), "session": one, "states": STATES, "today": by.today,
        "actions": [(action, LABELS[action]) for action in order], "entries": asked.history_of_session(one, by),
    }  # fmt: skip
    return render(request, "oversight/visits/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """A form for each move of the table."""
    by, one = actor(request), _one(request, pk)
    if action not in FORMS:
        raise Http404
    by.require("oversight.run", one.delegation.owner)
    if action not in [move.action for move in SESSION.from_state(one.state)]:
        messages.error(request, _("Buổi làm việc không còn ở bước đó. Hãy xem lại rồi làm tiếp."))
        return redirect("oversight:session", pk)
    start = {
        "at_time": one.at_time, "place": one.place, "content": one.content, "result": one.result,
        "matters": one.matters, "attended": one.attended,
    }  # fmt: skip
    form = FORMS[action](request.POST if request.method == "POST" else None, initial=start)

    def act(given: dict[str, Any]) -> None:
        ACTS[action](session_id=pk, by=by, seen=seen(request), **given)

    if request.method == "POST" and tried(request, form, act, _("Đã lưu.")):
        return redirect("oversight:session", pk)
    context = {"form": form, "session": one, "label": LABELS[action], "states": STATES}
    return render(request, "oversight/visits/session_do.html", context, status=422 if form.errors else 200)


def _one(request: HttpRequest, pk: int) -> WorkSession:
    if pk > LARGEST:
        raise Http404
    return asked.session_in_scope(pk, actor(request))
