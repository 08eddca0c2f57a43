"""One bearer's part: its answer, the decisions on it, the lines of its plan."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from ninja import File, Router, UploadedFile

from tusoi.api.plumbing import REFUSALS, who
from tusoi.documents.files import response as file_response
from tusoi.documents.files import store_file
from tusoi.lib.quality import Look, look_at_text
from tusoi.obligations import selectors, services
from tusoi.obligations.errors import CannotReview
from tusoi.organisations.scope import Actor, Refused

from .schemas import (
    AnswerIn,
    BesideOut,
    EvidenceIn,
    ExtendIn,
    ItemIn,
    PartDetail,
    PartOut,
    QualityOut,
    ReasonIn,
    ReturnIn,
    VersionIn,
    WaiveIn,
)  # fmt: skip

router = Router(tags=["obligations"])


def told(pk: int, by: Actor) -> Any:
    """A part with all its detail, as far as the asker may see it."""
    part = selectors.assignment_for(pk, by)
    answer = selectors.answer_for(part, bearer_side=selectors.may_answer(part, by))
    part.moves = selectors.moves_for(part, by)  # type: ignore[attr-defined]
    part.draft, part.versions = answer.draft, answer.versions  # type: ignore[attr-defined]
    return {
        **{name: getattr(part, name) for name in PartDetail.model_fields if name != "items"},
        "items": answer.items,
    }


@router.get("/{int:pk}", response={200: PartDetail, **REFUSALS})
def get_part(request: HttpRequest, pk: int) -> Any:
    """The part with its versions, the lines of its plan and the moves open to the asker; the draft for its bearer."""
    return told(pk, who(request))


@router.get("/{int:pk}/quality", response={200: QualityOut, **REFUSALS})
def get_quality(request: HttpRequest, pk: int) -> Any:
    """What the answer that was sent says and lacks, line by line; for its reviewer which others are like it."""
    by = who(request)
    part = selectors.assignment_for(pk, by)
    answer = selectors.answer_for(part, bearer_side=False)
    sent, names = answer.current, selectors.names_of(part.organisation)
    if sent is None:
        return {"text": None, "items": [], "near": []}
    looks = selectors.looks_of(answer.items, part, names, on=localdate(sent.submitted_at))
    return {
        "text": _told(look_at_text(sent.text, names=names)) if sent.text.strip() else None,
        "items": [{**_told(look), "item_id": item} for item, look in looks.items()],
        "near": selectors.near_copies(part, by) if selectors.may_review(part, by) else [],
    }


def _told(look: Look) -> dict[str, Any]:
    return {"has": look.has, "lacks": list(look.lacks), "asks": look.asks, "mentions": look.mentions}


@router.get("/{int:pk}/beside/{int:other}", response={200: BesideOut, **REFUSALS})
def get_beside(request: HttpRequest, pk: int, other: int) -> Any:
    """Two answers to the same duty word for word, for the reviewer of the first."""
    by = who(request)
    one, its = selectors.assignment_for(pk, by), selectors.assignment_for(other, by)
    if not selectors.may_review(one, by):
        raise Refused("obligations.review")
    same = one.pk != its.pk and one.obligation_id == its.obligation_id
    found = selectors.beside(one, its) if same else None
    if found is None:
        raise Http404
    return found


def _drafts(items: list[ItemIn] | None) -> list[services.ItemDraft] | None:
    return None if items is None else [services.ItemDraft(**item.model_dump()) for item in items]


@router.post("/{int:pk}/draft", response={200: PartDetail, **REFUSALS})
def save_draft(request: HttpRequest, pk: int, body: AnswerIn) -> Any:
    """Keep the draft of the answer; it may be incomplete."""
    by = who(request)
    services.save_draft(assignment_id=pk, text=body.text, items=_drafts(body.items), seen=body.seen, by=by)
    return told(pk, by)


@router.post("/{int:pk}/files", response={200: PartDetail, **REFUSALS})
def add_file(request: HttpRequest, pk: int, file: UploadedFile = File(...)) -> Any:
    """Put a file to the draft (multipart). A file with a secrecy mark is refused and nothing of it is kept."""
    by = who(request)
    part = selectors.assignment_for(pk, by)
    if not selectors.may_answer(part, by):
        raise Refused("obligations.answer")
    answer = selectors.answer_for(part, bearer_side=True)
    text = answer.draft.text if answer.draft else answer.current.text if answer.current else ""
    kept = []
    if "submit" in selectors.moves_for(part, by):
        kept = [store_file(content=file, filename=file.name or "", organisation=part.organisation, by=by)]
    services.save_draft(assignment_id=pk, text=text, items=None, files=kept, by=by)
    return told(pk, by)


@router.get("/{int:pk}/files/{int:attachment}", response=REFUSALS)
def get_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    """A file of an answer, always as a download."""
    by = who(request)
    part = selectors.assignment_for(pk, by)
    return file_response(selectors.file_of(part, attachment, bearer_side=selectors.may_answer(part, by)))


@router.post("/{int:pk}/submit", response={200: PartDetail, **REFUSALS})
def submit(request: HttpRequest, pk: int, body: AnswerIn) -> Any:
    """Send the answer: the draft, with the text and items of the body laid over it where they are given."""
    by = who(request)
    text = body.text if "text" in body.model_fields_set else None
    services.submit_answer(assignment_id=pk, text=text, items=_drafts(body.items), seen=body.seen, by=by)
    return told(pk, by)


@router.post("/{int:pk}/recall", response={200: PartDetail, **REFUSALS})
def recall(request: HttpRequest, pk: int, body: VersionIn) -> Any:
    """Take back an answer that was not decided yet."""
    by = who(request)
    services.recall_answer(assignment_id=pk, version=body.version, by=by)
    return told(pk, by)


@router.post("/{int:pk}/accept", response={200: PartDetail, **REFUSALS})
def accept(request: HttpRequest, pk: int, body: VersionIn) -> Any:
    """Find the answer good."""
    by = who(request)
    services.accept_answer(assignment_id=pk, version=body.version, by=by)
    return told(pk, by)


@router.post("/{int:pk}/return", response={200: PartDetail, **REFUSALS})
def return_(request: HttpRequest, pk: int, body: ReturnIn) -> Any:
    """Send the answer back, whole or by item; the items not named are locked as found good."""
    by = who(request)
    if any(not number.isdecimal() or len(number) > 18 for number in body.items):
        raise CannotReview("items")
    items = {int(number): why for number, why in body.items.items()}
    services.return_answer(assignment_id=pk, reason=body.reason, items=items, version=body.version, by=by)
    return told(pk, by)


@router.post("/{int:pk}/reopen", response={200: PartDetail, **REFUSALS})
def reopen(request: HttpRequest, pk: int, body: ReasonIn) -> Any:
    """Undo an acceptance: the answer waits for review again."""
    by = who(request)
    services.reopen_answer(assignment_id=pk, reason=body.reason, version=body.version, by=by)
    return told(pk, by)


@router.post("/{int:pk}/restore", response={200: PartDetail, **REFUSALS})
def restore(request: HttpRequest, pk: int, body: ReasonIn) -> Any:
    """Undo a waiver."""
    by = who(request)
    services.restore(assignment_id=pk, reason=body.reason, version=body.version, by=by)
    return told(pk, by)


@router.post("/extend", response={200: list[PartOut], **REFUSALS})
def extend(request: HttpRequest, body: ExtendIn) -> Any:
    """Give several bearers until a later day, all or none."""
    return services.extend(assignment_ids=body.assignment_ids, to_day=body.to_day, reason=body.reason, by=who(request))


@router.post("/waive", response={200: list[PartOut], **REFUSALS})
def waive(request: HttpRequest, body: WaiveIn) -> Any:
    """Release several bearers, all or none; they leave every denominator."""
    return services.waive(assignment_ids=body.assignment_ids, reason=body.reason, by=who(request))


@router.post("/items/{int:item}/report", response={200: PartDetail, **REFUSALS})
def report_item(request: HttpRequest, item: int, body: EvidenceIn) -> Any:
    """Report a line of an accepted plan done."""
    by = who(request)
    return told(services.report_item(item_id=item, evidence=body.evidence, by=by).assignment_id, by)


@router.post("/items/{int:item}/recall", response={200: PartDetail, **REFUSALS})
def recall_item(request: HttpRequest, item: int) -> Any:
    """Take back a line reported done, as long as nobody judged it."""
    by = who(request)
    return told(services.recall_item(item_id=item, by=by).assignment_id, by)


@router.post("/items/{int:item}/verify", response={200: PartDetail, **REFUSALS})
def verify_item(request: HttpRequest, item: int) -> Any:
    """Confirm a line reported done; not by who reported it."""
    by = who(request)
    return told(services.verify_item(item_id=item, by=by).assignment_id, by)


@router.post("/items/{int:item}/refuse", response={200: PartDetail, **REFUSALS})
def refuse_item(request: HttpRequest, item: int, body: ReasonIn) -> Any:
    """Send a line reported done back with a reason."""
    by = who(request)
    return told(services.refuse_item(item_id=item, reason=body.reason, by=by).assignment_id, by)
