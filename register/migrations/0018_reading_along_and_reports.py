from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0017_certificate_files")]

    operations = [
        migrations.AddField(
            model_name="registerscheme",
            name="card_reading_days",
            field=models.PositiveSmallIntegerField(db_default=21, default=21),
        ),
        migrations.AddField(
            model_name="registerscheme",
            name="report_words_months",
            field=models.PositiveSmallIntegerField(db_default=12, default=12),
        ),
    ]
