from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0027_more_lists_of_badges")]

    operations = [
        migrations.AddField(
            model_name="registerscheme",
            name="attendance_list_days",
            field=models.PositiveSmallIntegerField(db_default=30, default=30),
        ),
        migrations.AddField(
            model_name="registerscheme",
            name="attendance_months",
            field=models.PositiveSmallIntegerField(db_default=12, default=12),
        ),
    ]
