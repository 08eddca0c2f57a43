"""Indicators that order organisations for whoever plans. Pure but for reading its dated weights from data/.

An indicator is a count of rows anybody may open; it orders a list and selects nobody. Only organisations are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data" / "risk_weights.json"
CODES = ("late", "generic", "open", "open_late", "findings", "looked", "meetings")
NO_DATA = frozenset({"meetings"})
"""Nothing in the system says anything of them yet."""


@dataclass(frozen=True, slots=True)
class Weight:
    """``weight`` points at most, reached at ``most`` rows (months for "looked")."""

    code: str
    weight: int
    most: int

    def points(self, count: int | None) -> float:
        return self.weight * min(count or 0, self.most) / self.most


@dataclass(frozen=True, slots=True)
class Weights:
    """As they hold from a day on. ``years``: so far back findings and plans count."""

    valid_from: date
    source: str
    years: int
    indicators: tuple[Weight, ...]
    spread: Mapping[str, int]

    def weight(self, code: str) -> Weight:
        return next(one for one in self.indicators if one.code == code)

    @property
    def total(self) -> int:
        return sum(one.weight for one in self.indicators)

    def score(self, counts: Mapping[str, int | None]) -> float:
        """Points of all indicators, 0 up to ``total``; the sum is always what the indicators say one by one."""
        return round(sum(one.points(counts.get(one.code)) for one in self.indicators), 2)


@cache
def _all() -> tuple[Weights, ...]:
    rows: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Weights(
            date.fromisoformat(row["valid_from"]), row.get("source", ""), row["years"],
            tuple(Weight(**one) for one in row["indicators"]), row["spread"],
        )
        for row in sorted(rows, key=lambda row: row["valid_from"])
    )  # fmt: skip


def weights_on(day: date) -> Weights:
    """The weights in force on a day; before the first ones, the first."""
    found = [one for one in _all() if one.valid_from <= day]
    return found[-1] if found else _all()[0]


def months_between(last: date | None, today: date, *, never: int) -> int:
    """Whole months since a day; ``never`` where there is none."""
    if last is None:
        return never
    return max(0, (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day))
