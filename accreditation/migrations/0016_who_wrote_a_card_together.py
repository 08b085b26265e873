"""Who wrote a published method card together does not assess each other (domain §5)."""

from importlib import import_module

from django.db import migrations

FIRST = import_module("accreditation.migrations.0006_nobody_with_a_tie")
BEFORE = FIRST.RULES.partition("-- The years in which")[0].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
WROTE = """    UNION
    SELECT a.person_id, b.person_id, 'wrote' FROM portfolios_cardauthor a
    JOIN portfolios_cardauthor b ON b.version_id = a.version_id AND b.id <> a.id
    JOIN portfolios_cardversion v ON v.id = a.version_id
    WHERE a.person_id = ANY(people) AND v.published_on > since
)
SELECT found.*"""
AFTER = BEFORE.replace(")\nSELECT found.*", WROTE)


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0015_calibration"),
        ("portfolios", "0012_method_cards"),
    ]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
