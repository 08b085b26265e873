"""Keys, what the next edition has to look at, and hashes that say the same in the new way."""

from django.db import migrations

from register import fingerprint
from register.models import Organisation, Registration

BATCH = 2000


def set_keys(apps, schema_editor):
    """Historical models have no methods: the keys are those of the models of now."""
    for model, real, method, fields in (
        ("Registration", Registration, "set_name_key", ["name_key"]),
        ("Organisation", Organisation, "set_keys", ["name_key", "town_key"]),
    ):
        rows = []
        for row in apps.get_model("register", model).objects.iterator(chunk_size=BATCH):
            getattr(real, method)(row)
            rows.append(row)
            if len(rows) == BATCH:
                apps.get_model("register", model).objects.bulk_update(rows, fields)
                rows = []
        apps.get_model("register", model).objects.bulk_update(rows, fields)


def hash_anew(apps, schema_editor):
    for edition in apps.get_model("register", "Publication").objects.all():
        with schema_editor.connection.cursor() as cursor:
            edition.sha256 = fingerprint.of_edition(cursor, edition.number)
        edition.save()


def note_removed(apps, schema_editor):
    struck = apps.get_model("register", "StruckEntry")
    for row in apps.get_model("register", "Registration").objects.filter(status="removed"):
        struck.objects.create(number=row.number, since_on=row.since_on, ended_on=row.ended_on)


class Migration(migrations.Migration):
    dependencies = [("register", "0009_editions")]

    operations = [
        migrations.RunPython(set_keys, migrations.RunPython.noop),
        migrations.RunPython(note_removed, migrations.RunPython.noop),
        migrations.RunPython(hash_anew, migrations.RunPython.noop),
        migrations.RunSQL(
            "INSERT INTO register_pendingentry (registration_id)"
            " SELECT id FROM register_registration",
            migrations.RunSQL.noop,
        ),
    ]
