import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_settled_cautions")]

    operations = [
        migrations.AddField(
            model_name="template",
            name="version",
            field=models.PositiveSmallIntegerField(default=1, help_text="of the same code and owner"),
        ),
        migrations.AddField(
            model_name="template", name="name_en", field=models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="template",
            name="issued_at",
            field=models.DateTimeField(blank=True, help_text="from then on those below have it", null=True),
        ),
        migrations.AddField(
            model_name="draftdocument",
            name="saved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.account"
            ),
        ),
        migrations.RemoveConstraint(model_name="template", name="template_version_once"),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                fields=["owner", "code", "version"], condition=Q(owner__isnull=False), name="template_version_once"
            ),
        ),
    ]
