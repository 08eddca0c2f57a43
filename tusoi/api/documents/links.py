"""How documents hang together, and what does not agree in their citations."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Listing, who
from tusoi.documents import selectors, services
from tusoi.documents.link_words import ADVICE, caution_words
from tusoi.organisations.scope import Actor

from .link_schemas import CautionOut, LinkedOut, LinkIn, LinkOut, LinksOut, ReopenIn, SetLinkIn, SettleIn
from .schemas import CountOut

router = Router(tags=["documents"])


@router.get("/{int:document_id}/links", response={200: LinksOut, **REFUSALS}, operation_id="get_document_links")
def get_links(request: HttpRequest, document_id: int) -> Any:
    """What a document rests on and what rests on it, two levels each way, and what replaced or amended it."""
    by = who(request)
    document = selectors.document_for(document_id, by=by)
    graph = selectors.graph_of(document, by=by)
    return {
        "nodes": [
            {
                "key": one.key, "level": one.level, "document_id": one.document.pk if one.document else None,
                "reference": one.document.reference if one.document else one.label, "is_open": one.is_open,
                "is_hidden": one.is_hidden, "is_replaced": one.is_replaced,
            }
            for one in graph.nodes
        ],
        "links": graph.links, "left_out": graph.left_out,
        "changes": [
            {
                "relation": one.relation, "document_id": one.document.pk if one.document else None, "on": one.on,
                "is_confirmed": one.is_confirmed,
            }
            for one in selectors.changes_of(document, by=by)
        ],
    }  # fmt: skip


@router.get("/{int:document_id}/cited-by", response={200: list[LinkedOut], **REFUSALS}, operation_id="list_citing")
@paginate(Listing)
def list_citing(request: HttpRequest, document_id: int) -> Any:
    """The citations of other documents that lead to this one, newest first."""
    by = who(request)
    return selectors.citing(selectors.document_for(document_id, by=by), by=by)


@router.post("/{int:document_id}/links", response={201: LinkOut, **REFUSALS}, operation_id="link_document")
def link_document(request: HttpRequest, document_id: int, body: LinkIn) -> Any:
    """Link to a registered document that no passage names. Linking the same two again changes the relation."""
    by = who(request)
    citation = services.link_document(document_id=document_id, target_id=body.target_id, relation=body.relation, by=by)
    return Status(201, _shown(citation.pk, document_id, by))


@router.put("/{int:document_id}/links/{int:citation_id}", response={200: LinkOut, **REFUSALS}, operation_id="set_link")
def set_link(request: HttpRequest, document_id: int, citation_id: int, body: SetLinkIn) -> Any:
    """Say what the cited document is to the citing one, and which registered document is meant."""
    by = who(request)
    ids = {"document_id": document_id, "citation_id": citation_id}
    if body.target_id is not None:
        services.link_citation(**ids, target_id=body.target_id, by=by)
    services.set_relation(**ids, relation=body.relation, by=by)
    return _shown(citation_id, document_id, by)


@router.delete(
    "/{int:document_id}/links/{int:citation_id}", response={200: LinksOut, **REFUSALS}, operation_id="unlink"
)
def unlink(request: HttpRequest, document_id: int, citation_id: int) -> Any:
    """Cut a citation loose; a link made by hand goes away. Answers the links that are left."""
    services.unlink(document_id=document_id, citation_id=citation_id, by=who(request))
    return get_links(request, document_id)


def _shown(pk: int, document_id: int, by: Actor) -> dict[str, Any]:
    one = selectors.citation_for(document_id, pk, by=by)
    seen = {document.pk for document in selectors.linkable([one.target_id or 0], by=by)}
    return {
        "id": one.pk, "relation": one.relation, "is_confirmed": one.is_confirmed, "quote": one.quote,
        "target_id": one.target_id if one.target_id in seen else None,
    }  # fmt: skip


# --- the check of citations


@router.get("/{int:document_id}/checks", response={200: list[CautionOut], **REFUSALS}, operation_id="check_citations")
@paginate(Listing)
def check_citations(request: HttpRequest, document_id: int) -> Any:
    """What does not agree in its citations; what nobody looked at comes first."""
    by = who(request)
    lines = selectors.cautions_of(selectors.document_for(document_id, by=by), by=by)
    return [caution_out(line) for line in lines]


@router.post("/{int:document_id}/checks", response={201: CautionOut, **REFUSALS}, operation_id="settle_caution")
def settle_caution(request: HttpRequest, document_id: int, body: SettleIn) -> Any:
    """Note that somebody looked at a caution, and why it may stand."""
    by = who(request)
    services.settle_caution(document_id=document_id, code=body.code, key=body.key, reason=body.reason, by=by)
    lines = selectors.cautions_of(selectors.document_for(document_id, by=by), by=by)
    return Status(201, next(caution_out(one) for one in lines if _is(one, body.code, body.key)))


@router.post("/{int:document_id}/checks/reopen", response={200: CountOut, **REFUSALS}, operation_id="reopen_caution")
def reopen_caution(request: HttpRequest, document_id: int, body: ReopenIn) -> Any:
    """Take back that a caution was looked at; answers how many nobody looked at."""
    by = who(request)
    services.reopen_caution(document_id=document_id, code=body.code, key=body.key, by=by)
    lines = selectors.cautions_of(selectors.document_for(document_id, by=by), by=by)
    return {"count": sum(one.settled is None for one in lines)}


def _is(line: selectors.CautionLine, code: str, key: str) -> bool:
    return (line.caution.code, line.caution.key) == (code, key)


def caution_out(line: selectors.CautionLine) -> dict[str, Any]:
    one = line.caution
    return {
        "code": one.code, "key": one.key, "said": caution_words(one.code, one.details),
        "advice": str(ADVICE[one.code]), "document_id": line.document.pk if line.document else None,
        "passages": [
            {"citation_id": passage.index, "start": passage.start, "end": passage.end, "quote": passage.quote}
            for passage in one.passages
        ],
        "settled": line.settled is not None, "reason": line.settled.reason if line.settled else "",
    }  # fmt: skip
