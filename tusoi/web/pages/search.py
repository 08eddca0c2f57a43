"""Search over everything one may see: the page, and the suggestions under the box."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.documents.selectors.found import documents_among
from tusoi.obligations.selectors.found import obligations_among
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors.found import organisations_among, people_among, places_among
from tusoi.search.selectors import Found, Hit, search
from tusoi.web.context import page_address
from tusoi.web.templatetags.tusoi import day

KINDS = {
    "organisation": gettext_lazy("Đơn vị"),
    "person": gettext_lazy("Người"),
    "document": gettext_lazy("Văn bản"),
    "obligation": gettext_lazy("Nhiệm vụ"),
}
MOST = 200
MAX_QUERY = 200


def _organisations(ids: list[int], actor: Actor) -> dict[int, Found]:
    shown = {}
    for one in organisations_among(ids, by=actor):
        detail = [one.kind.name, one.parent.name if one.parent else ""]
        if one.ended_on:
            detail.append(_("kết thúc hoạt động %(day)s") % {"day": day(one.ended_on)})
        shown[one.pk] = Found(one.name, page_address("organisations:detail", one.pk), _joined(detail))
    return shown


def _people(ids: list[int], actor: Actor) -> dict[int, Found]:
    people = list(people_among(ids, by=actor))
    places = places_among([person.pk for person in people], by=actor)
    shown = {}
    for person in people:
        place = places.get(person.pk)
        detail = [place.kind.name, place.organisation.name] if place else []
        shown[person.pk] = Found(person.name, page_address("organisations:person", person.pk), _joined(detail))
    return shown


def _documents(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            f"{one.kind.name} {one.reference}".strip(),
            page_address("documents:detail", one.pk),
            _joined([day(one.issued_on), one.issuer_name, one.excerpt]),
        )
        for one in documents_among(ids, by=actor)
    }


def _obligations(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            one.title,
            page_address("obligations:detail", one.pk),
            _joined([one.issued_by.name, _("hạn %(day)s") % {"day": day(one.due_on)}]),
        )
        for one in obligations_among(ids, by=actor)
    }


OWNERS = {"organisation": _organisations, "person": _people, "document": _documents, "obligation": _obligations}
"""Kind -> who decides what of it a reader may see."""


def results(request: HttpRequest) -> HttpResponse:
    query = _query(request)
    kind = request.GET.get("kind", "")
    kinds = [kind] if kind in KINDS else None
    hits = search(query, by=request.actor, owners=OWNERS, limit=MOST, kinds=kinds)  # type: ignore[attr-defined]
    return render(
        request,
        "search/results.html",
        {"query": query, "groups": _groups(hits), "kinds": KINDS, "kind": kind, "is_full": len(hits) == MOST},
    )


def suggestions(request: HttpRequest) -> HttpResponse:
    """The first hits, as a part of a page."""
    query = _query(request)
    hits = search(query, by=request.actor, owners=OWNERS, limit=8) if len(query) > 1 else []  # type: ignore[attr-defined]
    return render(request, "search/suggestions.html", {"query": query, "hits": hits})


def _query(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "")[:MAX_QUERY].split())


def _groups(hits: list[Hit]) -> list[tuple[str, list[Hit]]]:
    """(label, hits) of each kind; the kind of the nearest hit first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    return [(str(KINDS[kind]), found) for kind, found in groups.items()]


def _joined(parts: list[Any]) -> str:
    return " · ".join(str(part) for part in parts if part)
