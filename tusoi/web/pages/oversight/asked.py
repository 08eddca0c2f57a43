"""What a conclusion asks of a plan, for the pages on which the plan is written and reviewed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from tusoi.oversight.selectors.remediation import Asked, asked_by

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, PlanItem
    from tusoi.organisations.scope import Actor

LONGEST = 4_000
"""Signs of a finding that a line of a plan holds."""


def asked_of(assignment: Assignment, by: Actor, items: Collection[PlanItem] = ()) -> Asked | None:
    """The findings and the requirement that the plan answers; None where no conclusion laid the duty."""
    return asked_by(assignment, by, items)


def asked_lines(asked: Asked | None) -> list[dict[str, Any]]:
    """A line for each point, to begin a plan with: the finding is filled in, the measure is still to be written."""
    if asked is None:
        return []
    return [{"finding": point.text[:LONGEST], "at": number} for number, point in enumerate(asked.points, start=1)]
