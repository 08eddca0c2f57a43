"""How a document hangs together with others: the picture, what rests on it, what becomes of it when it is replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.documents import rules, selectors, services
from tusoi.documents.link_words import RELATIONS
from tusoi.documents.models import Citation, Document
from tusoi.lib.rendering.columns import Line, picture
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from .common import rejection_in_words
from .register import duties_on

LETTERS = 23
"""Letters that fit on a line of a box."""
AROUND = 200
"""Characters shown before and after a passage."""
CITING = 50
"""Citations of others shown on the page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node of the graph with its place in the picture; lengths in units of the picture."""

    node: selectors.Node
    x: int
    y: int
    width: int
    height: int
    top: str
    middle: str
    bottom: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawn:
    shapes: list[Shape]
    lines: list[tuple[Line, selectors.Link, str]]
    width: int
    height: int


@require_GET
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """The page "Liên hệ văn bản"; ?format=xlsx for its links as Excel."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    if request.GET.get("format") == "xlsx":
        return _excel(document, by)
    citations = selectors.citations_of(document, by=by)
    graph = selectors.graph_of(document, by=by, citations=citations)
    changes = selectors.changes_of(document, by=by)
    is_replaced = any(one.relation == "replaces" for one in changes)
    citing = list(selectors.citing(document, by=by)[:CITING])
    page = page_of(request, citations)
    context = {
        "document": document, "graph": graph, "drawn": drawn_of(graph), "changes": changes, "is_replaced": is_replaced,
        "page": page, "relations": RELATIONS, "waiting": _waiting(page, by),
        "duties": duties_on(document, by), "answers": selectors.answered_in(document, by=by),
        "templates": selectors.templates_from(document, by=by),
        "citing": citing,
        "citing_count": selectors.citing(document, by=by).count() if len(citing) == CITING else len(citing),
        "resting": selectors.still_resting(document, by=by) if is_replaced else [],
        "may_change": by.may("documents.register", document.owner),
        "issues_at": {grant.organisation_id for grant in by.grants if grant.gives("obligations.issue")},
    }  # fmt: skip
    return render(request, "documents/links.html", context)


def _waiting(page: Page[Any], by: Actor) -> dict[int, int]:
    """For the open citations of a page: how many registered documents each may mean. One query."""
    numbers = {line.citation.number for line in page if line.citation.target_id is None and line.citation.number}
    there = selectors.citable(sorted(numbers), by=by) if numbers else {}
    return {
        line.citation.pk: sum(
            rules.same_symbol(one.symbol, line.citation.symbol) for one in there.get(line.citation.number, [])
        )
        for line in page
        if line.citation.target_id is None and line.citation.number
    }


def drawn_of(graph: selectors.Graph) -> Drawn:
    """The graph as boxes and lines."""
    placed = picture({one.key: one.level for one in graph.nodes}, [(one.source, one.target) for one in graph.links])
    nodes = {one.key: one for one in graph.nodes}
    links_by_ends = {(one.source, one.target): one for one in graph.links}
    shapes = [_shape(nodes[box.key], box.x, box.y, box.width, box.height) for box in placed.boxes]
    lines = []
    for line in placed.lines:
        link = links_by_ends[line.source, line.target]
        lines.append((line, link, str(RELATIONS[link.relation])))
    return Drawn(shapes, lines, placed.width, placed.height)


def _shape(node: selectors.Node, x: int, y: int, width: int, height: int) -> Shape:
    relation = str(RELATIONS.get(node.relation, ""))
    document = node.document
    if document is not None:
        day = f"{document.issued_on:%d/%m/%Y}"
        top, middle = document.reference or document.kind.name, f"{document.kind.name}, {day}"
        title = f"{document}, {day}" if document.secrecy else f"{document}, {day}: {document.excerpt}"
        bottom = _("đã thay thế") if node.is_replaced else relation
        if node.is_replaced and relation:
            bottom = f"{relation} · {bottom}"
    elif node.is_hidden:
        top, middle, bottom = _("một văn bản khác"), _("ngoài phạm vi xem"), relation
        title = _("một văn bản khác, ngoài phạm vi bạn được xem")
    else:
        top, middle, bottom = node.label, _("chưa nối"), relation
        title = node.label
    return Shape(node, x, y, width, height, _cut(top), _cut(middle, LETTERS + 5), _cut(bottom, LETTERS + 5), title)


