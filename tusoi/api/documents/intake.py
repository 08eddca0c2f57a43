"""The intake: a draft that only its owner sees, until it is accepted or thrown away."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Id, Listing, who
from tusoi.documents import selectors, services
from tusoi.obligations.selectors import receivers_of

from .link_schemas import CautionOut
from .links import caution_out
from .schemas import AcceptIn, AddIn, DecisionsIn, DocumentRow, IntakeOut, IntakeRow

router = Router(tags=["documents"])


# --- the intake (before the addresses with a number, which would take its name for one)


@router.get("", response={200: list[IntakeRow], **REFUSALS}, operation_id="list_intakes")
@paginate(Listing)
def list_intakes(request: HttpRequest) -> Any:
    """One's own drafts that are neither saved nor thrown away."""
    return selectors.open_intakes(who(request))


@router.post("", response={201: IntakeOut, **REFUSALS}, operation_id="begin_intake")
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


@router.get("/{int:intake_id}", response={200: IntakeOut, **REFUSALS}, operation_id="get_intake")
def get_intake(request: HttpRequest, intake_id: int) -> Any:
    """The text, what it says of itself, and every proposal with what was decided so far."""
    return _shown(selectors.intake_for(intake_id, by=who(request)), request)


@router.get("/{int:intake_id}/checks", response={200: list[CautionOut], **REFUSALS}, operation_id="check_intake")
def check_intake(request: HttpRequest, intake_id: int) -> Any:
    """What does not agree in the citations that are on; nothing blocks."""
    by = who(request)
    intake = selectors.intake_for(intake_id, by=by)
    proposals = selectors.proposals_of(intake, by=by)
    suggested = selectors.suggested_metadata(intake, by=by)
    return [caution_out(one) for one in selectors.cautions_of_draft(intake, proposals, suggested, by=by)]


@router.put("/{int:intake_id}/decisions", response={200: IntakeOut, **REFUSALS}, operation_id="save_decisions")
def save_decisions(request: HttpRequest, intake_id: int, body: DecisionsIn) -> Any:
    """Keep what was decided on the proposals so far."""
    by = who(request)
    return _shown(services.save_decisions(intake_id=intake_id, decisions=body.decisions(), by=by), request)


@router.post("/{int:intake_id}/proposals", response={201: IntakeOut, **REFUSALS}, operation_id="add_proposal")
def add_proposal(request: HttpRequest, intake_id: int, body: AddIn) -> Any:
    """Add what the reading has missed; the quotation must stand in the text."""
    by = who(request)
    intake = services.add_proposal(intake_id=intake_id, type=body.type, quote=body.quote, title=body.title, by=by)
    return Status(201, _shown(intake, request))


@router.post("/{int:intake_id}/accept", response={201: DocumentRow, **REFUSALS}, operation_id="accept_intake")
def accept_intake(request: HttpRequest, intake_id: int, body: AcceptIn) -> Any:
    """Enter the document with everything that is on. Accepting again gives the same document."""
    items = {key: one.model_dump(exclude_unset=True) for key, one in body.items.items()}
    document = services.accept_intake(
        intake_id=intake_id, metadata=body.metadata(), by=who(request), decisions={"items": items} if items else None,
        confirmed=body.confirmed, request_key=body.request_key,
    )  # fmt: skip
    return Status(201, document)


@router.delete("/{int:intake_id}", response={204: None, **REFUSALS}, operation_id="discard_intake")
def discard_intake(request: HttpRequest, intake_id: int) -> Any:
    """Throw the draft away."""
    services.discard_intake(intake_id=intake_id, by=who(request))
    return Status(204, None)


def _shown(intake: Any, request: HttpRequest) -> dict[str, Any]:
    by = who(request)
    suggestions = selectors.suggested_metadata(intake, by=by)
    return {
        "id": intake.pk, "filename": intake.filename, "organisation_id": intake.organisation_id,
        "created_at": intake.created_at, "text": intake.text, "seconds": intake.seconds, "notes": intake.notes,
        "document_id": intake.document_id, "pages": intake.pages,
        "receivers": receivers_of(intake.text, intake.organisation, by),
        "letter": [one.pk for one in selectors.drafts_of_letter(intake, by=by)],
        "proposals": selectors.proposals_of(intake, by=by),
        "suggestions": {
            name: {"value": str(one.value), "quote": one.quote, "start": one.start, "end": one.end}
            for name, one in suggestions.items()
        },
    }  # fmt: skip
