from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0027_a_reader_with_a_tie_gives_it_back")]

    operations = [
        migrations.AddField(
            model_name="programmerequest",
            name="rewritten",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="programmefile",
            name="sending",
            field=models.CharField(
                blank=True,
                choices=[("", "Blijft"), ("comes", "Komt erbij"), ("goes", "Gaat weg")],
                db_default="",
                default="",
                max_length=5,
            ),
        ),
    ]
