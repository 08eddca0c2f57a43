"""Of what the search proposes: what of it exists for the reader, and its words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Delegation, ObservationNote, WorkSession


def delegations_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Delegation]:
    return Delegation.objects.visible_to(by).filter(pk__in=list(ids)).select_related("owner")


def sessions_among(ids: Iterable[int], *, by: Actor) -> QuerySet[WorkSession]:
    found = WorkSession.objects.visible_to(by).filter(pk__in=list(ids))
    return found.select_related("delegation", "organisation")


def notes_among(ids: Iterable[int], *, by: Actor) -> QuerySet[ObservationNote]:
    return ObservationNote.objects.visible_to(by).filter(pk__in=list(ids)).select_related("organisation", "owner")


def delegation_texts(ids: Iterable[int], *, by: Actor) -> dict[int, str]:
    """What they are about, of those the actor may see. One query."""
    return dict(delegations_among(ids, by=by).order_by().values_list("pk", "content"))


def session_texts(ids: Iterable[int], *, by: Actor) -> dict[int, str]:
    """What was planned, came of it and was raised, of those the actor may see. One query."""
    rows = sessions_among(ids, by=by).order_by().values_list("pk", "content", "result", "matters")
    return {pk: "\n".join(part for part in said if part) for pk, *said in rows}


def note_texts(ids: Iterable[int], *, by: Actor) -> dict[int, str]:
    """What was written, of those the actor may see. One query."""
    return dict(notes_among(ids, by=by).order_by().values_list("pk", "text"))
