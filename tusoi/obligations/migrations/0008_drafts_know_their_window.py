from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0007_bearers_looked_up_together")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="saved_in",
            field=models.CharField(
                blank=True, default="", help_text="the page of the browser that saved it last", max_length=32
            ),
            preserve_default=False,
        ),
    ]
