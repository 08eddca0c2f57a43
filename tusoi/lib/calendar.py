"""Vietnamese working days.

Saturdays, Sundays and public holidays (Tết included) are off. The holidays and the swapped Saturdays already announced
come from the `holidays` library, so no rule of the Labour Code is a constant here. What an organisation or a later
decision adds is data: ``make_up`` (days worked although they would be off) and ``days_off`` (days off although they
would be worked). A day named in both is worked: the make-up day is the narrower statement.
"""

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5
_NO_DAYS: frozenset[date] = frozenset()


@lru_cache(maxsize=64)
def _public(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and its weekend days that were declared working days.

    Built afresh for each year rather than kept in one growing object, which would not be safe between threads. The year
    after is loaded too: a Saturday in December may be worked for a bridge day in January.
    """
    import holidays  # here: it brings the calendars of the world, a fifteenth of the start of the server

    loaded = holidays.country_holidays("VN", years=(year, year + 1))
    return (
        frozenset(day for day in loaded if day.year == year),
        frozenset(day for day in loaded.weekend_workdays if day.year == year),
    )


def is_working_day(day: date, *, make_up: frozenset[date] = _NO_DAYS, days_off: frozenset[date] = _NO_DAYS) -> bool:
    """Whether public offices work on this day."""
    if day in make_up:
        return True
    if day in days_off:
        return False
    public_holidays, worked_weekends = _public(day.year)
    if day in worked_weekends:
        return True
    return day.weekday() < _SATURDAY and day not in public_holidays


def next_working_day(day: date, *, make_up: frozenset[date] = _NO_DAYS, days_off: frozenset[date] = _NO_DAYS) -> date:
    """The day itself when it is worked, otherwise the first worked day after it.

    This is how a limit ends that falls on a day off (Civil Code 91/2015/QH13, article 148.5). For the first working day
    strictly after, use ``add_working_days(day, 1)``.
    """
    while not is_working_day(day, make_up=make_up, days_off=days_off):
        day += _DAY
    return day


def add_working_days(
    day: date, n: int, *, make_up: frozenset[date] = _NO_DAYS, days_off: frozenset[date] = _NO_DAYS
) -> date:
    """The n-th working day after ``day``, which itself is not counted (Civil Code 91/2015/QH13, article 147.2).

    A negative ``n`` counts back; 0 gives the day unchanged, worked or not.
    """
    step = _DAY if n > 0 else -_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day, make_up=make_up, days_off=days_off)
    return day


def working_days_between(
    a: date, b: date, *, make_up: frozenset[date] = _NO_DAYS, days_off: frozenset[date] = _NO_DAYS
) -> int:
    """How many working days lie after ``a`` up to and including ``b``; negative when ``b`` comes before ``a``.

    The counterpart of ``add_working_days``: ``working_days_between(a, add_working_days(a, n)) == n``.
    """
    step = _DAY if b > a else -_DAY
    count = 0
    day = a
    while day != b:
        day += step
        count += is_working_day(day, make_up=make_up, days_off=days_off)
    return count if b > a else -count


def days_late(due_on: date, today: date) -> int:
    """Calendar days after the due day; 0 on the due day and before."""
    return max(0, (today - due_on).days)
