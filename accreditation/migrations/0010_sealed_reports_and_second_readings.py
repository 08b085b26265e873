"""Final reports are sealed; more time; a positive advice is set aside by a second reading only."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from accreditation.sealing import content
from kit.at_once import AtOnce
from portfolios.dossier.snapshots import fingerprint

# ---- What the rows of before get, and what the database keeps from now on ----


def seal_final_reports(apps: Any, schema_editor: Any) -> None:
    """Reports that both signed before there were seals."""
    reports = apps.get_model("accreditation", "ConversationReport").objects
    final = reports.exclude(assessor_signed_at=None).exclude(professional_signed_at=None)
    for report in final.select_related("conversation").prefetch_related("themes").iterator(500):
        reports.filter(pk=report.pk).update(seal=fingerprint(content(report)))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# Not by pgtrigger: its triggers can be told to look away by a setting that every role may set.
GUARD = """
CREATE FUNCTION report_may_be_forgotten(bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM accreditation_conversationreport w
        JOIN accreditation_seat s ON s.conversation_id = w.conversation_id
        JOIN register_registration r ON r.person_id = s.person_id
        WHERE w.id = $1 AND r.status = 'deceased')
$$;

CREATE FUNCTION sealed_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    words text[] := ARRAY['summary', 'agreements', 'own_words', 'more_time_because', 'mentor'];
BEGIN
    IF OLD.seal = '' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    -- After a death the words go; who signed when, the advice and the seal stay.
    IF TG_OP = 'UPDATE' AND report_may_be_forgotten(OLD.id)
        AND to_jsonb(NEW) - words = to_jsonb(OLD) - words
        AND NEW.summary = '(gewist)' AND NEW.agreements = '' AND NEW.own_words = ''
        AND NEW.mentor = '' AND NEW.more_time_because IN ('', '(gewist)')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A sealed report does not change.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_report_stays';
END $$;

CREATE TRIGGER sealed_report_stays BEFORE UPDATE OR DELETE ON accreditation_conversationreport
    FOR EACH ROW EXECUTE FUNCTION sealed_report_stays();

CREATE FUNCTION sealed_themes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    theirs bigint[] := '{}';
    locked text;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        theirs := theirs || OLD.report_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        theirs := theirs || NEW.report_id;
    END IF;
    -- Locked, so that who writes while the report is sealed waits for that.
    FOR locked IN SELECT seal FROM accreditation_conversationreport
        WHERE id = ANY (theirs) FOR SHARE
    LOOP
        IF locked <> '' AND NOT (TG_OP = 'DELETE' AND report_may_be_forgotten(theirs[1])) THEN
            RAISE EXCEPTION 'The themes of a sealed report do not change.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_report_stays';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER sealed_themes_stay BEFORE INSERT OR UPDATE OR DELETE ON accreditation_reporttheme
    FOR EACH ROW EXECUTE FUNCTION sealed_themes_stay();

