"""Sessions spread over weeks or months: in order, on working days, no more in a window than asked."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.calendar import is_working_day
from tusoi.oversight.spreading import spread

DAYS = st.dates(date(2022, 1, 1), date(2028, 12, 31))


def window(day, span):
    return day.isocalendar()[:2] if span == "week" else (day.year, day.month)


@given(DAYS, st.integers(0, 60), st.integers(1, 9), st.sampled_from(["week", "month"]))
def test_it_gives_as_many_days_in_order_none_off_and_no_more_in_a_window_than_asked(first, count, per, span):
    days = spread(first, count, per=per, span=span)
    assert len(days) == count
    assert days == sorted(days)
    assert all(day >= first and is_working_day(day) for day in days)
    assert all(number <= per for number in Counter(window(day, span) for day in days).values())


def test_two_a_week_are_apart():
    assert spread(date(2026, 3, 2), 4, per=2, span="week") == [
        date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 9), date(2026, 3, 11),
    ]  # fmt: skip


def test_the_week_of_tet_is_left_out():
    days = spread(date(2026, 2, 9), 3, per=1, span="week")
    assert days[0] == date(2026, 2, 9)
    assert days[1] >= date(2026, 2, 23)


@pytest.mark.parametrize(("per", "span"), [(0, "week"), (1, "moon")])
def test_what_makes_no_sense_is_an_error(per, span):
    with pytest.raises(ValueError, match="at least one"):
        spread(date(2026, 3, 2), 3, per=per, span=span)
