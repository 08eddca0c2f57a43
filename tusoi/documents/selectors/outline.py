"""The outline of a document: what was kept of its clauses and what the text proposes, as one tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tusoi.documents.models import Clause, Document
from tusoi.lib import clauses as reading
from tusoi.lib.clauses import Target

TREE_KINDS = ("section", *reading.ANSWERABLE)
"""Kinds that an outline gives; the others come from the intake."""
ANSWERED_KINDS = (*reading.ANSWERABLE, "requirement")
"""What somebody below is expected to answer."""
READ = 500_000
"""Characters of a text whose outline is read."""


@dataclass(slots=True)
class OutlineRow:
    """A clause that is kept, or one the text proposes. ``key``: "c<id>" or "p<start>"; ``parent``: a key or ""."""

    key: str
    kind: str
    label: str
    title: str
    start: int | None
    end: int | None
    parent: str = ""
    clause: Clause | None = None
    wanted: bool = False
    target: Target | None = None
    number: int = 0
    depth: int = 0
    children: list[str] = field(default_factory=list)

    @property
    def is_fixed(self) -> bool:
        """From the intake: it keeps its kind and is not left out here."""
        return self.clause is not None and self.kind not in TREE_KINDS

    @property
    def target_fields(self) -> dict[str, Any]:
        return {"target": self.target.as_json(), "number": self.number} if self.target else {}


def has_outline(clauses: Iterable[Clause]) -> bool:
    return any(one.kind in TREE_KINDS for one in clauses)


def outline_of(document: Document, clauses: Sequence[Clause] | None = None) -> list[OutlineRow]:
    """Every row in the order of the text, a parent before its children. One query where ``clauses`` are not given.

    A clause of the intake that says the same as a proposal stands in its place; else it hangs under its section.
    """
    kept = list(document.clauses.all()) if clauses is None else list(clauses)
    nodes = reading.tree(document.text[:READ])
    rows = {f"c{one.pk}": _kept_row(one) for one in kept}
    by_node = _matched(nodes, kept)
    keys = [f"c{by_node[place].pk}" if place in by_node else f"p{node.start}" for place, node in enumerate(nodes)]
    for place, node in enumerate(nodes):
        above = keys[node.parent] if node.parent >= 0 else ""
        if place in by_node:
            row = rows[keys[place]]
            if by_node[place].parent_id is None and row.is_fixed:
                row.parent = above
            row.target, row.number = row.target or node.target, row.number or node.number
            continue
        rows[keys[place]] = OutlineRow(
            keys[place], node.kind, node.label, node.title, node.start, node.own_end, above, wanted=node.wanted,
            target=node.target, number=node.number,
        )  # fmt: skip
    matched = {one.pk for one in by_node.values()}
    for one in kept:
        if one.parent_id is not None:
            rows[f"c{one.pk}"].parent = f"c{one.parent_id}"
        elif one.pk not in matched and one.kind not in TREE_KINDS and one.start is not None:
            rows[f"c{one.pk}"].parent = _innermost(nodes, keys, one.start)
    return _in_order(rows)


def _kept_row(clause: Clause) -> OutlineRow:
    kept = clause.fields.get("target")
    return OutlineRow(
        f"c{clause.pk}", clause.kind, clause.label, clause.title, clause.start, clause.end, clause=clause, wanted=True,
        target=Target.from_json(kept) if isinstance(kept, dict) else None,
        number=int(clause.fields.get("number") or 0) if str(clause.fields.get("number") or 0).isdecimal() else 0,
    )  # fmt: skip


def _matched(nodes: Sequence[reading.Node], kept: Sequence[Clause]) -> dict[int, Clause]:
    """By the place of the node: the clause that was made of it, or a requirement of the intake with the same words."""
    by_start = {node.start: place for place, node in enumerate(nodes)}
    found: dict[int, Clause] = {}
    for one in kept:
        if one.kind in TREE_KINDS and one.start in by_start:
            found.setdefault(by_start[one.start], one)
    starts = sorted(by_start)
    for one in kept:
        if one.kind != "requirement" or one.start is None or one.end is None:
            continue
        place = _place_at(starts, by_start, one.start)
        if place is None or place in found:
            continue
        node = nodes[place]
        shared = min(node.own_end, one.end) - max(node.start, one.start)
        if shared > 0.6 * (node.own_end - node.start):
            found[place] = one
    return found


def _place_at(starts: Sequence[int], by_start: dict[int, int], offset: int) -> int | None:
    from bisect import bisect_right

    at = bisect_right(starts, offset) - 1
    return by_start[starts[at]] if at >= 0 else None


def _innermost(nodes: Sequence[reading.Node], keys: Sequence[str], offset: int) -> str:
    """The key of the smallest section that holds the offset."""
    holding = [place for place, node in enumerate(nodes) if node.start <= offset < node.end]
    sections = [place for place in holding if nodes[place].kind == "section"]
    return keys[(sections or holding)[-1]] if holding else ""


def _in_order(rows: dict[str, OutlineRow]) -> list[OutlineRow]:
    """Depth first, siblings in the order of the text. What a circle would hide stands at the top."""
    for row in rows.values():
        if row.parent and (row.parent not in rows or row.parent == row.key):
            row.parent = ""
    for row in rows.values():
        if row.parent:
            rows[row.parent].children.append(row.key)

    def place(key: str) -> tuple[int, int, str]:
        row = rows[key]
        return (row.start if row.start is not None else 10**9, row.clause.position if row.clause else 0, key)

    found: list[OutlineRow] = []
    seen: set[str] = set()

    def walk(first: str) -> None:
        waiting = [(first, 0)]
        while waiting:
            key, depth = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            rows[key].depth = depth
            found.append(rows[key])
            waiting += [(child, depth + 1) for child in sorted(rows[key].children, key=place, reverse=True)]

    for key in sorted((key for key, row in rows.items() if not row.parent), key=place):
        walk(key)
    for key in sorted(rows, key=place):
        if key not in seen:
            rows[key].parent = ""
            walk(key)
    return found


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A kept clause with its depth in the tree; ``number`` counts those that are answered, from 1 (0: a section)."""

    clause: Clause
    depth: int
    number: int
    below: tuple[int, ...]
    """The ids of the answered clauses below it."""

    @property
    def is_answered(self) -> bool:
        return self.number > 0

    @property
    def target(self) -> Target | None:
        kept = self.clause.fields.get("target")
        return Target.from_json(kept) if isinstance(kept, dict) else None


