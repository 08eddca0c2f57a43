"""The book of a kind of case, read from its data: steps in order, papers, limits, results. Pure.

What is not sourced is not set: a limit without days is None and shown as such, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tusoi.lib.workflow import Workflow

PHASES = ("prepare", "conduct", "finish")
ACTORS = ("owner", "team", "subject")
"""Who does a step; a subject's step is finished for it by the team or the owner."""
GATES = (
    "propose", "issue", "outline", "open", "self_report", "verify", "discuss", "report", "conclude", "announce", "file",
)  # fmt: skip
"""What has to be there before a step is done: the one thing of a step that is code (gates.py), not data."""
UNITS = ("calendar", "working")
SUBJECTS = ("organisation", "member")
COUNTS_AS = (
    "good", "poor", "shortcoming", "violation", "no_violation", "discipline_due", "disciplined", "sign", "moved",
    "has_programme", "no_programme", "wrong_competence", "wrong_procedure", "not_disciplined", "wrongful",
    "done", "partly", "not_done", "well_founded", "partly_founded", "unfounded", "not_resolved",
    "upheld", "raised", "reduced", "lifted", "reprimand", "warning", "dismissal", "expulsion", "dissolution",
)  # fmt: skip
"""What the result of a subject is counted under, beside the kind of its case (words/procedures.py says them in words).

good, poor: does (not) do well what it should. shortcoming: has shortcomings or violations; violation: violations.
discipline_due, disciplined: must be, was disciplined. sign: signs of violation found; moved: handed on to a case of
that kind. has_programme: of inspection, by the organisation inspected. wrong_competence, wrong_procedure,
not_disciplined, wrongful: discipline work. done, partly, not_done: an earlier conclusion. well_founded ...: a
denunciation. upheld ... lifted: an appeal. reprimand ... dissolution: forms of discipline, as counts only.
A result may be counted under several: who was disciplined also had to be, and had broken a rule.
"""
DONE = "done"
"""Where the last step leads."""
_NO_WAY_BACK = frozenset({"issue", "conclude", "announce"})
"""What was issued, concluded or announced is out: it is followed by something new, never undone."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages; the doors choose."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    name: Named
    phase: str
    who: str
    gate: str
    days: int | None = None
    """Days after the step before it is done; None: the rules set none."""
    unit: str = "working"
    source: str = ""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A line of the checklist. ``kind`` is a code of the kinds of documents, or ""."""

    code: str
    name: Named
    step: str
    kind: str = ""
    per_subject: bool = False
    from_subject: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class Limit:
    """How long the whole may take, for some owners, and by what share of it it may be extended, once.

    ``levels``: codes of kinds of organisations; ``bodies``: codes of kinds of bodies, "" the committee itself; where
    there are none, it holds for all.
    """

    levels: tuple[str, ...]
    days: int | None
    unit: str = "calendar"
    source: str = ""
    bodies: tuple[str, ...] = ()
    extension: Fraction | None = None
    examined_years: int | None = None
    """How many of the latest years these owners may examine; None: not set."""

    def is_for(self, level: str, body: str) -> bool:
        return (not self.levels or level in self.levels) and (not self.bodies or body in self.bodies)


