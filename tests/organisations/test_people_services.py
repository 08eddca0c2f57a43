from datetime import date

import pytest

from tests import factories
from tusoi.audit.models import Entry
from tusoi.organisations.models import AreaAssignment, Body, Membership, Organisation, Person, Position, Term
from tusoi.organisations.scope import Refused, actor_of
from tusoi.organisations.services import (
    Unappointable,
    Unassignable,
    WrongPeriod,
    WrongStanding,
    appoint,
    assign_area,
    change_standing,
    end_area,
    end_body,
    end_membership,
    establish_body,
    open_term,
    register_person,
    relieve,
    transfer,
)  # fmt: skip

DAY = date(2024, 3, 1)
LATER = date(2025, 3, 1)


def refused(exception, code, service, **arguments):
    with pytest.raises(exception) as refusal:
        service(**arguments)
    assert refusal.value.code == code


@pytest.fixture
def someone(cast):
    return register_person(
        name="Giàng A Chu", organisation_id=cast.an_binh.pk, standing="official", valid_from=factories.LONG_AGO,
        by=cast.lan,
    )  # fmt: skip


def named(cast, someone, kind="pho-bi-thu", by=None, **more):
    values = {
        "person_id": someone.pk, "kind_id": factories.position_kind(kind).pk, "organisation_id": cast.an_binh.pk,
        "valid_from": DAY, "by": by or cast.admin,
    }  # fmt: skip
    return {**values, **more}


# --- register_person


def test_a_registered_person_belongs_to_the_organisation_and_is_found_by_name(cast, someone):
    membership = Membership.objects.get(person=someone)
    assert (membership.organisation, membership.standing) == (cast.an_binh, "official")
    assert Entry.objects.get(action="people.register").subject_id == someone.pk


@pytest.mark.parametrize(
    ("change", "code"),
    [({"name": " "}, "name"), ({"standing": "??"}, "kind"), ({"valid_from": date(2999, 1, 1)}, "day")],
)
def test_a_person_that_does_not_fit_is_not_registered(cast, change, code):
    before = Person.objects.count()
    values = {"name": "Ai đó", "organisation_id": cast.an_binh.pk, "standing": "official", "valid_from": DAY}
    refused(WrongStanding, code, register_person, **{**values, **change}, by=cast.lan)
    assert Person.objects.count() == before


def test_a_reader_registers_nobody_and_a_sibling_does_not_find_the_place(cast):
    values = {"name": "Ai đó", "organisation_id": cast.an_binh.pk, "standing": "official", "valid_from": DAY}
    with pytest.raises(Refused):
        register_person(**values, by=cast.sua)
    with pytest.raises(Organisation.DoesNotExist):
        register_person(**values, by=cast.tuong)


# --- appoint, relieve


def test_an_appointment_gives_access_from_its_day_on(cast, someone):
    account = factories.account(someone)
    position = appoint(**named(cast, someone, decision="07-QĐ/TU"))
    assert position.decision == "07-QĐ/TU"
    assert actor_of(account).may("obligations.answer", cast.an_binh)
    relieve(position_id=position.pk, on=LATER, reason="chuyển công tác", by=cast.admin)
    assert not actor_of(account).may("read", cast.an_binh)


def test_the_same_position_is_not_given_twice_at_once(cast, someone):
    appoint(**named(cast, someone))
    refused(Unappointable, "double", appoint, **named(cast, someone, valid_from=LATER))


def test_after_a_relief_the_position_may_be_given_again(cast, someone):
    position = appoint(**named(cast, someone))
    relieve(position_id=position.pk, on=LATER, reason="luân chuyển", by=cast.admin)
    assert appoint(**named(cast, someone, valid_from=LATER)).pk != position.pk


def test_an_organisation_has_one_head_at_a_time(cast, someone):
    appoint(**named(cast, someone, "bi-thu"))
    other = register_person(
        name="Vàng A Páo", organisation_id=cast.an_binh.pk, standing="official", valid_from=DAY, by=cast.lan
    )
    refused(Unappointable, "taken", appoint, **named(cast, other, "bi-thu"))


def test_nobody_appoints_himself(cast):
    me = Person.objects.get(pk=cast.lan.person_id)
    refused(Unappointable, "self", appoint, **named(cast, me, "bi-thu", by=cast.lan))


def test_an_office_makes_no_administrators(cast, someone):
    refused(Unappointable, "beyond", appoint, **named(cast, someone, "quan-tri", by=cast.lan))
    assert appoint(**named(cast, someone, "quan-tri", by=cast.admin))


def test_a_body_or_a_term_of_another_organisation_does_not_fit(cast, someone):
    elsewhere = factories.body(cast.province, "van-phong", "Văn phòng")
    refused(Unappointable, "body", appoint, **named(cast, someone, body_id=elsewhere.pk))
    term = Term.objects.create(organisation=cast.province, name="2025-2030", valid_from=factories.LONG_AGO)
    refused(Unappointable, "term", appoint, **named(cast, someone, term_id=term.pk))


