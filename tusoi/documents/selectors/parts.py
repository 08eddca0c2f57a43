"""What hangs on a document: its clauses and citations with their places in the text, who cites it, its history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tusoi.audit.models import Entry
from tusoi.documents.models import Citation, Clause, Document, Recipient
from tusoi.lib.rendering.passages import Mark, Paragraph, paragraphs
from tusoi.organisations.scope import Actor

CSS = {
    "requirement": "req", "strength": "good", "limitation": "bad", "count": "num", "organisation": "org",
    "deadline": "day", "citation": "cit",
    "section": "sec", "task": "item", "target": "item", "solution": "item", "directive": "item",
}  # fmt: skip
SHOWN_CITING = 200
SHOWN_TEXT = 300_000
"""Characters of a text that a page shows; the file has the rest."""


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A citation with the document it leads to, where the reader may see that one."""

    citation: Citation
    target: Document | None


def clauses_of(document: Document) -> list[Clause]:
    return list(document.clauses.all())


def clause_for(pk: int, *, by: Actor) -> Clause:
    """A clause of a document within reach. Raises Clause.DoesNotExist."""
    return Clause.objects.visible_to(by).select_related("document__kind").defer("document__text").get(pk=pk)


def citations_of(document: Document, *, by: Actor) -> list[CitationLine]:
    """What it cites in the order of the text; a target out of the reader's reach is not shown. Two queries."""
    citations = list(document.citations.order_by("start", "pk"))
    targets = {
        target.pk: target
        for target in Document.objects.visible_to(by)
        .filter(pk__in={citation.target_id for citation in citations if citation.target_id})
        .marked()
        .select_related("kind")
        .defer("text")
    }
    return [CitationLine(citation, targets.get(citation.target_id or 0)) for citation in citations]


def cited_by(document: Document, *, by: Actor) -> list[Document]:
    """The documents within reach that cite this one, newest first, at most 200."""
    citing = Citation.objects.filter(target=document).values("document")
    found = Document.objects.visible_to(by).filter(pk__in=citing).select_related("kind").defer("text")
    return list(found.order_by("-issued_on", "-pk")[:SHOWN_CITING])


def recipients_of(document: Document, *, by: Actor) -> QuerySet[Recipient]:
    """To whom it was sent, as far as the reader may know of them: a receiver sees itself, the owner all."""
    return (
        Recipient.objects.filter(document=document)
        .filter(by.within("organisation__path") | Q(organisation__in=by.ancestor_ids))
        .select_related("organisation")
        .order_by("organisation__depth", "organisation__sort_key")
    )


def history_of(document: Document, *, by: Actor, last: int = 50) -> list[Entry]:
    """What the audit trail knows of it, newest first."""
    entries = Entry.objects.visible_to(by).changes_only().about("documents.document", document.pk)
    return list(entries.order_by("-at", "-pk")[:last])


def marked_text(document: Document, clauses: list[Clause], citations: list[CitationLine]) -> list[Paragraph]:
    """Its text in paragraphs, each passage that something hangs on marked with "clause-<id>" or "citation-<id>"."""
    marks = [
        Mark(clause.start, clause.end, CSS[clause.kind], f"clause-{clause.pk}")
        for clause in clauses
        if clause.start is not None and clause.end is not None
    ]
    marks += [
        Mark(line.citation.start, line.citation.end, CSS["citation"], f"citation-{line.citation.pk}")
        for line in citations
        if line.citation.start is not None and line.citation.end is not None
    ]
    return paragraphs(document.text, marks)
