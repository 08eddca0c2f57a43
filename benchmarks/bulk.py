"""Many rows at once into a table of the product: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction


def load(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of attribute values (foreign keys as ``..._id``). Columns left out get the default of their field."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    others = [
        (name, field.get_default())
        for name, field in fields.items()
        if name not in names and not isinstance(field, models.AutoField)
    ]
    # Defaults of JSON fields are objects: hand them over as the database wants them.
    more = tuple(fields[name].get_db_prep_save(value, connection) for name, value in others)
    columns = ", ".join(f'"{fields[name].column}"' for name in (*names, *(name for name, _ in others)))
    table = connection.ops.quote_name(model._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*row, *more))
        else:
            marks = ", ".join(["?"] * (len(names) + len(more)))
            raw = cursor.cursor if hasattr(cursor, "cursor") else cursor
            super(type(raw), raw).executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})", ((*map(_plain, row), *more) for row in rows)
            )
    _move_sequence(model)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _move_sequence(model: type[models.Model]) -> None:
    """After rows with given ids: the next id the database gives is a free one."""
    key = model._meta.pk
    if connection.vendor == "postgresql" and isinstance(key, models.AutoField):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{key.column}'), "
                f'(SELECT GREATEST(1, MAX("{key.column}")) FROM "{table}"))'
            )


@contextmanager
def unchecked() -> Iterator[None]:
    """While data that is known to be right is written: no foreign key is looked up, nothing is flushed.

    SQLite also gets room for what one transaction changes; in the product's own cache, pages would go out and in again.
    """
    if connection.vendor == "postgresql":
        before = ["SET session_replication_role = replica", "SET synchronous_commit = off"]
        after = ["SET session_replication_role = DEFAULT", "RESET synchronous_commit"]
    else:
        before = ["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -2000000"]
        after = ["PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -64000"]
    with connection.cursor() as cursor:
        for statement in before:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in after:
            cursor.execute(statement)


@contextmanager
def without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Drop the indexes and conditional unique constraints of a table, and build them when it is full."""
    unique = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint) and one.condition]
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.remove_index(model, index)
        for constraint in unique:
            editor.remove_constraint(model, constraint)
    yield
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.add_index(model, index)
        for constraint in unique:
            editor.add_constraint(model, constraint)


def analyse(*models_changed: type[models.Model]) -> None:
    """Statistics for the planner, as an installation of some weeks has them; on PostgreSQL also the visibility map.

    Without models, of all tables.
    """
    what = "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
    with connection.cursor() as cursor:
        for model in models_changed or (None,):
            cursor.execute(f"{what} {model._meta.db_table}" if model else what)
