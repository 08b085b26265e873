from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0026_who_read_does_not_decide'),
    ]

    operations = [
        migrations.AddField(
            model_name='lentstory',
            name='text_version',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
    ]
