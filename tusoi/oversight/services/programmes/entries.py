"""Lines of a programme: saved while it is drawn up or merged, amended with a reason once it is adopted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from tusoi import treepath
from tusoi.audit.services import record
from tusoi.lib.formats import day
from tusoi.organisations.models import Membership, Organisation, Person, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseKind, ContentArea, EntrySubject, Programme, ProgrammeEntry
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors.programmes import lines_of, missing_in

from .lifecycle import FIRST_YEAR, LAST_YEAR, REASON
from .locked import locked, text_of, touched

CONTENT, LEAD = 500, 200
MOST_SUBJECTS = 100
"""So many subjects a line takes; more is not one case any more."""

Pair = tuple[int, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """A line as somebody wrote it. ``kind`` and ``areas`` are codes; ``subjects`` (organisation, person or None);
    ``year`` is asked of a line of a term programme, that of another is the programme's."""

    kind: str
    content: str
    areas: tuple[str, ...] = ()
    examined_from: date | None = None
    examined_to: date | None = None
    quarter: int | None = None
    year: int | None = None
    lead: str = ""
    lead_person_id: int | None = None
    subjects: tuple[Pair, ...] = ()


@transaction.atomic
def save_entry(
    *,
    programme_id: int,
    draft: EntryDraft,
    by: Actor,
    entry_id: int | None = None,
    reason: str = "",
    seen: int | None = None,
) -> ProgrammeEntry:
    """Add a line, or change the one of ``entry_id``. While the programme is drawn up it may be incomplete.

    Of an adopted programme it is an amendment: it asks a ``reason``, and the line has to be complete and within
    competence. Raises ProgrammeEntry.DoesNotExist, Rejected (by field), NotYet, Stale, IllegalMove and Refused.
    """
    programme, is_amended = _open(programme_id, by, seen)
    why = text_of("reason", reason, most=REASON, required=is_amended, code="reason")
    checked = checked_entry(draft, programme, by)
    entry = _entry(programme, entry_id) if entry_id is not None else None
    changed: dict[str, str] = {}
    if entry is None:
        entry = write_entry(programme, checked, reason=why)
    else:
        changed = _write_to(entry, checked)
        if not changed:
            return entry
    if is_amended:
        _require_complete(programme, entry, by)
    touched(programme)
    action = ("amend_" if is_amended else "") + ("change" if changed else "add") + ("" if is_amended else "_entry")
    more: dict[str, Any] = {"reason": why} if is_amended else {}
    if changed:
        more["fields"] = _words(changed)
    _keep(programme, entry, action, by, **more)
    return entry


@transaction.atomic
def remove_entry(*, programme_id: int, entry_id: int, by: Actor, seen: int | None = None) -> None:
    """Take a line away while the programme is drawn up or merged. Raises Rejected ("": entry_has_case), Stale,
    IllegalMove, Refused and ProgrammeEntry.DoesNotExist."""
    programme, _move = locked(programme_id, "edit", by, seen)
    entry = _entry(programme, entry_id)
    _require_no_case(entry, ever=True)
    _keep(programme, entry, "remove_entry", by)
    entry.delete()
    touched(programme)


@transaction.atomic
def cancel_entry(
    *, programme_id: int, entry_id: int, reason: str, by: Actor, seen: int | None = None
) -> ProgrammeEntry:  # fmt: skip
    """Call off a line of an adopted programme; it stays to be read. Raises Rejected ("reason"; "": entry_has_case,
    entry_cancelled), Stale, IllegalMove, Refused and ProgrammeEntry.DoesNotExist."""
    programme, _move = locked(programme_id, "amend", by, seen)
    entry = _entry(programme, entry_id)
    entry.cancel_reason = text_of("reason", reason, most=REASON, required=True, code="reason")
    _require_no_case(entry)
    entry.cancelled_on = by.today
    entry.save(update_fields=["cancelled_on", "cancel_reason"])
    touched(programme)
    _keep(programme, entry, "amend_cancel", by, reason=entry.cancel_reason)
    return entry


@transaction.atomic
def restore_entry(
    *, programme_id: int, entry_id: int, reason: str, by: Actor, seen: int | None = None
) -> ProgrammeEntry:  # fmt: skip
    """Take up again a line that was called off: it has to be complete and within competence, as one that is added.

    Raises Rejected ("reason"; "": entry_stands), NotYet, Stale, IllegalMove, Refused and ProgrammeEntry.DoesNotExist.
    """
    programme, _move = locked(programme_id, "amend", by, seen)
    entry = programme.entries.get(pk=entry_id)
    why = text_of("reason", reason, most=REASON, required=True, code="reason")
    if entry.cancelled_on is None:
        raise Rejected({"": "entry_stands"})
    entry.cancelled_on, entry.cancel_reason = None, ""
    entry.save(update_fields=["cancelled_on", "cancel_reason"])
    _require_complete(programme, entry, by)
    touched(programme)
    _keep(programme, entry, "amend_restore", by, reason=why)
    return entry


