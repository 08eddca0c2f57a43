"""Uploads that are too large are turned away by their announced length, before anything of them is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tusoi.documents.sentences import UNREADABLE
from tusoi.lib import reading

FORM = 1024 * 1024
"""What the other fields of a form with a file may take, in bytes."""


def upload_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after the one that knows the actor: answers 413 to a request larger than a file may be."""

    def turned_away(request: HttpRequest) -> HttpResponse:
        try:
            announced = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            announced = 0
        if announced <= reading.MAX_BYTES + FORM:
            return get_response(request)
        if request.path.startswith("/api/"):
            body = {"code": "too_large", "message": str(UNREADABLE["too_large"]), "fields": {}}
            return JsonResponse(body, status=413)
        return render(request, "documents/too_large.html", {"message": UNREADABLE["too_large"]}, status=413)

    return turned_away
