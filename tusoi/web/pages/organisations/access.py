"""Why may I see this; who may do what here; accounts within an administrator's branch."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations import selectors, services
from tusoi.organisations.errors import Impossible
from tusoi.organisations.scope import Refused
from tusoi.organisations.sentences import why_impossible
from tusoi.web.acting import actor
from tusoi.web.exports import excel, of_place
from tusoi.web.paging import page_of

from . import forms
from .common import LARGEST, act_on, organisation_of


@require_safe
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """My permissions here with their reasons; for administrators also everybody's."""
    by = actor(request)
    organisation = organisation_of(request, pk)
    context: dict[str, Any] = {
        "by": by,
        "organisation": organisation,
        "explained": selectors.explain_access(by, organisation),
        "keeps_accounts": bool(by.branches("accounts.change")),
    }
    if by.may("accounts.change", organisation) or by.may("people.change", organisation):
        page = page_of(request, selectors.who_has_access(organisation, by=by, on=by.today))
        context |= {"page": page, "holders": [selectors.holder_of(one, organisation) for one in page]}
    return render(request, "organisations/access.html", context)


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts within the branches whose accounts one changes; ``?format=xlsx`` for Excel."""
    by = actor(request)
    if not by.branches("accounts.change"):
        raise Refused("accounts.change")
    query = request.GET.get("q", "").strip()[:200]
    found = selectors.accounts_below(by=by, query=query)
    if request.GET.get("format") == "xlsx":
        kept = of_place("organisations.export_accounts", by, text=query)
        return excel([_sheet(list(found), by)], _("Tai-khoan.xlsx"), kept, by)
    page = page_of(request, found)
    places = selectors.first_places([account.person_id for account in page], on=by.today)
    return render(request, "organisations/accounts.html", {"by": by, "query": query, "page": page, "places": places})


def _sheet(found: list[Any], by: Any) -> Sheet:
    places = selectors.first_places([account.person_id for account in found], on=by.today)
    headers = (
        _("Tên đăng nhập"), _("Họ và tên"), _("Chức vụ"), pgettext("one", "Đơn vị"), _("Đang dùng"),
        _("Đăng nhập gần nhất"),
    )  # fmt: skip
    rows = []
    for account in found:
        held = places.get(account.person_id)
        place = (held.kind.name, held.organisation.name) if held else ("", "")
        rows.append((account.username, account.get_full_name(), *place, account.is_active, account.last_login))
    return Sheet(_("Tài khoản"), headers, rows, widths=(20, 30, 28, 40, 12, 20))


@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: HttpRequest, pk: int) -> HttpResponse:
    """An account for person ``pk``."""
    by = actor(request)
    if pk > LARGEST:
        raise Http404
    person = selectors.get_person(pk, by=by)
    if not by.branches("accounts.change"):
        raise Refused("accounts.change")

    def act(given: dict[str, Any]) -> tuple[str, str]:
        account = services.create_account(username=given["username"], person_id=pk, password=given["password"], by=by)
        said = _("Đã tạo tài khoản %(username)s cho %(name)s. Hãy trao mật khẩu tận tay.") % {
            "username": account.username, "name": person.name,
        }  # fmt: skip
        return said, reverse("organisations:accounts")

    form = forms.NewAccount(request.POST or None)
    return act_on(request, form, act, template="organisations/account_new.html", person=person)


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    account = _account(request, pk)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        services.reset_password(account_id=pk, password=given["password"], by=by)
        said = _("Đã đặt lại mật khẩu của %(username)s. Mọi phiên đăng nhập của tài khoản đã kết thúc.")
        return said % {"username": account.username}, reverse("organisations:accounts")

    form = forms.NewPassword(request.POST or None)
    return act_on(request, form, act, template="organisations/account_password.html", account=account)


@require_http_methods(["POST"])
def active(request: HttpRequest, pk: int) -> HttpResponse:
    """``active=1`` lets the account in, anything else locks it."""
    by = actor(request)
    wanted = request.POST.get("active") == "1"
    try:
        account = services.set_account_active(account_id=min(pk, LARGEST), active=wanted, by=by)
    except Impossible as error:
        messages.error(request, why_impossible(error))
    else:
        said = _("Tài khoản %(username)s được mở lại.") if wanted else _("Tài khoản %(username)s đã bị khóa.")
        messages.success(request, said % {"username": account.username})
    return redirect("organisations:accounts")


def _account(request: HttpRequest, pk: int) -> Any:
    by = actor(request)
    if not by.branches("accounts.change"):
        raise Refused("accounts.change")
    return selectors.accounts_below(by=by).get(pk=min(pk, LARGEST))
