"""Notes of regular supervision over organisations; a signal may lead to a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi import treepath
from tusoi.audit.services import record
from tusoi.lib import formats
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, ContentArea, ObservationNote
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.common import sent_before, text_of

from .index import index_note

MOST = 40_000
"""Signs of a note with all that was added to it."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    owner_id: int
    organisation_id: int
    on: date
    how: str
    text: str
    area_ids: tuple[int, ...] = ()
    reminded: bool = False
    is_signal: bool = False


@transaction.atomic
def write_note(*, draft: NoteDraft, by: Actor, request_key: UUID | None = None) -> ObservationNote:
    """Enter what was seen of an organisation at or below the owner. It is about the organisation, never about a person.

    Raises Organisation.DoesNotExist, Refused, Rejected (organisation: unknown; on: future; how, areas, text). The same
    ``request_key`` again gives the same note.
    """
    owner = Organisation.objects.visible_to(by).get(pk=draft.owner_id)
    by.require("oversight.run", owner)
    if known := sent_before(ObservationNote, request_key, by):
        return known
    note = ObservationNote(
        owner=owner, path=owner.path, created_by_id=by.account_id, created_at=by.at, request_key=request_key
    )
    areas = _fill(note, draft, by)
    note.save(force_insert=True)
    note.areas.set(areas)
    index_note(note)
    _kept(note, by, "write_note")
    return note


@transaction.atomic
def add_to_note(
    *, note_id: int, text: str, by: Actor, reminded: bool = False, is_signal: bool = False
) -> ObservationNote:
    """Write on at a note, with day and name: what it said before stays. A reminder or a signal can be added.

    Raises Refused, Rejected (text: required, too_long).
    """
    note = _locked(note_id, by)
    added = text_of("text", text, required=True)
    whole = f"{note.text}\n\n{formats.day(by.today)}, {by.name}: {added}"
    if len(whole) > MOST:
        raise Rejected({"text": "too_long"})
    note.text = whole
    note.reminded, note.is_signal = note.reminded or reminded, note.is_signal or is_signal
    note.save(update_fields=["text", "reminded", "is_signal"])
    index_note(note)
    _kept(note, by, "add_to_note")
    return note


@transaction.atomic
def tie_note_to_case(*, note_id: int, case_id: int, by: Actor) -> ObservationNote:
    """Say which case was opened for it: one of the same owner that the actor works on. Raises Rejected (case)."""
    note = _locked(note_id, by)
    case = Case.objects.worked_on_by(by).filter(pk=case_id, owner=note.owner_id).first()
    if case is None:
        raise Rejected({"case": "unknown"})
    note.case = case
    note.save(update_fields=["case"])
    _kept(note, by, "tie_note_to_case")
    return note


def _kept(note: ObservationNote, by: Actor, action: str) -> None:
    """The trail says that a note was written and not of whom: it is read by more people than the note."""
    label = str(_("giám sát thường xuyên"))
    record(by=by, action=f"oversight.{action}", subject=note, organisation=note.owner, label=label)


def _locked(note_id: int, by: Actor) -> ObservationNote:
    note = (
        ObservationNote.objects.visible_to(by)
        .select_related("owner", "organisation")
        .select_for_update(of=("self",))
        .get(pk=note_id)
    )
    by.require("oversight.run", note.owner)
    return note


def _fill(note: ObservationNote, draft: NoteDraft, by: Actor) -> list[ContentArea]:
    about = (
        Organisation.objects.visible_to(by)
        .filter(treepath.within("path", [note.owner.path]), pk=draft.organisation_id)
        .first()
    )
    if about is None:
        raise Rejected({"organisation": "unknown"})
    if draft.on > by.today:
        raise Rejected({"on": "future"})
    if draft.on.year < 1931:
        raise Rejected({"on": "too_early"})
    if draft.how not in ObservationNote.How.values:
        raise Rejected({"how": "unknown"})
    areas = list(ContentArea.objects.filter(pk__in=draft.area_ids))
    if len(areas) != len(set(draft.area_ids)):
        raise Rejected({"areas": "unknown"})
    note.organisation, note.on, note.how = about, draft.on, draft.how
    note.text = text_of("text", draft.text, required=True)
    note.reminded, note.is_signal = draft.reminded, draft.is_signal
    return areas
