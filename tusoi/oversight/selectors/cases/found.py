"""Cases in somebody's scope: one of them, and the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models import Case as Choice
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tusoi.organisations.prepared import prepared, the_one
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.models import Case, CaseSubject


def case_in_scope(case_id: int, by: Actor) -> Case:
    """The case as far as it exists for the actor. One query. Raises Case.DoesNotExist."""
    return the_one(_reached(by, case=case_id), Case.DoesNotExist)


@prepared
def _reached(by: Actor, *, case: int) -> QuerySet[Case]:
    return (
        _with_progress(Case.objects.visible_to(by), by)
        .select_related(
            "owner__kind", "owner__parent", "body__kind", "kind", "entry__programme", "origin__case", "follows",
            "decision__kind", "decision__file", "plan__kind", "plan__file", "self_report", "person_report",
            "created_by__person",
        )
        .defer("decision__text", "plan__text")
        .filter(pk=case)
    )  # fmt: skip


def _with_progress(cases: QuerySet[Case], by: Actor) -> QuerySet[Case]:
    """Each with ``knows_progress``: whether the actor may know at which step it is, and that it was concluded."""
    known = Choice(When(access.progress_of(by), then=Value(True)), default=Value(False), output_field=BooleanField())
    return cases.annotate(knows_progress=known)


def step_known(case: Case) -> str:
    """The code of its step, as far as who asked may know it. Takes what `case_in_scope` or `register` gave."""
    return case.step if case.knows_progress else ""  # type: ignore[attr-defined]


def conclusion_known(case: Case) -> date | None:
    """The day of its conclusion, in the same way."""
    return case.concluded_on if case.knows_progress else None  # type: ignore[attr-defined]


def is_inner(stands: frozenset[str]) -> bool:
    """Whether who stands so sees everything of the case: the owner's people and the team."""
    return bool(stands & {access.Standing.OWNER, access.Standing.TEAM})


def may(stands: frozenset[str], who: str) -> bool:
    """Whether who stands so may make a move of this fourth column; as `access.require` has it."""
    enough = {who, "owner"} if who in ("team", "leader") else {who}
    return bool(stands & enough)


def register(by: Actor) -> QuerySet[Case]:
    """The cases that exist for the actor, newest first, each with how many subjects of it he sees."""
    subjects = CaseSubject.objects.visible_to(by).standing().filter(case=OuterRef("pk")).order_by()
    counted = subjects.values("case").annotate(n=Count("pk")).values("n")
    return (
        _with_progress(Case.objects.visible_to(by), by)
        .select_related("owner", "body")
        .prefetch_related("kind")  # with all its rules: read once and not with every case
        .annotate(subject_count=Coalesce(Subquery(counted), 0))
        .order_by("-opened_on", "-pk")
    )


def cases_among(ids: list[int], *, by: Actor) -> QuerySet[Case]:
    """Those of the ids that exist for the actor."""
    return Case.objects.visible_to(by).filter(pk__in=ids).select_related("kind", "body", "owner")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose cases: an organisation's, all of them, or (``body_id``) those of one of its bodies; 0: its committee's."""

    organisation_id: int
    body_id: int | None = None

    @property
    def value(self) -> str:
        """How forms and addresses say it: "12", "12.3"."""
        return str(self.organisation_id) if self.body_id is None else f"{self.organisation_id}.{self.body_id}"


def owner_named(text: str) -> Owner | None:
    """ "12" or "12.3" as an owner; None for anything else."""
    first, dot, second = text.partition(".")
    parts = [first, second] if dot else [first]
    if not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in parts):
        return None
    return Owner(int(first), int(second) if dot else None)


def owners_of(by: Actor) -> list[tuple[Owner, str]]:
    """Whose cases the actor sees, with their names, in the order of the tree. One query.

    An organisation that has cases of its committee and of bodies stands with all of them first, then with each.
    """
    rows = (
        Case.objects.visible_to(by)
        .order_by("owner__depth", "owner__sort_key", "owner", F("body__name").asc(nulls_first=True))
        .values_list("owner", "owner__name", "body", "body__name")
        .distinct()
    )
    names: dict[int, str] = {}
    bodies: dict[int, list[tuple[int, str]]] = {}
    for owner, name, body, body_name in rows:
        names[owner] = name
        bodies.setdefault(owner, []).append((body or 0, body_name or ""))
    found = []
    for owner, name in names.items():
        own = bodies[owner]
        if own == [(0, "")]:
            found.append((Owner(owner), name))
            continue
        if len(own) > 1:
            found.append((Owner(owner), name))
        itself = _("%(name)s (cấp ủy)") % {"name": name}
        found += [(Owner(owner, body), body_name if body else itself) for body, body_name in own]
    return found


def filtered(
    by: Actor,
    *,
    state: str = "",
    kind: str = "",
    year: int | None = None,
    late: bool = False,
    mine: bool = False,
    owner: Owner | None = None,
) -> QuerySet[Case]:
    """The register with what was asked for; ``mine``: where the actor is of the owner's people or of the team."""
    found = register(by)
    if owner is not None:
        found = found.filter(owner=owner.organisation_id)
        if owner.body_id is not None:
            found = found.filter(body=owner.body_id) if owner.body_id else found.filter(body__isnull=True)
    if mine:
        found = found.filter(access.inner_cases_of(by))
    if state in Case.State.values:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind__code=kind)
    if year:
        found = found.filter(opened_on__year=year)
    if late:
        found = found.filter(state=Case.State.RUNNING, due_on__lt=by.today)
    return found


def running_of(by: Actor) -> QuerySet[Case]:
    """Running cases the actor works on."""
    return Case.objects.worked_on_by(by).filter(state=Case.State.RUNNING)


def my_cases(by: Actor, most: int = 5) -> list[Case]:
    """The first of those, whose day is nearest: with what my work says of them. One query."""
    rows = running_of(by).select_related("kind").only("title", "due_on", "step", "kind__rules")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "-opened_on", "pk")[:most])


def drafts_for(by: Actor) -> QuerySet[CaseSubject]:
    """Drafts that were sent to what the actor answers for, and to which nothing was said yet."""
    return CaseSubject.objects.filter(
        access.own_subjects_of(by), draft_sent_on__isnull=False, commented_on__isnull=True, removed_on__isnull=True,
        case__state=Case.State.RUNNING, case__concluded_on__isnull=True,
    )  # fmt: skip


def awaiting_comment(by: Actor, most: int = 5) -> list[CaseSubject]:
    """The first of those: with what my work says of them. One query."""
    rows = drafts_for(by).select_related("case").only("draft_sent_on", "case__title")
    return list(rows.order_by("draft_sent_on", "pk")[:most])
