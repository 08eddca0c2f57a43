from datetime import date, timedelta

import pytest

from tests import factories
from tusoi.organisations import selectors
from tusoi.organisations.models import Field, Membership, Organisation
from tusoi.organisations.rules import PERMISSIONS, ROLES
from tusoi.organisations.scope import Refused, actor_of, system_actor
from tusoi.organisations.sentences import PERMISSIONS as NAMES
from tusoi.organisations.sentences import REFUSALS, ROLE_NAMES, SENTENCES, STANDINGS
from tusoi.organisations.services import (
    assign_area,
    end_organisation,
    load_reference,
    register_person,
    rename_organisation,
)  # fmt: skip

DAY = date(2024, 3, 1)
TODAY = date(2026, 1, 1)


def names(nodes):
    return [node.name for node in nodes]


# --- the tree


def test_the_children_are_those_of_today_or_of_a_day(cast):
    rename_organisation(organisation_id=cast.thon_dong.pk, name="Chi bộ Thôn Tây", on=DAY, by=cast.admin)
    end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="vì", by=cast.admin)
    by = cast.may
    assert names(selectors.subordinates(cast.an_binh, by=by)) == ["Chi bộ Thôn Tây"]
    before = DAY - timedelta(days=1)
    assert set(names(selectors.subordinates(cast.an_binh, by=by, day=before))) == {"Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"}
    assert {child.name for child in selectors.children_of(cast.an_binh, by=by, day=before)} == {
        "Chi bộ Thôn Tây", "Chi bộ Thôn Hạ",
    }  # fmt: skip
    assert selectors.children_of(cast.an_binh, by=by, ended=True).count() == 2


def test_a_tree_opens_only_the_nodes_one_names_and_counts_what_is_below(cast):
    group = factories.organisation("Tổ 1", "group", cast.thon_dong)
    root = selectors.tree_below(selectors.roots_of(cast.may), by=cast.may, opened={cast.an_binh.pk})[0]
    assert root.below == 6
    commune = next(node for node in root.children if node.id == cast.an_binh.pk)
    other = next(node for node in root.children if node.id == cast.suoi_giang.pk)
    assert (commune.below, names(commune.children)) == (3, ["Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"])
    assert (other.below, other.children) == (1, ())
    assert group.pk not in {node.id for node in commune.children}


def test_the_tree_on_a_past_day_counts_what_was_below_then(cast):
    end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="vì", by=cast.admin)
    roots = selectors.roots_of(cast.may)
    assert selectors.tree_below(roots, by=cast.may)[0].below == 4
    assert selectors.tree_below(roots, by=cast.may, day=DAY - timedelta(days=1))[0].below == 5
    assert selectors.tree_below(roots, by=cast.may, day=date(2019, 1, 1))[0].below == 0


def test_the_cost_of_a_tree_does_not_grow_with_its_width(cast, django_assert_num_queries):
    def ask(count):
        roots = selectors.roots_of(cast.may)
        with django_assert_num_queries(count):
            selectors.tree_below(roots, by=cast.may, opened=set(Organisation.objects.values_list("pk", flat=True)[:0]))

    ask(5)  # two of them ask whether the sizes are remembered
    for n in range(30):
        factories.organisation("Chi bộ", "cell", factories.organisation(f"Đảng ủy xã {n}", "commune", cast.province))
    ask(5)


def test_a_wide_node_says_how_many_it_leaves_out(cast, monkeypatch):
    monkeypatch.setattr("tusoi.organisations.selectors.tree.PER_NODE", 1)
    root = selectors.branch_of(cast.an_binh, by=cast.may)
    assert (len(root.children), root.left_out) == (1, 1)


def test_an_organisation_is_described_as_it_was(cast):
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã An Thái", on=DAY, by=cast.admin)
    cast.an_binh.refresh_from_db()
    then = selectors.organisation_on(cast.an_binh, DAY - timedelta(days=1), by=cast.may)
    assert (then.name, then.parent) == ("Đảng ủy xã An Bình", (cast.province.pk, "Tỉnh ủy Sơn Hà"))
    assert {name for _, name in then.children} == {"Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"}
    assert not selectors.organisation_on(cast.an_binh, date(2019, 1, 1), by=cast.may).existed


def test_roots_are_the_outermost_of_ones_places(cast):
    assert [root.pk for root in selectors.roots_of(cast.lan)] == [cast.an_binh.pk]
    person = factories.person()
    for place in (cast.an_binh, cast.thon_dong, cast.ban_le):
        factories.position(person, "van-phong", place)
    two = actor_of(factories.account(person))
    assert {root.pk for root in selectors.roots_of(two)} == {cast.an_binh.pk, cast.ban_le.pk}
    assert [root.pk for root in selectors.roots_of(system_actor())] == [cast.province.pk]


def test_ancestors_come_from_the_root_down(cast):
    assert selectors.ancestors_of(cast.thon_dong) == [cast.province, cast.an_binh]
    assert selectors.ancestors_of(cast.province) == []


# --- people


def test_the_denominator_of_a_meeting_leaves_out_who_is_away_or_exempt_and_adds_who_visits(cast):
    for standing, count in {"official": 5, "probationary": 2, "away": 3, "visiting": 1, "exempt": 4}.items():
        for _ in range(count):
            factories.member(factories.person(), cast.thon_dong, standing)
    members = selectors.members_count(cast.thon_dong, on=TODAY)
    assert (members.belonging, members.expected) == (14, 8)
    assert selectors.members_count(cast.an_binh, on=TODAY).belonging == 0
    assert selectors.members_count(cast.an_binh, on=TODAY, whole_branch=True) == members
    assert selectors.members_count(cast.suoi_giang, on=TODAY, whole_branch=True).belonging == 0


