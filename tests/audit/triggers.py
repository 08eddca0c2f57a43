"""Somebody with the keys to the database takes the triggers away, and puts them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

migration = import_module("tusoi.audit.migrations.0002_append_only")


class _Editor:
    """As much of a schema editor as the migration needs, inside a test's transaction."""

    connection = connection

    @staticmethod
    def execute(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


@contextmanager
def without_triggers() -> Iterator[None]:
    migration.backwards(None, _Editor())
    try:
        yield
    finally:
        migration.forwards(None, _Editor())
