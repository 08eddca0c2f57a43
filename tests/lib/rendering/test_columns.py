from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.rendering.columns import HEIGHT, picture

KEYS = [f"k{number}" for number in range(12)]


def test_columns_stand_beside_each_other_in_the_order_of_their_levels():
    drawn = picture({"plan": 0, "conclusion": -1, "local": 1}, [("plan", "conclusion"), ("local", "plan")])
    assert [box.key for box in drawn.boxes] == ["conclusion", "plan", "local"]
    assert drawn.boxes[0].x < drawn.boxes[1].x < drawn.boxes[2].x
    assert {box.y for box in drawn.boxes} == {drawn.boxes[0].y}
    assert len(drawn.lines) == 2


def test_boxes_stand_near_what_they_are_joined_to():
    levels = {"middle": 0, "a": 1, "b": 1, "of-b": 2, "of-a": 2}
    links = [("a", "middle"), ("b", "middle"), ("of-a", "a"), ("of-b", "b")]
    assert [box.key for box in picture(levels, links).boxes][-2:] == ["of-a", "of-b"]


def test_nothing_gives_an_empty_picture():
    assert picture({}, []).boxes == []


@given(
    st.dictionaries(st.sampled_from(KEYS), st.integers(-2, 2)),
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=40),
)
def test_no_box_lies_on_another_and_all_lie_in_the_picture(levels, links):
    drawn = picture(levels, links)
    assert {box.key for box in drawn.boxes} == set(levels)
    assert len({(box.x, box.y) for box in drawn.boxes}) == len(drawn.boxes)
    for box in drawn.boxes:
        assert min(box.x, box.y) >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
    for one in drawn.boxes:
        for other in drawn.boxes:
            if one.key < other.key and one.x == other.x:
                assert abs(one.y - other.y) >= HEIGHT
    assert drawn == picture(levels, links)
