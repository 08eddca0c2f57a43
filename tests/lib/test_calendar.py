from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.calendar import add_working_days, days_late, is_working_day, next_working_day, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
COUNTS = st.integers(-60, 60)

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, 20 + n) for n in range(4))
NEW_YEAR_EVE = date(2027, 2, 5)  # the last day of the lunar year
NEW_YEAR_2026 = date(2026, 2, 17)


def test_a_plain_weekday_is_worked():
    assert is_working_day(FRIDAY)
    assert is_working_day(MONDAY)


def test_the_weekend_is_off():
    assert not is_working_day(SATURDAY)
    assert not is_working_day(SUNDAY)


@pytest.mark.parametrize("month_and_day", [(1, 1), (4, 30), (5, 1), (9, 2)])
def test_the_fixed_holidays_are_off_in_every_year(month_and_day):
    assert not any(is_working_day(date(year, *month_and_day)) for year in range(2020, 2036))


def test_the_lunar_new_year_is_off():
    assert not any(is_working_day(NEW_YEAR_2026 + timedelta(days=n)) for n in range(4))
    assert not is_working_day(NEW_YEAR_EVE)


def test_the_hung_kings_day_is_off():
    assert not is_working_day(date(2025, 4, 7))


def test_a_limit_over_the_lunar_new_year_skips_it_whole():
    assert add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 23)


def test_a_saturday_already_declared_a_working_day_is_worked_and_its_bridge_day_is_off():
    assert is_working_day(date(2025, 4, 26))
    assert not is_working_day(date(2025, 5, 2))


def test_a_make_up_saturday_handed_in_is_worked():
    assert is_working_day(SATURDAY, make_up=frozenset({SATURDAY}))
    assert next_working_day(SATURDAY, make_up=frozenset({SATURDAY})) == SATURDAY


def test_a_day_off_handed_in_is_off():
    assert not is_working_day(FRIDAY, days_off=frozenset({FRIDAY}))
    assert next_working_day(FRIDAY, days_off=frozenset({FRIDAY})) == MONDAY


def test_a_day_named_both_ways_is_worked():
    assert is_working_day(FRIDAY, make_up=frozenset({FRIDAY}), days_off=frozenset({FRIDAY}))


def test_a_limit_that_ends_on_a_saturday_ends_on_monday():
    assert next_working_day(SATURDAY) == MONDAY


def test_a_limit_that_ends_on_a_working_day_ends_there():
    assert next_working_day(FRIDAY) == FRIDAY


def test_the_first_day_is_not_counted():
    assert add_working_days(FRIDAY, 1) == MONDAY
    assert working_days_between(FRIDAY, MONDAY) == 1


def test_days_off_lengthen_a_limit_and_make_up_days_shorten_it():
    assert add_working_days(FRIDAY, 1, days_off=frozenset({MONDAY})) == date(2026, 11, 25)  # 24/11 is a holiday
    assert add_working_days(FRIDAY, 1, make_up=frozenset({SATURDAY})) == SATURDAY


def test_no_working_days_leave_the_day_as_it_is_even_when_it_is_off():
    assert add_working_days(SATURDAY, 0) == SATURDAY


@given(DAYS, COUNTS)
def test_counting_gives_back_what_was_added(day, n):
    assert working_days_between(day, add_working_days(day, n)) == n


@given(DAYS, COUNTS.filter(bool))
def test_adding_ends_on_a_working_day(day, n):
    assert is_working_day(add_working_days(day, n))


@given(DAYS, DAYS, DAYS)
def test_stretches_of_days_add_up(a, b, c):
    early, middle, late = sorted((a, b, c))
    assert working_days_between(early, middle) + working_days_between(middle, late) == working_days_between(early, late)


@given(DAYS)
def test_the_next_working_day_is_worked_and_nothing_between_is(day):
    following = next_working_day(day)
    assert is_working_day(following)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((following - day).days))


def test_lateness_is_in_calendar_days_and_never_negative():
    assert days_late(FRIDAY, MONDAY) == 3
    assert days_late(FRIDAY, FRIDAY) == 0
    assert days_late(MONDAY, FRIDAY) == 0
