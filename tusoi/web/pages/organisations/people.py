"""People: found, registered, appointed, relieved, transferred; what they held and how they stood over time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations import selectors, services
from tusoi.organisations.models import Membership, Organisation, Person
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import excel, of_place
from tusoi.web.paging import page_of

from . import forms
from .common import LARGEST, act_on, number, organisation_of

CANDIDATES = 30
"""People offered at once; the search by name finds the others."""


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody within reach, by name; ``?format=xlsx`` for Excel."""
    by = actor(request)
    query = request.GET.get("q", "").strip()[:200]
    found = selectors.search_people(query, by=by)
    if request.GET.get("format") == "xlsx":
        rows = list(found)
        places = selectors.first_places([row.pk for row in rows], on=by.today)
        headers = (_("Họ và tên"), _("Năm sinh"), _("Chức vụ"), pgettext("one", "Đơn vị"))
        sheet = Sheet(_("Người trong phạm vi"), headers, _rows(rows, places), widths=(32, 10, 32, 45))
        return excel([sheet], _("Nguoi.xlsx"), of_place("organisations.export_people", by, text=query), by)
    page = page_of(request, found)
    places = selectors.first_places([person.pk for person in page], on=by.today)
    cut = selectors.MOST_FOUND if query and page.paginator.count >= selectors.MOST_FOUND else 0
    context = {"by": by, "query": query, "page": page, "places": places, "cut": cut}
    return render(request, "organisations/people.html", context)


def _rows(people: list[Any], places: dict[int, Any]) -> Any:
    for person in people:
        position = places.get(person.pk)
        held = (position.kind.name, position.organisation.name) if position else ("", "")
        yield (person.name, person.birth_year, *held)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    someone = _person(request, pk)
    positions = list(selectors.positions_held(someone, by=by))
    memberships = list(selectors.standings_of(someone, by=by))
    organisations = {row.organisation_id: row.organisation for row in positions}
    organisations |= {row.organisation_id: row.organisation for row in memberships}
    account = selectors.account_of(someone, by=by)
    context = {
        "by": by,
        "person": someone,
        "positions": positions,
        "memberships": memberships,
        "areas": selectors.areas_held(someone, by=by),
        "account": account,
        "may_people": {pk for pk, one in organisations.items() if by.may("people.change", one)},
        "may_accounts": any(by.may("accounts.change", one) for one in organisations.values()),
        "is_me": someone.pk == by.person_id,
    }
    return render(request, "organisations/person.html", context)


