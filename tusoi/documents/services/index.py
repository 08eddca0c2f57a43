from __future__ import annotations

from django.db import transaction

from tusoi.documents.models import Document
from tusoi.search.services import index_entry

SEARCHED = 200_000
"""Characters of a text that are searched: what comes after them in a document is annexes and tables."""


def index(document: Document) -> None:
    """Make a document findable by its number, kind, issuer, excerpt and text. In the caller's transaction."""
    index_entry(
        kind="document",
        object_id=document.pk,
        title=f"{document.kind.name_vi} {document.reference} {document.excerpt}".strip(),
        text="\n".join((document.issuer_name, document.issued_on.strftime("%d/%m/%Y"), document.text[:SEARCHED])),
        path=document.owner.path,
    )


@transaction.atomic
def reindex() -> int:
    """Index every document again; how many there are."""
    count = 0
    for document in Document.objects.select_related("kind", "owner").order_by("pk").iterator(chunk_size=200):
        index(document)
        count += 1
    return count
