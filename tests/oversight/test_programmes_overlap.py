"""What falls upon the same organisation: the same both ways round, and told to whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.oversight import build
from tests.oversight.programmes import YEAR, draft, only_line, programme
from tusoi.oversight.models import Case, Programme
from tusoi.oversight.overlap import COVERS, SAME, Planned, overlap_of, overlaps_of
from tusoi.oversight.overlap import YEAR as SAME_YEAR
from tusoi.oversight.selectors.programmes import lines_of, overlaps_for

PATHS = ("000001", "000001000002", "000001000003", "000001000002000004")
subjects = st.frozensets(st.tuples(st.sampled_from(PATHS), st.sampled_from([None, 1, 2])), min_size=1, max_size=3)
days = st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1))


@st.composite
def planned(draw, kind):
    begins, ends = draw(days), draw(days)
    if begins and ends and ends < begins:
        begins, ends = ends, begins
    return Planned(
        key=(kind, draw(st.integers(1, 40))), owner=(draw(st.integers(1, 2)), draw(st.sampled_from([None, 7]))),
        subjects=draw(subjects), areas=draw(st.frozensets(st.sampled_from("abc"), max_size=2)),
        examined_from=begins, examined_to=ends, year=draw(st.sampled_from([None, 2026, 2027])),
        quarter=draw(st.sampled_from([None, 1, 2])),
    )  # fmt: skip


@given(planned("entry"), planned("case"))
def test_what_falls_upon_another_is_fallen_upon_by_it(one, other):
    there, back = overlap_of(one, other), overlap_of(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert there.kind == back.kind
        assert there.areas == back.areas


@given(st.lists(planned("entry"), max_size=6), st.lists(planned("case"), max_size=6))
def test_the_index_finds_exactly_what_comparing_each_with_each_finds(ones, others):
    ones = list({one.key: one for one in ones}.values())
    others = list({one.key: one for one in others}.values())
    each = {(one.key, other.key) for one in ones for other in others if overlap_of(one, other)}
    found = {(key, hit.other) for key, hits in overlaps_of(ones, others).items() for hit in hits}
    assert found == each


def line(**more):
    values = {
        "key": ("entry", 1), "owner": (1, None), "subjects": frozenset({(PATHS[1], None)}), "areas": frozenset("a"),
        "year": 2027, "quarter": 2,
    }  # fmt: skip
    return Planned(**values | more)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({}, SAME),
        ({"quarter": 3, "owner": (1, None)}, None),
        ({"quarter": 3, "owner": (2, None)}, SAME_YEAR),
        ({"areas": frozenset("b"), "owner": (1, 7)}, SAME_YEAR),
        ({"year": 2026, "owner": (2, None)}, None),
        ({"subjects": frozenset({(PATHS[3], None)})}, COVERS),
        ({"subjects": frozenset({(PATHS[0], None)})}, COVERS),
        ({"subjects": frozenset({(PATHS[2], None)})}, None),
        ({"subjects": frozenset({(PATHS[1], 5)})}, COVERS),
    ],
)
def test_what_counts_as_what(other, kind):
    hit = overlap_of(line(), line(key=("entry", 2), **other))
    assert (hit.kind if hit else None) == kind


def test_periods_examined_meet_on_a_day_and_an_open_one_meets_all_later():
    mine = line(quarter=1, examined_from=date(2025, 1, 1), examined_to=date(2025, 12, 31))
    meets = line(key=("entry", 2), quarter=3, examined_from=date(2025, 12, 31))
    after = line(key=("entry", 2), quarter=3, examined_from=date(2026, 1, 1))
    unset = line(key=("entry", 2), quarter=3)
    assert overlap_of(mine, meets)
    assert overlap_of(mine, after) is None
    assert overlap_of(mine, unset) is None


# --- between programmes


def hits(made, by):
    found = overlaps_for(made, lines_of(made, by), by)
    return [(hit.kind, hit.owner) for some in found.values() for hit in some]


@pytest.mark.django_db
def test_a_proposal_from_below_is_met_from_above_and_a_draft_is_not(cast):
    below = programme(cast.lan, cast.an_binh, draft(cast.thon_dong))
    above = programme(cast.may, cast.province, draft(cast.an_binh))
    assert hits(above, cast.may) == []
    Programme.objects.filter(pk=below.pk).update(state="proposed")
    assert hits(above, cast.may) == [(COVERS, "Đảng ủy xã An Bình")]


@pytest.mark.django_db
def test_a_proposal_above_over_the_readers_own_house_is_not_told_to_it(cast):
    above = programme(cast.may, cast.province, draft(cast.an_binh), draft(cast.thon_ha))
    Programme.objects.filter(pk=above.pk).update(state="merged")
    below = programme(cast.lan, cast.an_binh, draft(cast.thon_dong), draft(cast.thon_ha))
    assert hits(below, cast.lan) == [(SAME, "Tỉnh ủy Sơn Hà")]
    Programme.objects.filter(pk=above.pk).update(state="adopted", adopted_on=cast.may.today)
    assert hits(below, cast.lan) == [
        (COVERS, "Tỉnh ủy Sơn Hà"), (SAME, "Tỉnh ủy Sơn Hà"), (COVERS, "Tỉnh ủy Sơn Hà"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_sibling_is_never_met(cast):
    other = programme(cast.tuong, cast.suoi_giang, draft(cast.ban_le))
    Programme.objects.filter(pk=other.pk).update(state="adopted", adopted_on=cast.may.today)
    assert hits(programme(cast.lan, cast.an_binh, draft(cast.thon_dong)), cast.lan) == []


@pytest.mark.django_db
def test_a_running_case_is_met_and_a_restricted_one_below_is_not(cast):
    made = programme(cast.may, cast.province, draft(cast.thon_dong))
    case = build.case(cast.lan, cast.an_binh, cast.thon_dong)
    case.areas.add(build.area())
    Case.objects.update(issued_on=date(YEAR, 5, 1))
    assert hits(made, cast.may) == [(SAME, "Đảng ủy xã An Bình")]
    for closed in ({"circle": "restricted"}, {"circle": "normal", "issued_on": None}, {"state": "closed",
                   "closed_on": date(YEAR, 6, 1), "issued_on": date(YEAR, 5, 1)}):  # fmt: skip
        Case.objects.update(**closed)
        assert hits(made, cast.may) == []


@pytest.mark.django_db
def test_a_case_above_over_the_own_house_is_met_only_by_who_may_see_it(cast):
    made = programme(cast.lan, cast.an_binh, draft(cast.thon_dong))
    case = build.case(cast.may, cast.province, cast.an_binh, at="outline")
    case.areas.add(build.area())
    Case.objects.update(issued_on=date(YEAR, 5, 1))
    assert hits(made, cast.lan) == []
    case.subjects.update(opened_on=date(YEAR, 5, 2))
    assert hits(made, cast.lan) == [(COVERS, "Tỉnh ủy Sơn Hà")]


@pytest.mark.django_db
def test_the_case_of_a_line_does_not_meet_its_own_line(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="adopted", inspector=cast.inspector)
    case = build.case(cast.may, cast.province, cast.an_binh, entry=only_line(made))
    case.areas.add(build.area())
    Case.objects.update(issued_on=date(YEAR, 5, 1))
    assert hits(made, cast.may) == []


@pytest.mark.django_db
def test_two_boards_of_one_house_see_each_other_before_anything_is_adopted(cast):
    board = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra Tỉnh ủy")
    own = programme(cast.inspector, cast.province, draft(cast.an_binh), body_id=board.pk)
    committee = programme(cast.may, cast.province, draft(cast.an_binh))
    assert hits(committee, cast.inspector) == [(SAME, "Ủy ban Kiểm tra Tỉnh ủy")]
    assert hits(own, cast.inspector) == [(SAME, "Tỉnh ủy Sơn Hà")]


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_lines(cast, django_assert_max_num_queries):
    many = [draft(one, content=f"Việc {number}") for number in range(12) for one in (cast.an_binh, cast.suoi_giang)]
    made = programme(cast.may, cast.province, *many)
    lines = lines_of(made, cast.may)
    with django_assert_max_num_queries(7):
        assert overlaps_for(made, lines, cast.may)
