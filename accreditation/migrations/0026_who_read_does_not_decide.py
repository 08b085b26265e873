"""Who read decides nothing, who has a tie hears nothing; what a hearing cut, and a version."""

from django.db import migrations, models

BEFORE = """
CREATE OR REPLACE FUNCTION who_decides_on_a_programme() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
DECIDES = """
CREATE OR REPLACE FUNCTION who_decides_on_a_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decided_by_id IS NOT NULL
        AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id THEN
        PERFORM no_provider_tie(NEW.id, NEW.decided_by_id, NEW.decided_on);
    END IF;
    IF NEW.second_decider_id IS NOT NULL
        AND NEW.second_decider_id IS DISTINCT FROM OLD.second_decider_id THEN
        PERFORM no_provider_tie(NEW.id, NEW.second_decider_id, NEW.decided_on);
    END IF;
    IF EXISTS (
        SELECT 1 FROM accreditation_programmereading o
        WHERE o.request_id = NEW.id AND o.status = 'given' AND (
            o.reader_id = NEW.decided_by_id
                AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id
            OR o.reader_id = NEW.second_decider_id
                AND NEW.second_decider_id IS DISTINCT FROM OLD.second_decider_id
        )
    ) THEN
        RAISE EXCEPTION 'Who read a request does not decide on it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'who_read_does_not_decide';
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
"""
TIES_BEFORE = """
CREATE OR REPLACE FUNCTION provider_ties(provider bigint, users bigint[], since date)
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
"""
# Also who taught there before, as far as somebody kept to have been there.
TIES = """
CREATE OR REPLACE FUNCTION provider_ties(provider bigint, users bigint[], since date)
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
    UNION
    SELECT e.user_id, 'taught' FROM account_emailaddress e
    JOIN portfolios_attendance a ON a.taught_by @> ARRAY[lower(e.email)]::varchar[]
    JOIN portfolios_courserun u ON u.id = a.run_id
    JOIN portfolios_course c ON c.id = u.course_id
    WHERE c.provider_id = provider AND e.verified AND e.user_id = ANY(users)
        AND a.status = 'kept' AND a.attended_on > since
$$;
"""
HEARS = """
CREATE FUNCTION who_hears_about_a_programme() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    on_day date := COALESCE(NEW.decided_on, NEW.announced_on);
    years integer := (
        SELECT conflict_years FROM register_registerscheme
        WHERE in_force_from <= on_day ORDER BY in_force_from DESC LIMIT 1
    );
    who bigint[] := ARRAY[NEW.announced_by_id, NEW.second_decider_id];
BEGIN
    IF TG_OP = 'UPDATE' THEN  -- who signed before may have a tie by now
        who := array_remove(who, OLD.announced_by_id);
        who := array_remove(who, OLD.second_decider_id);
    END IF;
    IF EXISTS (
        SELECT 1 FROM accreditation_programme p,
        LATERAL provider_ties(
            p.provider_id, array_remove(who, NULL),
            (on_day - make_interval(years => years))::date
        )
        WHERE p.id = NEW.programme_id
    ) THEN
        RAISE EXCEPTION 'There is a tie between this person and the provider.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_with_a_tie_to_the_provider';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER who_hears_about_a_programme
    BEFORE INSERT OR UPDATE OF announced_by_id, second_decider_id
    ON accreditation_programmehearing
    FOR EACH ROW EXECUTE FUNCTION who_hears_about_a_programme();
"""
HEARS_OFF = """
DROP TRIGGER who_hears_about_a_programme ON accreditation_programmehearing;
DROP FUNCTION who_hears_about_a_programme();
"""


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0025_programme_objections")]
    operations = [
        migrations.AddField(
            "programmehearing", "terms_ahead", models.JSONField(db_default=[], default=list)
        ),
        migrations.AddField(
            "programmerequest", "version", models.PositiveIntegerField(db_default=1, default=1)
        ),
        migrations.RunSQL(TIES, TIES_BEFORE),
        migrations.RunSQL(DECIDES, BEFORE),
        migrations.RunSQL(HEARS, HEARS_OFF),
    ]
