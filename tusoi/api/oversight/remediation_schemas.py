"""What the operations on remediation take and give."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tusoi.api.obligations.schemas import Key
from tusoi.api.plumbing import Day, Filter, Id, Input, Ref

Looked = Literal["open", "late", "never", "complete", "escalated", "closed", "waived", "all"]
REASON = 4_000


class RemediationFilter(Filter):
    """``branch``: an organisation; its whole branch is meant. ``age``: group of those never answered, 0 to 3."""

    state: Looked = "all"
    year: int | None = Field(None, ge=1930, le=2200)
    owner: Id | None = None
    branch: Id | None = None
    case: Id | None = None
    answer: Literal["", "assigned", "submitted", "returned", "accepted", "waived"] = ""
    bearer: Literal["", "organisation", "person"] = ""
    text: str = Field("", max_length=200)
    age: int | None = Field(None, ge=0, le=3)


class RemediationReasonIn(Input):
    """``version``: that of the row one has read; another one since is refused."""

    reason: str = Field(min_length=1, max_length=REASON)
    version: int | None = Field(None, ge=0)


class RemediationVersionIn(Input):
    version: int | None = Field(None, ge=0)


class RemediationExtendIn(RemediationReasonIn):
    to_day: Day


class ManyIn(Input):
    remediation_ids: list[Id] = Field(min_length=1, max_length=500)


class FollowIn(ManyIn):
    kind: str = Field(max_length=40)
    title: str = Field(min_length=1, max_length=300)
    reason: str = Field(min_length=1, max_length=REASON)
    request_key: Key | None = None


class RemediationProgressOut(Schema):
    """Lines of the plan: all, reported done and waiting, verified by somebody else, refused."""

    total: int
    done: int
    verified: int
    refused: int


class RemediationOut(Schema):
    """``missing``: codes of what keeps it from being closed. ``days_late``: past the day that binds next."""

    id: int
    version: int
    case_id: int
    requirement_id: int
    requirement: str
    conclusion: str
    concluded_on: date | None
    organisation: Ref
    person: Ref | None
    owner: Ref
    laid_on: date
    due_on: date
    extended: bool
    answer: str
    progress: RemediationProgressOut
    days_late: int
    state: str
    reason: str
    decided_on: date | None
    missing: list[str]
    assignment_id: int
    follow_up_id: int | None


class RemediedFindingOut(Schema):
    id: int
    kind: str
    text: str
    cause: str
    responsibility: str


class FollowUpOut(Schema):
    case_id: int
    state: str
    result: str | None


class OneOut(RemediationOut):
    moves: list[str]
    findings: list[RemediedFindingOut]
    follow_up: FollowUpOut | None


class CountsOut(Schema):
    """What was waived is in no denominator: ``needed`` = ``open`` + ``escalated`` + ``closed``."""

    needed: int
    open: int
    escalated: int
    closed: int
    waived: int
    overdue: int
    never: int
    complete: int


class YearOut(CountsOut):
    year: int


class LeftOut(Schema):
    id: int
    code: str


class BulkOut(Schema):
    closed: list[int]
    left: list[LeftOut]


class CaseOut(Schema):
    case_id: int


class MineOut(Schema):
    """What is the reader's: of organisations he heads, of himself, findings that name the head's responsibility."""

    organisations: list[RemediationOut]
    himself: list[RemediationOut]
    findings: list[RemediedFindingOut]
    late: int
