"""The register of what conclusions required, and what its owner decides."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from tusoi.api.plumbing import REFUSALS, Listing, who
from tusoi.obligations.selectors import organisation_reached
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Finding
from tusoi.oversight.remedy import Counts
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import remediation as selectors
from tusoi.oversight.services import remediation as services

from .remediation_schemas import (
    BulkOut,
    CaseOut,
    CountsOut,
    FollowIn,
    ManyIn,
    MineOut,
    OneOut,
    RemediationExtendIn,
    RemediationFilter,
    RemediationOut,
    RemediationReasonIn,
    RemediationVersionIn,
    YearOut,
)

router = Router(tags=["oversight"])


class RemediationPage(Listing.Output):
    items: list[RemediationOut]


def _filters(wanted: RemediationFilter, by: Actor) -> selectors.Filters:
    branch = organisation_reached(wanted.branch, by).path if wanted.branch else ""
    return selectors.Filters(
        state=wanted.state, year=wanted.year, owner_id=wanted.owner, branch=branch, answer=wanted.answer,
        bearer=wanted.bearer, case_id=wanted.case, text=wanted.text, age=wanted.age,
    )  # fmt: skip


def row_out(row: selectors.Row) -> dict[str, Any]:
    one = row.remediation
    document = row.document
    return {
        "id": one.pk, "version": one.version, "case_id": row.case.pk, "requirement_id": one.requirement_id,
        "requirement": one.requirement.text, "conclusion": document.reference if document else "",
        "concluded_on": document.issued_on if document else None, "organisation": one.organisation,
        "person": one.person, "owner": one.owner, "laid_on": one.laid_on, "due_on": one.due_on,
        "extended": one.assignment.extended, "answer": row.answer, "progress": asdict(row.progress),
        "days_late": row.late_days, "state": one.state, "reason": one.reason, "decided_on": one.decided_on,
        "missing": row.missing, "assignment_id": one.assignment_id, "follow_up_id": one.follow_up_id,
    }  # fmt: skip


def _finding_out(one: Finding) -> dict[str, Any]:
    return {
        "id": one.pk, "kind": one.kind, "text": one.text, "cause": one.cause, "responsibility": one.responsibility,
    }  # fmt: skip


def counts_out(counts: Counts) -> dict[str, Any]:
    return {**asdict(counts), "needed": counts.needed}


def one_out(pk: int, by: Actor) -> dict[str, Any]:
    row = selectors.row_for(pk, by)
    followed = selectors.follow_up_of(row.remediation, by)
    return {
        **row_out(row), "moves": selectors.moves_for(row),
        "findings": [_finding_out(one) for one in selectors.findings_for(row.remediation, by)],
        "follow_up": {
            "case_id": followed.case.pk, "state": followed.case.state,
            "result": followed.result.code if followed.result else None,
        } if followed else None,
    }  # fmt: skip


@router.get("/remediations", response={200: RemediationPage, **REFUSALS}, operation_id="list_remediations")
def list_remediations(request: HttpRequest, wanted: Query[RemediationFilter], paging: Query[Listing.Input]) -> Any:
    """The register as far as one sees it: one's own, that of one's cases, that of those below."""
    by = who(request)
    filters = _filters(wanted, by)
    numbers = selectors.in_order(filters, by)
    start = (paging.page - 1) * paging.page_size
    rows = selectors.rows_at(numbers[start : start + paging.page_size], by)
    return {"items": [row_out(row) for row in rows], "count": numbers.order_by().count()}


@router.get("/remediations/figures", response={200: CountsOut, **REFUSALS}, operation_id="count_remediations")
def count_remediations(request: HttpRequest, wanted: Query[RemediationFilter]) -> Any:
    """The sums of the register over all states, for the other filters."""
    by = who(request)
    return counts_out(selectors.totals(_filters(wanted, by), by))


@router.get("/remediations/years", response={200: list[YearOut], **REFUSALS}, operation_id="count_remediations_by_year")
def count_by_year(request: HttpRequest, wanted: Query[RemediationFilter]) -> Any:
    """The same for every year in which requirements were laid, the latest first."""
    by = who(request)
    return [{"year": year, **counts_out(counts)} for year, counts in selectors.by_year(_filters(wanted, by), by)]


@router.get("/remediations/mine", response={200: MineOut, **REFUSALS}, operation_id="list_my_remediations")
def list_mine(request: HttpRequest) -> Any:
    """What is open for the organisations one heads and for oneself, and what was found to be the head's."""
    view = selectors.heads_view(who(request))
    return {
        "organisations": [row_out(row) for row in view.organisations],
        "himself": [row_out(row) for row in view.himself],
        "findings": [_finding_out(one) for one in view.findings], "late": view.late,
    }  # fmt: skip


