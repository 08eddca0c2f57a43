"""Who sees which answer."""

from datetime import timedelta

import pytest

from tests import factories
from tests.obligations.build import deliverable, lay
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations


@pytest.fixture
def personal(cast):
    other = factories.person("Vi Thị Ứt")
    factories.position(other, "uy-vien", cast.an_binh)
    return lay_obligations(
        drafts=[ObligationDraft("Cá nhân", cast.may.today + timedelta(days=5), deliverable(), "person")],
        selection=Selection(organisation_ids=(cast.an_binh.pk,), committee=True),
        issued_by=cast.province,
        by=cast.may,
    )[0]


def seen(actor) -> int:
    return Assignment.objects.visible_to(actor).count()


def test_a_committee_member_sees_his_own_part_and_not_his_colleagues(cast, personal):
    assert [one.person_id for one in Assignment.objects.visible_to(cast.sua)] == [cast.sua.person_id]


@pytest.mark.parametrize("who", ["may", "inspector", "lan"])
def test_those_who_lead_or_inspect_see_the_personal_answers_below_them(cast, personal, who):
    assert seen(getattr(cast, who)) == 2


@pytest.mark.parametrize("who", ["tuong", "noi", "pha", "admin"])
def test_nobody_else_sees_them(cast, personal, who):
    assert seen(getattr(cast, who)) == 0


def test_a_sibling_sees_neither_the_duty_nor_the_answer(cast):
    duty = lay(cast.may, cast.province, cast.an_binh)
    assert not Obligation.objects.visible_to(cast.tuong).filter(pk=duty.pk).exists()
    assert seen(cast.tuong) == 0


def test_two_bearers_of_one_duty_do_not_see_each_other(cast):
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    assert [one.organisation for one in Assignment.objects.visible_to(cast.tuong).filter(obligation=duty)] == [
        cast.suoi_giang
    ]