# --- shared


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft found in order, with the rows it speaks of."""

    kind: CaseKind
    content: str
    areas: tuple[ContentArea, ...]
    examined_from: date | None
    examined_to: date | None
    quarter: int | None
    year: int
    lead: str
    lead_person_id: int | None
    subjects: tuple[Pair, ...]


def write_entry(programme: Programme, checked: Checked, *, reason: str = "") -> ProgrammeEntry:
    """A new line at the end."""
    last = programme.entries.aggregate(last=Max("position"))["last"] or 0
    entry = ProgrammeEntry.objects.create(
        programme=programme, position=last + 1, kind=checked.kind, content=checked.content,
        examined_from=checked.examined_from, examined_to=checked.examined_to, quarter=checked.quarter,
        year=checked.year, lead=checked.lead, lead_person_id=checked.lead_person_id, addition_reason=reason,
    )  # fmt: skip
    entry.areas.set(checked.areas)
    _put_subjects(entry, checked.subjects)
    return entry


def _open(programme_id: int, by: Actor, seen: int | None) -> tuple[Programme, bool]:
    """The programme to be written in, and whether writing is an amendment."""
    state = Programme.objects.visible_to(by).values_list("state", flat=True).get(pk=programme_id)
    is_amended = state == Programme.State.ADOPTED
    programme, _move = locked(programme_id, "amend" if is_amended else "edit", by, seen)
    return programme, is_amended


def _entry(programme: Programme, entry_id: int) -> ProgrammeEntry:
    entry = programme.entries.select_related("kind").get(pk=entry_id)
    if entry.cancelled_on is not None:
        raise Rejected({"": "entry_cancelled"})
    return entry


def _require_no_case(entry: ProgrammeEntry, *, ever: bool = False) -> None:
    """``ever``: nor one that was dropped, which still points at the line."""
    cases = Case.objects.filter(entry=entry)
    if (cases if ever else cases.exclude(state=Case.State.DROPPED)).exists():
        raise Rejected({"": "entry_has_case"})


def _require_complete(programme: Programme, entry: ProgrammeEntry, by: Actor) -> None:
    line = next(line for line in lines_of(programme, by) if line.pk == entry.pk)
    if missing := missing_in(programme, [line], by):
        raise NotYet(missing)


def checked_entry(draft: EntryDraft, programme: Programme, by: Actor) -> Checked:
    kind = CaseKind.objects.on(by.today).filter(code=draft.kind).first()
    if kind is None:
        raise Rejected({"kind": "unknown"})
    if not kind.procedure.is_scheduled:
        raise Rejected({"kind": "entry_not_scheduled"})
    areas = tuple(ContentArea.objects.on(by.today).filter(code__in=draft.areas))
    if len(areas) != len(set(draft.areas)):
        raise Rejected({"areas": "unknown"})
    if draft.examined_from and draft.examined_to and draft.examined_to < draft.examined_from:
        raise Rejected({"examined_to": "order"})
    if draft.quarter is not None and draft.quarter not in (1, 2, 3, 4):
        raise Rejected({"quarter": "number"})
    if draft.lead_person_id is not None and not (
        Person.objects.visible_to(by).filter(pk=draft.lead_person_id).exists()
    ):  # fmt: skip
        raise Rejected({"lead_person": "unknown"})
    return Checked(
        kind, text_of("content", draft.content, most=CONTENT, required=True), areas, draft.examined_from,
        draft.examined_to, draft.quarter, _year(draft, programme), text_of("lead", draft.lead, most=LEAD),
        draft.lead_person_id, _subjects(draft.subjects, kind, programme, by),
    )  # fmt: skip


def _year(draft: EntryDraft, programme: Programme) -> int:
    if programme.year is not None:
        if draft.year not in (None, programme.year):
            raise Rejected({"year": "programme_other_year"})
        return programme.year
    if draft.year is None:
        raise Rejected({"year": "required"})
    if not FIRST_YEAR <= draft.year <= LAST_YEAR:
        raise Rejected({"year": "programme_year"})
    term = programme.term
    if term is not None and (
        draft.year < term.valid_from.year or (term.valid_to is not None and draft.year > term.valid_to.year)
    ):
        raise Rejected({"year": "programme_outside_term"})
    return draft.year


def _subjects(pairs: Iterable[Pair], kind: CaseKind, programme: Programme, by: Actor) -> tuple[Pair, ...]:
    """The subjects, each once, all of the owner's branch. Whether it may inspect them is asked when it is proposed."""
    chosen = tuple(dict.fromkeys(pairs))
    if len(chosen) > MOST_SUBJECTS:
        raise Rejected({"subjects": "entry_too_many"}, most=MOST_SUBJECTS)
    if not chosen:
        return ()
    asked = {"member" if person is not None else "organisation" for _one, person in chosen}
    if asked - set(kind.procedure.subjects):
        raise Rejected({"subjects": "entry_subject_kind"})
    organisations = {
        one.pk: one
        for one in Organisation.objects.visible_to(by).filter(
            treepath.within("path", [programme.path]), pk__in={one for one, _person in chosen}
        )
    }
    if {one for one, _person in chosen} - organisations.keys():
        raise Rejected({"subjects": "entry_subject_unknown"})
    if ended := [one.name for one in organisations.values() if one.ended_on is not None]:
        raise Rejected({"subjects": "entry_subject_ended"}, names=", ".join(ended))
    people = [(one, person) for one, person in chosen if person is not None]
    if people and _unknown_people(people, by):
        raise Rejected({"subjects": "entry_subject_unknown"})
    return chosen


