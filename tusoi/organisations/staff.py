"""Whose people somebody is, within one house: those of the committee itself, or of one of its boards.

An organisation acts through bodies. Who leads it belongs to all of them. Its inspection commission and its office work
for the committee itself as well; the people of another board only for that board.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from .scope import Actor, Grant

COMMISSION, OFFICE = "uy-ban-kiem-tra", "van-phong"
"""Kinds of bodies that work for the committee itself: the commission advises it, the office keeps its papers."""
LEADING = ("head", "deputy")
_ALWAYS = ~Q(pk__in=[])


def staff_of(actor: Actor, permission: str, *, owner: str, body: str, collective: Q) -> Q:
    """The condition that the actor is of the people of ``body`` of ``owner`` (names of fields).

    ``collective`` is the condition that the committee itself acts, and no board.
    """
    if actor.system:
        return _ALWAYS
    condition = Q(pk__in=[])
    for grant in actor.grants:
        if grant.gives(permission):
            condition |= Q(**{owner: grant.organisation_id}) & _whose(grant, body, collective)
    return condition


def _whose(grant: Grant, body: str, collective: Q) -> Q:
    if grant.role in LEADING:
        return _ALWAYS
    if grant.role == "inspector":
        return collective | Q(**{f"{body}__kind__code": COMMISSION})
    if grant.body_id is None or grant.body_kind == OFFICE:
        return collective
    return Q(**{body: grant.body_id})


def is_staff(actor: Actor, permission: str, *, owner_id: int, body: Any, is_collective: bool) -> bool:
    """The same of one thing; ``body`` is a Body with its kind, or None."""
    return actor.system or any(
        _belongs(grant, body, is_collective)
        for grant in actor.grants
        if grant.organisation_id == owner_id and grant.gives(permission)
    )


def _belongs(grant: Grant, body: Any, is_collective: bool) -> bool:
    if grant.role in LEADING:
        return True
    if grant.role == "inspector":
        return is_collective or (body is not None and body.kind.code == COMMISSION)
    if grant.body_id is None or grant.body_kind == OFFICE:
        return is_collective
    return body is not None and body.pk == grant.body_id
