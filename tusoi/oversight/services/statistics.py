"""That figures were taken out as a file: the one thing statistics write."""

from __future__ import annotations

from django.db import transaction

from tusoi.audit.services import record
from tusoi.organisations.scope import Actor
from tusoi.oversight.selectors.statistics import Asked


@transaction.atomic
def record_export(*, asked: Asked, format: str, by: Actor) -> None:
    """Keep in the trail who took the figures of which place and period out, as "Excel" or "Word". Raises Refused."""
    by.require("oversight.read", asked.node)
    record(
        by=by, action="oversight.export_statistics", subject=asked.node, organisation=asked.node, format=format,
        first=asked.span.first, last=asked.span.last,
    )  # fmt: skip
