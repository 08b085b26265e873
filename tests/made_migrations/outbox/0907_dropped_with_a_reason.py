from django.db import migrations


class Migration(migrations.Migration):
    allowed = {"ban-drop-column": "no program since release 1.4 reads it"}
    dependencies = [("outbox", "0906_two_steps_apart")]

    operations = [migrations.RemoveField("job", "mood")]
