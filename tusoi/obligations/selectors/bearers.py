"""The names behind a figure: who bears a duty, who is missing, what one bearer answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from tusoi import treepath
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.models import Assignment, Obligation, PlanItem, Submission
from tusoi.obligations.rules import ASSIGNMENT
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

FILTERS = (
    "missing",
    "overdue",
    "assigned",
    "submitted",
    "returned",
    "accepted",
    "waived",
    "answered",
    "extended",
    "all",
)

SORTED = 20_000
"""Bearers of a duty up to which those who are missing are sorted by their day."""


def assignments_of(
    obligation: Obligation, node: Organisation, by: Actor, *, filter: str = "all", today: date | None = None
) -> QuerySet[Assignment]:
    """The assignments of a duty in a branch, in the order of the tree. ``filter`` is one of FILTERS."""
    found = Assignment.objects.visible_to(by).filter(treepath.within("path", [node.path]), obligation=obligation)
    day = today or by.today
    if filter == "missing":
        found = found.filter(state="assigned")
    elif filter == "overdue":
        found = found.overdue(day)
    elif filter == "answered":
        found = found.filter(state__in=("submitted", "returned", "accepted"))
    elif filter == "extended":
        found = found.filter(extended=True)
    elif filter in Assignment.State.values:
        found = found.filter(state=filter)
    return found.select_related("organisation", "person").order_by("path", "person_id", "pk")


def gap_list(obligation: Obligation, node: Organisation, by: Actor) -> QuerySet[Assignment]:
    """Who has not sent an answer (danh sách còn thiếu), the longest late first; very many in the order of the tree."""
    missing = assignments_of(obligation, node, by, filter="missing")
    # To sort a hundred thousand names for the first fifty takes a second; in the order of the tree they lie ready.
    return missing.order_by("path", "pk") if obligation.planned > SORTED else missing.order_by("due_on", "path", "pk")


def assignment_for(pk: int, by: Actor) -> Assignment:
    """One bearer's part with what its page shows. Raises Assignment.DoesNotExist."""
    return (
        Assignment.objects.visible_to(by)
        .select_related(
            "obligation__issued_by", "obligation__document__kind", "obligation__clause", "obligation__deliverable",
            "organisation__parent__parent", "person", "reviewer", "fingerprint",
        )
        .defer("obligation__document__text")
        .get(pk=pk)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """All of one bearer's answer: the draft (None when there is none), the sent versions newest first, the items."""

    draft: Submission | None
    versions: list[Submission] = field(default_factory=list)
    items: list[PlanItem] = field(default_factory=list)

    @property
    def current(self) -> Submission | None:
        return self.versions[0] if self.versions else None


def answer_for(assignment: Assignment, *, bearer_side: bool) -> Answer:
    """What the bearer wrote. The draft is shown to the bearer's side only. Five queries, whatever the length."""
    submissions = list(
        Submission.objects.filter(assignment=assignment)
        .select_related("saved_by__person", "submitted_by__person", "decided_by__person")
        .prefetch_related("files__attachment")
        .order_by("-number")
    )
    items = list(
        PlanItem.objects.filter(assignment=assignment)
        .select_related("clause", "reported_by__person", "verified_by__person")
        .prefetch_related(Prefetch("files"), "files__attachment")
        .order_by("position")
    )
    draft = next((one for one in submissions if one.submitted_at is None), None)
    sent = [one for one in submissions if one.submitted_at is not None]
    if bearer_side or draft is None:
        return Answer(draft, sent, items)
    return Answer(None, sent, _as_sent(assignment, sent[0].items, items) if sent else [])


def _as_sent(assignment: Assignment, lines: list[dict[str, Any]], items: list[PlanItem]) -> list[PlanItem]:
    """While the bearer is at work on a plan again, its lines in the words of the version that was sent last."""
    now = {item.pk: item for item in items}
    found = []
    for line in lines:
        item = now.get(line["id"]) or PlanItem(pk=line["id"], assignment=assignment)
        for name, value in line.items():
            setattr(item, name, date.fromisoformat(value) if name == "due_on" and value else value)
        found.append(item)
    # Asked for those only that were taken out of the draft since, or answer another clause in it.
    prefetch_related_objects(found, "clause", "files__attachment")
    return found


def may_answer(assignment: Assignment, by: Actor) -> bool:
    own = assignment.person_id is not None and assignment.person_id == by.person_id
    return own or by.may("obligations.answer", assignment.organisation)


def may_review(assignment: Assignment, by: Actor) -> bool:
    own = assignment.person_id is not None and assignment.person_id == by.person_id
    return not own and by.may("obligations.review", assignment.reviewer)


def moves_for(assignment: Assignment, by: Actor) -> list[str]:
    """The actions the table and the actor's rights allow just now: what the page draws its buttons from."""
    if assignment.obligation.state != Obligation.State.ISSUED:
        return []
    rights = {"obligations.answer": may_answer(assignment, by), "obligations.review": may_review(assignment, by)}
    found = []
    for action in ASSIGNMENT.actions:
        try:
            move = ASSIGNMENT.move(assignment.state, action)
        except IllegalMove:
            continue
        if rights[move.permission]:
            found.append(action)
    return found
