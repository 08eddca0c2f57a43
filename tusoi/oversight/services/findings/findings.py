"""Findings: written, changed, put in order, copied, dropped with a reason, many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F

from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Finding, Requirement
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.services.common import keep, sent_before, text_of

from .checks import (
    PARK,
    CheckedFinding,
    CheckedRequirement,
    FindingDraft,
    RequirementDraft,
    case_to_write,
    checked_finding,
    checked_requirement,
    next_position,
    subjects_of,
)
from .requirements import drop_hanging, hanging_on, write_requirement

LINES = 200


@transaction.atomic
def add_finding(*, case_id: int, draft: FindingDraft, by: Actor, request_key: UUID | None = None) -> Finding:
    """Write a finding down, with the requirement drafted with it. The same ``request_key`` again gives the same one.

    Raises Rejected (by field; of the requirement with "requirement_" before; "": findings_closed, too_many), Refused.
    """
    case = case_to_write(case_id, by)
    if known := sent_before(Finding, request_key, by):
        return known
    finding = _add(case, draft, subjects_of(case), by, request_key)
    keep(case, by, "add_finding", subject=finding, count=finding.position)
    return finding


@transaction.atomic
def add_lines(
    *,
    case_id: int,
    lines: Sequence[tuple[str, str]],
    by: Actor,
    subject_id: int | None = None,
    area_ids: Sequence[int] = (),
    request_key: UUID | None = None,
) -> list[Finding]:
    """Many findings at once: (kind, text) each, of one subject or common to all; all or none.

    Raises Rejected ("lines": required, too_many; "line": what is wrong with the one named by ``at``) and Refused.
    """
    case = case_to_write(case_id, by)
    if not lines:
        raise Rejected({"lines": "required"})
    if len(lines) > LINES:
        raise Rejected({"lines": "findings_too_many_lines"}, most=LINES)
    subjects, made = subjects_of(case), []
    for number, (kind, text) in enumerate(lines):
        key = uuid5(request_key, str(number)) if request_key else None
        if known := sent_before(Finding, key, by):
            made.append(known)
            continue
        draft = FindingDraft(kind=kind, text=text, subject_id=subject_id, area_ids=tuple(area_ids))
        try:
            made.append(_add(case, draft, subjects, by, key))
        except Rejected as rejected:
            if "text" not in rejected.errors:
                raise
            raise Rejected({"lines": f"line_{rejected.errors['text']}"}, at=number + 1) from rejected
    keep(case, by, "add_findings", count=len(made))
    return made


@transaction.atomic
def change_finding(*, finding_id: int, draft: FindingDraft, by: Actor, seen: int | None = None) -> Finding:
    """Change what it says. A requirement is changed along where only this finding carries it; an empty one drops it.

    Raises Rejected, Stale and Refused.
    """
    finding, case = _locked(finding_id, by, seen)
    found, asked, own = _checked(draft, case, subjects_of(case), by, finding)
    changed = [name for name, value in found.columns.items() if getattr(finding, name) != value]
    for name, value in found.columns.items():
        setattr(finding, name, value)
    _bump(finding, *(name.removesuffix("_id") for name in found.columns))
    finding.areas.set(found.areas)
    finding.papers.set(found.papers)
    _requirement(finding, draft.requirement, asked, own, by)
    keep(case, by, "change_finding", subject=finding, count=finding.position, fields=", ".join(changed))
    return finding


@transaction.atomic
def drop_finding(*, finding_id: int, reason: str, by: Actor, seen: int | None = None) -> Finding:
    """Strike it, with a reason; it stays to be looked at. Requirements that hang on nothing else go with it.

    Raises Rejected ("reason"; "": case_opened, when a case came out of it), Stale and Refused.
    """
    finding, case = _locked(finding_id, by, seen)
    if Case.objects.filter(origin=finding).exclude(state=Case.State.DROPPED).exists():
        raise Rejected({"": "case_opened"})
    finding.drop_reason = text_of("reason", reason, required=True, code="reason")
    finding.dropped_on = by.today
    _bump(finding, "drop_reason", "dropped_on")
    drop_hanging(finding, finding.drop_reason, by)
    keep(case, by, "drop_finding", subject=finding, count=finding.position)
    return finding


@transaction.atomic
def restore_finding(*, finding_id: int, by: Actor, seen: int | None = None) -> Finding:
    """Take a struck finding up again; its requirements are written anew. Raises Rejected, Stale and Refused."""
    finding, case = _locked(finding_id, by, seen, dropped=True)
    if finding.subject is not None and finding.subject.removed_on is not None:
        raise Rejected({"": "subject_removed"})
    finding.drop_reason, finding.dropped_on = "", None
    _bump(finding, "drop_reason", "dropped_on")
    keep(case, by, "restore_finding", subject=finding, count=finding.position)
    return finding


@transaction.atomic
def move_finding(*, finding_id: int, before_id: int | None, by: Actor) -> list[int]:
    """Put it before another of the case, or at the end (None). Gives the ids in their new order.

    Raises Rejected ("before": unknown) and Refused.
    """
    finding, case = _locked(finding_id, by, None)
    order = list(Finding.objects.filter(case=case).order_by("position").values_list("pk", flat=True))
    order.remove(finding.pk)
    if before_id is not None and before_id not in order:
        raise Rejected({"before": "unknown"})
    order.insert(order.index(before_id) if before_id is not None else len(order), finding.pk)
    rows = Finding.objects.filter(case=case)
    rows.update(position=F("position") + PARK)
    Finding.objects.bulk_update(
        [Finding(pk=pk, position=place) for place, pk in enumerate(order, start=1)], ["position"], batch_size=200
    )
    keep(case, by, "move_finding", subject=finding, count=order.index(finding.pk) + 1)
    return order


@transaction.atomic
def shift_finding(*, finding_id: int, steps: int, by: Actor) -> list[int]:
    """Up (negative) or down by so many that still stand. Gives the ids in their new order. Raises as `move_finding`."""
    finding, case = _locked(finding_id, by, None)
    order = list(
        Finding.objects.filter(case=case, dropped_on__isnull=True).order_by("position").values_list("pk", flat=True)
    )
    at = order.index(finding.pk)
    target = min(max(at + steps, 0), len(order) - 1)
    if target == at:
        return order
    rest = [pk for pk in order if pk != finding.pk]
    return move_finding(finding_id=finding.pk, before_id=rest[target] if target < len(rest) else None, by=by)


@transaction.atomic
def copy_finding(*, finding_id: int, subject_ids: Collection[int], by: Actor) -> list[Finding]:
    """The same finding at other subjects of the case; who is responsible is seen anew at each.

    Its requirements are borne by those subjects as well. Raises Rejected ("subjects": required, unknown) and Refused.
    """
    finding, case = _locked(finding_id, by, None)
    subjects, wanted = subjects_of(case), set(subject_ids) - {finding.subject_id}
    if not wanted:
        raise Rejected({"subjects": "required"})
    if wanted - subjects.keys():
        raise Rejected({"subjects": "unknown"})
    place, copies = next_position(Finding, case), []
    for number, pk in enumerate(sorted(wanted)):
        responsibility = finding.responsibility if finding.responsibility != Finding.Responsibility.PERSON else ""
        copies.append(
            Finding(
                case=case, subject=subjects[pk], position=place + number, kind=finding.kind, text=finding.text,
                evidence=finding.evidence, cause=finding.cause, responsibility=responsibility,
                clause_id=finding.clause_id, provision=finding.provision, created_by_id=by.account_id, created_at=by.at,
            )
        )  # fmt: skip
    areas, requirements = list(finding.areas.all()), list(finding.requirements.filter(dropped_on__isnull=True))
    for copy in copies:
        copy.save(force_insert=True)
        copy.areas.set(areas)
    for requirement in requirements:
        requirement.findings.add(*copies)
        if not requirement.for_all:
            requirement.subjects.add(*wanted)
    keep(case, by, "copy_finding", subject=finding, count=len(copies))
    return copies


# --- shared


def _locked(finding_id: int, by: Actor, seen: int | None, *, dropped: bool = False) -> tuple[Finding, Case]:
    """The finding with its case, locked; a struck one only where it is asked for. Raises Stale."""
    finding = Finding.objects.visible_to(by).select_related("subject").get(pk=finding_id)
    case = case_to_write(finding.case_id, by)
    finding.refresh_from_db()
    if seen is not None and seen != finding.version:
        raise Stale
    if (finding.dropped_on is not None) != dropped:
        raise Rejected({"": "finding_not_dropped" if dropped else "finding_dropped"})
    return finding, case


def _bump(finding: Finding, *fields: str) -> None:
    finding.version += 1
    finding.save(update_fields=["version", *fields])


def _add(
    case: Case, draft: FindingDraft, subjects: dict[int, CaseSubject], by: Actor, request_key: UUID | None
) -> Finding:
    found, asked, _own = _checked(draft, case, subjects, by, None)
    finding = Finding.objects.create(
        case=case, position=next_position(Finding, case), created_by_id=by.account_id, created_at=by.at,
        request_key=request_key, **found.columns,
    )  # fmt: skip
    finding.areas.set(found.areas)
    finding.papers.set(found.papers)
    _requirement(finding, draft.requirement, asked, None, by)
    return finding


def _checked(
    draft: FindingDraft, case: Case, subjects: dict[int, CaseSubject], by: Actor, before: Finding | None
) -> tuple[CheckedFinding, CheckedRequirement | None, Requirement | None]:
    """The finding, the requirement drafted with it and the one it has already; what is wrong with both at once."""
    errors: dict[str, str] = {}
    own = next(iter(hanging_on(before)), None) if before is not None and draft.requirement is not None else None
    found, asked = None, None
    try:
        found = checked_finding(draft, case, subjects, by, before)
    except Rejected as rejected:
        errors |= rejected.errors
    if draft.requirement is not None and draft.requirement.text.strip():
        try:
            asked = checked_requirement(draft.requirement, case, subjects, by, before=own, prefix="requirement_")
        except Rejected as rejected:
            errors |= rejected.errors
    if errors or found is None:
        raise Rejected(errors)
    return found, asked, own


def _requirement(
    finding: Finding,
    draft: RequirementDraft | None,
    asked: CheckedRequirement | None,
    own: Requirement | None,
    by: Actor,
) -> None:
    """The requirement of a form: none asked leaves all as it is, an empty text drops the finding's own."""
    if draft is None:
        return
    if asked is None:
        if own is not None:
            drop_hanging(finding, "", by, only=own)
        return
    requirement = own or Requirement(case=finding.case, position=next_position(Requirement, finding.case))
    write_requirement(requirement, asked)
    requirement.findings.add(finding)
