"""The form of a new rule set, read back into what shall change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tusoi.lib import formats
from tusoi.oversight import refusals
from tusoi.oversight.procedure import UNITS, Limit, PaperKind, Step
from tusoi.oversight.revising import LimitDraft, RuleChanges

if TYPE_CHECKING:
    from django.http import QueryDict

    from tusoi.oversight.models import CaseKind

BLANK = 2
"""Empty lines for further limits."""


@dataclass(slots=True)
class LimitRow:
    """A line of the form; ``limit`` is what stood there before, None in an empty line."""

    name: str
    limit: Limit | None
    days: str
    unit: str
    extension: str
    years: str
    level: str = ""
    body: str = ""
    dropped: bool = False


@dataclass(slots=True)
class StepRow:
    name: str
    step: Step
    days: str
    unit: str


@dataclass(slots=True)
class PaperRow:
    name: str
    paper: PaperKind
    required: bool


class RulesForm:
    """What is typed, as it was typed; ``errors`` by field, in words. Unknown fields are ignored."""

    def __init__(self, kind: CaseKind, data: QueryDict | None) -> None:
        self.kind, self.data, self.is_sent = kind, data, data is not None
        self.errors: dict[str, str] = {}
        procedure = kind.procedure
        kept: list[Limit | None] = [*procedure.limits, *[None] * BLANK]
        self.limits = [self._limit(number, limit) for number, limit in enumerate(kept)]
        self.steps = [self._step(step) for step in procedure.steps]
        self.papers = [
            PaperRow(f"paper-{paper.code}", paper, self._ticked(f"paper-{paper.code}", paper.required))
            for paper in procedure.papers
        ]
        self.source = self._text("source", "", 400)
        self.day_text = self._text("valid_from", "", 20)
        self.valid_from = formats.read_day(self.day_text) or date.min
        seen = self._text("seen", str(kind.pk), 18)
        self.seen = int(seen) if seen.isascii() and seen.isdecimal() else 0
        if self.is_sent:
            self._check()

    def changes(self) -> RuleChanges:
        limits = [self._drafted(row) for row in self.limits if not row.dropped and (row.limit or row.days)]
        return RuleChanges(
            limits=tuple(limits),
            step_days={row.step.code: (_number(row.days), row.unit) for row in self.steps},
            required={row.paper.code: row.required for row in self.papers},
        )

    def _drafted(self, row: LimitRow) -> LimitDraft:
        levels = row.limit.levels if row.limit else (row.level,) if row.level else ()
        body = "" if row.body == "-" else row.body
        bodies = row.limit.bodies if row.limit else (body,) if row.body else ()
        return LimitDraft(
            days=_number(row.days), unit=row.unit, levels=levels, bodies=bodies, extension=row.extension,
            examined_years=_number(row.years),
        )  # fmt: skip

    def _check(self) -> None:
        if formats.read_day(self.day_text) is None:
            self.errors["valid_from"] = str(refusals.COMMON["required"])
        rows: list[tuple[str, Any]] = [("limits", one) for row in self.limits for one in (row.days, row.years)]
        rows += [("steps", row.days) for row in self.steps]
        for name, text in rows:
            if text and _number(text) is None:
                self.errors[name] = str(refusals.COMMON["number"])

    def _limit(self, number: int, limit: Limit | None) -> LimitRow:
        name = f"limit-{number}"
        before = limit or Limit((), None)
        share = str(before.extension) if before.extension else ""
        return LimitRow(
            name, limit, self._text(f"{name}-days", before.days), self._unit(f"{name}-unit", before.unit),
            self._text(f"{name}-extension", share), self._text(f"{name}-years", before.examined_years),
            self._text(f"{name}-level", "", 40), self._text(f"{name}-body", "", 40),
            self._ticked(f"{name}-dropped", False),
        )  # fmt: skip

    def _step(self, step: Step) -> StepRow:
        name = f"step-{step.code}"
        return StepRow(name, step, self._text(f"{name}-days", step.days), self._unit(f"{name}-unit", step.unit))

    def _text(self, name: str, before: Any, most: int = 10) -> str:
        """What was typed; what was kept where nothing was sent."""
        kept = "" if before is None else str(before)
        return kept if self.data is None else self.data.get(name, "").replace("\x00", "").strip()[:most]

    def _unit(self, name: str, before: str) -> str:
        typed = self._text(name, before)
        return typed if typed in UNITS else before

    def _ticked(self, name: str, before: bool) -> bool:
        return before if self.data is None else bool(self.data.get(name))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
