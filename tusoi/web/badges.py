"""How much waits behind an entry of the rail."""

from tusoi.obligations.selectors import awaiting_review_count, owed_count
from tusoi.organisations.scope import Actor


def badges(actor: Actor) -> dict[str, int]:
    """Name of the entry's page ("home", "obligations:list", ...) -> the number beside it. At most two queries."""
    return {"home": owed_count(actor), "obligations:list": awaiting_review_count(actor)}
