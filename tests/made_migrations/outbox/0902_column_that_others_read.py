from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outbox", "0901_index_while_all_wait")]

    operations = [migrations.RemoveField("job", "last_error")]
