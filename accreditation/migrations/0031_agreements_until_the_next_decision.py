from importlib import import_module

from django.db import migrations

# The words of a report go after one cycle; its agreements may stay until they have served: a next
# cycle was decided, or none is open any more.
BEFORE = import_module("accreditation.migrations.0030_written_goes_in_its_time").GUARD
GUARD = (
    BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace(
        "NEW.summary = '(gewist)' AND NEW.agreements = '' AND",
        "NEW.summary = '(gewist)' AND NEW.agreements IN ('', OLD.agreements) AND",
    )
    .replace(
        """        WHERE w.id = $1 AND c.status = 'decided')
""",
        """        WHERE w.id = $1 AND c.status = 'decided')
    OR EXISTS (SELECT FROM accreditation_conversationreport w
        JOIN accreditation_seat s ON s.conversation_id = w.conversation_id
        JOIN accreditation_cycle c ON c.id = s.cycle_id
        WHERE w.id = $1 AND c.status = 'decided' AND NOT EXISTS (
            SELECT FROM accreditation_cycle o
            WHERE o.person_id = c.person_id AND o.status NOT IN ('decided', 'closed')))
""",
    )
)


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0030_written_goes_in_its_time")]

    operations = [
        migrations.RunSQL(GUARD, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    ]
