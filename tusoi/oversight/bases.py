"""From which base on a percentage says something. Pure but for reading its dated number from data/."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from tusoi.oversight.figures import Change

DATA = Path(__file__).resolve().parent / "data" / "statistics.json"


@cache
def _all() -> tuple[tuple[date, int], ...]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(sorted((date.fromisoformat(row["valid_from"]), int(row["small_base"])) for row in rows))


def small_base_on(day: date) -> int:
    """Percentages of a figure before that is below this are marked; before the first day of the data, the first."""
    found = [base for first, base in _all() if first <= day]
    return found[-1] if found else _all()[0][1]


def is_small(change: Change, base: int) -> bool:
    """Whether there is a percentage, and of so little that it says less than the difference does."""
    return change.amount != 0 and 0 < change.before < base
