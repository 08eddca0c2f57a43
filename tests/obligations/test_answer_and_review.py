from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.obligations.build import deliverable, lay, part
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.errors import AlreadyDecided, CannotAnswer, CannotReview
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.selectors import answer_for, moves_for
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    accept_answer,
    extend,
    lay_obligations,
    recall_answer,
    recall_item,
    refuse_item,
    remind,
    reopen_answer,
    report_item,
    restore,
    return_answer,
    save_draft,
    submit_answer,
    take_back_reminder,
    verify_item,
    waive,
)
from tusoi.organisations.scope import Refused


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    return part(lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang), cast.an_binh)


def send(duty: Assignment, cast: Cast, *tasks: str) -> list:
    submit_answer(
        assignment_id=duty.pk, text="Kế hoạch", items=[ItemDraft(task) for task in tasks] or None, by=cast.lan
    )
    return list(duty.items.all())


def state(duty: Assignment) -> str:
    return Assignment.objects.get(pk=duty.pk).state


def test_a_draft_is_kept_and_seen_only_on_the_bearers_side(cast, duty):
    save_draft(assignment_id=duty.pk, text="mới viết nửa chừng", items=None, by=cast.lan)
    assert answer_for(duty, bearer_side=True).draft.text == "mới viết nửa chừng"
    assert answer_for(duty, bearer_side=False).draft is None
    assert state(duty) == "assigned"


def test_lines_that_were_never_sent_are_seen_only_on_the_bearers_side(cast, duty):
    save_draft(assignment_id=duty.pk, text="Nháp", items=[ItemDraft("Việc chưa gửi")], by=cast.lan)
    assert [item.task for item in answer_for(duty, bearer_side=True).items] == ["Việc chưa gửi"]
    assert answer_for(duty, bearer_side=False).items == []


def test_while_a_returned_plan_is_rewritten_its_reviewer_reads_what_was_sent(cast, duty):
    first, second = send(duty, cast, "Rà soát quy chế", "Bồi dưỡng cấp ủy")
    return_answer(assignment_id=duty.pk, reason="Chưa rõ", by=cast.may)
    day = cast.may.today + timedelta(days=3)
    rewritten = [ItemDraft("Rà soát xong quy chế", id=first.pk, due_on=day), ItemDraft("Việc mới")]
    save_draft(assignment_id=duty.pk, text="Nháp", items=rewritten, by=cast.lan)
    own = answer_for(duty, bearer_side=True).items
    assert [item.task for item in own] == ["Rà soát xong quy chế", "Việc mới"]
    read = answer_for(duty, bearer_side=False).items
    assert [(item.pk, item.task, item.due_on) for item in read] == [
        (first.pk, "Rà soát quy chế", None),
        (second.pk, "Bồi dưỡng cấp ủy", None),
    ]
    assert [list(item.files.all()) for item in read] == [[], []]
    submit_answer(assignment_id=duty.pk, text="Lần hai", items=rewritten, by=cast.lan)
    assert [item.task for item in answer_for(duty, bearer_side=False).items] == ["Rà soát xong quy chế", "Việc mới"]


def test_a_colleagues_newer_draft_is_not_overwritten(cast, duty):
    from dataclasses import replace

    first = save_draft(assignment_id=duty.pk, text="của Lan", items=None, by=cast.lan)
    from tests import factories

    colleague = factories.actor("pho-bi-thu", cast.an_binh, name="Hà Văn Khặt")
    later = replace(colleague, at=cast.lan.at + timedelta(minutes=1))
    save_draft(assignment_id=duty.pk, text="của Khặt", items=None, by=later, seen=first.saved_at)
    with pytest.raises(CannotAnswer, match="stale") as caught:
        save_draft(assignment_id=duty.pk, text="của Lan, bản hai", items=None, by=cast.lan, seen=first.saved_at)
    assert caught.value.details["text"] == "của Khặt"
    assert caught.value.details["who"] == "Hà Văn Khặt"


def test_an_empty_answer_is_not_sent(cast, duty):
    with pytest.raises(CannotAnswer, match="empty"):
        submit_answer(assignment_id=duty.pk, text="  ", by=cast.lan)
    assert state(duty) == "assigned"
    assert not duty.submissions.exists(), "nothing is left half-way"


