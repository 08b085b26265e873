"""The conflict rules bind second readers, quality readers, observers and who signs as well."""

from django.db import migrations

BINDING = """
CREATE FUNCTION no_tie_with_the_second_reader() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.reader_id IS NOT DISTINCT FROM OLD.reader_id THEN
        RETURN NEW;  -- a tie that came later stops no case that runs
    END IF;
    PERFORM no_tie(NEW.person_id, a.user_id, NEW.received_on)
    FROM accreditation_assessor a WHERE a.id = NEW.reader_id;
    RETURN NEW;
END $$;

CREATE TRIGGER no_tie_with_the_second_reader
    BEFORE INSERT OR UPDATE OF reader_id ON accreditation_secondreading
    FOR EACH ROW WHEN (NEW.reader_id IS NOT NULL)
    EXECUTE FUNCTION no_tie_with_the_second_reader();

CREATE FUNCTION no_tie_with_who_signs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.first_signer_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.first_signer_id IS DISTINCT FROM OLD.first_signer_id) THEN
        PERFORM no_tie(NEW.person_id, NEW.first_signer_id, NEW.first_signed_on);
    END IF;
    IF NEW.second_signer_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.second_signer_id IS DISTINCT FROM OLD.second_signer_id) THEN
        PERFORM no_tie(NEW.person_id, NEW.second_signer_id, NEW.decided_on);
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_tie_with_who_signs
    BEFORE INSERT OR UPDATE OF first_signer_id, second_signer_id ON accreditation_secondreading
    FOR EACH ROW EXECUTE FUNCTION no_tie_with_who_signs();

CREATE TRIGGER no_tie_with_who_signs
    BEFORE INSERT OR UPDATE OF first_signer_id, second_signer_id ON register_objection
    FOR EACH ROW EXECUTE FUNCTION no_tie_with_who_signs();

CREATE FUNCTION no_tie_with_the_quality_reader() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.reader_id IS NOT DISTINCT FROM OLD.reader_id THEN
        RETURN NEW;  -- a tie that came later stops no case that runs
    END IF;
    PERFORM no_tie(who.id, NEW.reader_id, NEW.asked_on)
    FROM accreditation_conversationreport r
    JOIN accreditation_conversation c ON c.id = r.conversation_id
    JOIN accreditation_assessor a ON a.id = c.assessor_id,
    LATERAL (
        SELECT a.user_id AS id
        UNION
        SELECT s.person_id FROM accreditation_seat s WHERE s.conversation_id = c.id
    ) who
    WHERE r.id = NEW.report_id;
    RETURN NEW;
END $$;

CREATE TRIGGER no_tie_with_the_quality_reader
    BEFORE INSERT OR UPDATE OF reader_id ON accreditation_qualityreading
    FOR EACH ROW WHEN (NEW.reader_id IS NOT NULL)
    EXECUTE FUNCTION no_tie_with_the_quality_reader();

CREATE FUNCTION no_tie_with_the_observer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.user_id = OLD.user_id AND NEW.status = OLD.status THEN
        RETURN NEW;  -- a tie that came later stops no case that runs
    END IF;
    PERFORM no_tie(s.person_id, NEW.user_id, (c.starts_at AT TIME ZONE 'Europe/Amsterdam')::date)
    FROM accreditation_seat s JOIN accreditation_conversation c ON c.id = s.conversation_id
    WHERE s.conversation_id = NEW.conversation_id;
    RETURN NEW;
END $$;

CREATE TRIGGER no_tie_with_the_observer
    BEFORE INSERT OR UPDATE OF user_id, status ON accreditation_observer
    FOR EACH ROW WHEN (NEW.status <> 'off')
    EXECUTE FUNCTION no_tie_with_the_observer();
"""
OFF = """
DROP TRIGGER no_tie_with_the_observer ON accreditation_observer;
DROP FUNCTION no_tie_with_the_observer();
DROP TRIGGER no_tie_with_the_quality_reader ON accreditation_qualityreading;
DROP FUNCTION no_tie_with_the_quality_reader();
DROP TRIGGER no_tie_with_who_signs ON register_objection;
DROP TRIGGER no_tie_with_who_signs ON accreditation_secondreading;
DROP FUNCTION no_tie_with_who_signs();
DROP TRIGGER no_tie_with_the_second_reader ON accreditation_secondreading;
DROP FUNCTION no_tie_with_the_second_reader();
"""


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0011_observers"), ("register", "0015_intervision_rhythm")]
    operations = [migrations.RunSQL(BINDING, OFF)]
