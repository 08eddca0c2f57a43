"""The trail filtered by what was done is read along an index too, however long it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="entry", index=models.Index(fields=["action", "at"], name="audit_entry_action")
        ),
    ]
