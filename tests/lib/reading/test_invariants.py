"""What holds for every text: offsets, no exception, work in proportion to length."""

import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.lib.reading import read, secrecy_mark

WORDS = [
    "Nghị quyết",
    "số",
    "18-NQ/TW",
    "ngày",
    "5/6/2020",
    "của",
    "Bộ Chính trị",
    "(khóa XII)",
    "Trung ương",
    "4",
    "Đại hội",
    "XIII",
    "Một là,",
    "(1)",
    "1.",
    "\n",
    "yêu cầu",
    "các",
    "chi bộ",
    "12",
    "đảng viên",
    "tăng",
    "15%",
    "so với năm trước",
    "hạn chế",
    "chưa",
    "kịp thời",
    ":",
    ".",
    ",",
    ";",
    "Ban Thường vụ",
    "Huyện ủy",
    "Tân Phú",
    "trước ngày 1/2/2026",
    "MẬT",
    "“",
    "”",
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), SENTENCES)
HOSTILE = (
    *(
        "(",
        "1/",
        "1/1/1/1 ",
        "x",
        "số 1, ",
        "nghị quyết ",
        "Nghị quyết số 1, ",
        "khóa XI, ",
        "một là ",
        "(1) ",
        ". ",
        "...",
        " ",
    ),
    *(
        "\n",
        "yêu cầu các ",
        "cần ",
        "tăng 5% ",
        "1.000",
        "5 chi bộ, ",
        "9",
        "trước ngày 1/1/2020 ",
        "“",
        "M Ậ T ",
        ": A",
    ),
    *("hạn chế: A ", "Ban Thường vụ Huyện ủy A ", "đại hội ", "Tuy a ", "\u0301"),
)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_every_quote_is_the_text_between_its_offsets(text):
    reading = read(text)
    assert reading.text == unicodedata.normalize("NFC", text)
    starts = [record.start for record in reading.records]
    assert starts == sorted(starts)
    for record in reading.records:
        assert 0 <= record.start < record.end <= len(reading.text)
        assert reading.text[record.start : record.end] == record.quote
        assert record.quote == record.quote.strip()


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.text(max_size=30))
def test_looking_for_a_secrecy_mark_never_fails(text, name):
    mark = secrecy_mark(text, name)
    if mark and mark.start >= 0:
        assert unicodedata.normalize("NFC", text)[mark.start : mark.end] == mark.quote


def test_reading_twice_gives_the_same():
    text = "Tin\n\nBan Thường vụ yêu cầu 5 chi bộ báo cáo trước ngày 1/2/2026.\n"
    assert read(text) == read(text)
    assert read(text).as_json("a")["records"][0]["quote"]


def work(function, text):
    """How many Python calls and lines of comprehension a run takes: a measure that no other process disturbs."""
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_four_times_the_text_is_at_most_about_four_times_the_work(piece):
    def whole(text):
        read(text)
        secrecy_mark(text)

    short = (piece * 8_000)[:8_000]
    assert work(whole, short * 4) < 6 * work(whole, short) + 2_000


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_no_pattern_runs_away_on_a_longer_text(piece):
    """Calls do not show what happens inside a pattern; the bound is far above linear and far below quadratic."""

    def seconds(size):
        begin = time.process_time()
        read((piece * size)[:size])
        return time.process_time() - begin

    assert seconds(48_000) < 10 * seconds(12_000) + 1


@pytest.mark.parametrize("piece", ["x", "(", "1/1/1/1", "Nghị quyết số 1, 2, ", "a. "])
def test_two_hundred_thousand_signs_of_one_kind_give_bounded_records(piece):
    reading = read((piece * 200_000)[:200_000])
    assert sum(len(record.quote) for record in reading.records) < 40 * 200_000
