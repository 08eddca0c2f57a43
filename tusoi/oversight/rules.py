"""The tables of moves of programmes, cases, conclusions, remediations and sessions, and small verdicts. Pure.

In these tables the column of permissions names how one has to stand to the case (`access.Standing`): of the owner's
people, of the team, its leader, its subject; "commission" is the owner's inspection commission.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tusoi.lib.workflow import Workflow

# fmt: off
PROGRAMME = Workflow.of(
    # action      from        to          who           asks
    ("edit",     "drafting", "drafting", "owner"),
    ("propose",  "drafting", "proposed", "owner"),
    ("recall",   "proposed", "drafting", "owner"),
    ("return",   "proposed", "drafting", "commission", "reason"),
    ("merge",    "proposed", "merged",   "commission"),
    ("edit",     "merged",   "merged",   "commission"),
    ("return",   "merged",   "drafting", "commission", "reason"),
    ("adopt",    "merged",   "adopted",  "owner",      "day"),
    ("amend",    "adopted",  "adopted",  "owner",      "reason"),
    ("close",    "adopted",  "closed",   "owner"),
)
CASE = Workflow.of(
    ("suspend",  "running",   "suspended", "owner", "reason"),
    ("resume",   "suspended", "running",   "owner"),
    ("extend",   "running",   "running",   "owner", "day"),
    ("change",   "running",   "running",   "owner"),
    ("work",     "running",   "running",   "team"),
    ("drop",     "running",   "dropped",   "owner", "reason"),
    ("drop",     "suspended", "dropped",   "owner", "reason"),
    ("close",    "running",   "closed",    "owner"),
)
"""The state of a case beside its step: only a running one goes on through the steps of its procedure."""
CONCLUSION = Workflow.of(
    ("edit",     "draft",     "draft",      "owner"),
    ("conclude", "draft",     "concluded",  "owner"),
    ("reopen",   "concluded", "draft",      "owner", "reason"),
    ("register", "concluded", "registered", "owner", "day"),
)
REMEDIATION = Workflow.of(
    ("close",    "open",      "closed",    "owner"),
    ("escalate", "open",      "escalated", "owner", "reason"),
    ("close",    "escalated", "closed",    "owner"),
    ("reopen",   "closed",    "open",      "owner", "reason"),
    ("reopen",   "escalated", "open",      "owner", "reason"),
)
SESSION = Workflow.of(
    ("edit",     "planned",   "planned",   "owner"),
    ("move",     "planned",   "planned",   "owner", "reason"),
    ("hold",     "planned",   "held",      "owner", "result"),
    ("cancel",   "planned",   "cancelled", "owner", "reason"),
    ("correct",  "held",      "held",      "owner", "reason"),
    ("recall",   "held",      "planned",   "owner", "reason"),
    ("restore",  "cancelled", "planned",   "owner"),
)
# fmt: on

RELATIONS = ("own", "direct", "below")
"""How a subject may stand to an owner: in the owner's own organisation, directly below it, anywhere below it."""


class Rejected(Exception):
    """The input is not what it should be. ``errors`` says for each field a code; "" stands for the whole.

    ``details`` carries what the sentence needs (names, days).
    """

    code = "invalid"

    def __init__(self, errors: Mapping[str, str], **details: object) -> None:
        super().__init__(", ".join(f"{field or 'all'}: {code}" for field, code in errors.items()))
        self.errors = dict(errors)
        self.details = details


class NotYet(Exception):
    """A step cannot be finished. ``missing``: (code, what it is about) of everything that is not there yet."""

    code = "not_yet"

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{code} {about}".strip() for code, about in missing))
        self.missing = missing


class Stale(Exception):
    """Somebody changed it since the form was shown."""

    code = "stale"


def relations(owner_path: str, subject_path: str, segment: int) -> frozenset[str]:
    """How a subject's place stands to the owner's. ``segment``: signs a level takes in a path."""
    if subject_path == owner_path:
        return frozenset({"own"})
    if not subject_path.startswith(owner_path):
        return frozenset()
    return frozenset({"direct", "below"} if len(subject_path) == len(owner_path) + segment else {"below"})


def is_late(due_on: date | None, today: date) -> bool:
    """Past the last day; the last day itself still is in time. Without a day nothing is late."""
    return due_on is not None and due_on < today
