"""A requirement that names somebody who left office is laid on who followed him or on his organisation, with why."""

from datetime import timedelta

import pytest

from tests import factories
from tests.oversight import findings as made
from tusoi.audit.models import Entry
from tusoi.obligations.models import Assignment, Obligation
from tusoi.organisations.models import Person, Position
from tusoi.oversight.models import Remediation, Requirement
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors.findings import gaps_among, people_of, requirements_of, standing_subjects
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.findings import StandIn

pytestmark = pytest.mark.django_db
WHY = "Đồng chí Sua chuyển công tác; đồng chí Páo nhận nhiệm vụ."


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def case(cast):
    """Announced; it asks something of a committee member of An Bình, who left since."""
    case = made.case(cast)
    asked = made.asked(cast.may, "Ban hành quy chế", person_ids=(cast.sua.person_id,))
    made.found(case, cast.may, "Chưa có quy chế", of=cast.an_binh, requirement=asked)
    made.announced(cast, case)
    made.load_obligations()
    Person.objects.get(pk=cast.sua.person_id).positions.update(valid_to=cast.may.today)
    return case


def followed(cast, name="Giàng A Páo", since=0):
    """Somebody in the same position, from so many days ago."""
    actor = factories.actor("uy-vien", cast.an_binh, name=name, username=f"u{Person.objects.count()}")
    day = cast.may.today - timedelta(days=since)
    Position.objects.filter(person=actor.person_id).update(valid_from=day)
    return actor


def gaps(cast, case):
    subjects = {one.pk: one for one in standing_subjects(case)}
    people = people_of(case, on=cast.may.today)
    return gaps_among(requirements_of(case, by=cast.may), subjects, people, on=cast.may.today)


def gap_of(cast, case):
    (gap,) = gaps(cast, case)
    return gap


def lay(cast, case, organisation_id, person_id, reason=WHY):
    gap = gap_of(cast, case)
    instead = {gap.key: StandIn(organisation_id, person_id, reason)}
    return services.lay_requirements(case_id=case.pk, instead=instead, by=cast.may)


def test_who_followed_and_the_organisation_are_offered(cast, case):
    pao = followed(cast)
    followed(cast, "Lầu Thị Mỷ", since=900)
    gap = gap_of(cast, case)
    assert gap.person_name == "Mùa Thị Sua"
    assert gap.left_on == cast.may.today
    assert [(one.person_id, one.name) for one in gap.choices] == [
        (pao.person_id, "Giàng A Páo"), (None, "Đảng ủy xã An Bình"),
    ]  # fmt: skip


def test_it_is_laid_on_who_followed_and_the_duty_says_why(cast, case):
    pao = followed(cast)
    lay(cast, case, cast.an_binh.pk, pao.person_id)
    row = Remediation.objects.get()
    assert row.person_id == pao.person_id
    assert "thay đồng chí Mùa Thị Sua" in row.reason
    assert WHY in row.reason
    duty = row.assignment.obligation
    assert duty.bearer == Obligation.Bearer.PERSON
    assert WHY in duty.instructions
    entry = Entry.objects.get(action="oversight.hand_over_requirement")
    assert entry.changes["reason"] == WHY
    assert entry.changes["names"] == "Mùa Thị Sua"


def test_it_is_laid_on_the_organisation_where_nobody_followed(cast, case):
    lay(cast, case, cast.an_binh.pk, None)
    row = Remediation.objects.get()
    assert (row.organisation_id, row.person_id) == (cast.an_binh.pk, None)
    assert WHY in row.reason
    assert Requirement.objects.get().persons.filter(pk=cast.sua.person_id).exists(), "as it was concluded"


def test_an_organisation_that_bears_it_anyway_does_not_bear_it_twice_nor_do_others_read_why(cast, case):
    one = Requirement.objects.get()
    one.for_all = True
    one.save(update_fields=["for_all"])
    lay(cast, case, cast.an_binh.pk, None)
    assert Assignment.objects.count() == 2
    assert WHY in Remediation.objects.get(organisation=cast.an_binh).reason
    assert Remediation.objects.get(organisation=cast.suoi_giang).reason == ""
    assert not Obligation.objects.filter(instructions__contains=WHY).exists()


def test_without_a_choice_nothing_is_laid(cast, case):
    with pytest.raises(Rejected, match="not_serving"):
        services.lay_requirements(case_id=case.pk, by=cast.may)
    assert not Obligation.objects.exists()


def test_a_reason_is_asked_for_and_only_who_is_offered_may_be_chosen(cast, case):
    name = gap_of(cast, case).name
    with pytest.raises(Rejected) as wrong:
        lay(cast, case, cast.an_binh.pk, None, reason="  ")
    assert wrong.value.errors == {f"why-{name}": "reason"}
    for organisation, person in ((cast.suoi_giang.pk, None), (cast.an_binh.pk, cast.lan.person_id)):
        with pytest.raises(Rejected) as wrong:
            lay(cast, case, organisation, person)
        assert wrong.value.errors == {f"instead-{name}": "unknown"}
    assert not Obligation.objects.exists()


def test_nobody_is_asked_for_where_everybody_still_serves(cast):
    case = made.case(cast)
    asked = made.asked(cast.may, "Ban hành quy chế", person_ids=(cast.sua.person_id,))
    made.found(case, cast.may, "Chưa có quy chế", of=cast.an_binh, requirement=asked)
    assert gaps(cast, case) == []
