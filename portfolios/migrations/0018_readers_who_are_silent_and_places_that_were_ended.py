"""Who reads along counts by what the register said while the card was written, and may be silent."""

from django.db import migrations, models
from django.db.models import Q

PLACES = """
CREATE OR REPLACE FUNCTION card_places(person bigint, first_day date, last_day date)
RETURNS TABLE (organisation_id bigint) LANGUAGE sql STABLE AS $$
    SELECT a.organisation_id FROM register_affiliation a
    WHERE a.person_id = person AND a.from_on <= last_day
        AND (
            a.until_on IS NULL OR a.until_on > first_day
            {ENDED}
        )
$$;
"""
# Somebody who says afterwards that the work ended long ago still worked there, as far as the
# register knew when the card was written.
ENDED = """OR EXISTS (
                SELECT FROM audit_event e
                WHERE e.subject_type = 'register.Affiliation' AND e.subject_id = a.id
                    AND e.verb = 'affiliation.end'
                    AND (e.at AT TIME ZONE 'Europe/Amsterdam')::date >= first_day
            )"""

TIE = """
CREATE OR REPLACE FUNCTION card_reader_tie(of_version bigint, reader bigint, on_day date)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        too_near_to_a_card(of_version, reader, on_day),
        (
            SELECT 'same_reader' FROM portfolios_cardreview r
            JOIN portfolios_cardversion v ON v.id = r.version_id
            WHERE v.id = of_version AND r.round = v.round AND r.person_id <> reader {FREE}
                AND share_a_place(r.person_id, reader, v.started_on, on_day)
            LIMIT 1
        )
    )
$$;
"""
FREE = "AND r.released_on IS NULL"


def filled(sql: str, **parts: str) -> str:
    for name, part in parts.items():
        sql = sql.replace("{" + name + "}", part)
    return sql


class Migration(migrations.Migration):
    dependencies = [
        ("portfolios", "0017_reports_about_the_knowledge_bank"),
        ("register", "0018_reading_along_and_reports"),
        ("audit", "__first__"),
    ]

    operations = [
        migrations.AddField("cardreview", "released_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "cardreview",
            models.CheckConstraint(
                name="who_said_something_is_not_released",
                condition=Q(verdict="") | Q(released_on=None),
            ),
        ),
        migrations.RunSQL(filled(PLACES, ENDED=ENDED), filled(PLACES, ENDED="")),
        migrations.RunSQL(filled(TIE, FREE=FREE), filled(TIE, FREE="")),
    ]
