"""Many lines at once: those of last year's programme, of the one for the term, of a sheet that was pasted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from tusoi.audit.services import record
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import CaseKind, ContentArea, Programme, ProgrammeEntry
from tusoi.oversight.rules import Rejected

from .entries import Checked, EntryDraft, checked_entry, write_entry
from .locked import locked, touched


@transaction.atomic
def take_lines(
    *, programme_id: int, source_id: int, entry_ids: Collection[int], by: Actor, seen: int | None = None
) -> int:  # fmt: skip
    """Copy lines of another programme of the same owner; gives how many. Of another year the period examined is left
    open; kinds and contents no longer in force and organisations that have ended stay behind.

    Raises Rejected ("entries": entry_none_chosen, unknown), Stale, IllegalMove, Refused and Programme.DoesNotExist.
    """
    programme, _move = locked(programme_id, "edit", by, seen)
    source = Programme.objects.visible_to(by).get(pk=source_id, owner=programme.owner)
    if not entry_ids:
        raise Rejected({"entries": "entry_none_chosen"})
    lines = list(
        ProgrammeEntry.objects.filter(programme=source, pk__in=entry_ids, cancelled_on__isnull=True)
        .select_related("kind")
        .prefetch_related("areas", "subjects__organisation")
    )
    if len(lines) != len(set(entry_ids)):
        raise Rejected({"entries": "unknown"})
    kinds = {kind.code: kind for kind in CaseKind.objects.on(by.today)}
    areas = {area.code: area for area in ContentArea.objects.on(by.today)}
    taken = 0
    for line in lines:
        kind = kinds.get(line.kind.code)
        if kind is None or not kind.procedure.is_scheduled:
            continue
        write_entry(programme, _copied(line, kind, areas, programme))
        taken += 1
    touched(programme)
    record(
        by=by, action="oversight.take_lines", subject=programme, organisation=programme.owner, count=taken,
        source=source.title,
    )  # fmt: skip
    return taken


def _copied(line: ProgrammeEntry, kind: CaseKind, areas: dict[str, ContentArea], programme: Programme) -> Checked:
    year = programme.year if programme.year is not None else line.year
    is_same_year = line.year == year
    return Checked(
        kind, line.content, tuple(areas[area.code] for area in line.areas.all() if area.code in areas),
        line.examined_from if is_same_year else None, line.examined_to if is_same_year else None, line.quarter, year,
        line.lead, line.lead_person_id,
        tuple(
            (one.organisation_id, one.person_id)
            for one in line.subjects.all()
            if one.organisation.ended_on is None
        ),
    )  # fmt: skip


@transaction.atomic
def add_lines(*, programme_id: int, drafts: Sequence[EntryDraft], by: Actor, seen: int | None = None) -> int:
    """Add lines read from a sheet; all or none. Raises Rejected as save_entry does, Stale, IllegalMove and Refused."""
    programme, _move = locked(programme_id, "edit", by, seen)
    if not drafts:
        raise Rejected({"": "import_empty"})
    for draft in drafts:
        write_entry(programme, checked_entry(draft, programme, by))
    touched(programme)
    record(by=by, action="oversight.import_lines", subject=programme, organisation=programme.owner, count=len(drafts))
    return len(drafts)
