"""The team: found by name, named with role and task, changed, left."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.organisations.scope import Refused
from tusoi.oversight import access
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing
from tusoi.web.acting import actor

from . import forms as own
from .common import case_of, seen, tab_url, tried
from .page import show


@require_http_methods(["GET", "HEAD", "POST"])
def case_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody is looked for by name (?who=) and named."""
    one, stands = case_of(request, pk)
    by = actor(request)
    if not by.system and access.Standing.OWNER not in stands:
        raise Refused("oversight.owner")
    if request.method != "POST":
        return show(request, one, stands, "team")
    form = own.Member(request.POST)

    def act(given: dict[str, Any]) -> None:
        doing.add_team_member(
            case_id=pk, person_id=given["person"], role=given["role"], task=given["task"], by=by, seen=seen(request)
        )

    if tried(request, form, act, _("Đã thêm vào đoàn.")):
        return redirect(tab_url(pk, "team"))
    return show(request, one, stands, "team", bound={"member": form}, status=422)


@require_POST
def member_do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    by = actor(request)
    if action not in ("change", "leave"):
        raise Http404
    member = asked.member_in_scope(pk, by)
    one, stands = case_of(request, member.case_id)
    form = own.MemberChange(request.POST) if action == "change" else own.Reason(request.POST)

    def act(given: dict[str, Any]) -> None:
        if action == "change":
            doing.change_team_member(member_id=pk, role=given["role"], task=given["task"], by=by, seen=seen(request))
        else:
            doing.end_team_member(member_id=pk, reason=given["reason"], by=by, seen=seen(request))

    if tried(request, form, act, _("Đã lưu thay đổi của đoàn.")):
        return redirect(tab_url(one.pk, "team"))
    return show(request, one, stands, "team", bound={f"{action}-{pk}": form}, status=422)
