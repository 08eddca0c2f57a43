"""Questions that are written once for everybody who stands alike, and asked with one's own numbers ever after.

To put a question and its rules of access together and to write it as SQL takes Django longer than it takes the
database to answer, and for two secretaries of two cells the text is the same to the letter: only the numbers of their
places differ. Here the text is made once, for a *stand-in* who has the same roles at places of the same depths, but
numbers that nobody and nothing has; wherever one of these stands among the parameters, the asker's own is put
(docs/decisions/0013).

What a question may do with the actor follows from that: pass his numbers and paths on, look at his roles, at how deep
his places lie and at the day. It must not look at the clock (a stand-in has none) nor ask the database while it is
put together. When a text is made, it is compared with the one made for the asker himself; where they differ, or where
one of these rules is broken, the question is put together anew each time. The tests compare them every time.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import EmptyResultSet, ObjectDoesNotExist
from django.db import connection
from django.db.models import QuerySet, Value
from django.utils.translation import get_language

from tusoi import treepath

from . import keeping

if TYPE_CHECKING:
    from .scope import Actor

Row = TypeVar("Row")
Own = int | str | tuple[int, ...]
"""The key of a row, a path in the tree, keys of several rows."""

PLACES = 2_000_000_000
"""Numbers of stand-ins begin here: no key is so large, and a segment of a path has room for them."""
BODIES, PERSON, ACCOUNT, OTHERS = (PLACES + further for further in (100_000, 200_000, 200_001, 300_000))
KEPT = 2_000
"""Texts a process keeps; the oldest makes room."""


@dataclass(frozen=True)
class Likeness:
    """What an actor has in common with others, and the numbers in which he differs; None is nobody in particular."""

    actor: Actor | None

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The stand-in's number -> the actor's own. Places keep their order: branches are sorted by it."""
        actor = self.actor
        if actor is None:
            return {}
        places = sorted({number for grant in actor.grants for number in treepath.ids(grant.path)})
        bodies = sorted({grant.body_id for grant in actor.grants if grant.body_id is not None})
        found = {PLACES + rank: number for rank, number in enumerate(places)}
        found |= {BODIES + rank: number for rank, number in enumerate(bodies)}
        if actor.person_id is not None:
            found[PERSON] = actor.person_id
        if actor.account_id is not None:
            found[ACCOUNT] = actor.account_id
        return found

    @cached_property
    def stand_in(self) -> Actor | None:
        """With the day, but without the clock."""
        actor = self.actor
        if actor is None:
            return None
        places = {number: mine for mine, number in self.numbers.items() if mine < BODIES}
        bodies = {number: mine for mine, number in self.numbers.items() if BODIES <= mine < PERSON}
        grants = tuple(
            replace(
                grant,
                organisation_id=places[grant.organisation_id],
                path="".join(treepath.segment(places[number]) for number in treepath.ids(grant.path)),
                body_id=None if grant.body_id is None else bodies[grant.body_id],
                organisation_name="",
                position="",
                since="",
            )
            for grant in actor.grants
        )
        found = replace(
            actor,
            account_id=None if actor.account_id is None else ACCOUNT,
            person_id=None if actor.person_id is None else PERSON,
            name="",
            at=None,  # type: ignore[arg-type]  # whoever looks at it fails, and is not prepared
            grants=grants,
            place=None if actor.place is None else grants[actor.grants.index(actor.place)],
        )
        found.__dict__["today"] = actor.today
        return found

    @cached_property
    def key(self) -> tuple[Any, ...]:
        like = self.stand_in
        return () if like is None else (like.grants, like.place, like.account_id, like.person_id, like.today)

    def with_own(self, own: dict[str, Own]) -> tuple[dict[int, int], dict[str, Own]]:
        """(`numbers` with those of a question, the question's for the stand-in). An organisation among the actor's
        places stays the same as it."""
        numbers = dict(self.numbers)
        known = {number: mine for mine, number in numbers.items() if mine < BODIES}

        def of(number: int) -> int:
            if number not in known:
                known[number] = OTHERS + len(numbers)
                numbers[known[number]] = number
            return known[number]

        standing_in: dict[str, Own] = {}
        for name, one in own.items():
            if isinstance(one, str):
                standing_in[name] = "".join(treepath.segment(of(each)) for each in treepath.ids(one))
            elif isinstance(one, tuple):
                fresh = range(OTHERS + len(numbers), OTHERS + len(numbers) + len(one))
                numbers |= zip(fresh, one, strict=True)
                standing_in[name] = tuple(fresh)
            else:
                standing_in[name] = of(one)
        return numbers, standing_in


NOBODY = Likeness(None)


