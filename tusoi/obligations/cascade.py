"""Whom a duty is laid on, and the one statement that lays it on all of them.

Bearers go in by INSERT ... SELECT, a chunk for each branch just below the root: idempotent (a bearer who has the duty
keeps it), so a cascade that was cut off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from tusoi import treepath
from tusoi.organisations.models import Membership, Organisation, Position

from .models import Assignment, Obligation


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom: these organisations, and every living organisation of these kinds below the issuer.

    For a duty on persons: the committee members of those organisations on the day (``committee``), and these pairs of
    (organisation, person): he holds a position there or belongs to it.
    """

    organisation_ids: tuple[int, ...] = ()
    kind_codes: tuple[str, ...] = ()
    committee: bool = False
    person_pairs: tuple[tuple[int, int], ...] = ()

    @property
    def named(self) -> set[int]:
        """The organisations named one by one, those of single persons too."""
        return {*self.organisation_ids, *(organisation for organisation, _person in self.person_pairs)}

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
    if selection.person_pairs:
        pairs = set(selection.person_pairs)
        held = branch.filter(_either_side(pairs)).values_list("pk", "organisation", "person")
        # By number: a condition of thousands of pairs is deeper than SQLite reads.
        chosen |= Q(pk__in=[pk for pk, organisation, person in held if (organisation, person) in pairs])
    return branch.filter(chosen)


def chosen_members(selection: Selection, issuer: Organisation, day: Any) -> QuerySet[Membership]:
    """The memberships through which single persons are chosen who hold no position in that organisation."""
    left = set(selection.person_pairs) - _held(set(selection.person_pairs), issuer, day)
    if not left:
        return Membership.objects.none()
    rows = _belonging(left, issuer, day).values_list("pk", "organisation", "person")
    return Membership.objects.filter(pk__in=[pk for pk, organisation, person in rows if (organisation, person) in left])


def _held(pairs: set[tuple[int, int]], issuer: Organisation, day: Any) -> set[tuple[int, int]]:
    """Those of the pairs where the person holds a position on the day, in the branch. At most one query."""
    if not pairs:
        return set()
    branch = Position.objects.on(day).filter(treepath.within("organisation__path", [issuer.path]))
    held = branch.filter(_either_side(pairs), organisation__ended_on__isnull=True)
    return pairs.intersection(held.values_list("organisation", "person"))


def _belonging(pairs: set[tuple[int, int]], issuer: Organisation, day: Any) -> QuerySet[Membership]:
    """Memberships of the branch that may be meant by these pairs."""
    branch = Membership.objects.on(day).filter(treepath.within("organisation__path", [issuer.path]))
    return branch.filter(_either_side(pairs), organisation__ended_on__isnull=True)


def _either_side(pairs: Iterable[tuple[int, int]]) -> Q:
    """Positions or memberships that may be meant by these pairs, which are compared one by one afterwards."""
    organisations, people = zip(*pairs, strict=True)
    return Q(organisation__in=set(organisations), person__in=set(people))


def inside_branch(selections: Iterable[Selection], issuer: Organisation) -> set[int]:
    """Those of the organisations named in the selections that live in the branch. At most one query."""
    named = set().union(*(selection.named for selection in selections))
    if not named:
        return set()
    return set(Organisation.objects.living().below(issuer).filter(pk__in=named).values_list("pk", flat=True))


def serving_pairs(selections: Iterable[Selection], issuer: Organisation, day: Any) -> set[tuple[int, int]]:
    """Those of the (organisation, person) named in the selections where he holds a position on the day or belongs to
    the organisation, in the branch. One query, two where somebody holds no position."""
    pairs = {pair for selection in selections for pair in selection.person_pairs}
    held = _held(pairs, issuer, day)
    left = pairs - held
    if not left:
        return held
    return held | left.intersection(_belonging(left, issuer, day).values_list("organisation", "person"))


def bearer_count(selection: Selection, issuer: Organisation, bearer: str, day: Any) -> int:
    if bearer == Obligation.Bearer.PERSON:
        serving = chosen_people(selection, issuer, day).values("organisation", "person").distinct().count()
        members = chosen_members(selection, issuer, day) if selection.person_pairs else Membership.objects.none()
        return serving + members.values("organisation", "person").distinct().count()
    return chosen_organisations(selection, issuer).exclude(pk=issuer.pk).count()


def tops(issuer: Organisation) -> list[tuple[int, str]]:
    """The chunks of a cascade: (number, path) of the branches just below the root, within the issuer's branch."""
    if issuer.depth > 0:
        return [(issuer.top_id, issuer.path)]
    children = Organisation.objects.filter(parent=issuer).order_by("path").values_list("pk", "path")
    return [(issuer.pk, issuer.path), *children]


def tops_of(selection: Selection, issuer: Organisation) -> list[tuple[int, str]]:
    """Those chunks in which somebody chosen may be: few, where the organisations are named one by one."""
    chunks = tops(issuer)
    if selection.kind_codes or len(chunks) < 2:
        return chunks
    paths = Organisation.objects.filter(pk__in=selection.named).values_list("path", flat=True)
    there = {path[: 2 * treepath.WIDTH] for path in paths}
    return [(top_id, branch) for top_id, branch in chunks if branch in there]


_COLUMNS = (
    "organisation_id", "path", "pivot_id", "reviewer_id", "obligation_id", "top_id", "state", "due_on", "reason",
    "version", "reminders", "extended",
)  # fmt: skip


def lay(obligation: Obligation, selection: Selection, top_id: int, branch: str) -> int:
    """Insert the bearers of one chunk; returns how many were new. The caller holds the duty locked."""
    issuer, day = obligation.issued_by, obligation.issued_on
    if obligation.bearer != Obligation.Bearer.PERSON:
        return _insert(obligation, chosen_organisations(selection, issuer).exclude(pk=issuer.pk), top_id, branch)
    new = _insert(obligation, chosen_people(selection, issuer, day), top_id, branch)
    if selection.person_pairs:
        new += _insert(obligation, chosen_members(selection, issuer, day), top_id, branch)
    return new


def _insert(obligation: Obligation, found: QuerySet[Any], top_id: int, branch: str) -> int:
    """The organisations, positions or memberships of one chunk as bearers; how many were new."""
    issuer = obligation.issued_by
    only_itself = issuer.depth == 0 and branch == issuer.path
    person: tuple[str, ...] = () if found.model is Organisation else ("person_id",)
    prefix = "organisation__" if person else ""
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
    )
    if person:  # two positions in one organisation are one bearer
        rows = rows.distinct()
    try:
        sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:  # nothing was chosen, and Django knows it without asking the database
        return 0
    columns = ", ".join((*_COLUMNS, *person))
    # Who lays holds the duty locked: in a branch where nobody bears it yet there is nothing to run into, and looking
    # all the same was a quarter of the time on PostgreSQL. The unique constraints stay.
    there = Q(path=branch) if only_itself else treepath.within("path", [branch])
    again = " ON CONFLICT DO NOTHING" if Assignment.objects.filter(there, obligation=obligation).exists() else ""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO obligations_assignment ({columns}) {sql} ORDER BY 2{again}", parameters)
        return int(cursor.rowcount)
