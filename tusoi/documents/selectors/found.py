from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr

from tusoi.documents.models import Clause, Document
from tusoi.organisations.scope import Actor


def documents_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Document]:
    """Those of the documents that the actor may see, with their kind; their texts are left aside."""
    return Document.objects.visible_to(by).filter(pk__in=list(ids)).marked().select_related("kind").defer("text")


def texts_among(ids: Iterable[int], *, by: Actor, most: int) -> dict[int, str]:
    """Document -> the first ``most`` characters of its text, of those the actor may see. One query."""
    found = Document.objects.visible_to(by).filter(pk__in=list(ids)).order_by()
    return dict(found.annotate(begin=Substr("text", 1, most)).values_list("pk", "begin"))


def clauses_at(places: Mapping[int, int]) -> dict[int, Clause]:
    """Document -> the narrowest clause that stands at a place of its text. One query, none without places.

    The documents must be known to be visible.
    """
    if not places:
        return {}
    here = Q()
    for document, place in places.items():
        here |= Q(document=document, start__lte=place, end__gt=place)
    rows = Clause.objects.filter(here).exclude(label="").only("document_id", "label", "title", "start", "end")
    widest_first = sorted(rows, key=lambda one: (one.start or 0) - (one.end or 0))
    return {one.document_id: one for one in widest_first}
