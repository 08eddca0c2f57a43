"""Time limits over weekends, holidays, Tết and suspensions; one extension, and no more than its share."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.calendar import add_working_days, is_working_day, working_days_between
from tusoi.oversight import limits
from tusoi.oversight.procedure import Limit, Named, Step

A_THIRD = Fraction(1, 3)
DAYS = st.dates(date(2021, 1, 1), date(2029, 12, 31))
NUMBERS = st.integers(1, 200)


def limit(days, unit="calendar", extension=A_THIRD):
    return Limit((), days, unit, extension=extension)


def step(days, unit="working"):
    return Step("tham-tra", Named("Thẩm tra", "Verify"), "conduct", "team", "verify", days, unit)


def test_what_is_not_set_has_no_last_day_and_nothing_to_extend():
    for nothing in (None, limit(None)):
        assert limits.last_day(date(2026, 3, 2), nothing) is None
        assert limits.extension_days(nothing) == 0
        assert limits.furthest_extension(date(2026, 3, 2), nothing) is None


def test_forty_five_calendar_days_end_on_that_day_when_it_is_worked():
    assert limits.last_day(date(2026, 3, 2), limit(45)) == date(2026, 4, 16)


def test_a_limit_that_ends_on_a_saturday_ends_on_the_monday():
    assert date(2026, 3, 21).weekday() == 5
    assert limits.last_day(date(2026, 3, 1), limit(20)) == date(2026, 3, 23)


def test_a_limit_that_ends_in_tet_ends_on_the_first_working_day_after_it():
    ended = limits.last_day(date(2026, 1, 28), limit(20))  # the twentieth day is the first of the lunar year
    assert date(2026, 2, 17) < ended < date(2026, 2, 28)
    assert is_working_day(ended)
    assert not any(is_working_day(date(2026, 2, 17) + timedelta(n)) for n in range((ended - date(2026, 2, 17)).days))


def test_working_days_do_not_count_the_day_it_begins_nor_a_public_holiday():
    assert limits.last_day(date(2026, 8, 28), limit(3, "working")) == add_working_days(date(2026, 8, 28), 3)
    assert limits.last_day(date(2026, 8, 31), limit(1, "working")) > date(2026, 9, 2)


def test_a_suspension_moves_the_last_day_by_what_it_took():
    stop = (date(2026, 3, 10), date(2026, 3, 20))
    assert limits.last_day(date(2026, 3, 2), limit(45), stopped=[stop]) == date(2026, 4, 28)  # 26 and 27 April are off


def test_while_it_is_suspended_nobody_knows_the_last_day():
    assert limits.last_day(date(2026, 3, 2), limit(45), stopped=[(date(2026, 3, 10), None)]) is None


def test_a_suspension_after_the_last_day_changes_nothing():
    plain = limits.last_day(date(2026, 3, 2), limit(45))
    assert limits.last_day(date(2026, 3, 2), limit(45), stopped=[(plain + timedelta(1), None)]) == plain


@pytest.mark.parametrize(("days", "more"), [(60, 20), (45, 15), (20, 6), (2, 0)])
def test_an_extension_is_at_most_a_third_and_a_part_of_a_day_is_not_given(days, more):
    assert limits.extension_days(limit(days)) == more


def test_a_share_that_is_not_set_extends_nothing():
    assert limits.extension_days(limit(45, extension=None)) == 0


def test_why_an_extension_is_refused():
    start, to = date(2026, 3, 2), date(2026, 5, 4)
    furthest = limits.furthest_extension(start, limit(45))
    assert furthest == date(2026, 5, 4)  # the sixtieth day is the first of May
    assert limits.extension_refused(start, limit(45), to) == ""
    assert limits.extension_refused(start, limit(45), furthest + timedelta(1)) == "too_far"
    assert limits.extension_refused(start, limit(45), date(2026, 4, 16)) == "not_later"
    assert limits.extension_refused(start, limit(45), to, times=1) == "extended_once"
    assert limits.extension_refused(start, limit(45, extension=None), to) == "no_extension"
    assert limits.extension_refused(start, None, to) == "no_limit"
    assert limits.extension_refused(start, limit(45), to, stopped=[(date(2026, 3, 9), None)]) == "no_extension"


def test_a_step_without_days_is_never_late_and_one_with_days_counts_from_the_step_before():
    assert limits.step_last_day(date(2026, 3, 2), step(None)) is None
    assert limits.step_last_day(date(2026, 3, 2), step(5)) == date(2026, 3, 9)
    assert limits.step_last_day(date(2026, 3, 2), step(5, "calendar")) == date(2026, 3, 9)  # the fifth is a Saturday


def test_the_five_latest_years_begin_on_the_same_day_five_years_ago():
    assert limits.earliest_examined(date(2026, 6, 18), 5) == date(2021, 6, 18)
    assert limits.earliest_examined(date(2028, 2, 29), 5) == date(2023, 3, 1)
    assert limits.earliest_examined(date(2026, 6, 18), None) is None


@given(DAYS, NUMBERS)
def test_it_always_ends_on_a_working_day_not_before_its_days_are_over(start, days):
    for unit in ("calendar", "working"):
        ended = limits.last_day(start, limit(days, unit))
        assert is_working_day(ended)
        assert ended >= start + timedelta(days)


@given(DAYS, NUMBERS)
def test_working_days_are_those_of_the_calendar(start, days):
    ended = limits.last_day(start, limit(days, "working"))
    assert working_days_between(start, ended) == days


@given(DAYS, NUMBERS)
def test_calendar_days_never_wait_longer_than_for_the_next_working_day(start, days):
    ended = limits.last_day(start, limit(days))
    waited = (ended - start).days - days
    assert not any(is_working_day(start + timedelta(days + n)) for n in range(waited))


@given(DAYS, NUMBERS, st.integers(0, 250), st.integers(0, 90))
def test_a_suspension_never_brings_the_end_nearer_nor_is_a_suspended_day_the_last(start, days, after, length):
    since = start + timedelta(after)
    stop = (since, since + timedelta(length))
    for unit in ("calendar", "working"):
        plain, moved = (
            limits.last_day(start, limit(days, unit)),
            limits.last_day(start, limit(days, unit), stopped=[stop]),
        )
        assert moved >= plain
        assert not stop[0] <= moved < stop[1]
        assert (moved - plain).days <= length + 30  # the days off it then meets


@given(DAYS, NUMBERS, st.integers(-30, 300), st.integers(0, 3))
def test_an_extension_is_allowed_exactly_once_and_exactly_within_its_share(start, days, further, times):
    rule = limit(days)
    now, furthest = limits.last_day(start, rule), limits.furthest_extension(start, rule)
    to = now + timedelta(further)
    allowed = times == 0 and furthest is not None and now < to <= furthest
    assert (limits.extension_refused(start, rule, to, times=times) == "") is allowed
