"""What goes into the operations on documents, and what comes out."""

from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref
from tusoi.documents import deadline_words, rules, services

Number = Annotated[int, Field(ge=1, le=rules.LARGEST_NUMBER)]


# --- what goes in


class MetadataIn(Input):
    """What stands in the register. ``issuer_id`` for an organisation of the tree, else ``issuer_name``."""

    kind: str = Field(max_length=40, examples=["ket-luan"])
    issued_on: Day
    excerpt: str = Field("", max_length=500)
    number: Number | None = None
    symbol: str = Field("", max_length=40, examples=["KL/TU"])
    issuer_id: Id | None = None
    issuer_body_id: Id | None = None
    issuer_name: str = Field("", max_length=200)
    received_on: Day | None = None
    circulation: Literal["own", "below"] = "below"
    signatory: str = Field("", max_length=200, description="who signed, with the office")

    def metadata(self, **more: Any) -> services.Metadata:
        return services.Metadata(**self.model_dump(include=set(MetadataIn.model_fields)), **more)


class Sent(MetadataIn):
    """``confirmed``: codes of doubts that were looked at; ``request_key``: the same key twice registers once."""

    confirmed: list[str] = Field(default_factory=list, max_length=10)
    request_key: Annotated[UUID, Field(strict=False)] | None = None


class RegisterIn(Sent):
    owner_id: Id
    text: str = Field("", max_length=2_000_000)


class StubIn(Sent):
    owner_id: Id
    level: Literal["mat", "toi_mat", "tuyet_mat"]
    paper_location: str = Field(max_length=200)


class UpdateIn(MetadataIn):
    confirmed: list[str] = Field(default_factory=list, max_length=10)
    paper_location: str = Field("", max_length=200)


class RecipientsIn(Input):
    organisation_ids: list[Id] = Field(max_length=20_000)


class DecisionIn(Input):
    on: bool | None = None
    title: str | None = Field(None, max_length=300)
    label: str | None = Field(None, max_length=80)
    due_on: str | None = Field(None, max_length=10)
    quote: str | None = Field(None, max_length=20_000)
    lead: str | None = Field(None, max_length=500, description="of a row of a table of tasks")
    collaborators: str | None = Field(None, max_length=500)
    product: str | None = Field(None, max_length=500)
    target: Id | None = None


class DecisionsIn(Input):
    """By the index of the proposal; what is not named stays as it is. ``target: null`` cuts a citation loose."""

    items: dict[str, DecisionIn] = Field(default_factory=dict)

    def decisions(self) -> dict[str, Any]:
        return {"items": {key: one.model_dump(exclude_unset=True) for key, one in self.items.items()}}


class AddIn(Input):
    type: Literal["requirement", "strength", "limitation", "count", "deadline"]
    quote: str = Field(max_length=20_000)
    title: str = Field("", max_length=300)


class AcceptIn(Sent):
    items: dict[str, DecisionIn] = Field(default_factory=dict)


class RegisterFilter(Filter):
    organisation: Id | None = None
    text: str = Field("", max_length=100)
    kind: str = Field("", max_length=40)
    issuer: str = Field("", max_length=100)
    year: int | None = Field(None, ge=1900, le=2200)
    direction: Literal["", "issued", "received"] = ""


class NumberingFilter(Filter):
    organisation: Id | None = None


class SeriesFilter(Filter):
    kind: str = Field(max_length=40)
    issuer_id: Id
    on: Day | None = None
    symbol: str = Field("", max_length=40)


# --- what comes out


class KindOut(Schema):
    code: str
    name: str
    symbol: str
    is_printed: bool
    source: str
    valid_from: Day
    valid_to: Day | None


class DocumentRow(Schema):
    id: int
    reference: str
    number: int | None
    symbol: str
    kind: str
    issued_on: Day
    received_on: Day | None
    issuer_id: int | None
    issuer_name: str
    owner_id: int
    excerpt: str
    signatory: str
    secrecy: str
    is_replaced: bool = False

    @staticmethod
    def resolve_is_replaced(document: Any) -> bool:
        return bool(getattr(document, "is_replaced", False))

    @staticmethod
    def resolve_kind(document: Any) -> str:
        return document.kind.code


class ClauseOut(Schema):
    id: int
    kind: str
    position: int
    label: str
    title: str
    quote: str
    start: int | None
    end: int | None
    due_on: Day | None
    fields: dict[str, Any]
    how_due: str
    where: str

    @staticmethod
    def resolve_how_due(clause: Any) -> str:
        return deadline_words.how_found(clause.fields, clause.due_on)

    @staticmethod
    def resolve_where(clause: Any) -> str:
        return deadline_words.where(clause.fields)


class CitationOut(Schema):
    id: int
    quote: str
    kind: str
    number: int | None
    symbol: str
    issuer: str
    date: Day | None
    start: int | None
    end: int | None
    suspect: str
    relation: str
    is_confirmed: bool
    target_id: int | None


class DocumentOut(DocumentRow):
    circulation: str
    paper_location: str
    text: str
    has_file: bool
    clauses: list[ClauseOut]
    citations: list[CitationOut]
    cited_by: list[DocumentRow]
    recipients: list[Ref]


class NumberedOut(Schema):
    id: int
    number: int
    reference: str
    issued_on: Day
    excerpt: str


class SeriesOut(Schema):
    """The numbers of one kind, symbol and term; ``missing`` are gaps, ``doubled`` documents that share a number."""

    kind: str
    symbol: str
    term: str
    first: int
    last: int
    count: int
    missing: list[tuple[int, int]]
    doubled: list[list[NumberedOut]]


class NumberOut(Schema):
    number: int
    symbol: str


class ProposalOut(Schema):
    index: int
    type: str
    on: bool
    quote: str
    start: int
    end: int
    title: str
    label: str
    due_on: Day | None
    suspect: str
    target_id: int | None
    candidates: list[DocumentRow]
    fields: dict[str, Any]
    how_due: str
    where: str

    @staticmethod
    def resolve_how_due(proposal: Any) -> str:
        return deadline_words.how_found(proposal.fields, proposal.due_on)

    @staticmethod
    def resolve_where(proposal: Any) -> str:
        return deadline_words.where(proposal.fields)


class SuggestionOut(Schema):
    value: str
    quote: str
    start: int
    end: int


class IntakeRow(Schema):
    id: int
    filename: str
    organisation_id: int
    created_at: Any


class ReceiverOut(Schema):
    """A line of "Nơi nhận" or "Kính gửi"; ``why`` says why it means none of the organisations below: filed, same,
    above, issuer, several, unknown."""

    name: str
    purpose: str
    start: int
    end: int
    organisation_ids: list[int]
    why: str

    @staticmethod
    def resolve_organisation_ids(receiver: Any) -> list[int]:
        return list(receiver.organisations)


class IntakeOut(IntakeRow):
    text: str
    seconds: float
    notes: list[str]
    document_id: int | None
    suggestions: dict[str, SuggestionOut]
    receivers: list[ReceiverOut]
    letter: list[int] = Field(description="the drafts that came with the same e-mail, this one among them")
    pages: list[int] = Field(description="where each page of a PDF begins; -1: not read")
    proposals: list[ProposalOut]


class CountOut(Schema):
    count: int
