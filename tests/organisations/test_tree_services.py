from datetime import date, timedelta

import pytest
from django.db.models import F

from tests import factories
from tusoi.audit.models import Entry
from tusoi.organisations.models import AreaAssignment, Designation, Organisation, OrganisationKind, Placement
from tusoi.organisations.scope import Refused, system_actor
from tusoi.organisations.services import (
    Misplaced,
    assign_area,
    end_organisation,
    found_organisation,
    rename_organisation,
)  # fmt: skip

DAY = date(2024, 3, 1)


def found(cast, by=None, parent=None, **more):
    values = {
        "name": "Chi bộ Thôn Nam", "kind": factories.organisation_kind("cell"), "parent": parent or cast.an_binh,
        "founded_on": DAY,
    }  # fmt: skip
    return found_organisation(**{**values, **more}, by=by or cast.admin)


def test_a_founded_organisation_stands_below_its_parent_with_a_name_and_a_place(cast):
    cell = found(cast, decision="12-QĐ/TU")
    assert cell.path.startswith(cast.an_binh.path)
    assert (cell.depth, cell.pivot_id, cell.symbol) == (2, cast.an_binh.pk, "CB")
    assert Placement.objects.get(organisation=cell).decision == "12-QĐ/TU"
    assert Designation.objects.get(organisation=cell).valid_from == DAY
    entry = Entry.objects.get(subject_type="organisations.organisation", subject_id=cell.pk)
    assert (entry.action, entry.account_id) == ("organisations.found", cast.admin.account_id)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "name"),
        ({"name": "Chi bộ Thôn Đông"}, "taken"),
        ({"founded_on": date(2019, 1, 1)}, "kind"),
        ({"founded_on": date(2999, 1, 1)}, "day"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(cast, change, code):
    before = Organisation.objects.count()
    with pytest.raises(Misplaced) as refusal:
        found(cast, **change)
    assert refusal.value.code == code
    assert Organisation.objects.count() == before


def test_a_kind_lies_only_below_a_smaller_rank(cast):
    with pytest.raises(Misplaced) as refusal:
        found(cast, kind=factories.organisation_kind("province"))
    assert refusal.value.code == "rank"


def test_a_kind_that_is_no_longer_in_force_cannot_be_founded(cast):
    kind = OrganisationKind.objects.create(
        code="old", name_vi="cũ", name_en="old", rank=5, valid_from=date(2000, 1, 1), valid_to=date(2024, 1, 1)
    )
    with pytest.raises(Misplaced) as refusal:
        found(cast, kind=kind)
    assert refusal.value.code == "kind"


def test_the_same_name_may_stand_below_another_parent_or_come_back_after_the_end(cast):
    found(cast, name="Chi bộ Thôn Đông", parent=cast.suoi_giang)
    end_organisation(organisation_id=cast.thon_dong.pk, on=DAY, reason="sáp nhập thôn", by=cast.admin)
    assert found(cast, name="Chi bộ Thôn Đông").pk != cast.thon_dong.pk


def test_who_may_not_change_the_tree_is_refused(cast):
    for actor in (cast.may, cast.lan, cast.inspector, cast.sua):
        with pytest.raises(Refused):
            found(cast, by=actor)


def test_a_parent_out_of_reach_does_not_exist(cast):
    with pytest.raises(Organisation.DoesNotExist):
        found(cast, by=cast.tuong)


def test_nothing_is_founded_below_an_ended_organisation(cast):
    end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="giải thể", by=cast.admin)
    with pytest.raises(Misplaced) as refusal:
        found(cast, parent=cast.thon_ha, kind=factories.organisation_kind("group"))
    assert refusal.value.code == "ended"


def test_after_a_renaming_both_names_are_readable_on_their_days(cast):
    rename_organisation(
        organisation_id=cast.an_binh.pk, name="Đảng ủy xã An Thái", on=DAY, by=cast.admin, decision="5-QĐ/TU"
    )
    cast.an_binh.refresh_from_db()
    assert cast.an_binh.name == "Đảng ủy xã An Thái"
    names = Designation.objects.filter(organisation=cast.an_binh)
    assert names.on(DAY).get().name == "Đảng ủy xã An Thái"
    assert names.on(DAY - timedelta(days=1)).get().name == "Đảng ủy xã An Bình"
    entry = Entry.objects.filter(action="organisations.rename").get()
    assert entry.changes["name"] == ["Đảng ủy xã An Bình", "Đảng ủy xã An Thái"]


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("", DAY, "name"),
        ("Tên mới", factories.LONG_AGO, "day"),
        ("Tên mới", date(2999, 1, 1), "day"),
        ("Đảng ủy xã Suối Giàng", DAY, "taken"),
    ],
)
def test_a_renaming_that_does_not_fit_is_refused(cast, name, on, code):
    with pytest.raises(Misplaced) as refusal:
        rename_organisation(organisation_id=cast.an_binh.pk, name=name, on=on, by=cast.admin)
    assert refusal.value.code == code
    assert Designation.objects.filter(organisation=cast.an_binh).count() == 1


