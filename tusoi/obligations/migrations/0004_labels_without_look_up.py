from django.db import migrations, models


def label(name: str, related_name: str) -> migrations.AlterField:
    return migrations.AlterField(
        model_name="assignment",
        name=name,
        field=models.ForeignKey(
            db_constraint=False,
            db_index=False,
            on_delete=models.deletion.PROTECT,
            related_name=related_name,
            to="organisations.organisation",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("obligations", "0003_exact_sums_above_the_pivots")]

    operations = [label("pivot", "+"), label("top", "+"), label("reviewer", "reviews")]
