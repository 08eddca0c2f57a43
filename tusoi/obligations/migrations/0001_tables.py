import django.db.models.deletion
import tusoi.treepath
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_tables'),
        ('organisations', '0001_tables'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeliverableKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('name_vi', models.CharField(max_length=150)),
                ('name_en', models.CharField(max_length=150)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('has_items', models.BooleanField(default=False, help_text='the answer is a plan with items')),
                ('expectations_vi', models.JSONField(blank=True, default=list)),
                ('expectations_en', models.JSONField(blank=True, default=list)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='deliverable_kind_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='deliverable_kind_period')],
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('instructions', models.TextField(blank=True)),
                ('expectations', models.JSONField(blank=True, default=list, help_text='what a good answer contains')),
                ('bearer', models.CharField(choices=[('organisation', 'tập thể'), ('person', 'cá nhân')], max_length=12)),
                ('review', models.CharField(choices=[('issuer', 'đơn vị giao'), ('superior', 'cấp trên trực tiếp của từng đơn vị')], default='issuer', max_length=8)),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('issuing', 'đang giao'), ('issued', 'đã giao'), ('withdrawn', 'đã thu hồi')], default='issuing', max_length=9)),
                ('selection', models.JSONField(default=dict, help_text='whom it is laid on, so that a cascade can be resumed')),
                ('planned', models.PositiveIntegerField(default=0, help_text='how many bearers the cascade was confirmed for')),
                ('issued_at', models.DateTimeField()),
                ('issued_on', models.DateField()),
                ('request_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('clause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='documents.clause')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deliverable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='obligations.deliverablekind')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='documents.document')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='organisations.organisation')),
                ('issued_by_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
            ],
            options={
                'indexes': [models.Index(fields=['issued_by', '-issued_on'], name='obligation_of_issuer'), models.Index(fields=['state', '-issued_on'], name='obligation_state')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', tusoi.treepath.PathField(max_length=120)),
                ('state', models.CharField(choices=[('assigned', 'Chưa nộp'), ('submitted', 'Chờ duyệt'), ('returned', 'Trả lại'), ('accepted', 'Đã duyệt'), ('waived', 'Được miễn')], default='assigned', max_length=9)),
                ('due_on', models.DateField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, help_text='why it was returned or waived last')),
                ('version', models.PositiveIntegerField(default=0, help_text='grows with every change; a form says which it saw')),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('extended', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='organisations.person')),
                ('pivot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('reviewer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organisations.organisation')),
                ('top', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('obligation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='obligations.obligation')),
            ],
            options={
                'indexes': [models.Index(fields=['obligation', 'path', 'state', 'due_on'], name='assignment_roll_up'), models.Index(condition=models.Q(('state__in', ('assigned', 'returned'))), fields=['organisation', 'due_on'], name='assignment_owed'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='assignment_of_person'), models.Index(condition=models.Q(('state__in', ('assigned', 'returned'))), fields=['due_on'], name='assignment_due'), models.Index(condition=models.Q(('state__in', ('assigned', 'returned'))), fields=['top', 'due_on'], name='assignment_due_top'), models.Index(condition=models.Q(('state__in', ('assigned', 'returned'))), fields=['pivot', 'due_on'], name='assignment_due_pivot'), models.Index(condition=models.Q(('state', 'submitted')), fields=['reviewer', 'submitted_at'], name='assignment_review')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('obligation', 'organisation'), name='assignment_once'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('obligation', 'organisation', 'person'), name='assignment_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waived'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='assignment_waived_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('submitted', 'returned', 'accepted')), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='assignment_answered_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_day', models.DateField()),
                ('to_day', models.DateField()),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='obligations.assignment')),
                ('extended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_day__gt', models.F('from_day'))), name='extension_goes_forward'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_says_why')],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('finding', models.TextField(blank=True, help_text='the weakness or requirement it answers, in words')),
                ('task', models.TextField()),
                ('lead', models.CharField(blank=True, max_length=200)),
                ('collaborators', models.CharField(blank=True, max_length=300)),
                ('product', models.CharField(blank=True, max_length=300)),
                ('milestones', models.TextField(blank=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('planned', 'Dự kiến'), ('done', 'Báo đã xong'), ('verified', 'Đã xác nhận'), ('refused', 'Chưa đạt')], default='planned', max_length=8)),
                ('evidence', models.TextField(blank=True)),
                ('is_locked', models.BooleanField(default=False, help_text='found good: may not be changed when others are returned')),
                ('reason', models.TextField(blank=True, help_text='why this item was returned or refused')),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='obligations.assignment')),
                ('clause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.clause')),
                ('lead_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'position'), name='plan_item_position'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_by__isnull', False), _connector='OR'), name='plan_item_verified_by_somebody'), models.CheckConstraint(condition=models.Q(('verified_by', models.F('reported_by')), _negated=True), name='plan_item_verified_by_another')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='documents.attachment')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='obligations.planitem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'attachment'), name='evidence_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True)),
                ('items', models.JSONField(blank=True, default=list, help_text='the plan items as they were sent')),
                ('saved_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, help_text="'', 'returned', 'accepted', 'recalled'", max_length=9)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='obligations.assignment')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'number'), name='submission_number'), models.UniqueConstraint(condition=models.Q(('submitted_at__isnull', True)), fields=('assignment',), name='submission_one_draft')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='documents.attachment')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='obligations.submission')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('submission', 'attachment'), name='submission_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assigned', models.IntegerField(default=0)),
                ('submitted', models.IntegerField(default=0)),
                ('returned', models.IntegerField(default=0)),
                ('accepted', models.IntegerField(default=0)),
                ('waived', models.IntegerField(default=0)),
                ('path', tusoi.treepath.PathField(max_length=120)),
                ('due_on', models.DateField()),
                ('obligation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='obligations.obligation')),
                ('pivot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['obligation', 'path'], name='tally_branch')],
                'constraints': [models.UniqueConstraint(fields=('obligation', 'pivot', 'due_on'), name='tally_once'), models.CheckConstraint(condition=models.Q(('accepted__gte', 0), ('assigned__gte', 0), ('returned__gte', 0), ('submitted__gte', 0), ('waived__gte', 0)), name='tally_never_negative')],
            },
        ),
        migrations.CreateModel(
            name='UpperTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assigned', models.IntegerField(default=0)),
                ('submitted', models.IntegerField(default=0)),
                ('returned', models.IntegerField(default=0)),
                ('accepted', models.IntegerField(default=0)),
                ('waived', models.IntegerField(default=0)),
                ('due_on', models.DateField()),
                ('as_of', models.DateTimeField()),
                ('obligation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='obligations.obligation')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'obligation', 'due_on'), name='upper_tally_once')],
            },
        ),
        migrations.AddField(
            model_name='obligation',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='the duty from above that the issuer passes on', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cascaded', to='obligations.assignment'),
        ),
    ]
