"""What holds for every text: offsets, no exception, work in proportion to length."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work import steps
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
    *(
        "Điều 1. ",
        "Điều 1\n",
        "1.1.1 ",
        "a) ",
        "Nơi nhận: ",
        "- ",
        "T/M BAN ",
        "Kính gửi: ",
        "KẾ HOẠCH\n",
        "A\t",
        "1\ta\tb\n",
    ),
    *(
        "Nhiệm vụ\tChủ trì\n",
        "tháng 1, ",
        "quý I, ",
        "15/6 và ",
        "hằng tháng ",
        "Đảng ủy các xã A, ",
        "các đảng ủy: A, B, ",
    ),
    *("quy ết ", "1 .234", "[", '"', "Tân Lập, ", "trong vòng 5 ngày kể từ ngày "),
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


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_four_times_the_text_is_at_most_about_four_times_the_work(piece):
    def whole(text):
        read(text)
        secrecy_mark(text)

    short = (piece * 8_000)[:8_000]
    assert steps(lambda: whole(short * 4)) < 6 * steps(lambda: whole(short)) + 2_000


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_no_pattern_runs_away_on_a_longer_text(piece):
    """Steps do not show what happens inside a pattern: one that ran away would not come to the end of this one."""
    long = (piece * 60_000)[:60_000]
    assert read(long).text == unicodedata.normalize("NFC", long)


@pytest.mark.parametrize("piece", ["x", "(", "1/1/1/1", "Nghị quyết số 1, 2, ", "a. "])
def test_two_hundred_thousand_signs_of_one_kind_give_bounded_records(piece):
    reading = read((piece * 200_000)[:200_000])
    assert sum(len(record.quote) for record in reading.records) < 40 * 200_000
