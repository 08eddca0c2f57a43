"""How many duties stand at one place asks for the tallies of a place; by duty first, that was a look-up for each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0015_lines_found_by_whose_they_are")]

    operations = [
        migrations.RemoveIndex("tally", "tally_branch"),
        migrations.AddIndex("tally", models.Index(fields=["path", "obligation"], name="tally_branch")),
    ]
