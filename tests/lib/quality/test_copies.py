"""Similarity of two texts by their own words, on the text and on its fingerprint."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.quality import bands, fingerprint, likeness, own_words, quoted_from, shared, similarity

SYLLABLES = (
    "chi", "bộ", "họp", "đồng", "chí", "nhận", "việc", "sổ", "tay", "ghi", "rõ", "từng", "mục", "Đường", "bản", "Lè",
)  # fmt: skip
lines = st.lists(st.sampled_from(SYLLABLES), min_size=5, max_size=30).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=4).map("\n".join)
anything = st.text(max_size=200)
QUOTE = "Khẩn trương rà soát các kết luận còn dở dang, nêu tên người phải trả lời và ngày trả lời từng kết luận"


@given(texts, texts)
def test_similarity_is_the_same_both_ways_round_and_a_share(one, other):
    a, b = own_words(one), own_words(other)
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1


@given(texts)
def test_the_same_text_is_wholly_alike(text):
    assert similarity(own_words(text), own_words(text)) == 1


@given(texts, texts)
def test_quoting_the_superior_does_not_raise_similarity(one, other):
    quoted = quoted_from([QUOTE])
    plain = similarity(own_words(one, quoted), own_words(other, quoted))
    with_quote = similarity(own_words(f"{one}\n{QUOTE}", quoted), own_words(f"{QUOTE}\n{other}", quoted))
    assert with_quote == plain


@given(anything, anything)
def test_shared_passages_lie_inside_both_texts_and_are_the_same_words(one, other):
    one, other = normalize("NFC", f"{one} {other} {one}"), normalize("NFC", f"{other} {one}")
    a, b = own_words(one), own_words(other)
    behind = 0
    for passage in shared(a, b):
        assert behind <= passage.start < passage.end <= len(one)
        assert 0 <= passage.there < passage.there_end <= len(other)
        here = [word.folded for word in a.words if passage.start <= word.start < passage.end]
        there = [word.folded for word in b.words if passage.there <= word.start < passage.there_end]
        assert here == there
        behind = passage.end


@given(anything)
def test_any_text_has_words_inside_it(text):
    whole = normalize("NFC", text)
    for word in own_words(text).words:
        assert 0 <= word.start < word.end <= len(whole)


def test_marks_and_capitals_make_no_other_text():
    assert similarity(own_words("Đảng ủy xã An Bình họp"), own_words("DANG UY XA AN BINH HOP")) == 1


def text_of(begin, count):
    return "\n".join(
        f"việc {number} của bản {number * 7} giao người {number + 3}" for number in range(begin, begin + count)
    )


@pytest.mark.parametrize("apart", [0, 10, 20, 40])
def test_a_fingerprint_tells_nearly_what_the_texts_tell(apart):
    one, other = own_words(text_of(0, 60)), own_words(text_of(apart, 60))
    assert abs(likeness(fingerprint(one), fingerprint(other)) - similarity(one, other)) < 0.2


def test_a_fingerprint_stays_what_it_was_from_one_version_of_the_library_to_the_next():
    """What is stored must be comparable with what is sent tomorrow; if this fails, `tusoi reindex` belongs to the
    upgrade."""
    assert fingerprint(own_words(text_of(0, 10))).hex()[:32] == "13b018597ea8bb5b7982bad07eeac64f"


def test_texts_much_alike_share_a_band_of_their_duty_only():
    one, other = fingerprint(own_words(text_of(0, 60))), fingerprint(own_words(text_of(5, 60)))
    assert set(bands(one, 1)) & set(bands(other, 1))
    assert not set(bands(one, 1)) & set(bands(one, 2))


def test_a_short_text_is_nobodys():
    assert fingerprint(own_words("Đã rõ, xin nhận nhiệm vụ.")) == b""
    assert bands(b"", 1) == ()
    assert likeness(b"", b"") == 0