def test_an_ended_organisation_is_not_renamed(cast):
    end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="giải thể", by=cast.admin)
    with pytest.raises(Misplaced) as refusal:
        rename_organisation(organisation_id=cast.thon_ha.pk, name="Tên mới", on=DAY, by=cast.admin)
    assert refusal.value.code == "ended"


def test_an_end_closes_everything_that_was_open_there(cast):
    factories.member(factories.person(), cast.thon_ha)
    head = factories.position(factories.person(), "bi-thu", cast.an_binh)
    by = cast.lan
    assign_area(
        person_id=head.person_id, organisation_id=cast.an_binh.pk, territory_id=cast.thon_ha.pk, valid_from=DAY, by=by
    )
    on = date(2025, 5, 5)
    end_organisation(organisation_id=cast.thon_ha.pk, on=on, reason="sáp nhập", by=cast.admin)
    cast.thon_ha.refresh_from_db()
    assert cast.thon_ha.ended_on == on
    for related in ("placements", "designations", "positions", "memberships"):
        assert list(getattr(cast.thon_ha, related).values_list("valid_to", flat=True)) == [on]
    assert AreaAssignment.objects.get(territory=cast.thon_ha).valid_to == on
    entry = Entry.objects.get(action="organisations.end")
    assert entry.changes["closed"]["memberships"] == 1


def test_what_would_have_begun_after_the_end_never_begins(cast):
    later = factories.position(factories.person(), "dang-vien", cast.thon_ha, since=date(2025, 9, 9))
    end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="sáp nhập", by=cast.admin)
    later.refresh_from_db()
    assert later.valid_to == later.valid_from


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (date(2019, 1, 1), "vì", "day"),
        (date(2999, 1, 1), "vì", "day"),
        (DAY, " ", "reason"),
    ],
)
def test_an_end_that_does_not_fit_is_refused(cast, on, reason, code):
    with pytest.raises(Misplaced) as refusal:
        end_organisation(organisation_id=cast.thon_ha.pk, on=on, reason=reason, by=cast.admin)
    assert refusal.value.code == code


def test_an_organisation_with_living_ones_below_does_not_end(cast):
    with pytest.raises(Misplaced) as refusal:
        end_organisation(organisation_id=cast.an_binh.pk, on=DAY, reason="vì", by=cast.admin)
    assert refusal.value.code == "children"


def test_an_organisation_that_still_owes_does_not_end(cast):
    with pytest.raises(Misplaced) as refusal:
        end_organisation(
            organisation_id=cast.thon_ha.pk, on=DAY, reason="vì", by=cast.admin, owes=lambda organisation: True
        )
    assert refusal.value.code == "duties"
    cast.thon_ha.refresh_from_db()
    assert cast.thon_ha.ended_on is None


def test_it_does_not_end_before_its_last_name_began(cast):
    rename_organisation(organisation_id=cast.thon_ha.pk, name="Chi bộ Thôn Hạ 1", on=DAY, by=cast.admin)
    with pytest.raises(Misplaced) as refusal:
        end_organisation(organisation_id=cast.thon_ha.pk, on=DAY - timedelta(days=1), reason="vì", by=cast.admin)
    assert refusal.value.code == "day"


def test_the_command_at_the_machine_sees_and_changes_everything(cast):
    rename_organisation(organisation_id=cast.ban_le.pk, name="Chi bộ Bản Lè 2", on=DAY, by=system_actor())
    assert Organisation.objects.visible_to(system_actor()).count() == 6


def test_a_living_organisation_agrees_with_its_open_place_and_name(cast):
    found(cast)
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã An Thái", on=DAY, by=cast.admin)
    living = Organisation.objects.living()
    assert Placement.objects.open().filter(path=F("organisation__path")).count() == living.count()
    assert Placement.objects.open().exclude(path=F("organisation__path")).count() == 0
    assert Designation.objects.open().filter(name=F("organisation__name")).count() == living.count()


def test_a_rename_to_the_very_same_name_changes_nothing(cast):
    same = {"name": cast.an_binh.name, "short_name": cast.an_binh.short_name, "code": cast.an_binh.code}
    with pytest.raises(Misplaced, match="same"):
        rename_organisation(organisation_id=cast.an_binh.pk, on=cast.admin.today, by=cast.admin, **same)
    assert Designation.objects.filter(organisation=cast.an_binh).count() == 1


def test_a_name_given_today_is_mended_today_and_leaves_one_name(cast):
    made = found(cast, name="Chi bộ Thôn Nâm", founded_on=cast.admin.today)
    rename_organisation(organisation_id=made.pk, name="Chi bộ Thôn Nam", on=cast.admin.today, by=cast.admin)
    assert [one.name for one in Designation.objects.filter(organisation=made)] == ["Chi bộ Thôn Nam"]
    assert Entry.objects.get(action="organisations.rename").changes["name"] == ["Chi bộ Thôn Nâm", "Chi bộ Thôn Nam"]
