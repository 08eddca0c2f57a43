"""What the operations on cases take and give."""

from datetime import date
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref
from tusoi.oversight.selectors import cases as asked


class CaseFilter(Filter):
    """``mine``: where one is of the owner's people or of the team. ``body_id`` with its ``owner_id``; 0: of the
    committee itself."""

    state: Literal["", "running", "suspended", "closed", "dropped"] = ""
    kind: str = Field("", max_length=40)
    year: int | None = Field(None, ge=1930, le=2200)
    late: bool = False
    mine: bool = False
    owner_id: Id | None = None
    body_id: int | None = Field(None, ge=0, le=2**63 - 1)


class PairIn(Input):
    """A subject: an organisation, or a person in it."""

    organisation_id: Id
    person_id: Id | None = None


class CaseIn(Input):
    owner_id: Id
    kind: str = Field(max_length=40)
    title: str = Field("", max_length=300)
    body_id: Id | None = None
    content: str = Field("", max_length=8_000)
    area_ids: list[Id] = Field(default_factory=list, max_length=50)
    examined_from: Day | None = None
    examined_to: Day | None = None
    subjects: list[PairIn] = Field(default_factory=list, max_length=500)
    circle: Literal["normal", "restricted", "secret"] = "normal"
    entry_id: Id | None = None
    follows_id: Id | None = None
    origin_id: Id | None = None
    unscheduled_reason: str = Field("", max_length=2_000)
    secrecy: Literal["", "mat", "toi_mat", "tuyet_mat"] = ""
    stub_number: str = Field("", max_length=60)
    paper_location: str = Field("", max_length=200)
    stub_members: int = Field(0, ge=0, le=10_000)


class CaseSeenIn(Input):
    """``version``: that of the case one has read; another one since is refused."""

    version: int | None = Field(None, ge=0)


class WhyIn(CaseSeenIn):
    reason: str = Field(min_length=1, max_length=2_000)


class CaseIssueIn(CaseSeenIn):
    decision_id: Id | None = None
    plan_id: Id


class NewPaperIn(Input):
    """``number`` null: the next of its series. ``excerpt`` "": the usual one. Of a restricted case only the number."""

    excerpt: str = Field("", max_length=500)
    signatory: str = Field("", max_length=200)
    number: int | None = Field(None, ge=1, le=99_999)


class CaseIssueNewIn(CaseSeenIn):
    """``decision`` null where the procedure knows no team. ``confirmed``: codes of doubts that were looked at."""

    on: Day
    plan: NewPaperIn
    decision: NewPaperIn | None = None
    confirmed: list[str] = Field(default_factory=list, max_length=20)


class LongerIn(WhyIn):
    to_day: Day


class OpeningIn(CaseSeenIn):
    on: Day | None = None


class ReportsIn(CaseSeenIn):
    due_on: Day
    instructions: str = Field("", max_length=8_000)


class MoreIn(CaseSeenIn):
    subjects: list[PairIn] = Field(min_length=1, max_length=500)
    reason: str = Field("", max_length=2_000)


class MemberIn(CaseSeenIn):
    person_id: Id
    role: Literal["leader", "deputy", "secretary", "member"] = "member"
    task: str = Field("", max_length=500)


class CasePaperIn(Input):
    title: str = Field(min_length=1, max_length=300)
    code: str = Field("", max_length=40)
    subject_id: Id | None = None
    text: str = Field("", max_length=60_000)
    document_id: Id | None = None
    pages: int | None = Field(None, ge=1, le=5_000)
    paper_location: str = Field("", max_length=200)
    dated_on: Day | None = None


class PaperWaiveIn(Input):
    code: str = Field(min_length=1, max_length=40)
    reason: str = Field(min_length=1, max_length=2_000)
    subject_id: Id | None = None


class TextIn(Input):
    text: str = Field(min_length=1, max_length=60_000)


class CommentIn(Input):
    """``agrees``: nothing to say."""

    comments: str = Field("", max_length=60_000)
    agrees: bool = False


class OutcomeIn(Input):
    subject_id: Id
    result: str = Field(max_length=40)


class CaseSettleIn(CaseSeenIn):
    on: Day
    results: list[OutcomeIn] = Field(default_factory=list, max_length=500)


class CaseLineOut(Schema):
    """``step``: a code of the kind's procedure; "" after the last one. ``due_on`` null: no limit is set.

    A subject is told neither the step nor the day of the conclusion before the conclusion was announced to it.
    """

    id: int
    version: int
    title: str
    kind: str
    owner: Ref
    body: str
    circle: str
    state: str
    step: str
    opened_on: date
    issued_on: date | None
    due_on: date | None
    concluded_on: date | None
    announced_on: date | None
    closed_on: date | None

    @staticmethod
    def resolve_kind(one: Any) -> str:
        """Of a row of the list, or of what was read already."""
        return one["kind"] if isinstance(one, dict) else one.kind.code

    @staticmethod
    def resolve_body(one: Any) -> str:
        if isinstance(one, dict):
            return str(one["body"])
        return one.body.name if one.body else ""

    @staticmethod
    def resolve_step(one: Any) -> str:
        return str(one["step"]) if isinstance(one, dict) else asked.step_known(one)

    @staticmethod
    def resolve_concluded_on(one: Any) -> date | None:
        return one["concluded_on"] if isinstance(one, dict) else asked.conclusion_known(one)


class CaseOneOut(CaseLineOut):
    """``missing``: in words, for who works on the case; ``stands``: as what one stands to it."""

    content: str
    examined_from: date | None
    examined_to: date | None
    stands: list[str]
    missing: list[str]
    stub_number: str


class CaseSubjectOut(Schema):
    id: int
    organisation: Ref
    person: str
    opened_on: date | None
    draft: str
    draft_sent_on: date | None
    comments: str
    commented_on: date | None
    answer_to_comments: str
    result: str
    announced_on: date | None
    removed_on: date | None


class CasePaperOut(Schema):
    id: int
    subject_id: int | None
    code: str
    title: str
    dated_on: date | None
    sent_on: date | None
    is_from_subject: bool
    waived_reason: str
    withdrawn_on: date | None
    has_file: bool


class MemberOut(Schema):
    id: int
    person: str
    role: str
    task: str
    office: str
    valid_from: date
    valid_to: date | None


class CountOfOut(Schema):
    count: int


Row = dict[str, Any]
