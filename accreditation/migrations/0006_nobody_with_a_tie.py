"""The conflict rules in the database: who asks and who writes meet the same ones (domain §5)."""

from django.db import migrations

RULES = """
CREATE FUNCTION ties(people bigint[], others bigint[], since date)
RETURNS TABLE (person_id bigint, user_id bigint, rule text) LANGUAGE sql STABLE AS $$
WITH works AS (
    SELECT a.person_id, a.organisation_id FROM register_affiliation a
    WHERE a.until_on IS NULL OR a.until_on > since
), own AS (
    SELECT w.person_id, w.organisation_id FROM works w WHERE w.person_id = ANY(people)
    UNION
    SELECT ap.person_id, ap.organisation_id FROM register_application ap
    WHERE ap.person_id = ANY(people) AND ap.organisation_id IS NOT NULL
        AND ap.status IN ('draft', 'submitted', 'in_review', 'needs_info', 'welcome')
), joined AS (
    SELECT m.from_organisation_id AS one, m.to_organisation_id AS other
    FROM register_organisation_members m
    UNION
    SELECT m.to_organisation_id, m.from_organisation_id FROM register_organisation_members m
), circle AS (
    SELECT * FROM own
    UNION
    SELECT own.person_id, j.other FROM own JOIN joined j ON j.one = own.organisation_id
), near AS (
    SELECT * FROM circle
    UNION
    SELECT c.person_id, j.other FROM circle c JOIN joined j ON j.one = c.organisation_id
), met AS (
    SELECT g.group_id, g.person_id FROM portfolios_groupmember g
    WHERE g.until_on IS NULL OR g.until_on > since
), found AS (
    SELECT p AS person_id, p AS user_id, 'same' AS rule FROM unnest(people) p
    UNION
    SELECT own.person_id, w.person_id, 'colleague' FROM own
    JOIN works w ON w.organisation_id = own.organisation_id
    UNION
    SELECT n.person_id, w.person_id, 'joint' FROM near n
    JOIN works w ON w.organisation_id = n.organisation_id
    WHERE NOT EXISTS (
        SELECT FROM own
        WHERE own.person_id = n.person_id AND own.organisation_id = w.organisation_id
    )
    UNION
    SELECT a.person_id, b.person_id, 'peer' FROM met a JOIN met b ON b.group_id = a.group_id
    WHERE a.person_id = ANY(people)
    UNION
    SELECT m.mentee_id, m.mentor_id, 'mentor' FROM portfolios_mentorship m
    WHERE m.mentee_id = ANY(people) AND m.from_on IS NOT NULL
        AND (m.until_on IS NULL OR m.until_on > since)
    UNION
    SELECT m.mentor_id, m.mentee_id, 'mentee' FROM portfolios_mentorship m
    WHERE m.mentor_id = ANY(people) AND m.from_on IS NOT NULL
        AND (m.until_on IS NULL OR m.until_on > since)
    UNION
    SELECT d.user_id, a.user_id, 'declared'
    FROM accreditation_assessor_declared_conflicts d
    JOIN accreditation_assessor a ON a.id = d.assessor_id
    WHERE d.user_id = ANY(people)
    UNION
    SELECT last.person_id, a.user_id, 'last' FROM (
        SELECT DISTINCT ON (c.person_id) c.person_id, c.assessor_id
        FROM accreditation_cycle c
        JOIN register_registrationperiod p ON p.id = c.period_id
        WHERE c.person_id = ANY(people) AND c.status = 'decided'
        ORDER BY c.person_id, p.from_on DESC
    ) last JOIN accreditation_assessor a ON a.id = last.assessor_id
    UNION
    SELECT a.user_id, c.person_id, 'assessed' FROM accreditation_cycle c
    JOIN accreditation_assessor a ON a.id = c.assessor_id
    WHERE a.user_id = ANY(people) AND (c.decided_on IS NULL OR c.decided_on > since)
)
SELECT found.* FROM found WHERE found.user_id = ANY(others);
$$;

-- The years in which a tie counts are those of the scheme of that day.
CREATE FUNCTION no_tie(person bigint, other bigint, on_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    years integer := (
        SELECT conflict_years FROM register_registerscheme
        WHERE in_force_from <= on_day ORDER BY in_force_from DESC LIMIT 1
    );
    tie text := (
        SELECT min(rule) FROM ties(
            ARRAY[person], ARRAY[other], (on_day - make_interval(years => years))::date
        )
    );
BEGIN
    IF tie IS NOT NULL THEN
        RAISE EXCEPTION 'There is a tie between these two: %.', tie
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_with_a_tie';
    END IF;
END $$;

CREATE FUNCTION nobody_with_a_tie_is_assigned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM no_tie(
        (SELECT person_id FROM accreditation_cycle WHERE id = NEW.cycle_id),
        (SELECT user_id FROM accreditation_assessor WHERE id = NEW.assessor_id),
        COALESCE(NEW.accepted_on, NEW.proposed_on)
    );
    RETURN NEW;
END $$;

CREATE TRIGGER nobody_with_a_tie_is_assigned
    BEFORE INSERT OR UPDATE OF assessor_id, cycle_id, accepted_on ON accreditation_assignment
    FOR EACH ROW WHEN (NEW.ended_on IS NULL)
    EXECUTE FUNCTION nobody_with_a_tie_is_assigned();

CREATE FUNCTION an_assessor_comes_by_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM accreditation_assignment
        WHERE cycle_id = NEW.id AND assessor_id = NEW.assessor_id AND ended_on IS NULL
    ) AND NOT (NEW.status = 'decided' AND EXISTS (  -- whose report is followed after all
        SELECT FROM accreditation_conversation c
        JOIN accreditation_seat s ON s.conversation_id = c.id
        WHERE s.cycle_id = NEW.id AND c.assessor_id = NEW.assessor_id AND c.status = 'held'
    )) THEN
        RAISE EXCEPTION 'This assessor was not proposed for this cycle.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_assessor_comes_by_assignment';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER an_assessor_comes_by_assignment
    BEFORE UPDATE OF assessor_id ON accreditation_cycle
    FOR EACH ROW
    WHEN (NEW.assessor_id IS NOT NULL AND NEW.assessor_id IS DISTINCT FROM OLD.assessor_id)
    EXECUTE FUNCTION an_assessor_comes_by_assignment();

CREATE FUNCTION a_cycle_begins_without_assessor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A cycle begins without an assessor.' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER a_cycle_begins_without_assessor
    BEFORE INSERT ON accreditation_cycle
    FOR EACH ROW WHEN (NEW.assessor_id IS NOT NULL)
    EXECUTE FUNCTION a_cycle_begins_without_assessor();
"""
OFF = """
DROP TRIGGER a_cycle_begins_without_assessor ON accreditation_cycle;
DROP FUNCTION a_cycle_begins_without_assessor();
DROP TRIGGER an_assessor_comes_by_assignment ON accreditation_cycle;
DROP FUNCTION an_assessor_comes_by_assignment();
DROP TRIGGER nobody_with_a_tie_is_assigned ON accreditation_assignment;
DROP FUNCTION nobody_with_a_tie_is_assigned();
DROP FUNCTION no_tie(bigint, bigint, date);
DROP FUNCTION ties(bigint[], bigint[], date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0005_assessor_profile"),
        ("portfolios", "0009_learning_together"),
        ("register", "0013_public_texts"),
    ]

    operations = [migrations.RunSQL(RULES, OFF)]
