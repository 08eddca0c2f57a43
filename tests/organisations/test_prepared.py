"""Prepared questions: made once for everybody alike, asked with one's own numbers, never with somebody else's.

That each gives what the question itself would is compared wherever any test asks one with other numbers
(tests/conftest.py).
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tusoi import treepath
from tusoi.obligations import selectors as duties
from tusoi.organisations import prepared as module
from tusoi.organisations.models import Organisation
from tusoi.organisations.prepared import Likeness, in_all, kept, likeness, prepared, the_one
from tusoi.organisations.rules import ROLES
from tusoi.organisations.scope import Grant
from tusoi.organisations.selectors import which_exist
from tusoi.oversight.remedy import Counts
from tusoi.oversight.selectors.remediation import open_of, raised_to
from tusoi.oversight.selectors.remediation.register import counted_row

made: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_kept(cast, monkeypatch):
    monkeypatch.setattr(module, "_texts", {})
    made.clear()


@prepared
def below(by, depth, *, path) -> QuerySet[Organisation]:
    made.append(path)
    found = Organisation.objects.visible_to(by).filter(treepath.within("path", [path]), depth__gt=depth)
    return found.order_by("path")


@prepared
def among(by, *, rows) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(by).filter(pk__in=rows).order_by("path")


@prepared
def by_name(by) -> QuerySet[Organisation]:
    return Organisation.objects.filter(name=by.place.organisation_name)


@prepared
def by_clock(by) -> QuerySet[Organisation]:
    return Organisation.objects.filter(founded_on__lt=(by.at - timedelta(days=1)).date())


@prepared
def in_two_steps(by) -> QuerySet[Organisation]:
    numbers = list(Organisation.objects.filter(parent=by.place.organisation_id).values_list("pk", flat=True))
    return Organisation.objects.filter(pk__in=numbers).order_by("path")


@prepared
def of_anybody(_, *, pk) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk=pk)


@kept
def called(by, named, *, pk) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(by).filter(pk=pk, name__contains=named)


def test_what_is_found_by_keys_keeps_its_plan_where_the_database_plans_long(cast, settings):
    ours = cast.thon_dong.name[:4]
    for _ in range(8):  # PostgreSQL looks at five plans before it keeps one
        assert called(cast.lan, ours, pk=cast.thon_dong.pk) == [cast.thon_dong]
        assert called(cast.lan, ours, pk=cast.ban_le.pk) == [], "out of reach"
        assert called(cast.lan, "100%", pk=cast.thon_dong.pk) == []
    texts = list(module._texts.values())
    if connection.vendor != "postgresql":
        assert [text.kept for text in texts] == ["", ""], "SQLite plans in no time"
        return
    with CaptureQueriesContext(connection) as asked:
        called(cast.lan, ours, pk=cast.thon_dong.pk)
    assert [f'."id" = {cast.thon_dong.pk}' in one["sql"] for one in asked.captured_queries] == [True]
    assert [ours in text.kept for text in texts] == [True, False]
    assert [text.kept.count("%s") for text in texts] == [len(text.own_places) for text in texts]
    uses = "SELECT sum(generic_plans + custom_plans) FROM pg_prepared_statements WHERE statement LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(uses, [f"%{ours}%"])
        assert cursor.fetchone()[0] == 17
    settings.KEEPS_PLANS = False
    module._texts.clear()
    assert called(cast.lan, ours, pk=cast.thon_dong.pk) == [cast.thon_dong]
    assert [text.kept for text in module._texts.values()] == [""]


def test_two_who_stand_alike_share_a_text_and_see_only_their_own(cast):
    assert below(cast.noi, 0, path=cast.thon_dong.path) == [cast.thon_dong]
    before = len(made)
    assert below(cast.pha, 0, path=cast.thon_ha.path) == [cast.thon_ha]
    assert below(cast.pha, 0, path=cast.thon_dong.path) == [], "his own path, and another's, are not the same text"
    assert len(module._texts) == 2
    with CaptureQueriesContext(connection) as asked:
        below(cast.noi, 0, path=cast.thon_dong.path)
    assert len(asked) == 1
    # Once to be compared for other numbers (tests/conftest.py); a new text for the stand-in, the asker and comparing.
    assert len(made) - before == 1 + 3


def test_other_roles_depths_days_and_plain_values_have_texts_of_their_own(cast):
    for by, depth in (
        (cast.may, 0),
        (cast.lan, 0),
        (cast.lan, 1),
        (replace(cast.lan, at=cast.lan.at + timedelta(1)), 1),
    ):
        below(by, depth, path=cast.an_binh.path)
    assert len(module._texts) == 4


def test_what_looks_at_more_than_numbers_is_put_together_each_time(cast):
    for by in (cast.lan, cast.tuong):
        assert by_name(by) == [Organisation.objects.get(pk=by.place.organisation_id)]
        assert len(by_clock(by)) == 6
        assert {one.parent_id for one in in_two_steps(by)} == {by.place.organisation_id}
    assert set(module._texts.values()) == {None}


def test_of_several_keys_only_how_many_they_are_belongs_to_the_text(cast):
    ours = (cast.an_binh.pk, cast.thon_dong.pk)
    assert among(cast.lan, rows=ours) == [cast.an_binh, cast.thon_dong]
    assert among(cast.lan, rows=(cast.thon_ha.pk, cast.ban_le.pk)) == [cast.thon_ha], "the other is out of reach"
    assert len(module._texts) == 1
    assert among(cast.lan, rows=(cast.thon_ha.pk,)) == [cast.thon_ha]
    assert among(cast.lan, rows=()) == []


@pytest.mark.parametrize("number", [0, -1, module.PLACES, 2**63, 2**70])
def test_a_number_nothing_has_finds_nothing(cast, number):
    assert of_anybody(None, pk=number) == []


def test_nobody_in_particular_asks_too(cast):
    assert of_anybody(None, pk=cast.lan.place.organisation_id) == [cast.an_binh]
    assert of_anybody(None, pk=cast.ban_le.pk) == [cast.ban_le]
    assert len(module._texts) == 1


def test_texts_make_room_for_newer_ones(cast, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 3)
    for depth in range(6):
        below(cast.may, depth, path=cast.province.path)
    assert len(module._texts) == 3


def test_a_stand_in_has_the_roles_and_the_day_and_nothing_of_the_person(cast):
    like = likeness(cast.lan)
    found = like.stand_in
    assert [(one.role, len(one.path)) for one in found.grants] == [(one.role, len(one.path)) for one in cast.lan.grants]
    assert (found.today, found.at, found.name) == (cast.lan.today, None, "")
    own = {one for grant in cast.lan.grants for one in treepath.ids(grant.path)} | {
        cast.lan.person_id,
        cast.lan.account_id,
    }
    assert {found.person_id, found.account_id, *found.ancestor_ids}.isdisjoint(own)
    assert likeness(cast.lan) is like


def test_the_sum_of_all_is_one_row_even_of_nothing(cast):
    assert list(in_all(Organisation.objects.filter(pk=0), n=Count("pk"), m=Count("pk"))) == [(0, 0)]
    assert list(in_all(Organisation.objects.order_by("name"), n=Count("pk"))) == [(6,)]
    assert list(in_all(Organisation.objects.filter(pk__in=[]), n=Count("pk"))) == []
    assert counted_row([], cast.may.today) == Counts()


def test_one_by_its_key_is_there_or_said_to_be_missing(cast):
    assert the_one(of_anybody(None, pk=cast.ban_le.pk), Organisation.DoesNotExist) == cast.ban_le
    with pytest.raises(Organisation.DoesNotExist):
        the_one(of_anybody(None, pk=2**70), Organisation.DoesNotExist)


QUESTIONS = {
    "owed": lambda by: duties.owed_soonest(by, 5),
    "waiting": lambda by: duties.oldest_waiting(by, 5),
    "happened": duties.just_happened,
    "exist": lambda by: which_exist(
        by, ours=duties.to_do_here, reported=duties.reported, open=open_of, raised=raised_to
    ),
    "seen": lambda by: [one.pk for one in below(by, 0, path=by.grants[0].path)],
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_whoever_asks_whatever_his_places_the_text_is_his_own(cast, drawn):
    """The comparison in tests/conftest.py is what fails here."""
    places = [cast.province, cast.an_binh, cast.thon_dong, cast.thon_ha, cast.suoi_giang, cast.ban_le]
    held = drawn.draw(
        st.lists(st.tuples(st.sampled_from(places), st.sampled_from(sorted(ROLES))), min_size=1, max_size=4)
    )
    bodies = drawn.draw(st.lists(st.sampled_from([None, 3, 7]), min_size=len(held), max_size=len(held)))
    grants = tuple(
        Grant(at.pk, at.name, at.path, role, "", "", body, "" if body is None else "board")
        for (at, role), body in zip(held, bodies, strict=True)
    )
    place = drawn.draw(st.sampled_from([*grants, None]))
    by = replace(
        cast.lan, grants=grants, place=place, person_id=drawn.draw(st.sampled_from([cast.lan.person_id, None]))
    )
    assert Likeness(by).key == Likeness(replace(by, name="somebody else")).key
    for ask in QUESTIONS.values():
        ask(by)


def test_an_account_without_places_sees_nothing(cast):
    person = factories.person()
    by = replace(cast.lan, grants=(), place=None, person_id=person.pk)
    assert below(by, 0, path=cast.province.path) == []
    assert duties.just_happened(by) == []
