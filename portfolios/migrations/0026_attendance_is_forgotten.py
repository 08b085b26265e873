from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

LET_GO = """
UPDATE portfolios_attendance SET let_go_on = COALESCE(answered_on, answer_by, proposed_on)
WHERE status IN ('thrown', 'withdrawn')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portfolios", "0025_keys_of_providers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance", name="let_go_on", field=models.DateField(null=True)
        ),
        migrations.RunSQL(LET_GO, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                name="attendance_is_let_go_on_a_day",
                condition=Q(("let_go_on__isnull", False), ("status__in", ["thrown", "withdrawn"]))
                | Q(("let_go_on", None), ("status__in", ["proposed", "kept", "disputed"])),
            ),
        ),
    ]
