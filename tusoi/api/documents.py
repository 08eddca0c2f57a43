"""The register and the intake over the API: the same services and the same refusals as the pages."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import File, Form, NinjaAPI, Query, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from tusoi.documents import files, rules, selectors, services
from tusoi.documents.models import Document, Intake
from tusoi.documents.sentences import DOUBTS, LEVELS, REJECTIONS, UNREADABLE
from tusoi.lib.reading import Unreadable

from .plumbing import REFUSALS, Day, Filter, Id, Input, Listing, Ref, mount, problem, who

router = Router(tags=["documents"])

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
    secrecy: str

    @staticmethod
    def resolve_kind(document: Document) -> str:
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


class IntakeOut(IntakeRow):
    text: str
    seconds: float
    notes: list[str]
    document_id: int | None
    suggestions: dict[str, SuggestionOut]
    proposals: list[ProposalOut]


class CountOut(Schema):
    count: int


# --- the register


@router.get("", response={200: list[DocumentRow], **REFUSALS}, operation_id="list_documents")
@paginate(Listing)
def list_documents(request: HttpRequest, wanted: Query[RegisterFilter]) -> Any:
    """The register of the organisation one works for, or of another within reach; newest first."""
    by = who(request)
    place = wanted.organisation or (by.place.organisation_id if by.place else None)
    if place is None:
        raise Http404
    chosen = selectors.Filters(**wanted.model_dump(exclude={"organisation"}))
    return selectors.register_of(selectors.organisation_for(place, by=by), by=by, filters=chosen)


@router.get("/kinds", response=list[KindOut], operation_id="list_document_kinds")
def list_kinds(request: HttpRequest, on: Day | None = None) -> Any:
    """The kinds of document in force on a day (today)."""
    return selectors.kinds(on=on or who(request).today)


@router.get("/next-number", response={200: NumberOut, **REFUSALS}, operation_id="next_document_number")
def next_number(request: HttpRequest, wanted: Query[SeriesFilter]) -> Any:
    """The number after the last of the series of this issuer, kind and term."""
    by = who(request)
    day = wanted.on or by.today
    issuer = selectors.organisation_for(wanted.issuer_id, by=by)
    kind = selectors.kind_on(wanted.kind, day)
    if kind is None:
        raise rules.Rejected({"kind": "unknown"})
    symbol = wanted.symbol or selectors.symbol_for(kind, issuer)
    return {
        "number": selectors.next_number(kind=kind.code, issuer=issuer, on=day, symbol=symbol),
        "symbol": symbol,
    }


@router.post("", response={201: DocumentRow, **REFUSALS}, operation_id="register_document")
def register(request: HttpRequest, body: RegisterIn) -> Any:
    """Enter a document by hand. 409 "doubtful" names what has to be confirmed first."""
    document = services.register_document(
        owner_id=body.owner_id, metadata=body.metadata(), by=who(request), text=body.text, confirmed=body.confirmed,
        request_key=body.request_key,
    )  # fmt: skip
    return Status(201, document)


@router.post("/stubs", response={201: DocumentRow, **REFUSALS}, operation_id="register_stub")
def register_stub(request: HttpRequest, body: StubIn) -> Any:
    """Enter a secret paper: number, day, level, where the paper lies. An excerpt sent along is not kept."""
    document = services.register_stub(
        owner_id=body.owner_id, level=body.level, metadata=body.metadata(paper_location=body.paper_location),
        by=who(request), confirmed=body.confirmed, request_key=body.request_key,
    )  # fmt: skip
    return Status(201, document)


# --- the intake (before the addresses with a number, which would take its name for one)


@router.get("/intakes", response=list[IntakeRow], operation_id="list_intakes")
@paginate(Listing)
def list_intakes(request: HttpRequest) -> Any:
    """One's own drafts that are neither saved nor thrown away."""
    return selectors.open_intakes(who(request))


@router.post("/intakes", response={201: IntakeOut, **REFUSALS}, operation_id="begin_intake")
def begin_intake(
    request: HttpRequest,
    owner_id: Form[Id],
    text: Form[str] = "",
    file: Annotated[UploadedFile | None, File()] = None,
) -> Any:
    """Read a file (multipart field "file") or a text; nothing enters the register."""
    by = who(request)
    intake = services.begin_intake(
        owner_id=owner_id, by=by, content=file, filename=(file.name or "") if file else "", pasted=text
    )
    return Status(201, _shown(intake, request))


@router.get("/intakes/{int:intake_id}", response={200: IntakeOut, **REFUSALS}, operation_id="get_intake")
def get_intake(request: HttpRequest, intake_id: int) -> Any:
    """The text, what it says of itself, and every proposal with what was decided so far."""
    return _shown(selectors.intake_for(intake_id, by=who(request)), request)


@router.put("/intakes/{int:intake_id}/decisions", response={200: IntakeOut, **REFUSALS}, operation_id="save_decisions")
def save_decisions(request: HttpRequest, intake_id: int, body: DecisionsIn) -> Any:
    by = who(request)
    return _shown(services.save_decisions(intake_id=intake_id, decisions=body.decisions(), by=by), request)


@router.post("/intakes/{int:intake_id}/proposals", response={201: IntakeOut, **REFUSALS}, operation_id="add_proposal")
def add_proposal(request: HttpRequest, intake_id: int, body: AddIn) -> Any:
    """Add what the reading has missed; the quotation must stand in the text."""
    by = who(request)
    intake = services.add_proposal(intake_id=intake_id, type=body.type, quote=body.quote, title=body.title, by=by)
    return Status(201, _shown(intake, request))


