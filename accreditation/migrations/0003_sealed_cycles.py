"""A cycle keeps how it stood when a death was noted; a wrong report brings a lapse back as it was."""

from importlib import import_module

from django.db import migrations, models

FIRST = import_module("accreditation.migrations.0002_no_lapse_by_accident")
BEFORE = FIRST.GUARD.partition("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
SAME = "    IF OLD.status = NEW.status THEN\n"
BACK = """    IF OLD.status = NEW.status
        OR (OLD.status = 'deceased' AND NEW.status = 'lapsed' AND OLD.sealed_from = 'lapsed')
    THEN
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0002_no_lapse_by_accident"),
        ("register", "0002_people"),
    ]
    operations = [
        migrations.AddField(
            model_name="cycle",
            name="sealed_from",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.RunSQL(BEFORE.replace(SAME, BACK), BEFORE),
    ]
