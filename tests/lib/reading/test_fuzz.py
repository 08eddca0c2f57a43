"""A bounded run of texts and files made at random; larger ones by hand, see `tests.fuzz_reading`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz_reading import PIECES, check_file, check_text, run
from tests.work import steps
from tusoi.lib.reading import read

LINES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
PAGES = st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=25).map("\n".join)


def test_some_hundred_texts_and_files_made_at_random_hold_the_invariants():
    assert run(texts=400, files=60)["readable"] > 10


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_pages_of_pieces_of_the_genre_hold_the_invariants(text):
    check_text(text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.eml", "a.doc", "a", "a.pdf.txt"]))
def test_any_bytes_under_any_name_are_read_or_refused(data, name):
    check_file(data, name)


@pytest.mark.parametrize("piece", ["Điều 1. ", "12 ", "(", "“", "1\ta\tb\n", "Đảng ủy các xã A, ", "quy ết "])
def test_four_times_a_long_text_is_about_four_times_the_work(piece):
    long = (piece * 80_000)[:80_000]
    assert steps(lambda: read(long)) < 6 * steps(lambda: read(long[:20_000])) + 2_000
