"""The versions that people accepted with their application are the first ones they accepted."""

from django.db import migrations


def write_first_acceptances(apps, schema_editor):
    application = apps.get_model("register", "Application")
    acceptance = apps.get_model("register", "Acceptance")
    admitted = application.objects.filter(status="admitted").order_by("submitted_on", "pk")
    rows = []
    for each in admitted.iterator():
        for kind in ("code", "profile"):
            version = getattr(each, f"accepted_{kind}_id")
            fact = {"person_id": each.person_id, f"{kind}_id": version}
            rows.append(acceptance(accepted_on=each.submitted_on, **fact))
    acceptance.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0006_consultation"),]

    operations = [migrations.RunPython(write_first_acceptances, migrations.RunPython.noop)]
