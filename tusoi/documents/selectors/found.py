from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from tusoi.documents.models import Document
from tusoi.organisations.scope import Actor


def documents_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Document]:
    """Those of the documents that the actor may see, with their kind; their texts are left aside."""
    return Document.objects.visible_to(by).filter(pk__in=list(ids)).select_related("kind").defer("text")
