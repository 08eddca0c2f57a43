from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.rendering.passages import Mark, Segment, highlight, paragraphs

TEXTS = st.text(alphabet="aộ b\n", max_size=40)
MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-5, 45),
        end=st.integers(-5, 45),
        css=st.sampled_from(["duty", "due"]),
        id=st.uuids().map(str),
    ),
    max_size=8,
)
TEXT = "Trước ngày 31/10/2026, các chi bộ báo cáo."


def test_a_text_without_marks_is_one_segment():
    assert highlight(TEXT) == [Segment(TEXT, 0)]


def test_an_empty_text_has_no_segment():
    assert highlight("") == []


def test_a_mark_cuts_the_text_in_three():
    segments = highlight(TEXT, [Mark(11, 21, "due", "due-1")])
    assert [segment.text for segment in segments] == ["Trước ngày ", "31/10/2026", ", các chi bộ báo cáo."]
    assert [segment.ids for segment in segments] == [(), ("due-1",), ()]
    assert segments[1].classes == ("due",)


def test_a_nested_mark_is_covered_by_both_with_the_outer_one_first():
    inner, outer = Mark(11, 21, "due", "due-1"), Mark(0, len(TEXT), "duty", "duty-1")
    segments = highlight(TEXT, [inner, outer])
    assert [segment.ids for segment in segments] == [("duty-1",), ("duty-1", "due-1"), ("duty-1",)]


def test_overlapping_marks_share_the_middle():
    segments = highlight("abcdef", [Mark(0, 4, "duty", "one"), Mark(2, 6, "duty", "two")])
    assert [(segment.text, segment.ids) for segment in segments] == [
        ("ab", ("one",)),
        ("cd", ("one", "two")),
        ("ef", ("two",)),
    ]
    assert segments[1].classes == ("duty",)


def test_a_mark_opens_where_it_begins_and_only_there():
    segments = highlight("abcdef", [Mark(0, 6, "duty", "outer"), Mark(2, 4, "due", "inner")])
    assert [segment.opens for segment in segments] == [("outer",), ("inner",), ()]


def test_marks_outside_the_text_are_cut_to_it_and_empty_ones_ignored():
    assert [segment.ids for segment in highlight("abc", [Mark(-2, 9, "duty", "all")])] == [("all",)]
    assert highlight("abc", [Mark(1, 1, "duty", "none"), Mark(7, 9, "duty", "beyond")]) == [Segment("abc", 0)]


def test_a_mark_over_two_lines_is_in_both_paragraphs_and_opens_in_the_first():
    first, second = paragraphs("một\nhai", [Mark(2, 5, "duty", "both")])
    assert [(segment.text, segment.ids, segment.opens) for segment in first.segments] == [
        ("mộ", (), ()),
        ("t", ("both",), ("both",)),
    ]
    assert [(segment.text, segment.ids, segment.opens) for segment in second.segments] == [
        ("h", ("both",), ()),
        ("ai", (), ()),
    ]


def test_a_mark_that_begins_on_a_line_break_opens_on_the_next_line():
    _, second = paragraphs("một\nhai", [Mark(3, 7, "duty", "late")])
    assert second.segments[0].opens == ("late",)


def test_an_empty_line_is_a_paragraph_without_segments():
    assert [paragraph.text for paragraph in paragraphs("một\n\nhai\n")] == ["một", "", "hai", ""]


@given(TEXTS, MARKS)
def test_joining_the_segments_gives_the_text_back(text, marks):
    assert "".join(segment.text for segment in highlight(text, marks)) == text


@given(TEXTS, MARKS)
def test_joining_the_paragraphs_gives_the_text_back(text, marks):
    assert "\n".join(paragraph.text for paragraph in paragraphs(text, marks)) == text


@given(TEXTS, MARKS)
def test_every_segment_stands_where_it_says(text, marks):
    pieces = [*highlight(text, marks), *(piece for line in paragraphs(text, marks) for piece in line.segments)]
    assert all(text[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)


@given(TEXTS, MARKS)
def test_a_character_carries_exactly_the_marks_that_cover_it(text, marks):
    for segment in highlight(text, marks):
        for position in range(segment.start, segment.start + len(segment.text)):
            assert set(segment.ids) == {mark.id for mark in marks if mark.start <= position < mark.end}


@given(TEXTS, MARKS)
def test_each_mark_opens_at_most_once(text, marks):
    for pieces in (highlight(text, marks), [piece for line in paragraphs(text, marks) for piece in line.segments]):
        opened = [name for piece in pieces for name in piece.opens]
        assert len(opened) == len(set(opened))
