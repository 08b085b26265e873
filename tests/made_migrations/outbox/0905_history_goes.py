from django.db import migrations


class Migration(migrations.Migration):
    allowed = {"ban-drop-column": "nobody reads it", "renaming-column": ""}
    dependencies = [("outbox", "0904_column_that_others_do_not_fill")]

    operations = [migrations.RunSQL('ALTER TABLE "audit_event" DROP COLUMN "verb"')]
