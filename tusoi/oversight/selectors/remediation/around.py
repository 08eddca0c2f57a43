"""The register seen from elsewhere: by who leads, on the page of an organisation, of a case, in my work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from tusoi.organisations.models import Organisation
from tusoi.organisations.prepared import in_all, kept, prepared
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Finding, Remediation, Requirement
from tusoi.oversight.models.finding import RemediationQuerySet
from tusoi.oversight.remedy import Counts
from tusoi.treepath import END

from .register import Filters, Row, conditions, counted, counted_row, lines, register, sums, totals

SHOWN = 100
"""Rows a part of another page shows; the register has the rest."""
LATEST = 3


# --- the head's view


@dataclass(frozen=True, slots=True)
class HeadsView:
    """What is his: of the organisations he heads, of himself by name, and what was found to be the head's."""

    organisations: list[Row]
    himself: list[Row]
    findings: list[Finding]
    next_due: Row | None
    late: int

    @property
    def is_empty(self) -> bool:
        return not (self.organisations or self.himself or self.findings)


def headed_by(by: Actor) -> list[int]:
    return list(dict.fromkeys(grant.organisation_id for grant in by.grants if grant.role == "head"))


def is_head(by: Actor) -> bool:
    return any(grant.role == "head" for grant in by.grants)


def heads_view(by: Actor) -> HeadsView:
    """Open requirements on the organisations he heads and on himself, soonest first. Four queries."""
    mine = Q(person=by.person_id, person__isnull=False)
    his = Q(person__isnull=True, organisation__in=headed_by(by))
    found = register(Filters(), by).filter(mine | his, state__in=("open", "escalated"))
    rows = lines(found.order_by("due_on", "pk")[:SHOWN], by)
    due = [row for row in rows if row.remediation.late_since is not None]  # type: ignore[attr-defined]
    return HeadsView(
        organisations=[row for row in rows if row.remediation.person_id is None],
        himself=[row for row in rows if row.remediation.person_id is not None],
        findings=_heads_findings(by),
        next_due=min(due, key=lambda row: row.remediation.late_since, default=None),  # type: ignore[attr-defined]
        late=sum(row.late_days > 0 for row in rows),
    )


def _heads_findings(by: Actor) -> list[Finding]:
    """Announced findings that name the head's responsibility where he heads, or himself. One query."""
    headed = Q(responsibility__in=("head", "both"), subject__organisation__in=headed_by(by))
    himself = Q(person=by.person_id, person__isnull=False) | Q(
        subject__person=by.person_id, subject__person__isnull=False
    )
    found = (
        Finding.objects.visible_to(by)
        .filter(headed | himself, dropped_on__isnull=True, case__announced_on__isnull=False)
        .exclude(kind=Finding.Kind.STRENGTH)
        .select_related("case__kind", "subject__organisation", "subject__person", "person")
    )
    return list(found.order_by("-case__announced_on", "position")[:SHOWN])


# --- an organisation


@dataclass(frozen=True, slots=True)
class OfOrganisation:
    counts: Counts
    soonest: list[Row]
    conclusions: list[Conclusion]


def of_organisation(organisation: Organisation, by: Actor) -> OfOrganisation | None:
    """Open requirements on an organisation itself and the last conclusions about it, as far as the reader sees them.

    What is required of persons in it stands on no page of it. None where nothing was ever required or concluded. At
    most five queries.
    """
    counts = counted_row(_required_of(by, organisation=organisation.pk), by.today)
    conclusions = _latest_about(by, organisation=organisation.pk)
    if not counts.needed and not conclusions:
        return None
    soonest: list[Row] = []
    if counts.remaining:
        found = register(Filters(bearer="organisation"), by).filter(organisation=organisation.pk)
        found = found.filter(state__in=("open", "escalated"))
        soonest = lines(found.order_by("due_on", "pk")[:LATEST], by)
    return OfOrganisation(counts, soonest, conclusions)


@prepared
def _required_of(by: Actor, *, organisation: int) -> QuerySet[Any, tuple[int, ...]]:
    own = Remediation.objects.visible_to(by).filter(organisation=organisation, person__isnull=True)
    return in_all(own, **sums(by.today))


@prepared
def _latest_about(by: Actor, *, organisation: int) -> QuerySet[Conclusion]:
    """The few are chosen inside the question, without what is shown of them: to plan both at once took PostgreSQL
    longer than all else."""
    about = CaseSubject.objects.filter(organisation=organisation, removed_on__isnull=True)
    found = Conclusion.objects.visible_to(by).filter(
        case__in=about.values("case"), state="registered", case__announced_on__isnull=False
    )
    order = ("-case__announced_on", "-pk")
    shown = Conclusion.objects.filter(pk__in=found.order_by(*order).values("pk")[:LATEST]).order_by(*order)
    return shown.select_related("case__kind", "document__kind").defer("sections", "document__text")


