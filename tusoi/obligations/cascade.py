"""Whom a duty is laid on, and the one statement that lays it on all of them.

Bearers go in by INSERT ... SELECT, a chunk for each branch just below the root: idempotent (a bearer who has the duty
keeps it), so a cascade that was cut off goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from tusoi import treepath
from tusoi.organisations.models import Organisation, Position

from .models import Assignment, Obligation


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom: these organisations, and every living organisation of these kinds below the issuer.

    For a duty on persons: the committee members of those organisations on the day (``committee``), and these pairs of
    (organisation, person).
    """

    organisation_ids: tuple[int, ...] = ()
    kind_codes: tuple[str, ...] = ()
    committee: bool = False
    person_pairs: tuple[tuple[int, int], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Selection:
        return cls(
            tuple(data.get("organisation_ids", ())),
            tuple(data.get("kind_codes", ())),
            bool(data.get("committee")),
            tuple((pair[0], pair[1]) for pair in data.get("person_pairs", ())),
        )


def chosen_organisations(selection: Selection, issuer: Organisation) -> QuerySet[Organisation]:
    """The living organisations of the branch that the selection names; the issuer itself only for duties on persons."""
    wanted = Q(pk__in=selection.organisation_ids)
    if selection.kind_codes:
        wanted |= Q(kind__code__in=selection.kind_codes)
    return Organisation.objects.living().below(issuer).filter(wanted)


def chosen_people(selection: Selection, issuer: Organisation, day: Any) -> QuerySet[Position]:
    """The positions through which people are chosen; a person with two in one organisation counts once."""
    branch = Position.objects.on(day).filter(
        treepath.within("organisation__path", [issuer.path]), organisation__ended_on__isnull=True
    )
    chosen = Q(pk__in=[])
    if selection.committee:
        in_kind = Q(organisation__kind__code__in=selection.kind_codes) if selection.kind_codes else Q(pk__in=[])
        chosen |= Q(kind__is_committee_member=True) & (Q(organisation__in=selection.organisation_ids) | in_kind)
    for organisation_id, person_id in selection.person_pairs:
        chosen |= Q(organisation=organisation_id, person=person_id)
    return branch.filter(chosen)


def bearer_count(selection: Selection, issuer: Organisation, bearer: str, day: Any) -> int:
    if bearer == Obligation.Bearer.PERSON:
        return chosen_people(selection, issuer, day).values("organisation", "person").distinct().count()
    return chosen_organisations(selection, issuer).exclude(pk=issuer.pk).count()


def tops(issuer: Organisation) -> list[tuple[int, str]]:
    """The chunks of a cascade: (number, path) of the branches just below the root, within the issuer's branch."""
    if issuer.depth > 0:
        return [(issuer.top_id, issuer.path)]
    children = Organisation.objects.filter(parent=issuer).order_by("path").values_list("pk", "path")
    return [(issuer.pk, issuer.path), *children]


_COLUMNS = (
    "organisation_id", "path", "pivot_id", "reviewer_id", "obligation_id", "top_id", "state", "due_on", "reason",
    "version", "reminders", "extended",
)  # fmt: skip


def lay(obligation: Obligation, selection: Selection, top_id: int, branch: str) -> int:
    """Insert the bearers of one chunk; returns how many were new."""
    issuer = obligation.issued_by
    only_itself = issuer.depth == 0 and branch == issuer.path
    if obligation.bearer == Obligation.Bearer.PERSON:
        found = chosen_people(selection, issuer, obligation.issued_on)
        prefix, person = "organisation__", ("person_id",)
    else:
        found = chosen_organisations(selection, issuer).exclude(pk=issuer.pk)  # type: ignore[assignment]
        prefix, person = "", ()  # type: ignore[assignment]
    if only_itself:
        found = found.filter(**{f"{prefix}path": branch})
    else:
        found = found.filter(treepath.within(f"{prefix}path", [branch]))
    reviewer = Value(issuer.pk)
    if obligation.review == Obligation.Review.SUPERIOR:
        reviewer = F("organisation_id") if person else F("parent_id")  # type: ignore[assignment]
    rows = (
        found.order_by()
        .annotate(
            a_organisation=F("organisation_id") if person else F("pk"),
            a_path=F(f"{prefix}path"),
            a_pivot=F(f"{prefix}pivot_id"),
            a_reviewer=reviewer,
            a_obligation=Value(obligation.pk),
            a_top=Value(top_id),
            a_state=Value(Assignment.State.ASSIGNED.value, output_field=CharField()),
            a_due=Cast(Value(obligation.due_on.isoformat()), DateField()),
            a_reason=Value("", output_field=CharField()),
            a_version=Value(0),
            a_reminders=Value(0),
            a_extended=Value(False),
        )
        .values_list(
            "a_organisation",
            "a_path",
            "a_pivot",
            "a_reviewer",
            "a_obligation",
            "a_top",
            "a_state",
            "a_due",
            "a_reason",
            "a_version",
            "a_reminders",
            "a_extended",
            *person,
        )
        .distinct()
    )
    try:
        sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:  # nothing was chosen, and Django knows it without asking the database
        return 0
    columns = ", ".join((*_COLUMNS, *person))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO obligations_assignment ({columns}) {sql} ORDER BY 2 ON CONFLICT DO NOTHING", parameters
        )
        return int(cursor.rowcount)
