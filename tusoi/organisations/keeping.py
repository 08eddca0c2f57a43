"""Plans that PostgreSQL keeps from one asking of a prepared question to the next.

For a question that is found by keys it plans three times as long as it answers. It may keep a plan where the plan is
the same whoever asks: everything but one's own numbers is written into the text, as partial indexes want it. A question
that walks through all that lies below a place is another matter: what serves a cell does not serve a nation
(docs/decisions/0013).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import connection

NEVER_BY_COUNT = 1_000_000
"""psycopg keeps a statement by itself after so many times; those here say that they are to be kept."""


def written_in(sql: str, params: tuple[Any, ...], own: Collection[int]) -> str:
    """The text with every parameter written into it but those at the places ``own``; "" where no plan is kept: on
    SQLite, which plans in no time, and behind a pooler that deals out connections by the transaction."""
    if connection.vendor != "postgresql" or not settings.KEEPS_PLANS:
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
