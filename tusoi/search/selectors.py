from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from tusoi import treepath

from .places import branch_word, place_word
from .rules import closeness, is_prefix, query_words

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

EVERYWHERE: list[str] = []
CANDIDATES = 200
"""Rows the index proposes; only these are ranked (docs/performance.md)."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the owning package shows of a thing the reader may see."""

    title: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    object_id: int
    title: str
    url: str
    detail: str


Owner = Callable[[list[int], "Actor"], Mapping[int, Found]]
"""Of the ids, those the actor may see, and how they are shown."""


def search(
    text: str,
    *,
    by: Actor,
    owners: Mapping[str, Owner],
    limit: int = 20,
    kinds: Iterable[str] | None = None,
    sideways: Iterable[str] = ("document",),
) -> list[Hit]:
    """What the actor may see that holds every word of ``text``, the nearest titles first.

    ``owners`` decide, kind by kind, what exists for the actor; a kind without an owner is never shown. The last word
    may be unfinished. Things of the kinds ``sideways`` may reach an actor from another branch, as a document sent to
    him does. At most three queries here, and one call for each kind that was proposed.
    """
    chosen = set(owners) if kinds is None else set(kinds)
    asked = [kind for kind in owners if kind in chosen]
    terms = query_words(text)
    if not terms or not asked:
        return []
    rows: dict[tuple[str, int], tuple[str, str]] = {}
    reach = _reach(by)
    if len(terms) > 1:
        rows.update(_candidates(terms, asked, reach, phrase=True))
    if len(rows) < CANDIDATES:
        for key, row in _candidates(terms, asked, reach, phrase=False).items():
            rows.setdefault(key, row)
    elsewhere = [kind for kind in sideways if kind in asked]
    if elsewhere and reach and len(rows) < CANDIDATES:
        for key, row in _candidates(terms, elsewhere, EVERYWHERE, phrase=False).items():
            rows.setdefault(key, row)

    hits: list[tuple[tuple[int, int, str], Hit]] = []
    for kind in asked:
        ids = [object_id for row_kind, object_id in rows if row_kind == kind]
        shown = owners[kind](ids, by) if ids else {}
        for object_id in ids:
            if found := shown.get(object_id):
                title, path = rows[kind, object_id]
                order = (closeness(title, text), len(path), title)
                hits.append((order, Hit(kind, object_id, found.title, found.url, found.detail)))
    hits.sort(key=lambda pair: pair[0])
    return [hit for _, hit in hits[:limit]]


def _reach(by: Actor) -> list[str]:
    """The words of the places where the actor may find something: his branches, the way up, and nowhere in particular.

    They only keep the proposals few; what the actor may see is decided by the owners. Empty for one who sees all.
    """
    branches = treepath.outermost(by.branches("read"))
    if by.system or any(len(branch) <= treepath.WIDTH for branch in branches):
        return EVERYWHERE
    above = sorted({path for grant in by.grants for path in treepath.ancestors(grant.path)})
    return [place_word(""), *map(branch_word, branches), *map(place_word, above)]


def _candidates(
    terms: list[str], kinds: list[str], reach: list[str], *, phrase: bool
) -> dict[tuple[str, int], tuple[str, str]]:
    """(kind, id) -> (title, path) of entries with all the terms, side by side and in order if ``phrase``.

    Terms and places are words of letters and digits: nothing in them means anything to either index.
    """
    is_postgres = connection.vendor == "postgresql"
    if is_postgres:
        source = "search_entry e WHERE to_tsvector('simple', e.folded) @@ to_tsquery('simple', %s)"
        asked = (" <-> " if phrase else " & ").join([*terms[:-1], terms[-1] + (":*" if is_prefix(terms[-1]) else "")])
        wanted = f"({asked}) & ({' | '.join(reach)})" if reach else asked
    else:  # CROSS JOIN: from the index to the rows, never the other way round
        source = "search_index i CROSS JOIN search_entry e ON e.id = i.rowid WHERE search_index MATCH %s"
        quoted = [f'"{term}"' for term in terms]
        asked = (" + " if phrase else " AND ").join([*quoted[:-1], quoted[-1] + (" *" if is_prefix(terms[-1]) else "")])
        wanted = f"({asked}) AND ({' OR '.join(reach)})" if reach else asked
    marks = ", ".join(["%s"] * len(kinds))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.kind, e.object_id, e.title, e.path FROM {source} AND e.kind IN ({marks}) LIMIT %s",
            [wanted, *kinds, CANDIDATES],
        )
        return {(kind, object_id): (title, path) for kind, object_id, title, path in cursor.fetchall()}