def test_a_plan_item_without_a_measure_is_not_sent(cast, duty):
    with pytest.raises(CannotAnswer, match="item_task"):
        submit_answer(assignment_id=duty.pk, text="x", items=[ItemDraft("", lead="Bí thư")], by=cast.lan)


def test_versions_are_numbered_and_what_was_sent_stays_as_it_was(cast, duty):
    (item,) = send(duty, cast, "Rà soát quy chế")
    return_answer(assignment_id=duty.pk, reason="Thiếu thời hạn", by=cast.may)
    changed = ItemDraft("Rà soát quy chế, xong trong quý I", id=item.pk)
    submit_answer(assignment_id=duty.pk, text="Kế hoạch sửa", items=[changed], by=cast.lan)
    answer = answer_for(duty, bearer_side=True)
    assert [one.number for one in answer.versions] == [2, 1]
    assert answer.versions[1].items[0]["task"] == "Rà soát quy chế"
    assert answer.versions[1].reason == "Thiếu thời hạn"
    assert answer.versions[0].items[0]["task"] == "Rà soát quy chế, xong trong quý I"


def test_returning_one_item_locks_the_others(cast, duty):
    first, second = send(duty, cast, "Việc một", "Việc hai")
    return_answer(assignment_id=duty.pk, reason="", items={second.pk: "thiếu người chịu trách nhiệm"}, by=cast.may)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_locked, second.is_locked) == (True, False)
    assert second.reason == "thiếu người chịu trách nhiệm"
    changes = [ItemDraft("lén sửa", id=first.pk), ItemDraft("Việc hai", id=second.pk, lead="Lò Thị Lan")]
    submit_answer(assignment_id=duty.pk, items=changes, by=cast.lan)
    assert [item.task for item in duty.items.all()] == ["Việc một", "Việc hai"]
    assert duty.items.get(pk=second.pk).lead == "Lò Thị Lan"


def test_a_returned_answer_without_a_reason_is_refused(cast, duty):
    send(duty, cast)
    with pytest.raises(CannotReview, match="reason"):
        return_answer(assignment_id=duty.pk, reason=" ", by=cast.may)
    assert state(duty) == "submitted"


def test_an_item_of_another_plan_cannot_be_named(cast, duty):
    send(duty, cast)
    with pytest.raises(CannotReview, match="items"):
        return_answer(assignment_id=duty.pk, reason="x", items={999999: "y"}, by=cast.may)


def test_nothing_is_sent_after_acceptance(cast, duty):
    send(duty, cast)
    accept_answer(assignment_id=duty.pk, by=cast.may)
    with pytest.raises(IllegalMove):
        submit_answer(assignment_id=duty.pk, text="thêm nữa", by=cast.lan)
    assert duty.submissions.count() == 1


def test_the_second_reviewer_is_told_who_was_first(cast, duty):
    send(duty, cast)
    version = Assignment.objects.get(pk=duty.pk).version
    accept_answer(assignment_id=duty.pk, version=version, by=cast.may)
    with pytest.raises(AlreadyDecided) as caught:
        return_answer(assignment_id=duty.pk, reason="x", version=version, by=cast.inspector)
    assert caught.value.details["who"] == "Hà Thị Mây"
    assert state(duty) == "accepted"


def test_an_answer_is_taken_back_before_anybody_decided(cast, duty):
    send(duty, cast, "Việc")
    recall_answer(assignment_id=duty.pk, by=cast.lan)
    assert state(duty) == "assigned"
    submit_answer(assignment_id=duty.pk, by=cast.lan)
    assert answer_for(duty, bearer_side=True).current.text == "Kế hoạch"


def test_an_acceptance_can_be_undone_with_a_reason(cast, duty):
    send(duty, cast)
    accept_answer(assignment_id=duty.pk, by=cast.may)
    with pytest.raises(CannotReview, match="reason"):
        reopen_answer(assignment_id=duty.pk, reason="", by=cast.may)
    reopen_answer(assignment_id=duty.pk, reason="bấm nhầm", by=cast.may)
    assert state(duty) == "submitted"


