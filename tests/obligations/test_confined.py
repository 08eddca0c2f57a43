"""A duty that only few may read: a report asked for by a team, while its case is running."""

from datetime import timedelta

import pytest

from tests import factories
from tests.obligations.build import deliverable, part
from tusoi.audit.models import Entry
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.selectors import awaiting_review, lines_to_verify, missing_below, oldest_waiting, overdue_below
from tusoi.obligations.selectors.found import obligations_among
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    accept_answer,
    lay_obligations,
    release_obligation,
    report_item,
    set_confidants,
    submit_answer,
)
from tusoi.organisations.models import Position
from tusoi.organisations.scope import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(cast):
    """A board of the province, and somebody who works there and nowhere else."""
    body = factories.body(cast.province, "ban-to-chuc", "Ban Tổ chức")
    clerk = factories.actor("van-phong", cast.province, name="Lò Thị Ban", username="ban")
    Position.objects.filter(person=clerk.person_id).update(body=body)
    account = factories.Account.objects.get(pk=clerk.account_id)
    return actor_of(account)


def asked(cast, *persons, **more):
    draft = ObligationDraft(
        "Báo cáo tự kiểm tra", cast.may.today, deliverable(), confined_to=[one.person_id for one in persons], **more
    )
    chosen = Selection(organisation_ids=(cast.an_binh.pk,))
    return lay_obligations(drafts=[draft], selection=chosen, issued_by=cast.province, by=cast.may)[0]


def readers(people, duty):
    of_it = Obligation.objects.filter(pk=duty.pk)
    names = {name for name, actor in people.items() if of_it.visible_to(actor).exists()}
    parts = {name for name, actor in people.items() if Assignment.objects.visible_to(actor).filter(obligation=duty)}
    assert names == parts
    return names


def test_it_is_read_by_its_bearer_and_the_people_of_the_committee_only(cast, board):
    people = cast.everybody | {"board": board}
    assert readers(people, asked(cast)) == {"may", "inspector", "lan"}


def test_a_confidant_reads_it_too_until_he_is_none_any_more(cast, board):
    duty = asked(cast, board)
    assert "board" in readers({"board": board}, duty)
    set_confidants(obligation_id=duty.pk, person_ids=[], by=cast.may)
    assert readers({"board": board}, duty) == set()


def test_the_issuer_is_a_board_then_only_its_people_and_who_leads(cast, board):
    duty = asked(cast)
    Obligation.objects.filter(pk=duty.pk).update(issued_by_body=board.place.body_id)
    people = cast.everybody | {"board": board}
    assert readers(people, duty) == {"board", "lan"}


def test_released_it_is_read_like_any_other(cast, board):
    duty = asked(cast)
    release_obligation(obligation_id=duty.pk, by=cast.may)
    assert "board" in readers({"board": board}, duty)


def test_it_stands_in_no_list_of_those_who_may_not_read_it(cast, board):
    duty = asked(cast)
    assert missing_below(cast.province, board) == []
    assert [one.obligation.pk for one in missing_below(cast.province, cast.may)] == [duty.pk]
    assert overdue_below(cast.province, cast.may.today + timedelta(days=30)) == []
    assert not obligations_among([duty.pk], by=board)
    submit_answer(assignment_id=part(duty, cast.an_binh).pk, text="Đã làm", by=cast.lan)
    assert not awaiting_review(board)
    assert oldest_waiting(board, 5) == []
    assert awaiting_review(cast.may).count() == 1
    assert [one.obligation_id for one in oldest_waiting(cast.may, 5)] == [duty.pk]


def test_lines_of_its_plan_wait_for_those_only_who_may_read_it(cast, board):
    assignment = part(asked(cast), cast.an_binh)
    submit_answer(assignment_id=assignment.pk, text="Kế hoạch", items=[ItemDraft("Làm lại sổ")], by=cast.lan)
    accept_answer(assignment_id=assignment.pk, by=cast.may)
    report_item(item_id=assignment.items.get().pk, evidence="xong", by=cast.lan)
    assert lines_to_verify(board, 5) == []
    assert [one.assignment_id for one in lines_to_verify(cast.may, 5)] == [assignment.pk]


def test_the_trail_names_it_without_saying_what_it_is(cast):
    duty = asked(cast)
    submit_answer(assignment_id=part(duty, cast.an_binh).pk, text="Đã làm", by=cast.lan)
    told = Entry.objects.filter(action__startswith="obligations.")
    assert told.count() == 2
    assert not [entry for entry in told if "tự kiểm tra" in f"{entry.subject_label} {entry.changes}"]
