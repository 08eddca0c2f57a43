"""The clock of a case: begins with decision and plan, issued together; extended once, stopped and started again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tusoi.documents.models import Document
from tusoi.organisations.scope import Actor
from tusoi.oversight import clock
from tusoi.oversight.models import Case, CaseExtension, Paper, Suspension
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.common import bump, keep, locked_case, text_of

from .index import index_case
from .steps import finish


@transaction.atomic
def issue_case(
    *, case_id: int, decision_id: int | None, plan_id: int | None, by: Actor, seen: int | None = None
) -> Case:
    """Set the decision that sets up the team and the plan, together, from the owner's register; finishes the step of
    issuing. The clock begins on the later of their days. Where the procedure knows no team, the plan alone.

    Raises Rejected ("decision", "plan": together, unknown, same, future; "": not_at_issue, secret_document,
    open_document), NotYet (no leader, no subjects), Stale, IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner", seen=seen)
    step = case.kind.procedure.step(case.step)
    if step is None or step.gate != "issue":
        raise Rejected({"": "not_at_issue"})
    asked = {"plan": plan_id} if not case.kind.procedure.needs_team and decision_id is None else {
        "decision": decision_id, "plan": plan_id,
    }  # fmt: skip
    if absent := {name: "together" for name, pk in asked.items() if pk is None}:
        raise Rejected(absent)
    if decision_id == plan_id:
        raise Rejected({"plan": "same"})
    documents = {name: _own_document(case, name, pk, by) for name, pk in asked.items()}
    case.decision, case.plan = documents.get("decision"), documents["plan"]
    case.issued_on = max(one.issued_on for one in documents.values())
    if case.issued_on > by.today:
        raise Rejected({"plan": "future"})
    case.due_on = clock.due_on(case)
    _file(case, list(documents.values()), by)
    bump(case, "decision", "plan", "issued_on", "due_on")
    index_case(case)
    keep(
        case, by, "issue_case", decision=case.decision.reference if case.decision else "", plan=case.plan.reference,
        issued_on=case.issued_on, due_on=case.due_on,
    )  # fmt: skip
    return finish(case, by)


def _own_document(case: Case, field: str, pk: int | None, by: Actor) -> Document:
    """A document of the owner's register. Of a restricted case it says nothing and circulates nowhere."""
    document: Document | None = (
        Document.objects.visible_to(by).select_related("kind").filter(owner=case.owner, pk=pk or 0).first()
    )
    if document is None:
        raise Rejected({field: "unknown"})
    if document.secrecy:
        raise Rejected({field: "secret_document"})
    is_closed = document.circulation == Document.Circulation.OWN and not document.text and document.file_id is None
    if case.circle == Case.Circle.RESTRICTED and not is_closed:
        raise Rejected({field: "open_document"})
    return document


def _file(case: Case, documents: list[Document], by: Actor) -> None:
    """Decision and plan stand in the dossier under the paper of their kind, or the one paper of this step."""
    here = case.kind.procedure.papers_of(case.step)
    codes = {paper.kind: paper.code for paper in here if paper.kind}
    for document in documents:
        code = codes.get(document.kind.code) or (here[0].code if here else "")
        Paper.objects.create(
            case=case, code=code, document=document, dated_on=document.issued_on,
            title=f"{document.kind.name_vi} {document.reference}"[:300], added_by_id=by.account_id, added_at=by.at,
        )  # fmt: skip


@transaction.atomic
def extend_case(*, case_id: int, to_day: date, reason: str, by: Actor, seen: int | None = None) -> Case:
    """Move the last day once, at most by the share the rules allow.

    Raises Rejected ("to_day": not_set, not_later, too_far with ``most``; "": extended, "reason"), Stale, IllegalMove
    and Refused.
    """
    case = locked_case(case_id, by, "owner", "extend", seen=seen)
    if case.due_on is None:
        raise Rejected({"": "no_limit"})
    if CaseExtension.objects.filter(case=case).exists():
        raise Rejected({"": "extended"})
    if case.concluded_on is not None:
        raise Rejected({"": "concluded"})
    why = text_of("reason", reason, most=2_000, required=True, code="reason")
    most = clock.furthest(case)
    if most is None:
        raise Rejected({"to_day": "not_set"})
    if to_day <= case.due_on:
        raise Rejected({"to_day": "not_later"})
    if to_day > most:
        raise Rejected({"to_day": "too_far"}, most=f"{most:%d/%m/%Y}")
    before, case.due_on = case.due_on, to_day
    CaseExtension.objects.create(case=case, from_day=before, to_day=to_day, reason=why, by_id=by.account_id, at=by.at)
    bump(case, "due_on")
    keep(case, by, "extend_case", due_on=[before, to_day], reason=why)
    return case


@transaction.atomic
def suspend_case(*, case_id: int, reason: str, by: Actor, seen: int | None = None) -> Case:
    """Stop the clock. Raises Rejected ("reason"), Stale, IllegalMove and Refused."""
    case = locked_case(case_id, by, "owner", "suspend", seen=seen)
    case.reason = text_of("reason", reason, most=2_000, required=True, code="reason")
    case.state = Case.State.SUSPENDED
    Suspension.objects.create(case=case, valid_from=by.today, reason=case.reason)
    bump(case, "state", "reason")
    keep(case, by, "suspend_case", state=["running", case.state], reason=case.reason)
    return case


@transaction.atomic
def resume_case(*, case_id: int, by: Actor, seen: int | None = None) -> Case:
    """Start the clock again: the last day moves by the days it stood still. Raises Stale, IllegalMove and Refused."""
    case = locked_case(case_id, by, "owner", "resume", seen=seen)
    Suspension.objects.filter(case=case, valid_to__isnull=True).update(valid_to=by.today)
    before = case.due_on
    case.state, case.due_on = Case.State.RUNNING, clock.moved(case)
    bump(case, "state", "due_on")
    keep(case, by, "resume_case", state=["suspended", case.state], due_on=[before, case.due_on])
    return case


@transaction.atomic
def drop_case(*, case_id: int, reason: str, by: Actor, seen: int | None = None) -> Case:
    """Give a case up before it is concluded; it stays with its reason. Raises Rejected, Stale, IllegalMove, Refused."""
    case = locked_case(case_id, by, "owner", "drop", seen=seen)
    if case.concluded_on is not None:
        raise Rejected({"": "concluded"})
    before = case.state
    case.reason = text_of("reason", reason, most=2_000, required=True, code="reason")
    Suspension.objects.filter(case=case, valid_to__isnull=True).update(valid_to=by.today)
    case.state, case.closed_on = Case.State.DROPPED, by.today
    bump(case, "state", "reason", "closed_on")
    keep(case, by, "drop_case", state=[before, case.state], reason=case.reason)
    return case
