"""What goes into the operations on programmes, and what comes out."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref

State = Literal["", "drafting", "proposed", "merged", "adopted", "closed"]


class ProgrammeFilter(Filter):
    """``whose``: of one's own places, of those above, of those below."""

    year: int | None = Field(None, ge=2000, le=2100)
    state: State = ""
    whose: Literal["", "own", "above", "below"] = ""
    page: int = Field(1, ge=1, le=1_000_000)
    page_size: int = Field(50, ge=1, le=500)


class ProgrammeVersionIn(Input):
    """``version`` left out: whatever it is by now."""

    version: int | None = Field(None, ge=0, le=2**31 - 1)


class ProgrammeIn(Input):
    owner_id: Id
    body_id: Id | None = None
    year: int | None = Field(None, ge=2000, le=2100)
    title: str = Field("", max_length=300)
    aim: str = Field("", max_length=8000)


class TitleIn(ProgrammeVersionIn):
    title: str = Field(max_length=300)
    aim: str = Field("", max_length=8000)


class SubjectIn(Input):
    organisation_id: Id
    person_id: Id | None = None


class EntryIn(ProgrammeVersionIn):
    """``reason`` is asked for once the programme is adopted."""

    kind: str = Field(max_length=40)
    content: str = Field(max_length=500)
    areas: list[Annotated[str, Field(max_length=40)]] = Field(default=[], max_length=50)
    examined_from: Day | None = None
    examined_to: Day | None = None
    quarter: int | None = Field(None, ge=1, le=4)
    year: int | None = Field(None, ge=2000, le=2100)
    lead: str = Field("", max_length=200)
    lead_person_id: Id | None = None
    subjects: list[SubjectIn] = Field(default=[], max_length=100)
    reason: str = Field("", max_length=2000)


class ProgrammeReturnIn(ProgrammeVersionIn):
    reason: str = Field(max_length=2000)


class CancelIn(ProgrammeVersionIn):
    reason: str = Field(max_length=2000)


class TakeIn(ProgrammeVersionIn):
    source_id: Id
    entry_ids: list[Id] = Field(max_length=500)


class AdoptIn(ProgrammeVersionIn):
    """With ``number`` the programme is written and registered; ``confirmed``: codes of the register's doubts."""

    on: Day
    number: int | None = Field(None, ge=1, le=99_999)
    symbol: str = Field("", max_length=40)
    confirmed: list[Annotated[str, Field(max_length=40)]] = Field(default=[], max_length=20)
    document_id: Id | None = None


class ProgrammeOut(Schema):
    """``moves``: what whoever asks can do with it now."""

    id: int
    version: int
    title: str
    aim: str
    owner: Ref
    body: Ref | None
    year: int | None
    state: str
    adopted_on: Day | None
    reason: str
    document_id: int | None
    moves: list[str]


class SubjectOut(Schema):
    organisation: Ref
    person: Ref | None


class ProblemOut(Schema):
    code: str
    said: str


class EntryOut(Schema):
    id: int
    position: int
    kind: str
    content: str
    areas: list[str]
    examined_from: Day | None
    examined_to: Day | None
    quarter: int | None
    year: int
    lead: str
    lead_person_id: int | None
    subjects: list[SubjectOut]
    addition_reason: str
    cancelled_on: Day | None
    cancel_reason: str
    problems: list[ProblemOut]


class OverlapHitOut(Schema):
    """``kind``: same, covers or year. Of the other nothing but what stands here is told."""

    entry_id: int
    kind: str
    owner: str
    case_kind: str
    year: int | None
    quarter: int | None
    content: str
    is_case: bool
    subjects: list[str]


class BoardLineOut(Schema):
    entry_id: int
    programme_id: int
    quarter: int | None
    kind: str
    content: str
    owner: str


class BoardRowOut(Schema):
    organisation: Ref
    lines: list[BoardLineOut]
    inside: int
    owners: int
    last_on: Day | None
    is_new_to_term: bool


class BoardOut(Schema):
    year: int
    rows: list[BoardRowOut]


class IndicatorOut(Schema):
    """``count`` null: there is no data. ``unknown``: rows of which nobody can say whether they are of the field."""

    code: str
    count: int | None
    points: float
    weight: int
    unknown: int


class RiskOut(Schema):
    organisation: Ref
    points: float
    last_on: Day | None
    indicators: list[IndicatorOut]


class RowOut(Schema):
    type: str
    id: int


class EvidenceOut(Schema):
    code: str
    count: int | None
    rows: list[RowOut]
