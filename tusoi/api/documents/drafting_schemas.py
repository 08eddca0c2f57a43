"""What goes into the operations on templates and drafts, and what comes out."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref

Text = Annotated[str, Field(max_length=20_000)]
Row = dict[Annotated[str, Field(max_length=40)], Text]
Value = Text | Annotated[list[Text | Row], Field(max_length=300)]
Values = Annotated[dict[Annotated[str, Field(max_length=40)], Value], Field(max_length=60)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]


class TemplateFilter(Filter):
    organisation: Id | None = None
    kind: str = Field("", max_length=40)


class OwnerIn(Input):
    owner_id: Id


class ColumnIn(Input):
    key: str = Field(max_length=40)
    label_vi: str = Field(max_length=200)
    label_en: str = Field("", max_length=200)
    width: int = Field(0, ge=0, le=150)


class FieldIn(Input):
    """A field of the form. ``type``: text, long, date, number, choice, list, table, person or organisation."""

    key: str = Field(max_length=40, examples=["ten_don_vi"])
    label_vi: str = Field(max_length=200)
    type: str = Field("text", max_length=20)
    label_en: str = Field("", max_length=200)
    guidance_vi: str = Field("", max_length=1_000)
    guidance_en: str = Field("", max_length=1_000)
    required: bool = False
    default: Value = ""
    options: list[Annotated[str, Field(max_length=500)]] = Field(default_factory=list, max_length=50)
    columns: list[ColumnIn] = Field(default_factory=list, max_length=8)


class TemplateIn(Input):
    """``body``: blocks one after the other, in whose texts a field stands as {{ key }}; null leaves it as it is."""

    name: str = Field(max_length=200)
    guidance: str = Field("", max_length=4_000)
    fields: list[FieldIn] = Field(max_length=60)
    body: list[dict[str, Any]] | None = Field(None, max_length=200)
    kind: str = Field("", max_length=40)
    seen: str = Field("", max_length=16)


class DraftFilter(Filter):
    organisation: Id | None = None
    state: str = Field("", max_length=10)


class DraftIn(Input):
    template_id: Id
    organisation_id: Id
    body_id: Id | None = None
    request_key: Annotated[UUID, Field(strict=False)] | None = None


class ValuesIn(Input):
    """``seen``: the version that was before the writer; a newer one is not written over (409 "stale")."""

    values: Values
    seen: Version | None = None


class SendIn(Input):
    appraiser_id: Id
    values: Values | None = None
    seen: Version | None = None


class OpinionIn(Input):
    opinion: str = Field("", max_length=8_000)
    seen: Version | None = None


class IssueIn(Input):
    issued_on: Day
    confirmed: list[str] = Field(default_factory=list, max_length=10)
    seen: Version | None = None


class TemplateRow(Schema):
    id: int
    code: str
    version: int
    name: str
    name_en: str
    kind: str
    owner: Ref | None
    for_kinds: list[str]
    valid_from: Day
    valid_to: Day | None
    issued_at: datetime | None

    @staticmethod
    def resolve_kind(template: Any) -> str:
        return template.kind.code


class TemplateOut(TemplateRow):
    guidance: str
    fields: list[dict[str, Any]]
    body: list[dict[str, Any]]
    has_file: bool
    is_used: bool
    fingerprint: str


class DraftRow(Schema):
    id: int
    excerpt: str
    state: str
    version: int
    template_id: int
    organisation: Ref
    appraiser: Ref | None
    document_id: int | None
    saved_at: datetime


class DraftOut(DraftRow):
    """``problems``: what keeps it from being sent, by field; ``moves``: what the reader may do now."""

    values: dict[str, Any]
    opinion: str
    problems: dict[str, str]
    moves: dict[str, str]
    text: str
