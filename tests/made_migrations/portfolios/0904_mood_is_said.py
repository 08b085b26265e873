from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0903_index_of_mood")]

    operations = [ValidateConstraint(model_name="learningactivity", name="mood_is_said")]
