from importlib import import_module

from django.db import migrations

# A sealed report goes as a whole or not at all: after a death, once its person was erased, and after
# the decision it was for (the program keeps the term of the scheme). Its agreements alone may go
# once a following cycle was decided.
GUARD = """
CREATE OR REPLACE FUNCTION report_may_be_forgotten(bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM accreditation_conversationreport w
        JOIN accreditation_seat s ON s.conversation_id = w.conversation_id
        JOIN accounts_user u ON u.id = s.person_id
        LEFT JOIN register_registration r ON r.person_id = s.person_id
        LEFT JOIN accreditation_cycle c ON c.id = s.cycle_id
        WHERE w.id = $1 AND (r.status = 'deceased' OR c.status = 'decided'
            OR NOT u.is_active AND u.email LIKE '%@gewist.invalid'))
$$;

CREATE FUNCTION agreements_have_served(bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM accreditation_conversationreport w
        JOIN accreditation_seat s ON s.conversation_id = w.conversation_id
        JOIN accreditation_cycle c ON c.id = s.cycle_id
        JOIN accreditation_cycle n ON n.person_id = c.person_id AND n.id <> c.id
            AND n.status = 'decided' AND n.decided_on > c.decided_on
        WHERE w.id = $1 AND c.status = 'decided')
$$;

CREATE OR REPLACE FUNCTION sealed_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    words text[] := ARRAY['summary', 'agreements', 'own_words', 'more_time_because', 'mentor'];
BEGIN
    IF OLD.seal = '' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    -- The words go; who signed when, the advice and the seal stay.
    IF TG_OP = 'UPDATE' AND report_may_be_forgotten(OLD.id)
        AND to_jsonb(NEW) - words = to_jsonb(OLD) - words
        AND NEW.summary = '(gewist)' AND NEW.agreements = '' AND NEW.own_words = ''
        AND NEW.mentor = '' AND NEW.more_time_because IN ('', '(gewist)')
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.agreements = '(gewist)' AND agreements_have_served(OLD.id)
        AND to_jsonb(NEW) - 'agreements' = to_jsonb(OLD) - 'agreements'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A sealed report does not change.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'sealed_report_stays';
END $$;
"""
before = import_module("accreditation.migrations.0010_sealed_reports_and_second_readings").GUARD
functions = before.partition("CREATE TRIGGER sealed_report_stays")[0]
GUARD_OFF = "DROP FUNCTION agreements_have_served(bigint);\n" + functions.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('register', '0030_text_of_consent'),
        ('accreditation', '0029_text_of_consent'),
    ]

    operations = [migrations.RunSQL(GUARD, GUARD_OFF)]
