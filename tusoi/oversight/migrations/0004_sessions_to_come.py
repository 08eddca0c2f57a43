"""Sessions that are to come, or over without a result, are few among all; my work asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_person_report")]

    operations = [
        migrations.AddIndex(
            model_name="worksession",
            index=models.Index(condition=models.Q(("state", "planned")), fields=["on"], name="session_planned"),
        ),
    ]