# --- a case


@dataclass(frozen=True, slots=True)
class RequirementLine:
    requirement: Requirement
    counts: Counts
    gaps: list[Row]
    """Who never answered; the first of SHOWN over all."""
    obligation_ids: list[int]


@dataclass(frozen=True, slots=True)
class CasePart:
    """The tab "Khắc phục" of a case: its sums, each requirement with who bears it, who never answered."""

    case: Case
    counts: Counts
    lines: list[RequirementLine]
    rows: list[Row]
    hidden: int
    """How many rows the register has beyond those shown here."""
    may_decide: bool


def case_part(case: Case, stands: Collection[str], actor: Actor) -> CasePart:
    """What became of the requirements of a case, as far as the reader sees them. Seven queries.

    ``stands``: as what he stands to the case (`access.standing`).
    """
    filters = Filters(case_id=case.pk)
    counts = totals(filters, actor)
    found = register(filters, actor).order_by("requirement__position", "path", "pk")
    rows = lines(found[:SHOWN], actor)
    never = lines(register(replace(filters, state="never"), actor).order_by("due_on", "path")[:SHOWN], actor)
    requirements = list(
        Requirement.objects.visible_to(actor)
        .filter(case=case, laid_on__isnull=False, dropped_on__isnull=True)
        .prefetch_related("obligations")
        .order_by("position")
    )
    each = _by_requirement(case, actor)
    return CasePart(
        case,
        counts,
        [
            RequirementLine(
                one,
                each.get(one.pk, Counts()),
                [row for row in never if row.remediation.requirement_id == one.pk],
                [duty.pk for duty in one.obligations.all()],
            )
            for one in requirements
        ],
        rows,
        max(counts.needed + counts.waived - len(rows), 0),
        access.Standing.OWNER in stands,
    )


def _by_requirement(case: Case, by: Actor) -> dict[int, Counts]:
    rows = Remediation.objects.visible_to(by).filter(requirement__case=case).order_by()
    found: Any = rows.values("requirement").annotate(**sums(by.today))
    return {one["requirement"]: counted(one) for one in found}


# --- my work


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the owner's people beside the answers to be reviewed, which their duties show already."""

    complete: int
    overdue: int
    never: int
    raised: int
    """Reported to those above by organisations below."""

    def __bool__(self) -> bool:
        return bool(self.complete or self.overdue or self.raised)


def open_of(by: Actor) -> RemediationQuerySet:
    """What is still open of the organisation he works for: more than he may see, to ask whether there is anything."""
    place = by.place
    if place is None or not place.gives("oversight.run"):
        return Remediation.objects.none()
    return Remediation.objects.open().filter(owner=place.organisation_id)


def raised_to(by: Actor) -> RemediationQuerySet:
    """What organisations below reported upwards, as those above see it: nothing of a restricted case."""
    place = by.place
    if place is None or not place.gives("oversight.run") or not place.gives("oversight.read"):
        return Remediation.objects.none()
    # The place of each owner by itself: asked for owners in a range, PostgreSQL walks through the organisations.
    owners = Organisation.objects.filter(pk=OuterRef("owner")).values("path")
    below = (
        Remediation.objects.escalated()
        .alias(place=Subquery(owners))
        .filter(place__gt=place.path, place__lt=place.path + END)
    )
    return below.filter(requirement__case__circle="normal", requirement__case__issued_on__isnull=False)


def waiting_for(by: Actor, *, is_open: bool = True, is_raised: bool = True) -> Waiting | None:
    """None for somebody who runs no inspections. A query for each of the two parts that may have anything, of rows that
    are still open."""
    place = by.place
    if place is None or not place.gives("oversight.run"):
        return None
    found = _open_counted(by) if is_open else []
    raised = _raised_counted(by) if is_raised else []
    return Waiting(*(found[0] if found else (0, 0, 0)), raised[0] if raised else 0)


@kept
def _open_counted(by: Actor) -> QuerySet[Remediation, tuple[int, int, int]]:
    """Complete, overdue, never answered; no row where nothing is open."""
    said = conditions(by.today)
    rows = open_of(by).filter(requirement__case__in=Case.objects.filter(access.staff_of(by))).order_by()
    numbers = {f"n_{name}": Count("pk", filter=said[name]) for name in ("complete", "late", "never")}
    return rows.values("owner").annotate(**numbers).values_list(*numbers)


@kept
def _raised_counted(by: Actor) -> QuerySet[Remediation, int]:
    return raised_to(by).order_by().values("state").annotate(number=Count("pk")).values_list("number", flat=True)