def test_an_extension_keeps_the_first_day_and_goes_forward_only(cast, duty):
    first = duty.due_on
    with pytest.raises(CannotReview, match="day"):
        extend(assignment_ids=[duty.pk], to_day=first, reason="x", by=cast.may)
    extend(assignment_ids=[duty.pk], to_day=first + timedelta(days=7), reason="bão số 12", by=cast.may)
    kept = duty.extensions.get()
    assert (kept.from_day, kept.to_day, kept.reason) == (first, first + timedelta(days=7), "bão số 12")


def test_one_bad_row_leaves_all_rows_of_a_bulk_step_as_they_were(cast, duty):
    sibling = part(duty.obligation, cast.suoi_giang)
    submit_answer(assignment_id=sibling.pk, text="x", by=cast.tuong)
    with pytest.raises(IllegalMove):
        waive(assignment_ids=[duty.pk, sibling.pk], reason="thôi", by=cast.may)
    assert state(duty) == "assigned"


def test_a_waiver_can_be_undone(cast, duty):
    waive(assignment_ids=[duty.pk], reason="nhầm", by=cast.may)
    restore(assignment_id=duty.pk, reason="vẫn phải làm", by=cast.may)
    assert state(duty) == "assigned"


def test_a_second_reminder_on_the_same_day_counts_once(cast, duty):
    for _ in range(2):
        remind(obligation_id=duty.obligation_id, assignment_ids=[duty.pk], by=cast.may)
    assert Assignment.objects.get(pk=duty.pk).reminders == 1


def reminded(duty) -> tuple:
    own = Assignment.objects.get(pk=duty.pk)
    return own.reminders, own.reminded_on


def test_a_reminder_noted_today_can_be_taken_back_to_what_stood_there(cast, duty):
    today = cast.may.today
    chosen = {"obligation_id": duty.obligation_id, "assignment_ids": [duty.pk]}
    Assignment.objects.filter(pk=duty.pk).update(reminders=1, reminded_on=today - timedelta(days=9))
    remind(**chosen, by=cast.may)
    assert reminded(duty) == (2, today)
    assert [one.pk for one in take_back_reminder(**chosen, by=cast.may)] == [duty.pk]
    assert reminded(duty) == (1, today - timedelta(days=9))
    assert take_back_reminder(**chosen, by=cast.may) == [], "once is enough"
    assert reminded(duty) == (1, today - timedelta(days=9))


def test_a_reminder_noted_yesterday_stays(cast, duty):
    chosen = {"obligation_id": duty.obligation_id, "assignment_ids": [duty.pk]}
    remind(**chosen, by=cast.may)
    Assignment.objects.filter(pk=duty.pk).update(reminder_noted_on=cast.may.today - timedelta(days=1))
    assert take_back_reminder(**chosen, by=cast.may) == []
    assert reminded(duty)[0] == 1


def test_a_letter_of_an_earlier_day_is_noted_with_its_day(cast, duty):
    chosen = {"obligation_id": duty.obligation_id, "assignment_ids": [duty.pk]}
    Obligation.objects.filter(pk=duty.obligation_id).update(issued_on=cast.may.today - timedelta(days=5))
    earlier = cast.may.today - timedelta(days=2)
    remind(**chosen, by=cast.may, on=earlier)
    assert reminded(duty) == (1, earlier)
    for wrong in (cast.may.today + timedelta(days=1), cast.may.today - timedelta(days=6)):
        with pytest.raises(CannotReview, match="reminded_on"):
            remind(**chosen, by=cast.may, on=wrong)


def test_nobody_beside_takes_a_reminder_back(cast, duty):
    chosen = {"obligation_id": duty.obligation_id, "assignment_ids": [duty.pk]}
    remind(**chosen, by=cast.may)
    with pytest.raises((CannotReview, Obligation.DoesNotExist)):
        take_back_reminder(**chosen, by=cast.tuong)
    assert reminded(duty)[0] == 1


@pytest.mark.parametrize(("who", "error"), [("sua", Refused), ("may", Refused), ("tuong", Assignment.DoesNotExist)])
def test_only_the_bearers_own_office_answers(cast, duty, who, error):
    with pytest.raises(error):
        submit_answer(assignment_id=duty.pk, text="x", by=getattr(cast, who))


@pytest.mark.parametrize("who", ["lan", "admin"])
def test_only_the_reviewing_organisation_reviews(cast, duty, who):
    send(duty, cast)
    with pytest.raises(Refused):
        accept_answer(assignment_id=duty.pk, by=getattr(cast, who))


