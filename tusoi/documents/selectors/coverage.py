"""Which documents answer a superior's, and which of their passages answer which clause."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tusoi.documents import rules
from tusoi.documents.models import Citation, Coverage, Document
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

ANSWERING = (Citation.Relation.IMPLEMENTS, Citation.Relation.REPORTS, Citation.Relation.BASIS)
"""What a document is to the one it answers."""
MOST_ANSWERS = 500
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Answering:
    """A document that answers a superior's, and whose answer it is."""

    document: Document
    organisation: Organisation


def may_decide(document: Document, organisation: Organisation, *, by: Actor) -> bool:
    """Who keeps the register of the superior document's owner, or of the organisation whose answer it is."""
    return by.may("documents.register", document.owner) or by.may("documents.register", organisation)


def answerer(answering: Document, superior: Document) -> Organisation | None:
    """The organisation whose answer a document is: its issuer, else its owner; None unless it lies below.

    What an organisation received from above it answers itself.
    """
    for one in (answering.issuer, answering.owner):
        if one is None or not one.is_below(superior.owner):
            continue
        if one.pk != superior.owner_id or superior.issuer_id != one.pk:
            return one
    return None


def answering_of(document: Document, *, by: Actor) -> list[Answering]:
    """The documents within reach that answer it, by organisation and day; at most 500. One query, without texts."""
    linked = Citation.objects.filter(target=document, relation__in=ANSWERING).values("document")
    covering = Coverage.objects.filter(clause__document=document).values("document")
    found = (
        Document.objects.visible_to(by)
        .filter(Q(pk__in=linked) | Q(pk__in=covering), secrecy="")
        .exclude(pk=document.pk)
        .select_related("kind", "owner", "issuer")
        .defer("text")
        .order_by("owner__depth", "owner__sort_key", "-issued_on", "pk")
    )
    answers = ((one, answerer(one, document)) for one in found[:MOST_ANSWERS])
    return [Answering(one, organisation) for one, organisation in answers if organisation is not None]


def answering_for(pk: int, document: Document, *, by: Actor) -> Answering:
    """One document of an organisation below, whether it is known to answer or not. Raises Document.DoesNotExist."""
    found = Document.objects.visible_to(by).select_related("kind", "owner", "issuer").get(pk=pk)
    organisation = answerer(found, document)
    if organisation is None or found.pk == document.pk or found.secrecy:
        raise Document.DoesNotExist
    return Answering(found, organisation)


def candidates_of(document: Document, *, by: Actor, text: str = "") -> list[Answering]:
    """Documents from below, of its day or later, that are not yet known to answer it; the newest 200."""
    linked = Citation.objects.filter(target=document, relation__in=ANSWERING).values("document")
    found = (
        Document.objects.visible_to(by)
        .filter(issued_on__gte=document.issued_on, secrecy="", owner__in=Organisation.objects.below(document.owner))
        .exclude(pk__in=linked)
        .exclude(pk=document.pk)
        .select_related("kind", "owner", "issuer")
        .defer("text")
        .order_by("-issued_on", "-pk")
    )
    number, symbol = rules.split_reference(text)
    if number is not None:
        found = found.filter(number=number, symbol__istartswith=symbol)
    elif text:
        found = found.filter(Q(excerpt__icontains=text) | Q(owner__name__icontains=text))
    answers = ((one, answerer(one, document)) for one in found[:CANDIDATES])
    return [Answering(one, organisation) for one, organisation in answers if organisation is not None]


def coverage_of(document: Document, *, by: Actor) -> QuerySet[Coverage]:
    """What is proposed and decided for its clauses, as far as the actor sees the organisations."""
    return Coverage.objects.visible_to(by).filter(clause__document=document)


def coverage_in_cell(clause_id: int, organisation_id: int, *, by: Actor) -> list[Coverage]:
    """The passages of one organisation for one clause: confirmed ones first, then the likeliest. One query."""
    found = (
        Coverage.objects.visible_to(by)
        .filter(clause=clause_id, organisation=organisation_id)
        .select_related("document__kind", "document__owner", "decided_by__person")
        .defer("document__text")
    )
    rank = {"confirmed": 0, "proposed": 1, "refused": 2}
    return sorted(found, key=lambda one: (rank[one.state], -one.score, one.start))


def coverage_for(pk: int, *, by: Actor) -> Coverage:
    """One of them. Raises Coverage.DoesNotExist. Two queries."""
    found = (
        Coverage.objects.visible_to(by)
        .select_related("clause__document__owner", "clause__document__kind", "document__kind", "organisation")
        .get(pk=pk)
    )
    if not Document.objects.visible_to(by).filter(pk=found.clause.document_id).exists():
        raise Coverage.DoesNotExist
    return found
