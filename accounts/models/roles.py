"""National roles, each from a day until a day."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When

from audit.history import tracked


class Role(models.TextChoices):
    ASSESSOR = "assessor", "Assessor"
    DESK = "desk", "Registermedewerker"
    COMMITTEE = "committee", "Lid van de registercommissie"
    SEAT = "seat", "Beroepszetel"
    READER = "reader", "Kwaliteitslezer"
    ADMINISTRATOR = "administrator", "Beheerder"


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def on(self, today: date) -> "RoleGrantQuerySet":
        return self.filter(Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today)

    def holders(self, role: Role, today: date) -> "RoleGrantQuerySet":
        return self.on(today).filter(role=role, user__is_active=True).select_related("user")


@tracked("user", "role", "from_on", "until_on", "granted_by")
class RoleGrant(models.Model):
    """One role of one person; `until_on` is the first day without it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
            ),
            ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            # Who prepares a decision may not take it: the desk and the committee stay apart.
            ExclusionConstraint(
                name="desk_and_committee_apart",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary()), RangeOperators.OVERLAPS),
                    (
                        Case(
                            When(role="desk", then=Value(1)),
                            When(role="committee", then=Value(2)),
                            output_field=IntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                ],
            ),
            # Who makes a proposal does not assent to it: the desk and the seats stay apart.
            ExclusionConstraint(
                name="desk_and_seat_apart",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary()), RangeOperators.OVERLAPS),
                    (
                        Case(
                            When(role="desk", then=Value(1)),
                            When(role="seat", then=Value(2)),
                            output_field=IntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.user}"

    @property
    def concerns(self) -> "models.Model":
        return self.user
