from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tusoi import treepath
from tusoi.documents.models import Document
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


def obligation_for(pk: int, by: Actor) -> Obligation:
    """A duty the actor may see, with what its page shows. Raises Obligation.DoesNotExist."""
    return (
        Obligation.objects.visible_to(by)
        .select_related(
            "issued_by", "issued_by_body", "document__kind", "clause", "deliverable", "created_by__person",
            "parent__obligation__issued_by", "parent__obligation__parent__obligation__issued_by",
        )
        .get(pk=pk)
    )  # fmt: skip


def obligations_of(
    node: Organisation, by: Actor, *, side: str = "issued", text: str = "", year: int | None = None
) -> QuerySet[Obligation]:
    """The duties that touch ``node``, newest first: "issued" by it, or "borne" by somebody in its branch."""
    found = Obligation.objects.visible_to(by)
    if side == "issued":
        found = found.filter(issued_by=node)
    else:
        borne = Assignment.objects.filter(treepath.within("path", [node.path]), obligation=OuterRef("pk"))
        found = found.filter(Exists(borne)).exclude(issued_by=node)
    for word in text.split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(document__excerpt__icontains=word))
    if year:
        found = found.filter(issued_on__year=year)
    return found.select_related("issued_by", "document__kind", "deliverable").order_by("-issued_on", "-pk")


def same_document(obligation: Obligation, by: Actor) -> list[Obligation]:
    """The other duties that rest on the same document, for "collectives 62/74, members 294/308"."""
    if obligation.document_id is None:
        return []
    others = Obligation.objects.visible_to(by).filter(document=obligation.document_id).exclude(pk=obligation.pk)
    return list(others.select_related("deliverable").order_by("issued_on", "pk")[:20])


def upward_chain(obligation: Obligation) -> list[Obligation]:
    """The duties from above that this one passes on, nearest first; a chain is as long as the tree is deep."""
    chain: list[Obligation] = []
    parent = obligation.parent
    while parent is not None and len(chain) < 8:
        upper = parent.obligation
        chain.append(upper)
        parent = upper.parent
    return chain


def deliverables(day: date) -> QuerySet[DeliverableKind]:
    return DeliverableKind.objects.on(day).order_by("pk")


def on_document(document: Document, by: Actor) -> list[Obligation]:
    """The duties that rest on a document, in the order they were laid; at most 30. One query."""
    found = Obligation.objects.visible_to(by).filter(document=document)
    return list(found.select_related("issued_by", "document__kind", "deliverable").order_by("issued_on", "pk")[:30])
