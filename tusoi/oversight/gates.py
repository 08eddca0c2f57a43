"""What has to be there before a step is done: the one thing of a step that is code. Pure.

Each gate gives what is missing as (code, what it is about); the words lie in words/cases.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tusoi.oversight.checklist import Line
from tusoi.oversight.procedure import Procedure, Step

Missing = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """How far the case is with one subject that stands."""

    name: str
    is_open: bool = False
    has_draft: bool = False
    has_commented: bool = False
    is_answered: bool = True
    """What it said to the draft was answered; True too where it had nothing to say."""
    has_result: bool = False
    is_announced: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gates ask of a case."""

    subjects: Sequence[SubjectFacts] = ()
    has_leader: bool = False
    has_decision: bool = False
    has_plan: bool = False
    has_self_report: bool = False
    conclusion: str = ""
    """State of the conclusion; "" where there is none yet."""
    lines: Sequence[Line] = field(default_factory=tuple)
    language: str = "vi"
    """Of the names of papers in what is missing."""


def missing(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    """Everything that keeps this step from being finished; the last one asks for the whole checklist."""
    found = _GATES[step.gate](procedure, step, facts)
    if procedure.steps and procedure.steps[-1].code == step.code:
        found += [one for one in _papers(facts, facts.lines) if one not in found]
    return found


def _papers(facts: Facts, lines: Sequence[Line]) -> Missing:
    return [("paper", _name(facts, line)) for line in lines if line.is_open]


def _name(facts: Facts, line: Line) -> str:
    name = line.kind.name.en if facts.language == "en" else line.kind.name.vi
    return f"{name} ({line.subject})" if line.subject else name


def _of_step(facts: Facts, step: Step) -> list[Line]:
    return [line for line in facts.lines if line.kind.step == step.code and line.kind.required]


def _propose(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    return [] if facts.subjects else [("subjects", "")]


def _issue(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    found = _propose(procedure, step, facts)
    if procedure.needs_team and not facts.has_leader:
        found.append(("leader", ""))
    if procedure.needs_team and not facts.has_decision:
        found.append(("decision", ""))
    if not facts.has_plan:
        found.append(("plan", ""))
    return found


def _outline(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    found = _own_papers(procedure, step, facts)
    return found or [
        ("not_sent", _name(facts, line))
        for line in _of_step(facts, step)
        if line.state == "there" and not line.is_sent and line.kind.code.startswith("de-cuong")
    ]


def _own_papers(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    """Papers of this step that are the team's own; what a subject hands in is chased, and asked for at the end."""
    return _papers(facts, [line for line in _of_step(facts, step) if not line.kind.from_subject])


def _open(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    return [("not_opened", one.name) for one in facts.subjects if not one.is_open]


def _self_report(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    asked = [line for line in facts.lines if line.kind.from_subject and line.kind.step == step.code]
    is_waived = bool(asked) and all(line.state != "missing" for line in asked)
    return [] if facts.has_self_report or is_waived else [("self_report", "")]


def _discuss(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    found = [("draft", one.name) for one in facts.subjects if not one.has_draft]
    found += [("comments", one.name) for one in facts.subjects if one.has_draft and not one.has_commented]
    return found + [("answer", one.name) for one in facts.subjects if one.has_commented and not one.is_answered]


def _conclude(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    found: Missing = [] if facts.conclusion in ("concluded", "registered") else [("conclusion", "")]
    if procedure.results:
        found += [("result", one.name) for one in facts.subjects if not one.has_result]
    return found


def _announce(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    found: Missing = [] if facts.conclusion == "registered" else [("registered", "")]
    return found + [("not_announced", one.name) for one in facts.subjects if not one.is_announced]


def _file(procedure: Procedure, step: Step, facts: Facts) -> Missing:
    return _papers(facts, facts.lines)


_GATES: dict[str, Callable[[Procedure, Step, Facts], Missing]] = {
    "propose": _propose, "issue": _issue, "outline": _outline, "open": _open, "self_report": _self_report,
    "verify": _own_papers, "discuss": _discuss, "report": _own_papers, "conclude": _conclude, "announce": _announce,
    "file": _file,
}  # fmt: skip
