import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.search.rules import MAX_WORDS, closeness_to, query_words, side_by_side, words


def test_words_are_folded_and_split_at_every_sign():
    assert words("Kết luận số 47-KL/TU, Đông") == ["ket", "luan", "so", "47", "kl", "tu", "dong"]


def test_both_ways_of_writing_a_tone_meet():
    assert words("Uỷ ban") == words("Ủy ban") == words("ỦY BAN")


def test_a_query_has_each_word_once_and_keeps_the_last_one_last():
    assert query_words("dong ha dong") == ["ha", "dong"]


def test_a_query_is_cut_to_its_last_words():
    assert len(query_words(" ".join(f"tu{n}" for n in range(40)))) == MAX_WORDS


@pytest.mark.parametrize("query", ["", "   ", "-- !! ''", "\x00"])
def test_nothing_to_search_gives_no_words(query):
    assert query_words(query) == []


@pytest.mark.parametrize(
    ("title", "query", "expected"),
    [
        ("Chi bộ Thôn Đông", "chi bo thon dong", 0),
        ("Chi bộ Thôn Đông", "chi bộ", 1),
        ("Chi bộ Thôn Đông", "thôn đô", 2),
        ("Chi bộ Thôn Đông", "đông chi", 3),
        ("Kết luận 47-KL/TU", "suoi giang", 4),
    ],
)
def test_the_nearer_a_title_the_smaller_its_distance(title, query, expected):
    assert closeness_to(query)(title) == expected


LETTERS = st.text(alphabet="aăÂbcđĐeếoỜuyỷ19 -/.,(“", max_size=30)


@given(LETTERS, LETTERS.map(words).filter(bool))
def test_words_side_by_side_are_seen_in_a_title_as_it_is_written(title, terms):
    folded = f" {' '.join(words(title))}"
    assert bool(re.search(side_by_side(terms), title)) == (f" {' '.join(terms)}" in folded)
