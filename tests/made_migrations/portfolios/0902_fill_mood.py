from django.db import migrations

IN_ONE_GO = 20


def fill(apps, schema_editor):
    """Some at a time, each its own transaction; whoever begins again goes on where it was."""
    activities = apps.get_model("portfolios", "LearningActivity").objects
    while keys := activities.filter(mood="unknown").values_list("pk", flat=True)[:IN_ONE_GO]:
        activities.filter(pk__in=list(keys)).update(mood="calm")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("portfolios", "0901_mood")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
