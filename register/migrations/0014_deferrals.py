"""More time instead of a renewal, which somebody can object to; hearings of objections."""

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
        ('register', '0013_public_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [AtOnce([
        migrations.CreateModel(
            name='Deferral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('stands', 'Geldt'), ('overturned', 'Vervallen na bezwaar')], default='stands', editable=False, max_length=20)),
                ('decided_on', models.DateField()),
                ('reason', models.TextField()),
                ('chamber', models.CharField(blank=True, choices=[('east', 'Kamer Oost'), ('west', 'Kamer West')], max_length=10)),
                ('overturned_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DeferralHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('status', models.CharField(choices=[('stands', 'Geldt'), ('overturned', 'Vervallen na bezwaar')], default='stands', editable=False, max_length=20)),
                ('decided_on', models.DateField()),
                ('chamber', models.CharField(blank=True, choices=[('east', 'Kamer Oost'), ('west', 'Kamer West')], max_length=10)),
                ('overturned_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='objection',
            name='who_may_sign',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='objection',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='objection',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='objection',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='objection',
            name='objection_against_one_thing',
        ),
        migrations.AddField(
            model_name='objection',
            name='heard_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_place',
            field=models.CharField(blank=True, db_default='', max_length=300),
        ),
        migrations.AddField(
            model_name='objection',
            name='hearing_waived_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='objection',
            name='lesson',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='objection',
            name='minutes',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='objection',
            name='talk',
            field=models.CharField(blank=True, choices=[('asked', 'Nog te kiezen'), ('wanted', 'Wordt gepland'), ('held', 'Gevoerd'), ('waived', 'Niet nodig')], db_default='', max_length=10),
        ),
        migrations.AddField(
            model_name='objectionhistory',
            name='heard_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='objectionhistory',
            name='hearing_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='objectionhistory',
            name='hearing_waived_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='objectionhistory',
            name='talk',
            field=models.CharField(blank=True, choices=[('asked', 'Nog te kiezen'), ('wanted', 'Wordt gepland'), ('held', 'Gevoerd'), ('waived', 'Niet nodig')], db_default='', max_length=10),
        ),
        migrations.AddField(
            model_name='registerscheme',
            name='closing_days',
            field=models.PositiveSmallIntegerField(db_default=14, default=14),
        ),
        migrations.AddField(
            model_name='registerscheme',
            name='more_time_months',
            field=models.PositiveSmallIntegerField(db_default=12, default=12),
        ),
        migrations.AddField(
            model_name='registerscheme',
            name='response_days',
            field=models.PositiveSmallIntegerField(db_default=14, default=14),
        ),
        migrations.AlterField(
            model_name='objectionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='person_application_registration_measure_hardshiprequest_deferral_status_talk_hearing_at_heard_on_hearing_waived_on_against_on_chamber_received_on_answer_by_prolonged_on_outcome_first_signer_first_signed_on_second_signer_decided_on_events', to='register.objection'),
        ),
        migrations.AddField(
            model_name='deferral',
            name='extension',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.extension'),
        ),
        migrations.AddField(
            model_name='deferral',
            name='first_signer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deferral',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deferrals', to='register.registrationperiod'),
        ),
        migrations.AddField(
            model_name='deferral',
            name='second_signer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='objection',
            name='deferral',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='register.deferral'),
        ),
        migrations.AddField(
            model_name='objectionhistory',
            name='deferral',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.deferral'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', False), ('deferral__isnull', True), ('hardshiprequest__isnull', True), ('measure__isnull', True), ('registration__isnull', True)), models.Q(('application__isnull', True), ('deferral__isnull', True), ('hardshiprequest__isnull', True), ('measure__isnull', True), ('registration__isnull', False)), models.Q(('application__isnull', True), ('deferral__isnull', True), ('hardshiprequest__isnull', True), ('measure__isnull', False), ('registration__isnull', True)), models.Q(('application__isnull', True), ('deferral__isnull', True), ('hardshiprequest__isnull', False), ('measure__isnull', True), ('registration__isnull', True)), models.Q(('application__isnull', True), ('deferral__isnull', False), ('hardshiprequest__isnull', True), ('measure__isnull', True), ('registration__isnull', True)), _connector='OR'), name='objection_against_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['upheld', 'dismissed']), _negated=True), ('deferral', None), models.Q(models.Q(('talk', 'wanted'), _negated=True), models.Q(models.Q(('heard_on__isnull', False), models.Q(('minutes', ''), _negated=True)), models.Q(('hearing_waived_on__isnull', False), models.Q(('talk', 'asked'), _negated=True)), _connector='OR')), _connector='OR'), name='who_gets_more_time_is_heard'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'withdrawn'), _negated=True), fields=('deferral', 'against_on'), name='one_objection_against_deferral'),
        ),
        migrations.AddField(
            model_name='deferralhistory',
            name='first_signer',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deferralhistory',
            name='period',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.registrationperiod'),
        ),
        migrations.AddField(
            model_name='deferralhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='period_status_decided_on_chamber_first_signer_second_signer_overturned_on_events', to='register.deferral'),
        ),
        migrations.AddField(
            model_name='deferralhistory',
            name='second_signer',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('chamber', ''), ('first_signer', None), ('second_signer', None)), models.Q(models.Q(('chamber', ''), _negated=True), ('first_signer__isnull', False), ('second_signer__isnull', False), models.Q(('second_signer', models.F('first_signer')), _negated=True)), _connector='OR'), name='deferral_by_two_of_a_chamber_or_by_none'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'stands')), fields=('period',), name='one_deferral_stands'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('overturned_on', None), ('status', 'stands')), models.Q(('overturned_on__isnull', False), ('status', 'overturned')), _connector='OR'), name='overturned_deferral_has_its_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='who_may_sign', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND NEW.chamber = OLD.chamber\n        AND NEW.first_signer_id IS NOT DISTINCT FROM OLD.first_signer_id\n        AND NEW.second_signer_id IS NOT DISTINCT FROM OLD.second_signer_id\n    THEN RETURN NEW;\n    END IF;\n    IF NEW.first_signer_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM register_chamberseat s WHERE s.person_id = NEW.first_signer_id\n        AND s.chamber = NEW.chamber AND s.from_on <= NEW.first_signed_on\n        AND s.until_on > NEW.first_signed_on)\n    OR NEW.second_signer_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM register_chamberseat s WHERE s.person_id = NEW.second_signer_id\n        AND s.chamber = NEW.chamber AND s.from_on <= NEW.decided_on\n        AND s.until_on > NEW.decided_on)\n    THEN RAISE EXCEPTION 'signed without a seat in the chamber'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_by_the_chamber';\n    END IF;\n    IF EXISTS (SELECT 1 FROM audit_event e\n        WHERE e.actor_id IN (NEW.first_signer_id, NEW.second_signer_id)\n        AND ((e.subject_type = 'register.Application' AND e.person_id = NEW.person_id)\n             \n    OR (e.subject_type = 'register.Application' AND e.subject_id = NEW.application_id)\n    OR (e.subject_type = 'register.Registration' AND e.subject_id = NEW.registration_id)\n    OR (e.subject_type = 'register.Measure' AND e.subject_id = NEW.measure_id)\n    OR (e.subject_type = 'register.HardshipRequest' AND e.subject_id = NEW.hardshiprequest_id)\n    OR (e.subject_type = 'register.Deferral' AND e.subject_id = NEW.deferral_id)\n    OR (NEW.deferral_id IS NOT NULL AND e.person_id = NEW.person_id\n        AND starts_with(e.subject_type, 'accreditation.'))\n))\n    THEN RAISE EXCEPTION 'signed by somebody who touched the case'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_hears_a_case_they_touched';\n    END IF;\n    \n    IF NEW.chamber IN (\n        SELECT chamber FROM register_measure WHERE id = NEW.measure_id\n        UNION SELECT chamber FROM register_hardshiprequest WHERE id = NEW.hardshiprequest_id\n        UNION SELECT chamber FROM register_deferral\n            WHERE id = NEW.deferral_id AND chamber <> ''\n        UNION SELECT s.chamber FROM register_application a\n            JOIN register_chamberseat s ON s.person_id = a.second_decider_id\n            AND s.from_on <= a.decided_on AND s.until_on > a.decided_on\n            WHERE a.id = NEW.application_id\n        UNION SELECT s.chamber FROM register_registration r\n            JOIN register_chamberseat s ON s.person_id = r.lapse_confirmed_by_id\n            AND s.from_on <= r.ended_on AND s.until_on > r.ended_on\n            WHERE r.id = NEW.registration_id)\n    THEN RAISE EXCEPTION 'heard by the chamber that signed'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'heard_by_the_other_chamber';\n    END IF;\n\n    RETURN NEW;\n", hash='95d704f2db59b8d91d19e8fd7d5eaa0acff80def', operation='INSERT OR UPDATE OF "first_signer_id", "second_signer_id", "chamber"', pgid='pgtrigger_who_may_sign_06446', table='register_objection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_objectionhistory" ("against_on", "answer_by", "application_id", "chamber", "decided_on", "deferral_id", "first_signed_on", "first_signer_id", "hardshiprequest_id", "heard_on", "hearing_at", "hearing_waived_on", "measure_id", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonged_on", "received_on", "registration_id", "second_signer_id", "status", "talk") VALUES (NEW."against_on", NEW."answer_by", NEW."application_id", NEW."chamber", NEW."decided_on", NEW."deferral_id", NEW."first_signed_on", NEW."first_signer_id", NEW."hardshiprequest_id", NEW."heard_on", NEW."hearing_at", NEW."hearing_waived_on", NEW."measure_id", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prolonged_on", NEW."received_on", NEW."registration_id", NEW."second_signer_id", NEW."status", NEW."talk"); RETURN NULL;', hash='81c2791e1a30fc5e07aee4fa0622121d2d67671d', operation='INSERT', pgid='pgtrigger_insert_insert_f0b2c', table='register_objection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."against_on" IS DISTINCT FROM (NEW."against_on") OR OLD."answer_by" IS DISTINCT FROM (NEW."answer_by") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."chamber" IS DISTINCT FROM (NEW."chamber") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."deferral_id" IS DISTINCT FROM (NEW."deferral_id") OR OLD."first_signed_on" IS DISTINCT FROM (NEW."first_signed_on") OR OLD."first_signer_id" IS DISTINCT FROM (NEW."first_signer_id") OR OLD."hardshiprequest_id" IS DISTINCT FROM (NEW."hardshiprequest_id") OR OLD."heard_on" IS DISTINCT FROM (NEW."heard_on") OR OLD."hearing_at" IS DISTINCT FROM (NEW."hearing_at") OR OLD."hearing_waived_on" IS DISTINCT FROM (NEW."hearing_waived_on") OR OLD."measure_id" IS DISTINCT FROM (NEW."measure_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."prolonged_on" IS DISTINCT FROM (NEW."prolonged_on") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."second_signer_id" IS DISTINCT FROM (NEW."second_signer_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."talk" IS DISTINCT FROM (NEW."talk"))', func='INSERT INTO "register_objectionhistory" ("against_on", "answer_by", "application_id", "chamber", "decided_on", "deferral_id", "first_signed_on", "first_signer_id", "hardshiprequest_id", "heard_on", "hearing_at", "hearing_waived_on", "measure_id", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonged_on", "received_on", "registration_id", "second_signer_id", "status", "talk") VALUES (NEW."against_on", NEW."answer_by", NEW."application_id", NEW."chamber", NEW."decided_on", NEW."deferral_id", NEW."first_signed_on", NEW."first_signer_id", NEW."hardshiprequest_id", NEW."heard_on", NEW."hearing_at", NEW."hearing_waived_on", NEW."measure_id", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prolonged_on", NEW."received_on", NEW."registration_id", NEW."second_signer_id", NEW."status", NEW."talk"); RETURN NULL;', hash='757f2d2c2dd7f694039d038c3281a3048c7f3e91', operation='UPDATE', pgid='pgtrigger_update_update_811f2', table='register_objection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_objectionhistory" ("against_on", "answer_by", "application_id", "chamber", "decided_on", "deferral_id", "first_signed_on", "first_signer_id", "hardshiprequest_id", "heard_on", "hearing_at", "hearing_waived_on", "measure_id", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonged_on", "received_on", "registration_id", "second_signer_id", "status", "talk") VALUES (OLD."against_on", OLD."answer_by", OLD."application_id", OLD."chamber", OLD."decided_on", OLD."deferral_id", OLD."first_signed_on", OLD."first_signer_id", OLD."hardshiprequest_id", OLD."heard_on", OLD."hearing_at", OLD."hearing_waived_on", OLD."measure_id", OLD."outcome", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prolonged_on", OLD."received_on", OLD."registration_id", OLD."second_signer_id", OLD."status", OLD."talk"); RETURN NULL;', hash='449c820b252e8ba34dac548471a6af09cdadb995', operation='DELETE', pgid='pgtrigger_delete_delete_1daa5', table='register_objection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deferral',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_deferralhistory" ("chamber", "decided_on", "first_signer_id", "overturned_on", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_signer_id", "status") VALUES (NEW."chamber", NEW."decided_on", NEW."first_signer_id", NEW."overturned_on", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."second_signer_id", NEW."status"); RETURN NULL;', hash='ceac740392180cb4bfd31ca7efc58d3f88393917', operation='INSERT', pgid='pgtrigger_insert_insert_e0663', table='register_deferral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deferral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."chamber" IS DISTINCT FROM (NEW."chamber") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."first_signer_id" IS DISTINCT FROM (NEW."first_signer_id") OR OLD."overturned_on" IS DISTINCT FROM (NEW."overturned_on") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."second_signer_id" IS DISTINCT FROM (NEW."second_signer_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='INSERT INTO "register_deferralhistory" ("chamber", "decided_on", "first_signer_id", "overturned_on", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_signer_id", "status") VALUES (NEW."chamber", NEW."decided_on", NEW."first_signer_id", NEW."overturned_on", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."second_signer_id", NEW."status"); RETURN NULL;', hash='f2b6119bf9366d45a59f04e2dbd48399db7e59a3', operation='UPDATE', pgid='pgtrigger_update_update_af78a', table='register_deferral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deferral',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_deferralhistory" ("chamber", "decided_on", "first_signer_id", "overturned_on", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_signer_id", "status") VALUES (OLD."chamber", OLD."decided_on", OLD."first_signer_id", OLD."overturned_on", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."second_signer_id", OLD."status"); RETURN NULL;', hash='9aadbe865f352995b7692360a4af03096d9b3287', operation='DELETE', pgid='pgtrigger_delete_delete_36008', table='register_deferral', when='AFTER')),
        ),
    ])]
