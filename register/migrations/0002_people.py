"""Reports of a death, notes of staff, and how things stood when a death was noted."""

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
        ('register', '0001_start'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [AtOnce([
        migrations.CreateModel(
            name='DeathReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('received', 'Te controleren'), ('confirmed', 'Vastgesteld'), ('declined', 'Niet vastgesteld'), ('undone', 'Teruggedraaid')], default='received', editable=False, max_length=20)),
                ('about', models.CharField(max_length=200)),
                ('relation', models.CharField(choices=[('family', 'Partner of familie'), ('friend', 'Vriend of bekende'), ('work', 'Collega of werkgever'), ('other', 'Anders')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('text', models.TextField(blank=True)),
                ('received_on', models.DateField()),
                ('findings', models.TextField(blank=True)),
                ('decided_on', models.DateField(null=True)),
                ('hid_entry', models.BooleanField(default=False)),
                ('sealed_until', models.DateField(null=True)),
                ('erased_on', models.DateField(null=True)),
                ('undone_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DeathReportHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('status', models.CharField(choices=[('received', 'Te controleren'), ('confirmed', 'Vastgesteld'), ('declined', 'Niet vastgesteld'), ('undone', 'Teruggedraaid')], default='received', editable=False, max_length=20)),
                ('received_on', models.DateField()),
                ('decided_on', models.DateField(null=True)),
                ('sealed_until', models.DateField(null=True)),
                ('erased_on', models.DateField(null=True)),
                ('undone_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StaffNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('written_on', models.DateField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='no_lapse_during_objection',
        ),
        migrations.AddField(
            model_name='application',
            name='sealed_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='registration',
            name='sealed_ended_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='sealed_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='no_lapse_during_objection', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'lapsed\' AND NOT (OLD."status" IN (\'lapsed\', \'deceased\')))', func="\n    IF EXISTS (SELECT 1 FROM register_objection o\n        WHERE o.person_id = NEW.person_id AND o.status = 'received')\n    THEN RAISE EXCEPTION 'an objection runs'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_lapse_during_objection';\n    END IF;\n    RETURN NEW;\n", hash='0d5440a0b1a38d8e55640dd9603d1ff01820dcec', operation='UPDATE OF "status"', pgid='pgtrigger_no_lapse_during_objection_4047e', table='register_registration', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='deathreport',
            name='handler',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deathreport',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deathreport',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='death_reports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deathreporthistory',
            name='handler',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deathreporthistory',
            name='person',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deathreporthistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='person_status_received_on_handler_decided_on_sealed_until_erased_on_undone_on_events', to='register.deathreport'),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_notes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'confirmed')), fields=('person',), name='one_standing_death_report'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['confirmed', 'undone']), _negated=True), models.Q(('decided_on__isnull', False), ('handler__isnull', False), ('person__isnull', False), ('sealed_until__isnull', False), models.Q(('findings', ''), _negated=True), models.Q(('handler', models.F('person')), _negated=True)), _connector='OR'), name='death_is_checked_by_another'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('decided_on__isnull', False), ('handler__isnull', False), models.Q(('findings', ''), _negated=True)), _connector='OR'), name='declined_death_report_says_why'),
        ),
        migrations.AddConstraint(
            model_name='deathreport',
            constraint=models.CheckConstraint(condition=models.Q(('erased_on', None), ('erased_on__gte', models.F('sealed_until')), _connector='OR'), name='erased_only_after_the_seal'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deathreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_deathreporthistory" ("decided_on", "erased_on", "handler_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "sealed_until", "status", "undone_on") VALUES (NEW."decided_on", NEW."erased_on", NEW."handler_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."received_on", NEW."sealed_until", NEW."status", NEW."undone_on"); RETURN NULL;', hash='0aefab414a52e441e90c558528e5db7f223f8bf0', operation='INSERT', pgid='pgtrigger_insert_insert_05705', table='register_deathreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deathreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."erased_on" IS DISTINCT FROM (NEW."erased_on") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."sealed_until" IS DISTINCT FROM (NEW."sealed_until") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."undone_on" IS DISTINCT FROM (NEW."undone_on"))', func='INSERT INTO "register_deathreporthistory" ("decided_on", "erased_on", "handler_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "sealed_until", "status", "undone_on") VALUES (NEW."decided_on", NEW."erased_on", NEW."handler_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."received_on", NEW."sealed_until", NEW."status", NEW."undone_on"); RETURN NULL;', hash='d3e824eee6e78f236b208add0ca6b95afadc20ea', operation='UPDATE', pgid='pgtrigger_update_update_d103a', table='register_deathreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deathreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_deathreporthistory" ("decided_on", "erased_on", "handler_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "sealed_until", "status", "undone_on") VALUES (OLD."decided_on", OLD."erased_on", OLD."handler_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."received_on", OLD."sealed_until", OLD."status", OLD."undone_on"); RETURN NULL;', hash='f6bf7d77b3f1c99955667241fadef7b2000462ea', operation='DELETE', pgid='pgtrigger_delete_delete_9c074', table='register_deathreport', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='staffnote',
            constraint=models.CheckConstraint(condition=models.Q(('author', models.F('person')), _negated=True), name='nobody_notes_about_oneself'),
        ),
        migrations.AddConstraint(
            model_name='staffnote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_has_words'),
        ),
    ])]
