"""The passage beneath a hit: inside the text, around the words of the query, whatever their diacritics."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.folding import fold, fold_even, nfc
from tusoi.search.passages import LOOKED_AT, passage
from tusoi.search.rules import words

LONG = "Đường vào bản còn lầy. " * 4000

SAID = ("đường", "Đông", "lầy", "chợ", "phiên,", "An", "Bình.", "Ð", "3", "%\n", "họp", "Chi", "bộ")
sayings = st.lists(st.sampled_from(SAID), min_size=1, max_size=60).map(" ".join)


def shown(text, query):
    found = passage(text, query)
    return "".join(piece.text for piece in found.pieces), [piece.text for piece in found.pieces if piece.is_marked]


def test_words_are_found_without_their_diacritics():
    assert shown("Chi bộ Thôn Đông họp đều.", "dong hop")[1] == ["Đông", "họp"]


def test_a_text_in_decomposed_letters_is_the_same_text():
    text = normalize("NFD", "Đảng ủy xã Suối Giàng kiểm điểm")
    assert shown(text, "suoi giang")[1] == ["Suối", "Giàng"]
    assert passage(text, "giang").text == nfc(text)


def test_a_word_in_the_middle_of_a_long_text_is_found():
    text = f"{LONG}Giao đồng chí Nọi đắp lại mương Nà Khoang trước mùa mưa. {LONG}"
    words_shown, marked = shown(text[:LOOKED_AT], "muong na khoang")
    assert marked == ["mương", "Nà", "Khoang"]
    assert words_shown.startswith("… ")
    assert words_shown.endswith(" …")
    assert len(words_shown) < 300


def test_the_passage_with_most_of_the_words_is_shown():
    text = f"Báo cáo tuần. {LONG}Báo cáo về việc đắp mương. {LONG}"
    assert shown(text, "bao cao muong")[1] == ["Báo", "cáo", "mương"]


def test_words_side_by_side_are_preferred():
    text = f"An cư. Bình yên. {LONG} Xã An Bình họp."
    assert "An Bình" in shown(text, "an binh")[0].replace("\xa0", " ")


def test_a_word_within_a_word_is_not_meant():
    assert passage("Quảng Bình", "inh") is None


def test_only_the_last_word_may_be_unfinished():
    assert shown("Sơn Hà: sổ theo dõi", "so theo do")[1] == ["sổ", "theo", "dõ"]


def test_lines_are_told_apart():
    assert shown("Họp đều.\nGhi sổ.", "so")[0] == "Họp đều. · Ghi sổ."


def test_a_text_without_the_words_has_no_passage():
    assert passage("Chi bộ họp", "mưa") is None
    assert passage("", "mưa") is None
    assert passage("Chi bộ họp", "") is None


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_passage_and_its_marks_lie_inside_the_text(text, query):
    found = passage(text, query)
    if found is not None:
        behind = found.start
        assert 0 <= found.start <= found.end <= len(found.text)
        for start, end in found.marks:
            assert behind <= start < end <= found.end
            behind = end


@given(sayings, st.integers(0, 59))
def test_a_word_of_the_text_is_found_in_it(text, which):
    there = words(text)
    if not there:
        return
    word = there[which % len(there)]
    found = passage(normalize("NFD", text), word)
    assert any(fold(found.text[start:end]) == word for start, end in found.marks)


@given(st.text(max_size=200))
def test_a_text_folded_sign_for_sign_is_as_long_as_the_text(text):
    assert len(fold_even(text)) == len(nfc(text))


@given(sayings)
def test_folded_sign_for_sign_says_the_same_words(text):
    assert fold_even(text).split() == fold(text).split()
