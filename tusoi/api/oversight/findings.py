"""Findings of a case, what is required, and what is concluded, registered, announced and laid."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from tusoi.api.plumbing import REFUSALS, Listing, who
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.compiling import extract
from tusoi.oversight.models import Case, Conclusion, Finding, Requirement
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.selectors.cases import case_in_scope, is_inner
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.cases import note_reading
from tusoi.oversight.services.findings import ConclusionDraft, FindingDraft, RequirementDraft, StandIn

from .finding_schemas import (
    AnnounceIn,
    ChangedRequirementIn,
    ConcludeIn,
    ConclusionIn,
    ConclusionOut,
    ConclusionRegisterIn,
    DropIn,
    FindingFilter,
    FindingIn,
    FindingOut,
    FindingReasonIn,
    FindingSeenIn,
    LinesIn,
    NewRequirementIn,
    PlaceIn,
    RequirementIn,
    RequirementOut,
    RequirementsLayIn,
    ResultOut,
    ResultsIn,
    SubjectsIn,
    WrittenOut,
)

router = Router(tags=["oversight"])


class FindingPage(Listing.Output):
    items: list[FindingOut]


def _case(case_id: int, by: Actor) -> tuple[Case, bool]:
    """The case, and whether who asks works on it."""
    case = case_in_scope(case_id, by)
    if case.circle != Case.Circle.NORMAL:
        note_reading(case=case, thing="findings", by=by)
    return case, is_inner(access.standing(case, by))


def finding_out(one: Finding) -> dict[str, Any]:
    return {
        "id": one.pk, "version": one.version, "position": one.position, "kind": one.kind, "text": one.text,
        "subject": {"id": one.subject.pk, "name": one.subject.name} if one.subject else None,
        "areas": [area.code for area in one.areas.all()], "evidence": one.evidence, "cause": one.cause,
        "responsibility": one.responsibility, "person": one.person, "clause_id": one.clause_id,
        "provision": one.provision, "requirement_ids": [row.pk for row in one.requirements.all()],
        "opened_case_ids": [case.pk for case in one.opened.all()], "dropped_on": one.dropped_on,
    }  # fmt: skip


def _finding(pk: int, by: Actor) -> dict[str, Any]:
    one = asked.finding_in_scope(pk, by)
    dropped = one.dropped_on is not None
    return finding_out(asked.findings_of(one.case, by=by, wanted=asked.Filters(dropped=dropped)).get(pk=pk))


def _draft(body: FindingIn) -> FindingDraft:
    given: dict[str, Any] = body.model_dump(exclude={"requirement", "seen", "request_key"})
    lists: dict[str, Any] = {name: tuple(given.pop(name)) for name in ("area_ids", "paper_ids")}
    return FindingDraft(**given, **lists, requirement=_required(body.requirement) if body.requirement else None)


def _required(body: RequirementIn) -> RequirementDraft:
    return RequirementDraft(
        text=body.text, due_on=body.due_on, for_all=body.for_all, subject_ids=tuple(body.subject_ids),
        person_ids=tuple(body.person_ids),
    )  # fmt: skip


@router.get("/cases/{int:case_id}/findings", response={200: FindingPage, **REFUSALS}, operation_id="list_findings")
def list_findings(
    request: HttpRequest, case_id: int, wanted: Query[FindingFilter], paging: Query[Listing.Input]
) -> Any:
    """What one may know of: all to those who work on it; to a subject, once announced, its own and what is common."""
    by = who(request)
    case, _inner = _case(case_id, by)
    found = asked.findings_of(case, by=by, wanted=asked.Filters(**wanted.model_dump()))
    start = (paging.page - 1) * paging.page_size
    rows = found[start : start + paging.page_size]
    return {"items": [finding_out(one) for one in rows], "count": found.order_by().count()}


@router.post("/cases/{int:case_id}/findings", response={201: FindingOut, **REFUSALS}, operation_id="add_finding")
def add_finding(request: HttpRequest, case_id: int, body: FindingIn) -> Any:
    """Write a finding down, with the requirement drafted with it."""
    by = who(request)
    made = services.add_finding(case_id=case_id, draft=_draft(body), by=by, request_key=body.request_key)
    return Status(201, _finding(made.pk, by))


@router.post("/cases/{int:case_id}/findings/lines", response={201: WrittenOut, **REFUSALS}, operation_id="add_findings")
def add_lines(request: HttpRequest, case_id: int, body: LinesIn) -> Any:
    """Many at once, all or none."""
    made = services.add_lines(
        case_id=case_id, lines=[(one.kind, one.text) for one in body.lines], subject_id=body.subject_id,
        area_ids=body.area_ids, request_key=body.request_key, by=who(request),
    )  # fmt: skip
    return Status(201, {"count": len(made)})


@router.get("/findings/{int:finding_id}", response={200: FindingOut, **REFUSALS}, operation_id="get_finding")
def get_finding(request: HttpRequest, finding_id: int) -> Any:
    """One finding, as far as the reader may know of it."""
    return _finding(finding_id, who(request))


@router.put("/findings/{int:finding_id}", response={200: FindingOut, **REFUSALS}, operation_id="change_finding")
def change_finding(request: HttpRequest, finding_id: int, body: FindingIn) -> Any:
    """Change what it says, until the owner has concluded."""
    by = who(request)
    services.change_finding(finding_id=finding_id, draft=_draft(body), by=by, seen=body.seen)
    return _finding(finding_id, by)


@router.post("/findings/{int:finding_id}/drop", response={200: FindingOut, **REFUSALS}, operation_id="drop_finding")
def drop_finding(request: HttpRequest, finding_id: int, body: FindingReasonIn) -> Any:
    """Drop a finding with the reason; it stays to be looked at."""
    by = who(request)
    services.drop_finding(finding_id=finding_id, reason=body.reason, by=by, seen=body.seen)
    return _finding(finding_id, by)


@router.post(
    "/findings/{int:finding_id}/restore", response={200: FindingOut, **REFUSALS}, operation_id="restore_finding"
)
def restore_finding(request: HttpRequest, finding_id: int, body: FindingSeenIn) -> Any:
    """Take a dropped finding back."""
    by = who(request)
    services.restore_finding(finding_id=finding_id, by=by, seen=body.seen)
    return _finding(finding_id, by)


@router.post("/findings/{int:finding_id}/move", response={200: list[int], **REFUSALS}, operation_id="move_finding")
def move_finding(request: HttpRequest, finding_id: int, body: PlaceIn) -> Any:
    """Put it before another; answers the ids in their new order."""
    return services.move_finding(finding_id=finding_id, before_id=body.before_id, by=who(request))


@router.post("/findings/{int:finding_id}/copy", response={201: WrittenOut, **REFUSALS}, operation_id="copy_finding")
def copy_finding(request: HttpRequest, finding_id: int, body: SubjectsIn) -> Any:
    """The same at other subjects of the case."""
    copies = services.copy_finding(finding_id=finding_id, subject_ids=body.subject_ids, by=who(request))
    return Status(201, {"count": len(copies)})


# --- requirements and results


def requirement_out(one: Requirement, inner: bool) -> dict[str, Any]:
    """Who else bears it, and what it came out of, is for those who work on the case."""
    row: dict[str, Any] = {
        "id": one.pk, "position": one.position, "text": one.text, "due_on": one.due_on, "laid_on": one.laid_on,
        "remediation_ids": [row.pk for row in one.remediations.all()],
    }  # fmt: skip
    if inner:
        row |= {
            "for_all": one.for_all, "subjects": [{"id": s.pk, "name": s.name} for s in one.subjects.all()],
            "persons": list(one.persons.all()), "finding_ids": [f.pk for f in one.findings.all()],
            "mark": asked.mark_of(one),
        }  # fmt: skip
    return row


def _requirement(case_id: int, pk: int, by: Actor) -> dict[str, Any]:
    case, inner = _case(case_id, by)
    one = next(row for row in asked.requirements_of(case, by=by, dropped=True) if row.pk == pk)
    return requirement_out(one, inner)


@router.get(
    "/cases/{int:case_id}/requirements", response={200: list[RequirementOut], **REFUSALS},
    operation_id="list_requirements",
)  # fmt: skip
def list_requirements(request: HttpRequest, case_id: int) -> Any:
    """What the case will ask for, or has asked for."""
    by = who(request)
    case, inner = _case(case_id, by)
    return [requirement_out(one, inner) for one in asked.requirements_of(case, by=by)]


@router.post(
    "/cases/{int:case_id}/requirements", response={201: RequirementOut, **REFUSALS}, operation_id="add_requirement"
)
def add_requirement(request: HttpRequest, case_id: int, body: NewRequirementIn) -> Any:
    """Add a requirement of the case."""
    by = who(request)
    made = services.add_requirement(case_id=case_id, draft=_required(body), finding_ids=body.finding_ids, by=by)
    return Status(201, _requirement(case_id, made.pk, by))


@router.post(
    "/cases/{int:case_id}/requirements/merge", response={200: WrittenOut, **REFUSALS}, operation_id="merge_requirements"
)
def merge_requirements(request: HttpRequest, case_id: int) -> Any:
    """Put those that ask for the same in the same words together."""
    return {"count": services.merge_requirements(case_id=case_id, by=who(request))}


@router.put(
    "/requirements/{int:requirement_id}", response={200: RequirementOut, **REFUSALS}, operation_id="change_requirement"
)
def change_requirement(request: HttpRequest, requirement_id: int, body: ChangedRequirementIn) -> Any:
    """Change a requirement that was not laid yet."""
    by = who(request)
    one = services.change_requirement(requirement_id=requirement_id, draft=_required(body), by=by, seen=body.seen)
    return _requirement(one.case_id, one.pk, by)


@router.post(
    "/requirements/{int:requirement_id}/drop", response={200: RequirementOut, **REFUSALS},
    operation_id="drop_requirement",
)  # fmt: skip
def drop_requirement(request: HttpRequest, requirement_id: int, body: DropIn) -> Any:
    """Drop a requirement with the reason."""
    by = who(request)
    one = services.drop_requirement(requirement_id=requirement_id, reason=body.reason, by=by)
    return _requirement(one.case_id, one.pk, by)


@router.put("/cases/{int:case_id}/results", response={200: list[ResultOut], **REFUSALS}, operation_id="set_results")
def set_results(request: HttpRequest, case_id: int, body: ResultsIn) -> Any:
    """What the case came to for each subject, by the codes of its kind."""
    by = who(request)
    results = {one.subject_id: one.result for one in body.results}
    services.set_results(case_id=case_id, results=results, by=by, seen=body.seen)
    case, _inner = _case(case_id, by)
    return [
        {"subject": {"id": one.pk, "name": one.name}, "result": one.result} for one in asked.standing_subjects(case)
    ]


# --- the conclusion


def _conclusion(case_id: int, by: Actor) -> dict[str, Any]:
    case, inner = _case(case_id, by)
    one = asked.conclusion_of(case, by=by)
    if one is None:
        raise Conclusion.DoesNotExist
    sections: Sequence[Mapping[str, Any]] = one.sections
    if not inner:
        rows = [row.subject for row in asked.matrix_of(case, by=by) if row.subject]
        mine = [one.pk for one in rows if case.announced_on or one.announced_on]
        kept = ("heading", "level", "subject", "lines")
        sections = [{name: row.get(name) for name in kept} for row in extract(sections, mine)]
    return {
        "case_id": case.pk, "state": one.state, "sections": sections, "excerpt": one.excerpt,
        "reference": one.document.reference if one.document else "", "concluded_on": case.concluded_on,
        "announced_on": case.announced_on, "signatory": one.signatory, "signatory_position": one.signatory_position,
        "version": one.version if inner else None, "meeting": one.meeting if inner else None,
    }  # fmt: skip


@router.get("/cases/{int:case_id}/conclusion", response={200: ConclusionOut, **REFUSALS}, operation_id="get_conclusion")
def get_conclusion(request: HttpRequest, case_id: int) -> Any:
    """The conclusion of a case, section by section."""
    return _conclusion(case_id, who(request))


@router.post(
    "/cases/{int:case_id}/conclusion/compile", response={200: ConclusionOut, **REFUSALS},
    operation_id="compile_conclusion",
)  # fmt: skip
def compile_conclusion(request: HttpRequest, case_id: int, body: FindingSeenIn) -> Any:
    """Out of the findings, or anew; what was written on stays."""
    by = who(request)
    services.compile_conclusion(case_id=case_id, by=by, seen=body.seen)
    return _conclusion(case_id, by)


@router.put(
    "/cases/{int:case_id}/conclusion", response={200: ConclusionOut, **REFUSALS}, operation_id="save_conclusion"
)
def save_conclusion(request: HttpRequest, case_id: int, body: ConclusionIn) -> Any:
    """Save the sections and the signatory of a conclusion that is a draft."""
    by = who(request)
    draft = ConclusionDraft(
        sections=[one.model_dump() for one in body.sections], excerpt=body.excerpt, signatory=body.signatory,
        signatory_position=body.signatory_position,
    )  # fmt: skip
    services.save_conclusion(case_id=case_id, draft=draft, by=by, seen=body.seen)
    return _conclusion(case_id, by)


@router.post(
    "/cases/{int:case_id}/conclusion/conclude", response={200: ConclusionOut, **REFUSALS}, operation_id="conclude_case"
)
def conclude_case(request: HttpRequest, case_id: int, body: ConcludeIn) -> Any:
    """Record what the owner decided together; never who voted how, never by somebody of the team."""
    by = who(request)
    services.conclude_case(case_id=case_id, meeting=body.meeting, on=body.on, by=by, seen=body.seen)
    return _conclusion(case_id, by)


@router.post(
    "/cases/{int:case_id}/conclusion/reopen", response={200: ConclusionOut, **REFUSALS},
    operation_id="reopen_conclusion",
)  # fmt: skip
def reopen_conclusion(request: HttpRequest, case_id: int, body: FindingReasonIn) -> Any:
    """Go back to the draft of a conclusion that is not registered yet."""
    by = who(request)
    services.reopen_conclusion(case_id=case_id, reason=body.reason, by=by, seen=body.seen)
    return _conclusion(case_id, by)


@router.post(
    "/cases/{int:case_id}/conclusion/register", response={200: ConclusionOut, **REFUSALS},
    operation_id="register_conclusion",
)  # fmt: skip
def register_conclusion(request: HttpRequest, case_id: int, body: ConclusionRegisterIn) -> Any:
    """The next number of its series; doubts of the register are confirmed by their codes."""
    by = who(request)
    services.register_conclusion(case_id=case_id, on=body.on, by=by, confirmed=set(body.confirmed), seen=body.seen)
    return _conclusion(case_id, by)


@router.post(
    "/cases/{int:case_id}/conclusion/announce", response={200: ConclusionOut, **REFUSALS},
    operation_id="announce_conclusion",
)  # fmt: skip
def announce_conclusion(request: HttpRequest, case_id: int, body: AnnounceIn) -> Any:
    """Note when and how subjects were told in writing: some now and the others later, or all at once."""
    by = who(request)
    told = {one.subject_id: (one.on, one.how) for one in body.told}
    services.announce_conclusion(case_id=case_id, told=told, whole=body.whole, by=by, seen=body.seen)
    return _conclusion(case_id, by)


@router.post(
    "/cases/{int:case_id}/requirements/lay", response={200: list[RequirementOut], **REFUSALS},
    operation_id="lay_requirements",
)  # fmt: skip
def lay_requirements(request: HttpRequest, case_id: int, body: RequirementsLayIn) -> Any:
    """Lay all of them as duties in one step, each bearer with a row in the register of remediations."""
    by = who(request)
    due = {one.requirement_id: one.due_on for one in body.due}
    instead = {
        (one.requirement_id, one.person_id): StandIn(one.to_organisation_id, one.to_person_id, one.reason)
        for one in body.instead
    }
    services.lay_requirements(case_id=case_id, due=due, instead=instead, by=by, request_key=body.request_key)
    case, inner = _case(case_id, by)
    if not inner:
        raise Refused("oversight.owner")
    return [requirement_out(one, inner) for one in asked.requirements_of(case, by=by)]
