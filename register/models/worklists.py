"""What staff keep of the lists of the desk: a filter by name, and who took a list out."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: Any) -> "SavedFilterQuerySet":
        return self.filter(owner=user).order_by("name", "pk")


class SavedFilter(models.Model):
    """A choice in the list of applications under a name; its owner's own."""

    MOST = 12
    LONGEST_NAME = 40

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    question = models.CharField(max_length=1500)  # as it stands in the address
    saved_on = models.DateField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_filter_of_a_name"),
            models.CheckConstraint(
                name="filter_has_a_name_and_a_choice",
                condition=~models.Q(name="") & ~models.Q(question=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ListDownload(models.Model):
    """Somebody of the staff took a list out of the portal: which one, how long, chosen how."""

    class List(models.TextChoices):
        APPLICATIONS = "applications", "Aanmeldingen"
        FIGURES = "figures", "Cijfers"
        ACTS = "acts", "Handelingen"

    class Form(models.TextChoices):
        XLSX = "xlsx", "Excel"
        CSV = "csv", "CSV"

    what = models.CharField(max_length=20, choices=List)
    form = models.CharField(max_length=10, choices=Form)
    question = models.CharField(max_length=1500, blank=True)
    rows = models.PositiveIntegerField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["what", "-taken_at"], name="downloads_of_a_list")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} als {self.get_form_display()}"

    @property
    def concerns(self) -> None:
        """Nobody in particular: it is a list."""
        return
