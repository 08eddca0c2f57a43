"""One requirement of one bearer: what was found, what may be decided, what the follow-up came to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Q, Value, When
from django.db.models import Case as Choice

from tusoi.audit.models import Entry
from tusoi.lib.folding import fold
from tusoi.obligations.models import Extension, PlanItem
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.circles import STUB_KINDS
from tusoi.oversight.models import Case, CaseKind, CaseSubject, Finding, Remediation
from tusoi.oversight.procedure import Result
from tusoi.oversight.remedy import UNANSWERED, Progress
from tusoi.oversight.rules import REMEDIATION

from .register import Filters, Row, line, progress_of, register

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment

NAMED = 120
"""So many signs of a finding in a line of the plan say that the line answers it."""
MOST_FOLLOWED = 200
"""Rows that one follow-up case takes over at once."""
LOOKING_AGAIN = "tkt"
"""The kind that looks at how a conclusion is carried out (phúc tra)."""


def row_for(pk: int, by: Actor) -> Row:
    """The line of one row, whose ``remediation.sees_case`` says whether the case it comes from exists for who reads it.

    Raises Remediation.DoesNotExist. Two queries.
    """
    one = register(Filters(), by).annotate(sees_case=_sees_case(by)).get(pk=pk)
    return line(one, progress_of([one.assignment_id]).get(one.assignment_id, Progress()), by)


def _sees_case(by: Actor) -> Choice:
    seen = When(requirement__case__in=Case.objects.visible_to(by), then=Value(True))
    return Choice(seen, default=Value(False), output_field=BooleanField())


def moves_for(row: Row) -> list[str]:
    """What the owner's people may decide just now: of the table, and "extend" while the plan is owed."""
    if not row.may_decide:
        return []
    found = [move.action for move in REMEDIATION.from_state(row.remediation.state)]
    if row.remediation.state != Remediation.State.CLOSED and row.answer in UNANSWERED:
        found.append("extend")
    return found


def findings_of(one: Remediation) -> list[Finding]:
    """What this bearer has to mend: the findings of the requirement that are common to all or about him.

    What the owner laid on him he may read, whoever else the conclusion speaks of. One query.
    """
    about = Q(subject__isnull=True) | Q(subject__organisation=one.organisation_id)
    if one.person_id is None:
        about &= Q(subject__person__isnull=True)
    else:
        about &= Q(subject__person__isnull=True) | Q(subject__person=one.person_id)
    found = Finding.objects.filter(about, requirements=one.requirement_id, dropped_on__isnull=True)
    return list(found.exclude(kind=Finding.Kind.STRENGTH).select_related("clause", "person").order_by("position"))


def is_bearer(one: Remediation, by: Actor) -> bool:
    if one.person_id is not None:
        return one.person_id == by.person_id
    return by.may("obligations.answer", one.organisation)


def findings_for(one: Remediation, by: Actor) -> list[Finding]:
    """The same as far as the reader may see them. Two queries at most."""
    found = findings_of(one)
    if not found or is_bearer(one, by):
        return found
    seen = set(Finding.objects.visible_to(by).filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True))
    return [each for each in found if each.pk in seen]


# --- beside the plan that answers


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a plan has to answer: a finding, or the requirement itself where it names none."""

    text: str
    finding: Finding | None
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands behind a duty that a conclusion laid: the row of the register and the points of the plan."""

    remediation: Remediation
    points: list[Point] = field(default_factory=list)

    @property
    def unanswered(self) -> list[Point]:
        return [point for point in self.points if not point.is_answered]


def asked_by(assignment: Assignment, by: Actor, items: Collection[PlanItem] = ()) -> Asked | None:
    """The points that the plan of this assignment has to answer; None where no conclusion laid it. Three queries."""
    one = (
        Remediation.objects.visible_to(by)
        .select_related("requirement__case", "organisation", "person")
        .filter(assignment=assignment.pk)
        .first()
    )
    if one is None:
        return None
    found = findings_for(one, by)
    texts: list[tuple[str, Finding | None]] = [(each.text, each) for each in found]
    if len(texts) < 2:  # whatever the plan says, it says to this one point
        only = texts[0] if texts else (one.requirement.text, None)
        return Asked(one, [Point(*only, is_answered=bool(items))])
    said = " | ".join(fold(f"{item.finding} {item.task}") for item in items)
    return Asked(one, [Point(text, each, is_answered=fold(text)[:NAMED] in said) for text, each in texts])


# --- the follow-up


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The case that looks at a row again, and what it came to for this bearer; None while it came to nothing."""

    case: Case
    result: Result | None


def follow_up_of(one: Remediation, by: Actor) -> FollowUp | None:
    """None where there is none, or not for this reader. Two queries."""
    if one.follow_up_id is None:
        return None
    case = Case.objects.visible_to(by).select_related("kind").filter(pk=one.follow_up_id).first()
    if case is None:
        return None
    subject = (
        CaseSubject.objects.visible_to(by)
        .filter(case=case, organisation=one.organisation_id, result__gt="")
        .order_by("person_id")
        .first()
    )
    return FollowUp(case, case.kind.procedure.result(subject.result) if subject else None)


def extensions_of(one: Remediation) -> list[Extension]:
    return list(Extension.objects.filter(assignment=one.assignment_id).order_by("at", "pk"))


def history_of(one: Remediation, by: Actor, *, last: int = 12) -> list[Entry]:
    """What the trail tells of a row and of the plan that answers it, newest first. One query."""
    about = Q(subject_type="oversight.remediation", subject_id=one.pk)
    # More time is in the trail twice, as a decision and as what it did to the duty.
    plan = Q(subject_type="obligations.assignment", subject_id=one.assignment_id)
    about |= plan & ~Q(action="obligations.extend", at__in=_extended(one))
    return list(Entry.objects.visible_to(by).filter(about).order_by("-at", "-pk")[:last])


def _extended(one: Remediation) -> Any:
    own = Entry.objects.about("oversight.remediation", one.pk)
    return own.filter(action="oversight.extend_remediation").values("at")


def rows_to_follow(ids: Collection[int], by: Actor) -> list[Remediation]:
    """Those of the chosen rows that are still open and the actor decides on, in the order of the tree. One query."""
    found = register(Filters(), by).filter(pk__in=list(ids)[:MOST_FOLLOWED], state__in=("open", "escalated"))
    return [one for one in found.order_by("path", "pk") if access.is_staff(by, one.requirement.case)]


def kinds_to_follow(by: Actor) -> list[CaseKind]:
    """The kinds of cases in force today: that of looking again at a conclusion first, then supervisions. What is only
    kept as a stub (denunciations, appeals, discipline) looks at no requirement."""
    found = CaseKind.objects.on(by.today).exclude(code__in=STUB_KINDS).order_by("-form", "rank", "code")
    return sorted(found, key=lambda kind: kind.code != LOOKING_AGAIN)
