"""Delegations: the list, one with its sessions as list, calendar and by organisation, the schedule, letter, Excel."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.lib import formats
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import Table
from tusoi.lib.rendering.workbook import Sheet
from tusoi.obligations.letters import letterhead
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight.models import Delegation
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits as doing
from tusoi.oversight.words.visits import KINDS, STATES
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel, hand_out
from tusoi.web.pages.documents.common import place_of
from tusoi.web.pages.oversight import common
from tusoi.web.pages.oversight.cases.common import LARGEST, key_of, number, seen, tried
from tusoi.web.paging import page_of

from .forms import DelegationForm, ScheduleForm
from .picking import chosen_in, is_browsing, picker_context, typed

EXPORTED = 5_000
IN_A_LETTER = 500


@require_GET
def delegations(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    filters = _filters(request)
    owner = place_of(by) if by.place else None
    runs = owner is not None and asked.may_run(owner, by)
    context = {
        "tabs": common.tabs("oversight:delegations"), "page": page_of(request, asked.delegations(by, **filters)),
        "asked": filters, "kinds": KINDS, "runs": runs, "today": by.today, "owner": owner,
        "unvisited": asked.unvisited(owner, filters["year"] or by.today.year, by)[:50] if runs and owner else [],
    }  # fmt: skip
    return render(request, "oversight/visits/delegations.html", context)


def _filters(request: HttpRequest) -> dict[str, Any]:
    year = number(request.GET.get("year"))
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return {
        "year": year if year and 1990 < year < 2200 else None, "kind": kind if kind in KINDS else "",
        "state": state if state in ("open", "ended") else "",
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_new(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    owner = place_of(by)
    by.require("oversight.run", owner)
    start = {"year": by.today.year, "kind": "monthly"}
    form = DelegationForm(request.POST or None, initial=start, people=_people(owner, by.today))
    made: list[Delegation] = []

    def act(given: dict[str, Any]) -> None:
        draft = _draft(owner.pk, given)
        made.append(doing.create_delegation(draft=draft, by=by, request_key=key_of(request)))

    if request.method == "POST" and tried(request, form, act, _("Đã lập đoàn công tác. Hãy xếp lịch với các đơn vị.")):
        return redirect("oversight:schedule", made[0].pk)
    context = {"form": form, "owner": owner, "request_key": uuid4()}
    return render(request, "oversight/visits/delegation_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    by, one = actor(request), delegation_of(request, pk)
    by.require("oversight.run", one.owner)
    members = list(one.members.all())
    people = _people(one.owner, by.today)
    known = {value for value, _name in people}
    kept = [person for person in (*members, one.leader) if person is not None and str(person.pk) not in known]
    people += [(str(person.pk), person.name) for person in dict.fromkeys(kept)]
    start = {
        "kind": one.kind, "title": one.title, "year": one.year, "content": one.content,
        "leader": str(one.leader_id or ""), "members": [str(person.pk) for person in members],
    }  # fmt: skip
    form = DelegationForm(request.POST or None, initial=start, people=people)

    def act(given: dict[str, Any]) -> None:
        draft = _draft(one.owner_id, given, body_id=one.body_id, document_id=one.document_id)
        doing.edit_delegation(delegation_id=pk, draft=draft, by=by, seen=seen(request))

    if request.method == "POST" and tried(request, form, act, _("Đã lưu.")):
        return redirect("oversight:delegation", pk)
    context = {"form": form, "owner": one.owner, "delegation": one}
    return render(request, "oversight/visits/delegation_form.html", context, status=422 if form.errors else 200)


def _draft(owner_id: int, given: dict[str, Any], **more: Any) -> doing.DelegationDraft:
    return doing.DelegationDraft(
        owner_id=owner_id, kind=given["kind"], title=given["title"], year=given["year"], content=given["content"],
        leader_id=number(given["leader"]), member_ids=tuple(int(one) for one in given["members"]), **more,
    )  # fmt: skip


def _people(owner: Any, day: date) -> list[tuple[str, str]]:
    return [(str(person.pk), person.name) for person in asked.people_of(owner, day).order_by("name")[:300]]


@require_GET
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """One delegation: its sessions as a list, in the calendar of a month, or by organisation."""
    by, one = actor(request), delegation_of(request, pk)
    view = request.GET.get("view", "list")
    found = asked.sessions(by, delegation=one)
    context: dict[str, Any] = {
        "tabs": common.tabs("oversight:delegations"), "delegation": one, "kind": KINDS[one.kind], "states": STATES,
        "runs": asked.may_run(one.owner, by), "members": list(one.members.order_by("name")), "today": by.today,
        "counts": asked.session_counts(found, by.today),
        "view": view if view in ("list", "month", "organisations") else "list",
    }  # fmt: skip
    if context["view"] == "month":
        context |= month_in(request, by, one)
    elif context["view"] == "organisations":
        context["rows"] = page_of(request, asked.organisations_of(one, by))
    else:
        context["page"] = page_of(request, found)
    return render(request, "oversight/visits/delegation.html", context)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The working sessions of a month, of every delegation one sees."""
    by = actor(request)
    context = {"tabs": common.tabs("oversight:delegations"), "states": STATES, "today": by.today}
    return render(request, "oversight/visits/calendar.html", context | month_in(request, by, None))


