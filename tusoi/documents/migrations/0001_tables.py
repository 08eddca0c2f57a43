import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_tables'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('name', models.CharField(max_length=255)),
                ('media_type', models.CharField(max_length=120)),
                ('size', models.PositiveBigIntegerField()),
                ('uploaded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DocumentKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('name_vi', models.CharField(max_length=150)),
                ('name_en', models.CharField(max_length=150)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('symbol', models.CharField(max_length=8)),
                ('is_printed', models.BooleanField(default=True, help_text='a công văn does not print its kind')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='document_kind_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='document_kind_period')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer_name', models.CharField(help_text='as written; the only one for bodies outside the tree', max_length=200)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('symbol', models.CharField(blank=True, help_text='what follows the number: KL/TU', max_length=40)),
                ('issued_on', models.DateField()),
                ('received_on', models.DateField(blank=True, null=True)),
                ('excerpt', models.CharField(max_length=500)),
                ('text', models.TextField(blank=True)),
                ('circulation', models.CharField(choices=[('own', 'chỉ đơn vị này và cấp trên'), ('below', 'cả các đơn vị bên dưới')], default='below', max_length=8)),
                ('secrecy', models.CharField(blank=True, choices=[('', 'không'), ('mat', 'Mật'), ('toi_mat', 'Tối mật'), ('tuyet_mat', 'Tuyệt mật')], default='', max_length=10)),
                ('paper_location', models.CharField(blank=True, max_length=200)),
                ('registered_at', models.DateTimeField()),
                ('request_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='documents.attachment')),
                ('issuer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issued_documents', to='organisations.organisation')),
                ('issuer_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='organisations.organisation')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.term')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-issued_on'], name='document_register'), models.Index(fields=['number', 'symbol'], name='document_number')],
                'constraints': [models.CheckConstraint(condition=models.Q(('secrecy', ''), models.Q(('file__isnull', True), ('text', '')), _connector='OR'), name='document_secret_is_only_a_stub')],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.CharField(max_length=500)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('kind', models.CharField(blank=True, max_length=80)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('symbol', models.CharField(blank=True, max_length=40)),
                ('issuer', models.CharField(blank=True, max_length=200)),
                ('date', models.DateField(blank=True, null=True)),
                ('fields', models.JSONField(blank=True, default=dict)),
                ('suspect', models.CharField(blank=True, max_length=40)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='documents.document')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cited_by', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('requirement', 'Yêu cầu'), ('strength', 'Ưu điểm'), ('limitation', 'Hạn chế'), ('count', 'Số liệu'), ('organisation', 'Tổ chức'), ('deadline', 'Thời hạn')], max_length=14)),
                ('position', models.PositiveIntegerField()),
                ('label', models.CharField(blank=True, help_text='how it is cited: mục II.2, yêu cầu thứ nhất', max_length=80)),
                ('title', models.CharField(max_length=300)),
                ('quote', models.TextField()),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('fields', models.JSONField(blank=True, default=dict)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='documents.document')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('document', 'position'), name='clause_position')],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(blank=True, max_length=255)),
                ('text', models.TextField()),
                ('records', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('decisions', models.JSONField(default=dict)),
                ('seconds', models.FloatField(default=0)),
                ('created_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='documents.document')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='documents.document')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'organisation'), name='recipient_once')],
            },
        ),
    ]