CREATE FUNCTION decision_has_its_ground() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    way accreditation_cycle%ROWTYPE;
    ground boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.outcome, OLD.cycle_id, OLD.reading_id)
        IS NOT DISTINCT FROM (NEW.outcome, NEW.cycle_id, NEW.reading_id)
    THEN
        RETURN NEW;  -- it was overturned, or moved nothing
    END IF;
    SELECT * INTO way FROM accreditation_cycle WHERE id = NEW.cycle_id;
    IF NEW.outcome IN ('renewed', 'renewed_with_agreements') THEN
        ground := EXISTS (SELECT FROM accreditation_conversationreport w
                JOIN accreditation_seat s ON s.conversation_id = w.conversation_id
                WHERE s.cycle_id = way.id AND w.seal <> ''
                AND w.advice IN ('renew', 'renew_with_agreements'))
            OR EXISTS (SELECT FROM register_objection o
                JOIN register_deferral d ON d.id = o.deferral_id
                WHERE d.period_id = way.period_id AND o.status = 'upheld');
    ELSIF NEW.outcome = 'more_time' AND NEW.reading_id IS NULL THEN
        ground := EXISTS (SELECT FROM accreditation_conversationreport w
            JOIN accreditation_seat s ON s.conversation_id = w.conversation_id
            WHERE s.cycle_id = way.id AND w.seal <> '' AND w.advice = 'more_time');
    ELSIF NEW.outcome = 'more_time' THEN
        -- A positive advice is set aside by two of a chamber, after a second reading.
        ground := EXISTS (SELECT FROM accreditation_secondreading r
            WHERE r.id = NEW.reading_id AND r.cycle_id = way.id AND r.status = 'set_aside'
            AND r.first_signer_id IS NOT NULL AND r.second_signer_id IS NOT NULL);
    ELSE
        -- Nothing handed in after grace, or two agreed talks missed without a word; and always by
        -- the way of a lapse, with its notices.
        ground := EXISTS (SELECT FROM register_registration g
                JOIN register_registrationperiod p ON p.registration_id = g.id
                JOIN register_registerscheme k ON k.id = p.scheme_id
                WHERE p.id = way.period_id AND g.status IN ('lapse_proposed', 'lapsed')
                AND NEW.decided_on >= p.until_on
                    + make_interval(months => p.extended_months + k.grace_months))
            AND (way.handed_in_at IS NULL OR 2 <= (SELECT count(*)
                FROM accreditation_conversation c
                JOIN accreditation_seat s ON s.conversation_id = c.id
                WHERE s.cycle_id = way.id AND c.status = 'missed' AND c.absent = 'person'
                AND c.word_on IS NULL));
    END IF;
    IF NOT ground THEN
        RAISE EXCEPTION 'A decision without its ground.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_has_its_ground';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decision_has_its_ground
    BEFORE INSERT OR UPDATE OF outcome, cycle_id, reading_id ON accreditation_decision
    FOR EACH ROW EXECUTE FUNCTION decision_has_its_ground();
