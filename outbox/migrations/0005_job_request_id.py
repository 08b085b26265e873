from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0004_choices_and_daily_mail")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="request_id",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
    ]
