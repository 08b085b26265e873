"""Promise 3 in the database: no lapse without proof, none while the register owes anything."""

from django.db import migrations

GUARD = """
CREATE FUNCTION no_lapse_by_accident() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    period register_registrationperiod%ROWTYPE;
    scheme register_registerscheme%ROWTYPE;
    term date;
BEGIN
    IF NEW.status NOT IN ('lapse_proposed', 'lapsed') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        RAISE EXCEPTION 'Nobody enters the register lapsed.' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = NEW.status THEN
        RETURN NEW;
    END IF;
    IF (OLD.status, NEW.status) NOT IN (('active', 'lapse_proposed'), ('lapse_proposed', 'lapsed'))
    THEN
        RAISE EXCEPTION 'No way from % to %.', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO period FROM register_registrationperiod
        WHERE registration_id = NEW.id ORDER BY id DESC LIMIT 1;
    SELECT * INTO scheme FROM register_registerscheme WHERE id = period.scheme_id;
    term := period.until_on
        + make_interval(months => period.extended_months + scheme.grace_months);
    IF NOT EXISTS (
        SELECT FROM register_lapsenotice
        WHERE period_id = period.id AND channel = 'mail' AND returned_on IS NULL
            AND answered_on IS NULL AND sent_on >= term AND sent_on = NEW.notice_mail_on
            AND sent_on + scheme.lapse_bounce_days <= NEW.lapse_proposed_on
    ) OR NOT EXISTS (
        SELECT FROM register_lapsenotice
        WHERE period_id = period.id AND channel = 'post' AND returned_on IS NULL
            AND answered_on IS NULL AND sent_on >= term AND sent_on = NEW.notice_post_on
            AND sent_on + scheme.lapse_bounce_days <= NEW.lapse_proposed_on
    ) THEN
        RAISE EXCEPTION 'Two proven notices are missing.' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM accreditation_cycle
        WHERE period_id = period.id
            AND status IN ('handed_in', 'assigned', 'booked', 'held', 'reported',
                           'second_reading', 'response', 'more_time')
    ) THEN
        RAISE EXCEPTION 'The register owes this person something.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'lapsed'
        AND NEW.ended_on < NEW.lapse_proposed_on + 7 * scheme.lapse_wait_weeks
    THEN
        RAISE EXCEPTION 'The proposal does not stand long enough.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_lapse_by_accident BEFORE INSERT OR UPDATE ON register_registration
    FOR EACH ROW EXECUTE FUNCTION no_lapse_by_accident();

CREATE FUNCTION nothing_owed_to_the_lapsed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    registered text;
BEGIN
    IF NEW.status NOT IN ('handed_in', 'assigned', 'booked', 'held', 'reported',
                          'second_reading', 'response', 'more_time')
    THEN
        RETURN NEW;
    END IF;
    -- Locked whatever its status: a proposal at this very moment waits, or we do.
    SELECT r.status INTO registered FROM register_registration r
        JOIN register_registrationperiod p ON p.registration_id = r.id
        WHERE p.id = NEW.period_id FOR SHARE OF r;
    IF registered IN ('lapse_proposed', 'lapsed') THEN
        RAISE EXCEPTION 'First the proposal to lapse ends.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER nothing_owed_to_the_lapsed BEFORE INSERT OR UPDATE ON accreditation_cycle
    FOR EACH ROW EXECUTE FUNCTION nothing_owed_to_the_lapsed();
"""
GUARD_OFF = """
DROP TRIGGER nothing_owed_to_the_lapsed ON accreditation_cycle;
DROP FUNCTION nothing_owed_to_the_lapsed();
DROP TRIGGER no_lapse_by_accident ON register_registration;
DROP FUNCTION no_lapse_by_accident();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0001_start"),
        ("register", "0001_start"),
    ]

    operations = [migrations.RunSQL(GUARD, GUARD_OFF)]