def _unknown_people(pairs: list[tuple[int, int]], by: Actor) -> set[tuple[int, int]]:
    """Those who neither belong to nor serve the organisation they are named with."""
    places, people = {one for one, _person in pairs}, {person for _one, person in pairs}
    known: set[tuple[int, int]] = set()
    for model in (Position, Membership):
        rows = model.objects.visible_to(by).filter(organisation__in=places, person__in=people)
        known |= set(rows.values_list("organisation", "person"))
    return set(pairs) - known


def _write_to(entry: ProgrammeEntry, checked: Checked) -> dict[str, str]:
    """Change the line; gives what changed (names of words.programmes.FIELDS) with, of when, from what to what."""
    subjects = set(entry.subjects.values_list("organisation", "person"))
    areas = set(entry.areas.values_list("code", flat=True))
    lead = (checked.lead, checked.lead_person_id)
    changes = {
        "kind": entry.kind.code != checked.kind.code,
        "content": entry.content != checked.content,
        "areas": areas != {area.code for area in checked.areas},
        "examined": (entry.examined_from, entry.examined_to) != (checked.examined_from, checked.examined_to),
        "quarter": entry.quarter != checked.quarter,
        "year": entry.year != checked.year,
        "lead": (entry.lead, entry.lead_person_id) != lead,
        "subjects": subjects != set(checked.subjects),
    }
    changed = [name for name, is_changed in changes.items() if is_changed]
    if not changed:
        return {}
    if "subjects" in changed or "kind" in changed:
        _require_no_case(entry)
    told = {
        "quarter": f"{entry.quarter or '–'} → {checked.quarter or '–'}", "year": f"{entry.year} → {checked.year}",
        "examined": f"{_period(entry)} → {_period(checked)}",
    }  # fmt: skip
    entry.kind, entry.content, entry.quarter, entry.year = checked.kind, checked.content, checked.quarter, checked.year
    entry.examined_from, entry.examined_to = checked.examined_from, checked.examined_to
    entry.lead, entry.lead_person_id = lead
    entry.save()
    entry.areas.set(checked.areas)
    if "subjects" in changed:
        entry.subjects.all().delete()
        _put_subjects(entry, checked.subjects)
    return {name: told.get(name, "") for name in changed}


def _period(one: ProgrammeEntry | Checked) -> str:
    return "–".join(day(on) if on else "…" for on in (one.examined_from, one.examined_to))


def _put_subjects(entry: ProgrammeEntry, pairs: Iterable[Pair]) -> None:
    EntrySubject.objects.bulk_create(
        [EntrySubject(entry=entry, organisation_id=one, person_id=person) for one, person in pairs]
    )


def _words(changed: Mapping[str, str]) -> str:
    """What is kept is Vietnamese, in whatever language the page is read."""
    from tusoi.oversight.words.programmes import FIELDS

    with override("vi"):
        return ", ".join(f"{FIELDS[name]} {told}".strip() for name, told in changed.items())


def _keep(programme: Programme, entry: ProgrammeEntry, action: str, by: Actor, **more: Any) -> None:
    """The trail keeps which line, not whom it is about: more people read the trail than a draft."""
    record(
        by=by, action=f"oversight.{action}", subject=programme, organisation=programme.owner, line=entry.position,
        **more,
    )  # fmt: skip
