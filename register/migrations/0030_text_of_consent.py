from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0029_acts_as_a_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='text_version',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='openbadge',
            name='text_version',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
    ]
