from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0023_first_period_years")]

    operations = [
        migrations.AddField(
            model_name="registerscheme",
            name="travel_minutes",
            field=models.PositiveSmallIntegerField(db_default=60, default=60),
        ),
    ]
