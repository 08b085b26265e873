"""StaffNote: what staff want to remember about a person, and the person reads it too."""

from datetime import date
from typing import Any

from django.db import models

from kit import clock
from register.models.cases import person_field

YEARS_KEPT = 1  # domain §7


class StaffNoteQuerySet(models.QuerySet["StaffNote"]):
    def visible_to(self, user: Any) -> "StaffNoteQuerySet":
        return self.filter(person=user)

    def for_list(self) -> "StaffNoteQuerySet":
        return self.select_related("author").order_by("-written_on", "-pk")

    def older_than_kept(self, today: date) -> "StaffNoteQuerySet":
        return self.filter(written_on__lte=clock.add_years(today, -YEARS_KEPT))


class StaffNote(models.Model):
    """Read by staff and by the person, for a year; then nothing of it is left."""

    person = person_field(null=False, related_name="staff_notes")
    author = person_field(null=False)
    text = models.TextField()
    written_on = models.DateField()

    objects = StaffNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_notes_about_oneself", condition=~models.Q(author=models.F("person"))
            ),
            models.CheckConstraint(name="note_has_words", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Notitie van {self.written_on}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def kept_until(self) -> date:
        return clock.add_years(self.written_on, YEARS_KEPT)
