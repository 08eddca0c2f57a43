"""How the pages look and in which place one works: small choices, from the frame of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tusoi.organisations.services.preferences import keep_preferences
from tusoi.web.acting import actor
from tusoi.web.addresses import own_address
from tusoi.web.preferences import preferences_of, remember


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Language, size of the letters, contrast; any of them, back to the page one came from."""
    wishes = preferences_of(request).changed(
        language=request.POST.get("language"),
        text_size=request.POST.get("text_size"),
        contrast=request.POST.get("contrast"),
    )
    if request.user.is_authenticated:
        keep_preferences(
            account_id=request.user.pk, language=wishes.language, text_size=wishes.text_size, contrast=wishes.contrast
        )
    back = own_address(request, request.POST.get("next", ""), request.META.get("HTTP_REFERER", "")) or "/"
    response = redirect(back)
    remember(response, wishes)
    return response


@require_POST
def switch_place(request: HttpRequest) -> HttpResponse:
    """Work for another of one's organisations from now on, in this session."""
    chosen = request.POST.get("organisation", "")
    by = actor(request)
    if chosen.isascii() and chosen.isdigit() and int(chosen) in by.place_ids:
        request.session["place"] = int(chosen)
    return redirect("home")
