"""What goes into the operations on links and checks, and what comes out."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Id, Input

Relation = Literal["basis", "implements", "reviews", "replaces", "amends", "reports", "mentions"]


class LinkIn(Input):
    target_id: Id
    relation: Relation


class SetLinkIn(Input):
    """``target_id`` left out leaves the citation leading where it leads."""

    relation: Relation
    target_id: Id | None = None


class ReopenIn(Input):
    code: str = Field(max_length=20)
    key: str = Field(max_length=200)


class SettleIn(ReopenIn):
    reason: str = Field(max_length=500)


class LinkNodeOut(Schema):
    """``level``: below 0 what is rested on. Open: not in the register; hidden: out of reach, nothing is said of it."""

    key: str
    level: int
    document_id: int | None
    reference: str
    is_open: bool
    is_hidden: bool
    is_replaced: bool


class EdgeOut(Schema):
    """``source`` speaks of ``target``; both are keys of nodes."""

    source: str
    target: str
    relation: str
    is_confirmed: bool


class ChangeOut(Schema):
    relation: str
    document_id: int | None
    on: Day
    is_confirmed: bool


class LinksOut(Schema):
    nodes: list[LinkNodeOut]
    links: list[EdgeOut]
    left_out: int
    changes: list[ChangeOut]


class LinkOut(Schema):
    id: int
    relation: str
    is_confirmed: bool
    quote: str
    target_id: int | None


class LinkedOut(Schema):
    document_id: int
    reference: str
    issued_on: Day
    relation: str
    is_confirmed: bool
    quote: str

    @staticmethod
    def resolve_reference(citation: Any) -> str:
        return str(citation.document.reference)

    @staticmethod
    def resolve_issued_on(citation: Any) -> Any:
        return citation.document.issued_on


class PassageOut(Schema):
    """``citation_id`` of a registered document, the index of the proposal in a draft."""

    citation_id: int
    start: int
    end: int
    quote: str


class CautionOut(Schema):
    code: str
    key: str
    said: str
    advice: str
    passages: list[PassageOut]
    document_id: int | None
    settled: bool
    reason: str
