"""Requirements that were laid, with their rows of the register, as the announcement of a conclusion makes them."""

from datetime import date, timedelta
from typing import Any

from tests.documents.build import registered
from tests.obligations.build import deliverable
from tests.oversight import build
from tusoi.documents.models import Document
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, DeliverableKind
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    accept_answer,
    lay_obligations,
    report_item,
    submit_answer,
    verify_item,
)
from tusoi.organisations.models import Organisation, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, Conclusion, Finding, Remediation, Requirement


def plan_kind() -> DeliverableKind:
    return deliverable("remediation-plan")


def concluded(
    by: Actor, owner: Organisation, *subjects: Organisation, document: Document | None = None, **more: Any
) -> Case:
    """A case over these whose conclusion was announced to all today."""
    case = build.case(by, owner, *subjects, at="file", concluded_on=by.today, announced_on=by.today, **more)
    case.subjects.update(announced_on=by.today)
    Conclusion.objects.create(
        case=case, state="registered" if document else "concluded", document=document, saved_at=by.at,
        excerpt="Kết luận",
    )  # fmt: skip
    return case


def conclusion_document(cast: Any, number: int = 45) -> Document:
    return registered(cast, by=cast.may, owner=cast.province, number=number)


def finding(
    case: Case, text: str, *, of: Organisation | None = None, kind: str = "shortcoming", **more: Any
) -> Finding:
    """A finding about one subject, or common to all."""
    subject = case.subjects.get(organisation=of, person=None) if of else None
    return Finding.objects.create(
        case=case, subject=subject, position=case.findings.count() + 1, kind=kind, text=text,
        created_at=case.created_at, **more,
    )  # fmt: skip


def require(
    case: Case,
    by: Actor,
    *bearers: Organisation,
    text: str = "Ban hành lại quy chế làm việc",
    findings: tuple[Finding, ...] = (),
    persons: tuple[tuple[Organisation, Person], ...] = (),
    due_on: date | None = None,
    laid_on: date | None = None,
) -> list[Remediation]:
    """A requirement laid on organisations and on named persons: its rows, in the order of the tree."""
    due = due_on or by.today + timedelta(days=30)
    requirement = Requirement.objects.create(
        case=case, position=case.requirements.count() + 1, text=text, due_on=due, laid_on=laid_on or by.today
    )
    requirement.findings.set(findings)
    drafts = []
    if bearers:
        drafts.append(ObligationDraft(text, max(due, by.today), plan_kind(), selection=_chosen(bearers)))
    if persons:
        people = Selection(person_pairs=tuple((one.pk, who.pk) for one, who in persons))
        drafts.append(ObligationDraft(text, max(due, by.today), plan_kind(), bearer="person", selection=people))
    duties = lay_obligations(drafts=drafts, selection=Selection(), issued_by=case.owner, by=by)
    requirement.obligations.set(duties)
    parts = Assignment.objects.filter(obligation__in=duties)
    if due < by.today:  # a duty is never laid with a day that is past: time went by
        parts.update(due_on=due)
        for duty in duties:
            tallies.rebuild(duty.pk)
    rows = [
        Remediation.of(one, requirement, case.owner, laid_on=requirement.laid_on)
        for one in parts.order_by("path", "person_id")
    ]
    for row in rows:
        row.save()
    return rows


def _chosen(bearers: tuple[Organisation, ...]) -> Selection:
    return Selection(organisation_ids=tuple(one.pk for one in bearers))


def answered(row: Remediation, by: Actor, *tasks: str, accepted_by: Actor | None = None) -> Remediation:
    """The bearer sends a plan with these lines; the reviewer accepts it."""
    submit_answer(assignment_id=row.assignment_id, items=[ItemDraft(task) for task in tasks or ("Sửa quy chế",)], by=by)
    if accepted_by is not None:
        accept_answer(assignment_id=row.assignment_id, by=accepted_by)
    return row


def verified(row: Remediation, by: Actor, verified_by: Actor, *, lines: int | None = None) -> Remediation:
    """The first lines of the accepted plan (all of them without ``lines``) reported done and verified."""
    for item in row.assignment.items.order_by("position")[:lines]:
        report_item(item_id=item.pk, evidence="Đã làm", by=by)
        verify_item(item_id=item.pk, by=verified_by)
    return row


def met(row: Remediation, by: Actor, verified_by: Actor) -> Remediation:
    """Everything there that closing asks for."""
    return verified(answered(row, by, accepted_by=verified_by), by, verified_by)
