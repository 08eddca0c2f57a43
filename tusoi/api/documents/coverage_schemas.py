"""What goes into the operations on clauses and coverage, and what comes out."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Filter, Id, Input, Ref

from .schemas import DocumentRow

Kind = Literal["section", "task", "target", "solution", "directive"]


class ChoiceIn(Input):
    on: bool
    kind: str | None = Field(None, max_length=14)
    title: str | None = Field(None, max_length=300)


class OutlineIn(Input):
    """By the key of the row, as ``get_outline`` gives it."""

    rows: dict[str, ChoiceIn] = Field(max_length=4_000)


class AddClauseIn(Input):
    quote: str = Field(max_length=20_000)
    kind: Kind
    title: str = Field("", max_length=300)
    parent_id: Id | None = None


class ClauseIn(Input):
    """A clause of the intake keeps its kind: send the one it has."""

    title: str = Field(max_length=300)
    kind: str = Field(max_length=14)
    label: str = Field("", max_length=80)
    parent_id: Id | None = None


class AnsweringIn(Input):
    answering_id: Id


class ProposeIn(Input):
    answering_ids: list[Id] | None = Field(None, max_length=500)


class AddCoverageIn(Input):
    clause_id: Id
    answering_id: Id
    quote: str = Field(max_length=20_000)


class AddAnswerPassageIn(Input):
    clause_id: Id
    assignment_id: Id
    quote: str = Field(max_length=20_000)


class DecideIn(Input):
    coverage_ids: list[Id] = Field(max_length=500)
    confirmed: bool


class DecidePassagesIn(Input):
    passage_ids: list[Id] = Field(max_length=500)
    confirmed: bool


class CompareIn(Input):
    after: int = Field(0, ge=0, le=1_000_000)


class PassageIn(Input):
    quote: str = Field(max_length=20_000)


class MatrixFilter(Filter):
    page: int = Field(1, ge=1, le=10_000)
    page_size: Annotated[int, Field(ge=1, le=100)] = 20


class TargetOut(Schema):
    """``direction``: >=, >, <=, <, =; ``per``: year, quarter, month, week, term or ""."""

    value: float
    high: float | None
    unit: str
    direction: str
    per: str
    measure: str


class OutlineRowOut(Schema):
    key: str
    parent: str
    depth: int
    kind: str
    label: str
    title: str
    start: int | None
    end: int | None
    wanted: bool
    clause_id: int | None
    target: TargetOut | None


class ColumnOut(Schema):
    id: int
    name: str
    document_ids: list[int]
    confirmed: int
    proposed: int
    missing: int


class CellOut(Schema):
    organisation_id: int
    state: str


class MatrixRowOut(Schema):
    """``confirmed`` and ``proposed`` count all organisations, ``cells`` are those of the page."""

    clause_id: int
    depth: int
    kind: str
    label: str
    title: str
    is_answered: bool
    confirmed: int
    proposed: int
    cells: list[CellOut]


class MatrixOut(Schema):
    count: int
    organisations: list[ColumnOut]
    rows: list[MatrixRowOut]


class LeftOutOut(Schema):
    clause_id: int
    kind: str
    label: str
    title: str
    is_proposed: bool


class FigureOut(Schema):
    """``verdict``: higher, equal, lower, unknown; ``reason`` of what is unknown."""

    organisation_id: int
    verdict: str
    meets: bool | None
    reason: str
    own: TargetOut | None
    quote: str
    state: str
    document_id: int | None


class TargetLineOut(Schema):
    clause_id: int
    title: str
    target: TargetOut | None
    figures: list[FigureOut]


class ReasonOut(Schema):
    code: str
    detail: list[str]


class CoverageOut(Schema):
    id: int
    clause_id: int
    document_id: int
    organisation_id: int
    quote: str
    start: int
    end: int
    score: float
    reasons: list[ReasonOut]
    state: str
    decided_at: datetime | None


class AnswerPassageOut(Schema):
    id: int
    clause_id: int
    assignment_id: int
    submission_id: int
    quote: str
    start: int
    end: int
    score: float
    reasons: list[ReasonOut]
    state: str
    decided_at: datetime | None


class StepOut(Schema):
    """How far a comparison is: texts read, of how many, and the passages this step proposed."""

    done: int
    total: int
    proposed: int
    is_finished: bool


class AnsweringOut(Schema):
    document: DocumentRow
    organisation: Ref
