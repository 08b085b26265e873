"""Groups that look for members, and people who ask such a group whether there is a place."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from portfolios.together.models.groups import IntervisionGroup
from register.models.organisations import kinds_of_work_field


class GroupNoticeQuerySet(models.QuerySet["GroupNotice"]):
    def open_to(self, user: Any) -> "GroupNoticeQuerySet":
        """Of groups that meet, and of which the person is no member."""
        mine = IntervisionGroup.objects.visible_to(user).values("pk")
        running = self.filter(group__ended_on=None, group__paused_on=None, places__gt=0)
        return running.exclude(group__in=mine)


class GroupNotice(models.Model):
    """What a group says of itself to who looks for one: never who is in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.OneToOneField(IntervisionGroup, models.CASCADE, related_name="notice")
    theme = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    kinds_of_work = kinds_of_work_field()
    province = models.CharField(max_length=20, blank=True)
    online = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField()
    published_on = models.DateField()

    objects = GroupNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_says_where", condition=~Q(province="") | Q(online=True)
            )
        ]

    def __str__(self) -> str:
        return f"Oproep van {self.group}"


class GroupRequestQuerySet(models.QuerySet["GroupRequest"]):
    def waiting(self) -> "GroupRequestQuerySet":
        return self.filter(answered_on=None).select_related("person").order_by("asked_on", "pk")


class GroupRequest(models.Model):
    """Somebody asks a group for a place. The group answers; nobody has to give a reason."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(IntervisionGroup, models.CASCADE, related_name="requests")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="group_requests"
    )
    words = models.TextField(blank=True)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    accepted = models.BooleanField(null=True)

    objects = GroupRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                name="one_open_request",
                condition=Q(answered_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"Vraag aan {self.group}"
