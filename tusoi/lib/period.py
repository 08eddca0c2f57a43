"""Half-open periods of days, [valid_from, valid_to): the last day is the first on which it no longer holds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """``valid_to`` is None while the period is open. Raises ValueError when it would end before it begins."""

    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("a period cannot end before it begins")

    def __contains__(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, other: "Period") -> bool:
        starts_before_other_ends = other.valid_to is None or self.valid_from < other.valid_to
        other_starts_before_end = self.valid_to is None or other.valid_from < self.valid_to
        both_last = self.valid_from != self.valid_to and other.valid_from != other.valid_to
        return starts_before_other_ends and other_starts_before_end and both_last