def month_in(request: HttpRequest, by: Actor, one: Delegation | None) -> dict[str, Any]:
    """The month asked for as ?month=2026-11 with its weeks, and the one before and after; of a delegation without one
    asked for, the month of its nearest session."""
    year, month = _month(request.GET.get("month", ""), by.today)
    found = asked.sessions_of_month(by, year, month, delegation=one)
    if not found and one is not None and "month" not in request.GET:
        near = asked.nearest_day(one, by) or by.today
        year, month = near.year, near.month
        found = asked.sessions_of_month(by, year, month, delegation=one)
    before = (year - 1, 12) if month == 1 else (year, month - 1)
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return {
        "weeks": asked.weeks_of(year, month, found), "month": month, "year": year, "in_month": found,
        "before": f"{before[0]}-{before[1]:02d}", "after": f"{after[0]}-{after[1]:02d}",
    }  # fmt: skip


def _month(text: str, today: date) -> tuple[int, int]:
    year, _dash, month = text.partition("-")
    if year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal() and len(text) == 7:
        numbers = int(year), int(month)
        if 1991 <= numbers[0] < 2200 and 1 <= numbers[1] <= 12:
            return numbers
    return today.year, today.month


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Sessions with many organisations at once."""
    by, one = actor(request), delegation_of(request, pk)
    by.require("oversight.run", one.owner)
    sent, browsing = request.method == "POST", is_browsing(request)
    form = ScheduleForm(request.POST if sent else None, initial={"content": one.content})

    def act(given: dict[str, Any]) -> None:
        ids = given.pop("organisations")
        doing.schedule_sessions(delegation_id=pk, organisation_ids=ids, by=by, **given)

    if sent and not browsing and tried(request, form, act, _("Đã xếp lịch.")):
        return redirect("oversight:delegation", pk)
    waiting = [] if sent else [each.pk for each in asked.unvisited(one.owner, one.year, by)]
    chosen = chosen_in(request, "organisations") if sent else waiting
    form = ScheduleForm(initial=typed(form)) if browsing else form
    context = {
        "form": form, "delegation": one, "today": by.today,
        **picker_context(request, one.owner, chosen, name="organisations"),
    }  # fmt: skip
    return render(request, "oversight/visits/schedule.html", context, status=422 if form.errors else 200)


@require_POST
def delegation_end(request: HttpRequest, pk: int) -> HttpResponse:
    one = delegation_of(request, pk)
    doing.end_delegation(delegation_id=one.pk, by=actor(request))
    messages.success(request, _("Đã kết thúc đoàn công tác."))
    return redirect("oversight:delegation", pk)


@require_GET
def delegation_export(request: HttpRequest, pk: int) -> HttpResponse:
    by, one = actor(request), delegation_of(request, pk)
    headers = (
        _("Ngày"), _("Giờ"), pgettext("one", "Đơn vị"), _("Địa điểm"), _("Nội dung"), _("Trạng thái"), _("Số người dự"),
        _("Kết quả"), _("Đơn vị nêu"), _("Lý do"),
    )  # fmt: skip
    rows = (
        (
            each.on, _hour(each.at_time), each.organisation.name, each.place, each.content,
            str(STATES[each.state]), each.attended, each.result, each.matters, each.reason,
        )
        for each in asked.sessions(by, delegation=one)[:EXPORTED]
    )  # fmt: skip
    sheet = Sheet(_("Lịch làm việc"), headers, rows, note=one.title, widths=(12, 8, 34, 24, 40, 14, 10, 50, 40, 30))
    return excel([sheet], "lich-lam-viec.xlsx", Export("oversight.export_delegation", one.owner, one), by)


@require_GET
def delegation_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The schedule as an official letter to those it visits."""
    by, one = actor(request), delegation_of(request, pk)
    if not asked.may_run(one.owner, by):
        raise Refused("oversight.run")
    found = list(asked.sessions(by, delegation=one, state="planned", since=by.today)[:IN_A_LETTER])
    if not found:
        messages.error(request, _("Không còn buổi nào dự kiến để thông báo."))
        return redirect("oversight:delegation", pk)
    rows = tuple(
        (
            index,
            each.organisation.name,
            formats.day(each.on),
            f"{each.at_time:%H:%M}" if each.at_time else "",
            each.place,
        )
        for index, each in enumerate(found, start=1)
    )
    names = list(dict.fromkeys(each.organisation.name for each in found))
    who = f"Trưởng đoàn: đồng chí {one.leader.name}." if one.leader else ""
    parts: list[Any] = [f"{one.owner.name} thông báo lịch làm việc của “{one.title}” như sau:"]
    parts += [line for line in (one.content and f"Nội dung: {one.content}", who) if line]
    parts.append(Table(("TT", "Đơn vị", "Ngày", "Giờ", "Địa điểm"), rows, widths=(12, 70, 26, 17, 40)))
    parts.append(
        "Đề nghị các đơn vị chuẩn bị nội dung và bố trí thành phần làm việc. Cần đổi lịch, báo trước với đoàn."
    )
    letter = letterhead(one.owner, by).letter(
        kind_code="TB", kind="Thông báo", excerpt=f"lịch làm việc {one.title}", paragraphs=tuple(parts), date=by.today,
        recipients=tuple(names if len(names) <= 6 else ["Các đơn vị trong lịch"]),
    )  # fmt: skip
    kept = Export("oversight.export_notice", one.owner, one)
    return hand_out(docx.letter(letter), "thong-bao-lich-lam-viec.docx", kept, by, count=len(found))


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def delegation_of(request: HttpRequest, pk: int) -> Delegation:
    if pk > LARGEST:
        raise Http404
    return asked.delegation_in_scope(pk, actor(request))
