"""The index itself: FTS5 beside the table on SQLite, a GIN index over it on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
      folded, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
      INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
      INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE OF folded ON search_entry BEGIN
      INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
      INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
]
POSTGRES = ["CREATE INDEX search_entry_words ON search_entry USING gin (to_tsvector('simple', folded))"]


def forwards(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_entry_words")
        return
    for name in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS search_entry_{name}")
    schema_editor.execute("DROP TABLE IF EXISTS search_index")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_tables")]
    operations = [migrations.RunPython(forwards, backwards)]
