from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0028_attendance_is_forgotten'),
    ]

    operations = [
        migrations.AlterField(
            model_name='listdownload',
            name='what',
            field=models.CharField(choices=[('applications', 'Aanmeldingen'), ('figures', 'Cijfers'), ('acts', 'Handelingen')], max_length=20),
        ),
    ]
