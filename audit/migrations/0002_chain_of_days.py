from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='DaySeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('rows', models.PositiveBigIntegerField()),
                ('parts', models.JSONField()),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
            ],
        ),
    ]