@dataclass(frozen=True, slots=True)
class Result:
    """What a subject's case may come to. ``counts_as``: codes of the statistics it is counted under."""

    code: str
    name: Named
    counts_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    steps: tuple[Step, ...]
    papers: tuple[PaperKind, ...]
    limits: tuple[Limit, ...]
    results: tuple[Result, ...]
    subjects: tuple[str, ...]
    """Of ("organisation", "member")."""
    is_scheduled: bool
    """Done after a programme; otherwise a reason is asked for."""
    needs_team: bool
    extension: Fraction | None
    """The share of the whole time by which it may be extended, once; None: not set."""
    extension_source: str
    examined_years: int | None
    """How many of the latest years may be examined; None: not set."""
    examined_source: str
    stub_only: bool = False
    """Of such cases only a stub and its counts are kept: no text, no file, no person, no conclusion."""

    @classmethod
    def read(cls, rules: Mapping[str, Any]) -> Procedure:
        """From the JSON of a CaseKind. Raises ValueError where it does not make sense."""
        made = cls(
            steps=tuple(_step(row) for row in rules.get("steps", ())),
            papers=tuple(_paper(row) for row in rules.get("papers", ())),
            limits=tuple(_limit(row, rules) for row in rules.get("limits", ())),
            results=tuple(_result(row) for row in rules.get("results", ())),
            subjects=tuple(rules.get("subjects", ("organisation", "member"))),
            is_scheduled=bool(rules.get("is_scheduled", True)),
            needs_team=bool(rules.get("needs_team", True)),
            extension=Fraction(rules["extension"]) if rules.get("extension") else None,
            extension_source=rules.get("extension_source", ""),
            examined_years=rules.get("examined_years"),
            examined_source=rules.get("examined_source", ""),
            stub_only=bool(rules.get("stub_only")),
        )
        made.check()
        return made

    def check(self) -> None:
        """Raises ValueError for a step, paper or limit that cannot be obeyed."""
        codes = [step.code for step in self.steps]
        if len(set(codes)) != len(codes):
            raise ValueError("a step occurs twice")
        for step in self.steps:
            if step.phase not in PHASES or step.who not in ACTORS or step.gate not in GATES:
                raise ValueError(f"step {step.code}: unknown phase, actor or gate")
        phases = [PHASES.index(step.phase) for step in self.steps]
        if phases != sorted(phases):
            raise ValueError("a phase begins again after the next one")
        papers = [paper.code for paper in self.papers]
        if len(set(papers)) != len(papers):
            raise ValueError("a paper occurs twice")
        if stray := [paper.code for paper in self.papers if paper.step not in codes]:
            raise ValueError(f"papers of no step: {', '.join(stray)}")
        if any(limit.days is not None and limit.days < 1 for limit in self.limits):
            raise ValueError("a limit of no days")
        if ({step.unit for step in self.steps} | {limit.unit for limit in self.limits}) - set(UNITS):
            raise ValueError("days of an unknown unit")
        if set(self.subjects) - set(SUBJECTS):
            raise ValueError("a subject that is neither an organisation nor a member")
        if len({result.code for result in self.results}) != len(self.results):
            raise ValueError("a result occurs twice")
        if strange := {code for result in self.results for code in result.counts_as} - set(COUNTS_AS):
            raise ValueError(f"counted as nothing that is known: {', '.join(sorted(strange))}")

    @property
    def first(self) -> str:
        return self.steps[0].code if self.steps else DONE

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)

    def paper(self, code: str) -> PaperKind | None:
        return next((paper for paper in self.papers if paper.code == code), None)

    def result(self, code: str) -> Result | None:
        return next((result for result in self.results if result.code == code), None)

    def papers_of(self, step: str) -> tuple[PaperKind, ...]:
        return tuple(paper for paper in self.papers if paper.step == step)

    def has_gate(self, gate: str) -> bool:
        return any(step.gate == gate for step in self.steps)

    def is_past(self, gate: str, at: str) -> bool:
        """Whether, standing at step ``at``, every step with this gate is done. True too where there is none."""
        codes = [step.code for step in self.steps]
        here = codes.index(at) if at in codes else len(codes)
        return all(number < here for number, step in enumerate(self.steps) if step.gate == gate)

    def limit_for(self, level: str, body: str = "") -> Limit | None:
        """The limit of owners of this level and kind of body ("" the committee itself); None: not set.

        The one that says most wins: a body and a level before a body, a body before a level, these before one for all.
        """
        fitting = [limit for limit in self.limits if limit.is_for(level, body)]
        return max(fitting, key=lambda limit: (bool(limit.bodies), bool(limit.levels)), default=None)

    def examined_years_for(self, level: str, body: str = "") -> int | None:
        """How many of the latest years may be examined by such an owner; None: not set."""
        limit = self.limit_for(level, body)
        return limit.examined_years if limit else self.examined_years

    def workflow(self) -> Workflow:
        """The steps as a table of moves: finish leads on, go_back leads back where nothing has gone out yet."""
        return Workflow.of(*self._rows())

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for number, step in enumerate(self.steps):
            after = self.steps[number + 1].code if number + 1 < len(self.steps) else DONE
            yield "finish", step.code, after, "team" if step.who == "subject" else step.who
            if number and self.steps[number - 1].gate not in _NO_WAY_BACK:
                yield "go_back", step.code, self.steps[number - 1].code, "owner", "reason"


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["name_vi"], row.get("name_en") or row["name_vi"])


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        code=row["code"], name=_named(row), phase=row["phase"], who=row["who"], gate=row["gate"], days=row.get("days"),
        unit=row.get("unit", "working"), source=row.get("source", ""),
    )  # fmt: skip


def _paper(row: Mapping[str, Any]) -> PaperKind:
    return PaperKind(
        code=row["code"], name=_named(row), step=row["step"], kind=row.get("kind", ""),
        per_subject=bool(row.get("per_subject")), from_subject=bool(row.get("from_subject")),
        required=bool(row.get("required", True)),
    )  # fmt: skip


def _limit(row: Mapping[str, Any], rules: Mapping[str, Any]) -> Limit:
    """What a limit does not say itself (extension, years examined) it takes from the kind."""
    share = row.get("extension", rules.get("extension"))
    return Limit(
        levels=tuple(row.get("levels", ())), days=row.get("days"), unit=row.get("unit", "calendar"),
        source=row.get("source", ""), bodies=tuple(row.get("bodies", ())), extension=Fraction(share) if share else None,
        examined_years=row.get("examined_years", rules.get("examined_years")),
    )  # fmt: skip


def _result(row: Mapping[str, Any]) -> Result:
    return Result(row["code"], _named(row), tuple(row.get("counts_as", ())))
