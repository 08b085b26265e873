"""Another name in the register, and former names that may be searched."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from kit.at_once import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [AtOnce([
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12)),
                ('name_key', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('number', 'name_key'), name='former_name_once')],
            },
        ),
        migrations.CreateModel(
            name='NameChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('asked', 'Wacht op een medewerker'), ('done', 'Veranderd'), ('declined', 'Niet veranderd'), ('withdrawn', 'Ingetrokken')], default='asked', editable=False, max_length=20)),
                ('legal', models.BooleanField()),
                ('old_given_names', models.CharField(blank=True, max_length=80)),
                ('old_infix', models.CharField(blank=True, max_length=30)),
                ('old_last_name', models.CharField(blank=True, max_length=80)),
                ('given_names', models.CharField(blank=True, max_length=80)),
                ('infix', models.CharField(blank=True, max_length=30)),
                ('last_name', models.CharField(max_length=80)),
                ('received_on', models.DateField()),
                ('seen', models.CharField(blank=True, choices=[('video', 'In een kort videogesprek'), ('talk', 'Bij een gesprek met een assessor'), ('desk', 'Aan het bureau')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('decided_on', models.DateField(null=True)),
                ('findable_on', models.DateField(null=True)),
                ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='name_changes', to='register.registration')),
            ],
        ),
        migrations.CreateModel(
            name='NameChangeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('status', models.CharField(choices=[('asked', 'Wacht op een medewerker'), ('done', 'Veranderd'), ('declined', 'Niet veranderd'), ('withdrawn', 'Ingetrokken')], default='asked', editable=False, max_length=20)),
                ('legal', models.BooleanField()),
                ('received_on', models.DateField()),
                ('decided_on', models.DateField(null=True)),
                ('findable_on', models.DateField(null=True)),
                ('handler', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='registration_status_legal_received_on_handler_decided_on_findable_on_events', to='register.namechange')),
                ('registration', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.registration')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='namechange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('registration',), name='one_open_name_change'),
        ),
        migrations.AddConstraint(
            model_name='namechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('legal', True), ('status', 'done'), _negated=True), models.Q(('handler__isnull', False), models.Q(('seen', ''), _negated=True)), _connector='OR'), name='legal_name_is_seen_once'),
        ),
        migrations.AddConstraint(
            model_name='namechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['done', 'declined']), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='name_change_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='namechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), ('handler__isnull', False)), _connector='OR'), name='declined_name_change_says_why'),
        ),
        migrations.AddConstraint(
            model_name='namechange',
            constraint=models.CheckConstraint(condition=models.Q(('findable_on', None), ('status', 'done'), _connector='OR'), name='only_a_former_name_is_findable'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='namechange',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_namechangehistory" ("decided_on", "findable_on", "handler_id", "legal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "registration_id", "status") VALUES (NEW."decided_on", NEW."findable_on", NEW."handler_id", NEW."legal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."received_on", NEW."registration_id", NEW."status"); RETURN NULL;', hash='f01a9b4703c42099feeeb219bb35c6474ee62747', operation='INSERT', pgid='pgtrigger_insert_insert_c24fb', table='register_namechange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='namechange',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."findable_on" IS DISTINCT FROM (NEW."findable_on") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."legal" IS DISTINCT FROM (NEW."legal") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='INSERT INTO "register_namechangehistory" ("decided_on", "findable_on", "handler_id", "legal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "registration_id", "status") VALUES (NEW."decided_on", NEW."findable_on", NEW."handler_id", NEW."legal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."received_on", NEW."registration_id", NEW."status"); RETURN NULL;', hash='e973af24f2efd5bb86adb9066c7b1b908a12a96b', operation='UPDATE', pgid='pgtrigger_update_update_9afcb', table='register_namechange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='namechange',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_namechangehistory" ("decided_on", "findable_on", "handler_id", "legal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "registration_id", "status") VALUES (OLD."decided_on", OLD."findable_on", OLD."handler_id", OLD."legal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."received_on", OLD."registration_id", OLD."status"); RETURN NULL;', hash='86df8058115876e5c02dbf861fe1e622693eb7c3', operation='DELETE', pgid='pgtrigger_delete_delete_553e4', table='register_namechange', when='AFTER')),
        ),
    ])]
