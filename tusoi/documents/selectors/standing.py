"""Whether a document still stands: what replaced or amended it, and since when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tusoi.documents.models import Citation, Document
from tusoi.organisations.scope import Actor


@dataclass(frozen=True, slots=True)
class Change:
    """Another document replaces or amends this one from ``on``; it is None where the reader may not see it."""

    relation: str
    document: Document | None
    on: date
    is_confirmed: bool


def changes_of(document: Document, *, by: Actor) -> list[Change]:
    """What replaced or amended it, replacements first, the oldest first; each document once. One query."""
    found = _changing("replaces", "amends", by=by).filter(target=document).order_by("-relation", *_FIRST)[:100]
    once: dict[tuple[str, int], Any] = {}
    for one in found:
        once.setdefault((one.relation, one.document_id), one)
    return [
        Change(one.relation, one.document if one.is_seen else None, one.document.issued_on, one.is_confirmed)
        for one in once.values()
    ]


def replacements(ids: Collection[int], *, by: Actor) -> dict[int, tuple[date, Document | None]]:
    """For those that were replaced: since when first, and by which one where the actor may see it. One query."""
    if not ids:
        return {}
    first: dict[int, tuple[date, Document | None]] = {}
    for one in _changing("replaces", by=by).filter(target__in=ids).order_by(*_FIRST):
        first.setdefault(one.target_id or 0, (one.document.issued_on, one.document if one.is_seen else None))
    return first


_FIRST = ("document__issued_on", "-is_confirmed", "pk")


def _changing(*relations: str, by: Actor) -> QuerySet[Any]:
    """The citations that change what they cite, with their documents and whether the actor may see those."""
    seen = Document.objects.visible_to(by).filter(pk=OuterRef("document"))
    found = Citation.objects.changing(*relations).annotate(is_seen=Exists(seen))
    return found.select_related("document__kind").defer("document__text")