def test_a_person_answers_for_himself_and_never_reviews_himself(cast):
    from tests import factories

    both = factories.actor("bi-thu", cast.province, name="Bí thư")
    laid = lay_obligations(
        drafts=[
            ObligationDraft(
                "Kế hoạch cá nhân", cast.may.today + timedelta(days=5), deliverable(), Obligation.Bearer.PERSON
            )
        ],
        selection=Selection(organisation_ids=(cast.province.pk,), committee=True),
        issued_by=cast.province,
        by=cast.may,
    )[0]
    mine = laid.assignments.get(person=both.person_id)
    submit_answer(assignment_id=mine.pk, text="Tôi sẽ", by=both)
    with pytest.raises(Refused):
        accept_answer(assignment_id=mine.pk, by=both)
    assert "accept" not in moves_for(Assignment.objects.get(pk=mine.pk), both)
    accept_answer(assignment_id=mine.pk, by=cast.may)


@pytest.fixture
def carried_out(cast, duty):
    items = send(duty, cast, "Việc một", "Việc hai")
    accept_answer(assignment_id=duty.pk, by=cast.may)
    return items


def test_an_item_is_done_when_somebody_else_has_verified_it(cast, carried_out):
    item = carried_out[0]
    report_item(item_id=item.pk, evidence="Quy chế 05-QC/ĐU", by=cast.lan)
    verify_item(item_id=item.pk, by=cast.may)
    item.refresh_from_db()
    assert (item.state, item.verified_by_id) == ("verified", cast.may.account_id)


def test_nobody_verifies_his_own_report(cast):
    laid = lay(cast.may, cast.province, cast.an_binh, review=Obligation.Review.ISSUER)
    duty = part(laid, cast.an_binh)
    (item,) = send(duty, cast, "Việc")
    accept_answer(assignment_id=duty.pk, by=cast.may)
    from tests import factories

    both = factories.actor("van-phong", cast.an_binh)
    from tusoi.organisations.models import Person

    factories.position(Person.objects.get(pk=both.person_id), "van-phong", cast.province)
    from tusoi.organisations.models import Account
    from tusoi.organisations.scope import actor_of

    both = actor_of(Account.objects.get(pk=both.account_id))
    report_item(item_id=item.pk, evidence="xong", by=both)
    with pytest.raises(CannotReview, match="own_report"):
        verify_item(item_id=item.pk, by=both)


def test_a_report_without_evidence_is_not_taken(cast, carried_out):
    with pytest.raises(CannotReview, match="evidence"):
        report_item(item_id=carried_out[0].pk, evidence="  ", by=cast.lan)


def test_a_refused_item_says_why_and_can_be_reported_again(cast, carried_out):
    item = carried_out[0]
    report_item(item_id=item.pk, evidence="xong", by=cast.lan)
    refuse_item(item_id=item.pk, reason="chưa có quyết định", by=cast.may)
    item.refresh_from_db()
    assert (item.state, item.reason) == ("refused", "chưa có quyết định")
    report_item(item_id=item.pk, evidence="Quyết định 11-QĐ/ĐU", by=cast.lan)


def test_a_line_reported_done_can_be_taken_back_until_somebody_judged_it(cast, carried_out):
    item = carried_out[0]
    report_item(item_id=item.pk, evidence="Quy chế 05-QC/ĐU", by=cast.lan)
    with pytest.raises(Refused):
        recall_item(item_id=item.pk, by=cast.may)
    recall_item(item_id=item.pk, by=cast.lan)
    item.refresh_from_db()
    assert (item.state, item.evidence, item.reported_by) == ("planned", "Quy chế 05-QC/ĐU", None)
    with pytest.raises(IllegalMove):
        verify_item(item_id=item.pk, by=cast.may)
    report_item(item_id=item.pk, evidence=item.evidence, by=cast.lan)
    verify_item(item_id=item.pk, by=cast.may)
    with pytest.raises(IllegalMove):
        recall_item(item_id=item.pk, by=cast.lan)


def test_items_move_only_while_their_plan_is_accepted(cast, duty):
    (item,) = send(duty, cast, "Việc")
    with pytest.raises(IllegalMove):
        report_item(item_id=item.pk, evidence="xong", by=cast.lan)
