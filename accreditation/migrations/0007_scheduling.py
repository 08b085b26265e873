"""Availability of assessors, private calendar feeds, the waiting list, and no double booking."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import accreditation.models.conversations

from kit.at_once import AtOnce

# A seat carries the time of its conversation, so that one constraint can keep people from sitting
# in two talks at once. A conversation that is off, or that was missed, takes no time.
MOMENTS = """
CREATE FUNCTION moment_of_conversation(kept accreditation_conversation) RETURNS tstzrange
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN kept.status IN ('planned', 'held')
        THEN tstzrange(kept.starts_at, kept.ends_at) ELSE 'empty' END
$$;

CREATE FUNCTION seat_takes_the_moment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept accreditation_conversation;
BEGIN
    SELECT * INTO kept FROM accreditation_conversation WHERE id = NEW.conversation_id FOR SHARE;
    NEW.moment := moment_of_conversation(kept);
    RETURN NEW;
END $$;

CREATE TRIGGER seat_takes_the_moment BEFORE INSERT OR UPDATE ON accreditation_seat
    FOR EACH ROW EXECUTE FUNCTION seat_takes_the_moment();

CREATE FUNCTION seats_follow_the_moment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accreditation_seat SET moment = moment_of_conversation(NEW)
        WHERE conversation_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER seats_follow_the_moment
    AFTER UPDATE OF starts_at, ends_at, status ON accreditation_conversation
    FOR EACH ROW EXECUTE FUNCTION seats_follow_the_moment();

UPDATE accreditation_seat SET moment = NULL;
"""
MOMENTS_OFF = """
DROP TRIGGER seats_follow_the_moment ON accreditation_conversation;
DROP TRIGGER seat_takes_the_moment ON accreditation_seat;
DROP FUNCTION seats_follow_the_moment();
DROP FUNCTION seat_takes_the_moment();
DROP FUNCTION moment_of_conversation(accreditation_conversation);
"""
CASCADE = django.db.models.deletion.CASCADE


def key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def public_id() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, unique=True)


def of_assessor(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=CASCADE, related_name=related_name, to="accreditation.assessor"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0006_nobody_with_a_tie"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [AtOnce([
        migrations.CreateModel(
            name="WeekPattern",
            fields=[
                ("id", key()),
                ("public_id", public_id()),
                ("assessor", of_assessor("patterns")),
                ("kind", models.CharField(max_length=20)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "maandag"),
                            (1, "dinsdag"),
                            (2, "woensdag"),
                            (3, "donderdag"),
                            (4, "vrijdag"),
                            (5, "zaterdag"),
                            (6, "zondag"),
                        ]
                    ),
                ),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("online", models.BooleanField(default=True)),
                ("place", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "holidays",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Gewoon doorgaan"),
                            ("noord", "Overslaan, regio Noord"),
                            ("midden", "Overslaan, regio Midden"),
                            ("zuid", "Overslaan, regio Zuid"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(name="pattern_has_hours", condition=Q(ends__gt=F("starts"))),
                    models.CheckConstraint(name="pattern_has_a_weekday", condition=Q(weekday__lte=6)),
                    models.CheckConstraint(
                        name="pattern_ends_after_it_begins",
                        condition=Q(("until_on", None), ("until_on__gte", F("from_on")), _connector="OR"),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", key()),
                ("public_id", public_id()),
                ("assessor", of_assessor("absences")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
            ],
            options={
                "ordering": ("from_on",),
                "constraints": [
                    models.CheckConstraint(
                        name="absence_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusyCalendar",
            fields=[
                ("id", key()),
                ("public_id", public_id()),
                ("assessor", of_assessor("busy_calendars")),
                ("host", models.CharField(blank=True, max_length=253)),
                ("sealed_address", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=200)),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                ("id", key()),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="times", to="accreditation.busycalendar"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["calendar", "starts_at"], name="busy_by_start")],
                "constraints": [
                    models.CheckConstraint(
                        name="busy_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", key()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MomentRequest",
            fields=[
                ("id", key()),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=CASCADE, related_name="moment_request", to="accreditation.cycle"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            "slot",
            "pattern",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="slots",
                to="accreditation.weekpattern",
            ),
        ),
        migrations.AddConstraint(
            "slot",
            models.UniqueConstraint(
                fields=("pattern", "starts_at"), name="moment_of_a_pattern_made_once"
            ),
        ),
        migrations.AddConstraint(
            "conversation",
            django.contrib.postgres.constraints.ExclusionConstraint(
                name="assessor_holds_one_talk_at_a_time",
                expressions=[
                    ("assessor", "="),
                    (
                        accreditation.models.conversations.MomentRange(
                            "starts_at",
                            "ends_at",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                condition=Q(status__in=["planned", "held"]),
            ),
        ),
        migrations.AddField(
            "seat",
            "moment",
            django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, null=True),
        ),
        migrations.RunSQL(MOMENTS, MOMENTS_OFF),
        migrations.AddConstraint(
            "seat",
            django.contrib.postgres.constraints.ExclusionConstraint(
                name="person_in_one_talk_at_a_time",
                expressions=[("person", "="), ("moment", "&&")],
            ),
        ),
    ])]
