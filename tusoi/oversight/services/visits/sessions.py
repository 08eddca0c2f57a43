"""Working sessions: many at once over chosen organisations, then each moved, held, called off, put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django.db import transaction

from tusoi import treepath
from tusoi.audit.services import record
from tusoi.lib.workflow import Move
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight import spreading
from tusoi.oversight.models import WorkSession
from tusoi.oversight.rules import SESSION, Rejected, Stale
from tusoi.oversight.services.common import line_of, text_of

from .delegations import locked_delegation
from .index import index_sessions

MOST = 2_000
"""Sessions scheduled at once: twelve rounds over a province's organisations."""
ROUNDS = 12
PLACE = 200
ATTENDED = 32_000
FURTHEST = 3
"""Years ahead."""


@transaction.atomic
def schedule_sessions(
    *,
    delegation_id: int,
    organisation_ids: Sequence[int],
    first: date,
    per: int,
    span: str,
    by: Actor,
    rounds: int = 1,
    at_time: time | None = None,
    place: str = "",
    content: str = "",
) -> list[WorkSession]:
    """Plan a session with each organisation, in their order, at most ``per`` in a week or month, no day off.

    ``rounds``: how many times over. A day that has a session of the delegation with that organisation already is left
    as it is, and not counted twice. Raises Refused, and Rejected by field (organisations: required, unknown, too_many;
    first: past, too_far_ahead; per; rounds; span; "": ended).
    """
    delegation = locked_delegation(delegation_id, by)
    if delegation.ended_on is not None:
        raise Rejected({"": "ended"})
    _require_spread(first, per, span, rounds, by)
    wanted = list(dict.fromkeys(organisation_ids))
    if not wanted:
        raise Rejected({"organisations": "required"})
    if len(wanted) * rounds > MOST:
        raise Rejected({"organisations": "too_many"})
    found = Organisation.objects.visible_to(by).filter(
        treepath.within("path", [delegation.path]), pk__in=wanted, ended_on__isnull=True
    )
    places = {one.pk: one for one in found if one.pk != delegation.owner_id}
    if places.keys() != set(wanted):
        raise Rejected({"organisations": "unknown"})
    said = {"place": line_of("place", place, most=PLACE), "content": text_of("content", content)}
    order = [places[number] for _round in range(rounds) for number in wanted]
    days = spreading.spread(first, len(order), per=per, span=span)
    known = set(delegation.sessions.values_list("organisation_id", "on"))
    made, left = [], 0
    for one, on in zip(order, days, strict=True):
        if (one.pk, on) in known:
            left += 1
            continue
        known.add((one.pk, on))
        made.append(
            WorkSession(
                delegation=delegation, organisation=one, path=one.path, on=on, at_time=at_time,
                saved_by_id=by.account_id, saved_at=by.at, **said,
            )
        )  # fmt: skip
    kept = WorkSession.objects.bulk_create(made, batch_size=500)
    index_sessions(kept)
    record(
        by=by, action="oversight.schedule_sessions", subject=delegation, organisation=delegation.owner,
        count=len(kept), organisations=len(places), first=first,
    )  # fmt: skip
    return kept


def _require_spread(first: date, per: int, span: str, rounds: int, by: Actor) -> None:
    if first < by.today:
        raise Rejected({"first": "past"})
    if first.year > by.today.year + FURTHEST:
        raise Rejected({"first": "too_far_ahead"})
    if not 1 <= per <= 200:
        raise Rejected({"per": "number"})
    if not 1 <= rounds <= ROUNDS:
        raise Rejected({"rounds": "number"})
    if span not in spreading.SPANS:
        raise Rejected({"span": "unknown"})


@transaction.atomic
def edit_session(
    *, session_id: int, by: Actor, at_time: time | None, place: str, content: str, seen: int | None = None
) -> WorkSession:
    """Change hour, place and content of a planned one. Raises Stale, IllegalMove, Refused, Rejected."""
    session, move = _move(session_id, "edit", by, seen)
    session.at_time, session.place = at_time, line_of("place", place, most=PLACE)
    session.content = text_of("content", content)
    return _moved(session, move, by)


@transaction.atomic
def move_session(*, session_id: int, on: date, reason: str, by: Actor, seen: int | None = None) -> WorkSession:
    """Put it on another day, also a day off where that was agreed.

    Raises Rejected (on: past, too_far_ahead, same_day, session_there; reason), Stale, IllegalMove, Refused.
    """
    session, move = _move(session_id, "move", by, seen)
    session.reason = text_of("reason", reason, required=True, code="reason")
    if on < by.today:
        raise Rejected({"on": "past"})
    if on.year > by.today.year + FURTHEST:
        raise Rejected({"on": "too_far_ahead"})
    if on == session.on:
        raise Rejected({"on": "same_day"})
    if WorkSession.objects.filter(
        delegation=session.delegation_id, organisation=session.organisation_id, on=on
    ).exists():
        raise Rejected({"on": "session_there"})
    before, session.on = session.on, on
    return _moved(session, move, by, on=[before, on], reason=session.reason)


