from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.formats import day, long_day, moment, number, percent, read_day

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (1074, "1.074", "1,074"),
        (15.6, "15,6", "15.6"),
        (0, "0", "0"),
        (15.0, "15", "15"),
        (-1234567.25, "-1.234.567,3", "-1,234,567.3"),
        (Decimal("0.05"), "0,1", "0.1"),
        (-0.01, "0", "0"),
        (100, "100", "100"),
        (None, "—", "—"),
    ],
)
def test_a_number_is_written_in_the_language_of_the_reader(value, vietnamese, english):
    assert number(value) == vietnamese
    assert number(value, "en") == english


def test_a_number_may_be_asked_for_with_more_decimals():
    assert number(Decimal("3.14159"), digits=2) == "3,14"
    assert number(1000, digits=0) == "1.000"


@pytest.mark.parametrize(
    ("part", "whole", "vietnamese", "english"),
    [
        (62, 74, "83,8 %", "83.8%"),
        (74, 74, "100 %", "100%"),
        (0, 74, "0 %", "0%"),
        (1, 2, "50 %", "50%"),
        (3, 2, "150 %", "150%"),
    ],
)
def test_a_share_is_written_in_percent(part, whole, vietnamese, english):
    assert percent(part, whole) == vietnamese
    assert percent(part, whole, "en") == english


def test_a_share_of_nothing_is_not_a_figure():
    assert percent(0, 0) == "—"


@given(st.integers(2, 10**7), st.data())
def test_a_share_is_complete_only_when_everything_is_there_and_zero_only_when_nothing_is(whole, data):
    part = data.draw(st.integers(1, whole - 1))
    assert percent(part, whole) not in ("100 %", "0 %")


def test_a_day_is_written_the_same_in_both_languages():
    assert day(SATURDAY) == day(SATURDAY, "en") == "21/11/2026"
    assert day(date(2026, 1, 5)) == "05/01/2026"
    assert day(None) == "—"


def test_a_stored_moment_is_shown_in_vietnamese_time():
    assert moment(datetime(2026, 11, 21, 9, 45, tzinfo=UTC)) == "21/11/2026 16:45"
    assert moment(datetime(2026, 11, 20, 17, 5, tzinfo=UTC)) == "21/11/2026 00:05"


def test_a_moment_without_a_zone_is_shown_as_it_is():
    assert moment(datetime(2026, 11, 21, 16, 45)) == "21/11/2026 16:45"
    assert moment(None) == "—"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (SATURDAY, "thứ Bảy, 21/11/2026", "Saturday, 21/11/2026"),
        (date(2026, 11, 22), "Chủ nhật, 22/11/2026", "Sunday, 22/11/2026"),
        (date(2026, 11, 23), "thứ Hai, 23/11/2026", "Monday, 23/11/2026"),
        (None, "—", "—"),
    ],
)
def test_a_long_day_has_its_weekday(value, vietnamese, english):
    assert long_day(value) == vietnamese
    assert long_day(value, "en") == english


@pytest.mark.parametrize(
    "typed",
    ["09/11/2026", "9/11/2026", "09-11-2026", "9.11.2026", "9 / 11 / 2026", "2026-11-09", "09112026", " 09/11/2026 "],
)
def test_a_day_is_read_however_it_is_typed(typed):
    assert read_day(typed) == date(2026, 11, 9)


@pytest.mark.parametrize(
    "typed",
    ["", "x", "31/02/2026", "9/11", "9/11/26", "9112026", "11/2026", "01/01/1899", "01/01/2201",
     "٠٩/١١/٢٠٢٦", "0/1/2026",
     "2026-11-09T00:00", "09/11/2026\x00"],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed_at(typed):
    assert read_day(typed) is None


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_that_is_shown_can_be_typed_again(value):
    assert read_day(day(value)) == read_day(value.isoformat()) == value
