"""A figure set against a target: higher, equal, lower, and whether it falls short; unknown is said so."""

from collections.abc import Iterable
from dataclasses import dataclass

from tusoi.lib.clauses.targets import AT_LEAST, AT_MOST, EXACTLY, LESS, MORE, Target, same_measure, targets_in

ENOUGH = 0.5
"""Share of the words of the measure that must be the same where nobody said that the passage answers the target."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``verdict``: higher, equal, lower than the target, or unknown. ``meets``: None when that cannot be said.

    ``reason`` of what is unknown: no_figure, other_unit, other_period.
    """

    verdict: str
    meets: bool | None
    own: Target | None = None
    reason: str = ""


def compare(wanted: Target, passage: str | Iterable[Target], *, is_answer: bool = True) -> Comparison:
    """The figure of a passage that speaks of the target. ``is_answer``: a person or a proposal says that it answers.

    The unit must be the same, the period too where both say one; of several figures the one whose measure is nearest.
    """
    found = targets_in(passage) if isinstance(passage, str) else list(passage)
    if not found:
        return Comparison("unknown", None, reason="no_figure")
    fitting = [one for one in found if one.unit == wanted.unit]
    if not fitting:
        return Comparison("unknown", None, found[0], "other_unit")
    in_period = [one for one in fitting if not one.per or not wanted.per or one.per == wanted.per]
    if not in_period:
        return Comparison("unknown", None, fitting[0], "other_period")
    nearness = [(same_measure(one.measure, wanted.measure), -place) for place, one in enumerate(in_period)]
    best = max(nearness)
    own = in_period[-best[1]]
    if not is_answer and best[0] < ENOUGH:
        return Comparison("unknown", None, reason="no_figure")
    return Comparison(_verdict(wanted, own), _meets(wanted, own), own)


def _verdict(wanted: Target, own: Target) -> str:
    if own.value == wanted.value:
        if own.direction == LESS and wanted.direction != LESS:
            return "lower"
        if own.direction == MORE and wanted.direction != MORE:
            return "higher"
        return "equal"
    return "higher" if own.value > wanted.value else "lower"


def _meets(wanted: Target, own: Target) -> bool | None:
    verdict = _verdict(wanted, own)
    if wanted.direction in (AT_LEAST, EXACTLY) and wanted.high is None:
        return verdict != "lower"
    if wanted.direction == MORE:
        return verdict == "higher" or (verdict == "equal" and own.direction == MORE)
    if wanted.direction == AT_MOST:
        return verdict != "higher"
    if wanted.direction == LESS:
        return verdict == "lower" or (verdict == "equal" and own.direction == LESS)
    return verdict != "lower"
