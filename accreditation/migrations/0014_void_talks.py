"""A talk is void by two of a chamber only, and then nothing rests on it; a complaint holds things.

Ties bind who signs a complaint with the person and with the assessor.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION no_tie_with_the_assessor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    assessor bigint := (SELECT user_id FROM accreditation_assessor WHERE id = NEW.assessor_id);
BEGIN
    IF NEW.first_signer_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.first_signer_id IS DISTINCT FROM OLD.first_signer_id) THEN
        PERFORM no_tie(NEW.person_id, NEW.first_signer_id, NEW.first_signed_on);
        PERFORM no_tie(assessor, NEW.first_signer_id, NEW.first_signed_on);
    END IF;
    IF NEW.second_signer_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.second_signer_id IS DISTINCT FROM OLD.second_signer_id) THEN
        PERFORM no_tie(NEW.person_id, NEW.second_signer_id, NEW.decided_on);
        PERFORM no_tie(assessor, NEW.second_signer_id, NEW.decided_on);
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_tie_with_the_assessor
    BEFORE INSERT OR UPDATE OF first_signer_id, second_signer_id
    ON accreditation_assessorcomplaint
    FOR EACH ROW EXECUTE FUNCTION no_tie_with_the_assessor();

-- While a complaint runs its assessor gets no new talks; those that were accepted stay.
CREATE FUNCTION no_new_talk_during_a_complaint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM accreditation_assessorcomplaint c
        WHERE c.assessor_id = NEW.assessor_id AND c.status = 'received')
    THEN
        RAISE EXCEPTION 'A complaint about this assessor runs.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_new_talk_during_a_complaint';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_new_talk_during_a_complaint
    BEFORE INSERT OR UPDATE OF assessor_id, accepted_on ON accreditation_assignment
    FOR EACH ROW WHEN (NEW.ended_on IS NULL)
    EXECUTE FUNCTION no_new_talk_during_a_complaint();

-- Void by two of a chamber, and never when a renewal that stands rests on it.
CREATE FUNCTION void_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'void' OR TG_OP = 'UPDATE' AND OLD.status = 'void' THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM accreditation_assessorcomplaint c
        JOIN accreditation_seat s ON s.cycle_id = c.cycle_id
        WHERE s.conversation_id = NEW.id AND c.assessor_id = NEW.assessor_id
        AND c.status = 'voided' AND c.second_signer_id IS NOT NULL)
    THEN
        RAISE EXCEPTION 'A talk is void by two of a chamber.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'void_by_two';
    END IF;
    IF EXISTS (SELECT FROM accreditation_decision d
        JOIN accreditation_seat s ON s.cycle_id = d.cycle_id
        WHERE s.conversation_id = NEW.id AND d.overturned_on IS NULL
        AND d.outcome IN ('renewed', 'renewed_with_agreements'))
    THEN
        RAISE EXCEPTION 'A renewal rests on this talk.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'renewal_keeps_its_talk';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER void_by_two BEFORE INSERT OR UPDATE OF status ON accreditation_conversation
    FOR EACH ROW EXECUTE FUNCTION void_by_two();

-- A decision rests on a talk that counts; and none falls while a complaint about it runs.
CREATE FUNCTION decision_rests_on_a_talk_that_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.overturned_on IS NOT NULL OR NEW.outcome = 'not_engaged' THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM accreditation_assessorcomplaint c
        WHERE c.cycle_id = NEW.cycle_id AND c.status = 'received')
        AND NOT EXISTS (SELECT FROM accreditation_cycle y
            JOIN register_deferral d ON d.period_id = y.period_id
            JOIN register_objection o ON o.deferral_id = d.id
            WHERE y.id = NEW.cycle_id AND o.status = 'upheld')
    THEN
        RAISE EXCEPTION 'A complaint about this talk runs.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'first_the_complaint';
    END IF;
    IF NOT EXISTS (SELECT FROM accreditation_conversationreport w
        JOIN accreditation_conversation c ON c.id = w.conversation_id
        JOIN accreditation_seat s ON s.conversation_id = c.id
        WHERE s.cycle_id = NEW.cycle_id AND w.shared_at IS NOT NULL AND c.status <> 'void')
    THEN
        RAISE EXCEPTION 'The talk of this decision does not count.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_rests_on_a_talk_that_counts';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decision_rests_on_a_talk_that_counts
    BEFORE INSERT OR UPDATE OF outcome, cycle_id ON accreditation_decision
    FOR EACH ROW EXECUTE FUNCTION decision_rests_on_a_talk_that_counts();

-- Promise 3: nobody lapses while the register owes an answer.
CREATE FUNCTION no_lapse_during_a_complaint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('lapse_proposed', 'lapsed') AND NEW.status <> OLD.status
        AND EXISTS (SELECT FROM accreditation_assessorcomplaint c
            WHERE c.person_id = NEW.person_id AND c.status = 'received')
    THEN
        RAISE EXCEPTION 'The register owes this person an answer.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_lapse_during_a_complaint';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_lapse_during_a_complaint BEFORE UPDATE OF status ON register_registration
    FOR EACH ROW EXECUTE FUNCTION no_lapse_during_a_complaint();
"""
OFF = """
DROP TRIGGER no_lapse_during_a_complaint ON register_registration;
DROP FUNCTION no_lapse_during_a_complaint();
DROP TRIGGER decision_rests_on_a_talk_that_counts ON accreditation_decision;
DROP FUNCTION decision_rests_on_a_talk_that_counts();
DROP TRIGGER void_by_two ON accreditation_conversation;
DROP FUNCTION void_by_two();
DROP TRIGGER no_new_talk_during_a_complaint ON accreditation_assignment;
DROP FUNCTION no_new_talk_during_a_complaint();
DROP TRIGGER no_tie_with_the_assessor ON accreditation_assessorcomplaint;
DROP FUNCTION no_tie_with_the_assessor();
"""


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0013_assessor_complaints")]
    operations = [migrations.RunSQL(GUARD, OFF)]