@router.post("/remediations/close", response={200: BulkOut, **REFUSALS}, operation_id="close_complete_remediations")
def close_many(request: HttpRequest, body: ManyIn) -> Any:
    """Close those of the chosen that are met; of each that is left, what is missing."""
    result = services.close_complete(remediation_ids=body.remediation_ids, by=who(request))
    return {
        "closed": [row.pk for row in result.closed],
        "left": [{"id": row.pk, "code": code} for row, code in result.left],
    }


@router.post("/remediations/follow-up", response={201: CaseOut, **REFUSALS}, operation_id="follow_up_remediations")
def follow_up(request: HttpRequest, body: FollowIn) -> Any:
    """Open a case over the bearers of open requirements; their rows name it."""
    from tusoi.oversight.services.cases import CaseDraft

    by = who(request)
    rows = selectors.rows_to_follow(body.remediation_ids, by)
    if not rows:
        raise Rejected({"": "remedy_nobody"})
    case = rows[0].requirement.case
    draft = CaseDraft(
        owner_id=rows[0].owner_id, body_id=case.body_id, kind_code=body.kind, title=body.title, circle=case.circle,
        unscheduled_reason=body.reason,
    )  # fmt: skip
    opened = services.open_follow_up(
        remediation_ids=[row.pk for row in rows], draft=draft, by=by, request_key=body.request_key
    )
    return Status(201, {"case_id": opened.pk})


@router.get("/remediations/{int:remediation_id}", response={200: OneOut, **REFUSALS}, operation_id="get_remediation")
def get_remediation(request: HttpRequest, remediation_id: int) -> Any:
    """One row with its findings, what may be decided, and what the follow-up came to."""
    return one_out(remediation_id, who(request))


@router.post(
    "/remediations/{int:remediation_id}/close", response={200: OneOut, **REFUSALS}, operation_id="close_remediation"
)
def close(request: HttpRequest, remediation_id: int, body: RemediationVersionIn) -> Any:
    """Find it met. Only once the plan is accepted and every line verified by somebody else than who reported it."""
    by = who(request)
    services.close_remediation(remediation_id=remediation_id, by=by, seen=body.version)
    return one_out(remediation_id, by)


@router.post(
    "/remediations/{int:remediation_id}/escalate",
    response={200: OneOut, **REFUSALS},
    operation_id="escalate_remediation",
)
def escalate(request: HttpRequest, remediation_id: int, body: RemediationReasonIn) -> Any:
    """Report to those above that it is not met, and why."""
    by = who(request)
    services.escalate_remediation(remediation_id=remediation_id, reason=body.reason, by=by, seen=body.version)
    return one_out(remediation_id, by)


@router.post(
    "/remediations/{int:remediation_id}/reopen", response={200: OneOut, **REFUSALS}, operation_id="reopen_remediation"
)
def reopen(request: HttpRequest, remediation_id: int, body: RemediationReasonIn) -> Any:
    """Take a decision back."""
    by = who(request)
    services.reopen_remediation(remediation_id=remediation_id, reason=body.reason, by=by, seen=body.version)
    return one_out(remediation_id, by)


@router.post(
    "/remediations/{int:remediation_id}/extend", response={200: OneOut, **REFUSALS}, operation_id="extend_remediation"
)
def extend(request: HttpRequest, remediation_id: int, body: RemediationExtendIn) -> Any:
    """Give the bearer until a later day to send the plan."""
    by = who(request)
    services.extend_remediation(
        remediation_id=remediation_id, to_day=body.to_day, reason=body.reason, by=by, seen=body.version
    )
    return one_out(remediation_id, by)
