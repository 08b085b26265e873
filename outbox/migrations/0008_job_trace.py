from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0007_heartbeats")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="trace",
            field=models.CharField(blank=True, db_default="", max_length=55),
        ),
    ]
