"""How far a case is from its findings to duties that are laid, and what the next step is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from tusoi.oversight.models import Case, CaseSubject, Conclusion, Finding, Requirement


@dataclass(frozen=True, slots=True)
class Stage:
    """``code``: findings, results, compile, conclude, register, announce, lay. ``left``: how many are missing."""

    code: str
    is_done: bool
    is_next: bool
    count: int = 0
    left: int = 0


def stages_of(
    case: Case,
    conclusion: Conclusion | None,
    *,
    subjects: Sequence[CaseSubject],
    asked: Sequence[Requirement],
) -> list[Stage]:
    """In order; at most one is next. For whoever works on the case: its standing subjects and its requirements."""
    findings = Finding.objects.filter(case=case, dropped_on__isnull=True).count()
    results = [one.result for one in subjects]
    requirements, unlaid = len(asked), sum(one.laid_on is None for one in asked)
    state = conclusion.state if conclusion else ""
    missing = sum(not one for one in results) if case.kind.procedure.results else 0
    has_text = conclusion is not None and bool(conclusion.sections)
    told = sum(one.announced_on is not None for one in subjects)
    untold = len(subjects) - told if case.announced_on is None and state == "registered" else 0
    rows = (
        ("findings", findings > 0, findings, 0),
        ("results", bool(results) and not missing, len(results) - missing, missing),
        ("compile", has_text, len(conclusion.sections) if conclusion else 0, 0),
        ("conclude", state in ("concluded", "registered"), 0, 0),
        ("register", state == "registered", 0, 0),
        ("announce", case.announced_on is not None, told, untold),
        ("lay", case.announced_on is not None and requirements > 0 and not unlaid, requirements - unlaid, unlaid),
    )
    first = next((code for code, is_done, _count, _left in rows if not is_done), "")
    if first == "lay" and not requirements:
        first = ""
    return [Stage(code, is_done, code == first, count, left) for code, is_done, count, left in rows]


def differences(section: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was written against what is compiled: ("=", "-" only written, "+" only compiled; line)."""
    mine: Sequence[str] = section.get("lines", ())
    made: Sequence[str] = section.get("made") or ()
    found: list[tuple[str, str]] = []
    for tag, first, last, start, end in SequenceMatcher(None, mine, made, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [("=", line) for line in mine[first:last]]
        else:
            found += [("-", line) for line in mine[first:last]] + [("+", line) for line in made[start:end]]
    return found
