import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_tables'),
        ('organisations', '0001_tables'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.TextField(blank=True)),
                ('start', models.PositiveIntegerField(default=0, help_text="of the passage in the answering document's text")),
                ('end', models.PositiveIntegerField(default=0)),
                ('score', models.FloatField(default=0, help_text='0 to 1; of a proposal')),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('proposed', 'đề xuất'), ('confirmed', 'đã xác nhận'), ('refused', 'không phải')], default='proposed', max_length=9)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverage', to='documents.clause')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(help_text='the answering document', on_delete=django.db.models.deletion.CASCADE, related_name='covers', to='documents.document')),
                ('organisation', models.ForeignKey(help_text='whose answer it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['document'], name='coverage_of_document')],
                'constraints': [models.UniqueConstraint(fields=('clause', 'document', 'start'), name='coverage_once'), models.CheckConstraint(condition=models.Q(('state', 'proposed'), ('decided_at__isnull', False), _connector='OR'), name='coverage_decided_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('for_kinds', models.JSONField(blank=True, default=list, help_text='codes of kinds of organisations; empty: all')),
                ('guidance', models.TextField(blank=True)),
                ('fields', models.JSONField(blank=True, default=list)),
                ('body', models.JSONField(blank=True, default=list)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment')),
                ('kind', models.ForeignKey(help_text='of the document it becomes', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='organisations.organisation')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='documents.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('owner__isnull', False)), fields=('owner', 'code', 'valid_from'), name='template_version_once'), models.UniqueConstraint(condition=models.Q(('owner__isnull', True)), fields=('code', 'valid_from'), name='template_shipped_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='template_period')],
            },
        ),
        migrations.CreateModel(
            name='DraftDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('excerpt', models.CharField(blank=True, max_length=500)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('drafting', 'đang soạn'), ('appraisal', 'chờ thẩm định'), ('returned', 'cần sửa'), ('approved', 'đã thẩm định'), ('issued', 'đã ban hành'), ('dropped', 'đã bỏ')], default='drafting', max_length=9)),
                ('version', models.PositiveIntegerField(default=0, help_text='grows with every change; a form says which it saw')),
                ('appraised_at', models.DateTimeField(blank=True, null=True)),
                ('opinion', models.TextField(blank=True, help_text='of the appraisal, and why it was returned')),
                ('created_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('request_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('appraised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('appraiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('body_of', models.ForeignKey(blank=True, help_text='who issues it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='documents.document')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='organisations.organisation')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='documents.template')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-saved_at'], name='draft_of_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), ('document__isnull', False), _connector='OR'), name='draft_issued_has_its_document')],
            },
        ),
        migrations.AddField(
            model_name='citation',
            name='is_confirmed',
            field=models.BooleanField(default=False, help_text='a person said what the relation is; else it was read out of the text'),
        ),
        migrations.AddField(
            model_name='citation',
            name='relation',
            field=models.CharField(choices=[('basis', 'căn cứ'), ('implements', 'thực hiện'), ('reviews', 'sơ kết, tổng kết'), ('replaces', 'thay thế'), ('amends', 'sửa đổi, bổ sung'), ('reports', 'báo cáo'), ('mentions', 'nhắc đến')], default='mentions', max_length=10),
        ),
        migrations.AddField(
            model_name='clause',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='documents.clause'),
        ),
        migrations.AlterField(
            model_name='clause',
            name='kind',
            field=models.CharField(choices=[('requirement', 'Yêu cầu'), ('strength', 'Ưu điểm'), ('limitation', 'Hạn chế'), ('count', 'Số liệu'), ('organisation', 'Tổ chức'), ('deadline', 'Thời hạn'), ('section', 'Mục'), ('task', 'Nhiệm vụ'), ('target', 'Chỉ tiêu'), ('solution', 'Giải pháp'), ('directive', 'Chỉ đạo')], max_length=14),
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('target__isnull', True)), fields=['number', 'symbol'], name='citation_open'),
        ),
    ]
