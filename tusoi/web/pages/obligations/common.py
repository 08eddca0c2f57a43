"""What the pages of duties share: who asks, numbers and days from an address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest

from tusoi.obligations.refusals import say
from tusoi.obligations.rules import due_words
from tusoi.obligations.selectors import organisation_here
from tusoi.organisations.scope import Actor, Refused

if TYPE_CHECKING:
    from tusoi.organisations.models import Organisation

LARGEST = 2**63 - 1


def place(by: Actor, permission: str = "read") -> Organisation:
    """The organisation he works for just now. Raises Refused when he works for none."""
    if by.place is None:
        raise Refused(permission)
    return organisation_here(by)


def number(text: str | None) -> int | None:
    """A positive number from an address or a form; None when there is none. Raises Http404 for anything else."""
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and 0 < int(text) <= LARGEST):
        raise Http404
    return int(text)


def numbers(texts: Iterable[str]) -> list[int]:
    """The numbers among ticked boxes, each once; what is no number is left out."""
    found = (int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 18)
    return list(dict.fromkeys(found))


def tell(request: HttpRequest, error: Exception) -> None:
    messages.error(request, say(error))


def due(due_on: date, today: date) -> dict[str, object]:
    """What parts/due.html needs."""
    return {"on": due_on, "words": due_words(due_on, today), "days": abs((due_on - today).days)}