def likeness(by: Actor | None) -> Likeness:
    if by is None:
        return NOBODY
    found: Likeness = by.__dict__.setdefault("likeness", Likeness(by))
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """A question's SQL and where in it the asker's own numbers and paths have to be put."""

    question: Callable[[Actor | None, dict[str, Own]], QuerySet[Any]]
    rows: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    numbers: tuple[tuple[int, int], ...]
    """(place among the parameters, number of the stand-in)"""
    paths: tuple[tuple[int, tuple[int, ...], str], ...]
    """(place among the parameters, numbers of the stand-in, what follows them)"""
    own_places: tuple[int, ...]
    kept: str
    """The SQL with everything written into it but one's own, for a plan that is kept; "" where none is."""

    def params_for(self, numbers: dict[int, int]) -> tuple[Any, ...]:
        params = list(self.params)
        for place, number in self.numbers:
            params[place] = numbers[number]
        for place, path, rest in self.paths:
            params[place] = "".join([treepath.segment(numbers[number]) for number in path]) + rest
        return tuple(params)

    def ask(self, by: Actor | None, own: dict[str, Own], numbers: dict[int, int]) -> list[Any]:
        params = self.params_for(numbers)
        compiler = copy.copy(self.compiler)
        compiler.connection, asked = connection, (self.sql, params)
        if self.kept:
            mine = tuple([keeping.own(params[place]) for place in self.own_places])
            compiler.connection, asked = keeping.Keeping(), (self.kept, mine)
        compiler.as_sql = lambda *_, **__: asked
        rows = self.rows._chain()  # type: ignore[attr-defined]
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)


_texts: dict[Any, Text | None] = {}


def prepared(question: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """The rows of ``question(by, *plain, **own)``.

    ``plain`` (hashable) is part of the text. ``own``, by name, are keys of rows and paths in the tree, which differ
    from one who asks to the next as his own numbers do; of several keys in a tuple only how many they are belongs to
    the text. ``by`` may be None where nobody in particular asks.
    """
    return _asked(question, is_kept=False)


def kept(question: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """As `prepared`, for what is found by keys, or among few rows: PostgreSQL keeps its plan as well (`keeping`)."""
    return _asked(question, is_kept=True)


def _asked(question: Callable[..., QuerySet[Any, Row]], is_kept: bool) -> Callable[..., list[Row]]:
    @wraps(question)
    def asked(by: Actor | None, /, *plain: Any, **own: Own) -> list[Row]:
        if not _can_stand_in(by, own):
            return list(question(by, *plain, **own))
        like = likeness(by)
        numbers, standing_in = like.with_own(own) if own else (like.numbers, {})
        key = (question, plain, tuple(standing_in.items()), like.key, get_language(), connection.vendor)
        try:
            text = _texts[key]
        except KeyError:
            text = _text(lambda by, own: question(by, *plain, **own), like, own, standing_in, numbers, is_kept)
            if len(_texts) >= KEPT:
                _texts.pop(next(iter(_texts)), None)
            _texts[key] = text
        return list(question(by, *plain, **own)) if text is None else text.ask(by, own, numbers)

    return asked


def the_one(found: list[Row], missing: type[ObjectDoesNotExist]) -> Row:
    """The row of a question for one by its key. Raises ``missing`` where there is none."""
    if not found:
        raise missing
    return found[0]


def in_all(rows: QuerySet[Any], **sums: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """``rows.aggregate(**sums)`` as a question of one row; of none where Django knows that nothing is found."""
    return rows.order_by().annotate(all_of_them=Value(1)).values("all_of_them").annotate(**sums).values_list(*sums)


def _can_stand_in(by: Actor | None, own: dict[str, Own]) -> bool:
    """Not for a command, which sees everything; not for a stand-in; not for numbers no key can be: Django knows that
    nothing has them, and the text would ask."""
    if by is not None and (by.system or by.at is None):
        return False
    return all(isinstance(one, str | tuple) or 0 < one < PLACES for one in own.values())


class _Asked(Exception):
    """The database was asked while a question was put together."""


def _text(
    question: Any, like: Likeness, own: Any, standing_in: Any, numbers: dict[int, int], is_kept: bool
) -> Text | None:
    """The text made for the stand-in; None where it is not the asker's own."""
    try:
        with connection.execute_wrapper(_not_now):
            rows = question(like.stand_in, standing_in)
            compiler = rows.query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            his = question(like.actor, own).query.get_compiler(connection=connection).as_sql()
    except (_Asked, EmptyResultSet, TypeError, ValueError):
        return None
    params, mine, paths = tuple(params), tuple(_numbers(params, numbers)), tuple(_paths(params, numbers))
    own_places = tuple(sorted([*(place for place, _ in mine), *(place for place, _, _ in paths)]))
    by_keys = keeping.written_in(sql, params, own_places) if is_kept else ""
    text = Text(question, rows, compiler, sql, params, mine, paths, own_places, by_keys)
    return text if (sql, text.params_for(numbers)) == (his[0], tuple(his[1])) else None


def _not_now(*_: Any) -> Any:
    raise _Asked


def _numbers(params: Any, known: dict[int, int]) -> Iterator[tuple[int, int]]:
    for place, one in enumerate(params):
        if type(one) is int and one in known:
            yield place, one


def _paths(params: Any, known: dict[int, int]) -> Iterator[tuple[int, tuple[int, ...], str]]:
    segments = {treepath.segment(number): number for number in known}
    for place, one in enumerate(params):
        found = []
        while isinstance(one, str) and (number := segments.get(one[: treepath.WIDTH])) is not None:
            found.append(number)
            one = one[treepath.WIDTH :]
        if found:
            yield place, tuple(found), one
