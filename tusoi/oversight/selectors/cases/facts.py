"""How far a case is: what its gates ask, the lines of its checklist."""

from __future__ import annotations

from django.utils.translation import get_language

from tusoi.obligations.models import Assignment
from tusoi.oversight import checklist, gates
from tusoi.oversight.checklist import Filed
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Paper, TeamMember


def standing_subjects(case: Case) -> list[CaseSubject]:
    """Whom the case is about now, with organisation and person. One query."""
    return list(case.subjects.standing().select_related("organisation", "person"))


def answers_of(case: Case) -> dict[tuple[int, int | None], Assignment]:
    """The answers to the duty of reporting, by (organisation, person). At most one query."""
    duties = [pk for pk in (case.self_report_id, case.person_report_id) if pk is not None]
    if not duties:
        return {}
    found = Assignment.objects.filter(obligation__in=duties).select_related("organisation", "person")
    return {(one.organisation_id, one.person_id): one for one in found}


def filed_papers(case: Case, subjects: list[CaseSubject]) -> list[Filed]:
    """What counts for the checklist: papers that stand, and the reports that came as answers. Two queries."""
    papers = Paper.objects.filter(case=case, withdrawn_on__isnull=True).select_related("document__kind", "file")
    papers = papers.defer("document__text")
    filed = [Filed(one.code, one.subject_id, bool(one.waived_reason), one.sent_on is not None, one) for one in papers]
    answers = answers_of(case)
    codes = report_codes(case)
    for subject in subjects:
        answer = answers.get((subject.organisation_id, subject.person_id))
        if answer is not None and answer.state in ("submitted", "accepted"):
            filed += [Filed(code, subject.pk, what=answer) for code in codes]
    return filed


def report_codes(case: Case) -> list[str]:
    """The papers of the procedure that are a subject's own report."""
    procedure = case.kind.procedure
    steps = {step.code for step in procedure.steps if step.gate == "self_report"}
    own = [paper for paper in procedure.papers if paper.from_subject and paper.step in steps]
    return [paper.code for paper in own[:1]]


def checklist_of(case: Case, subjects: list[CaseSubject] | None = None) -> list[checklist.Line]:
    """Every paper that is asked for, there or not."""
    chosen = standing_subjects(case) if subjects is None else subjects
    names = {one.pk: one.name for one in chosen}
    return checklist.lines(case.kind.procedure, names, filed_papers(case, chosen))


def facts_of(case: Case) -> gates.Facts:
    """What the gates ask. At most six queries, however many subjects."""
    subjects = standing_subjects(case)
    conclusion = Conclusion.objects.filter(case=case).values_list("state", flat=True).first() or ""
    leader = TeamMember.objects.filter(case=case, valid_to__isnull=True, role=TeamMember.Role.LEADER).exists()
    return gates.Facts(
        subjects=[
            gates.SubjectFacts(
                name=one.name, is_open=one.opened_on is not None, has_draft=one.draft_sent_on is not None,
                has_commented=one.commented_on is not None,
                is_answered=not one.comments or bool(one.answer_to_comments), has_result=bool(one.result),
                is_announced=one.announced_on is not None,
            )
            for one in subjects
        ],
        has_leader=leader, has_decision=case.decision_id is not None, has_plan=case.plan_id is not None,
        has_self_report=bool(case.self_report_id or case.person_report_id), conclusion=conclusion,
        lines=checklist_of(case, subjects),
        language="en" if (get_language() or "vi").startswith("en") else "vi",
    )  # fmt: skip


def missing_of(case: Case) -> gates.Missing:
    """What keeps the step the case stands at from being finished; nothing where it has none."""
    step = case.kind.procedure.step(case.step)
    return gates.missing(case.kind.procedure, step, facts_of(case)) if step else []
