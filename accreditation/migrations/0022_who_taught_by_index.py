"""The same tie as before, asked in the way that the index of teachers can answer."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("accreditation.migrations.0021_who_taught_somebody").AFTER
AFTER = BEFORE.replace(
    "lower(e.email) = ANY(t.taught_by)", "t.taught_by @> ARRAY[lower(e.email)]::varchar[]"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0021_who_taught_somebody"),
        ("portfolios", "0022_index_of_teachers"),
    ]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
