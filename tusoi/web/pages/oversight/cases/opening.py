"""Opening a case and changing what it says: the form with the picker of subjects, which works without a script."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing
from tusoi.web.acting import actor

from .common import case_of, key_of, number, seen, tab_url, tried
from .forms import CaseForm


@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """A new case; with ?entry=, ?follows= or ?origin= what it takes over."""
    by = actor(request)
    owner = asked.owner_for(by)
    if owner is None:
        raise Refused("oversight.owner")
    bodies = _bodies(owner, by)
    if request.method != "POST":
        taken = asked.prefill(
            by, entry_id=number(request.GET.get("entry")), follows_id=number(request.GET.get("follows")),
            origin_id=number(request.GET.get("origin")),
        )  # fmt: skip
        kind = request.GET.get("kind", "")[:40]
        start = {"body": bodies[0][0], **({"kind": kind} if kind else {}), **taken.values}
        pairs = taken.subjects or asked.pairs_of(request.GET.getlist("subject"))
        return _page(request, owner, CaseForm(initial=start, on=by.today, bodies=bodies), pairs)
    pairs = asked.pairs_of(request.POST.getlist("subject"))
    form = CaseForm(request.POST, on=by.today, bodies=bodies)
    if "browse" in request.POST:
        return _page(request, owner, CaseForm(initial=_typed(form), on=by.today, bodies=bodies), pairs)
    opened: list[Case] = []

    def act(given: dict[str, Any]) -> None:
        draft = _draft(given, owner.pk, pairs)
        opened.append(doing.open_case(draft=draft, by=by, request_key=key_of(request)))

    if tried(request, form, act, _("Đã mở cuộc kiểm tra, giám sát.")):
        return redirect("oversight:case", opened[0].pk)
    return _page(request, owner, form, pairs, status=422)


def _typed(form: CaseForm) -> dict[str, Any]:
    """What stands in a form that is only browsed in, right or wrong."""
    form.is_valid()
    return {name: form[name].value() for name in form.fields}


def _draft(given: dict[str, Any], owner_id: int, pairs: list[tuple[int, int | None]]) -> doing.CaseDraft:
    return doing.CaseDraft(
        owner_id=owner_id, body_id=number(given.get("body")), kind_code=given.get("kind", ""), title=given["title"],
        content=given["content"], area_ids=[int(pk) for pk in given["areas"]], examined_from=given["examined_from"],
        examined_to=given["examined_to"], subjects=pairs, circle=given.get("circle", "normal"),
        entry_id=given.get("entry"), unscheduled_reason=given["unscheduled_reason"], origin_id=given.get("origin"),
        follows_id=given.get("follows"), secrecy=given["secrecy"], stub_number=given["stub_number"],
        paper_location=given["paper_location"], stub_members=given["stub_members"] or 0,
    )  # fmt: skip


def _bodies(owner: Organisation, by: Actor) -> list[tuple[str, str]]:
    """For whom he may open a case: the body he serves in first, then the committee itself."""
    whole, bodies = asked.bodies_for(owner, by)
    choices = [("", owner.name)] if whole else []
    choices += [(str(one.pk), one.name) for one in bodies]
    if not choices:
        raise Refused("oversight.owner")
    own = str(by.place.body_id) if by.place and by.place.body_id else ""
    return sorted(choices, key=lambda choice: choice[0] != own)


def _page(
    request: HttpRequest,
    owner: Organisation,
    form: CaseForm,
    pairs: list[tuple[int, int | None]],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "owner": owner, "form": form, "request_key": request.POST.get("request_key") or uuid4(),
        **picker_context(request, owner, pairs),
    }  # fmt: skip
    return render(request, "oversight/cases/new.html", context, status=status)


def picker_context(
    request: HttpRequest, owner: Organisation, pairs: list[tuple[int, int | None]], *, people: bool = True
) -> dict[str, Any]:
    """The picker at the place that was opened last: browse=<id> opens one, browse=find searches."""
    by = actor(request)
    asked_for = request.POST.get("browse", "")
    find = request.POST.get("find", "")[:100] if asked_for == "find" else ""
    at = number(asked_for) or number(request.POST.get("at"))
    found = asked.picker(owner, by, at_id=at, find=find, people=people)
    chosen = [(f"{one}:{person or ''}", label) for (one, person), label in asked.labels_of(pairs, by)]
    return {"picker": found, "chosen": chosen, "chosen_values": {value for value, _label in chosen}}


@require_http_methods(["GET", "HEAD", "POST"])
def case_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a case says, as long as its decision is not out."""
    one, stands = case_of(request, pk)
    by = actor(request)
    if not by.system and access.Standing.OWNER not in stands:
        raise Refused("oversight.owner")
    if one.issued_on is not None or one.state != Case.State.RUNNING:
        messages.error(request, _("Quyết định đã ban hành; nội dung cuộc không sửa được nữa."))
        return redirect("oversight:case", pk)
    if request.method == "POST":
        form = CaseForm(request.POST, on=by.today, bodies=[], fixed=True)

        def act(given: dict[str, Any]) -> None:
            doing.change_case(case_id=pk, draft=_draft(given, one.owner_id, []), by=by, seen=seen(request))

        if tried(request, form, act, _("Đã sửa nội dung cuộc.")):
            return redirect(tab_url(pk))
        status = 422
    else:
        names = (
            "title", "content", "examined_from", "examined_to", "unscheduled_reason", "secrecy", "stub_number",
            "paper_location", "stub_members",
        )  # fmt: skip
        start: dict[str, Any] = {name: getattr(one, name) for name in names}
        start["areas"] = [str(area.pk) for area in one.areas.all()]
        form, status = CaseForm(initial=start, on=by.today, bodies=[], fixed=True), 200
    context = {"case": one, "form": form, "stub": is_stub(one.circle, one.kind.code)}
    return render(request, "oversight/cases/edit.html", context, status=status)
