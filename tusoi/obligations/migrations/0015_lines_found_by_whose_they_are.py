"""Every line has them now, so they are no longer optional; my work finds lines by them."""

import django.db.models.deletion
from django.db import migrations, models


def label():
    return models.ForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to="organisations.organisation",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("obligations", "0014_lines_know_whose_they_are")]

    operations = [
        migrations.AlterField("planitem", "organisation", label()),
        migrations.AlterField("planitem", "reviewer", label()),
        migrations.RemoveIndex("planitem", "plan_item_reported"),
        migrations.AddIndex(
            "planitem",
            models.Index(
                condition=models.Q(("state__in", ("planned", "refused"))), fields=["organisation"],
                name="plan_item_to_do",
            ),
        ),
        migrations.AddIndex(
            "planitem",
            models.Index(
                condition=models.Q(("state", "done")), fields=["reviewer", "reported_at", "id"],
                name="plan_item_to_verify",
            ),
        ),
    ]  # fmt: skip
