"""What the operations on duties take and give."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref

State = Literal["assigned", "submitted", "returned", "accepted", "waived"]
Bearer = Literal["organisation", "person"]
Which = Literal[
    "missing", "overdue", "assigned", "submitted", "returned", "accepted", "waived", "answered", "extended", "all"
]
LONG = 200_000
REASON = 4000


def _read_moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


Moment = Annotated[datetime, BeforeValidator(_read_moment)]
Key = Annotated[UUID, BeforeValidator(lambda value: UUID(value) if isinstance(value, str) else value)]


# --- what is said


class Counts(Schema):
    """``total`` leaves out the waived; ``answered`` of ``total`` is the figure; ``late``: overdue and never sent."""

    total: int
    answered: int
    assigned: int
    submitted: int
    returned: int
    accepted: int
    waived: int
    overdue: int
    late: int


class DeliverableOut(Schema):
    id: int
    code: str
    name: str
    has_items: bool
    expectations_vi: list[str]
    expectations_en: list[str]


class DutyOut(Schema):
    id: int
    title: str
    issued_by: Ref
    document_id: int | None
    clause_id: int | None
    parent_id: int | None
    deliverable: str
    bearer: Bearer
    review: Literal["issuer", "superior"]
    due_on: date
    issued_on: date
    state: Literal["issuing", "issued", "withdrawn"]
    planned: int

    @staticmethod
    def resolve_deliverable(duty: Any) -> str:
        return str(duty.deliverable.code)


class DutyLine(DutyOut):
    """In a list: with the figure at the organisation that was asked for."""

    counts: Counts


class DutyDetail(DutyOut):
    instructions: str
    expectations: list[str]
    counts: Counts | None
    at: Ref | None
    own_parts: list[int]


class LineOut(Schema):
    """One line of the drill-down. ``is_itself``: the node's own part."""

    organisation: Ref
    counts: Counts
    is_itself: bool
    has_more: bool


class FiguresOut(Schema):
    at: Ref
    as_of: datetime
    counts: Counts
    children: list[LineOut]


class PartOut(Schema):
    """One bearer's part of a duty (assignment)."""

    id: int
    obligation_id: int
    organisation: Ref
    person: Ref | None
    state: State
    due_on: date
    submitted_at: datetime | None
    decided_at: datetime | None
    reason: str
    reminders: int
    reminded_on: date | None
    extended: bool
    version: int


class OverdueOut(Schema):
    """A part that is open past its day; ``days``: how many days past."""

    id: int
    obligation_id: int
    title: str
    organisation: Ref
    person: Ref | None
    state: State
    due_on: date
    days: int
    reminders: int
    reminded_on: date | None

    @staticmethod
    def resolve_organisation(one: Any) -> dict[str, Any]:
        return {"id": one.organisation_id, "name": one.organisation}

    @staticmethod
    def resolve_person(one: Any) -> dict[str, Any] | None:
        return {"id": one.person_id, "name": one.person} if one.person_id else None


class FileOut(Schema):
    id: int
    name: str
    size: int
    media_type: str


class ItemOut(Schema):
    id: int
    position: int
    clause_id: int | None
    finding: str
    task: str
    lead: str
    collaborators: str
    product: str
    milestones: str
    due_on: date | None
    state: Literal["planned", "done", "verified", "refused"]
    evidence: str
    is_locked: bool
    reason: str
    reported_at: datetime | None
    verified_at: datetime | None
    files: list[FileOut]

    @staticmethod
    def resolve_files(item: Any) -> list[Any]:
        return [one.attachment for one in item.files.all()]


class VersionOut(Schema):
    number: int
    text: str
    items: list[dict[str, Any]]
    files: list[FileOut]
    saved_at: datetime
    submitted_at: datetime | None
    outcome: str
    reason: str
    decided_at: datetime | None

    @staticmethod
    def resolve_files(version: Any) -> list[Any]:
        return [one.attachment for one in version.files.all()]


class PartDetail(PartOut):
    """``moves``: what the asker may do just now. ``draft``: for the bearer's side only."""

    reviewer: Ref
    moves: list[str]
    draft: VersionOut | None
    versions: list[VersionOut]
    items: list[ItemOut]


class ProofOut(Schema):
    """The words that show a sign: where in which field."""

    field: str
    start: int
    end: int
    words: str


class LookOut(Schema):
    """``has``: sign (measure, person, day, milestones, product, own_name) -> its proofs; ``asks``: generic, collective,
    other_name, past, beyond -> the words it is about; ``mentions``: signs a line lacks in their own fields -> the words
    elsewhere that speak of them."""

    item_id: int | None = None
    has: dict[str, list[ProofOut]]
    lacks: list[str]
    asks: dict[str, list[ProofOut]]
    mentions: dict[str, list[ProofOut]]