"""
GUARD_OFF = """
DROP TRIGGER decision_has_its_ground ON accreditation_decision;
DROP FUNCTION decision_has_its_ground();
DROP TRIGGER sealed_themes_stay ON accreditation_reporttheme;
DROP FUNCTION sealed_themes_stay();
DROP TRIGGER sealed_report_stays ON accreditation_conversationreport;
DROP FUNCTION sealed_report_stays();
DROP FUNCTION report_may_be_forgotten(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0009_answers_wordings_quality'),
        ('register', '0014_deferrals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='SecondReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('chamber', models.CharField(blank=True, choices=[('east', 'Kamer Oost'), ('west', 'Kamer West')], max_length=10)),
                ('received_on', models.DateField(null=True)),
                ('answer_by', models.DateField(null=True)),
                ('prolonged_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('first_signed_on', models.DateField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('sealed_from', models.CharField(blank=True, db_default='', default='', max_length=20)),
                ('status', models.CharField(choices=[('reading', 'Tweede lezing'), ('response', 'Zienswijze'), ('deciding', 'Bij de commissie'), ('stood', 'Het advies blijft'), ('set_aside', 'Meer tijd')], default='reading', editable=False, max_length=20)),
                ('because', models.TextField()),
                ('declined', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                ('finding', models.TextField(blank=True)),
                ('found_on', models.DateField(null=True)),
                ('response_by', models.DateField(null=True)),
                ('response', models.TextField(blank=True)),
                ('response_version', models.PositiveIntegerField(default=1)),
                ('response_sent_on', models.DateField(null=True)),
                ('talk_by', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SecondReadingHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('status', models.CharField(choices=[('reading', 'Tweede lezing'), ('response', 'Zienswijze'), ('deciding', 'Bij de commissie'), ('stood', 'Het advies blijft'), ('set_aside', 'Meer tijd')], default='reading', editable=False, max_length=20)),
                ('found_on', models.DateField(null=True)),
                ('response_by', models.DateField(null=True)),
                ('response_sent_on', models.DateField(null=True)),
                ('chamber', models.CharField(blank=True, choices=[('east', 'Kamer Oost'), ('west', 'Kamer West')], max_length=10)),
                ('received_on', models.DateField(null=True)),
                ('answer_by', models.DateField(null=True)),
                ('prolonged_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('first_signed_on', models.DateField(null=True)),
                ('decided_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversationreport',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversationreport',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversationreport',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='conversationreport',
            name='signed_after_sharing',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='one_decision_a_cycle',
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='follow_up_on',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='mentor',
            field=models.CharField(blank=True, db_default='', max_length=200),
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='more_time_because',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='seal',
            field=models.CharField(blank=True, db_default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='talk_by',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='conversationreport',
            name='talk_with',
            field=models.CharField(blank=True, choices=[('same', 'Met mij'), ('other', 'Met een andere assessor')], db_default='', max_length=10),
        ),
        migrations.AddField(
            model_name='conversationreporthistory',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='conversationreporthistory',
            name='seal',
            field=models.CharField(blank=True, db_default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='conversationreporthistory',
            name='talk_by',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='conversationreporthistory',
            name='talk_with',
            field=models.CharField(blank=True, choices=[('same', 'Met mij'), ('other', 'Met een andere assessor')], db_default='', max_length=10),
        ),
        migrations.AddField(
            model_name='decision',
            name='overturned_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='decisionhistory',
            name='overturned_on',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='because',
            field=models.CharField(blank=True, choices=[('declined', 'Kon dit gesprek niet voeren.'), ('objected', 'De professional vroeg een andere assessor.'), ('absent', 'Was niet bij het gesprek.'), ('left', 'Stopte als assessor.'), ('missed', 'De professional was niet bij het gesprek.'), ('again', 'Voert ook het tweede gesprek.'), ('first_talk', 'Voerde het eerste gesprek.'), ('void', 'Het gesprek telde niet.')], db_default='', max_length=20),
        ),
        migrations.AlterField(
            model_name='conversationreporthistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='conversation_advice_shared_at_assessor_signed_at_professional_signed_at_closed_at_seal_talk_by_talk_with_events', to='accreditation.conversationreport'),
        ),
        migrations.AlterField(
            model_name='decisionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='cycle_outcome_decided_on_decided_by_period_reading_overturned_on_events', to='accreditation.decision'),
        ),
        ]),
        migrations.RunPython(seal_final_reports, migrations.RunPython.noop),
        AtOnce([
        migrations.AddConstraint(
            model_name='conversationreport',
            constraint=models.CheckConstraint(condition=models.Q(('shared_at__isnull', False), models.Q(('assessor_signed_at', None), ('closed_at', None), ('professional_signed_at', None)), _connector='OR'), name='signed_after_sharing'),
        ),
        migrations.AddConstraint(
            model_name='conversationreport',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), models.Q(('assessor_signed_at__isnull', False), ('professional_signed_at', None)), _connector='OR'), name='closed_only_when_silent'),
        ),
        migrations.AddConstraint(
            model_name='conversationreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('seal', ''), models.Q(('professional_signed_at', None), ('assessor_signed_at', None), _connector='OR')), models.Q(models.Q(('seal', ''), _negated=True), models.Q(('closed_at__isnull', False), models.Q(('assessor_signed_at__isnull', False), ('professional_signed_at__isnull', False)), _connector='OR')), _connector='OR'), name='final_report_is_sealed'),
        ),
        migrations.AddConstraint(
            model_name='conversationreport',
            constraint=models.CheckConstraint(condition=models.Q(('shared_at', None), models.Q(('advice', 'more_time'), _negated=True), models.Q(('talk_by__isnull', False), models.Q(('more_time_because', ''), _negated=True), models.Q(('talk_with', ''), _negated=True)), _connector='OR'), name='more_time_comes_with_a_plan'),
        ),
        migrations.AddConstraint(
            model_name='conversationreport',
            constraint=models.CheckConstraint(condition=models.Q(('advice', 'not_engaged'), _negated=True), name='who_talked_is_engaged'),
        ),
        migrations.AddField(
            model_name='secondreading',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='accreditation.cycle'),
        ),
        migrations.AddField(
            model_name='secondreading',
            name='first_signer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='secondreading',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='secondreading',
            name='reader',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='accreditation.assessor'),
        ),
        migrations.AddField(
            model_name='secondreading',
            name='report',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='second_reading', to='accreditation.conversationreport'),
        ),
        migrations.AddField(
            model_name='secondreading',
            name='second_signer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='reading',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='accreditation.secondreading'),
        ),
        migrations.AddField(
            model_name='decisionhistory',
            name='reading',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accreditation.secondreading'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('outcome', 'more_time'), _negated=True), ('overturned_on', None)), fields=('cycle',), name='one_decision_a_cycle'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'more_time')), fields=('cycle',), name='more_time_once_a_cycle'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('reading', None), ('outcome', 'more_time'), _connector='OR'), name='set_aside_means_more_time'),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='cycle',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accreditation.cycle'),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='first_signer',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='cycle_report_person_status_reader_found_on_response_by_response_sent_on_chamber_received_on_answer_by_prolonged_on_outcome_first_signer_first_signed_on_second_signer_decided_on_events', to='accreditation.secondreading'),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='reader',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accreditation.assessor'),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accreditation.conversationreport'),
        ),
        migrations.AddField(
            model_name='secondreadinghistory',
            name='second_signer',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='secondreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_signer', None), models.Q(('first_signer', models.F('person')), _negated=True), _connector='OR'), models.Q(('second_signer', None), models.Q(('second_signer', models.F('person')), _negated=True), _connector='OR')), name='secondreading_not_signed_by_its_person'),
        ),
        migrations.AddConstraint(
            model_name='secondreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('second_signer', None)), models.Q(('decided_on__isnull', False), ('first_signed_on__isnull', False), ('first_signer__isnull', False), ('second_signer__isnull', False), models.Q(('second_signer', models.F('first_signer')), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='secondreading_signed_by_two_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='secondreading',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'withdrawn']), models.Q(('answer_by__isnull', False), ('received_on__isnull', False), models.Q(('chamber', ''), _negated=True)), _connector='OR'), name='secondreading_with_chamber_has_its_term'),
        ),
        migrations.AddConstraint(
            model_name='secondreading',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='second_reading_says_why'),
        ),
        migrations.AddConstraint(
            model_name='secondreading',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['reading', 'stood']), models.Q(('found_on__isnull', False), ('reader__isnull', False), ('response_by__isnull', False), models.Q(('finding', ''), _negated=True)), _connector='OR'), name='finding_before_a_response'),
        ),
        migrations.AddConstraint(
            model_name='secondreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'set_aside'), _negated=True), models.Q(('outcome', 'set_aside'), ('second_signer__isnull', False), ('talk_by__isnull', False), models.Q(('response_sent_on__isnull', False), ('decided_on__gt', models.F('response_by')), _connector='OR')), _connector='OR'), name='set_aside_after_a_response_by_two'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversationreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accreditation_conversationreporthistory" ("advice", "assessor_signed_at", "closed_at", "conversation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_signed_at", "seal", "shared_at", "talk_by", "talk_with") VALUES (NEW."advice", NEW."assessor_signed_at", NEW."closed_at", NEW."conversation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."professional_signed_at", NEW."seal", NEW."shared_at", NEW."talk_by", NEW."talk_with"); RETURN NULL;', hash='a3735d5a620455dcdcaac6ba1cf8e3481f9254bb', operation='INSERT', pgid='pgtrigger_insert_insert_77417', table='accreditation_conversationreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversationreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."advice" IS DISTINCT FROM (NEW."advice") OR OLD."assessor_signed_at" IS DISTINCT FROM (NEW."assessor_signed_at") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."conversation_id" IS DISTINCT FROM (NEW."conversation_id") OR OLD."professional_signed_at" IS DISTINCT FROM (NEW."professional_signed_at") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."shared_at" IS DISTINCT FROM (NEW."shared_at") OR OLD."talk_by" IS DISTINCT FROM (NEW."talk_by") OR OLD."talk_with" IS DISTINCT FROM (NEW."talk_with"))', func='INSERT INTO "accreditation_conversationreporthistory" ("advice", "assessor_signed_at", "closed_at", "conversation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_signed_at", "seal", "shared_at", "talk_by", "talk_with") VALUES (NEW."advice", NEW."assessor_signed_at", NEW."closed_at", NEW."conversation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."professional_signed_at", NEW."seal", NEW."shared_at", NEW."talk_by", NEW."talk_with"); RETURN NULL;', hash='5a258151dcc4b3c0b50eb5b4ab5db4a8bcd9d2f3', operation='UPDATE', pgid='pgtrigger_update_update_3cf12', table='accreditation_conversationreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversationreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accreditation_conversationreporthistory" ("advice", "assessor_signed_at", "closed_at", "conversation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_signed_at", "seal", "shared_at", "talk_by", "talk_with") VALUES (OLD."advice", OLD."assessor_signed_at", OLD."closed_at", OLD."conversation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."professional_signed_at", OLD."seal", OLD."shared_at", OLD."talk_by", OLD."talk_with"); RETURN NULL;', hash='1a94643a6bea40d7b94b58db827b81171e72c6b4', operation='DELETE', pgid='pgtrigger_delete_delete_a4351', table='accreditation_conversationreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accreditation_decisionhistory" ("cycle_id", "decided_by_id", "decided_on", "outcome", "overturned_on", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading_id") VALUES (NEW."cycle_id", NEW."decided_by_id", NEW."decided_on", NEW."outcome", NEW."overturned_on", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reading_id"); RETURN NULL;', hash='4b998490ff140f1dc45655bcbab5e14f684d5446', operation='INSERT', pgid='pgtrigger_insert_insert_89c4a', table='accreditation_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."overturned_on" IS DISTINCT FROM (NEW."overturned_on") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."reading_id" IS DISTINCT FROM (NEW."reading_id"))', func='INSERT INTO "accreditation_decisionhistory" ("cycle_id", "decided_by_id", "decided_on", "outcome", "overturned_on", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading_id") VALUES (NEW."cycle_id", NEW."decided_by_id", NEW."decided_on", NEW."outcome", NEW."overturned_on", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reading_id"); RETURN NULL;', hash='241e959bec0bf0540cb5ba96399959dfdda1f792', operation='UPDATE', pgid='pgtrigger_update_update_2ce9a', table='accreditation_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accreditation_decisionhistory" ("cycle_id", "decided_by_id", "decided_on", "outcome", "overturned_on", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading_id") VALUES (OLD."cycle_id", OLD."decided_by_id", OLD."decided_on", OLD."outcome", OLD."overturned_on", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reading_id"); RETURN NULL;', hash='dea183584d0c88d183c9f56cdd36360485e707c8', operation='DELETE', pgid='pgtrigger_delete_delete_42a73', table='accreditation_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondreading',
            trigger=pgtrigger.compiler.Trigger(name='who_may_sign', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND NEW.chamber = OLD.chamber\n        AND NEW.first_signer_id IS NOT DISTINCT FROM OLD.first_signer_id\n        AND NEW.second_signer_id IS NOT DISTINCT FROM OLD.second_signer_id\n    THEN RETURN NEW;\n    END IF;\n    IF NEW.first_signer_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM register_chamberseat s WHERE s.person_id = NEW.first_signer_id\n        AND s.chamber = NEW.chamber AND s.from_on <= NEW.first_signed_on\n        AND s.until_on > NEW.first_signed_on)\n    OR NEW.second_signer_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM register_chamberseat s WHERE s.person_id = NEW.second_signer_id\n        AND s.chamber = NEW.chamber AND s.from_on <= NEW.decided_on\n        AND s.until_on > NEW.decided_on)\n    THEN RAISE EXCEPTION 'signed without a seat in the chamber'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_by_the_chamber';\n    END IF;\n    IF EXISTS (SELECT 1 FROM audit_event e\n        WHERE e.actor_id IN (NEW.first_signer_id, NEW.second_signer_id)\n        AND ((e.subject_type = 'register.Application' AND e.person_id = NEW.person_id)\n             \n    OR (e.person_id = NEW.person_id AND starts_with(e.subject_type, 'accreditation.')\n        AND NOT (e.subject_type = 'accreditation.SecondReading' AND e.subject_id = NEW.id))\n))\n    THEN RAISE EXCEPTION 'signed by somebody who touched the case'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_hears_a_case_they_touched';\n    END IF;\n    \n    IF EXISTS (SELECT 1 FROM accreditation_assessor a WHERE a.id = NEW.reader_id\n        AND a.user_id IN (NEW.first_signer_id, NEW.second_signer_id))\n    THEN RAISE EXCEPTION 'signed by the second reader'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'reader_does_not_sign';\n    END IF;\n\n    RETURN NEW;\n", hash='914fd20b1338c8dcde8421af8395c4c4fdb083b4', operation='INSERT OR UPDATE OF "first_signer_id", "second_signer_id", "chamber"', pgid='pgtrigger_who_may_sign_a7dfc', table='accreditation_secondreading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondreading',
            trigger=pgtrigger.compiler.Trigger(name='another_reader', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM accreditation_conversationreport r\n            JOIN accreditation_conversation c ON c.id = r.conversation_id\n            WHERE r.id = NEW.report_id AND c.assessor_id = NEW.reader_id)\n        OR EXISTS (SELECT 1 FROM accreditation_assessor a\n            WHERE a.id = NEW.reader_id AND a.user_id = NEW.person_id)\n    THEN RAISE EXCEPTION 'read by who held the talk'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'second_reader_is_another';\n    END IF;\n    RETURN NEW;\n", hash='6d5d9e323c8a2f7c88f6aefb30c385cd95c30a93', operation='INSERT OR UPDATE OF "reader_id", "report_id"', pgid='pgtrigger_another_reader_f912d', table='accreditation_secondreading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondreading',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accreditation_secondreadinghistory" ("answer_by", "chamber", "cycle_id", "decided_on", "first_signed_on", "first_signer_id", "found_on", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonged_on", "reader_id", "received_on", "report_id", "response_by", "response_sent_on", "second_signer_id", "status") VALUES (NEW."answer_by", NEW."chamber", NEW."cycle_id", NEW."decided_on", NEW."first_signed_on", NEW."first_signer_id", NEW."found_on", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prolonged_on", NEW."reader_id", NEW."received_on", NEW."report_id", NEW."response_by", NEW."response_sent_on", NEW."second_signer_id", NEW."status"); RETURN NULL;', hash='758c21999816fa7db9a6637c7621dce5a68bda67', operation='INSERT', pgid='pgtrigger_insert_insert_3ab15', table='accreditation_secondreading', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondreading',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer_by" IS DISTINCT FROM (NEW."answer_by") OR OLD."chamber" IS DISTINCT FROM (NEW."chamber") OR OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."first_signed_on" IS DISTINCT FROM (NEW."first_signed_on") OR OLD."first_signer_id" IS DISTINCT FROM (NEW."first_signer_id") OR OLD."found_on" IS DISTINCT FROM (NEW."found_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."prolonged_on" IS DISTINCT FROM (NEW."prolonged_on") OR OLD."reader_id" IS DISTINCT FROM (NEW."reader_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."response_by" IS DISTINCT FROM (NEW."response_by") OR OLD."response_sent_on" IS DISTINCT FROM (NEW."response_sent_on") OR OLD."second_signer_id" IS DISTINCT FROM (NEW."second_signer_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='INSERT INTO "accreditation_secondreadinghistory" ("answer_by", "chamber", "cycle_id", "decided_on", "first_signed_on", "first_signer_id", "found_on", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonged_on", "reader_id", "received_on", "report_id", "response_by", "response_sent_on", "second_signer_id", "status") VALUES (NEW."answer_by", NEW."chamber", NEW."cycle_id", NEW."decided_on", NEW."first_signed_on", NEW."first_signer_id", NEW."found_on", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prolonged_on", NEW."reader_id", NEW."received_on", NEW."report_id", NEW."response_by", NEW."response_sent_on", NEW."second_signer_id", NEW."status"); RETURN NULL;', hash='dc96c3d1cb5485a23d5b548c6effe73522abb7e3', operation='UPDATE', pgid='pgtrigger_update_update_04ba6', table='accreditation_secondreading', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondreading',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accreditation_secondreadinghistory" ("answer_by", "chamber", "cycle_id", "decided_on", "first_signed_on", "first_signer_id", "found_on", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonged_on", "reader_id", "received_on", "report_id", "response_by", "response_sent_on", "second_signer_id", "status") VALUES (OLD."answer_by", OLD."chamber", OLD."cycle_id", OLD."decided_on", OLD."first_signed_on", OLD."first_signer_id", OLD."found_on", OLD."outcome", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prolonged_on", OLD."reader_id", OLD."received_on", OLD."report_id", OLD."response_by", OLD."response_sent_on", OLD."second_signer_id", OLD."status"); RETURN NULL;', hash='0d15a5f0efb9d54bf051f4ae02ed7fbc3620fc60', operation='DELETE', pgid='pgtrigger_delete_delete_1ae94', table='accreditation_secondreading', when='AFTER')),
        ),
        migrations.RunSQL(GUARD, GUARD_OFF),
        ]),
    ]
