"""When a requirement is done, when it is late, how long nobody has answered. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

UNANSWERED = ("assigned", "returned")
"""States of an assignment in which the bearer has to send his plan."""
ANSWER_STATES = ("assigned", "submitted", "returned", "accepted", "waived")
AGES = ((0, 30), (31, 90), (91, 365), (366, None))
"""Days since a requirement was laid, from and to, by which those are grouped that were never answered."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The lines of one plan: how many, reported done and waiting, verified by somebody else, refused."""

    total: int = 0
    done: int = 0
    verified: int = 0
    refused: int = 0

    @property
    def open(self) -> int:
        return self.total - self.verified


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums of a register. What was waived is in no denominator: ``needed`` = open + escalated + closed."""

    open: int = 0
    escalated: int = 0
    closed: int = 0
    waived: int = 0
    overdue: int = 0
    """Of those that are open or escalated: past the day that binds next."""
    never: int = 0
    """Of those: no answer was ever sent."""
    complete: int = 0
    """Of those: nothing is missing any more, somebody may close them."""

    @property
    def needed(self) -> int:
        return self.open + self.escalated + self.closed

    @property
    def remaining(self) -> int:
        return self.open + self.escalated

    def of(self, state: str) -> int:
        """How many rows a register has that shows only this state; "all" shows what was waived too."""
        own = {"all": self.needed + self.waived, "late": self.overdue}
        return own[state] if state in own else int(getattr(self, state))


def missing_to_close(answer: str, has_items: bool, progress: Progress) -> list[str]:
    """Codes of what keeps a requirement from being closed; none when it may be.

    ``answer``: the state of the assignment. A plan that has no line cannot have been verified.
    """
    if answer == "waived":
        return ["plan_waived"]
    if answer != "accepted":
        return [f"plan_{answer}"]
    if has_items and not progress.total:
        return ["plan_empty"]
    return ["plan_open"] if progress.open else []


def days_late(late_since: date | None, today: date) -> int:
    """Days past the day that binds; 0 in time."""
    return max((today - late_since).days, 0) if late_since is not None else 0


def age_bounds(number: int, today: date) -> tuple[date | None, date]:
    """The days (first, last) on which those of a group of AGES were laid; first None: any day before."""
    youngest, oldest = AGES[number]
    return (None if oldest is None else today - timedelta(days=oldest)), today - timedelta(days=youngest)
