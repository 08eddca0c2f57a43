"""Bodies that are too large or not whole are turned away, before anything of them is kept anywhere."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tusoi.documents.sentences import UNREADABLE
from tusoi.lib import reading

FORM = 1024 * 1024
"""What the other fields of a form with a file may take, in bytes."""
MOST = reading.MAX_BYTES + FORM

Message = Mapping[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def upload_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after the one that knows the actor: answers 413 to a request larger than a file may be."""

    def turned_away(request: HttpRequest) -> HttpResponse:
        if _number(request.META.get("CONTENT_LENGTH")) <= MOST:
            return get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse(_problem("too_large"), status=413)
        return render(request, "documents/too_large.html", {"message": UNREADABLE["too_large"]}, status=413)

    return turned_away


def whole_bodies(application: Application) -> Application:
    """Around Django, which takes a body to the disk before it looks at the request.

    A body announced too large is not read: Django is shown none, and the middleware above says so. One that does not
    say how long it is, is cut off where it grows too large (413). One that ends before its announced length, as when a
    line breaks, is no request at all (400): half a file must not pass for a file.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        announced = _number(dict(scope["headers"]).get(b"content-length"))
        body = _unread(receive) if announced > MOST else _measured(scope, receive, send, announced)
        await application(scope, body, send)

    return guarded


def _unread(receive: Receive) -> Receive:
    """No body, and then whatever is heard of the other side but the body."""
    is_first = True

    async def nothing() -> Message:
        nonlocal is_first
        if is_first:
            is_first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await receive())["type"] == "http.request":
            pass
        return message

    return nothing


def _measured(scope: Scope, receive: Receive, send: Send, announced: int) -> Receive:
    """The body as it comes; in its place a broken line once it is too large or ended too early."""
    total, is_over = 0, False

    async def measured() -> Message:
        nonlocal total, is_over
        message = await receive()
        if is_over:
            return message
        total += len(message.get("body", b""))
        is_over = not message.get("more_body")
        is_cut = is_over and (total < announced or message["type"] != "http.request")
        if total <= MOST and not is_cut:
            return message
        await _refuse(scope, send, *((400, "cut") if is_cut else (413, "too_large")))
        return {"type": "http.disconnect"}

    return measured


async def _refuse(scope: Scope, send: Send, status: int, code: str) -> None:
    is_api = scope["path"].startswith("/api/")
    body = json.dumps(_problem(code)) if is_api else str(UNREADABLE[code])
    kind = b"application/json" if is_api else b"text/plain; charset=utf-8"
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": body.encode()})


def _problem(code: str) -> dict[str, Any]:
    return {"code": code, "message": str(UNREADABLE[code]), "fields": {}}


def _number(announced: str | bytes | int | None) -> int:
    """The announced length; 0 where there is none."""
    text = announced.decode("latin-1") if isinstance(announced, bytes) else str(announced)
    return int(text) if text.isascii() and text.isdigit() else 0