def _person(request: HttpRequest, pk: int) -> Any:
    if pk > LARGEST:
        raise Http404
    return selectors.get_person(pk, by=actor(request))


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("people.change", organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        new = services.register_person(
            name=given["name"], organisation_id=pk, standing=given["standing"], valid_from=given["on"], by=by,
            birth_year=given["birth_year"], phone=given["phone"], email=given["email"],
        )  # fmt: skip
        return _("Đã ghi nhận %(name)s.") % {"name": new.name}, reverse("organisations:person", args=[new.pk])

    form = forms.Register(request.POST or None, initial={"on": by.today})
    return act_on(request, form, act, template="organisations/register.html", organisation=organisation)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("people.change", organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        body, term = given["body"], given["term"]
        position = services.appoint(
            person_id=given["person"], kind_id=given["kind"].pk, organisation_id=pk, valid_from=given["on"], by=by,
            body_id=body.pk if body else None, term_id=term.pk if term else None, decision=given["decision"],
        )  # fmt: skip
        said = _("%(person)s giữ chức vụ %(position)s.") % {"person": position.person, "position": position.kind}
        return said, reverse("organisations:detail", args=[pk])

    query = request.GET.get("q", "").strip()[:200]
    form = forms.Appoint(request.POST or None, organisation=organisation, by=by, initial={"on": by.today})
    chosen = number(request.POST.get("person") or request.GET.get("person"))
    return act_on(
        request, form, act, template="organisations/appoint.html", organisation=organisation, query=query,
        chosen=chosen, people=_candidates(organisation, query, chosen, by),
    )  # fmt: skip


def _candidates(organisation: Organisation, query: str, chosen: int | None, by: Actor) -> list[Person]:
    """Whom one may choose: those found by name, else the people of the organisation; the chosen one in any case."""
    found = list(selectors.search_people(query, by=by, organisation=None if query else organisation)[:CANDIDATES])
    if chosen and chosen not in {one.pk for one in found}:
        found = [*selectors.search_people("", by=by).filter(pk=chosen), *found]
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def relieve(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    position = selectors.get_position(pk, by=by)
    by.require("people.change", position.organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.relieve(position_id=pk, on=given["on"], reason=given["reason"], by=by, decision=given["decision"])
        said = _("%(person)s thôi giữ chức vụ %(position)s.") % {"person": position.person, "position": position.kind}
        return said, reverse("organisations:detail", args=[position.organisation_id])

    form = forms.Leave(request.POST or None, initial={"on": by.today})
    return act_on(
        request, form, act, template="organisations/leave.html", organisation=position.organisation,
        title=_("Thôi giữ chức vụ: %(person)s, %(position)s") % {"person": position.person, "position": position.kind},
        explained=_(
            "Quyền đi kèm chức vụ này hết từ ngày đó. Nếu không còn trong cấp ủy, phân công phụ trách cũng kết thúc."
        ),
        button=_("Cho thôi giữ chức vụ"), back=reverse("organisations:detail", args=[position.organisation_id]),
    )  # fmt: skip


def _membership(request: HttpRequest, pk: int, organisation_id: int) -> Membership:
    someone = _person(request, pk)
    rows = selectors.standings_of(someone, by=actor(request)).filter(organisation=organisation_id)
    return rows.filter(valid_to__isnull=True).get()


@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, pk: int, organisation_pk: int) -> HttpResponse:
    by = actor(request)
    membership = _membership(request, pk, organisation_pk)
    by.require("people.change", membership.organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.change_standing(
            person_id=pk, organisation_id=organisation_pk, standing=given["standing"], on=given["on"], by=by,
            reason=given["reason"],
        )  # fmt: skip
        return _("Đã ghi tình trạng sinh hoạt mới."), reverse("organisations:person", args=[pk])

    form = forms.ChangeStanding(request.POST or None, membership=membership, initial={"on": by.today})
    return act_on(request, form, act, template="organisations/standing.html", membership=membership)


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, pk: int, organisation_pk: int) -> HttpResponse:
    by = actor(request)
    membership = _membership(request, pk, organisation_pk)
    by.require("people.change", membership.organisation)
    query = request.GET.get("q", "").strip()[:200]

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.transfer(
            person_id=pk, from_organisation_id=organisation_pk, organisation_id=given["organisation"], on=given["on"],
            by=by, temporarily=given["temporarily"], decision=given["decision"],
        )  # fmt: skip
        return _("Đã chuyển sinh hoạt đảng."), reverse("organisations:person", args=[pk])

    form = forms.Transfer(request.POST or None, initial={"on": by.today})
    return act_on(
        request, form, act, template="organisations/transfer.html", membership=membership, query=query,
        found=selectors.search_organisations(query, by=by, limit=20) if query else [],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int, organisation_pk: int) -> HttpResponse:
    by = actor(request)
    membership = _membership(request, pk, organisation_pk)
    by.require("people.change", membership.organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.end_membership(
            person_id=pk, organisation_id=organisation_pk, on=given["on"], reason=given["reason"], by=by
        )
        return _("Đã đưa ra khỏi danh sách của đơn vị."), reverse("organisations:members", args=[organisation_pk])

    form = forms.Leave(request.POST or None, initial={"on": by.today})
    return act_on(
        request, form, act, template="organisations/leave.html", organisation=membership.organisation,
        title=_("Đưa %(person)s ra khỏi danh sách") % {"person": membership.person},
        explained=_("Thời gian sinh hoạt trước đó vẫn được giữ. Chức vụ, nếu có, phải cho thôi riêng."),
        button=_("Đưa ra khỏi danh sách"), back=reverse("organisations:person", args=[pk]),
    )  # fmt: skip
