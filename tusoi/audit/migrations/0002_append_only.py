from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER audit_entry_no_{verb} BEFORE {VERB} ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
    """.format(verb=verb, VERB=verb.upper())
    for verb in ("update", "delete")
]
POSTGRES = [
    """
    CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
    """,
    """
    CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()
    """,
]


def forwards(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_entry_append_only ON audit_entry")
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_append_only()")
    else:
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS audit_entry_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]
    operations = [migrations.RunPython(forwards, backwards)]
