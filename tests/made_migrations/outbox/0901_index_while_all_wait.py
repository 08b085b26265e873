from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0008_job_trace")]

    operations = [migrations.AddIndex("job", models.Index(fields=["task"], name="by_task"))]
