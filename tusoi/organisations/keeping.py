"""Plans that PostgreSQL keeps from one asking of a question to the next, a prepared one or one written by hand.

For a question that is found by keys it plans three times as long as it answers. It may keep a plan where the plan is
the same whoever asks: everything but one's own numbers is written into the text, as partial indexes want it. A question
that walks through all that lies below a place is another matter: what serves a cell does not serve a nation
(docs/decisions/0013).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import connection

NEVER_BY_COUNT = 1_000_000
"""psycopg keeps a statement by itself after so many times; those here say that they are to be kept."""


def is_on() -> bool:
    """Not on SQLite, which plans in no time, and not behind a pooler that deals out connections by the transaction."""
    return connection.vendor == "postgresql" and bool(settings.KEEPS_PLANS)


def found(sql: str, params: Sequence[Any]) -> list[Any]:
    """The rows of a statement written by hand, whose plan may be kept."""
    return _found(Keeping() if is_on() else connection, sql, params)


def planned_anew(sql: str, params: Sequence[Any]) -> list[Any]:
    """The same where the plan depends on the parameters."""
    return _found(connection, sql, params)


def _found(by: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    with by.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[Any] = cursor.fetchall()
    return rows


def among(column: str, numbers: Sequence[int]) -> tuple[str, list[int | str]]:
    """(The condition that a column is one of our own numbers, its parameters), without a parameter for each of many:
    drivers took longer over them than databases over the answer. A single one is a text whose plan can be kept."""
    if len(numbers) == 1:
        return f"{column} = %s", [*numbers]
    listed = ",".join(map(str, numbers))
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s::bigint[])", [f"{{{listed}}}"]
    return f"{column} IN ({listed})", []


def written_in(sql: str, params: tuple[Any, ...], own: Collection[int]) -> str:
    """The text with every parameter written into it but those at the places ``own``; "" where no plan is kept."""
    if not is_on():
        return ""
    from psycopg.sql import Literal

    connection.ensure_connection()
    places = iter(range(len(params)))

    def put(found: re.Match[str]) -> str:
        if found[0] == "%%" or (place := next(places)) in own:
            return found[0]
        return Literal(params[place]).as_string(connection.connection).replace("%", "%%")

    return re.sub("%%|%s", put, sql)


def own(value: int | str) -> Any:
    """As a parameter of one type whatever its size: each type would have a plan of its own."""
    from psycopg.types.numeric import Int8

    return Int8(value) if isinstance(value, int) else value


class Keeping:
    """The connection of the thread, for a compiler whose question is to be kept."""

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)

    def cursor(self) -> Any:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        session = connection.connection
        if session.prepare_threshold is None:
            session.prepare_threshold = NEVER_BY_COUNT
        wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
        return wrapped(_kept()(session))


@cache
def _kept() -> Any:
    """Cursors that have what they execute kept. Made when first asked for: SQLite needs no driver."""
    from psycopg import ClientCursor, Cursor

    class Kept(Cursor[Any]):
        _query: Any

        def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
            found = super().execute(query, params, prepare=True)
            if connection.queries_logged:  # psycopg forgets what it sent, and Django asks for it
                said = ClientCursor(connection.connection).mogrify(query, params)
                self._query = SimpleNamespace(query=said.encode())
            return found

    return Kept
