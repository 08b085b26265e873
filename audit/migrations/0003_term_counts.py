from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_chain_of_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='TermCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('rule', models.CharField(max_length=40)),
                ('due', models.PositiveIntegerField()),
                ('soon', models.PositiveIntegerField()),
                ('left', models.PositiveIntegerField(null=True)),
                ('late', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('on', 'rule'), name='rule_once_a_day')],
            },
        ),
    ]
