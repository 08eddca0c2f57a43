"""Working sessions as a calendar file, of one delegation or all of a year, for the calendar of a phone or a desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tusoi.lib.rendering import icalendar
from tusoi.oversight.models import WorkSession
from tusoi.oversight.selectors import visits as asked
from tusoi.web.acting import actor
from tusoi.web.exports import Export, hand_out, of_place

from .delegations import delegation_of

MOST = 2_000


@require_GET
def delegation_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    by, one = actor(request), delegation_of(request, pk)
    found = asked.sessions(by, delegation=one)[:MOST]
    kept = Export("oversight.export_delegation", one.owner, one)
    return _answer(request, found, one.title, kept)


@require_GET
def calendar_file(request: HttpRequest) -> HttpResponse:
    """What one sees from the beginning of the month on, for a year."""
    by = actor(request)
    first = by.today.replace(day=1)
    found = asked.sessions(by, since=first, until=date(first.year + 1, first.month, 1))[:MOST]
    return _answer(request, found, _("Lịch làm việc"), of_place("oversight.export_calendar", by, first_day=first))


def _answer(request: HttpRequest, found: Iterable[WorkSession], name: str, kept: Export) -> HttpResponse:
    events = [_event(request, one) for one in found]
    content = icalendar.calendar(events, name=name)
    return hand_out(content, "lich-lam-viec.ics", kept, actor(request), count=len(events))


def _event(request: HttpRequest, one: WorkSession) -> icalendar.Event:
    return icalendar.Event(
        uid=f"session-{one.pk}@tusoi", on=one.on, at=one.at_time, changed_at=one.saved_at, sequence=one.version,
        title=_("Làm việc với %(organisation)s") % {"organisation": one.organisation.name}, place=one.place,
        text="\n".join(part for part in (one.delegation.title, one.content) if part),
        url=request.build_absolute_uri(reverse("oversight:session", args=[one.pk])),
        is_cancelled=one.state == WorkSession.State.CANCELLED,
    )  # fmt: skip