@router.post("/intakes/{int:intake_id}/accept", response={201: DocumentRow, **REFUSALS}, operation_id="accept_intake")
def accept_intake(request: HttpRequest, intake_id: int, body: AcceptIn) -> Any:
    """Enter the document with everything that is on. Accepting again gives the same document."""
    items = {key: one.model_dump(exclude_unset=True) for key, one in body.items.items()}
    document = services.accept_intake(
        intake_id=intake_id, metadata=body.metadata(), by=who(request), decisions={"items": items} if items else None,
        confirmed=body.confirmed, request_key=body.request_key,
    )  # fmt: skip
    return Status(201, document)


@router.delete("/intakes/{int:intake_id}", response={204: None, **REFUSALS}, operation_id="discard_intake")
def discard_intake(request: HttpRequest, intake_id: int) -> Any:
    services.discard_intake(intake_id=intake_id, by=who(request))
    return Status(204, None)


def _shown(intake: Intake, request: HttpRequest) -> dict[str, Any]:
    by = who(request)
    suggestions = selectors.suggested_metadata(intake, by=by)
    return {
        "id": intake.pk, "filename": intake.filename, "organisation_id": intake.organisation_id,
        "created_at": intake.created_at, "text": intake.text, "seconds": intake.seconds, "notes": intake.notes,
        "document_id": intake.document_id, "proposals": selectors.proposals_of(intake, by=by),
        "suggestions": {
            name: {"value": str(one.value), "quote": one.quote, "start": one.start, "end": one.end}
            for name, one in suggestions.items()
        },
    }  # fmt: skip


# --- one document


@router.get("/{int:document_id}", response={200: DocumentOut, **REFUSALS}, operation_id="get_document")
def get_document(request: HttpRequest, document_id: int) -> Any:
    by = who(request)
    document = selectors.document_for(document_id, by=by)
    row = DocumentRow.from_orm(document).model_dump()
    lines = selectors.citations_of(document, by=by)
    return DocumentOut.model_construct(
        **row, circulation=document.circulation, paper_location=document.paper_location, text=document.text,
        has_file=document.file_id is not None,
        clauses=[ClauseOut.from_orm(one) for one in selectors.clauses_of(document)],
        citations=[_citation(line) for line in lines],
        cited_by=[DocumentRow.from_orm(one) for one in selectors.cited_by(document, by=by)],
        recipients=[
            Ref(id=one.organisation.pk, name=one.organisation.name)
            for one in selectors.recipients_of(document, by=by)
        ],
    )  # fmt: skip


def _citation(line: selectors.CitationLine) -> CitationOut:
    shown = CitationOut.from_orm(line.citation)
    shown.target_id = line.target.pk if line.target else None
    return shown


@router.put("/{int:document_id}", response={200: DocumentRow, **REFUSALS}, operation_id="update_document")
def update(request: HttpRequest, document_id: int, body: UpdateIn) -> Any:
    return services.update_document(
        document_id=document_id, metadata=body.metadata(paper_location=body.paper_location), by=who(request),
        confirmed=body.confirmed,
    )  # fmt: skip


@router.post("/{int:document_id}/recipients", response={200: CountOut, **REFUSALS}, operation_id="send_document")
def send(request: HttpRequest, document_id: int, body: RecipientsIn) -> Any:
    """Send it to organisations below; answers how many have it newly."""
    by = who(request)
    return {"count": services.send_document(document_id=document_id, organisation_ids=body.organisation_ids, by=by)}


@router.get("/{int:document_id}/file", operation_id="download_document")
def download(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """The file, always as a download."""
    document: Document = selectors.document_for(document_id, by=who(request))
    if document.file is None:
        raise Http404
    try:
        return files.response(document.file)
    except FileNotFoundError as missing:
        raise Http404 from missing


# --- how this domain refuses


def install(api: NinjaAPI) -> None:
    """Mount the operations, and say the refusals of this domain with the fields they belong to."""
    mount(api, "/documents", router)

    def rejected(request: HttpRequest, exc: rules.Rejected) -> HttpResponse:
        fields = {name or "body": str(REJECTIONS.get(code, code)) for name, code in exc.errors.items()}
        status = 409 if set(exc.errors.values()) <= {"accepted", "request_key", "secret"} else 422
        code = next(iter(exc.errors.values())) if status == 409 else "invalid"
        return problem(api, request, status, code, next(iter(fields.values())), fields)

    def doubtful(request: HttpRequest, exc: rules.Doubtful) -> HttpResponse:
        fields = {doubt.code: str(DOUBTS[doubt.code]) % {"detail": doubt.detail} for doubt in exc.doubts}
        message = _("Cần xem lại trước khi lưu; gửi lại với các mã đã xem trong “confirmed”.")
        return problem(api, request, 409, "doubtful", message, fields)

    def unreadable(request: HttpRequest, exc: Unreadable) -> HttpResponse:
        return problem(api, request, 422, exc.code, UNREADABLE.get(exc.code, UNREADABLE["damaged"]))

    def secret(request: HttpRequest, exc: files.SecretFile) -> HttpResponse:
        message = _("Tệp có dấu mật; không lưu gì. Chỉ ghi sổ bằng số, ngày và nơi lưu bản giấy.")
        return problem(api, request, 422, "secret", message, {"level": str(LEVELS[exc.level])})

    api.add_exception_handler(rules.Rejected, rejected)
    api.add_exception_handler(rules.Doubtful, doubtful)
    api.add_exception_handler(Unreadable, unreadable)
    api.add_exception_handler(files.SecretFile, secret)
