"""A row of the register of remediation carries the state of its answer, its day and whether any was ever sent.

Sums of a register of years looked at the assignment of each row. Triggers on the assignment keep the copies, whoever
writes it and in whatever number. Before a later migration lets SQLite make either table anew, it has to drop the trigger,
and put it back afterwards.
"""

from datetime import date

from django.db import migrations, models
from django.db.models import Case, OuterRef, Subquery, Value, When

ASSIGNMENTS, REGISTER = "obligations_assignment", "oversight_remediation"
SET = f"UPDATE {REGISTER} SET answer = NEW.state, due_on = NEW.due_on, was_sent = (NEW.submitted_at IS NOT NULL)"
FIRES = f"CREATE TRIGGER remediation_follows AFTER UPDATE OF state, due_on, submitted_at ON {ASSIGNMENTS} FOR EACH ROW "
DIFFERS = " OR ".join(f"OLD.{one} IS {{}} NEW.{one}" for one in ("state", "due_on", "submitted_at"))
SQLITE = [f"{FIRES} WHEN {DIFFERS.format(*['NOT'] * 3)} BEGIN {SET} WHERE assignment_id = NEW.id; END"]
POSTGRES = [
    f"""
    CREATE FUNCTION remediation_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {SET} WHERE assignment_id = NEW.id; RETURN NULL; END $$
    """,
    f"{FIRES} WHEN ({DIFFERS.format(*['DISTINCT FROM'] * 3)}) EXECUTE FUNCTION remediation_follows()",
]


def copy_from_assignments(apps, schema_editor):
    assignment = apps.get_model("obligations", "Assignment").objects.filter(pk=OuterRef("assignment"))
    sent = assignment.annotate(sent=Case(When(submitted_at__isnull=False, then=Value(True)), default=Value(False)))
    apps.get_model("oversight", "Remediation").objects.update(
        answer=Subquery(assignment.values("state")),
        due_on=Subquery(assignment.values("due_on")),
        was_sent=Subquery(sent.values("sent")),
    )


def follow(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def follow_no_more(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER remediation_follows ON {ASSIGNMENTS}")
        schema_editor.execute("DROP FUNCTION remediation_follows()")
    else:
        schema_editor.execute("DROP TRIGGER remediation_follows")


class Migration(migrations.Migration):
    dependencies = [("oversight", "0005_escalated"), ("obligations", "0015_lines_found_by_whose_they_are")]

    operations = [
        migrations.AddField(
            "remediation",
            "answer",
            models.CharField(
                choices=[
                    ("assigned", "Chưa nộp"), ("submitted", "Chờ duyệt"), ("returned", "Trả lại"),
                    ("accepted", "Đã duyệt"), ("waived", "Được miễn"),
                ],
                default="assigned", editable=False, max_length=9,
            ),
        ),
        migrations.AddField(
            "remediation", "due_on", models.DateField(default=date(2000, 1, 1), editable=False), preserve_default=False
        ),
        migrations.AddField(
            "remediation",
            "was_sent",
            models.BooleanField(default=False, editable=False, help_text="an answer, ever"),
        ),
        migrations.RunPython(copy_from_assignments, migrations.RunPython.noop),
        migrations.RunPython(follow, follow_no_more),
    ]
