"""On PostgreSQL the keys of an assignment are looked up once a statement, not once a row.

Laying a duty on a nation spent a third of its time looking up 300,000 times the same duty and, one by one, organisations
that the statement had just read. A trigger on the statement compares all new rows with both tables at once; what they
refer to can no more be deleted than under a foreign key. SQLite keeps its foreign keys, which cost it little.
"""

from django.db import migrations

TABLE = "obligations_assignment"
REFERS = (("obligation_id", "obligations_obligation"), ("organisation_id", "organisations_organisation"))

MISSING = """
CREATE FUNCTION assignment_refers() RETURNS trigger LANGUAGE plpgsql
-- New rows have no statistics: left to itself the planner reads all organisations of the nation for each branch.
SET enable_hashjoin TO off SET enable_mergejoin TO off AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT obligation_id FROM added) a
    WHERE NOT EXISTS (SELECT 1 FROM obligations_obligation o WHERE o.id = a.obligation_id)
  ) OR EXISTS (
    SELECT 1 FROM added a WHERE NOT EXISTS (SELECT 1 FROM organisations_organisation o WHERE o.id = a.organisation_id)
  ) THEN RAISE foreign_key_violation USING MESSAGE = 'an assignment refers to a row that is not there';
  END IF;
  RETURN NULL;
END $$
"""
MOVED = """
CREATE FUNCTION assignment_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM obligations_obligation WHERE id = NEW.obligation_id)
  OR NOT EXISTS (SELECT 1 FROM organisations_organisation WHERE id = NEW.organisation_id)
  THEN RAISE foreign_key_violation USING MESSAGE = 'an assignment refers to a row that is not there';
  END IF;
  RETURN NEW;
END $$
"""
REFERRED = """
CREATE FUNCTION assignment_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM obligations_assignment WHERE %I = $1)', TG_ARGV[0])
  INTO found USING OLD.id;
  IF found THEN RAISE foreign_key_violation USING MESSAGE = 'an assignment refers to this row'; END IF;
  RETURN OLD;
END $$
"""
TRIGGERS = [
    f"CREATE TRIGGER assignment_refers AFTER INSERT ON {TABLE} REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION assignment_refers()",
    f"CREATE TRIGGER assignment_moves BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    "WHEN (OLD.obligation_id <> NEW.obligation_id OR OLD.organisation_id <> NEW.organisation_id) "
    "EXECUTE FUNCTION assignment_moves()",
    *(
        f"CREATE TRIGGER assignment_holds BEFORE DELETE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION assignment_holds('{column}')"
        for column, table in REFERS
    ),
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        keys = schema_editor.connection.introspection.get_constraints(cursor, TABLE)
    for name, key in keys.items():
        if key["foreign_key"] and key["columns"] in (["obligation_id"], ["organisation_id"]):
            schema_editor.execute(f'ALTER TABLE {TABLE} DROP CONSTRAINT "{name}"')
    for statement in (MISSING, MOVED, REFERRED, *TRIGGERS):
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in ("assignment_refers", "assignment_moves"):
        schema_editor.execute(f"DROP TRIGGER {name} ON {TABLE}")
    for column, table in REFERS:
        schema_editor.execute(f"DROP TRIGGER assignment_holds ON {table}")
        schema_editor.execute(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT assignment_{column} FOREIGN KEY ({column}) REFERENCES {table} (id) "
            "DEFERRABLE INITIALLY DEFERRED"
        )
    for name in ("assignment_refers", "assignment_moves", "assignment_holds"):
        schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("obligations", "0006_review_in_order")]
    operations = [migrations.RunPython(forwards, backwards)]
