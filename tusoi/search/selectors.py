from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from tusoi import treepath

from .places import branch_word, place_word, year_word
from .rules import MIN_PREFIX, closeness_to, is_prefix, query_words, side_by_side, words

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
    of_kinds = asked if len(asked) < len(owners) else ()
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
        if (len(rows) >= CANDIDATES) == how.among_many:
            new = _candidates(terms, kinds_now, places, only, how, of_kinds)
            rows = dict([*({**new, **rows} if how.among_many else {**rows, **new}).items()][:CANDIDATES])

    closeness = closeness_to(text)
    hits: list[tuple[tuple[int, int, str], Hit]] = []
    for kind in asked:
        ids = [object_id for row_kind, object_id in rows if row_kind == kind]
        shown = owners[kind](ids, by) if ids else {}
        for object_id in ids:
            if found := shown.get(object_id):
                title, path = rows[kind, object_id]
                order = (closeness(title), len(path), title)
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
        wanted = _wanted(asked, words_of_places, phrase=phrase, beginnings=True, kinds=[kind])
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
    wanted = _wanted(terms, places, phrase=False, beginnings=True, kinds=[kind])
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
    """One way to ask: in titles only; for the words side by side; without an unfinished last word, which then only
    chooses. ``among_many``: only where there are more than can be proposed, and then these come first."""

    phrase: bool = False
    titles: bool = False
    without_last: bool = False
    among_many: bool = False


def _rounds(terms: list[str]) -> list[_Round]:
    """The ways to ask in turn, until enough is found.

    SQLite is asked for titles first, and where there are too many of them for those with the words side by side: a
    phrase it looks for at every place of the words in every text. PostgreSQL unites everything two letters begin before
    it looks at anything else, as long as all else together: it is first asked for the other words, and titles with
    all of them side by side are chosen.
    """
    if connection.vendor != "postgresql":
        near = [_Round(phrase=True, titles=True, among_many=True)] if len(terms) > 1 else []
        return [_Round(titles=True), *near, _Round()]
    if len(terms) == 1 or terms[-1].isdigit():
        return [_Round()]
    is_short = len(terms[-1]) == MIN_PREFIX
    return [_Round(phrase=True), *([_Round(phrase=True, without_last=True)] if is_short else []), _Round()]


def _candidates(
    terms: list[str], kinds: list[str], reach: list[str], only: Sequence[str], how: _Round, of_kinds: Sequence[str]
) -> dict[tuple[str, int], tuple[str, str]]:
    """(kind, id) -> (title, path) of entries with all the terms.

    Terms and places are words of letters and digits: nothing in them means anything to either index.
    """
    asked = terms[:-1] if how.without_last else terms
    wanted = _wanted(asked, reach, only, phrase=how.phrase, titles=how.titles, kinds=of_kinds)
    near = side_by_side(terms) if len(terms) > 1 else ""
    columns = "e.kind, e.object_id, e.title, e.path"
    rows = _rows(columns, wanted, kinds, CANDIDATES, near=near, only_near=how.without_last)
    return {(kind, object_id): (title, path) for kind, object_id, title, path in rows}


def _wanted(
    terms: list[str],
    reach: list[str],
    only: Sequence[str] = (),
    *,
    phrase: bool,
    beginnings: bool = False,
    titles: bool = False,
    kinds: Sequence[str] = (),
) -> str:
    """The question in the words of the index; the last term may be unfinished, with ``beginnings`` every one, in a
    ``phrase`` none but the last of FTS5. Places: one of ``reach``, and all of ``only``. ``kinds``: what is of others is
    passed over by the index, where it can; a phrase is looked for everywhere before it looks at anything else."""
    last = len(terms) - 1
    unfinished = [is_prefix(term) and (beginnings or place == last) for place, term in enumerate(terms)]
    if connection.vendor == "postgresql":  # its index knows no order of words: `_rows` looks at that
        whole = phrase and not beginnings  # what is finished is found in half the time, and comes first anyway
        said = [term + (":*" if more and not whole else "") for term, more in zip(terms, unfinished, strict=True)]
        asked, either = " & ".join([*said, *only]), " | ".join(reach)
        return f"({asked}) & ({either})" if reach else asked
    asked = _side_by_side(terms, unfinished[last]) if phrase else _in_any_order(terms, unfinished)
    said = [f"{{{'title' if titles or phrase else 'title rest'}}} : ({asked})", *only]
    said += [f"({' OR '.join(reach)})"] if reach else []
    said += [f"{{kind}} : ({' OR '.join(kinds)})"] if kinds and not phrase else []
    return " AND ".join(said)


def _side_by_side(terms: list[str], is_unfinished: bool) -> str:
    """In a phrase of FTS5 only the last word may be unfinished: the others are found in the round that follows."""
    return " + ".join(f'"{term}"' for term in terms) + (" *" if is_unfinished else "")


NOWHERE = "{kind} : zzz"
"""What no entry holds: kinds are our own words. A title could hold any."""


def _in_any_order(terms: list[str], unfinished: list[bool]) -> str:
    """FTS5 goes on in every list with each entry of the shortest, and makes one list of conjunctions within
    conjunctions. Numbers are what few titles share: as an alternative to nothing they are joined before the rest."""
    said = [f'"{term}"' + (" *" if more else "") for term, more in zip(terms, unfinished, strict=True)]
    numbers = [one for one, term in zip(said, terms, strict=True) if any(map(str.isdigit, term))]
    if len(numbers) < 2 or len(numbers) == len(said):
        return " AND ".join(said)
    rest = [one for one in said if one not in numbers]
    return f"({' AND '.join(numbers)} OR {NOWHERE}) AND {' AND '.join(rest)}"


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
