"""What was reported upwards is rare among all; my work of those above asks for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0004_sessions_to_come")]

    operations = [
        migrations.AddIndex(
            "remediation",
            models.Index(condition=models.Q(("state", "escalated")), fields=["owner"], name="remediation_escalated"),
        ),
    ]
