"""Templates and the documents written after them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Status
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Listing, hand_out, who
from tusoi.audit.services import Export
from tusoi.documents import drafting, selectors, services
from tusoi.lib.rendering import pdf
from tusoi.lib.rendering.plain import plain_text

from .drafting_schemas import (
    DraftFilter,
    DraftIn,
    DraftOut,
    DraftRow,
    IssueIn,
    OpinionIn,
    OwnerIn,
    SendIn,
    TemplateFilter,
    TemplateIn,
    TemplateOut,
    TemplateRow,
    ValuesIn,
)  # fmt: skip

templates, drafts = Router(tags=["templates"]), Router(tags=["drafts"])


@templates.get("", response={200: list[TemplateRow], **REFUSALS}, operation_id="list_templates")
@paginate(Listing)
def list_templates(request: HttpRequest, wanted: Query[TemplateFilter]) -> Any:
    """What the organisation one works for, or another within reach, can write after today."""
    by = who(request)
    return selectors.templates_for(_place(request, wanted.organisation), by=by, kind=wanted.kind)


@templates.get("/{int:template_id}", response={200: TemplateOut, **REFUSALS}, operation_id="get_template")
def get_template(request: HttpRequest, template_id: int) -> Any:
    """One template with its fields and its body."""
    return _template(selectors.template_for(template_id, by=who(request)))


@templates.post("/{int:template_id}/copy", response={201: TemplateOut, **REFUSALS}, operation_id="copy_template")
def copy_template(request: HttpRequest, template_id: int, body: OwnerIn) -> Any:
    """A template of one's own after this one; of one's own its next version."""
    made = services.copy_template(template_id=template_id, owner_id=body.owner_id, by=who(request))
    return Status(201, _template(made))


@templates.put("/{int:template_id}", response={200: TemplateOut, **REFUSALS}, operation_id="save_template")
def save_template(request: HttpRequest, template_id: int, body: TemplateIn) -> Any:
    """Change a template that nothing was written after yet."""
    return _template(
        services.save_template(
            template_id=template_id, name=body.name, guidance=body.guidance, body=body.body, kind=body.kind,
            fields=[field.model_dump() for field in body.fields], seen=body.seen, by=who(request),
        )
    )  # fmt: skip


@templates.post("/{int:template_id}/issue", response={200: TemplateOut, **REFUSALS}, operation_id="issue_template")
def issue_template(request: HttpRequest, template_id: int) -> Any:
    """Issue it to the organisations below; the version before it ends."""
    return _template(services.issue_template(template_id=template_id, by=who(request)))


@templates.post("/{int:template_id}/end", response={200: TemplateOut, **REFUSALS}, operation_id="end_template")
def end_template(request: HttpRequest, template_id: int) -> Any:
    """Nothing new is written after it; what was, stays."""
    return _template(services.end_template(template_id=template_id, by=who(request)))


@drafts.get("", response={200: list[DraftRow], **REFUSALS}, operation_id="list_drafts")
@paginate(Listing)
def list_drafts(request: HttpRequest, wanted: Query[DraftFilter]) -> Any:
    """What the organisation writes, and what it was sent to appraise; by a state, "open" or "waiting"."""
    return selectors.drafts_of(_place(request, wanted.organisation), by=who(request), state=wanted.state)


@drafts.post("", response={201: DraftOut, **REFUSALS}, operation_id="create_draft")
def create_draft(request: HttpRequest, body: DraftIn) -> Any:
    """Begin a document, with what the organisation knows filled in."""
    made = services.create_draft(**body.model_dump(), by=who(request))
    return Status(201, _draft(made.pk, request))


@drafts.get("/{int:draft_id}", response={200: DraftOut, **REFUSALS}, operation_id="get_draft")
def get_draft(request: HttpRequest, draft_id: int) -> Any:
    """One draft: values, what is still missing, what may be done, and its text."""
    return _draft(draft_id, request)


@drafts.put("/{int:draft_id}", response={200: DraftOut, **REFUSALS}, operation_id="save_document_draft")
def save_draft(request: HttpRequest, draft_id: int, body: ValuesIn) -> Any:
    """Keep what was filled in so far."""
    services.save_draft(draft_id=draft_id, values=body.values, seen=body.seen, by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/send", response={200: DraftOut, **REFUSALS}, operation_id="send_draft")
def send_draft(request: HttpRequest, draft_id: int, body: SendIn) -> Any:
    """Send it to be appraised; every required field must be filled in."""
    services.send_draft(draft_id=draft_id, **body.model_dump(), by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/recall", response={200: DraftOut, **REFUSALS}, operation_id="recall_draft")
def recall_draft(request: HttpRequest, draft_id: int) -> Any:
    """Take it back before it was appraised."""
    services.recall_draft(draft_id=draft_id, by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/return", response={200: DraftOut, **REFUSALS}, operation_id="return_draft")
def return_draft(request: HttpRequest, draft_id: int, body: OpinionIn) -> Any:
    """Send it back, saying what has to be changed."""
    services.return_draft(draft_id=draft_id, opinion=body.opinion, seen=body.seen, by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/approve", response={200: DraftOut, **REFUSALS}, operation_id="approve_draft")
def approve_draft(request: HttpRequest, draft_id: int, body: OpinionIn) -> Any:
    """Say that it may be issued as it is."""
    services.approve_draft(draft_id=draft_id, opinion=body.opinion, seen=body.seen, by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/reopen", response={200: DraftOut, **REFUSALS}, operation_id="reopen_draft")
def reopen_draft(request: HttpRequest, draft_id: int) -> Any:
    """Write on at one that was approved; it has to be appraised again."""
    services.reopen_draft(draft_id=draft_id, by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/drop", response={200: DraftOut, **REFUSALS}, operation_id="drop_draft")
def drop_draft(request: HttpRequest, draft_id: int) -> Any:
    """Give it up."""
    services.drop_draft(draft_id=draft_id, by=who(request))
    return _draft(draft_id, request)


@drafts.post("/{int:draft_id}/issue", response={200: DraftOut, **REFUSALS}, operation_id="issue_draft")
def issue_draft(request: HttpRequest, draft_id: int, body: IssueIn) -> Any:
    """Number it and enter it into the register. 409 "doubtful" names what has to be confirmed first."""
    services.issue_draft(draft_id=draft_id, **body.model_dump(), by=who(request))
    return _draft(draft_id, request)


@drafts.get("/{int:draft_id}/word", response=REFUSALS, operation_id="download_draft_word")
def download_word(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The draft as a Word file."""
    one = selectors.draft_for(draft_id, by=who(request))
    content, kept = (
        selectors.word_of(one, selectors.letter_of(one)),
        Export("documents.export_draft", one.organisation, one),
    )
    return hand_out(content, f"du-thao-{one.pk}.docx", kept, who(request))


