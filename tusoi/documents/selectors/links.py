"""How documents hang together: what one rests on, two levels up, and what rests on it, two levels down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from tusoi.documents import matching, rules
from tusoi.documents.models import Citation, Coverage, Document, Template
from tusoi.documents.reference import rows
from tusoi.documents.relations import STRENGTH, strongest
from tusoi.organisations.scope import Actor
from tusoi.treepath import ids

from .parts import CitationLine, citations_of
from .register import all_kinds, citable

BY_HAND = "by_hand"
"""In the fields of a citation: no passage says it, a person linked the two documents."""
MOST = {-2: 8, -1: 11, 1: 11, 2: 8}
"""Documents shown at each level; with the document itself 39."""
READ = 2_000
"""Links read of a level; more are counted but not drawn."""


@dataclass(frozen=True, slots=True)
class Link:
    """``source`` speaks of ``target`` (keys of nodes)."""

    source: str
    target: str
    relation: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A document at a level: below 0 what is rested on, above 0 what rests on it.

    Without a document it is either open (a citation nobody could lead anywhere; ``label`` is what is printed) or hidden
    (a document out of the reader's reach, of which nothing is said).
    """

    key: str
    level: int
    document: Document | None = None
    label: str = ""
    is_hidden: bool = False
    is_replaced: bool = False
    relation: str = ""
    parent: str = ""

    @property
    def is_open(self) -> bool:
        return self.document is None and not self.is_hidden


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: list[Node]
    links: list[Link]
    left_out: int = 0
    """Documents of these levels that are not drawn."""
    up: list[Node] = field(default_factory=list)
    down: list[Node] = field(default_factory=list)

    def under(self, key: str, level: int) -> list[Node]:
        """The nodes of a level that were reached over this one."""
        return [one for one in self.nodes if one.parent == key and one.level == level]


def graph_of(document: Document, *, by: Actor, citations: Sequence[CitationLine] | None = None) -> Graph:
    """The document with what it rests on and what rests on it; ``citations`` are its own, where they were read already.

    At most ten queries, however much hangs on it.
    """
    lines = citations_of(document, by=by) if citations is None else citations
    drawn = _Drawn(by)
    drawn.add(Node(f"d{document.pk}", 0, document, is_replaced=bool(getattr(document, "is_replaced", False))))
    own = [line.citation for line in lines]
    drawn.rise(own, {line.target.pk: line.target for line in lines if line.target is not None}, -1)
    cited = drawn.cited_by(drawn.documents(-1))
    drawn.rise(cited, _marked({one.target_id for one in cited if one.target_id}, by), -2)
    drawn.descend([document], 1)
    drawn.descend(drawn.documents(1), 2)
    nodes = sorted(drawn.nodes.values(), key=lambda one: one.level)
    graph = Graph(nodes, list(drawn.links.values()), len(drawn.missed - drawn.nodes.keys()) + drawn.uncounted)
    return replace(
        graph,
        up=[one for one in nodes if one.level == -1],
        down=[one for one in nodes if one.level == 1],
    )


class _Drawn:
    """What is drawn so far."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.nodes: dict[str, Node] = {}
        self.links: dict[tuple[str, str], Link] = {}
        self.missed: set[str] = set()
        self.uncounted = 0

    def add(self, node: Node) -> None:
        self.nodes.setdefault(node.key, node)

    def documents(self, level: int) -> list[Document]:
        return [one.document for one in self.nodes.values() if one.level == level and one.document is not None]

    def cited_by(self, documents: Sequence[Document]) -> list[Citation]:
        if not documents:
            return []
        return list(
            Citation.objects.filter(document__in=[one.pk for one in documents])
            .order_by("document_id", "start", "pk")
            .only("document_id", "target_id", "relation", "is_confirmed", "number", "symbol", "quote", "kind")[:READ]
        )

    def rise(self, cited: Sequence[Citation], there: dict[int, Any], level: int) -> None:
        """What is cited; ``there``: of the targets those that can be seen."""
        bundles: dict[tuple[str, str], list[Citation]] = defaultdict(list)
        for one in cited:
            bundles[f"d{one.document_id}", _key(one, there)].append(one)
        for (source, key), same in sorted(bundles.items(), key=_weight):
            target = there.get(same[0].target_id or 0)
            hidden = same[0].target_id is not None and target is None
            node = Node(
                key, level, target, "" if hidden or target else self._printed(same[0]), hidden,
                bool(target and target.is_replaced), strongest([one.relation for one in same]), source,
            )  # fmt: skip
            self._draw(node, source, key, same)

    def _printed(self, one: Citation) -> str:
        if one.number and one.symbol:
            return f"{self.kinds.get(one.kind, one.kind)} {one.number:02d}-{one.symbol}".strip()
        return one.quote

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kinds as documents name them, in the language of the reader."""
        return {} if (get_language() or "vi") == "vi" else {kind.name_vi: kind.name for kind in all_kinds()}

    def descend(self, documents: Sequence[Document], level: int) -> None:
        """What cites these documents, as far as the reader may see it."""
        if not documents:
            return
        targets = [one.pk for one in documents]
        seen = Document.objects.visible_to(self.by)
        speaking = Citation.objects.filter(target__in=targets, document__in=seen.values("pk"))
        replaced = Citation.objects.changing("replaces").filter(target=OuterRef("document"))
        citing: list[Any] = list(
            speaking.annotate(citing_is_replaced=Exists(replaced))
            .select_related("document__kind")
            .defer("document__text", "fields")
            .order_by("-document__issued_on", "-document_id", "start", "pk")[:READ]
        )
        if len(citing) == READ:
            self.uncounted += speaking.values("document").distinct().count() - len({one.document_id for one in citing})
        bundles: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for one in citing:
            bundles[f"d{one.document_id}", f"d{one.target_id}"].append(one)
        for (source, key), same in sorted(bundles.items(), key=_weight):
            own, relation = same[0], strongest([one.relation for one in same])
            node = Node(source, level, own.document, is_replaced=own.citing_is_replaced, relation=relation, parent=key)
            self._draw(node, source, key, same)

    def _draw(self, node: Node, source: str, target: str, same: Sequence[Citation]) -> None:
        if node.key not in self.nodes:
            if sum(one.level == node.level for one in self.nodes.values()) >= MOST[node.level]:
                self.missed.add(node.key)
                return
            self.add(node)
        if source in self.nodes and target in self.nodes and source != target:
            relation = strongest([one.relation for one in same])
            confirmed = any(one.is_confirmed for one in same if one.relation == relation)
            self.links.setdefault((source, target), Link(source, target, relation, confirmed))


