"""What the pages of duties share: who asks, numbers and days from an address, files to be handed out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from tusoi.obligations.refusals import say
from tusoi.obligations.rules import due_words
from tusoi.obligations.selectors import organisation_here
from tusoi.organisations.scope import Actor, Refused

if TYPE_CHECKING:
    from tusoi.organisations.models import Organisation

LARGEST = 2**63 - 1
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


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


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def tell(request: HttpRequest, error: Exception) -> None:
    messages.error(request, say(error))


class Day(forms.DateField):
    """A day as the browser's calendar sends it, or as one types it: 2026-11-09, 09/11/2026."""

    def __init__(self, **more: object) -> None:
        more.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        more.setdefault("error_messages", {"invalid": _("Hãy ghi ngày theo mẫu dd/mm/yyyy.")})
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **more)  # type: ignore[arg-type]

    def to_python(self, value: object) -> date | None:
        day = super().to_python(value)  # type: ignore[arg-type]
        if day is not None and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def due(due_on: date, today: date) -> dict[str, object]:
    """What parts/due.html needs."""
    return {"on": due_on, "words": due_words(due_on, today), "days": abs((due_on - today).days)}
