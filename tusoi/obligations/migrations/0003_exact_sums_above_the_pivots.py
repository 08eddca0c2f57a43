from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0002_tables")]

    operations = [
        # Every tally begins as pending, so the sums above begin empty.
        migrations.RunSQL("DELETE FROM obligations_uppertally", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="uppertally", name="as_of"),
        migrations.AlterField(
            model_name="uppertally",
            name="obligation",
            field=models.ForeignKey(
                on_delete=models.deletion.PROTECT, related_name="+", to="obligations.obligation"
            ),
        ),
        *(
            migrations.AddField(model_name="tally", name=f"up_{state}", field=models.IntegerField(default=0))
            for state in ("assigned", "submitted", "returned", "accepted", "waived")
        ),
        migrations.AddField(model_name="tally", name="is_pending", field=models.BooleanField(default=True)),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(
                condition=models.Q(("is_pending", True)), fields=["obligation", "path"], name="tally_pending"
            ),
        ),
    ]
