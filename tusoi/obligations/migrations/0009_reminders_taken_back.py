"""A reminder noted by mistake can be taken back on the same day: what stood there before is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0008_drafts_know_their_window")]
    operations = [
        migrations.AddField(
            model_name="assignment",
            name="reminder_noted_on",
            field=models.DateField(blank=True, help_text="on that day it can still be taken back", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="reminded_before",
            field=models.DateField(blank=True, help_text="what reminded_on was then", null=True),
        ),
    ]