def _cut(text: str, most: int = LETTERS) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _excel(document: Document, by: Actor) -> HttpResponse:
    headers = (
        _("Chiều"), _("Quan hệ"), _("Đã xác nhận"), _("Số, ký hiệu"), _("Thể loại"), _("Ngày"), _("Cơ quan ban hành"),
        _("Đoạn viện dẫn"), _("Trong sổ"),
    )  # fmt: skip
    widths = (16, 16, 12, 16, 18, 12, 34, 60, 24)
    sheet = Sheet(_("Liên hệ văn bản"), headers, _rows(document, by), note=str(document), widths=widths)
    return excel([sheet], "lien-he-van-ban.xlsx", Export("documents.export_links", document.owner, document), by)


def _rows(document: Document, by: Actor) -> Iterator[tuple[Any, ...]]:
    for line in selectors.citations_of(document, by=by):
        one, target = line.citation, line.target
        yield (
            _("văn bản này viện dẫn"), str(RELATIONS[one.relation]), one.is_confirmed,
            target.reference if target else f"{one.number or ''}-{one.symbol}".strip("-"),
            target.kind.name if target else one.kind, target.issued_on if target else one.date,
            target.issuer_name if target else one.issuer, one.quote, str(target) if target else "",
        )  # fmt: skip
    for one in selectors.citing(document, by=by)[:20_000]:
        own = one.document
        yield (
            _("viện dẫn văn bản này"), str(RELATIONS[one.relation]), one.is_confirmed, own.reference, own.kind.name,
            own.issued_on, own.issuer_name, one.quote, str(own),
        )  # fmt: skip


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int, citation_pk: int) -> HttpResponse:
    """One citation: what the document is to it, which registered one it means."""
    by = actor(request)
    citation = selectors.citation_for(pk, citation_pk, by=by)
    by.require("documents.register", citation.document.owner)
    error = ""
    if request.method == "POST":
        try:
            if _save(request, citation, by):
                return redirect("documents:links", pk)
        except rules.Rejected as rejected:
            error = rejection_in_words(rejected)
        citation = selectors.citation_for(pk, citation_pk, by=by)
    number, symbol = rules.split_reference(request.GET.get("q", "")[:60])
    context = {
        "document": citation.document, "citation": citation, "relations": RELATIONS, "error": error,
        "candidates": selectors.candidates_for(citation, by=by), "q": request.GET.get("q", "")[:60],
        "found": _found(number, symbol, citation.document_id, by), "before": _around(citation)[0],
        "after": _around(citation)[1], "by_hand": bool(citation.fields.get(selectors.BY_HAND)),
    }  # fmt: skip
    return render(request, "documents/link.html", context)


def _save(request: HttpRequest, citation: Citation, by: Actor) -> bool:
    """Whether it was saved. "unlink" cuts it loose; else the relation and, where one is chosen, the document."""
    ids = {"document_id": citation.document_id, "citation_id": citation.pk}
    if request.POST.get("action") == "unlink":
        services.unlink(**ids, by=by)
        messages.success(request, _("Đã bỏ nối. Viện dẫn vẫn giữ như in trong văn bản."))
        return True
    target = request.POST.get("target", "")
    if target:
        services.link_citation(**ids, target_id=_number(target), by=by)
    services.set_relation(**ids, relation=request.POST.get("relation", ""), by=by)
    messages.success(request, _("Đã lưu liên hệ."))
    return True


@require_http_methods(["GET", "POST"])
def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Link to a registered document that no passage names."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    by.require("documents.register", document.owner)
    error = ""
    if request.method == "POST":
        try:
            services.link_document(
                document_id=pk, target_id=_number(request.POST.get("target", "")),
                relation=request.POST.get("relation", ""), by=by,
            )  # fmt: skip
        except rules.Rejected as rejected:
            error = rejection_in_words(rejected)
        else:
            messages.success(request, _("Đã nối hai văn bản."))
            return redirect("documents:links", pk)
    asked = request.GET.get("q", "")[:60]
    number, symbol = rules.split_reference(asked)
    context = {
        "document": document, "relations": RELATIONS, "error": error, "q": asked,
        "found": _found(number, symbol, document.pk, by),
    }  # fmt: skip
    return render(request, "documents/link_new.html", context)


def _found(number: int | None, symbol: str, but: int, by: Actor) -> Sequence[Document]:
    """What carries the number that was typed; "31" alone is a number too."""
    if number is None and symbol.isascii() and symbol.isdecimal() and len(symbol) < 6:
        number, symbol = int(symbol), ""
    return [one for one in selectors.numbered_like(number, symbol, by=by) if one.pk != but]


def _number(text: str) -> int:
    """An id from a form; what is none is an unknown document."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise rules.Rejected({"target": "unknown"})
    return int(text)


def _around(citation: Citation) -> tuple[str, str]:
    """The text around the passage, so that one sees what it says."""
    if citation.start is None or citation.end is None:
        return "", ""
    text, start, end = citation.document.text, citation.start, citation.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "…" + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, after
