"""On PostgreSQL the person of an assignment is looked up once a statement too (0007 did it for the other two keys).

Its foreign key called a function at the end of the transaction for each of 300,000 rows, most of which have no person:
a tenth of the time of laying a duty on a nation. Persons that are there stay locked against deletion until the end of
the transaction, as a foreign key does it. SQLite keeps its foreign key.
"""

from importlib import import_module

from django.db import migrations

before = import_module("tusoi.obligations.migrations.0007_bearers_looked_up_together")
TABLE = before.TABLE

ADDED = before.MISSING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "  RETURN NULL;",
    """  IF EXISTS (SELECT 1 FROM added WHERE person_id IS NOT NULL) THEN
    PERFORM 1 FROM organisations_person WHERE id IN (SELECT person_id FROM added) FOR KEY SHARE;
    IF EXISTS (
      SELECT 1 FROM added a WHERE a.person_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM organisations_person p WHERE p.id = a.person_id)
    ) THEN RAISE foreign_key_violation USING MESSAGE = 'an assignment refers to a person who is not there';
    END IF;
  END IF;
  RETURN NULL;""",
)
MOVED = """
CREATE FUNCTION assignment_moves_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM organisations_person WHERE id = NEW.person_id FOR KEY SHARE;
  IF NOT FOUND
  THEN RAISE foreign_key_violation USING MESSAGE = 'an assignment refers to a person who is not there';
  END IF;
  RETURN NEW;
END $$
"""
TRIGGERS = [
    f"CREATE TRIGGER assignment_moves_person BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    "WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id AND NEW.person_id IS NOT NULL) "
    "EXECUTE FUNCTION assignment_moves_person()",
    "CREATE TRIGGER assignment_holds BEFORE DELETE ON organisations_person FOR EACH ROW "
    "EXECUTE FUNCTION assignment_holds('person_id')",
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        keys = schema_editor.connection.introspection.get_constraints(cursor, TABLE)
    for name, key in keys.items():
        if key["foreign_key"] and key["columns"] == ["person_id"]:
            schema_editor.execute(f'ALTER TABLE {TABLE} DROP CONSTRAINT "{name}"')
    for statement in (ADDED, MOVED, *TRIGGERS):
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("DROP TRIGGER assignment_holds ON organisations_person")
    schema_editor.execute(f"DROP TRIGGER assignment_moves_person ON {TABLE}")
    schema_editor.execute("DROP FUNCTION assignment_moves_person()")
    schema_editor.execute(before.MISSING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), params=None)
    schema_editor.execute(
        f"ALTER TABLE {TABLE} ADD CONSTRAINT assignment_person_id FOREIGN KEY (person_id) "
        "REFERENCES organisations_person (id) DEFERRABLE INITIALLY DEFERRED"
    )


class Migration(migrations.Migration):
    dependencies = [("obligations", "0015_lines_found_by_whose_they_are"), ("organisations", "0001_tables")]
    operations = [migrations.RunPython(forwards, backwards)]
