"""Founding, renaming and ending an organisation, each by a decision; its bodies and terms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.lib import formats
from tusoi.obligations.services import DutiesRemain
from tusoi.organisations import selectors, services
from tusoi.organisations.errors import Impossible
from tusoi.organisations.sentences import why_impossible
from tusoi.oversight.services.closing import close_organisation
from tusoi.web.acting import actor

from . import forms
from .common import act_on, organisation_of


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    parent = organisation_of(request, pk)
    by.require("organisations.change", parent)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        new = services.found_organisation(
            name=given["name"], kind=given["kind"], parent=parent, founded_on=given["on"], by=by,
            short_name=given["short_name"], code=given["code"], symbol=given["symbol"],
            place_name=given["place_name"], decision=given["decision"],
        )  # fmt: skip
        return _("Đã thành lập %(name)s.") % {"name": new.name}, reverse("organisations:detail", args=[new.pk])

    form = forms.Found(request.POST or None, parent=parent, by=by, initial={"on": by.today})
    return act_on(request, form, act, template="organisations/found.html", organisation=parent)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("organisations.change", organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.rename_organisation(
            organisation_id=pk, name=given["name"], on=given["on"], by=by, short_name=given["short_name"],
            code=given["code"], decision=given["decision"],
        )  # fmt: skip
        said = _("Từ %(day)s đơn vị mang tên %(name)s.") % {"day": formats.day(given["on"]), "name": given["name"]}
        return said, reverse("organisations:detail", args=[pk])

    known = {"name": organisation.name, "short_name": organisation.short_name, "code": organisation.code}
    form = forms.Rename(request.POST or None, initial={**known, "on": by.today})
    return act_on(request, form, act, template="organisations/rename.html", organisation=organisation)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("organisations.change", organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        successor = given["successor"]
        close_organisation(
            organisation_id=pk, on=given["on"], reason=given["reason"], by=by, decision=given["decision"],
            successor_id=successor.pk if successor else None,
        )  # fmt: skip
        return _("%(name)s đã kết thúc hoạt động.") % {"name": organisation.name}, reverse(
            "organisations:detail", args=[pk]
        )

    def say(error: Exception) -> str:
        return _why_duties(error) if isinstance(error, DutiesRemain) else why_impossible(error)

    form = forms.End(request.POST or None, organisation=organisation, by=by, initial={"on": by.today})
    return act_on(
        request, form, act, template="organisations/end.html", refusals=(Impossible, DutiesRemain), say=say,
        organisation=organisation, below=selectors.children_of(organisation, by=by).count(),
        members=selectors.members_count(organisation, on=by.today),
        positions=selectors.positions_of(organisation, by=by, on=by.today).count(),
    )  # fmt: skip


def _why_duties(error: DutiesRemain) -> str:
    if error.code == "successor_needed":
        return _("Đơn vị còn nhiệm vụ chưa xong: hãy chọn đơn vị nhận tiếp.")
    return _("Đơn vị nhận nhiệm vụ phải là đơn vị khác, đang hoạt động.")


@require_safe
def bodies(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    form = forms.Establish(by=by, initial={"on": by.today})
    terms = forms.OpenTerm(initial={"on": by.today})
    return _bodies_page(request, pk, form, lambda given: ("", ""), term_form=terms, organisation=organisation)


@require_http_methods(["POST"])
def establish(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    by.require("organisations.change", organisation_of(request, pk))

    def act(given: dict[str, Any]) -> tuple[str, str]:
        body = services.establish_body(
            organisation_id=pk, kind_id=given["kind"].pk, valid_from=given["on"], by=by, name=given["name"],
            symbol=given["symbol"], decision=given["decision"],
        )  # fmt: skip
        return _("Đã lập %(name)s.") % {"name": body.name}, reverse("organisations:bodies", args=[pk])

    form = forms.Establish(request.POST, by=by)
    return _bodies_page(request, pk, form, act, term_form=forms.OpenTerm(initial={"on": by.today}))


@require_http_methods(["POST"])
def open_term(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    by.require("people.change", organisation_of(request, pk))

    def act(given: dict[str, Any]) -> tuple[str, str]:
        term = services.open_term(
            organisation_id=pk, name=given["name"], valid_from=given["on"], valid_to=given["until"], by=by,
            decision=given["decision"],
        )  # fmt: skip
        return _("Đã mở nhiệm kỳ %(name)s.") % {"name": term.name}, reverse("organisations:bodies", args=[pk])

    form = forms.OpenTerm(request.POST)
    return _bodies_page(request, pk, form, act, body_form=forms.Establish(by=by, initial={"on": by.today}))


def _bodies_page(request: HttpRequest, pk: int, form: Any, act: Any, **more: Any) -> HttpResponse:
    by = actor(request)
    organisation = more.pop("organisation", None) or organisation_of(request, pk)
    more.setdefault("body_form", form)
    more.setdefault("term_form", form)
    return act_on(
        request, form, act, template="organisations/bodies.html", organisation=organisation,
        bodies=selectors.bodies_of(organisation, by=by), terms=selectors.terms_of(organisation, by=by),
        may_change=by.may("organisations.change", organisation) and not organisation.ended_on,
        may_people=by.may("people.change", organisation) and not organisation.ended_on, **more,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def end_body(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    body = selectors.get_body(pk, by=by)
    by.require("organisations.change", body.organisation)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.end_body(body_id=pk, on=given["on"], reason=given["reason"], by=by, decision=given["decision"])
        said = _("%(name)s đã kết thúc hoạt động.") % {"name": body.name}
        return said, reverse("organisations:bodies", args=[body.organisation_id])

    form = forms.Leave(request.POST or None, initial={"on": by.today})
    return act_on(
        request, form, act, template="organisations/leave.html", organisation=body.organisation,
        title=_("Kết thúc %(name)s") % {"name": body.name},
        explained=_("Mọi chức vụ tại cơ quan này kết thúc cùng ngày. Lịch sử vẫn giữ nguyên."),
        button=_("Kết thúc cơ quan này"), back=reverse("organisations:bodies", args=[body.organisation_id]),
    )  # fmt: skip
