"""What others plan or do over the same organisations: on the same line of the tree, proposals included.

Of the other only its owner, kind, quarter and content are said, and nothing else of it: it may be a proposal one could
not open. What is planned above over the reader's own organisation and not adopted yet is not told to it at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tusoi import treepath
from tusoi.organisations.scope import Actor
from tusoi.oversight.circles import STUB_KINDS
from tusoi.oversight.models import Case, CaseKind, Programme, ProgrammeEntry
from tusoi.oversight.overlap import Overlap, Planned, overlaps_of

from .reading import SUBJECTS

MOST = 4_000
"""So many others at most are compared: the newest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An overlap as it may be told: ``kind`` of overlap.SAME, COVERS, YEAR; ``subjects`` those of one's own line."""

    kind: str
    owner: str
    kind_of_case: CaseKind
    year: int | None
    quarter: int | None
    content: str
    subjects: tuple[str, ...]
    is_case: bool
    is_own: bool
    """Of the same programme."""


def overlaps_for(programme: Programme, lines: Sequence[ProgrammeEntry], by: Actor) -> dict[int, list[Hit]]:
    """For each line what falls upon it, worst first. At most seven queries, however many lines and owners."""
    standing = [line for line in lines if line.cancelled_on is None]
    mine = {("entry", line.pk): _of_entry(line, programme) for line in standing}
    if not mine:
        return {}
    entries = _entries_near(programme, standing, by)
    planned_there = {line.pk for _plan, line in entries}
    cases = [pair for pair in _cases_near(programme, standing, by) if pair[1].entry_id not in planned_there]
    others: list[tuple[Planned, Any]] = [*entries, *cases]
    planned = {plan.key: (plan, thing) for plan, thing in others}
    planned |= {key: (plan, line) for (key, plan), line in zip(mine.items(), standing, strict=True)}
    found = overlaps_of(mine.values(), [plan for plan, _thing in planned.values()])
    names = {
        (one.organisation.path, one.person_id): one.person.name if one.person else one.organisation.name
        for line in standing
        for one in line.subjects.all()
    }
    return {
        key[1]: [_told(hit, planned[hit.other][1], names, programme) for hit in hits] for key, hits in found.items()
    }


def _told(hit: Overlap, thing: Any, names: dict[tuple[str, int | None], str], own: Programme) -> Hit:
    is_case = isinstance(thing, Case)
    holder = thing if is_case else thing.programme
    issued = thing.issued_on if is_case else None
    return Hit(
        kind=hit.kind,
        owner=holder.body.name if holder.body else holder.owner.name,
        kind_of_case=thing.kind,
        year=issued.year if issued else (None if is_case else thing.year),
        quarter=(issued.month + 2) // 3 if issued else (None if is_case else thing.quarter),
        content=thing.title if is_case else thing.content,
        subjects=tuple(sorted(names[one] for one in hit.subjects if one in names)),
        is_case=is_case,
        is_own=not is_case and thing.programme_id == own.pk,
    )  # fmt: skip


def _of_entry(line: ProgrammeEntry, programme: Programme) -> Planned:
    return Planned(
        key=("entry", line.pk),
        owner=(programme.owner_id, programme.body_id),
        subjects=frozenset((one.organisation.path, one.person_id) for one in line.subjects.all()),
        areas=frozenset(area.code for area in line.areas.all()),
        examined_from=line.examined_from,
        examined_to=line.examined_to,
        year=line.year,
        quarter=line.quarter,
    )  # fmt: skip


def _of_case(case: Case) -> Planned:
    return Planned(
        key=("case", case.pk),
        owner=(case.owner_id, case.body_id),
        subjects=frozenset((one.path, one.person_id) for one in case.subjects.all() if one.removed_on is None),
        areas=frozenset(area.code for area in case.areas.all()),
        examined_from=case.examined_from,
        examined_to=case.examined_to,
        year=case.issued_on.year if case.issued_on else None,
        quarter=(case.issued_on.month + 2) // 3 if case.issued_on else None,
    )  # fmt: skip


