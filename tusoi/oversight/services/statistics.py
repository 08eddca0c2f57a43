"""That figures were taken out as a file: the one thing statistics leave in the trail."""

from __future__ import annotations

from typing import Any

from tusoi.audit.services import Export
from tusoi.organisations.scope import Actor
from tusoi.oversight.selectors.statistics import Asked


def export_of(*, asked: Asked, filters: dict[str, Any], by: Actor) -> Export:
    """Who takes the figures of which place and period out, as the trail keeps it. Raises Refused."""
    by.require("oversight.read", asked.node)
    facts = {"first": asked.span.first, "last": asked.span.last}
    return Export("oversight.export_statistics", asked.node, filters=filters, facts=facts)
