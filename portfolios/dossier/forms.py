"""What a professional writes: goals, and what the forms of the dossier share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from portfolios.dossier import plans
from portfolios.dossier.models import LearningGoal
from portfolios.text import WrittenForm, long_text
from register.models import Competency, CompetencyProfile, RegisterScheme

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


class GoalForm(WrittenForm):
    title = line(
        "Wat wil je anders doen?",
        required="Schrijf in een zin wat je anders wilt doen",
        hint="Bijvoorbeeld: beter doorvragen in een eerste gesprek.",
    )
    for_whom = long_text("Voor wie?", hint="Voor welke inwoners, of voor welke collega’s?", rows=2)
    how_noticed = long_text(
        "Hoe merk je dat het lukt?",
        hint="Wat zie of hoor je dan? Het hoeft niet meetbaar te zijn.",
        rows=2,
    )
    competencies = forms.ModelMultipleChoiceField(
        queryset=Competency.objects.none(),
        label="Bij welke competenties past dit?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        scheme: RegisterScheme,
        profile: CompetencyProfile,
        goal: LearningGoal | None = None,
        asked: str = "",
    ) -> None:
        """`asked` is a competency that somebody comes from, as it stood in an address."""
        super().__init__(data, initial=self.words_of(goal))
        self.scheme = scheme
        kept = self.initial.get("competencies", [])
        offered = Competency.objects.filter(Q(area__profile=profile) | Q(pk__in=kept))
        if asked.isdecimal() and len(asked) < 10 and not goal:
            self.initial["competencies"] = [int(asked)]
        self.fields["competencies"].queryset = offered  # type: ignore[attr-defined]
        most = scheme.goals_competencies
        self.fields["competencies"].help_text = f"Kies er geen, of hooguit {most}."

    @staticmethod
    def words_of(goal: LearningGoal | None) -> dict[str, Any]:
        if goal is None:
            return {}
        return {
            "title": goal.title,
            "for_whom": goal.for_whom,
            "how_noticed": goal.how_noticed,
            "competencies": list(goal.competencies.values_list("pk", flat=True)),
        }

    def clean_competencies(self) -> list[Competency]:
        chosen = list(self.cleaned_data["competencies"])
        if problem := plans.competencies_problem(chosen, self.scheme):
            raise forms.ValidationError(problem)
        return chosen

    @property
    def words(self) -> dict[str, Any]:
        """What `plans.add_goal` and `plans.change_goal` want to know."""
        names = ("title", "for_whom", "how_noticed", "competencies")
        return {name: self.cleaned_data[name] for name in names}


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
    """The goals of now, and those already chosen that were set aside since."""
    mine = LearningGoal.objects.visible_to(owner)
    now = Q(plan__ended_on=None, set_aside_on=None)
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
