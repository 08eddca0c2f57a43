"""Requirements of a case before they are laid: the list that is edited, what is double merged."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tusoi.lib.folding import fold
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, Finding, Requirement
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors.findings.requirements import mark_of
from tusoi.oversight.services.common import keep, text_of

from .checks import (
    CheckedRequirement,
    RequirementDraft,
    case_to_write,
    checked_requirement,
    next_position,
    subjects_of,
)


@transaction.atomic
def add_requirement(
    *, case_id: int, draft: RequirementDraft, by: Actor, finding_ids: Collection[int] = ()
) -> Requirement:
    """Ask for something, about some findings or none. Raises Rejected (text, due_on, subjects, persons), Refused."""
    case = case_to_write(case_id, by)
    checked = checked_requirement(draft, case, subjects_of(case), by)
    findings = list(Finding.objects.filter(case=case, dropped_on__isnull=True, pk__in=finding_ids))
    if len(findings) < len(set(finding_ids)):
        raise Rejected({"findings": "unknown"})
    requirement = Requirement(case=case, position=next_position(Requirement, case))
    write_requirement(requirement, checked)
    requirement.findings.add(*findings)
    keep(case, by, "add_requirement", subject=requirement, count=requirement.position)
    return requirement


@transaction.atomic
def change_requirement(
    *, requirement_id: int, draft: RequirementDraft, by: Actor, seen: str | None = None
) -> Requirement:
    """Change what is asked, until when, of whom. ``seen``: its mark (`mark_of`) as the form showed it.

    Raises Rejected, Stale and Refused.
    """
    requirement, case = _locked(requirement_id, by, seen)
    write_requirement(requirement, checked_requirement(draft, case, subjects_of(case), by, before=requirement))
    keep(case, by, "change_requirement", subject=requirement, count=requirement.position)
    return requirement


@transaction.atomic
def drop_requirement(*, requirement_id: int, reason: str, by: Actor, seen: str | None = None) -> Requirement:
    """Strike it, with a reason. Raises Rejected ("reason"), Stale and Refused."""
    requirement, case = _locked(requirement_id, by, seen)
    _drop(requirement, text_of("reason", reason, required=True, code="reason"), by)
    keep(case, by, "drop_requirement", subject=requirement, count=requirement.position)
    return requirement


@transaction.atomic
def merge_requirements(*, case_id: int, by: Actor) -> int:
    """Put those that ask for the same in the same words together: earliest day, all bearers, all findings.

    Gives how many became part of another. Raises Refused and Rejected ("": findings_closed).
    """
    case = case_to_write(case_id, by)
    merged = merge(case, by)
    if merged:
        keep(case, by, "merge_requirements", count=merged)
    return merged


# --- shared


def merge(case: Case, by: Actor) -> int:
    kept: dict[str, Requirement] = {}
    merged = 0
    open_ones = Requirement.objects.filter(case=case, dropped_on__isnull=True, laid_on__isnull=True)
    for one in open_ones.prefetch_related("subjects", "persons", "findings").order_by("position"):
        first = kept.setdefault(_same(one.text), one)
        if first is one:
            continue
        first.findings.add(*one.findings.all())
        first.persons.add(*one.persons.all())
        first.for_all = first.for_all or one.for_all
        if first.for_all:
            first.subjects.clear()
        else:
            first.subjects.add(*one.subjects.all())
        first.due_on = min(first.due_on, one.due_on)
        first.save(update_fields=["for_all", "due_on"])
        _drop(one, _("Gộp vào yêu cầu số %(number)s.") % {"number": first.position}, by)
        merged += 1
    return merged


def _same(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .;")


def write_requirement(requirement: Requirement, checked: CheckedRequirement) -> None:
    requirement.text, requirement.due_on, requirement.for_all = checked.text, checked.due_on, checked.for_all
    requirement.save()
    requirement.subjects.set(checked.subject_ids)
    requirement.persons.set(checked.person_ids)


def hanging_on(finding: Finding) -> list[Requirement]:
    """Requirements that no other finding carries."""
    alive = Count("findings", filter=Q(findings__dropped_on__isnull=True) & ~Q(findings=finding))
    mine = Requirement.objects.filter(
        pk__in=finding.requirements.values("pk"), dropped_on__isnull=True, laid_on__isnull=True
    )
    return list(mine.annotate(others=alive).filter(others=0).order_by("position"))


def drop_hanging(finding: Finding, reason: str, by: Actor, *, only: Requirement | None = None) -> None:
    for one in [only] if only is not None else hanging_on(finding):
        _drop(one, reason or _("Bỏ cùng phát hiện số %(number)s.") % {"number": finding.position}, by)


def _drop(requirement: Requirement, reason: str, by: Actor) -> None:
    requirement.dropped_on, requirement.drop_reason = by.today, reason
    requirement.save(update_fields=["dropped_on", "drop_reason"])


def _locked(requirement_id: int, by: Actor, seen: str | None) -> tuple[Requirement, Case]:
    requirement: Any = Requirement.objects.visible_to(by).get(pk=requirement_id)
    case = case_to_write(requirement.case_id, by)
    requirement = Requirement.objects.prefetch_related("subjects", "persons").get(pk=requirement_id)
    if seen is not None and seen != mark_of(requirement):
        raise Stale
    if requirement.dropped_on is not None or requirement.laid_on is not None:
        raise Rejected({"": "requirement_dropped"})
    return requirement, case
