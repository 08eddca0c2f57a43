"""Duties on the pages of other things: {% load duties %} {% duties_of_organisation organisation %}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from tusoi.obligations.rules import due_words
from tusoi.obligations.selectors import dashboard, latest_of, node_seen_from, on_document
from tusoi.organisations.scope import Actor

if TYPE_CHECKING:
    from tusoi.documents.models import Document
    from tusoi.obligations.models import Obligation
    from tusoi.organisations.models import Organisation

register = template.Library()
SHOWN = 8


@register.inclusion_tag("obligations/parts/of_organisation.html", takes_context=True)
def duties_of_organisation(context: template.Context, organisation: Organisation) -> dict[str, Any]:
    """What an organisation laid and what its branch owes, each with its figure there. Four queries."""
    by: Actor = context["request"].actor
    if not by.may("read", organisation):
        return {"hidden": True}
    laid = latest_of(organisation, by, side="issued", limit=SHOWN)
    owed = latest_of(organisation, by, side="borne", limit=SHOWN)
    counts = dashboard([one.pk for one in (*laid, *owed)], organisation, by.at, by.today)
    return {
        "laid": [_line(one, counts, by) for one in laid],
        "owed": [_line(one, counts, by) for one in owed],
        "organisation": organisation,
        "is_here": by.place is not None and by.place.organisation_id == organisation.pk,
        "request": context["request"],
    }


@register.inclusion_tag("obligations/parts/of_document.html", takes_context=True)
def duties_of_document(context: template.Context, document: Document) -> dict[str, Any]:
    """The duties that hang on a document, each with its figure as far as the reader sees. Three queries."""
    by: Actor = context["request"].actor
    found = on_document(document, by)
    node = node_seen_from(document.owner, by)
    counts = dashboard([one.pk for one in found], node, by.at, by.today) if node else {}
    return {
        "lines": [_line(one, counts, by) for one in found] if node else [],
        "document": document,
        "lays": by.place is not None and by.place.gives("obligations.issue"),
        "request": context["request"],
    }


@register.filter
def who(entry: Any) -> str:
    """The name alone of who did what an entry of the trail tells; the whole label is in the history."""
    return str(entry.actor_label).split(",", 1)[0]


@register.filter
def subject_url(entry: Any) -> str:
    """Where one can look at what an entry tells of; "" when it has no page here."""
    page = {"obligations.obligation": "obligations:detail", "obligations.assignment": "obligations:review"}
    name = page.get(entry.subject_type)
    return reverse(name, args=[entry.subject_id]) if name else ""


def _line(one: Obligation, counts: dict[int, Any], by: Actor) -> dict[str, Any]:
    mine = counts[one.pk]
    open_ones = mine.missing or mine.returned
    return {
        "obligation": one,
        "counts": mine,
        "words": due_words(one.due_on, by.today) if open_ones else "",
        "days": abs((one.due_on - by.today).days),
    }
