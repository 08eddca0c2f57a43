from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.obligations.build import lay, part
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, Obligation, Tally, UpperTally
from tusoi.obligations.rules import Counts
from tusoi.obligations.selectors import dashboard, missing_below, overdue_below, roll_up, roll_up_children
from tusoi.obligations.services import accept_answer, extend, return_answer, submit_answer, waive


def counts(obligation: Obligation, node, today) -> Counts:
    return roll_up(obligation.pk, node, today)


@pytest.fixture
def laid(cast: Cast) -> Obligation:
    return lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.thon_ha, cast.ban_le)


def test_a_new_duty_counts_everybody_as_missing_at_every_level(cast, laid):
    today = cast.may.today
    assert counts(laid, cast.province, today) == Counts(assigned=5)
    assert counts(laid, cast.an_binh, today) == Counts(assigned=3)
    assert counts(laid, cast.thon_dong, today) == Counts(assigned=1)


def test_an_answer_moves_the_figure_at_every_level_above_and_nowhere_else(cast, laid):
    submit_answer(assignment_id=part(laid, cast.thon_dong).pk, text="Kế hoạch", by=cast.noi)
    today = cast.may.today
    assert counts(laid, cast.province, today).answered == 1
    assert counts(laid, cast.an_binh, today).answered == 1
    assert counts(laid, cast.thon_dong, today).answered == 1
    assert counts(laid, cast.thon_ha, today).answered == 0
    assert counts(laid, cast.suoi_giang, today).answered == 0


def test_a_drill_down_adds_up_to_the_node_above(cast, laid):
    submit_answer(assignment_id=part(laid, cast.an_binh).pk, text="Kế hoạch", by=cast.lan)
    today = cast.may.today
    for node in (cast.province, cast.an_binh, cast.suoi_giang):
        lines = roll_up_children(laid.pk, node, today)
        assert sum((line.counts for line in lines), Counts()) == counts(laid, node, today)
    inside = {line.organisation.name: line for line in roll_up_children(laid.pk, cast.an_binh, today)}
    assert inside["Đảng ủy xã An Bình"].is_itself
    assert inside["Đảng ủy xã An Bình"].counts == Counts(submitted=1)


def test_overdue_counts_those_who_must_act_and_late_those_who_never_sent(cast, laid):
    submit_answer(assignment_id=part(laid, cast.thon_dong).pk, text="Kế hoạch", by=cast.noi)
    return_answer(assignment_id=part(laid, cast.thon_dong).pk, reason="Thiếu lộ trình", by=cast.may)
    extend(
        assignment_ids=[part(laid, cast.thon_ha).pk], to_day=laid.due_on + timedelta(days=30), reason="mưa lũ",
        by=cast.may,
    )  # fmt: skip
    later = laid.due_on + timedelta(days=1)
    assert counts(laid, cast.an_binh, later) == Counts(assigned=2, returned=1, overdue=2, late=1)
    assert counts(laid, cast.an_binh, laid.due_on).overdue == 0, "the due day itself is still in time"


def test_a_waived_bearer_leaves_the_denominator(cast, laid):
    waive(assignment_ids=[part(laid, cast.ban_le).pk], reason="đã sáp nhập", by=cast.may)
    got = counts(laid, cast.province, cast.may.today)
    assert (got.answered, got.total, got.waived) == (0, 4, 1)


def test_the_dashboard_tells_the_same_as_the_single_roll_up(cast, laid):
    other = lay(cast.may, cast.province, cast.suoi_giang)
    submit_answer(assignment_id=part(laid, cast.an_binh).pk, text="Kế hoạch", by=cast.lan)
    accept_answer(assignment_id=part(laid, cast.an_binh).pk, by=cast.may)
    today, ids = cast.may.today, [laid.pk, other.pk]
    for node in (cast.province, cast.an_binh, cast.thon_dong):
        expected = {pk: roll_up(pk, node, today) for pk in ids}
        assert dashboard(ids, node, cast.may.at, today) == expected


def test_the_figure_above_is_the_same_before_and_after_its_differences_are_folded_in(cast, laid):
    today = cast.may.today
    submit_answer(assignment_id=part(laid, cast.an_binh).pk, text="Kế hoạch", by=cast.lan)
    lines = roll_up_children(laid.pk, cast.province, today)
    assert counts(laid, cast.province, today) == Counts(assigned=4, submitted=1)
    assert Tally.objects.filter(obligation=laid, is_pending=True).count() == 1
    assert tallies.fold(laid.pk) == 1
    assert counts(laid, cast.province, today) == Counts(assigned=4, submitted=1)
    assert roll_up_children(laid.pk, cast.province, today) == lines
    assert tallies.fold(laid.pk) == 0
    assert tallies.audit() == {}


def test_who_reads_many_pending_differences_folds_them(cast, laid, monkeypatch):
    monkeypatch.setattr("tusoi.obligations.tallies.FOLD_FROM", 1)
    for bearer, by in ((cast.an_binh, cast.lan), (cast.suoi_giang, cast.tuong)):
        submit_answer(assignment_id=part(laid, bearer).pk, text="Kế hoạch", by=by)
    assert counts(laid, cast.province, cast.may.today).answered == 2
    assert not Tally.objects.filter(is_pending=True).exists()
    assert counts(laid, cast.province, cast.may.today).answered == 2


def test_the_audit_finds_a_sum_above_the_pivots_that_was_tampered_with(cast, laid):
    UpperTally.objects.filter(obligation=laid, organisation=cast.province).update(accepted=7)
    assert laid.pk in tallies.audit()
    tallies.rebuild(laid.pk)
    assert tallies.audit() == {}


def test_the_audit_finds_a_tally_that_was_tampered_with_and_the_rebuild_mends_it(cast, laid):
    assert tallies.audit() == {}
    Assignment.objects.filter(pk=part(laid, cast.thon_ha).pk).update(state="waived", reason="sửa lén")
    assert laid.pk in tallies.audit()
    tallies.rebuild(laid.pk)
    assert tallies.audit() == {}


def test_my_work_names_the_first_missing(cast, laid):
    submit_answer(assignment_id=part(laid, cast.an_binh).pk, text="Kế hoạch", by=cast.lan)
    (line,) = missing_below(cast.province, cast.may)
    assert line.counts.answered == 1
    assert len(line.names) == 3
    assert "An Bình" not in line.names


def test_the_longest_overdue_of_a_branch_come_first_and_nothing_of_a_sibling(cast, laid):
    day = laid.due_on + timedelta(days=3)
    names = {one.organisation for one in overdue_below(cast.an_binh, day)}
    assert names == {"Đảng ủy xã An Bình", "Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"}
    assert {one.organisation for one in overdue_below(cast.thon_dong, day)} == {"Chi bộ Thôn Đông"}
    assert len(overdue_below(cast.province, day)) == 5


@pytest.mark.parametrize("size", [1, 5])
def test_a_roll_up_is_one_query_however_many_bearers(cast, laid, size, django_assert_num_queries):
    with django_assert_num_queries(1):
        roll_up(laid.pk, cast.province, cast.may.today)
    with django_assert_num_queries(2):
        roll_up_children(laid.pk, cast.province, cast.may.today)
