# ruff: noqa: E501 (a sentence stays on its line)
"""Targets in words, and figures set against them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.lib.clauses import Target, compare, target_in, targets_in


@pytest.mark.parametrize(
    ("text", "value", "unit", "direction", "per", "measure"),
    [
        ("Tỷ lệ kết nạp đạt từ 3% trở lên/năm.", 3, "%", ">=", "year", "Tỷ lệ kết nạp"),
        ("- Hằng năm, trên 90 % chi bộ hoàn thành tốt nhiệm vụ.", 90, "%", ">", "year", "chi bộ hoàn thành tốt nhiệm vụ"),
        ("Tỷ lệ vắng họp không quá 5,5% mỗi tháng", 5.5, "%", "<=", "month", "Tỷ lệ vắng họp"),
        ("Kết nạp ít nhất 1.200 đảng viên trong nhiệm kỳ", 1200, "đảng viên", ">=", "term", "Kết nạp"),
        ("Số hộ nghèo giảm xuống dưới 2% vào năm 2030", 2, "%", "<", "", "Số hộ nghèo"),
        ("Phấn đấu 100% chi bộ có tổ công tác", 100, "%", ">=", "", "chi bộ có tổ công tác"),
        ("Số cuộc kiểm tra tối đa 4 cuộc/quý", 4, "cuộc", "<=", "quarter", "Số cuộc kiểm tra"),
    ],
)  # fmt: skip
def test_a_target_is_read_with_its_unit_direction_period_and_measure(text, value, unit, direction, per, measure):
    found = target_in(text)

    assert found is not None
    assert (found.value, found.unit, found.direction, found.per) == (value, unit, direction, per)
    assert found.measure == measure
    assert text[found.start : found.end].startswith(str(found.value)[:1])


def test_a_range_keeps_both_ends():
    found = target_in("Tỷ lệ kết nạp đạt 3 đến 4%/năm")

    assert found is not None
    assert (found.value, found.high) == (3, 4)


@pytest.mark.parametrize("text", ["", "Số 12-CTr/TU ngày 05/01/2026", "Làm tốt công tác dân vận", "Điều 5, khoản 3"])
def test_numbers_of_documents_and_days_are_no_targets(text):
    assert target_in(text) is None


@pytest.mark.parametrize(
    ("wanted", "passage", "verdict", "meets"),
    [
        ("Tỷ lệ kết nạp đạt từ 3% trở lên/năm", "Tỷ lệ kết nạp đạt 2,5%/năm", "lower", False),
        ("Tỷ lệ kết nạp đạt từ 3% trở lên/năm", "Kết nạp đạt 3%", "equal", True),
        ("Tỷ lệ kết nạp đạt từ 3% trở lên/năm", "Tỷ lệ kết nạp hằng năm 3,4%", "higher", True),
        ("Vắng họp không quá 5% mỗi tháng", "Vắng họp không quá 4% mỗi tháng", "lower", True),
        ("Vắng họp không quá 5% mỗi tháng", "Vắng họp dưới 7%", "higher", False),
        ("Trên 90% chi bộ đạt loại tốt", "90% chi bộ đạt loại tốt", "equal", False),
        ("Hộ nghèo còn dưới 2%", "Hộ nghèo còn dưới 2%", "equal", True),
    ],
)
def test_a_figure_is_higher_equal_or_lower_and_the_direction_says_whether_it_is_enough(wanted, passage, verdict, meets):
    target = target_in(wanted)

    assert target is not None
    found = compare(target, passage)
    assert (found.verdict, found.meets) == (verdict, meets)


@pytest.mark.parametrize(
    ("passage", "reason"),
    [
        ("Làm tốt công tác phát triển đảng viên", "no_figure"),
        ("Mỗi năm kết nạp từ 12 đảng viên trở lên", "other_unit"),
        ("Tỷ lệ kết nạp đạt 3% mỗi quý", "other_period"),
        ("", "no_figure"),
    ],
)
def test_what_cannot_be_compared_is_said_to_be_unknown(passage, reason):
    target = target_in("Tỷ lệ kết nạp đạt từ 3% trở lên/năm")

    assert target is not None
    found = compare(target, passage)
    assert (found.verdict, found.meets, found.reason) == ("unknown", None, reason)


def test_of_several_figures_the_one_that_measures_the_same_counts():
    target = target_in("Tỷ lệ đảng viên dự họp đạt ít nhất 85%")

    assert target is not None
    found = compare(target, "Kết nạp đạt 3%; tỷ lệ đảng viên dự họp đạt 88%.")
    assert found.own is not None
    assert found.own.value == 88


def test_a_target_is_kept_as_json_and_read_back():
    target = target_in("Tỷ lệ kết nạp đạt từ 3% trở lên/năm")

    assert target is not None
    read = Target.from_json(target.as_json())
    assert read is not None
    assert (read.value, read.unit, read.per) == (3, "%", "year")
    assert Target.from_json({"value": True, "unit": "%"}) is None
    assert Target.from_json({}) is None


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="0123456789,.%- \nđạtừkhông quáýtrở lên/năm", max_size=300))
def test_no_text_makes_it_fail(text):
    for one in targets_in(text):
        assert 0 <= one.start < one.end <= len(text)
        assert compare(one, text).verdict in {"higher", "equal", "lower", "unknown"}
