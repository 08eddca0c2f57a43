"""What the search knows of delegations, working sessions and notes.

Whoever searches finds only what exists for him: the search asks their ``visible_to``, so that an organisation never
finds a note about itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from tusoi.lib import formats
from tusoi.oversight.models import Delegation, ObservationNote, WorkSession
from tusoi.search.models import Entry
from tusoi.search.services import entry_of, index_entries

AT_ONCE = 500


def index_delegation(delegation: Delegation) -> None:
    """By its title and what it is about. In the caller's transaction."""
    index_entries([_delegation(delegation)])


def index_sessions(sessions: Iterable[WorkSession]) -> None:
    """By organisation, day, place, content, result and what was raised; of each ``organisation`` is at hand."""
    index_entries([_session(one) for one in sessions])


def index_note(note: ObservationNote) -> None:
    """By organisation, day and text."""
    index_entries([_note(note)])


@transaction.atomic
def reindex_visits() -> int:
    """Index all of them again; how many there are."""
    kinds: list[tuple[Any, Callable[[Any], Entry]]] = [
        (Delegation.objects.order_by("pk"), _delegation),
        (WorkSession.objects.select_related("organisation").order_by("pk"), _session),
        (ObservationNote.objects.select_related("organisation").order_by("pk"), _note),
    ]
    count = 0
    for found, entry in kinds:
        rows: Iterator[Any] = found.iterator(chunk_size=AT_ONCE)
        while some := [entry(one) for one in islice(rows, AT_ONCE)]:
            index_entries(some)
            count += len(some)
    return count


def _delegation(one: Delegation) -> Entry:
    return entry_of(
        kind="delegation", object_id=one.pk, title=one.title, text=one.content, path=one.path, year=one.year
    )


def _session(one: WorkSession) -> Entry:
    said = (one.place, one.content, one.result, one.matters)
    return entry_of(
        kind="session", object_id=one.pk, title=f"{one.organisation.name}, {formats.day(one.on)}",
        text="\n".join(part for part in said if part), path=one.path, year=one.on.year,
    )  # fmt: skip


def _note(one: ObservationNote) -> Entry:
    return entry_of(
        kind="note", object_id=one.pk, title=f"{one.organisation.name}, {formats.day(one.on)}", text=one.text,
        path=one.path, year=one.on.year,
    )  # fmt: skip
