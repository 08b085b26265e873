from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("portfolios", "0902_fill_mood")]

    operations = [
        AddIndexConcurrently(
            model_name="learningactivity", index=models.Index(fields=["mood"], name="by_mood")
        )
    ]
