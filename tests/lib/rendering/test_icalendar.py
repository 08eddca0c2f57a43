"""A calendar file as RFC 5545 has it."""

from datetime import UTC, date, datetime, time

import pytest

from tusoi.lib.rendering.icalendar import Event, calendar

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def read(content: bytes) -> list[str]:
    """The lines as a reader has them: unfolded."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def event(**more) -> Event:
    return Event(**({"uid": "session-1@tusoi", "on": date(2026, 3, 9), "title": "Làm việc", "changed_at": NOW} | more))


def test_an_hour_of_viet_nam_is_written_in_universal_time():
    lines = read(calendar([event(at=time(8, 0), minutes=90)], name="Lịch"))
    assert "DTSTART:20260309T010000Z" in lines
    assert "DTEND:20260309T023000Z" in lines


def test_an_hour_before_seven_falls_on_the_day_before_in_universal_time():
    assert "DTSTART:20260308T233000Z" in read(calendar([event(at=time(6, 30))], name="Lịch"))


def test_without_an_hour_it_takes_the_whole_day_and_no_more():
    lines = read(calendar([event(on=date(2026, 12, 31))], name="Lịch"))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines


def test_what_has_a_meaning_of_its_own_is_escaped():
    lines = read(calendar([event(title="A; B, C\\D", text="một\r\nhai\x00\x0b")], name="Lịch"))
    assert r"SUMMARY:A\; B\, C\\D" in lines
    assert r"DESCRIPTION:một\nhai" in lines


@pytest.mark.parametrize("title", ["Đảng ủy xã " * 30, "a" * 74, "a" * 75, "ệ" * 200, "😀" * 60, ""])
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost_in_folding(title):
    content = calendar([event(title=title)], name="Lịch")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert f"SUMMARY:{title}" in read(content)


def test_every_line_ends_as_the_standard_asks_and_every_part_is_closed():
    content = calendar([event(), event(uid="session-2@tusoi", is_cancelled=True, sequence=3)], name="Lịch")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = read(content)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "STATUS:CANCELLED" in lines
    assert "SEQUENCE:3" in lines


def test_a_calendar_of_nothing_is_a_calendar():
    assert read(calendar([], name="Lịch"))[0] == "BEGIN:VCALENDAR"