@drafts.get("/{int:draft_id}/pdf", response=REFUSALS, operation_id="download_draft_pdf")
def download_pdf(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The draft as a PDF file; one after a Word file of its own has none (404)."""
    one = selectors.draft_for(draft_id, by=who(request))
    if one.template.file_id:
        raise Http404
    content, kept = pdf.letter(selectors.letter_of(one)), Export("documents.export_draft", one.organisation, one)
    return hand_out(content, f"du-thao-{one.pk}.pdf", kept, who(request))


def _place(request: HttpRequest, organisation: int | None) -> Any:
    by = who(request)
    place = organisation or (by.place.organisation_id if by.place else None)
    if place is None:
        raise Http404
    return selectors.organisation_for(place, by=by)


def _plain(row: Any) -> dict[str, Any]:
    """The fields of a row as they are, what they hold of other schemas unchanged."""
    return {name: getattr(row, name) for name in type(row).model_fields}


def _template(one: Any) -> TemplateOut:
    row = _plain(TemplateRow.from_orm(one))
    return TemplateOut.model_construct(
        **row, guidance=one.guidance, fields=one.fields, body=one.body, has_file=one.file_id is not None,
        is_used=selectors.is_used(one), fingerprint=selectors.fingerprint_of(one),
    )  # fmt: skip


def _draft(draft_id: int, request: HttpRequest) -> DraftOut:
    by = who(request)
    one = selectors.draft_for(draft_id, by=by)
    fields = drafting.read_fields(one.template.fields)
    return DraftOut.model_construct(
        **_plain(DraftRow.from_orm(one)), values=one.values, opinion=one.opinion,
        problems=drafting.problems(fields, one.values), moves=selectors.moves_for_draft(one, by),
        text=plain_text(selectors.letter_of(one)),
    )  # fmt: skip
