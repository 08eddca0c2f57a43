from django.db import migrations, models

OPEN = models.Q(("state__in", ("assigned", "returned")))


def in_order(name: str, *fields: str) -> list[migrations.operations.base.Operation]:
    index = models.Index(fields=[*fields, "due_on", "id"], condition=OPEN, name=name)
    return [
        migrations.RemoveIndex(model_name="assignment", name=name),
        migrations.AddIndex(model_name="assignment", index=index),
    ]


class Migration(migrations.Migration):
    dependencies = [("obligations", "0004_labels_without_look_up")]

    operations = [
        *in_order("assignment_due"),
        *in_order("assignment_due_top", "top"),
        *in_order("assignment_due_pivot", "pivot"),
    ]
