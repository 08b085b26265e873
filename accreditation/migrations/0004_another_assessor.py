"""An assignment that ended says why; a talk to which somebody did not come says who."""

from django.db import migrations, models
from django.db.models import Q

DECLINED = "UPDATE accreditation_assignment SET because = 'declined' WHERE ended_on IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0003_sealed_cycles")]
    operations = [
        migrations.RemoveConstraint("assignment", "one_open_assignment"),
        migrations.RemoveConstraint("assignment", "accepted_or_declined"),
        migrations.RenameField("assignment", "declined_on", "ended_on"),
        migrations.AddField(
            "assignment",
            "because",
            models.CharField(
                blank=True,
                choices=[
                    ("declined", "Kon dit gesprek niet voeren."),
                    ("objected", "De professional vroeg een andere assessor."),
                    ("absent", "Was niet bij het gesprek."),
                    ("left", "Stopte als assessor."),
                    ("missed", "De professional was niet bij het gesprek."),
                ],
                db_default="",
                max_length=20,
            ),
        ),
        migrations.AddField("assignment", "objection", models.TextField(blank=True, db_default="")),
        migrations.RunSQL(DECLINED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "assignment",
            models.UniqueConstraint(
                condition=Q(("ended_on", None)), fields=("cycle",), name="one_open_assignment"
            ),
        ),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=Q(
                    Q(("because", ""), ("ended_on", None)),
                    Q(("ended_on__isnull", False), Q(("because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="ended_assignment_says_why",
            ),
        ),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=Q(
                    ("accepted_on", None), Q(("because", "declined"), _negated=True), _connector="OR"
                ),
                name="accepted_is_not_declined",
            ),
        ),
        migrations.AddField(
            "conversation",
            "absent",
            models.CharField(
                blank=True,
                choices=[("person", "De professional"), ("assessor", "De assessor")],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.AddField("conversation", "word_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "conversation",
            models.CheckConstraint(
                condition=Q(
                    Q(("status", "missed"), Q(("absent", ""), _negated=True)),
                    Q(Q(("status", "missed"), _negated=True), ("absent", "")),
                    _connector="OR",
                ),
                name="missed_talk_says_who",
            ),
        ),
        migrations.AlterField(
            model_name='conversation',
            name='status',
            field=models.CharField(choices=[('planned', 'Gepland'), ('held', 'Gevoerd'), ('cancelled', 'Afgezegd'), ('missed', 'Niet doorgegaan')], default='planned', editable=False, max_length=20),
        ),
        migrations.AlterField(
            model_name='conversationhistory',
            name='status',
            field=models.CharField(choices=[('planned', 'Gepland'), ('held', 'Gevoerd'), ('cancelled', 'Afgezegd'), ('missed', 'Niet doorgegaan')], default='planned', editable=False, max_length=20),
        ),
    ]
