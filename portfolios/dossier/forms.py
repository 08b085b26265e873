"""What the forms of the dossier share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from portfolios.dossier.models import LearningGoal
from register.models import Competency, CompetencyProfile

MORE_CHOICES = "Kies er geen, één of meer."


def line(label: str, *, required: str = "", hint: str = "", limit: int = 200) -> forms.CharField:
    """One line of text; `required` is the error when it stays empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=bool(required),
        error_messages={
            "required": required,
            "max_length": "Dit is te lang voor één regel. Maak het korter.",
        },
    )


class ChosenGoals(forms.ModelMultipleChoiceField):
    """The goals that an activity or story belongs to."""

    def __init__(self, label: str) -> None:
        super().__init__(
            queryset=LearningGoal.objects.none(),
            to_field_name="public_id",
            label=label,
            help_text=MORE_CHOICES,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


def goals_to_choose(owner: Any, kept: Iterable[LearningGoal] = ()) -> QuerySet[LearningGoal]:
    """The goals of now, and those already chosen that are no longer worked on."""
    mine = LearningGoal.objects.visible_to(owner)
    now = Q(plan__ended_on=None, set_aside_on=None, reached_on=None)
    chosen = Q(pk__in=[goal.pk for goal in kept])
    return mine.filter(now | chosen).order_by("added_on", "id")


class ChosenCompetencies(forms.ModelMultipleChoiceField):
    """The competencies that an activity or story is about: those of now, and those kept."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Competency.objects.none(),
            label="Over welke competenties gaat het?",
            help_text=MORE_CHOICES,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def offer(self, today: date, kept: Iterable[Competency] = ()) -> None:
        profile = CompetencyProfile.objects.in_force_on(today)
        chosen = [competency.pk for competency in kept]
        self.queryset = Competency.objects.filter(Q(area__profile=profile) | Q(pk__in=chosen))