class NearOut(Schema):
    """Another answer to the same duty and the share of words both have, quotes of the duty left out: 0 to 1."""

    assignment: PartOut
    share: float


class QualityOut(Schema):
    """It informs who reads; it decides nothing. ``near`` is empty for those who do not review the answer."""

    text: LookOut | None
    items: list[LookOut]
    near: list[NearOut]


class SharedOut(Schema):
    start: int
    end: int
    there: int
    there_end: int


class BesideOut(Schema):
    """Two answers as one text each; ``passages`` say where the same words stand in both."""

    text: str
    other: str
    share: float
    passages: list[SharedOut]


class GroupOut(Schema):
    """Answers much like the first of them."""

    members: list[NearOut]


class ProgressOut(Schema):
    done: int
    planned: int
    finished: bool


class AddedOut(Schema):
    added: int


# --- what is taken


class DutiesAsked(Filter):
    organisation_id: int | None = Field(None, ge=1)
    side: Literal["issued", "borne"] = "issued"
    text: str = Field("", max_length=200)
    year: int | None = Field(None, ge=1930, le=2200)


class BranchAsked(Filter):
    organisation_id: int | None = Field(None, ge=1)


class PartsAsked(Filter):
    at: int | None = Field(None, ge=1)
    which: Which = "all"


class SelectionIn(Input):
    """Whom: organisations by number, all of some kinds below the issuer, committee members of these, single persons."""

    organisation_ids: list[Id] = Field([], max_length=20_000)
    kind_codes: list[str] = Field([], max_length=30)
    committee: bool = False
    person_pairs: list[list[Id]] = Field([], max_length=2000, description="[organisation, person] each")


class DutyIn(Input):
    title: str = Field(min_length=1, max_length=300)
    due_on: Day
    deliverable: str = Field(max_length=40, description="code of a kind of deliverable")
    bearers: list[Bearer] = Field(["organisation"], min_length=1, max_length=2)
    instructions: str = Field("", max_length=4000)
    expectations: list[str] = Field([], max_length=50)
    clause_id: Id | None = None
    selection: SelectionIn | None = Field(None, description="its own bearers; without it those of the whole step")


class LayIn(Input):
    issued_by: Id
    duties: list[DutyIn] = Field(min_length=1, max_length=30)
    bearers: SelectionIn | None = Field(None, description="of the duties without a selection of their own")
    review: Literal["issuer", "superior"] = "issuer"
    document_id: Id | None = None
    parent_id: Id | None = None
    request_key: Key | None = Field(None, description="the same key again lays nothing again")


class ReasonIn(Input):
    reason: str = Field(max_length=REASON)
    version: int | None = Field(None, ge=0, description="of the assignment, as seen; guards against another's decision")


class WithdrawIn(Input):
    reason: str = Field(max_length=REASON)


class VersionIn(Input):
    version: int | None = Field(None, ge=0)


class ReturnIn(ReasonIn):
    """``items``: number of a plan item -> why; the others are locked as found good. Empty: the whole answer."""

    items: dict[str, str] = {}


class ExtendIn(Input):
    assignment_ids: list[Id] = Field(min_length=1, max_length=5000)
    to_day: Day
    reason: str = Field(max_length=REASON)


class WaiveIn(Input):
    assignment_ids: list[Id] = Field(min_length=1, max_length=5000)
    reason: str = Field(max_length=REASON)


class RemindedIn(Input):
    assignment_ids: list[Id] = Field(min_length=1, max_length=5000)


class LetterIn(RemindedIn):
    new_due_on: Day | None = None
    """The day the letter asks for; three working days from today without one."""
    each: bool = False
    """One letter for each of them, at most 300, instead of one with a list."""
    format: Literal["docx", "pdf"] = "docx"


class RemindIn(RemindedIn):
    on: Day | None = None
    """The day of the letter; today without one."""


class ItemIn(Input):
    id: Id | None = None
    task: str = Field("", max_length=8000)
    clause_id: Id | None = None
    finding: str = Field("", max_length=4000)
    lead: str = Field("", max_length=200)
    collaborators: str = Field("", max_length=300)
    product: str = Field("", max_length=300)
    milestones: str = Field("", max_length=4000)
    due_on: Day | None = None


class AnswerIn(Input):
    """``items`` null leaves the plan as it is. ``seen``: when the draft was opened; a colleague's newer one is kept."""

    text: str = Field("", max_length=LONG)
    items: list[ItemIn] | None = Field(None, max_length=300)
    seen: Moment | None = None


class EvidenceIn(Input):
    evidence: str = Field(max_length=8000)
