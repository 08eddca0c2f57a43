"""Who acts, in which language; what was refused or does not exist becomes a page that says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from tusoi.organisations.scope import Actor, Refused, actor_of
from tusoi.web.addresses import own_address
from tusoi.web.pages import errors
from tusoi.web.preferences import preferences_of

PUBLIC = {"account_login", "account_inactive", "healthz", "preferences"}
"""Pages for everybody; every other page asks who is there."""
API = "/api/"
SAVERS = {"saved": True, "autosave": False}
"""Where a page says how its draft was saved, and whether it is kept on the reader's machine too."""
SEEN_EVERY = 600


class ActorMiddleware:
    """Sets ``request.actor`` (None for a visitor) and ``request.preferences``; guards what no page should meet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if _has_nul(request.COOKIES.values()):
            return errors.bad_request(request)
        if request.path == "/healthz":
            return self.get_response(request)
        request.preferences = preferences_of(request)  # type: ignore[attr-defined]
        if not request.path.startswith(API) or request.user.is_authenticated:
            translation.activate(request.preferences.language)  # type: ignore[attr-defined]
            request.LANGUAGE_CODE = translation.get_language()
        request.actor = _actor(request)  # type: ignore[attr-defined]
        _note_presence(request)
        response = self.get_response(request)
        is_form_alone = response.status_code == 405 and request.method == "GET" and not request.path.startswith(API)
        return HttpResponse(status=303, headers={"Location": _page_above(request.path)}) if is_form_alone else response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.path.startswith(API):
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not request.user.is_authenticated and name not in PUBLIC:
            return _sign_in_first(request)
        try:
            if _has_nul(*_texts(request.GET), *_texts(request.POST), [request.path]):
                return errors.bad_request(request)
        except UnreadablePostError:
            return errors.bad_request(request)
        page = request.GET.get("page")
        if page is not None and request.method == "GET" and not (page.isascii() and page.isdigit()):
            return redirect(_without_page(request))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.path.startswith(API):
            return None
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        if isinstance(exception, ObjectDoesNotExist):
            return errors.not_found(request, exception)
        return None


def _page_above(path: str) -> str:
    """Where somebody belongs who opens an address that only takes a form: after signing in again, by the address that
    stands there beside an error, by a choice of letters or language."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        for address in (path, path.rstrip("/")):
            with suppress(Resolver404):
                resolve(address)
                return address
    return "/"


def _actor(request: HttpRequest) -> Actor | None:
    """One query; the place he chose holds as long as one of his positions is there."""
    if not request.user.is_authenticated:
        return None
    place = request.session.get("place")
    return actor_of(request.user, place_id=place if isinstance(place, int) else None)


def _note_presence(request: HttpRequest) -> None:
    """When the session was used last, for the list of sessions: written every ten minutes, not on every page."""
    now = int(time.time())
    if not request.user.is_authenticated or now - request.session.get("seen", 0) < SEEN_EVERY:
        return
    if "seen" in request.session:
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
    else:
        UserSession.objects.create_from_request(request)
    request.session["seen"] = now


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Sign-in, and then back here; a part of a page sends the whole page there.

    A draft that saves itself only says so: the page is not pulled away from under whoever is writing.
    """
    if getattr(request, "htmx", False):
        here = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        target = redirect_to_login(here, resolve_url(settings.LOGIN_URL))["Location"]
        place = request.htmx.target  # type: ignore[attr-defined]
        if request.method == "POST" and place in SAVERS:
            return render(request, "parts/expired.html", {"target": target, "is_kept": SAVERS[place]})
        return HttpResponseClientRedirect(target)
    here = request.get_full_path() if request.method == "GET" else _page_of(request)
    return redirect_to_login(here, resolve_url(settings.LOGIN_URL))


def _page_of(request: HttpRequest) -> str:
    """The page of this site whose form was sent, so that one finds it again after signing in."""
    parts = urlsplit(own_address(request, request.META.get("HTTP_REFERER", "")))
    return urlunsplit(("", "", parts.path, parts.query, "")) or "/"


def _texts(data: QueryDict) -> Any:
    return [list(data), *(values for _, values in data.lists())]


def _has_nul(*groups: Any) -> bool:
    return any("\x00" in text for group in groups for text in group)


def _without_page(request: HttpRequest) -> str:
    parameters = request.GET.copy()
    del parameters["page"]
    return f"{request.path}?{parameters.urlencode()}" if parameters else request.path
