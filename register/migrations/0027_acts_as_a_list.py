from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0026_programmes_in_the_scheme'),
    ]

    operations = [
        migrations.AlterField(
            model_name='listdownload',
            name='what',
            field=models.CharField(choices=[('applications', 'Aanmeldingen'), ('figures', 'Cijfers'), ('acts', 'Handelingen')], max_length=20),
        ),
    ]
