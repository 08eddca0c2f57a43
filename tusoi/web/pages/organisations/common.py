"""What the pages of organisations share: who asks, a form that acts once, days in an address, workbooks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tusoi.lib.formats import read_day
from tusoi.organisations.errors import Impossible
from tusoi.organisations.models import Organisation
from tusoi.organisations.selectors import get_organisation
from tusoi.organisations.sentences import why_impossible
from tusoi.web.acting import actor

LARGEST = 2**63 - 1
REMEMBERED = 60 * 60
"""Seconds for which a second sending of the same form is led to where the first one went."""
FIELD_OF = {
    "name": "name", "taken": "name", "day": "on", "reason": "reason", "rank": "kind", "kind": "kind",
    "username": "username", "password": "password",
}  # fmt: skip
"""Code of a refusal -> the field it is shown at, where the form has one."""

Act = Callable[[dict[str, Any]], tuple[str, str]]
"""Takes the cleaned form, calls one service, gives what is said and where it leads."""


def organisation_of(request: HttpRequest, pk: int) -> Organisation:
    """Raises DoesNotExist outside one's reach (404)."""
    if pk > LARGEST:
        raise Http404
    return get_organisation(pk, by=actor(request))


def day_asked(request: HttpRequest) -> date | None:
    """The day in ?on=, None when there is none or it is no day."""
    return read_day(request.GET.get("on", ""))


def number(text: str | None) -> int | None:
    """A positive number from an address; None for anything else."""
    if not text or not (text.isascii() and text.isdigit() and len(text) <= 18):
        return None
    return int(text) or None


def act_on(
    request: HttpRequest,
    form: forms.Form,
    act: Act,
    *,
    template: str,
    refusals: tuple[type[Exception], ...] = (Impossible,),
    say: Callable[[Exception], str] = why_impossible,
    **context: Any,
) -> HttpResponse:
    """Show the form; once it is sent and fits, act, say what was done and go there. A refusal is shown in the form."""
    if request.method == "POST" and form.is_valid():
        claim = _claim(request)
        if claim and (led_to := cache.get(claim)):
            return redirect(led_to)
        if not claim or cache.add(claim, "", REMEMBERED):
            try:
                message, url = act(form.cleaned_data)
            except refusals as error:
                _release(claim)
                code = getattr(error, "code", "")
                form.add_error(FIELD_OF[code] if FIELD_OF.get(code) in form.fields else None, say(error))
            except BaseException:
                _release(claim)
                raise
            else:
                if claim:
                    cache.set(claim, url, REMEMBERED)
                messages.success(request, message)
                return redirect(url)
        else:
            form.add_error(None, _("Biểu mẫu này vừa được gửi và đang xử lý."))
    return render(request, template, {**context, "form": form, "by": actor(request)})


def _claim(request: HttpRequest) -> str:
    key = request.POST.get("request_key", "")
    return (
        f"form:{actor(request).account_id}:{key}" if key and len(key) <= 36 and key.replace("-", "").isalnum() else ""
    )


def _release(claim: str) -> None:
    if claim:
        cache.delete(claim)
