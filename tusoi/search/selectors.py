from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from tusoi import treepath

from .places import branch_word, place_word, year_word
from .rules import MIN_PREFIX, closeness, is_prefix, query_words, side_by_side, words

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

EVERYWHERE: list[str] = []
CANDIDATES = 200
"""Rows the index proposes; only these are ranked (docs/performance.md)."""
LOOKED_AT = 2000
"""Texts with all the words in which PostgreSQL looks for them side by side."""


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
    branch: str = "",
    year: int | None = None,
) -> list[Hit]:
    """What the actor may see that holds every word of ``text``, the nearest titles first.

    ``owners`` decide, kind by kind, what exists for the actor; a kind without an owner is never shown. The last word
    may be unfinished. Things of the kinds ``sideways`` may reach an actor from another branch, as a document sent to
    him does. ``branch`` (a path) and ``year`` leave out what stands elsewhere or is of another year. At most four
    queries here, and one call for each kind that was proposed.
    """
    chosen = set(owners) if kinds is None else set(kinds)
    asked = [kind for kind in owners if kind in chosen]
    terms = query_words(text)
    if not terms or not asked:
        return []
    rows: dict[tuple[str, int], tuple[str, str]] = {}
    reach = _reach(by)
    only = [*([branch_word(branch)] if branch else []), *([year_word(year)] if year else [])]
    elsewhere = [kind for kind in sideways if kind in asked]
    rounds = [(asked, reach, how) for how in _rounds(terms)]
    rounds += [(elsewhere, EVERYWHERE, _Round())] if elsewhere and reach else []
    for kinds_now, places, how in rounds:
        if len(rows) < CANDIDATES:
            for key, row in _candidates(terms, kinds_now, places, only, how).items():
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


def found_ids(text: str, *, kind: str, by: Actor, limit: int) -> list[int]:
    """The ids of things of one kind with every word of ``text`` as the beginning of a word; at most ``limit``.

    Those within reach come before those that stand elsewhere today, the words side by side before the others: what the
    actor may see is still to be asked. At most three queries, each bounded.
    """
    terms = query_words(text)
    if not terms:
        return []
    *before, last = terms
    # One letter begins half the words of a country: it only chooses among the titles the other words found.
    letter = last if before and not is_prefix(last) else ""
    asked, reach = before if letter else terms, _reach(by)
    ids: dict[int, None] = {}
    rounds = [(reach, len(asked) > 1), (reach, False)] + ([(EVERYWHERE, False)] if reach else [])
    for words_of_places, phrase in rounds:
        wanted = _wanted(asked, words_of_places, phrase=phrase, beginnings=True)
        near = side_by_side(asked) if phrase else ""
        for object_id, title in _rows("e.object_id, e.title", wanted, [kind], limit, near=near):
            if not letter or any(word.startswith(letter) for word in words(title)):
                ids[object_id] = None
        if len(ids) >= limit:
            break
    return list(ids)[:limit]


def ids_at(text: str, *, kind: str, paths: Iterable[str], limit: int, branches: Iterable[str] = ()) -> list[int]:
    """The ids of things of one kind that stand at these places themselves, or in one of these branches, and hold every
    word of ``text`` as the beginning of a word; at most ``limit``. What the actor may see is still to be asked. One
    query.
    """
    terms = query_words(text)
    places = list(dict.fromkeys([*map(place_word, paths), *map(branch_word, branches)]))
    if not terms or not places:
        return []
    wanted = _wanted(terms, places, phrase=False, beginnings=True)
    return [object_id for (object_id,) in _rows("e.object_id", wanted, [kind], limit)]


def _reach(by: Actor) -> list[str]:
    """The words of the places where the actor may find something: his branches, the way up, and nowhere in particular.

    They only keep the proposals few; what the actor may see is decided by the owners. Empty for one who sees all.
    """
    branches = treepath.outermost(by.branches("read"))
    if by.system or any(len(branch) <= treepath.WIDTH for branch in branches):
        return EVERYWHERE
    above = sorted({path for grant in by.grants for path in treepath.ancestors(grant.path)})
    return [place_word(""), *map(branch_word, branches), *map(place_word, above)]


