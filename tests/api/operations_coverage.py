"""The operations on the outline of a document and on who answers which clause, for the table of operations."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.documents.build import CONCLUSION, registered
from tusoi.documents.models import Citation, Clause, Coverage, Document
from tusoi.obligations.models import AnswerPassage, Obligation, Submission


def coverage(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""
    return {
        "GET /{document_id}/clauses": operation({"document_id": "document"}, "read"),
        "PUT /{document_id}/clauses": operation(
            {"document_id": "document"}, "documents.register",
            given=lambda w: {"rows": {"c1": {"on": True, "title": "Mục"}}},
        ),
        "POST /{document_id}/clauses": operation(
            {"document_id": "document"}, "documents.register",
            given=lambda w: {"quote": "quy chế làm việc", "kind": "task", "title": "Quy chế"},
        ),
        "PUT /clauses/{clause_id}": operation(
            {"clause_id": "clause"}, "documents.register",
            given=lambda w: {"title": "Việc", "kind": "task", "label": "mục 1"},
        ),
        "DELETE /clauses/{clause_id}": operation({"clause_id": "loose_clause"}, "documents.register"),
        "GET /{document_id}/coverage": operation({"document_id": "document"}, "read"),
        "GET /{document_id}/coverage/left-out": operation({"document_id": "document"}, "read"),
        "GET /{document_id}/coverage/targets": operation({"document_id": "document"}, "read"),
        "GET /{document_id}/coverage/{clause_id}/{organisation_id}": operation(
            {"document_id": "document", "clause_id": "clause", "organisation_id": "thon_ha"}, "read"
        ),
        "GET /{document_id}/answering": operation({"document_id": "document"}, "read"),
        "POST /{document_id}/answering": operation(
            {"document_id": "document"}, "documents.register", given=lambda w: {"answering_id": w["answer"]}
        ),
        "POST /{document_id}/coverage/propose": operation(
            {"document_id": "document"}, "documents.register", given=lambda w: {"answering_ids": [w["answer"]]}
        ),
        "POST /{document_id}/coverage/compare": operation(
            {"document_id": "document"}, "documents.register", given=lambda w: {"after": 0}
        ),
        "GET /{document_id}/coverage/{clause_id}/{organisation_id}/answers": operation(
            {"document_id": "document", "clause_id": "clause", "organisation_id": "thon_ha"}, "read"
        ),
        "POST /{document_id}/coverage/answers": operation(
            {"document_id": "document"}, "documents.register",
            given=lambda w: {"clause_id": w["clause"], "assignment_id": w["beside"], "quote": "x"},
        ),
        "POST /coverage/answers/decide": operation(
            {}, "documents.register", given=lambda w: {"passage_ids": [w["passage"]], "confirmed": True}
        ),
        "POST /{document_id}/coverage": operation(
            {"document_id": "document"}, "documents.register",
            given=lambda w: {"clause_id": w["clause"], "answering_id": w["answer"], "quote": "phân công nhiệm vụ"},
        ),
        "POST /coverage/decide": operation(
            {}, "documents.register", given=lambda w: {"coverage_ids": [w["coverage"]], "confirmed": True}
        ),
        "PUT /coverage/{coverage_id}": operation(
            {"coverage_id": "coverage"}, "documents.register", given=lambda w: {"quote": "phân công nhiệm vụ"}
        ),
    }  # fmt: skip


def covered(cast: Cast, document: Document) -> dict[str, int]:
    """Clauses of the document, and a document of a cell that answers them."""
    Document.objects.filter(pk=document.pk).update(text=CONCLUSION)
    clause, loose = (
        Clause.objects.create(document=document, kind="task", position=place, title="Việc", quote="Việc phải làm")
        for place in (1, 2)
    )
    answer = registered(
        cast, by=cast.pha, owner=cast.thon_ha, issuer_id=cast.thon_ha.pk, issuer_name="", symbol="KH/CB", number=1
    )
    Document.objects.filter(pk=answer.pk).update(text=CONCLUSION, circulation=Document.Circulation.OWN)
    Citation.objects.create(document=answer, target=document, quote="x", relation="implements")
    row = Coverage.objects.create(clause=clause, document=answer, organisation=cast.thon_ha, quote="quy chế làm việc")
    return {"clause": clause.pk, "loose_clause": loose.pk, "answer": answer.pk, "coverage": row.pk}


def passage_of(ids: dict[str, int]) -> dict[str, int]:
    """A passage of the answer of a cell that may answer the clause: its duty rests on the document of the clause."""
    Obligation.objects.filter(assignments=ids["beside"]).update(document=ids["document"])
    sent = Submission.objects.get(assignment=ids["beside"])
    row = AnswerPassage.objects.create(
        clause_id=ids["clause"], assignment_id=ids["beside"], submission=sent, quote="x", start=0, end=1
    )
    return {"passage": row.pk}