def test_a_kind_that_does_not_exist_or_a_day_before_the_founding_is_refused(cast, someone):
    refused(Unappointable, "kind", appoint, **named(cast, someone, kind_id=10**9))
    refused(Unappointable, "kind", appoint, **named(cast, someone, valid_from=date(2010, 1, 1)))


def test_a_sibling_neither_finds_nor_relieves_a_position(cast, someone):
    position = appoint(**named(cast, someone))
    with pytest.raises(Position.DoesNotExist):
        relieve(position_id=position.pk, on=LATER, reason="vì", by=cast.tuong)
    with pytest.raises(Refused):
        relieve(position_id=position.pk, on=LATER, reason="vì", by=cast.sua)


def test_a_relief_asks_for_a_reason_and_a_day_after_the_beginning_and_happens_once(cast, someone):
    position = appoint(**named(cast, someone))
    values = {"position_id": position.pk, "by": cast.admin}
    refused(Unappointable, "reason", relieve, on=LATER, reason=" ", **values)
    refused(Unappointable, "day", relieve, on=date(2023, 1, 1), reason="vì", **values)
    relieve(on=LATER, reason="vì", **values)
    refused(Unappointable, "ended", relieve, on=LATER, reason="vì", **values)


def test_with_the_last_seat_on_the_committee_end_the_areas(cast, someone):
    position = appoint(**named(cast, someone))
    area = assign_area(
        person_id=someone.pk, organisation_id=cast.an_binh.pk, territory_id=cast.thon_ha.pk, valid_from=DAY,
        by=cast.lan,
    )  # fmt: skip
    relieve(position_id=position.pk, on=LATER, reason="vì", by=cast.admin)
    area.refresh_from_db()
    assert area.valid_to == LATER


def test_with_another_seat_left_the_areas_stay(cast, someone):
    position = appoint(**named(cast, someone))
    appoint(**named(cast, someone, "uy-vien"))
    area = assign_area(
        person_id=someone.pk, organisation_id=cast.an_binh.pk, territory_id=cast.thon_ha.pk, valid_from=DAY,
        by=cast.lan,
    )  # fmt: skip
    relieve(position_id=position.pk, on=LATER, reason="vì", by=cast.admin)
    area.refresh_from_db()
    assert area.valid_to is None


# --- memberships


def test_a_change_of_standing_closes_the_old_period_and_opens_the_next(cast, someone):
    values = {"person_id": someone.pk, "organisation_id": cast.an_binh.pk, "by": cast.lan}
    change_standing(standing="away", on=DAY, reason="đi làm ăn xa", **values)
    change_standing(standing="official", on=LATER, **values)
    rows = list(Membership.objects.filter(person=someone).order_by("valid_from").values_list("standing", "valid_to"))
    assert rows == [("official", DAY), ("away", LATER), ("official", None)]


@pytest.mark.parametrize(
    ("standing", "on", "code"),
    [
        ("official", DAY, "same"),
        ("visiting", DAY, "kind"),
        ("??", DAY, "kind"),
        ("probationary", DAY, "backwards"),
        ("away", factories.LONG_AGO, "day"),
        ("away", date(2999, 1, 1), "day"),
    ],
)
def test_a_standing_that_does_not_follow_is_refused(cast, someone, standing, on, code):
    refused(
        WrongStanding, code, change_standing, person_id=someone.pk, organisation_id=cast.an_binh.pk,
        standing=standing, on=on, by=cast.lan,
    )  # fmt: skip
    assert Membership.objects.get(person=someone).valid_to is None


def test_who_does_not_belong_there_has_no_standing_to_change(cast, someone):
    refused(
        WrongStanding, "member", change_standing, person_id=someone.pk, organisation_id=cast.thon_dong.pk,
        standing="away", on=DAY, by=cast.lan,
    )  # fmt: skip


def moved(cast, someone, to, by=None, **more):
    values = {
        "person_id": someone.pk, "from_organisation_id": cast.an_binh.pk, "organisation_id": to.pk, "on": DAY,
        "by": by or cast.admin,
    }  # fmt: skip
    return transfer(**{**values, **more})


def test_a_transfer_goes_on_elsewhere_with_the_same_standing(cast, someone):
    moved(cast, someone, cast.ban_le)
    assert list(Membership.objects.on(DAY).filter(person=someone).values_list("organisation", "standing")) == [
        (cast.ban_le.pk, "official")
    ]
    assert Entry.objects.filter(action="memberships.transfer").count() == 2


def test_a_temporary_transfer_is_away_here_and_visiting_there(cast, someone):
    moved(cast, someone, cast.ban_le, temporarily=True)
    rows = Membership.objects.on(DAY).filter(person=someone)
    assert set(rows.values_list("organisation", "standing")) == {
        (cast.an_binh.pk, "away"), (cast.ban_le.pk, "visiting"),
    }  # fmt: skip


def test_a_transfer_needs_the_right_at_both_places(cast, someone):
    with pytest.raises(Organisation.DoesNotExist):
        moved(cast, someone, cast.ban_le, by=cast.lan)
    with pytest.raises(Refused):
        moved(cast, someone, cast.province, by=cast.lan)
    assert moved(cast, someone, cast.thon_ha, by=cast.lan)


