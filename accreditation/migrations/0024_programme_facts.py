"""What holds across rows for programmes: who has no tie to the provider, and what counted when."""

from django.db import migrations

FACTS = """
-- Who works or worked for a provider, asked for it, or teaches there.
CREATE FUNCTION provider_ties(provider bigint, users bigint[], since date)
RETURNS TABLE (user_id bigint, rule text) LANGUAGE sql STABLE AS $$
    SELECT p.person_id, 'works' FROM portfolios_providerperson p
    WHERE p.provider_id = provider AND p.person_id = ANY(users)
        AND (p.until_on IS NULL OR p.until_on > since)
    UNION
    SELECT p.asked_by_id, 'works' FROM portfolios_provider p
    WHERE p.id = provider AND p.asked_by_id = ANY(users)
    UNION
    SELECT e.user_id, 'teaches' FROM portfolios_courseteacher t
    JOIN portfolios_course c ON c.id = t.course_id
    JOIN account_emailaddress e ON e.verified AND lower(e.email) = lower(t.email)
    WHERE c.provider_id = provider AND t.email <> '' AND e.user_id = ANY(users)
$$;

CREATE FUNCTION no_provider_tie(request bigint, who bigint, on_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    years integer := (
        SELECT conflict_years FROM register_registerscheme
        WHERE in_force_from <= on_day ORDER BY in_force_from DESC LIMIT 1
    );
BEGIN
    IF EXISTS (
        SELECT 1 FROM accreditation_programmerequest r
        JOIN accreditation_programme p ON p.id = r.programme_id,
        LATERAL provider_ties(
            p.provider_id, ARRAY[who], (on_day - make_interval(years => years))::date
        )
        WHERE r.id = request
    ) THEN
        RAISE EXCEPTION 'There is a tie between this person and the provider.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_with_a_tie_to_the_provider';
    END IF;
END $$;

CREATE FUNCTION who_reads_a_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM no_provider_tie(NEW.request_id, NEW.reader_id, NEW.asked_on);
    IF NEW.status <> 'declined' AND (
        SELECT count(*) FROM accreditation_programmereading o
        WHERE o.request_id = NEW.request_id AND o.round = NEW.round
            AND o.status <> 'declined' AND o.id <> NEW.id
    ) > 1 THEN
        RAISE EXCEPTION 'Two people read a request.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'two_read_a_programme';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER who_reads_a_programme
    BEFORE INSERT OR UPDATE OF reader_id ON accreditation_programmereading
    FOR EACH ROW EXECUTE FUNCTION who_reads_a_programme();

CREATE FUNCTION who_decides_on_a_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decided_by_id IS NOT NULL
        AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id THEN
        PERFORM no_provider_tie(NEW.id, NEW.decided_by_id, NEW.decided_on);
    END IF;
    IF NEW.second_decider_id IS NOT NULL
        AND NEW.second_decider_id IS DISTINCT FROM OLD.second_decider_id THEN
        PERFORM no_provider_tie(NEW.id, NEW.second_decider_id, NEW.decided_on);
    END IF;
    IF NEW.status IN ('granted', 'needs', 'refusing', 'refused') AND (
        SELECT count(*) FROM accreditation_programmereading o
        WHERE o.request_id = NEW.id AND o.round = NEW.round AND o.status = 'given'
    ) < 2 THEN
        RAISE EXCEPTION 'Two people read a request before anything is decided.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_after_two_readings';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER who_decides_on_a_programme
    BEFORE UPDATE OF status, decided_by_id, second_decider_id ON accreditation_programmerequest
    FOR EACH ROW EXECUTE FUNCTION who_decides_on_a_programme();

-- Counted on the day of completion: within a term; after it while the register still owed an
-- answer; or for who began in time, until the day to finish by.
CREATE FUNCTION programme_counted(which bigint, began date, completed date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM accreditation_programmeterm t
        WHERE t.programme_id = which AND completed BETWEEN t.from_on AND t.until_on
    ) OR EXISTS (
        SELECT 1 FROM accreditation_programme p,
        LATERAL (
            SELECT max(t.until_on) AS last FROM accreditation_programmeterm t
            WHERE t.programme_id = p.id
        ) term
        WHERE p.id = which AND completed > term.last
            AND (p.status = 'accredited' OR (began <= term.last AND completed <= p.finish_on))
    )
$$;

CREATE FUNCTION a_followed_programme_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT programme_counted(NEW.programme_id, NEW.began_on, NEW.completed_on) THEN
        RAISE EXCEPTION 'This programme was not accredited on that day.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_followed_programme_counted';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_followed_programme_counted
    BEFORE INSERT OR UPDATE ON accreditation_followedprogramme
    FOR EACH ROW EXECUTE FUNCTION a_followed_programme_counted();

CREATE FUNCTION who_comes_by_a_programme_names_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM accreditation_followedprogramme f WHERE f.application_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'Who comes by a programme says which.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'who_comes_by_a_programme_names_it';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER who_comes_by_a_programme_names_it
    BEFORE UPDATE OF status ON register_application
    FOR EACH ROW WHEN (
        OLD.status = 'draft' AND NEW.status = 'submitted' AND NEW.route = 'programme'
    )
    EXECUTE FUNCTION who_comes_by_a_programme_names_it();
"""
OFF = """
DROP TRIGGER who_comes_by_a_programme_names_it ON register_application;
DROP FUNCTION who_comes_by_a_programme_names_it();
DROP TRIGGER a_followed_programme_counted ON accreditation_followedprogramme;
DROP FUNCTION a_followed_programme_counted();
DROP FUNCTION programme_counted(bigint, date, date);
DROP TRIGGER who_decides_on_a_programme ON accreditation_programmerequest;
DROP FUNCTION who_decides_on_a_programme();
DROP TRIGGER who_reads_a_programme ON accreditation_programmereading;
DROP FUNCTION who_reads_a_programme();
DROP FUNCTION no_provider_tie(bigint, bigint, date);
DROP FUNCTION provider_ties(bigint, bigint[], date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accreditation", "0023_programmes"),
        ("portfolios", "0022_index_of_teachers"),
        ("register", "0026_programmes_in_the_scheme"),
    ]
    operations = [migrations.RunSQL(FACTS, OFF)]
