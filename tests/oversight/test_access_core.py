"""Who sees that a case exists, and what of it: the matrix in small. The pages hold the same in tests/web."""

import pytest

from tests import factories
from tests.oversight import build
from tusoi.oversight import access
from tusoi.oversight.models import Case, CaseSubject, Paper

pytestmark = pytest.mark.django_db


def seen(cast, case):
    return {name for name, actor in cast.everybody.items() if Case.objects.visible_to(actor).filter(pk=case.pk)}


def test_a_case_in_preparation_exists_for_the_owners_people_only(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, at="propose")
    assert seen(cast, case) == {"may", "inspector"}


def test_from_the_opening_on_its_subject_sees_it_and_the_sibling_does_not(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, at="self-report")
    assert seen(cast, case) == {"may", "inspector", "lan"}


def test_the_superior_sees_a_case_of_a_commune_from_the_decision_on(cast):
    before = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="issue")
    after = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="outline")
    assert seen(cast, before) == {"lan"}
    assert seen(cast, after) == {"lan", "may", "inspector"}


def test_a_restricted_case_is_never_seen_from_above(cast):
    case = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="done", circle="restricted")
    assert seen(cast, case) == {"lan", "noi"}


def test_a_boards_own_case_is_not_the_offices(cast):
    board = factories.body(cast.province, "ban-to-chuc", "Ban Tổ chức")
    case = build.case(cast.may, cast.province, cast.an_binh, at="propose", body=board, is_committees=False)
    assert seen(cast, case) == set()


def test_a_member_of_the_team_sees_it_while_he_is_one(cast):
    sua = cast.sua
    someone = factories.Person.objects.get(pk=sua.person_id)
    case = build.case(cast.may, cast.province, cast.suoi_giang, at="propose", team=((someone, "leader"),))
    assert "sua" in seen(cast, case)
    assert access.standing(case, sua) >= {"team", "leader"}
    case.team.update(valid_to=sua.today)
    assert "sua" not in seen(cast, case)


def test_a_subject_does_not_learn_who_else_is_looked_at(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, cast.suoi_giang, at="self-report")
    assert [one.organisation for one in CaseSubject.objects.visible_to(cast.lan).filter(case=case)] == [cast.an_binh]


def test_a_subject_sees_a_paper_only_once_it_was_sent(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, at="self-report")
    paper = Paper.objects.create(case=case, title="Dự thảo", added_at=cast.may.at)
    assert not Paper.objects.visible_to(cast.lan).exists()
    Paper.objects.filter(pk=paper.pk).update(sent_on=cast.may.today)
    assert Paper.objects.visible_to(cast.lan).get() == paper
    assert not Paper.objects.visible_to(cast.tuong).exists()