def test_a_transfer_to_where_one_already_is_is_refused(cast, someone):
    with pytest.raises(WrongStanding) as refusal:
        moved(cast, someone, cast.an_binh)
    assert refusal.value.code == "here"


def test_a_membership_ends_with_a_reason(cast, someone):
    values = {"person_id": someone.pk, "organisation_id": cast.an_binh.pk, "by": cast.lan}
    refused(WrongStanding, "reason", end_membership, on=DAY, reason="", **values)
    end_membership(on=DAY, reason="từ trần", **values)
    assert not Membership.objects.open().filter(person=someone).exists()


# --- bodies and terms


def test_a_body_takes_its_name_and_symbol_from_its_kind(cast):
    kind = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra", "UBKT").kind
    body = establish_body(organisation_id=cast.an_binh.pk, kind_id=kind.pk, valid_from=DAY, by=cast.admin)
    assert (body.name, body.symbol) == ("Ủy ban Kiểm tra", "UBKTĐU")
    refused(
        WrongPeriod, "double", establish_body, organisation_id=cast.an_binh.pk, kind_id=kind.pk, valid_from=LATER,
        by=cast.admin,
    )  # fmt: skip


def test_a_body_is_established_only_by_who_changes_organisations(cast):
    kind = factories.body(cast.province, "van-phong", "Văn phòng").kind
    with pytest.raises(Refused):
        establish_body(organisation_id=cast.an_binh.pk, kind_id=kind.pk, valid_from=DAY, by=cast.lan)


def test_when_a_body_ends_the_positions_in_it_end(cast, someone):
    body = factories.body(cast.an_binh, "van-phong", "Văn phòng")
    position = appoint(**named(cast, someone, "van-phong", body_id=body.pk))
    refused(WrongPeriod, "reason", end_body, body_id=body.pk, on=LATER, reason="", by=cast.admin)
    end_body(body_id=body.pk, on=LATER, reason="sắp xếp lại", by=cast.admin)
    position.refresh_from_db()
    assert (Body.objects.get().valid_to, position.valid_to) == (LATER, LATER)
    refused(WrongPeriod, "ended", end_body, body_id=body.pk, on=LATER, reason="vì", by=cast.admin)


def test_a_new_term_closes_the_open_one_and_terms_do_not_overlap(cast):
    values = {"organisation_id": cast.an_binh.pk, "by": cast.lan}
    first = open_term(name="2020-2025", valid_from=factories.LONG_AGO, **values)
    open_term(name="2025-2030", valid_from=LATER, **values)
    first.refresh_from_db()
    assert first.valid_to == LATER
    refused(WrongPeriod, "overlap", open_term, name="2024-2029", valid_from=DAY, **values)
    refused(WrongPeriod, "name", open_term, name="", valid_from=LATER, **values)
    refused(WrongPeriod, "day", open_term, name="x", valid_from=LATER, valid_to=LATER, **values)
    assert Term.objects.filter(organisation=cast.an_binh).count() == 2


# --- areas


def test_a_committee_member_answers_for_a_direct_subordinate(cast):
    area = assign_area(
        person_id=cast.sua.person_id, organisation_id=cast.an_binh.pk, territory_id=cast.thon_dong.pk, valid_from=DAY,
        by=cast.lan,
    )  # fmt: skip
    end_area(area_id=area.pk, on=LATER, by=cast.lan)
    assert AreaAssignment.objects.on(LATER).count() == 0
    refused(Unassignable, "ended", end_area, area_id=area.pk, on=LATER, by=cast.lan)


def test_an_area_that_does_not_fit_is_refused(cast, someone):
    values = {
        "person_id": cast.sua.person_id, "organisation_id": cast.an_binh.pk, "territory_id": cast.thon_dong.pk,
        "valid_from": DAY, "by": cast.lan,
    }  # fmt: skip
    refused(Unassignable, "either", assign_area, **{**values, "field_id": 1})
    refused(Unassignable, "either", assign_area, **{**values, "territory_id": None})
    refused(Unassignable, "kind", assign_area, **{**values, "territory_id": None, "field_id": 10**9})
    refused(Unassignable, "committee", assign_area, **{**values, "person_id": someone.pk})
    refused(Unassignable, "territory", assign_area, **{**values, "territory_id": cast.ban_le.pk})
    refused(Unassignable, "day", assign_area, **{**values, "valid_from": date(2010, 1, 1)})
    assign_area(**values)
    refused(Unassignable, "double", assign_area, **{**values, "valid_from": LATER})


def test_areas_are_assigned_only_in_the_name_of_the_organisation_itself(cast):
    values = {
        "person_id": cast.sua.person_id, "organisation_id": cast.an_binh.pk, "territory_id": cast.thon_dong.pk,
        "valid_from": DAY,
    }  # fmt: skip
    for actor in (cast.may, cast.admin, cast.sua):
        with pytest.raises(Refused):
            assign_area(**values, by=actor)
