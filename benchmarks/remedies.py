"""What the conclusions of the cases required: a requirement a case, borne by its subjects that are organisations."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from benchmarks.bulk import analyse, load
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.oversight.models import CaseSubject, Remediation, Requirement
from tusoi.treepath import ids

OPEN, ESCALATED = 0.04, 0.01
"""Shares of the rows of years past that are not closed, and that were reported upwards."""


def make(first_case: int) -> None:
    """Obligations, assignments, requirements and the rows of the register for the cases from ``first_case`` on."""
    subjects = CaseSubject.objects.filter(case__gte=first_case, person__isnull=True).select_related("organisation")
    of_case: dict[int, list[CaseSubject]] = {}
    for one in subjects.select_related("organisation", "case").order_by("case", "pk"):
        of_case.setdefault(one.case_id, []).append(one)
    laid = _laid(of_case)
    load(Requirement, ("case_id", "position", "text", "due_on", "laid_on", "drop_reason"), [
        (case, 1, "Khắc phục các hạn chế đã nêu", duty.due_on, duty.issued_on, "") for case, duty in laid.items()
    ])  # fmt: skip
    requirements = dict(Requirement.objects.filter(case__in=laid).values_list("case", "pk"))
    load(Requirement.obligations.through, ("requirement_id", "obligation_id"), [
        (requirements[case], duty.pk) for case, duty in laid.items()
    ])  # fmt: skip
    dice, assignments, fates = random.Random(12), [], {}
    for case, duty in laid.items():
        recent = duty.due_on > timezone.localdate()
        for subject in of_case[case]:
            fate = dice.random()
            state = "escalated" if fate < ESCALATED else "open" if recent or fate < OPEN else "closed"
            fates[duty.pk, subject.organisation_id] = state
            place = subject.organisation
            assignments.append((
                duty.pk, place.pk, place.path, place.pivot_id, ids(place.path)[1], duty.issued_by_id,
                "accepted" if state == "closed" or fate > 0.5 else "assigned", duty.due_on, duty.issued_at,
            ))  # fmt: skip
    load(Assignment, (
        "obligation_id", "organisation_id", "path", "pivot_id", "top_id", "reviewer_id", "state", "due_on",
        "submitted_at",
    ), assignments)  # fmt: skip
    owners = {duty.pk: (requirements[case], duty) for case, duty in laid.items()}
    rows = []
    for pk, obligation, organisation, path, answer, due_on in Assignment.objects.filter(
        obligation__in=owners
    ).values_list("pk", "obligation", "organisation", "path", "state", "due_on"):
        requirement, duty = owners[obligation]
        state = fates[obligation, organisation]
        rows.append((
            requirement, pk, organisation, duty.issued_by_id, path, duty.issued_on, state,
            "" if state == "open" else "theo kết quả theo dõi", None if state == "open" else duty.due_on,
            answer, due_on, True,
        ))  # fmt: skip
    load(Remediation, (
        "requirement_id", "assignment_id", "organisation_id", "owner_id", "path", "laid_on", "state", "reason",
        "decided_on", "answer", "due_on", "was_sent",
    ), rows)  # fmt: skip
    for duty in laid.values():
        tallies.rebuild(duty.pk)
    analyse(Obligation, Assignment, Requirement, Remediation)


def _laid(of_case: dict[int, list[CaseSubject]]) -> dict[int, Obligation]:
    """The duty of each case, by the case's id."""
    kind = DeliverableKind.objects.earliest("pk")
    found = {}
    for case, subjects in of_case.items():
        concluded, owner = subjects[0].case.concluded_on, subjects[0].case.owner_id
        assert concluded is not None
        found[case] = Obligation(
            issued_by_id=owner, title=f"Khắc phục sau kết luận {case}", deliverable=kind, state="issued",
            bearer="organisation", due_on=concluded + timedelta(days=60), planned=len(subjects), issued_on=concluded,
            issued_at=timezone.make_aware(datetime.combine(concluded, time(9))),
        )  # fmt: skip
    Obligation.objects.bulk_create(found.values())
    return found
