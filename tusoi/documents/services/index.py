from __future__ import annotations

from django.db import transaction

from tusoi.documents.models import Document, DraftDocument, Template
from tusoi.search.models import Entry
from tusoi.search.services import entry_of, index_entries, index_entry

SEARCHED = 200_000
"""Characters of a text that are searched: what comes after them in a document is annexes and tables."""


def index(document: Document) -> None:
    """Make a document findable by its number, kind, issuer, excerpt and text. In the caller's transaction."""
    index_entry(
        kind="document",
        object_id=document.pk,
        title=f"{document.kind.name_vi} {document.reference} {document.excerpt}".strip(),
        text="\n".join(
            filter(
                None,
                (document.issuer_name, document.signatory, f"{document.issued_on:%d/%m/%Y}", document.text[:SEARCHED]),
            )
        ),
        path=document.owner.path,
        year=document.issued_on.year,
    )


def index_templates(*templates: Template) -> None:
    """Make templates findable by their names, their kinds and what their fields ask. In the caller's transaction."""
    index_entries(map(_template_entry, templates))


def _template_entry(template: Template) -> Entry:
    labels = [str(one.get(name, "")) for one in template.fields for name in ("label_vi", "label_en")]
    return entry_of(
        kind="template",
        object_id=template.pk,
        title=f"{template.name} {template.name_en}".strip(),
        text="\n".join((template.kind.name_vi, template.guidance, *labels)),
        path=template.owner.path if template.owner else "",
    )


def index_draft(draft: DraftDocument) -> None:
    """Make a draft findable by its excerpt, its template and whose it is. In the caller's transaction."""
    kind = draft.template.kind
    index_entry(
        kind="draft",
        object_id=draft.pk,
        title=f"{draft.template.name} {draft.excerpt}".strip()[:500],
        text="\n".join((kind.name_vi, draft.organisation.name)),
        path=draft.organisation.path,
    )


@transaction.atomic
def reindex() -> int:
    """Index every document, template and draft again; how many there are."""
    count = 0
    for document in Document.objects.select_related("kind", "owner").order_by("pk").iterator(chunk_size=200):
        index(document)
        count += 1
    for template in Template.objects.select_related("kind", "owner").order_by("pk").iterator(chunk_size=200):
        index_templates(template)
        count += 1
    drafts = DraftDocument.objects.select_related("template__kind", "organisation").order_by("pk")
    for draft in drafts.iterator(chunk_size=200):
        index_draft(draft)
        count += 1
    return count
