"""Every permission x every role x every place: what the table of rules says is what an actor may do, and no more."""

import pytest

from tests import factories
from tusoi.organisations.models import PositionKind
from tusoi.organisations.rules import PERMISSIONS, ROLES, Reach
from tusoi.organisations.scope import Refused, actor_of

PLACES = ("own", "below", "above", "sibling", "below_sibling")


@pytest.fixture
def places(cast):
    return {
        "own": cast.an_binh, "below": cast.thon_dong, "above": cast.province, "sibling": cast.suoi_giang,
        "below_sibling": cast.ban_le,
    }  # fmt: skip


def actor_with(role, organisation):
    kind = PositionKind.objects.create(
        code=f"role-{role}", name_vi=role, name_en=role, role=role, valid_from=factories.LONG_AGO
    )
    person = factories.person()
    person.positions.create(organisation=organisation, kind=kind, valid_from=factories.LONG_AGO)
    return actor_of(factories.account(person))


@pytest.mark.parametrize("role", [*ROLES, "unknown"])
def test_a_role_may_what_the_table_says_where_it_reaches(cast, places, role):
    actor = actor_with(role, cast.an_binh)
    wrong = []
    for permission, reach in PERMISSIONS.items():
        for place in PLACES:
            given = permission in ROLES.get(role, ())
            expected = given and (place == "own" or (place == "below" and reach is Reach.BELOW))
            if actor.may(permission, places[place]) is not expected:
                wrong.append((permission, place))
            if bool(actor.explain(permission, places[place])) is not expected:
                wrong.append((permission, place, "explained"))
            if expected:
                actor.require(permission, places[place])
            else:
                with pytest.raises(Refused):
                    actor.require(permission, places[place])
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_its_place_what_is_below_and_the_way_up(cast, places, role):
    actor = actor_with(role, cast.an_binh)
    seen = set(type(cast.an_binh).objects.visible_to(actor))
    assert seen == {cast.province, cast.an_binh, cast.thon_dong, cast.thon_ha}


@pytest.mark.parametrize("change", ["relieved", "not yet", "ended"])
def test_access_lasts_as_long_as_the_position_and_its_organisation(cast, change):
    from datetime import date, timedelta

    actor = cast.lan
    position = cast.an_binh.positions.get(person=actor.person_id)
    if change == "relieved":
        cast.an_binh.positions.filter(pk=position.pk).update(valid_to=actor.today)
    elif change == "not yet":
        cast.an_binh.positions.filter(pk=position.pk).update(valid_from=actor.today + timedelta(days=1))
    else:
        type(cast.an_binh).objects.filter(pk=cast.an_binh.pk).update(ended_on=date(2025, 1, 1))
    from tusoi.organisations.models import Account

    again = actor_of(Account.objects.get(pk=actor.account_id))
    assert again.grants == ()
    assert not again.may("read", cast.an_binh)
