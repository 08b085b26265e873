from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accreditation', '0028_rewritten_until_it_is_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='lentstory',
            name='text_version',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
    ]
