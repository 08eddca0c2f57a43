"""Dates as the texts write them, made ISO."""

import re
from datetime import date

from tusoi.lib.reading.letters import pattern

# 3.6.2022, 06/11/2019, 5-6-2012, 03 / 6 / 2019; or "15 tháng 3 năm 2026". One group each for day, month, year.
NUMERIC = r"(\d{1,2})\x20?[./-]\x20?(\d{1,2})\x20?[./-]\x20?(\d{4}|\d{2})(?![\d/])"
SPELT = r"(\d{1,2}) tháng (\d{1,2})(?: năm |\x20?[/.-]\x20?)(\d{4})(?!\d)"
FULL = rf"(?:{SPELT}|{NUMERIC})"
FULL_DATE = pattern(rf"(?<![\d./-]){FULL}")


def day_of(found: re.Match[str], first: int = 1) -> date | None:
    """The date in a match of FULL whose six groups begin at ``first``; None if there is no such day."""
    groups = [found.group(place) for place in range(first, first + 6)]
    day, month, year = groups[:3] if groups[0] else groups[3:]
    return calendar_day(int(day), int(month), int(year) if len(year) == 4 else 2000 + int(year))


def calendar_day(day: int, month: int, year: int) -> date | None:
    """The date, or None where the calendar (or the age of the genre) has no such day."""
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(month: int, year: int) -> date | None:
    """The last day of a month."""
    first = calendar_day(1, month, year)
    if first is None:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
