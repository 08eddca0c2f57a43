"""What goes in and out of the operations on findings, requirements and conclusions."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref

Text = Annotated[str, Field(max_length=8_000)]
Line = Annotated[str, Field(max_length=300)]
Ids = Annotated[list[Id], Field(max_length=2_000)]
Kind = Literal["strength", "shortcoming", "defect", "sign"]
Key = Annotated[UUID, Field(strict=False)]


class FindingFilter(Filter):
    """``subject``: the id of a subject of the case, or "common"; "" for all."""

    kind: str = Field("", max_length=20)
    subject: str = Field("", max_length=20)
    area: str = Field("", max_length=40)
    text: str = Field("", max_length=200)


class RequirementIn(Input):
    text: Text
    due_on: Day
    for_all: bool = False
    subject_ids: Ids = []
    person_ids: Ids = []


class NewRequirementIn(RequirementIn):
    finding_ids: Ids = []


class ChangedRequirementIn(RequirementIn):
    """``seen``: the mark of the requirement as it was read."""

    seen: Annotated[str, Field(max_length=32)] | None = None


class FindingIn(Input):
    kind: Kind
    text: Text
    subject_id: Id | None = None
    area_ids: Ids = []
    evidence: Text = ""
    paper_ids: Ids = []
    cause: Text = ""
    responsibility: Literal["", "collective", "head", "both", "person"] = ""
    person_id: Id | None = None
    clause_id: Id | None = None
    provision: Line = ""
    requirement: RequirementIn | None = None
    seen: int | None = None
    request_key: Key | None = None


class LineIn(Input):
    kind: Kind
    text: Text


class LinesIn(Input):
    lines: Annotated[list[LineIn], Field(max_length=500)]
    subject_id: Id | None = None
    area_ids: Ids = []
    request_key: Key | None = None


class FindingReasonIn(Input):
    reason: Text
    seen: int | None = None


class DropIn(Input):
    reason: Text


class PlaceIn(Input):
    """Before which finding; none: at the end."""

    before_id: Id | None = None


class SubjectsIn(Input):
    subject_ids: Ids


class ResultIn(Input):
    subject_id: Id
    result: Annotated[str, Field(max_length=40)]


class ResultsIn(Input):
    results: Annotated[list[ResultIn], Field(max_length=2_000)]
    seen: int | None = None


class SectionIn(Input):
    key: Annotated[str, Field(max_length=60)] = ""
    heading: Line = ""
    level: Annotated[int, Field(ge=1, le=3)] = 1
    subject: Id | None = None
    lines: Annotated[list[Text], Field(max_length=500)] = []


class ConclusionIn(Input):
    sections: Annotated[list[SectionIn], Field(max_length=700)]
    excerpt: Annotated[str, Field(max_length=500)] = ""
    signatory: Annotated[str, Field(max_length=200)] = ""
    signatory_position: Annotated[str, Field(max_length=200)] = ""
    seen: int | None = None


class FindingSeenIn(Input):
    seen: int | None = None


class ConcludeIn(Input):
    meeting: Line
    on: Day
    seen: int | None = None


class ConclusionRegisterIn(Input):
    on: Day
    confirmed: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] = []
    seen: int | None = None


class ToldIn(Input):
    subject_id: Id
    on: Day
    how: Annotated[str, Field(max_length=200)]


class AnnounceIn(Input):
    """``whole``: the document itself goes to the subjects; otherwise each gets its extract."""

    told: Annotated[list[ToldIn], Field(max_length=2_000)]
    whole: bool | None = None
    seen: int | None = None


class DueIn(Input):
    requirement_id: Id
    due_on: Day


class StandInIn(Input):
    """On whom a requirement is laid where ``person_id``, whom it names, has left office: on ``to_person_id``, who
    followed him, or (null) on the organisation itself."""

    requirement_id: Id
    person_id: Id
    to_organisation_id: Id
    to_person_id: Id | None = None
    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class RequirementsLayIn(Input):
    due: Annotated[list[DueIn], Field(max_length=2_000)] = []
    instead: Annotated[list[StandInIn], Field(max_length=2_000)] = []
    request_key: Key | None = None


class FindingOut(Schema):
    id: int
    version: int
    position: int
    kind: str
    text: str
    subject: Ref | None
    areas: list[str]
    evidence: str
    cause: str
    responsibility: str
    person: Ref | None
    clause_id: int | None
    provision: str
    requirement_ids: list[int]
    opened_case_ids: list[int]
    dropped_on: date | None


class RequirementOut(Schema):
    """``remediation_ids``: of the rows of the register one may see, once it was laid."""

    id: int
    position: int
    text: str
    due_on: date
    laid_on: date | None
    remediation_ids: list[int]
    for_all: bool | None = None
    subjects: list[Ref] = []
    persons: list[Ref] = []
    finding_ids: list[int] = []
    mark: str = ""


class ConclusionOut(Schema):
    """To a subject only the sections that are common or its own, and nothing of how it was made."""

    case_id: int
    state: str
    sections: list[dict[str, Any]]
    excerpt: str
    reference: str
    concluded_on: date | None
    announced_on: date | None
    version: int | None = None
    meeting: str | None = None
    signatory: str
    signatory_position: str


class ResultOut(Schema):
    subject: Ref
    result: str


class WrittenOut(Schema):
    count: int