def _weight(bundle: tuple[tuple[str, str], list[Citation]]) -> tuple[int, int]:
    """The strongest relation first, documents before what is open."""
    _keys, same = bundle
    return STRENGTH[strongest([one.relation for one in same])], 0 if same[0].target_id else 1


def _key(one: Citation, there: dict[int, Any]) -> str:
    if one.target_id is None:
        printed = f"{one.number}-{one.symbol}".casefold() if one.number and one.symbol else one.quote.casefold()[:80]
        return f"o{printed}"
    return f"d{one.target_id}" if one.target_id in there else f"h{one.target_id}"


def _marked(pks: Iterable[int], by: Actor) -> dict[int, Any]:
    wanted = list(pks)
    if not wanted:
        return {}
    found = Document.objects.visible_to(by).filter(pk__in=wanted).marked().select_related("kind").defer("text")
    return {one.pk: one for one in found}


# --- one link


def citation_for(document_id: int, pk: int, *, by: Actor) -> Citation:
    """A citation of a document within reach, with that document. Raises Citation.DoesNotExist."""
    found = Citation.objects.visible_to(by).select_related("document__kind", "document__owner")
    citation = found.get(pk=pk)
    if citation.document_id != document_id:
        raise Citation.DoesNotExist
    return citation


def candidates_for(citation: Citation, *, by: Actor) -> list[Document]:
    """The registered documents the citation may mean, the likeliest first, at most ten; its target among them."""
    there = citable([citation.number], by=by).get(citation.number, []) if citation.number else []
    cited = matching.Cited(citation.number, citation.symbol, citation.kind, citation.issuer, citation.date)
    line = ids(citation.document.owner.path)[::-1]
    found, _certain = matching.matched(cited, there, table=rows("issuer_codes"), line=line)
    named = [one for one in there if one not in found and one.symbol and _same_symbol(one, citation)]
    candidates = [one for one in (*found, *named) if one.pk != citation.document_id][:10]
    if citation.target_id and citation.target_id not in {one.pk for one in candidates}:
        candidates = [*linkable([citation.target_id], by=by), *candidates]
    return candidates


def _same_symbol(one: Document, citation: Citation) -> bool:
    return rules.same_symbol(one.symbol, citation.symbol)


def linkable(pks: Collection[int], *, by: Actor) -> list[Document]:
    """Those of the documents that can be linked to, in the order of ``pks``."""
    order = {pk: place for place, pk in enumerate(pks)}
    found = Document.objects.visible_to(by).filter(pk__in=order).select_related("kind").defer("text")
    return sorted(found, key=lambda one: order[one.pk])


def numbered_like(number: int | None, symbol: str, *, by: Actor) -> list[Document]:
    """Documents within reach with this number, those of this symbol first; at most 20."""
    there = citable([number], by=by).get(number, []) if number else []
    return sorted(there, key=lambda one: not rules.same_symbol(one.symbol, symbol))[:20]


# --- what hangs on it


def citing(document: Document, *, by: Actor) -> QuerySet[Citation]:
    """The citations of other documents that lead here, as far as the reader may see them, newest first."""
    seen = Document.objects.visible_to(by).values("pk")
    return (
        Citation.objects.filter(target=document, document__in=seen)
        .select_related("document__kind", "document__owner")
        .defer("document__text")
        .order_by("-document__issued_on", "-document_id", "start", "pk")
    )


def answered_in(document: Document, *, by: Actor) -> list[tuple[Document, int]]:
    """Documents that answer its clauses, each with how many passages were confirmed; at most 200. Two queries."""
    counted: dict[int, int] = defaultdict(int)
    confirmed = Coverage.objects.visible_to(by).filter(clause__document=document, state=Coverage.State.CONFIRMED)
    for pk in confirmed.values_list("document", flat=True)[:20_000]:
        counted[pk] += 1
    seen = Document.objects.visible_to(by).filter(pk__in=list(counted)[:1_000])
    found = seen.select_related("kind", "owner").defer("text").order_by("-issued_on", "-pk")[:200]
    return [(one, counted[one.pk]) for one in found]


def templates_from(document: Document, *, by: Actor) -> list[Any]:
    """The model documents that were made from it; at most 50."""
    return list(Template.objects.visible_to(by).filter(source=document).order_by("name", "-valid_from")[:50])


def still_resting(document: Document, *, by: Actor) -> list[Document]:
    """Documents that rest on it or implement it and stand themselves; at most 100, newest first. One query."""
    resting = Citation.objects.filter(target=document, relation__in=("basis", "implements")).values("document")
    replaced = Citation.objects.changing("replaces").filter(target=OuterRef("pk"))
    found = Document.objects.visible_to(by).filter(~Exists(replaced), pk__in=resting)
    return list(found.select_related("kind").defer("text").order_by("-issued_on", "-pk")[:100])