def lines_of(clauses: Sequence[Clause]) -> list[ClauseLine]:
    """What is answered of a document, with the sections that hold it, as a tree in order."""
    kept = [one for one in clauses if one.kind in TREE_KINDS or one.kind == "requirement"]
    by_parent: dict[int | None, list[Clause]] = {}
    known = {one.pk for one in kept}
    for one in kept:
        by_parent.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    lines: list[ClauseLine] = []
    number = 0

    def walk(one: Clause, depth: int) -> list[int]:
        nonlocal number
        place = len(lines)
        is_answered = one.kind in ANSWERED_KINDS
        number += is_answered
        own = number if is_answered else 0
        lines.append(ClauseLine(one, depth, own, ()))
        below = [pk for child in by_parent.get(one.pk, ()) for pk in walk(child, min(depth + 1, 12))]
        if below or is_answered:
            lines[place] = ClauseLine(one, depth, own, tuple(below))
        else:
            del lines[place:]  # a section that holds nothing
        return [one.pk, *below] if is_answered else below

    for one in by_parent.get(None, []):
        walk(one, 0)
    return lines


def clause_kept(pk: int, document_id: int) -> Clause:
    """A clause of a document one has already been shown. Raises Clause.DoesNotExist."""
    return Clause.objects.select_related("document__owner", "document__kind", "parent").get(pk=pk, document=document_id)
