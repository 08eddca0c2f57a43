"""A line of a plan carries the organisation that bears it and the one that reviews it, as its assignment has them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_from_assignments(apps, schema_editor):
    assignment = apps.get_model("obligations", "Assignment").objects.filter(pk=OuterRef("assignment"))
    apps.get_model("obligations", "PlanItem").objects.filter(organisation__isnull=True).update(
        organisation=Subquery(assignment.values("organisation")), reviewer=Subquery(assignment.values("reviewer"))
    )


def label(**more):
    return models.ForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to="organisations.organisation", **more,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("obligations", "0013_lines_to_verify"), ("organisations", "0002_body_kind_is_collective")]

    operations = [
        migrations.AddField("planitem", "organisation", label(null=True)),
        migrations.AddField("planitem", "reviewer", label(null=True)),
        migrations.RunPython(copy_from_assignments, migrations.RunPython.noop),
    ]
