"""Two administrators at once, for real: threads with connections of their own."""

from datetime import date

import pytest

from tests import factories
from tests.cast import small_province
from tests.obligations.test_at_the_same_time import together
from tusoi.organisations.models import Organisation
from tusoi.organisations.services import Misplaced, end_organisation, found_organisation

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 3, 1)


def test_many_foundings_at_once_each_get_a_place_of_their_own():
    cast = small_province()
    kind = factories.organisation_kind("cell")

    def founding(name, parent):
        return lambda: found_organisation(name=name, kind=kind, parent=parent, founded_on=DAY, by=cast.admin)

    found = together(*(founding(f"Chi bộ {n}", (cast.an_binh, cast.suoi_giang)[n % 2]) for n in range(6)))
    assert {type(one) for one in found} == {Organisation}
    assert len({one.path for one in found}) == 6
    assert all(one.path.startswith((cast.an_binh, cast.suoi_giang)[n % 2].path) for n, one in enumerate(found))


def test_of_two_foundings_of_the_same_name_one_is_told():
    cast = small_province()
    kind = factories.organisation_kind("cell")

    def founding():
        return found_organisation(name="Chi bộ Nam", kind=kind, parent=cast.an_binh, founded_on=DAY, by=cast.admin)

    found = together(founding, founding)
    assert {type(one) for one in found} == {Organisation, Misplaced}
    assert Organisation.objects.filter(name="Chi bộ Nam").count() == 1


def test_nothing_is_founded_below_what_ends_at_the_same_moment():
    cast = small_province()
    kind = factories.organisation_kind("group")
    together(
        lambda: found_organisation(name="Tổ 1", kind=kind, parent=cast.thon_ha, founded_on=DAY, by=cast.admin),
        lambda: end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="vì", by=cast.admin),
    )
    cast.thon_ha.refresh_from_db()
    living_below = cast.thon_ha.children.filter(ended_on__isnull=True).exists()
    assert (cast.thon_ha.ended_on is None) is living_below
