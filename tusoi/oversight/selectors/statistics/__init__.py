"""Statistics of inspection and supervision, counted from the cases and never typed.

A subject counts as inspected or supervised in a period when its case was concluded on a day of the period; removed
subjects and dropped cases do not count. A case belongs to its owner: figures of a place are those of the owners there
and below. Restricted cases are counted; what they are about is not told.
"""

from .asked import Asked, Choices, asked_for, choices, place_of
from .behind import Explained, Hidden, cases_behind, explained, subjects_behind, subjects_of_cases
from .beside import COUNTED, Elsewhere, elsewhere, rows_beside
from .counts import (
    DIMENSIONS,
    Counts,
    Kept,
    Line,
    balances,
    tally,
    totals,
)
from .report import Report, report_of

__all__ = [
    "COUNTED",
    "DIMENSIONS",
    "Asked",
    "Choices",
    "Counts",
    "Elsewhere",
    "Explained",
    "Hidden",
    "Kept",
    "Line",
    "Report",
    "asked_for",
    "balances",
    "cases_behind",
    "choices",
    "elsewhere",
    "explained",
    "place_of",
    "report_of",
    "rows_beside",
    "subjects_behind",
    "subjects_of_cases",
    "tally",
    "totals",
]
