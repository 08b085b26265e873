from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0903_rule_for_all_at_once")]

    operations = [migrations.AddField("job", "mood", models.CharField(max_length=20, default="a"))]
