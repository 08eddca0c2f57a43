"""Words of time: the day or the rhythm they mean, and why."""

from datetime import date

import pytest

from tusoi.lib.reading import read
from tusoi.lib.reading.spans import next_time, of_cell

ISSUED = date(2026, 9, 1)


def due(words, issued_on=ISSUED):
    text = f"Tin\n\nĐảng ủy yêu cầu các chi bộ gửi báo cáo {words}.\n"
    found = read(text, issued_on=issued_on).of("deadline")
    assert len(found) == 1, [one.quote for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "due_on", "rule", "reason"),
    [
        ("trước ngày 30 tháng 11 năm 2026", "2026-11-30", "before", "printed"),
        ("chậm nhất đến 17 giờ ngày 20/10/2026", "2026-10-20", "by", "printed"),
        ("xong trước ngày 30 tháng 11", "2026-11-30", "before", "year_added"),
        ("trước 30/6", "2027-06-30", "before", "year_added"),
        ("hoàn thành trong năm 2026", "2026-12-31", "within", "period_end"),
        ("trong 6 tháng đầu năm 2027", "2027-06-30", "within", "period_end"),
        ("trong 6 tháng đầu năm", "2027-06-30", "within", "period_end"),
        ("trong 9 tháng đầu năm", "2026-09-30", "within", "period_end"),
        ("trong tháng này", "2026-09-30", "within", "period_end"),
        ("trong quý này", "2026-09-30", "within", "period_end"),
        ("trong tuần tới", "2026-09-13", "within", "period_end"),
        ("trong tháng 9, tháng 10 năm 2026", "2026-10-31", "within", "period_end"),
        ("chậm nhất vào cuối tháng 10/2026", "2026-10-31", "by", "period_end"),
        ("cuối quý IV", "2026-12-31", "by", "period_end"),
        ("đầu năm 2027", "2027-04-30", "by", "approximate"),
        ("trước tháng 2/2027", "2027-01-31", "before", "period_start"),
        ("từ nay đến hết năm 2026", "2026-12-31", "by", "period_end"),
        ("trong thời hạn 30 (ba mươi) ngày kể từ ngày ban hành", "2026-10-01", "after_issue", "from_issue"),
        ("trong vòng hai tháng kể từ ngày ký", "2026-11-01", "after_issue", "from_issue"),
        ("trong vòng 10 ngày làm việc kể từ ngày ký", "2026-09-16", "after_issue", "from_issue_working_days"),
        ("chậm nhất sau ba tháng kể từ ngày nhận được kết luận", None, "after_event", "from_event"),
        ("xong trước mùa mưa", None, "before", "from_event"),
    ],
)
def test_a_deadline_says_its_day_and_how_it_was_found(words, due_on, rule, reason):
    one = due(words)
    assert one.quote == words
    assert (one.fields["due_on"], one.fields["rule"], one.fields["reason"]) == (due_on, rule, reason)
    assert one.fields["recurrence"] is None


@pytest.mark.parametrize(
    ("words", "due_on", "rhythm"),
    [
        ("trước ngày 15 hằng tháng", "2026-09-15", {"every": "month", "day": 15, "month": None}),
        ("ngày 25 hàng tháng", "2026-09-25", {"every": "month", "day": 25, "month": None}),
        ("định kỳ hằng quý", "2026-09-30", {"every": "quarter", "day": None, "month": None}),
        ("6 tháng một lần", "2026-12-31", {"every": "half_year", "day": None, "month": None}),
        ("trước ngày 20 của tháng cuối quý", "2026-09-20", {"every": "quarter", "day": 20, "month": 3}),
        ("trước ngày 5 tháng đầu quý sau", "2026-10-05", {"every": "quarter", "day": 5, "month": 1}),
        ("trước ngày 05/12 hằng năm", "2026-12-05", {"every": "year", "day": 5, "month": 12}),
        ("hằng tuần", "2026-09-04", {"every": "week", "day": None, "month": None}),
    ],
)
def test_what_comes_again_has_a_rhythm_and_its_next_day(words, due_on, rhythm):
    one = due(words)
    assert one.quote == words
    assert (one.fields["due_on"], one.fields["recurrence"]) == (due_on, rhythm)


def test_two_days_of_every_year_are_one_rhythm():
    rhythm = due("trước ngày 15/6 và 15/12 hằng năm").fields["recurrence"]
    assert rhythm["also"] == [{"day": 15, "month": 12}]
    assert next_time(rhythm, date(2026, 12, 16)) == date(2027, 6, 15)


def test_a_rhythm_on_the_31st_falls_on_the_last_day_of_a_short_month():
    assert next_time({"every": "month", "day": 31, "month": None}, date(2027, 2, 3)) == date(2027, 2, 28)


def test_the_requirement_takes_the_day_before_the_rhythm():
    text = "Tin\n\nYêu cầu các chi bộ báo cáo hằng quý, hoàn thành việc rà soát trước ngày 30/11/2026.\n"
    fields = read(text, issued_on=ISSUED).of("requirement")[0].fields
    assert (fields["ctx_due_on"], fields["ctx_due_reason"]) == ("2026-11-30", "printed")
    assert fields["ctx_recurrence"]["every"] == "quarter"


@pytest.mark.parametrize(
    "sentence",
    [
        "Phụ cấp hằng tháng của bí thư chi bộ là 0,9 mức lương cơ sở.",
        "Số liệu tính đến ngày 30/6/2026 như sau.",
        "Trong công tác cán bộ, Đảng ủy luôn dân chủ.",
        "Năm 2025, Đảng bộ có 12 chi bộ trực thuộc.",
    ],
)
def test_what_only_tells_of_time_is_no_deadline(sentence):
    assert read(f"Tin\n\n{sentence}\n", issued_on=ISSUED).of("deadline") == ()


@pytest.mark.parametrize(
    ("cell", "due_on"),
    [
        ("Quý III/2026", date(2026, 9, 30)),
        ("30/9/2026", date(2026, 9, 30)),
        ("Trước 30/6", date(2027, 6, 30)),
        ("Tháng 9 - 12/2026", date(2026, 12, 31)),
        ("Xong trước 15/10", date(2026, 10, 15)),
        ("Hằng tháng", date(2026, 9, 30)),
        ("Năm 2026", date(2026, 12, 31)),
    ],
)
def test_a_cell_of_a_table_is_read_without_a_lead(cell, due_on):
    found = of_cell(cell, ISSUED)
    assert found is not None
    assert found.due_on == due_on


@pytest.mark.parametrize("cell", ["", "Thường xuyên", "Theo kế hoạch", "Đảng ủy xã", "x" * 3000])
def test_a_cell_that_names_no_time_means_none(cell):
    assert of_cell(cell, ISSUED) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Đảng ủy yêu cầu các chi bộ kiểm tra, thực hiện từ tháng 6 đến tháng 9/2021.", "2021-09-30"),
        ("Đảng ủy yêu cầu các chi bộ báo cáo vào tuần cuối của tháng cuối quý.", "2025-09-30"),
        ("Đảng ủy yêu cầu các chi bộ báo cáo, chậm nhất 15 ngày trước khi kết thúc quý.", None),
    ],
)
def test_stretches_and_last_weeks(text, due):
    (one,) = read(f"Tin\n\n{text}\n", issued_on=date(2025, 7, 3)).of("deadline")
    assert one.fields["due_on"] == due
    assert one.fields["rule"] != "after_event"
