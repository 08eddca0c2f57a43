"""Arithmetic of statistics: periods and what they are compared with, changes, and what makes a change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tusoi.oversight.circles import STUB_KINDS

PERIODS = ("month", "quarter", "half", "nine", "year", "range")
"""Nine months are counted from the beginning of the year, a half is its first or its second."""
STUB_ONLY = tuple(sorted(STUB_KINDS))
"""Kinds that are about named persons' discipline and denunciation: counted as cases, never among those inspected."""
MEASURES = (
    "cases", "organisations", "organisation_times", "members", "member_times", "committee", "committee_times",
)  # fmt: skip
DISTINCT = frozenset({"organisations", "members", "committee"})


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included. Raises ValueError when it would end before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a span ends before it begins")

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def is_long(self) -> bool:
        """Longer than a year: a term."""
        return self.last >= years_earlier(self.first, -1)


def span_of(period: str, year: int, number: int = 1) -> Span:
    """A month (1 to 12), quarter (1 to 4) or half (1, 2) of a year, its first nine months, or the year.

    Raises ValueError for a period or a number that does not exist.
    """
    months = {"month": 1, "quarter": 3, "half": 6, "nine": 9, "year": 12}.get(period, 0)
    start = (number - 1) * months if period in ("month", "quarter", "half") else 0
    if not months or not 0 <= start < 12 or start + months > 12:
        raise ValueError("no such period")
    return Span(date(year, start + 1, 1), _end_of_month(year, start + months))


def before(span: Span) -> Span:
    """The same period of the year before; what is longer than a year, as many years earlier as it needs.

    It never reaches into the span itself.
    """
    years = 1
    while span.last >= years_earlier(span.first, -years):
        years += 1
    first = years_earlier(span.first, years)
    last = years_earlier(span.last, years)
    if span.last == _end_of_month(span.last.year, span.last.month):
        last = _end_of_month(last.year, last.month)
    return Span(first, min(last, span.first - timedelta(days=1)))


def years_earlier(day: date, years: int) -> date:
    """The day so many years before (negative: after); the last of February where there is no 29th."""
    year = min(max(day.year - years, 1), 9999)
    return day.replace(year=year, day=min(day.day, _end_of_month(year, day.month).day))


def _end_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else date.max
    return date.max if following == date.max else following - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure and the one it is compared with."""

    now: int
    before: int

    @property
    def amount(self) -> int:
        return self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """Exact share of the figure before; None where that is zero: nothing is a multiple of nothing."""
        return Decimal(self.amount) * 100 / self.before if self.before else None

    @property
    def rounded(self) -> int | None:
        """Per cent, whole, half away from zero: 15 against 8 is 88."""
        return None if self.percent is None else int(self.percent.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Balance:
    """Of cases or of their subjects: at the beginning, new, concluded, given up; at the end."""

    opening: int = 0
    new: int = 0
    done: int = 0
    dropped: int = 0
    closing: int = 0

    @property
    def is_even(self) -> bool:
        return self.opening + self.new - self.done - self.dropped == self.closing

    @property
    def due(self) -> int:
        """What there was to do: what was left over, and new."""
        return self.opening + self.new

    def __add__(self, other: Balance) -> Balance:
        return Balance(
            self.opening + other.opening, self.new + other.new, self.done + other.done, self.dropped + other.dropped,
            self.closing + other.closing,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One subject of a concluded case: the number of the organisation or of the person, or 0 for the case itself."""

    case: int
    on: date
    subject: int
    level: str = ""


def explain(now: Sequence[Row], before: Sequence[Row], *, distinct: bool) -> list[tuple[Row, int]]:
    """The rows that make the change, each with +1 or -1; their sum is exactly the change.

    Times: every row of now adds one, every row of before takes one away. Distinct subjects: who is here now and was
    not before adds one (in its first case), who was here before and is not now takes one away (in its first then);
    whoever was in both makes no change.
    """
    if not distinct:
        return [*((row, 1) for row in now), *((row, -1) for row in before)]
    new, old = _first(now), _first(before)
    came = [(row, 1) for subject, row in new.items() if subject not in old]
    went = [(row, -1) for subject, row in old.items() if subject not in new]
    return [*came, *went]


def _first(rows: Iterable[Row]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: (row.on, row.case, row.subject)):
        found.setdefault(row.subject, row)
    return found
