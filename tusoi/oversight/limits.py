"""Time limits over holidays and suspensions: the last day of a case and of a step, how far it may be extended. Pure.

The day a limit begins is not counted. A limit in calendar days that ends on a day off ends on the next working day
(Civil Code 91/2015/QH13, article 148.5). While a case is suspended no day is counted. Without a limit there is no last
day: None, which is never late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import floor

from tusoi.lib import calendar

from .procedure import Limit, Step

Stop = tuple[date, date | None]
"""A suspension: from a day (not counted any more) to before a day (counted again); None while it lasts."""
_DAY = timedelta(days=1)
_FURTHEST = 36_525
"""No limit of the law reaches a hundred years; beyond it the search for a day ends."""


def extension_days(limit: Limit | None) -> int:
    """By how many days, of the limit's unit, it may be extended; 0 where none is set. Parts of a day are not given."""
    if limit is None or limit.days is None or limit.extension is None:
        return 0
    return floor(limit.days * limit.extension)


def last_day(start: date, limit: Limit | None, *, extension_days: int = 0, stopped: Iterable[Stop] = ()) -> date | None:
    """The last day of what began on ``start``. None: no limit is set, or the clock stands still and nobody knows."""
    if limit is None or limit.days is None:
        return None
    return _end(start, limit.days + extension_days, limit.unit, tuple(stopped))


def step_last_day(done_before: date, step: Step, *, stopped: Iterable[Stop] = ()) -> date | None:
    """The last day of a step, counted from the day the one before it was done. None: the rules set none."""
    return None if step.days is None else _end(done_before, step.days, step.unit, tuple(stopped))


def furthest_extension(start: date, limit: Limit | None, *, stopped: Iterable[Stop] = ()) -> date | None:
    """The furthest day to which it may be extended; None where there is nothing to extend or the clock stands still."""
    more = extension_days(limit)
    return last_day(start, limit, extension_days=more, stopped=stopped) if more else None


def extension_refused(
    start: date, limit: Limit | None, to_day: date, *, times: int = 0, stopped: Iterable[Stop] = ()
) -> str:
    """Why it may not be extended to a day, as a code; "" where it may. ``times``: how often it was extended before."""
    stops = tuple(stopped)
    if limit is None or limit.days is None:
        return "no_limit"
    if times:
        return "extended_once"
    furthest = furthest_extension(start, limit, stopped=stops)
    now = last_day(start, limit, stopped=stops)
    if furthest is None or now is None:
        return "no_extension"
    if to_day <= now:
        return "not_later"
    return "" if to_day <= furthest else "too_far"


def earliest_examined(day: date, years: int | None) -> date | None:
    """The first day that may be looked at by what is decided on ``day``; None: not set."""
    if years is None:
        return None
    leap = day.month == 2 and day.day == 29
    return date(day.year - years, 3, 1) if leap else day.replace(year=day.year - years)


def _end(start: date, days: int, unit: str, stops: tuple[Stop, ...]) -> date | None:
    day, left = start, days
    for _ in range(_FURTHEST):
        if left <= 0 and not _is_stopped(day, stops) and (calendar.is_working_day(day) or days == 0):
            return day
        day += _DAY
        if _is_stopped(day, stops):
            if any(until is None and since <= day for since, until in stops):
                return None
            continue
        left -= unit == "calendar" or calendar.is_working_day(day)
    return None


def _is_stopped(day: date, stops: tuple[Stop, ...]) -> bool:
    return any(since <= day and (until is None or day < until) for since, until in stops)
