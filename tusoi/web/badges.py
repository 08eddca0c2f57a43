"""How much waits behind an entry of the rail."""

from tusoi.obligations.selectors import awaiting_review, owed_by
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import how_many

MOST = 100
"""A badge says "99+"."""


def badges(actor: Actor) -> dict[str, int]:
    """Name of the entry's page ("home", "obligations:list", ...) -> the number beside it. One query."""
    return how_many(actor, MOST, **{"home": owed_by, "obligations:list": awaiting_review})
