"""Working sessions spread over weeks or months, on working days, evenly. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from tusoi.lib import calendar

SPANS = ("week", "month")
_DAY = timedelta(days=1)
_FURTHEST = 1_200
"""Windows: a hundred years of months; beyond it the search for a day ends."""


def spread(first: date, count: int, *, per: int, span: str) -> list[date]:
    """Days for ``count`` sessions from ``first`` on, at most ``per`` in a week or a month, none on a day off.

    In order; where a window has fewer working days than sessions, some share a day. Raises ValueError for a ``per``
    below one or an unknown span.
    """
    if per < 1 or span not in SPANS:
        raise ValueError("at least one session in a week or a month")
    return list(islice(_days(first, per, span), count))


def _days(first: date, per: int, span: str) -> Iterator[date]:
    begins = first
    for _ in range(_FURTHEST):
        ends = _next_window(begins, span)
        worked = [day for day in _range(begins, ends) if calendar.is_working_day(day)]
        if worked:
            yield from (worked[number * len(worked) // per] for number in range(per))
        begins = ends


def _next_window(day: date, span: str) -> date:
    if span == "week":
        return day + timedelta(days=7 - day.weekday())
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _range(begins: date, ends: date) -> Iterator[date]:
    while begins < ends:
        yield begins
        begins += _DAY
