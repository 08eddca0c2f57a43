"""The register over the years: who sees which rows, and that its sums are those of its rows."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from tests import factories
from tests.oversight import build_remediation as laid
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.errors import ObligationError
from tusoi.obligations.services import return_answer, waive
from tusoi.organisations.models import Person
from tusoi.oversight.models import Case, Conclusion, Remediation
from tusoi.oversight.remedy import AGES, age_bounds
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import remediation as register_of
from tusoi.oversight.selectors.remediation import Filters
from tusoi.oversight.services.remediation import (
    close_remediation,
    escalate_remediation,
    extend_remediation,
    reopen_remediation,
)

pytestmark = pytest.mark.django_db


def seen(cast, row):
    return {name for name, actor in cast.everybody.items() if Remediation.objects.visible_to(actor).filter(pk=row.pk)}


def test_a_row_is_its_bearers_its_owners_and_nobody_elses(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    mine, siblings = laid.require(case, cast.may, cast.an_binh, cast.suoi_giang)
    assert seen(cast, mine) == {"may", "inspector", "lan"}
    assert seen(cast, siblings) == {"may", "inspector", "tuong"}


def test_who_leads_above_the_bearer_sees_it_once_the_conclusion_was_announced(cast):
    case = laid.concluded(cast.lan, cast.an_binh, cast.thon_dong)
    row = laid.require(case, cast.lan, cast.thon_dong)[0]
    assert seen(cast, row) == {"lan", "may", "inspector", "noi"}


def test_nobody_above_sees_a_row_of_a_restricted_case(cast):
    case = laid.concluded(cast.lan, cast.an_binh, cast.thon_dong, circle="restricted")
    row = laid.require(case, cast.lan, cast.thon_dong)[0]
    assert seen(cast, row) == {"lan", "noi"}


def test_a_named_person_sees_his_own(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh)
    sua = Person.objects.get(pk=cast.sua.person_id)
    row = laid.require(case, cast.may, persons=((cast.an_binh, sua),))[0]
    assert "sua" in seen(cast, row)
    assert "tuong" not in seen(cast, row)


def test_filters_leave_what_they_say(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    last_year = cast.may.today - timedelta(days=400)
    old = laid.require(case, cast.may, cast.an_binh, text="Cũ", laid_on=last_year, due_on=last_year)[0]
    new, other = laid.require(case, cast.may, cast.an_binh, cast.suoi_giang, text="Mới")
    laid.answered(other, cast.tuong)

    def found(**wanted):
        return {row.pk for row in register_of.register(Filters(**wanted), cast.may)}

    assert found() == {old.pk, new.pk, other.pk}
    assert found(year=last_year.year) == {old.pk}
    assert found(state="late") == {old.pk}
    assert found(state="never") == {old.pk, new.pk}
    assert found(state="never", age=3) == {old.pk}
    assert found(state="never", age=0) == {new.pk}
    assert found(branch=cast.suoi_giang.path) == {other.pk}
    assert found(answer="submitted") == {other.pk}
    assert found(bearer="person") == set()
    assert found(owner_id=cast.an_binh.pk) == set()
    assert found(text="Cũ") == {old.pk}
    assert found(text="Suối Giàng") == {other.pk}
    assert found(case_id=case.pk) == {old.pk, new.pk, other.pk}
    assert register_of.ages(Filters(), cast.may) == [1, 0, 0, 1]


def test_words_are_found_without_their_marks_in_the_requirement_and_in_the_names(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    sua = Person.objects.get(pk=cast.sua.person_id)
    here, there = laid.require(case, cast.may, cast.an_binh, cast.suoi_giang, text="Rà soát hồ sơ đất đai")
    his = laid.require(case, cast.may, persons=((cast.an_binh, sua),), text="Bổ sung bản kiểm điểm")[0]

    def found(text):
        return {row.pk for row in register_of.register(Filters(text=text), cast.may)}

    assert found("dat dai") == {here.pk, there.pk}
    assert found("ĐẤT ra") == {here.pk, there.pk}
    assert found("suoi giang dat dai") == {there.pk}
    assert found(sua.name.upper()) == {his.pk}
    assert found("dat dai kiem diem") == set()
    assert found(" ") == {here.pk, there.pk, his.pk}


def test_looking_for_words_asks_one_question_more(cast, django_assert_num_queries):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    laid.require(case, cast.may, cast.an_binh, cast.suoi_giang)
    with django_assert_num_queries(2):
        list(register_of.register(Filters(text="an binh"), cast.may))


def test_the_groups_by_age_leave_no_day_out():
    today = date(2026, 3, 1)
    for days in range(800):
        on = today - timedelta(days=days)
        inside = [n for n in range(len(AGES)) if (age_bounds(n, today)[0] or on) <= on <= age_bounds(n, today)[1]]
        assert len(inside) == 1, days


def test_a_plan_in_time_is_late_again_when_a_line_of_it_is(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh)
    row = laid.require(case, cast.may, cast.an_binh, due_on=cast.may.today - timedelta(days=5))[0]
    line = register_of.row_for(row.pk, cast.may)
    assert line.late_days == 5
    laid.answered(row, cast.lan, accepted_by=cast.may)
    assert register_of.row_for(row.pk, cast.may).late_days == 0
    row.assignment.items.update(due_on=cast.may.today - timedelta(days=2))
    assert register_of.row_for(row.pk, cast.may).late_days == 2
    assert register_of.totals(Filters(), cast.may).overdue == 1
    laid.verified(row, cast.lan, cast.may)
    assert register_of.row_for(row.pk, cast.may).late_days == 0
    assert register_of.totals(Filters(), cast.may).complete == 1


def test_the_sums_are_those_of_the_rows_whatever_happens(cast):
    """Random steps; after each of them every sum equals a recount row by row, for everybody who looks."""
    dice = random.Random(7)
    rows = []
    for owner, by, subjects in (
        (cast.province, cast.may, (cast.an_binh, cast.suoi_giang)),
        (cast.an_binh, cast.lan, (cast.thon_dong, cast.thon_ha)),
    ):
        case = laid.concluded(by, owner, *subjects)
        for days in (10, 200, 500):
            on = by.today - timedelta(days=days)
            rows += laid.require(case, by, *subjects, laid_on=on, due_on=on + timedelta(days=100))
    bearers = {
        cast.an_binh.pk: cast.lan, cast.suoi_giang.pk: cast.tuong, cast.thon_dong.pk: cast.noi,
        cast.thon_ha.pk: cast.pha,
    }  # fmt: skip
    for _step in range(60):
        row = Remediation.objects.select_related("assignment").get(pk=dice.choice(rows).pk)
        owner = cast.may if row.owner_id == cast.province.pk else cast.lan
        bearer = bearers[row.organisation_id]
        step = dice.choice(
            (
                lambda row=row, bearer=bearer: laid.answered(row, bearer),
                lambda row=row, bearer=bearer, owner=owner: laid.met(row, bearer, owner),
                lambda row=row, owner=owner: return_answer(assignment_id=row.assignment_id, reason="vì", by=owner),
                lambda row=row, owner=owner: waive(assignment_ids=[row.assignment_id], reason="vì", by=owner),
                lambda row=row, owner=owner: close_remediation(remediation_id=row.pk, by=owner),
                lambda row=row, owner=owner: escalate_remediation(remediation_id=row.pk, reason="vì", by=owner),
                lambda row=row, owner=owner: reopen_remediation(remediation_id=row.pk, reason="vì", by=owner),
                lambda row=row, owner=owner: extend_remediation(
                    remediation_id=row.pk, to_day=owner.today + timedelta(days=9), reason="vì", by=owner
                ),
            )
        )
        try:
            step()
        except (IllegalMove, ObligationError, Rejected):
            continue
        for actor in (cast.may, cast.lan, cast.noi, cast.tuong):
            recounted(actor)


def recounted(actor):
    lines = register_of.lines(register_of.register(Filters(), actor), actor)
    states = Counter("waived" if one.answer == "waived" else one.remediation.state for one in lines)
    counts = register_of.totals(Filters(), actor)
    assert (counts.open, counts.escalated, counts.closed, counts.waived) == (
        states["open"], states["escalated"], states["closed"], states["waived"],
    )  # fmt: skip
    assert counts.needed + counts.waived == len(lines)
    standing = [one for one in lines if one.answer != "waived"]
    assert counts.overdue == sum(one.late_days > 0 for one in standing)
    assert counts.complete == sum(one.is_complete for one in standing)
    years = register_of.by_year(Filters(), actor)
    assert sum(one.needed for _year, one in years) == counts.needed
    assert sum(one.overdue for _year, one in years) == counts.overdue
    assert sum(register_of.ages(Filters(), actor)) == counts.never
    for state in ("open", "escalated", "closed", "waived"):
        assert register_of.register(Filters(state=state), actor).count() == states[state]


def test_a_head_sees_what_is_his_and_what_was_found_to_be(cast):
    head = factories.actor("bi-thu", cast.an_binh, name="Lò Văn Bình")
    himself = Person.objects.get(pk=head.person_id)
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    his = laid.finding(case, "Buông lỏng lãnh đạo", of=cast.an_binh, responsibility="head")
    laid.finding(case, "Của nơi khác", of=cast.suoi_giang, responsibility="head")
    laid.finding(case, "Của tập thể", of=cast.an_binh, responsibility="collective")
    late = cast.may.today - timedelta(days=3)
    laid.require(case, cast.may, cast.an_binh, cast.suoi_giang, persons=((cast.an_binh, himself),), due_on=late)
    view = register_of.heads_view(head)
    assert [row.remediation.organisation for row in view.organisations] == [cast.an_binh]
    assert [row.remediation.person for row in view.himself] == [himself]
    assert view.findings == [his]
    assert (view.late, view.next_due.late_days) == (2, 3)
    assert not register_of.heads_view(cast.sua).findings


def test_an_organisation_shows_what_is_open_on_it_and_the_last_conclusions(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, document=laid.conclusion_document(cast))
    laid.require(case, cast.may, cast.an_binh)
    part = register_of.of_organisation(cast.an_binh, cast.lan)
    assert (part.counts.remaining, [one.case for one in part.conclusions]) == (1, [case])
    assert register_of.of_organisation(cast.suoi_giang, cast.tuong) is None
    assert register_of.of_organisation(cast.an_binh, cast.tuong) is None


def test_a_case_shows_each_requirement_and_who_never_answered(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    row, _other = laid.require(case, cast.may, cast.an_binh, cast.suoi_giang)
    laid.answered(row, cast.lan)
    part = register_of.case_part(case, {"owner"}, cast.may)
    assert (part.counts.needed, len(part.rows), part.hidden, part.may_decide) == (2, 2, 0, True)
    assert [gap.remediation.organisation for gap in part.lines[0].gaps] == [cast.suoi_giang]
    mine = register_of.case_part(case, {"subject"}, cast.lan)
    assert (mine.counts.needed, mine.lines[0].gaps) == (1, [])


def test_the_points_of_a_plan_are_the_findings_about_its_bearer(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    common = laid.finding(case, "Chưa sơ kết nghị quyết")
    mine = laid.finding(case, "Quy chế chưa sửa", of=cast.an_binh)
    theirs = laid.finding(case, "Họp không đều", of=cast.suoi_giang)
    row, _other = laid.require(case, cast.may, cast.an_binh, cast.suoi_giang, findings=(common, mine, theirs))
    asked = register_of.asked_by(row.assignment, cast.lan)
    assert [point.text for point in asked.points] == [common.text, mine.text]
    laid.answered(row, cast.lan, "Quy chế chưa sửa: sửa trong quý I")
    asked = register_of.asked_by(row.assignment, cast.may, list(row.assignment.items.all()))
    assert [point.text for point in asked.unanswered] == [common.text]
    assert register_of.asked_by(row.assignment, cast.tuong) is None


def test_a_requirement_without_findings_is_itself_the_point(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh)
    row = laid.require(case, cast.may, cast.an_binh, text="Nộp lại kế hoạch")[0]
    assert [point.text for point in register_of.asked_by(row.assignment, cast.lan).points] == ["Nộp lại kế hoạch"]


def test_what_the_follow_up_came_to_flows_back(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh)
    row = laid.require(case, cast.may, cast.an_binh)[0]
    again = laid.concluded(cast.may, cast.province, cast.an_binh, title="Theo dõi", follows=case)
    Remediation.objects.filter(pk=row.pk).update(follow_up=again)
    row.refresh_from_db()
    assert register_of.follow_up_of(row, cast.may).result is None
    again.subjects.update(result="tot")
    assert register_of.follow_up_of(row, cast.may).result.code == "tot"
    assert register_of.follow_up_of(row, cast.tuong) is None


def test_only_the_owners_people_are_told_what_waits(cast):
    case = laid.concluded(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha)
    first, second = laid.require(case, cast.lan, cast.thon_dong, cast.thon_ha)
    laid.met(first, cast.noi, cast.lan)
    escalate_remediation(remediation_id=second.pk, reason="không trả lời", by=cast.lan)
    mine = register_of.waiting_for(cast.lan)
    assert (mine.complete, mine.overdue, mine.raised) == (1, 0, 0)
    assert register_of.waiting_for(cast.may).raised == 1
    assert register_of.waiting_for(cast.sua) is None


def test_the_register_names_the_conclusion(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, document=laid.conclusion_document(cast))
    row = laid.require(case, cast.may, cast.an_binh)[0]
    assert register_of.row_for(row.pk, cast.may).document == Conclusion.objects.get(case=case).document
    assert Case.objects.get(pk=case.pk).conclusion.document.number == 45
