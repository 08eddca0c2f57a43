"""What the owner's people do: close, report to those above, open again, give more time, open a case that follows up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Refused
from tusoi.oversight import refusals
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import remediation as selectors
from tusoi.oversight.services import remediation as services
from tusoi.web.acting import actor
from tusoi.web.addresses import own_address
from tusoi.web.context import page_address
from tusoi.web.pages.obligations.common import numbers
from tusoi.web.pages.oversight import common

from .common import MISSING
from .one import ExtendForm, ReasonForm, page_of_one

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

NAMED = 3
"""Of those that could not be closed so many are named."""


@require_POST
def decide(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One decision about one row; what is wrong comes back in the form that was sent."""
    by = actor(request)
    if action not in _DECISIONS:
        raise Http404
    row = selectors.row_for(pk, by)
    if not row.may_decide:
        raise Refused("oversight.owner")
    form_class, step, said = _DECISIONS[action]
    form = form_class(request.POST, prefix=action) if form_class else None
    if form is not None and not form.is_valid():
        return page_of_one(request, pk, status=422, **{f"{action}_form": form, "opened": action})
    try:
        step(pk, form.cleaned_data if form else {}, _seen(request.POST), by)
    except Rejected as wrong:
        words = refusals.say(wrong)
        if form is None:
            messages.error(request, " ".join(words.values()))
            return redirect("oversight:remediation", pk)
        for field, sentence in words.items():
            form.add_error(field if field in form.fields else None, sentence)
        return page_of_one(request, pk, status=422, **{f"{action}_form": form, "opened": action})
    except Stale:
        messages.error(request, refusals.stale())
    except IllegalMove:
        messages.error(request, _("Yêu cầu không còn ở bước này. Hãy xem tình trạng mới rồi làm tiếp."))
    else:
        messages.success(request, said())
    return redirect("oversight:remediation", pk)


def _close(pk: int, _said: dict[str, Any], seen: int | None, by: Actor) -> None:
    services.close_remediation(remediation_id=pk, by=by, seen=seen)


def _escalate(pk: int, said: dict[str, Any], seen: int | None, by: Actor) -> None:
    services.escalate_remediation(remediation_id=pk, reason=said["reason"], by=by, seen=seen)


def _reopen(pk: int, said: dict[str, Any], seen: int | None, by: Actor) -> None:
    services.reopen_remediation(remediation_id=pk, reason=said["reason"], by=by, seen=seen)


def _extend(pk: int, said: dict[str, Any], seen: int | None, by: Actor) -> None:
    services.extend_remediation(remediation_id=pk, to_day=said["to_day"], reason=said["reason"], by=by, seen=seen)


_Step = Callable[[int, dict[str, Any], "int | None", "Actor"], None]
_DECISIONS: dict[str, tuple[type[forms.Form] | None, _Step, Callable[[], str]]] = {
    "close": (None, _close, lambda: _("Đã công nhận khắc phục xong.")),
    "escalate": (ReasonForm, _escalate, lambda: _("Đã ghi báo cáo cấp trên.")),
    "reopen": (ReasonForm, _reopen, lambda: _("Đã mở lại yêu cầu.")),
    "extend": (ExtendForm, _extend, lambda: _("Đã gia hạn.")),
}


def _seen(data: QueryDict) -> int | None:
    text = data.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


# --- several at once


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """The ticked rows of a list: close those that are met, or go on to a case that follows them up."""
    by = actor(request)
    chosen = numbers(request.POST.getlist("row"))[: services.AT_ONCE]
    back = own_address(request, request.POST.get("back", "")) or reverse("oversight:remediations")
    if request.POST.get("action") == "follow":
        if not chosen:
            messages.error(request, _("Hãy chọn ít nhất một yêu cầu."))
            return redirect(back)
        some = chosen[:200]
        return redirect(f"{reverse('oversight:remediations_follow')}?{urlencode({'row': some}, doseq=True)}")
    try:
        result = services.close_complete(remediation_ids=chosen, by=by)
    except Rejected as wrong:
        messages.error(request, " ".join(refusals.say(wrong).values()))
        return redirect(back)
    if result.closed:
        count = len(result.closed)
        messages.success(
            request,
            ngettext("Đã đóng %(count)s yêu cầu.", "Đã đóng %(count)s yêu cầu.", count) % {"count": count},
        )
    if result.left:
        count = len(result.left)
        names = ", ".join(f"{_name(row)} ({MISSING[code]})" for row, code in result.left[:NAMED])
        said = ngettext(
            "%(count)s yêu cầu chưa đủ điều kiện đóng: %(names)s.",
            "%(count)s yêu cầu chưa đủ điều kiện đóng: %(names)s.",
            count,
        )
        messages.warning(request, said % {"count": count, "names": names + ("…" if count > NAMED else "")})
    return redirect(back)


def _name(row: Any) -> str:
    return row.person.name if row.person else row.organisation.name


class FollowForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Loại việc"))
    title = forms.CharField(label=gettext_lazy("Tên cuộc theo dõi"), max_length=300)
    reason = forms.CharField(
        label=gettext_lazy("Căn cứ, lý do"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, kinds: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(one.code, one.name) for one in kinds]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """A case over the bearers of chosen open requirements: what was not mended is looked at again."""
    by = actor(request)
    data = request.POST if request.method == "POST" else request.GET
    rows = selectors.rows_to_follow(numbers(data.getlist("row")), by)
    if not rows:
        messages.error(request, _("Không có yêu cầu nào được chọn mà bạn quyết định được."))
        return redirect("oversight:remediations")
    kinds = selectors.kinds_to_follow(by)
    case = rows[0].requirement.case
    initial = {
        "title": _("Theo dõi việc khắc phục sau kết luận: %(title)s") % {"title": case.title},
        "reason": _("Các yêu cầu sau kết luận chưa được khắc phục xong."),
    }  # fmt: skip
    form = FollowForm(request.POST or None, kinds=kinds, initial={**initial, "title": initial["title"][:300]})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            opened = _open(form, rows, data, by)
            if opened is not None:
                messages.success(request, _("Đã mở cuộc theo dõi khắc phục."))
                address = page_address("oversight:case", opened.pk)
                return redirect(address or reverse("oversight:remediations"))
    context = {
        "tabs": common.tabs("oversight:remediations"), "form": form, "rows": rows, "owner": rows[0].owner,
        "request_key": data.get("request_key") or str(uuid4()),
    }  # fmt: skip
    return render(request, "oversight/remediation/follow.html", context, status=status)


def _open(form: FollowForm, rows: list[Any], data: QueryDict, by: Actor) -> Any:
    """The case, or None with the errors in the form."""
    from tusoi.oversight.services.cases import CaseDraft

    said = form.cleaned_data
    case = rows[0].requirement.case
    draft = CaseDraft(
        owner_id=rows[0].owner_id, body_id=case.body_id, kind_code=said["kind"], title=said["title"],
        content="\n".join(f"- {row.requirement.text}" for row in rows)[:4000], circle=case.circle,
        unscheduled_reason=said["reason"],
    )  # fmt: skip
    try:
        return services.open_follow_up(
            remediation_ids=[row.pk for row in rows], draft=draft, by=by, request_key=_key(data)
        )
    except Rejected as wrong:
        own = {"kind_code": "kind", "unscheduled_reason": "reason"}
        for field, sentence in refusals.say(wrong).items():
            name = own.get(field, field)
            form.add_error(name if name in form.fields else None, sentence)
    return None


def _key(data: QueryDict) -> UUID | None:
    try:
        return UUID(data.get("request_key", ""))
    except ValueError:
        return None
