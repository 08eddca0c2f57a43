"""What can be asked about duties. Figures come from the tallies (`figures`), names from the rows (`bearers`, `work`)."""

from .bearers import (
    answer_for,
    assignment_for,
    assignments_of,
    gap_list,
    may_answer,
    may_review,
    moves_for,
)
from .figures import RollUp, dashboard, roll_up, roll_up_children, upper_refresh
from .obligations import deliverables, obligation_for, obligations_of, same_document, upward_chain
from .work import awaiting_review, awaiting_review_count, missing_below, overdue_below, owed_by

__all__ = [
    "RollUp",
    "answer_for",
    "assignment_for",
    "assignments_of",
    "awaiting_review",
    "awaiting_review_count",
    "dashboard",
    "deliverables",
    "gap_list",
    "may_answer",
    "may_review",
    "missing_below",
    "moves_for",
    "obligation_for",
    "obligations_of",
    "overdue_below",
    "owed_by",
    "roll_up",
    "roll_up_children",
    "same_document",
    "upper_refresh",
    "upward_chain",
]
