"""Before everybody reads a card two others did: not its authors, and of other organisations."""

from django.db import migrations

RULES = """
CREATE FUNCTION card_places(person bigint, first_day date, last_day date)
RETURNS TABLE (organisation_id bigint) LANGUAGE sql STABLE AS $$
    SELECT a.organisation_id FROM register_affiliation a
    WHERE a.person_id = person AND a.from_on <= last_day
        AND (a.until_on IS NULL OR a.until_on > first_day)
$$;

CREATE FUNCTION share_a_place(one bigint, other bigint, first_day date, last_day date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT organisation_id FROM card_places(one, first_day, last_day)
        INTERSECT
        SELECT organisation_id FROM card_places(other, first_day, last_day)
    )
$$;

-- Why this person is too near to a version to be one of its two readers; NULL when not.
CREATE FUNCTION too_near_to_a_card(of_version bigint, reader bigint, on_day date)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN EXISTS (
            SELECT FROM portfolios_cardauthor a
            WHERE a.version_id = v.id AND a.person_id = reader
        ) THEN 'author'
        WHEN NOT EXISTS (SELECT FROM card_places(reader, v.started_on, on_day)) THEN 'no_place'
        WHEN EXISTS (
            SELECT FROM portfolios_cardauthor a
            WHERE a.version_id = v.id
                AND share_a_place(a.person_id, reader, v.started_on, on_day)
        ) THEN 'same_place'
    END
    FROM portfolios_cardversion v WHERE v.id = of_version
$$;

-- The same, and not of the organisation of somebody who reads it now.
CREATE FUNCTION card_reader_tie(of_version bigint, reader bigint, on_day date)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        too_near_to_a_card(of_version, reader, on_day),
        (
            SELECT 'same_reader' FROM portfolios_cardreview r
            JOIN portfolios_cardversion v ON v.id = r.version_id
            WHERE v.id = of_version AND r.round = v.round AND r.person_id <> reader
                AND share_a_place(r.person_id, reader, v.started_on, on_day)
            LIMIT 1
        )
    )
$$;

CREATE FUNCTION card_is_read_by_two_others(of_version bigint, on_day date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM portfolios_cardversion v
        JOIN portfolios_cardreview a ON a.version_id = v.id AND a.round = v.round
        JOIN portfolios_cardreview b ON b.version_id = v.id AND b.round = v.round
        WHERE v.id = of_version AND a.id < b.id
            AND a.verdict = 'agree' AND b.verdict = 'agree'
            AND too_near_to_a_card(v.id, a.person_id, on_day) IS NULL
            AND too_near_to_a_card(v.id, b.person_id, on_day) IS NULL
            AND NOT share_a_place(a.person_id, b.person_id, v.started_on, on_day)
            AND EXISTS (SELECT FROM portfolios_cardauthor w WHERE w.version_id = v.id)
    )
$$;

CREATE FUNCTION a_card_is_read_before_it_is_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.status = 'published' THEN
        RETURN NEW;
    END IF;
    IF NOT card_is_read_by_two_others(NEW.id, NEW.published_on) THEN
        RAISE EXCEPTION 'Two others did not read this card.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'card_is_read_by_two_others';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_card_is_read_before_it_is_published
    BEFORE INSERT OR UPDATE OF status ON portfolios_cardversion
    FOR EACH ROW WHEN (NEW.status = 'published')
    EXECUTE FUNCTION a_card_is_read_before_it_is_published();
"""
OFF = """
DROP TRIGGER a_card_is_read_before_it_is_published ON portfolios_cardversion;
DROP FUNCTION a_card_is_read_before_it_is_published();
DROP FUNCTION card_is_read_by_two_others(bigint, date);
DROP FUNCTION card_reader_tie(bigint, bigint, date);
DROP FUNCTION too_near_to_a_card(bigint, bigint, date);
DROP FUNCTION share_a_place(bigint, bigint, date, date);
DROP FUNCTION card_places(bigint, date, date);
"""


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0012_method_cards"), ("register", "0016_card_review_years")]

    operations = [migrations.RunSQL(RULES, OFF)]
