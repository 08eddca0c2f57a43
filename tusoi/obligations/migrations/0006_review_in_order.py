from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0005_overdue_in_order")]

    operations = [
        migrations.RemoveIndex(model_name="assignment", name="assignment_review"),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state", "submitted")),
                fields=["reviewer", "submitted_at", "id"],
                name="assignment_review",
            ),
        ),
    ]
