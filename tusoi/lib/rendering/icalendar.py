"""A calendar file (RFC 5545) that any calendar program reads: events with a stable name, a day or an hour, a text.

Hours are of Viet Nam, which has had no summer time since 1975, and are written in universal time, so that no table of
time zones goes along. Lines end in CRLF and are folded at 75 octets, never inside a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

VIET_NAM = timezone(timedelta(hours=7))
LONGEST = 75
"""Octets of a line without its end."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """``uid`` names it for ever, so that a file taken anew replaces and does not double; ``sequence`` grows with each
    change. Without ``at`` it takes the whole day."""

    uid: str
    on: date
    title: str
    changed_at: datetime
    at: time | None = None
    minutes: int = 120
    place: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def calendar(events: Iterable[Event], *, name: str) -> bytes:
    """The file, in UTF-8."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tu Soi//Lich lam viec//VI", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}",
    ]  # fmt: skip
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    if event.at is None:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    else:
        start = datetime.combine(event.on, event.at, VIET_NAM)
        yield f"DTSTART:{_moment(start)}"
        yield f"DTEND:{_moment(start + timedelta(minutes=event.minutes))}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.text:
        yield f"DESCRIPTION:{_text(event.text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Escaped; signs that no line may hold are left out."""
    said = text.replace("\r\n", "\n").translate(_ESCAPED)
    return "".join(sign for sign in said if sign >= " " or sign == "\t")


def _folded(line: str) -> bytes:
    """The line in parts of at most 75 octets, each but the first begun by a space that the reader takes away."""
    parts, part, room = [], b"", LONGEST
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", LONGEST - 1
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