def _on_the_line(programme: Programme) -> Q:
    """Owners above, below, and the same."""
    return Q(owner__in=treepath.ids(programme.path)) | treepath.within("path", [programme.path])


def _near(field: str, lines: Iterable[ProgrammeEntry]) -> Q:
    """Subjects that are one of the lines', lie in its branch, or in whose branch it lies."""
    paths = {one.organisation.path for line in lines for one in line.subjects.all()}
    above = {pk for path in paths for pk in treepath.ids(path)}
    return Q(**{f"{field}__in": above}) | treepath.within(f"{field}__path", paths)


def _entries_near(
    programme: Programme, lines: Sequence[ProgrammeEntry], by: Actor
) -> list[tuple[Planned, ProgrammeEntry]]:  # fmt: skip
    years = [line.year for line in lines]
    examined = [line.examined_from for line in lines if line.examined_from]
    when = Q(year__gte=min(years), year__lte=max(years))
    if examined:
        when |= Q(examined_to__gte=min(examined)) | Q(examined_from__isnull=False, examined_to__isnull=True)
    when |= Q(examined_to__isnull=False) if any(line.examined_to and not line.examined_from for line in lines) else Q()
    others = Programme.objects.filter(_on_the_line(programme)).exclude(state=Programme.State.DRAFTING)
    near = ProgrammeEntry.objects.standing().filter(when, programme__in=_told_to(programme, others, by))
    near = near.exclude(pk__in=[line.pk for line in lines])
    hits = near.filter(_near("subjects__organisation", lines)).values("pk")
    rows = (
        ProgrammeEntry.objects.filter(pk__in=hits)
        .select_related("programme__owner", "programme__body", "kind")
        .prefetch_related("areas", SUBJECTS)
        .order_by("-year", "-pk")[:MOST]
    )
    own = by.place_ids
    return [
        (_of_entry(row, row.programme), row)
        for row in rows
        if not _is_of_the_term(row.programme, programme)
        and (row.programme.state in ("adopted", "closed") or not _is_about_reader(row, programme, own))
    ]


def _told_to(programme: Programme, others: QuerySet[Programme], by: Actor) -> QuerySet[Programme]:
    """One's own programme and others past their draft; those of the own organisation also while they are drafted, to
    whoever may see them."""
    mine = Programme.objects.visible_to(by).filter(owner=programme.owner_id)
    return Programme.objects.filter(Q(pk__in=others.values("pk")) | Q(pk__in=mine.values("pk")))


def _is_of_the_term(other: Programme, programme: Programme) -> bool:
    """Whether one is the term's programme and the other a year's of the same hand: the year's lines come out of it."""
    alike = (other.owner_id, other.body_id) == (programme.owner_id, programme.body_id)
    return alike and (other.year is None) != (programme.year is None)


def _is_about_reader(row: ProgrammeEntry, programme: Programme, own: Set[int]) -> bool:
    """Whether somebody above plans to look at the reader's own organisation, or one above it."""
    if row.programme.owner_id in own:
        return False
    return any(
        one.organisation_id in own or programme.path.startswith(one.organisation.path) for one in row.subjects.all()
    )


def _cases_near(programme: Programme, lines: Sequence[ProgrammeEntry], by: Actor) -> list[tuple[Planned, Case]]:
    """Running cases one may be told of: normal ones with their decision; above the reader only those he may see."""
    told = Q(circle="normal", issued_on__isnull=False) & treepath.within("path", [programme.path])
    seen = Case.objects.visible_to(by).values("pk")
    rows = (
        Case.objects.filter(told | Q(pk__in=seen), _on_the_line(programme))
        .filter(state__in=(Case.State.RUNNING, Case.State.SUSPENDED))
        .exclude(kind__code__in=STUB_KINDS)
        .exclude(circle="secret")
        .exclude(entry__in=[line.pk for line in lines])
    )
    rows = rows.filter(pk__in=rows.filter(_near("subjects__organisation", lines)).values("pk"))
    found = rows.select_related("owner", "body", "kind").prefetch_related("areas", "subjects").order_by("-pk")[:MOST]
    return [(_of_case(case), case) for case in found]
