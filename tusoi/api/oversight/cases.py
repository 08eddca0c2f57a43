"""The register of cases, and what is done to one: as the pages have it."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Listing, who
from tusoi.organisations.scope import Actor
from tusoi.oversight import access, refusals
from tusoi.oversight.models import Case, CaseSubject, Paper, TeamMember
from tusoi.oversight.rules import NotYet
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing

from . import case_schemas as given
from .case_schemas import CaseLineOut, CaseOneOut, CasePaperOut, CaseSubjectOut, CountOfOut, MemberOut

router = Router(tags=["oversight"])
CASE = "/cases/{int:case_id}"
SUBJECT = "/cases/subjects/{int:subject_id}"
PAPER = "/cases/papers/{int:paper_id}"


def _line(one: Case) -> given.Row:
    return {
        "id": one.pk, "version": one.version, "title": one.title, "kind": one.kind.code, "owner": one.owner,
        "body": one.body.name if one.body else "", "circle": one.circle, "state": one.state,
        "step": asked.step_known(one),
        "opened_on": one.opened_on, "issued_on": one.issued_on, "due_on": one.due_on,
        "concluded_on": asked.conclusion_known(one), "announced_on": one.announced_on, "closed_on": one.closed_on,
    }  # fmt: skip


def _one(case_id: int, by: Actor) -> given.Row:
    one = asked.case_in_scope(case_id, by)
    stands = access.standing(one, by)
    inner = asked.is_inner(stands)
    doing.note_reading(case=one, thing="overview", by=by)
    lacking = refusals.say_missing(NotYet(asked.missing_of(one))) if inner and one.step else []
    return {
        **_line(one), "content": one.content, "examined_from": one.examined_from, "examined_to": one.examined_to,
        "stands": sorted(stands), "missing": lacking, "stub_number": one.stub_number,
    }  # fmt: skip


def _subject(one: CaseSubject, *, inner: bool = True, own: bool = True) -> given.Row:
    whole = inner or own
    return {
        "id": one.pk, "organisation": one.organisation, "person": one.person.name if one.person else "",
        "opened_on": one.opened_on, "draft": one.draft if whole else "",
        "draft_sent_on": one.draft_sent_on if whole else None, "comments": one.comments if whole else "",
        "commented_on": one.commented_on if whole else None,
        "answer_to_comments": one.answer_to_comments if whole else "",
        "result": one.result if inner or one.announced_on else "", "announced_on": one.announced_on,
        "removed_on": one.removed_on,
    }  # fmt: skip


def _paper(one: Paper) -> given.Row:
    return {
        "id": one.pk, "subject_id": one.subject_id, "code": one.code, "title": one.title, "dated_on": one.dated_on,
        "sent_on": one.sent_on, "is_from_subject": one.is_from_subject, "waived_reason": one.waived_reason,
        "withdrawn_on": one.withdrawn_on, "has_file": one.file_id is not None,
    }  # fmt: skip


def _member(one: TeamMember) -> given.Row:
    return {
        "id": one.pk, "person": one.person.name, "role": one.role, "task": one.task, "office": one.office,
        "valid_from": one.valid_from, "valid_to": one.valid_to,
    }  # fmt: skip


@router.get("/cases", response={200: list[CaseLineOut], **REFUSALS}, operation_id="list_cases")
@paginate(Listing)
def list_cases(request: HttpRequest, wanted: Query[given.CaseFilter]) -> Any:
    """The cases that exist for who asks, newest first."""
    owner = asked.Owner(wanted.owner_id, wanted.body_id) if wanted.owner_id is not None else None
    return asked.filtered(
        who(request), state=wanted.state, kind=wanted.kind, year=wanted.year, late=wanted.late, mine=wanted.mine,
        owner=owner,
    )  # fmt: skip


@router.post("/cases", response={201: CaseOneOut, **REFUSALS}, operation_id="open_case")
def open_case(request: HttpRequest, body: given.CaseIn) -> Any:
    """Open a case, or the stub of a secret one."""
    by = who(request)
    values = body.model_dump(exclude={"kind", "subjects"})
    pairs = [(one.organisation_id, one.person_id) for one in body.subjects]
    case = doing.open_case(draft=doing.CaseDraft(kind_code=body.kind, subjects=pairs, **values), by=by)
    return Status(201, _one(case.pk, by))


@router.get(CASE, response={200: CaseOneOut, **REFUSALS}, operation_id="get_case")
def get_case(request: HttpRequest, case_id: int) -> Any:
    """A case as far as it exists for who asks."""
    return _one(case_id, who(request))


@router.post(f"{CASE}/finish", response={200: CaseOneOut, **REFUSALS}, operation_id="finish_step")
def finish_step(request: HttpRequest, case_id: int, body: given.CaseSeenIn) -> Any:
    """Finish the step it stands at; 409 says what is missing."""
    doing.finish_step(case_id=case_id, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.post(f"{CASE}/back", response={200: CaseOneOut, **REFUSALS}, operation_id="go_back")
def go_back(request: HttpRequest, case_id: int, body: given.WhyIn) -> Any:
    """Go back to the step before, with the reason."""
    doing.go_back(case_id=case_id, reason=body.reason, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.post(f"{CASE}/issue", response={200: CaseOneOut, **REFUSALS}, operation_id="issue_case")
def issue_case(request: HttpRequest, case_id: int, body: given.CaseIssueIn) -> Any:
    """Decision and plan, together; the clock begins."""
    doing.issue_case(
        case_id=case_id, decision_id=body.decision_id, plan_id=body.plan_id, by=who(request), seen=body.version
    )
    return _one(case_id, who(request))


@router.post(f"{CASE}/issue-new", response={200: CaseOneOut, **REFUSALS}, operation_id="register_and_issue_case")
def register_and_issue(request: HttpRequest, case_id: int, body: given.CaseIssueNewIn) -> Any:
    """Decision and plan get their numbers and are entered into the register; the clock begins. All of it or nothing."""
    doing.register_and_issue(
        case_id=case_id, on=body.on, plan=doing.NewDocument(**body.plan.model_dump()), by=who(request),
        decision=doing.NewDocument(**body.decision.model_dump()) if body.decision else None,
        confirmed=body.confirmed, seen=body.version,
    )  # fmt: skip
    return _one(case_id, who(request))


@router.post(f"{CASE}/extend", response={200: CaseOneOut, **REFUSALS}, operation_id="extend_case")
def extend_case(request: HttpRequest, case_id: int, body: given.LongerIn) -> Any:
    """Give a case more days, once, within what the rules allow."""
    doing.extend_case(case_id=case_id, to_day=body.to_day, reason=body.reason, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.post(f"{CASE}/suspend", response={200: CaseOneOut, **REFUSALS}, operation_id="suspend_case")
def suspend_case(request: HttpRequest, case_id: int, body: given.WhyIn) -> Any:
    """Let the clock of a case stand still, with the reason."""
    doing.suspend_case(case_id=case_id, reason=body.reason, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.post(f"{CASE}/resume", response={200: CaseOneOut, **REFUSALS}, operation_id="resume_case")
def resume_case(request: HttpRequest, case_id: int, body: given.CaseSeenIn) -> Any:
    """Let a suspended case go on."""
    doing.resume_case(case_id=case_id, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.post(f"{CASE}/drop", response={200: CaseOneOut, **REFUSALS}, operation_id="drop_case")
def drop_case(request: HttpRequest, case_id: int, body: given.WhyIn) -> Any:
    """Give a case up, with the reason."""
    doing.drop_case(case_id=case_id, reason=body.reason, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.post(f"{CASE}/settle", response={200: CaseOneOut, **REFUSALS}, operation_id="settle_stub")
def settle_stub(request: HttpRequest, case_id: int, body: given.CaseSettleIn) -> Any:
    """Close what only has a stub here."""
    results = {one.subject_id: one.result for one in body.results}
    doing.settle_stub(case_id=case_id, on=body.on, results=results, by=who(request), seen=body.version)
    return _one(case_id, who(request))


@router.get(f"{CASE}/subjects", response={200: list[CaseSubjectOut], **REFUSALS}, operation_id="list_case_subjects")
def list_subjects(request: HttpRequest, case_id: int) -> Any:
    """All of them for owner and team; a subject finds itself alone."""
    by = who(request)
    one = asked.case_in_scope(case_id, by)
    inner = asked.is_inner(access.standing(one, by))
    own = {subject.pk for subject in asked.own_subjects(one, by)}
    doing.note_reading(case=one, thing="subjects", by=by)
    return [_subject(each, inner=inner, own=each.pk in own) for each in asked.visible_subjects(one, by)]


@router.post(f"{CASE}/subjects", response={200: list[CaseSubjectOut], **REFUSALS}, operation_id="add_subjects")
def add_subjects(request: HttpRequest, case_id: int, body: given.MoreIn) -> Any:
    """Add subjects to a case; after the decision with the reason."""
    pairs = [(one.organisation_id, one.person_id) for one in body.subjects]
    doing.add_subjects(case_id=case_id, subjects=pairs, reason=body.reason, by=who(request), seen=body.version)
    return list_subjects(request, case_id)


@router.post(f"{CASE}/open", response={200: CountOfOut, **REFUSALS}, operation_id="open_to_subjects")
def open_to_subjects(request: HttpRequest, case_id: int, body: given.OpeningIn) -> Any:
    """Decision and plan were announced to every subject that did not know yet."""
    return {"count": doing.open_to_subjects(case_id=case_id, on=body.on, by=who(request), seen=body.version)}


@router.post(f"{CASE}/reports", response={200: CountOfOut, **REFUSALS}, operation_id="ask_self_reports")
def ask_self_reports(request: HttpRequest, case_id: int, body: given.ReportsIn) -> Any:
    """Lay the duty to report on all subjects in one step."""
    laid = doing.ask_self_reports(
        case_id=case_id, due_on=body.due_on, instructions=body.instructions, by=who(request), seen=body.version
    )
    return {"count": sum(one.planned for one in laid)}


@router.get(f"{CASE}/team", response={200: list[MemberOut], **REFUSALS}, operation_id="list_team")
def list_team(request: HttpRequest, case_id: int) -> Any:
    """For owner and team."""
    by = who(request)
    one = asked.case_in_scope(case_id, by)
    access.require(one, "team", by)
    doing.note_reading(case=one, thing="team", by=by)
    return [_member(member) for member in asked.team_of(one)]


@router.post(f"{CASE}/team", response={200: list[MemberOut], **REFUSALS}, operation_id="add_team_member")
def add_team_member(request: HttpRequest, case_id: int, body: given.MemberIn) -> Any:
    """Nobody who serves at a subject or below it."""
    doing.add_team_member(
        case_id=case_id, person_id=body.person_id, role=body.role, task=body.task, by=who(request), seen=body.version
    )
    return list_team(request, case_id)


@router.post("/cases/team/{int:member_id}/leave", response={200: MemberOut, **REFUSALS}, operation_id="end_team_member")
def end_team_member(request: HttpRequest, member_id: int, body: given.WhyIn) -> Any:
    """Let somebody leave the team, with the reason."""
    return _member(doing.end_team_member(member_id=member_id, reason=body.reason, by=who(request), seen=body.version))


@router.get(f"{CASE}/papers", response={200: list[CasePaperOut], **REFUSALS}, operation_id="list_case_papers")
def list_papers(request: HttpRequest, case_id: int) -> Any:
    """Those one may see: a subject only what was formally sent to it, or comes from it."""
    by = who(request)
    one = asked.case_in_scope(case_id, by)
    doing.note_reading(case=one, thing="papers", by=by)
    return [_paper(paper) for paper in asked.papers_of(one, by)]


@router.post(f"{CASE}/papers", response={201: CasePaperOut, **REFUSALS}, operation_id="add_paper")
def add_paper(request: HttpRequest, case_id: int, body: given.CasePaperIn) -> Any:
    """File a paper in the dossier."""
    draft = doing.PaperDraft(**body.model_dump())
    return Status(201, _paper(doing.add_paper(case_id=case_id, draft=draft, by=who(request))))


@router.post(f"{CASE}/papers/waive", response={201: CasePaperOut, **REFUSALS}, operation_id="waive_paper")
def waive_paper(request: HttpRequest, case_id: int, body: given.PaperWaiveIn) -> Any:
    """Say why a paper of the checklist is not there."""
    made = doing.waive_paper(
        case_id=case_id, code=body.code, reason=body.reason, subject_id=body.subject_id, by=who(request)
    )
    return Status(201, _paper(made))


@router.post(f"{PAPER}/send", response={200: CasePaperOut, **REFUSALS}, operation_id="send_paper")
def send_paper(request: HttpRequest, paper_id: int) -> Any:
    """Formally, to its subject or to all of them."""
    return _paper(doing.send_paper(paper_id=paper_id, by=who(request)))


@router.post(f"{PAPER}/withdraw", response={200: CasePaperOut, **REFUSALS}, operation_id="withdraw_paper")
def withdraw_paper(request: HttpRequest, paper_id: int, body: given.WhyIn) -> Any:
    """Withdraw a paper, with the reason; it stays in the list."""
    return _paper(doing.withdraw_paper(paper_id=paper_id, reason=body.reason, by=who(request)))


@router.post(f"{SUBJECT}/remove", response={200: CaseSubjectOut, **REFUSALS}, operation_id="remove_subject")
def remove_subject(request: HttpRequest, subject_id: int, body: given.WhyIn) -> Any:
    """Take a subject out of a case, with the reason."""
    return _subject(doing.remove_subject(subject_id=subject_id, reason=body.reason, by=who(request), seen=body.version))


@router.post(f"{SUBJECT}/draft", response={200: CaseSubjectOut, **REFUSALS}, operation_id="send_draft_report")
def send_draft(request: HttpRequest, subject_id: int, body: given.TextIn) -> Any:
    """Send a subject its part of the draft report."""
    return _subject(doing.send_draft(subject_id=subject_id, text=body.text, by=who(request)))


@router.post(f"{SUBJECT}/comment", response={200: CaseSubjectOut, **REFUSALS}, operation_id="comment_on_draft")
def comment(request: HttpRequest, subject_id: int, body: given.CommentIn) -> Any:
    """What the subject says to its part of the draft."""
    return _subject(
        doing.comment_on_draft(subject_id=subject_id, comments=body.comments, agrees=body.agrees, by=who(request)),
        inner=False,
    )


@router.post(f"{SUBJECT}/answer", response={200: CaseSubjectOut, **REFUSALS}, operation_id="answer_comments")
def answer(request: HttpRequest, subject_id: int, body: given.TextIn) -> Any:
    """Say what was taken over of the comments of a subject, and why not the rest."""
    return _subject(doing.answer_comments(subject_id=subject_id, answer=body.text, by=who(request)))
