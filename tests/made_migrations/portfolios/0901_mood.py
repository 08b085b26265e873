from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0027_teachers_hear_of_it")]

    operations = [
        migrations.AddField(
            model_name="learningactivity",
            name="mood",
            field=models.CharField(max_length=20, db_default="unknown"),
        ),
        AddConstraintNotValid(
            model_name="learningactivity",
            constraint=models.CheckConstraint(name="mood_is_said", condition=~Q(mood="")),
        ),
    ]
