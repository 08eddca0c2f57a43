"""The register: the list, one document, entering, changing and sending it, its file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Query, Router, Status
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Day, Listing, Ref, who
from tusoi.documents import files, rules, selectors, services

from .schemas import (
    CitationOut,
    ClauseOut,
    CountOut,
    DocumentOut,
    DocumentRow,
    KindOut,
    NumberingFilter,
    NumberOut,
    RecipientsIn,
    RegisterFilter,
    RegisterIn,
    SeriesFilter,
    SeriesOut,
    StubIn,
    UpdateIn,
)

router = Router(tags=["documents"])


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


@router.get("/kinds", response={200: list[KindOut], **REFUSALS}, operation_id="list_document_kinds")
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


@router.get("/numbering", response={200: list[SeriesOut], **REFUSALS}, operation_id="check_document_numbers")
@paginate(Listing)
def numbering(request: HttpRequest, wanted: Query[NumberingFilter]) -> Any:
    """The series of what an organisation issued, of the place one works for: gaps and doubled numbers come first."""
    by = who(request)
    place = wanted.organisation or (by.place.organisation_id if by.place else None)
    if place is None:
        raise Http404
    return selectors.numbering_of(selectors.organisation_for(place, by=by), by=by)


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


# --- one document


@router.get("/{int:document_id}", response={200: DocumentOut, **REFUSALS}, operation_id="get_document")
def get_document(request: HttpRequest, document_id: int) -> Any:
    """One document with its passages, what it cites and who has it."""
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
    """Change what the register says of a document."""
    return services.update_document(
        document_id=document_id, metadata=body.metadata(paper_location=body.paper_location), by=who(request),
        confirmed=body.confirmed,
    )  # fmt: skip


@router.post("/{int:document_id}/recipients", response={200: CountOut, **REFUSALS}, operation_id="send_document")
def send(request: HttpRequest, document_id: int, body: RecipientsIn) -> Any:
    """Send it to organisations below; answers how many have it newly."""
    by = who(request)
    return {"count": services.send_document(document_id=document_id, organisation_ids=body.organisation_ids, by=by)}


@router.get("/{int:document_id}/file", response=REFUSALS, operation_id="download_document")
def download(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """The file, always as a download."""
    document = selectors.document_for(document_id, by=who(request))
    if document.file is None:
        raise Http404
    try:
        return files.response(document.file)
    except FileNotFoundError as missing:
        raise Http404 from missing
