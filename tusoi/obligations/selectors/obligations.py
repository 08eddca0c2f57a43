from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tusoi import treepath
from tusoi.documents.models import Document
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.organisations.models import Organisation
from tusoi.organisations.prepared import prepared, the_one
from tusoi.organisations.scope import Actor
from tusoi.search.rules import words
from tusoi.search.selectors import ids_at

MOST_FOUND = 20_000
"""So many duties with the words that are looked for are listed at most."""
MOST_DOCUMENTS = 5_000
"""So many documents with the words are looked at, whether their excerpts hold them."""


def obligation_for(pk: int, by: Actor) -> Obligation:
    """A duty the actor may see, with what its page shows. Raises Obligation.DoesNotExist."""
    return the_one(_shown(by, pk=pk), Obligation.DoesNotExist)


@prepared
def _shown(by: Actor, *, pk: int) -> QuerySet[Obligation]:
    related = ("issued_by", "issued_by_body", "document__kind", "clause", "deliverable", "created_by__person")
    return Obligation.objects.visible_to(by).select_related(*related).defer("document__text").filter(pk=pk)


def obligations_of(
    node: Organisation, by: Actor, *, side: str = "issued", text: str = "", year: int | None = None
) -> QuerySet[Obligation]:
    """The duties that touch ``node``, newest first: "issued" by it, or "borne" by somebody in its branch.

    ``text``: words, without diacritics, of the duty itself or of the excerpt of its document. Three queries more.
    """
    # What an organisation within reach issued, or somebody in its branch bears, is within reach.
    reached = by.may("read", node)
    found = Obligation.objects.readable_to(by) if reached else Obligation.objects.visible_to(by)
    if side == "issued":
        found = found.filter(issued_by=node)
    else:
        borne = Assignment.objects.filter(treepath.within("path", [node.path]), obligation=OuterRef("pk"))
        found = found.filter(Exists(borne)).exclude(issued_by=node)
    if wanted := words(text):
        found = found.filter(_of_words(text, wanted, node, is_issued=side == "issued"))
    if year:
        found = found.filter(issued_on__year=year)
    found = found.select_related("issued_by", "document__kind", "deliverable").defer("document__text")
    return found.order_by("-issued_on", "-pk")


def latest_of(node: Organisation, by: Actor, *, side: str, limit: int) -> list[Obligation]:
    """The first of these. One query."""
    return _latest_of(by, side, limit, pk=node.pk, path=node.path)


@prepared
def _latest_of(by: Actor, side: str, limit: int, *, pk: int, path: str) -> QuerySet[Obligation]:
    return obligations_of(Organisation(pk=pk, path=path), by, side=side)[:limit]


def _of_words(text: str, wanted: list[str], node: Organisation, *, is_issued: bool) -> Q:
    """The condition on duties that they hold the words, or the excerpt of their document does. The index proposes what
    stands where such duties are laid: here, or above and below."""
    paths, branches = ([node.path], []) if is_issued else (list(treepath.ancestors(node.path)), [node.path])
    duties = ids_at(text, kind="obligation", paths=paths, branches=branches, limit=MOST_FOUND)
    texts = ids_at(text, kind="document", paths=paths, branches=branches, limit=MOST_DOCUMENTS)
    excerpts = Document.objects.filter(pk__in=texts).values_list("pk", "excerpt") if texts else []
    documents = [pk for pk, excerpt in excerpts if _holds(excerpt, wanted)]
    return Q(pk__in=duties) | Q(document__in=documents)


def _holds(text: str, wanted: list[str]) -> bool:
    own = words(text)
    return all(any(one.startswith(word) for one in own) for word in wanted)


def same_document(obligation: Obligation, by: Actor) -> list[Obligation]:
    """The other duties that rest on the same document, for "collectives 62/74, members 294/308"."""
    if obligation.document_id is None:
        return []
    others = Obligation.objects.visible_to(by).filter(document=obligation.document_id).exclude(pk=obligation.pk)
    return list(others.select_related("deliverable").order_by("issued_on", "pk")[:20])


def upward_chain(obligation: Obligation) -> list[Obligation]:
    """The duties from above that this one passes on, nearest first; a chain is as long as the tree is deep.

    No query without one above, else one for every two levels: always joined, they would be half of the look at a duty.
    """
    chain: list[Obligation] = []
    number = obligation.parent_id
    while number is not None and len(chain) < 8:
        two = Assignment.objects.select_related("obligation__issued_by", "obligation__parent__obligation__issued_by")
        upper = two.get(pk=number).obligation
        chain.append(upper)
        if upper.parent is not None:
            chain.append(upper.parent.obligation)
        number = chain[-1].parent_id
    return chain


def deliverables(day: date) -> QuerySet[DeliverableKind]:
    return DeliverableKind.objects.on(day).order_by("pk")


def on_document(document: Document, by: Actor) -> list[Obligation]:
    """The duties that rest on a document, in the order they were laid; at most 30. One query."""
    found = Obligation.objects.visible_to(by).filter(document=document)
    found = found.select_related("issued_by", "document__kind", "deliverable").defer("document__text")
    return list(found.order_by("issued_on", "pk")[:30])
