from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0022_a_pilot_leaves_no_trace")]

    operations = [
        migrations.AddField(
            model_name="registerscheme",
            name="first_period_years",
            field=models.PositiveSmallIntegerField(db_default=4, default=4),
        ),
    ]
