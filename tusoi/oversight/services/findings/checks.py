"""What is asked of a finding and of a requirement before it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tusoi.documents.files import SecretFile, refuse_marked
from tusoi.documents.models import Clause
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Conclusion, ContentArea, Finding, Paper, Requirement
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors.findings.people import people_of
from tusoi.oversight.services.common import LINE, TEXT, line_of, locked_case, text_of

MOST = 2_000
"""So many findings a case may have; positions are moved by PARK while they are put in a new order."""
PARK = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementDraft:
    """What has to be done. Bearers: every subject (``for_all``), some, named committee members, or both."""

    text: str
    due_on: date | None
    for_all: bool = False
    subject_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDraft:
    """``kind`` and ``responsibility`` are values of Finding; ``subject_id`` None: common to all."""

    kind: str
    text: str
    subject_id: int | None = None
    area_ids: tuple[int, ...] = ()
    evidence: str = ""
    paper_ids: tuple[int, ...] = ()
    cause: str = ""
    responsibility: str = ""
    person_id: int | None = None
    clause_id: int | None = None
    provision: str = ""
    requirement: RequirementDraft | None = None


@dataclass(slots=True)
class CheckedFinding:
    kind: str
    text: str
    subject: CaseSubject | None
    areas: list[ContentArea]
    evidence: str
    papers: list[Paper]
    cause: str
    responsibility: str
    person_id: int | None
    clause_id: int | None
    provision: str

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "kind": self.kind, "text": self.text, "subject": self.subject, "evidence": self.evidence,
            "cause": self.cause, "responsibility": self.responsibility, "person_id": self.person_id,
            "clause_id": self.clause_id, "provision": self.provision,
        }  # fmt: skip


@dataclass(slots=True)
class CheckedRequirement:
    text: str
    due_on: date
    for_all: bool
    subject_ids: set[int] = field(default_factory=set)
    person_ids: set[int] = field(default_factory=set)


class Errors(dict[str, str]):
    """Collects what is wrong with each field, so that a form says everything at once."""

    def take(self, name: str, made: Any, *args: Any, **more: Any) -> Any:
        """What ``made(name, ...)`` gives; "" where it is rejected."""
        try:
            return made(name, *args, **more)
        except Rejected as rejected:
            self.update(rejected.errors)
            return ""

    def raise_if_any(self) -> None:
        if self:
            raise Rejected(self)


def case_to_write(case_id: int, by: Actor) -> Case:
    """The running case, locked, by somebody of its team or its owner, as long as nothing was concluded.

    Raises Case.DoesNotExist, Refused, IllegalMove and Rejected ("": findings_closed, stub).
    """
    case = locked_case(case_id, by, "team")
    require_open(case)
    return case


def require_open(case: Case) -> None:
    state = Conclusion.objects.filter(case=case).values_list("state", flat=True).first()
    if state not in (None, Conclusion.State.DRAFT):
        raise Rejected({"": "findings_closed"})


def subjects_of(case: Case) -> dict[int, CaseSubject]:
    standing = CaseSubject.objects.standing().filter(case=case).select_related("organisation", "person")
    return {one.pk: one for one in standing}


def checked_finding(
    draft: FindingDraft, case: Case, subjects: dict[int, CaseSubject], by: Actor, before: Finding | None = None
) -> CheckedFinding:
    """Raises Rejected with a code for each wrong field: required, too_long, unknown, secret_text."""
    errors = Errors()
    text = errors.take("text", text_of, draft.text, most=TEXT, required=True)
    evidence = errors.take("evidence", text_of, draft.evidence, most=TEXT)
    cause = errors.take("cause", text_of, draft.cause, most=TEXT)
    provision = errors.take("provision", line_of, draft.provision, most=LINE)
    if draft.kind not in Finding.Kind.values:
        errors["kind"] = "unknown"
    if draft.responsibility not in Finding.Responsibility.values:
        errors["responsibility"] = "unknown"
    subject = subjects.get(draft.subject_id) if draft.subject_id is not None else None
    if draft.subject_id is not None and subject is None:
        errors["subject"] = "unknown"
    areas = _areas(draft.area_ids, case, errors, before)
    papers = list(Paper.objects.filter(case=case, withdrawn_on__isnull=True, pk__in=draft.paper_ids))
    if len(papers) < len(set(draft.paper_ids)):
        errors["papers"] = "unknown"
    person_id = _person(draft, case, subject, by, errors, before)
    clause_id = draft.clause_id
    kept_clause = before.clause_id if before is not None else None
    if clause_id not in (None, kept_clause) and not Clause.objects.visible_to(by).filter(pk=clause_id).exists():
        errors["clause"] = "unknown"
    _refuse_secret("text", f"{text}\n{evidence}\n{cause}", errors)
    errors.raise_if_any()
    return CheckedFinding(
        draft.kind, text, subject, areas, evidence, papers, cause, draft.responsibility, person_id, clause_id, provision
    )


def _areas(ids: Iterable[int], case: Case, errors: Errors, before: Finding | None) -> list[ContentArea]:
    wanted = set(ids)
    if not wanted:
        errors["areas"] = "required"
        return []
    in_force = set(ContentArea.objects.on(case.opened_on).filter(pk__in=wanted).values_list("pk", flat=True))
    in_force |= set(case.areas.filter(pk__in=wanted).values_list("pk", flat=True))
    if before is not None:
        in_force |= set(before.areas.filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - in_force:
        errors["areas"] = "unknown"
    return list(ContentArea.objects.filter(pk__in=wanted))


def _person(
    draft: FindingDraft, case: Case, subject: CaseSubject | None, by: Actor, errors: Errors, before: Finding | None
) -> int | None:
    """Somebody of the committee of the subject, or the subject itself; only where a person is responsible."""
    if draft.responsibility != Finding.Responsibility.PERSON:
        return None
    if draft.person_id is None:
        errors["person"] = "required"
        return None
    if before is not None and before.person_id == draft.person_id and before.subject_id == draft.subject_id:
        return draft.person_id
    known = people_of(case, on=by.today)
    if not any(one.person_id == draft.person_id and subject in (None, one.subject) for one in known):
        errors["person"] = "unknown"
    return draft.person_id


def checked_requirement(
    draft: RequirementDraft,
    case: Case,
    subjects: dict[int, CaseSubject],
    by: Actor,
    *,
    before: Requirement | None = None,
    prefix: str = "",
) -> CheckedRequirement:
    """Raises Rejected; ``prefix`` stands before the names of the fields: required, past, unknown, no_bearer."""
    errors = Errors()
    name = f"{prefix}text"
    text = errors.take(name, text_of, draft.text, most=TEXT, required=True)
    same_day = before is not None and before.due_on == draft.due_on
    if draft.due_on is None:
        errors[f"{prefix}due_on"] = "required"
    elif draft.due_on < by.today and not same_day:
        errors[f"{prefix}due_on"] = "past"
    wanted = set(draft.subject_ids)
    if wanted - subjects.keys():
        errors[f"{prefix}subjects"] = "unknown"
    people = set(draft.person_ids)
    kept = set(before.persons.values_list("pk", flat=True)) if before is not None else set()
    new = people - kept
    if new and new - {one.person_id for one in people_of(case, on=by.today)}:
        errors[f"{prefix}persons"] = "unknown"
    if not (draft.for_all or wanted or people):
        errors[f"{prefix}subjects"] = "no_bearer"
    _refuse_secret(name, text, errors)
    errors.raise_if_any()
    assert draft.due_on is not None
    return CheckedRequirement(text, draft.due_on, draft.for_all, set() if draft.for_all else wanted, people)


def _refuse_secret(name: str, text: str, errors: Errors) -> None:
    try:
        refuse_marked(text)
    except SecretFile:
        errors.setdefault(name, "secret_text")


def next_position(model: Any, case: Case) -> int:
    last = model.objects.filter(case=case).order_by("-position").values_list("position", flat=True).first() or 0
    if last >= MOST:
        raise Rejected({"": "findings_too_many"})
    return int(last) + 1
