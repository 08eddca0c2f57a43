"""The operations on links between documents and on the check of citations, for the table of operations."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.documents.build import registered
from tusoi.documents.models import Document
from tusoi.documents.services import link_document, settle_caution

MISPRINT = {"code": "own_code", "key": "kh/tu|dang uy xa an binh"}


def links(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""
    return {
        "GET /intakes/{intake_id}/checks": operation({"intake_id": "intake"}, "private"),
        "GET /{document_id}/links": operation({"document_id": "document"}, "read"),
        "GET /{document_id}/cited-by": operation({"document_id": "document"}, "read"),
        "POST /{document_id}/links": operation(
            {"document_id": "document"}, "documents.register",
            given=lambda w: {"target_id": w["misprinted"], "relation": "basis"},
        ),
        "PUT /{document_id}/links/{citation_id}": operation(
            {"document_id": "document", "citation_id": "citation"}, "documents.register",
            given=lambda w: {"relation": "implements"},
        ),
        "DELETE /{document_id}/links/{citation_id}": operation(
            {"document_id": "document", "citation_id": "citation"}, "documents.register"
        ),
        "GET /{document_id}/checks": operation({"document_id": "document"}, "read"),
        "POST /{document_id}/checks": operation(
            {"document_id": "misprinted"}, "documents.register", given=lambda w: MISPRINT | {"reason": "vì"}
        ),
        "POST /{document_id}/checks/reopen": operation(
            {"document_id": "looked_at"}, "documents.register", given=lambda w: MISPRINT
        ),
    }  # fmt: skip


def linked(cast: Cast, document: Document) -> dict[str, int]:
    """A link of the document, and two whose symbol is another body's: one of them was looked at."""
    wrong = [
        registered(
            cast, by=cast.lan, owner=cast.an_binh, issuer_id=cast.an_binh.pk, issuer_name="", symbol="KH/TU",
            number=number, circulation="own",
        )
        for number in (31, 32)
    ]  # fmt: skip
    settle_caution(document_id=wrong[1].pk, **MISPRINT, reason="vì", by=cast.lan)
    citation = link_document(document_id=document.pk, target_id=wrong[1].pk, relation="basis", by=cast.lan)
    return {"misprinted": wrong[0].pk, "looked_at": wrong[1].pk, "citation": citation.pk}
