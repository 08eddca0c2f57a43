"""Who asks."""

from __future__ import annotations

from django.http import HttpRequest

from tusoi.organisations.scope import Actor


def actor(request: HttpRequest) -> Actor:
    """As whom the request acts. Behind the sign-in there always is one: the middleware puts it there."""
    return request.actor  # type: ignore[attr-defined]