@transaction.atomic
def hold_session(
    *,
    session_id: int,
    result: str,
    by: Actor,
    matters: str = "",
    attended: int | None = None,
    seen: int | None = None,
) -> WorkSession:
    """It took place: what came of it, what the organisation raised, how many came. Not before its day.

    Raises Rejected (result: required; attended: number; "": not_yet_held), Stale, IllegalMove, Refused.
    """
    session, move = _move(session_id, "hold", by, seen)
    if session.on > by.today:
        raise Rejected({"": "not_yet_held"})
    _result(session, result, matters, attended)
    return _moved(session, move, by, attended=attended)


@transaction.atomic
def correct_session(
    *,
    session_id: int,
    result: str,
    reason: str,
    by: Actor,
    matters: str = "",
    attended: int | None = None,
    seen: int | None = None,
) -> WorkSession:
    """Put right what was entered of one that was held, with a reason. Raises like hold_session."""
    session, move = _move(session_id, "correct", by, seen)
    before = (session.result, session.matters, session.attended)
    session.reason = text_of("reason", reason, required=True, code="reason")
    _result(session, result, matters, attended)
    after = (session.result, session.matters, session.attended)
    kept = {
        name: [was, now]
        for name, was, now in zip(("result", "matters", "attended"), before, after, strict=True)
        if was != now
    }
    return _moved(session, move, by, what=_changed(kept), reason=session.reason, **kept)


@transaction.atomic
def recall_session(*, session_id: int, reason: str, by: Actor, seen: int | None = None) -> WorkSession:
    """Its result was entered by mistake: it is planned again and says nothing; the trail keeps what it said.

    Raises Rejected (reason), Stale, IllegalMove, Refused.
    """
    session, move = _move(session_id, "recall", by, seen)
    session.reason = text_of("reason", reason, required=True, code="reason")
    kept = {"result": [session.result, ""], "matters": [session.matters, ""], "attended": [session.attended, None]}
    session.result, session.matters, session.attended = "", "", None
    return _moved(session, move, by, reason=session.reason, **kept)


def _changed(kept: dict[str, list[Any]]) -> str:
    """What was put right, in the words of the page; what is kept is Vietnamese."""
    names = {"result": "kết quả", "matters": "kiến nghị của đơn vị"}
    said = [names[name] for name in kept if name in names]
    if "attended" in kept:
        was, now = ("–" if one is None else one for one in kept["attended"])
        said.append(f"số người dự {was} → {now}")
    return ", ".join(said)


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: Actor, seen: int | None = None) -> WorkSession:
    """It will not take place. Raises Rejected (reason), Stale, IllegalMove, Refused."""
    session, move = _move(session_id, "cancel", by, seen)
    session.reason = text_of("reason", reason, required=True, code="reason")
    return _moved(session, move, by, reason=session.reason)


@transaction.atomic
def restore_session(*, session_id: int, by: Actor, seen: int | None = None) -> WorkSession:
    """It will take place after all. Raises Stale, IllegalMove, Refused."""
    session, move = _move(session_id, "restore", by, seen)
    return _moved(session, move, by)


def _result(session: WorkSession, result: str, matters: str, attended: int | None) -> None:
    session.result = text_of("result", result, required=True)
    session.matters = text_of("matters", matters)
    if attended is not None and not 0 <= attended <= ATTENDED:
        raise Rejected({"attended": "number"})
    session.attended = attended


def _move(session_id: int, action: str, by: Actor, seen: int | None) -> tuple[WorkSession, Move]:
    """The session in scope, locked; the permission at the owner, the table and the version were asked."""
    session = (
        WorkSession.objects.visible_to(by)
        .select_related("delegation__owner__kind", "organisation")
        .select_for_update(of=("self",))
        .get(pk=session_id)
    )
    by.require("oversight.run", session.delegation.owner)
    move = SESSION.move(session.state, action)
    if seen is not None and seen != session.version:
        raise Stale
    return session, move


def _moved(session: WorkSession, move: Move, by: Actor, **changes: object) -> WorkSession:
    session.state = move.target
    session.version += 1
    session.saved_by_id, session.saved_at = by.account_id, by.at
    session.save()
    index_sessions([session])
    record(
        by=by, action=f"oversight.{move.action}_session", subject=session, organisation=session.delegation.owner,
        label=f"{session.delegation.title} – {session.organisation.name}", **changes,
    )  # fmt: skip
    return session
