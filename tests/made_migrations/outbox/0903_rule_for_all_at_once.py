from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("outbox", "0902_column_that_others_read")]

    operations = [
        migrations.AddConstraint(
            "job", models.CheckConstraint(name="job_has_a_task", condition=~Q(task=""))
        )
    ]
