"""Who taught somebody does not assess that person, nor the other way (domain §5).

Only once the attendance was kept: a list of a provider alone ties nobody to anybody.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("accreditation.migrations.0016_who_wrote_a_card_together").AFTER
TAUGHT = """    UNION
    SELECT t.person_id, e.user_id, 'taught' FROM portfolios_attendance t
    JOIN account_emailaddress e ON e.verified AND lower(e.email) = ANY(t.taught_by)
    WHERE t.person_id = ANY(people) AND t.status = 'kept' AND t.attended_on > since
        AND e.user_id <> t.person_id
    UNION
    SELECT e.user_id, t.person_id, 'pupil' FROM portfolios_attendance t
    JOIN account_emailaddress e ON e.verified AND lower(e.email) = ANY(t.taught_by)
    WHERE e.user_id = ANY(people) AND t.status = 'kept' AND t.attended_on > since
        AND e.user_id <> t.person_id
)
SELECT found.*"""
AFTER = BEFORE.replace(")\nSELECT found.*", TAUGHT)


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accreditation", "0020_ties_bind_every_chamber_case"),
        ("portfolios", "0020_attendance"),
    ]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
