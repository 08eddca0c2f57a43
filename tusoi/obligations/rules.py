"""The tables of moves of an assignment and of a plan item, and the small sums over their states. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tusoi.lib.workflow import Workflow

# fmt: off
ASSIGNMENT = Workflow.of(
    # action     from         to           needs                 asks
    ("submit",  "assigned",  "submitted", "obligations.answer", "answer"),
    ("submit",  "returned",  "submitted", "obligations.answer", "answer"),
    ("recall",  "submitted", "assigned",  "obligations.answer"),
    ("return",  "submitted", "returned",  "obligations.review", "reason"),
    ("accept",  "submitted", "accepted",  "obligations.review"),
    ("reopen",  "accepted",  "submitted", "obligations.review", "reason"),
    ("extend",  "assigned",  "assigned",  "obligations.review", "day"),
    ("extend",  "returned",  "returned",  "obligations.review", "day"),
    ("waive",   "assigned",  "waived",    "obligations.review", "reason"),
    ("waive",   "returned",  "waived",    "obligations.review", "reason"),
    ("restore", "waived",    "assigned",  "obligations.review", "reason"),
)
PLAN_ITEM = Workflow.of(
    # action     from         to           needs                 asks
    ("report",  "planned",   "done",      "obligations.answer", "evidence"),
    ("report",  "refused",   "done",      "obligations.answer", "evidence"),
    ("recall",  "done",      "planned",   "obligations.answer"),
    ("verify",  "done",      "verified",  "obligations.review"),
    ("refuse",  "done",      "refused",   "obligations.review", "reason"),
)
# fmt: on

STATES = ("assigned", "submitted", "returned", "accepted", "waived")
"""The five states of an assignment, in the order of a bar and of the counters."""
OPEN = ("assigned", "returned")
"""The bearer has to act."""
ANSWERED = ("submitted", "returned", "accepted")
"""Has sent an answer, whatever became of it: the numerator of 62/74."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assignments are in each state; ``overdue`` of the open ones are past their day.

    A waived assignment is in no denominator.
    """

    assigned: int = 0
    submitted: int = 0
    returned: int = 0
    accepted: int = 0
    waived: int = 0
    overdue: int = 0
    late: int = 0
    """Overdue and never sent (assigned): the red part of the bar, and no part of any other."""

    @property
    def late_again(self) -> int:
        """Overdue and sent once, but returned: who is asked for it once more is late as well, in other words."""
        return self.overdue - self.late

    @property
    def total(self) -> int:
        return self.assigned + self.submitted + self.returned + self.accepted

    @property
    def answered(self) -> int:
        return self.submitted + self.returned + self.accepted

    @property
    def missing(self) -> int:
        return self.assigned

    @property
    def waiting(self) -> int:
        """Never sent, and still in time."""
        return self.assigned - self.late

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.assigned + other.assigned,
            self.submitted + other.submitted,
            self.returned + other.returned,
            self.accepted + other.accepted,
            self.waived + other.waived,
            self.overdue + other.overdue,
            self.late + other.late,
        )

    @classmethod
    def of(cls, states: Mapping[str, int], *, overdue: int = 0, late: int = 0) -> "Counts":
        return cls(**{state: states.get(state, 0) for state in STATES}, overdue=overdue, late=late)


def is_overdue(state: str, due_on: date, today: date) -> bool:
    """Past the last day on which an answer was in time; the due day itself still is."""
    return state in OPEN and due_on < today


def due_words(due_on: date, today: date) -> str:
    """How near the day is: "late", "today", "soon" (within a week) or "" ."""
    if due_on < today:
        return "late"
    if due_on == today:
        return "today"
    return "soon" if due_on - today <= timedelta(days=7) else ""
