"""What every step on a programme shares: load in scope and lock, ask standing, table of moves and version."""

from __future__ import annotations

from tusoi.lib.folding import nfc
from tusoi.lib.workflow import Move
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.models import Programme
from tusoi.oversight.rules import PROGRAMME, Rejected, Stale


def locked(programme_id: int, action: str, by: Actor, seen: int | None = None) -> tuple[Programme, Move]:
    """The programme, locked, and the move. Raises Programme.DoesNotExist, Refused, IllegalMove and Stale."""
    programme = (
        Programme.objects.visible_to(by)
        .select_related("owner__kind", "owner__parent", "body__kind", "term")
        .select_for_update(of=("self",))
        .get(pk=programme_id)
    )
    stands = standing(programme, by)
    if not stands & {move.permission for move in PROGRAMME.moves if move.action == action}:
        raise Refused("oversight.run")
    move = PROGRAMME.move(programme.state, action)
    if move.permission not in stands:
        raise Refused("oversight.run")
    if seen is not None and seen != programme.version:
        raise Stale
    return programme, move


def standing(programme: Programme, by: Actor) -> frozenset[str]:
    """Of "owner" and "commission", as what he stands to the programme. No query."""
    found = {"owner"} if access.is_staff(by, programme) else set()
    if access.is_commission(by, programme.owner_id):
        found.add("commission")
    return frozenset(found)


def text_of(name: str, value: str, *, most: int, required: bool = False, code: str = "required") -> str:
    """What somebody typed, cleaned. Raises Rejected (field ``name``: ``code``, too_long)."""
    cleaned = nfc(str(value or "").replace("\x00", "").replace("\r\n", "\n")).strip()
    if required and not cleaned:
        raise Rejected({name: code})
    if len(cleaned) > most:
        raise Rejected({name: "too_long"})
    return cleaned


def touched(programme: Programme, *fields: str) -> None:
    """Save these fields, and that somebody changed the programme."""
    programme.version += 1
    programme.save(update_fields=["version", *fields])
