import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.folding import fold, fold_even, nfc, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐẢNG  UỶ", "dang uy"),
        ("Ðảng bộ", "dang bo"),
        ("  Nghị   quyết\tsố ", "nghi quyet so"),
        ("ƯƠM", "uom"),
        ("", ""),
    ],
)
def test_marks_case_and_spaces_fold_away(written, folded):
    assert fold(written) == folded


def test_both_placements_of_the_tone_meet():
    assert fold("Uỷ ban khoá hoà") == fold("Ủy ban khóa hòa")


def test_decomposed_text_is_composed():
    assert nfc(unicodedata.normalize("NFD", "Chuyển sinh hoạt")) == "Chuyển sinh hoạt"


@pytest.mark.parametrize(
    "in_order",
    [
        ["an", "ăn", "ân", "ba", "da", "đa", "ea", "êa", "hồ", "oa", "ôi", "ơi", "ta", "ua", "ưa", "va", "xa", "ya"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["An", "an bình", "An Phú", "Anh", "Ân Thi"],
        ["Chi bộ 1", "Chi bộ 2", "Chi bộ An Lạc", "Chi đoàn"],
        ["đảng bộ", "Đảng ủy", "em"],
    ],
)
def test_sorting_by_the_key_is_the_order_of_a_dictionary(in_order):
    assert sorted([*in_order[1:], in_order[0]], key=sort_key) == in_order


def test_a_letter_decides_before_any_tone():
    assert sort_key("mạ") < sort_key("mác")
    assert sort_key("bà an") < sort_key("ba bà")


@given(st.text())
def test_no_text_breaks_folding_or_sorting(text):
    assert fold(fold(text)) == fold(text) or not fold(text).isascii()
    assert "\x00" not in sort_key(text.replace("\x00", ""))
    assert sort_key(nfc(text)) == sort_key(text)


@given(st.text(alphabet=st.sampled_from("aăđĐÐáạưỰỷ Ỹz\t\n\xa0“…–0Ω\u0301\u0323ü")))
def test_a_text_is_folded_the_same_with_and_without_a_rare_sign(text):
    assert fold(text + " ☃") == f"{fold(text)} ☃".strip()
    assert fold_even(text + " ☃") == fold_even(text) + " ☃"
    assert len(fold_even(text)) == len(nfc(text))
