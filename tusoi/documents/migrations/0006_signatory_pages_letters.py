from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_template_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='signatory',
            field=models.CharField(blank=True, help_text='who signed, with the office, as printed', max_length=200),
        ),
        migrations.AddField(
            model_name='intake',
            name='letter_key',
            field=models.UUIDField(blank=True, help_text='the drafts of one e-mail share it', null=True),
        ),
        migrations.AddField(
            model_name='intake',
            name='pages',
            field=models.JSONField(blank=True, default=list, help_text='where each page of a PDF begins; -1: not read'),
        ),
    ]
