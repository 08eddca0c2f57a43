"""On SQLite the words of a title are a column of the index of their own, and so is the kind: asked for titles, or for
things of one kind, it passes over long texts and over all else.

The index holds words only (``content=''``); the rows are in the table. Words are found by as many of their letters as
most have: what the last one begins was put together from its words for each question.
"""

from django.db import migrations


def _line(column: str, row: str) -> str:
    """The first line of what is folded is the title, the rest the text and the place (`places.searched`)."""
    end = f"instr({row}folded, char(10))"
    return f"substr({row}folded, 1, {end} - 1)" if column == "title" else f"substr({row}folded, {end} + 1)"


def _columns(row: str = "") -> str:
    return f"{_line('title', row)}, {_line('rest', row)}, {row}kind"


_INTO = "rowid, title, rest, kind"
_TAKE_OUT = f"INSERT INTO search_index(search_index, {_INTO}) VALUES ('delete', old.id, {_columns('old.')});"
_PUT_IN = f"INSERT INTO search_index({_INTO}) VALUES (new.id, {_columns('new.')});"
FILL = f"INSERT INTO search_index({_INTO}) SELECT id, {_columns()} FROM search_entry ORDER BY id"
SQLITE = [
    "DROP TRIGGER IF EXISTS search_entry_added",
    "DROP TRIGGER IF EXISTS search_entry_removed",
    "DROP TRIGGER IF EXISTS search_entry_changed",
    "DROP TABLE IF EXISTS search_index",
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
      title, rest, kind, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_'", prefix='2 3 4 5'
    )
    """,
    f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN {_TAKE_OUT} END",
    f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF folded, kind ON search_entry BEGIN {_TAKE_OUT} {_PUT_IN} END",
    FILL,
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    from importlib import import_module

    for statement in SQLITE[:4] + import_module("tusoi.search.migrations.0002_index").SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(forwards, backwards)]
