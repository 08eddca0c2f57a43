"""A new rule set of a kind made out of the one before: limits, days of steps, required papers, extension. Pure.

Steps, papers and results themselves come with the shipped data; what may be set here is what the rules in force leave
to whoever uses them, or what could not be read in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .procedure import UNITS, Procedure
from .rules import Rejected

MOST_DAYS = 3_650
MOST_YEARS = 50
SOURCE = 200


@dataclass(frozen=True, slots=True)
class LimitDraft:
    """One limit as it shall be. ``levels``, ``bodies``: codes; none: all; "" among bodies is the committee itself."""

    days: int | None
    unit: str = "calendar"
    levels: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    extension: str = ""
    examined_years: int | None = None


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What shall be different; what is None stays as it is."""

    limits: tuple[LimitDraft, ...] | None = None
    step_days: Mapping[str, tuple[int | None, str]] = field(default_factory=dict)
    """Code of a step -> days (None: not set) and their unit."""
    required: Mapping[str, bool] = field(default_factory=dict)
    """Code of a paper -> whether the case cannot be closed without it."""


def revised(rules: Mapping[str, Any], changes: RuleChanges, *, source: str) -> dict[str, Any]:
    """The rules with the changes. Raises Rejected by field: source, limits, steps, papers; "" where nothing changes."""
    made: dict[str, Any] = deepcopy(dict(rules))
    wrong = {} if source.strip() else {"source": "required"}
    if len(source) > SOURCE:
        wrong["source"] = "too_long"
    if changes.limits is not None and (code := _wrong_limits(changes.limits)):
        wrong["limits"] = code
    if changes.limits is not None and not wrong:
        made["limits"] = _limits(made.get("limits", []), changes.limits, source)
    if code := _set_steps(made, changes.step_days, source):
        wrong["steps"] = code
    if code := _set_papers(made, changes.required):
        wrong["papers"] = code
    if wrong:
        raise Rejected(wrong)
    if _without_source(made) == _without_source(rules):
        raise Rejected({"": "nothing_changed"})
    Procedure.read(made)
    return made


def _wrong_limits(limits: tuple[LimitDraft, ...]) -> str:
    seen = set()
    for limit in limits:
        if (limit.levels, limit.bodies) in seen:
            return "twice"
        seen.add((limit.levels, limit.bodies))
        if (limit.days is not None and not 1 <= limit.days <= MOST_DAYS) or limit.unit not in UNITS:
            return "number"
        if limit.examined_years is not None and not 1 <= limit.examined_years <= MOST_YEARS:
            return "number"
        if limit.extension and not _is_share(limit.extension):
            return "share"
    return ""


def _is_share(text: str) -> bool:
    try:
        return len(text) <= 10 and 0 < Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def _limits(before: list[dict[str, Any]], drafts: tuple[LimitDraft, ...], source: str) -> list[dict[str, Any]]:
    """As data; a limit that stays as it was keeps its source."""
    known = {str(_without_source(row)): row for row in before}
    rows = []
    for one in drafts:
        row = {
            "levels": list(one.levels), "bodies": list(one.bodies), "days": one.days, "unit": one.unit,
            "extension": one.extension or None, "examined_years": one.examined_years,
        }  # fmt: skip
        rows.append(known.get(str(_without_source(row))) or {**row, "source": source})
    return rows


def _set_steps(made: dict[str, Any], days: Mapping[str, tuple[int | None, str]], source: str) -> str:
    steps = {row["code"]: row for row in made.get("steps", [])}
    for code, (number, unit) in days.items():
        if code not in steps:
            return "unknown"
        if unit not in UNITS or (number is not None and not 1 <= number <= MOST_DAYS):
            return "number"
        row = steps[code]
        if (row.get("days"), row.get("unit", "working")) != (number, unit):
            row |= {"days": number, "unit": unit, "source": source if number else ""}
    return ""


def _set_papers(made: dict[str, Any], required: Mapping[str, bool]) -> str:
    papers = {row["code"]: row for row in made.get("papers", [])}
    for code, is_required in required.items():
        if code not in papers:
            return "unknown"
        if bool(papers[code].get("required", True)) != is_required:
            papers[code]["required"] = is_required
    return ""


def _without_source(value: Any) -> Any:
    """What is compared: without sources, and with what is left out written as what it means."""
    if isinstance(value, list):
        return [_without_source(one) for one in value]
    if isinstance(value, Mapping):
        plain = {key: _without_source(one) for key, one in value.items() if key != "source"}
        if "days" in plain and "code" not in plain:
            plain = {
                "levels": plain.get("levels", []), "bodies": plain.get("bodies", []), "days": plain["days"],
                "unit": plain.get("unit", "calendar"), "extension": plain.get("extension"),
                "examined_years": plain.get("examined_years"),
            }  # fmt: skip
        if "gate" in plain:
            plain["unit"] = plain.get("unit", "working")
        return plain
    return value
