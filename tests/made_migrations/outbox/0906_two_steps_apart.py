from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("outbox", "0905_history_goes")]

    operations = [
        AddIndexConcurrently("job", models.Index(fields=["mood"], name="by_mood")),
        AddIndexConcurrently("job", models.Index(fields=["key", "mood"], name="by_key_and_mood")),
    ]
