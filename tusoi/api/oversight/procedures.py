"""The book over the API: kinds of cases on a day, who may inspect whom, a new rule set."""

import re
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from tusoi.api.plumbing import REFUSALS, Day, Filter, Input, who
from tusoi.oversight.models import CaseKind
from tusoi.oversight.revising import LimitDraft, RuleChanges
from tusoi.oversight.selectors import procedures
from tusoi.oversight.services.procedures import set_rules

router = Router(tags=["oversight"])
CODE = re.compile(r"[a-z0-9-]{1,40}")


class BookDay(Filter):
    """A day; without one, today."""

    on: Day | None = None


class RightsAsked(BookDay):
    kind: str = ""


class CaseKindOut(Schema):
    code: str
    name_vi: str
    name_en: str
    symbol: str
    form: str
    source: str
    valid_from: Day
    valid_to: Day | None
    stub_only: bool
    rules: dict[str, Any] = Field(description="subjects, steps, papers, limits, results as they are kept")


class RightOut(Schema):
    code: str
    name_vi: str
    name_en: str
    kinds: list[str]
    owner_levels: list[str]
    owner_bodies: list[str]
    subject: str
    subject_levels: list[str]
    relation: str
    source: str


Unit = Literal["calendar", "working"]


class LimitIn(Input):
    days: int | None = None
    unit: Unit = "calendar"
    levels: list[str] = Field(default=[], max_length=50)
    bodies: list[str] = Field(default=[], max_length=50)
    extension: str = Field("", max_length=10)
    examined_years: int | None = None


class StepDaysIn(Input):
    step: str = Field(max_length=40)
    days: int | None = None
    unit: Unit = "working"


class PaperKindIn(Input):
    paper: str = Field(max_length=40)
    required: bool


class RulesIn(Input):
    """What shall be different; what is left out stays."""

    valid_from: Day
    source: str = Field(max_length=400)
    limits: list[LimitIn] | None = Field(None, max_length=50)
    steps: list[StepDaysIn] = Field(default=[], max_length=50)
    papers: list[PaperKindIn] = Field(default=[], max_length=50)

    def changes(self) -> RuleChanges:
        drafts = None
        if self.limits is not None:
            drafts = tuple(
                LimitDraft(
                    days=one.days, unit=one.unit, levels=tuple(one.levels), bodies=tuple(one.bodies),
                    extension=one.extension, examined_years=one.examined_years,
                )
                for one in self.limits
            )  # fmt: skip
        return RuleChanges(
            limits=drafts, step_days={one.step: (one.days, one.unit) for one in self.steps},
            required={one.paper: one.required for one in self.papers},
        )  # fmt: skip


@router.get("/kinds", response={200: list[CaseKindOut], **REFUSALS})
def list_kinds(request: HttpRequest, asked: Query[BookDay]) -> Any:
    """The kinds of cases in force on a day, with their whole procedures."""
    return [_shown(kind) for kind in procedures.kinds_on(asked.on or who(request).today)]


@router.get("/kinds/{code}/versions", response={200: list[CaseKindOut], **REFUSALS})
def list_versions(request: HttpRequest, code: str) -> Any:
    """All rule sets of a kind, the newest first."""
    who(request)
    found = procedures.versions_of(code) if CODE.fullmatch(code) else []
    if not found:
        raise Http404
    return [_shown(kind) for kind in found]


@router.get("/rights", response={200: list[RightOut], **REFUSALS})
def list_rights(request: HttpRequest, asked: Query[RightsAsked]) -> Any:
    """Who may inspect whom: the lines of the whitelist in force on a day. What no line allows is refused."""
    return procedures.rights_on(asked.on or who(request).today, asked.kind)


@router.post("/kinds/{code}/versions", response={201: CaseKindOut, **REFUSALS}, operation_id="set_rules")
def add_version(request: HttpRequest, code: str, body: RulesIn) -> Any:
    """Put a new rule set of a kind into force from a day on. Cases that run keep the one they were opened under."""
    if not CODE.fullmatch(code):
        raise Http404
    made = set_rules(
        kind_code=code, valid_from=body.valid_from, changes=body.changes(), source=body.source, by=who(request)
    )
    return Status(201, _shown(made))


def _shown(kind: CaseKind) -> dict[str, Any]:
    names = ("code", "name_vi", "name_en", "symbol", "form", "source", "valid_from", "valid_to", "rules")
    return {name: getattr(kind, name) for name in names} | {"stub_only": kind.procedure.stub_only}
