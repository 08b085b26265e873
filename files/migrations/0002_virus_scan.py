from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_start'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storedfile',
            name='state',
            field=models.CharField(choices=[('received', 'wordt gecontroleerd'), ('scanning', 'wordt nu gecontroleerd'), ('clean', 'gecontroleerd'), ('infected', 'geweigerd: virus gevonden'), ('failed', 'kon niet worden gecontroleerd')], default='received', max_length=10),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='scan_due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='scan_tries',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(condition=models.Q(('scan_due_at__isnull', False)), fields=['scan_due_at'], name='file_to_scan'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('scan_due_at', None), ('state__in', ('received', 'scanning')), _connector='OR'), name='what_was_judged_is_not_scanned'),
        ),
    ]