def test_members_are_counted_as_they_stood_on_the_day(cast):
    person = factories.person()
    row = factories.member(person, cast.thon_dong)
    row.valid_to = DAY
    row.save()
    Membership.objects.create(person=person, organisation=cast.thon_dong, standing="away", valid_from=DAY)
    assert selectors.members_count(cast.thon_dong, on=DAY - timedelta(days=1)).official == 1
    on_the_day = selectors.members_count(cast.thon_dong, on=DAY)
    assert (on_the_day.official, on_the_day.away, on_the_day.expected) == (0, 1, 0)


def test_a_committee_names_each_person_once_the_highest_first(cast):
    secretary = factories.person("Giàng A Chu")
    factories.position(secretary, "bi-thu", cast.an_binh)
    factories.position(secretary, "uy-vien", cast.an_binh)
    seats = selectors.committee_of(cast.an_binh, by=cast.lan, on=TODAY)
    assert {seat.person.name for seat in seats} == {"Giàng A Chu", "Mùa Thị Sua"}
    assert len(next(seat for seat in seats if seat.person == secretary).positions) == 2
    staff = selectors.staff_of(cast.an_binh, by=cast.lan, on=TODAY)
    assert [seat.person.name for seat in staff] == ["Lò Thị Lan"]


def test_people_are_found_without_diacritics_within_reach(cast):
    for place, by in ((cast.an_binh, cast.lan), (cast.suoi_giang, cast.tuong)):
        register_person(name="Đặng Thị Ngọc Ước", organisation_id=place.pk, standing="official", valid_from=DAY, by=by)
    assert selectors.search_people("dang uoc", by=cast.lan).count() == 1
    assert selectors.search_people("dang uoc", by=cast.may).count() == 2
    assert selectors.search_people("", by=cast.lan, organisation=cast.thon_dong).count() == 1


# --- areas


def test_gaps_doubles_and_idle_members_are_told(cast):
    load_reference()
    by = cast.lan
    secretary = factories.person("Giàng A Chu")
    factories.position(secretary, "bi-thu", cast.an_binh)
    for person_id in (cast.sua.person_id, secretary.pk):
        assign_area(
            person_id=person_id, organisation_id=cast.an_binh.pk, territory_id=cast.thon_dong.pk, valid_from=DAY, by=by
        )
    field = Field.objects.first()
    assign_area(person_id=secretary.pk, organisation_id=cast.an_binh.pk, field_id=field.pk, valid_from=DAY, by=by)
    third = factories.person("Vàng A Páo")
    factories.position(third, "pho-bi-thu", cast.an_binh)
    areas = selectors.areas_of(cast.an_binh, by=by, on=TODAY)
    assert [area.name for area in areas.doubles] == ["Chi bộ Thôn Đông"]
    assert "Chi bộ Thôn Hạ" in [area.name for area in areas.gaps]
    assert field.name_vi not in [area.name for area in areas.gaps]
    assert areas.idle == (third,)
    before = selectors.areas_of(cast.an_binh, by=by, on=DAY - timedelta(days=1))
    assert not before.doubles


def test_who_left_the_committee_and_still_answers_for_something_is_told(cast):
    assign_area(
        person_id=cast.sua.person_id, organisation_id=cast.an_binh.pk, territory_id=cast.thon_dong.pk, valid_from=DAY,
        by=cast.lan,
    )  # fmt: skip
    cast.an_binh.positions.filter(person=cast.sua.person_id).update(valid_to=TODAY)
    areas = selectors.areas_of(cast.an_binh, by=cast.lan, on=TODAY)
    assert [row.person_id for row in areas.former] == [cast.sua.person_id]


# --- access


def test_every_permission_is_explained_with_its_appointment_or_why_not(cast):
    told = {row.permission: row for row in selectors.explain_access(cast.lan, cast.thon_dong)}
    assert set(told) == set(PERMISSIONS)
    assert told["read"].allowed
    assert "Đảng ủy xã An Bình" in told["read"].reason
    assert not told["obligations.issue"].allowed
    assert "không dùng thay cấp dưới" in told["obligations.issue"].reason
    assert "không chức vụ nào" in told["accounts.change"].reason
    sideways = {row.permission: row for row in selectors.explain_access(cast.lan, cast.ban_le)}
    assert not any(row.allowed for row in sideways.values())
    assert "phạm vi" in sideways["read"].reason


def test_who_has_access_lists_positions_here_and_above_with_what_they_give(cast):
    rows = selectors.who_has_access(cast.thon_dong, by=cast.admin, on=TODAY)
    holders = {row.person.name: selectors.holder_of(row, cast.thon_dong) for row in rows}
    assert set(holders) == {"Lò Văn Nọi", "Lò Thị Lan", "Mùa Thị Sua", "Hà Thị Mây", "Vi Văn Sáng", "Đinh Công Lâm"}
    assert "obligations.answer" in holders["Lò Văn Nọi"].permissions
    assert "obligations.answer" not in holders["Lò Thị Lan"].permissions
    assert "accounts.change" in holders["Đinh Công Lâm"].permissions
    with pytest.raises(Refused):
        selectors.who_has_access(cast.an_binh, by=cast.sua, on=TODAY)


def test_everything_has_words():
    assert set(NAMES) == set(PERMISSIONS)
    assert set(ROLE_NAMES) == set(ROLES)
    assert set(STANDINGS) == set(Membership.Standing.values)
    assert all(str(text) for codes in REFUSALS.values() for text in codes.values())
    assert all(str(text) for text in SENTENCES.values())