@dataclass(frozen=True, slots=True)
class _Round:
    """One way to ask: for the words side by side; without an unfinished last word, which then only chooses."""

    phrase: bool = False
    without_last: bool = False


def _rounds(terms: list[str]) -> list[_Round]:
    """The ways to ask in turn, until enough is found: the words side by side, then as they come.

    PostgreSQL unites everything two letters begin before it looks at anything else, as long as all else together: it
    is first asked for the other words, and titles with all of them side by side are chosen.
    """
    if len(terms) == 1:
        return [_Round()]
    is_short = connection.vendor == "postgresql" and len(terms[-1]) == MIN_PREFIX
    return [_Round(phrase=True), *([_Round(phrase=True, without_last=True)] if is_short else []), _Round()]


def _candidates(
    terms: list[str], kinds: list[str], reach: list[str], only: Sequence[str], how: _Round
) -> dict[tuple[str, int], tuple[str, str]]:
    """(kind, id) -> (title, path) of entries with all the terms.

    Terms and places are words of letters and digits: nothing in them means anything to either index.
    """
    asked = terms[:-1] if how.without_last else terms
    wanted = _wanted(asked, reach, only, phrase=how.phrase)
    near = side_by_side(terms) if len(terms) > 1 else ""
    columns = "e.kind, e.object_id, e.title, e.path"
    rows = _rows(columns, wanted, kinds, CANDIDATES, near=near, only_near=how.without_last)
    return {(kind, object_id): (title, path) for kind, object_id, title, path in rows}


def _wanted(
    terms: list[str], reach: list[str], only: Sequence[str] = (), *, phrase: bool, beginnings: bool = False
) -> str:
    """The question in the words of the index; the last term may be unfinished, with ``beginnings`` every one, in a
    ``phrase`` none but the last of FTS5. Places: one of ``reach``, and all of ``only``."""
    last = len(terms) - 1
    unfinished = [is_prefix(term) and (beginnings or place == last) for place, term in enumerate(terms)]
    if connection.vendor == "postgresql":  # its index knows no order of words: `_rows` looks at that
        whole = phrase and not beginnings  # what is finished is found in half the time, and comes first anyway
        said = [term + (":*" if more and not whole else "") for term, more in zip(terms, unfinished, strict=True)]
        asked, either = " & ".join([*said, *only]), " | ".join(reach)
        return f"({asked}) & ({either})" if reach else asked
    # In a phrase of FTS5 only the last word may be unfinished: the others are found in the round that follows.
    said = [
        f'"{term}"' + (" *" if more and (not phrase or place == last) else "")
        for place, (term, more) in enumerate(zip(terms, unfinished, strict=True))
    ]
    asked, either = (" + " if phrase else " AND ").join(said), " OR ".join(reach)
    asked = " AND ".join([f"({asked})", *only]) if only else asked
    return f"({asked}) AND ({either})" if reach else asked


def _rows(
    columns: str, wanted: str, kinds: list[str], limit: int, *, near: str = "", only_near: bool = False
) -> list[tuple[Any, ...]]:
    """What the index finds, at most ``limit``; on PostgreSQL first those whose title is of the form ``near``, or only
    those.

    Its index does not know where a word stands: asked for a phrase it reads every text that has all the words, half a
    second among a million. Here the titles of the first few thousand are looked at; a text lies outside its row.
    """
    marks = ", ".join(["%s"] * len(kinds))
    if connection.vendor == "postgresql":
        found = "SELECT * FROM search_entry WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', %s)"
        question = f"SELECT {columns} FROM ({found} AND kind IN ({marks}) LIMIT %s) e"
        values: list[Any] = [wanted, *kinds, LOOKED_AT if near else limit]
        if near:
            question += f" {'WHERE e.title ~ %s' if only_near else 'ORDER BY e.title !~ %s'} LIMIT %s"
            values += [near, limit]
    else:  # CROSS JOIN: from the index to the rows, never the other way round
        question = (
            f"SELECT {columns} FROM search_index i CROSS JOIN search_entry e ON e.id = i.rowid"
            f" WHERE search_index MATCH %s AND e.kind IN ({marks}) LIMIT %s"
        )
        values = [wanted, *kinds, limit]
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
