"""Plans of hundreds of members, brought and decided by the dozen: the rows the services write, in bulk.

One by one through the services they would take longer than all the rest of the province together; a test holds the
rows of both against each other.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from tusoi.obligations import tallies
from tusoi.obligations.copies import quoted_in
from tusoi.obligations.models import Assignment, PlanItem, Submission
from tusoi.obligations.services import ItemDraft
from tusoi.obligations.services.alike import keep_answer
from tusoi.obligations.services.answer import snapshot
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .trail import BulkTrail

APART = timedelta(seconds=9)


@dataclass
class Answer:
    """A member's first answer: what he sends, and afterwards the version that carries it."""

    assignment: Assignment
    organisation: Organisation
    by: Actor
    text: str
    items: list[ItemDraft]
    sent: Submission | None = None


def submit(answers: Sequence[Answer]) -> datetime:
    """All of them are sent, one after the other; the moment of the last. Each has its moment in ``by.at``."""
    rows = []
    for answer in answers:
        for number, draft in enumerate(answer.items, start=1):
            fields = {name: value for name, value in asdict(draft).items() if name != "id"}
            rows.append(PlanItem.of(answer.assignment, position=number, **fields))
    PlanItem.objects.bulk_create(rows)
    waiting = iter(rows)
    for answer in answers:
        own = [next(waiting) for _ in answer.items]
        answer.sent = Submission(
            assignment=answer.assignment, number=1, text=answer.text, items=[snapshot(item) for item in own],
            saved_at=answer.by.at, saved_by_id=answer.by.account_id, submitted_at=answer.by.at,
            submitted_by_id=answer.by.account_id,
        )  # fmt: skip
    Submission.objects.bulk_create([answer.sent for answer in answers if answer.sent])
    trail = BulkTrail()
    for answer in answers:
        assignment = answer.assignment
        assignment.submitted_at = answer.by.at
        trail.record(
            by=answer.by, action="obligations.submit", subject=assignment, organisation=answer.organisation,
            label=str(assignment), state=[assignment.state, "submitted"], version=1, items=len(answer.items),
        )  # fmt: skip
    _move([answer.assignment for answer in answers], Assignment.State.SUBMITTED, "submitted_at")
    trail.write()
    quoted: dict[int, frozenset[str]] = {}
    for answer in answers:
        duty = answer.assignment.obligation
        if duty.pk not in quoted:
            quoted[duty.pk] = quoted_in(duty)
        if answer.sent is not None:
            keep_answer(answer.assignment, answer.sent, quoted=quoted[duty.pk])
    return answers[-1].by.at


def accept(answers: Sequence[Answer], reviewers: Sequence[Actor]) -> datetime:
    """All of them are found good, each by the actor in the same place; the moment of the last."""
    trail = BulkTrail()
    sent = []
    for answer, by in zip(answers, reviewers, strict=True):
        assert answer.sent is not None
        answer.sent.outcome, answer.sent.decided_at, answer.sent.decided_by_id = "accepted", by.at, by.account_id
        sent.append(answer.sent)
        answer.assignment.decided_at = by.at
        trail.record(
            by=by, action="obligations.accept", subject=answer.assignment, organisation=answer.organisation,
            label=str(answer.assignment), state=["submitted", "accepted"], version=1,
        )  # fmt: skip
    Submission.objects.bulk_update(sent, ["outcome", "decided_at", "decided_by"])
    assignments = [answer.assignment for answer in answers]
    PlanItem.objects.filter(assignment__in=assignments).update(is_locked=True)
    _move(assignments, Assignment.State.ACCEPTED, "decided_at")
    trail.write()
    return reviewers[-1].at


def _move(assignments: Sequence[Assignment], state: str, moment: str) -> None:
    shifts = []
    for assignment in assignments:
        before = (assignment.state, assignment.due_on)
        assignment.state = state
        assignment.version += 1
        shifts.append(tallies.Shift(assignment, before, (state, assignment.due_on)))
    Assignment.objects.bulk_update(assignments, ["state", "version", moment])
    tallies.count(shifts)
