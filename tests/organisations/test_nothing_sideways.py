"""Whatever the tree and whoever holds what: nothing of a branch beside one's own is ever visible."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tusoi.organisations.models import (
    AreaAssignment,
    Body,
    BodyKind,
    Membership,
    Organisation,
    Person,
    Position,
    PositionKind,
    Term,
)  # fmt: skip
from tusoi.organisations.scope import actor_of
from tusoi.organisations.selectors import accounts_below, search_people, tree_below
from tusoi.organisations.selectors.tree import roots_of
from tusoi.treepath import is_within

KINDS = ("province", "commune", "grassroots", "cell", "group")

trees = st.lists(st.integers(0, 30), min_size=2, max_size=9)
"""Each number chooses the parent of the next organisation among those that exist."""
holdings = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(sorted(factories.POSITIONS))), min_size=1, max_size=3)


class _Undo(Exception):
    pass


def grow(parents):
    grown = [factories.organisation("Gốc", KINDS[0])]
    depths = [0]
    for number, choice in enumerate(parents):
        place = choice % len(grown)
        if depths[place] + 1 >= len(KINDS):
            place = 0
        depth = depths[place] + 1
        grown.append(factories.organisation(f"Đơn vị {number}", KINDS[depth], grown[place]))
        depths.append(depth)
    return grown


def furnish(organisation):
    """One of everything in an organisation."""
    person = factories.person(f"Người của {organisation.pk}")
    factories.member(person, organisation)
    factories.position(person, "uy-vien", organisation)
    factories.account(person)
    kind, _ = BodyKind.objects.get_or_create(
        code="bo", defaults={"name_vi": "b", "name_en": "b", "valid_from": factories.LONG_AGO}
    )
    Body.objects.create(organisation=organisation, kind=kind, name="b", valid_from=factories.LONG_AGO)
    Term.objects.create(organisation=organisation, name="t", valid_from=factories.LONG_AGO)
    AreaAssignment.objects.create(
        organisation=organisation, person=person, territory=organisation, valid_from=factories.LONG_AGO
    )
    return person


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=trees, held=holdings)
def test_nothing_of_a_branch_beside_ones_own_is_visible(parents, held):
    try:
        with transaction.atomic():
            check(parents, held)
            raise _Undo
    except _Undo:
        pass


def check(parents, held):
    grown = grow(parents)
    owners = {furnish(organisation).pk: organisation for organisation in grown}
    me = factories.person("Tôi")
    for choice, code in held:
        kind = factories.position_kind(code)
        Position.objects.create(
            person=me, organisation=grown[choice % len(grown)], kind=kind, valid_from=factories.LONG_AGO
        )
    actor = actor_of(factories.account(me))
    mine = [grown[choice % len(grown)].path for choice, _ in held]

    def inside(path):
        return any(is_within(path, branch) for branch in mine)

    def on_the_way(path):
        return any(is_within(branch, path) for branch in mine)

    for organisation in grown:
        seen = Organisation.objects.visible_to(actor).filter(pk=organisation.pk).exists()
        assert seen is (inside(organisation.path) or on_the_way(organisation.path))
    for model in (Position, Body, Term):
        for row in model.objects.visible_to(actor).select_related("organisation"):
            path = row.organisation.path
            assert inside(path) or on_the_way(path)
    for model in (Membership, AreaAssignment):
        for row in model.objects.visible_to(actor).select_related("organisation"):
            assert inside(row.organisation.path)
        assert model.objects.visible_to(actor).count() == sum(inside(one.path) for one in grown)
    for found in (Person.objects.visible_to(actor), search_people("", by=actor)):
        for person in found:
            assert person == me or inside(owners[person.pk].path)
    for account in accounts_below(by=actor):
        assert account.person == me or inside(owners[account.person_id].path)
    shown = list(tree_below(roots_of(actor), by=actor, opened={one.pk for one in grown}))
    while shown:
        node = shown.pop()
        assert inside(node.path)
        assert node.below == sum(is_within(one.path, node.path) for one in grown) - 1
        shown += node.children


def test_the_kinds_of_the_property_exist(db):
    assert {factories.position_kind(code).role for code in factories.POSITIONS} <= set(
        PositionKind.objects.values_list("role", flat=True)
    )
