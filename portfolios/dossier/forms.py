"""What a professional writes: activities and stories."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet

from kit.forms import CardRadioSelect, DateInput
from portfolios.dossier import stories
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory
from portfolios.text import WrittenForm, long_text

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


class ActivityForm(WrittenForm):
    title = line(
        "In één regel: wat deed je?",
        required="Schrijf in één regel wat je deed",
        hint="Zonder naam van een inwoner.",
    )
    kind = forms.ChoiceField(
        label="Wat was het?",
        choices=LearningActivity.Kind.choices,
        widget=CardRadioSelect,
        error_messages={"required": "Kies wat het was"},
    )
    happened_on = forms.DateField(
        label="Wanneer?",
        help_text="Duurde het meer dagen? Vul dan de laatste dag in.",
        widget=DateInput,
        error_messages={"required": "Vul een dag in", "invalid": "Vul een dag in die bestaat"},
    )
    note = long_text("Wat wil je onthouden?", hint="Eén zin is genoeg. Het mag ook later.", rows=3)
    goals = ChosenGoals("Bij welk leerdoel hoort dit?")

    def __init__(
        self,
        data: Any = None,
        *,
        owner: Any,
        today: date,
        activity: LearningActivity | None = None,
    ) -> None:
        kept = list(activity.goals.all()) if activity else []
        words = self.words_of(activity) if activity else {"happened_on": today}
        super().__init__(data, initial={**words, "goals": kept})
        self.owner, self.today = owner, today
        offered = goals_to_choose(owner, kept)
        self.fields["goals"].queryset = offered  # type: ignore[attr-defined]

    @staticmethod
    def words_of(activity: LearningActivity) -> dict[str, Any]:
        return {
            "kind": activity.kind,
            "title": activity.title,
            "happened_on": activity.happened_on,
            "note": activity.note,
        }

    def clean_happened_on(self) -> date:
        day = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("Deze dag komt nog. Bewaar de activiteit als ze er was.")
        return day

    @property
    def has_more(self) -> bool:
        """Whether there is something in the part that may come later."""
        return any(self[name].value() or self[name].errors for name in ("note", "goals"))

    def capture(self, *, now: datetime) -> LearningActivity:
        return self.fill(LearningActivity(owner=self.owner, captured_at=now))

    def fill(self, activity: LearningActivity) -> LearningActivity:
        for name in ("kind", "title", "happened_on", "note"):
            setattr(activity, name, self.cleaned_data[name])
        with transaction.atomic():
            activity.save()
            activity.goals.set(self.cleaned_data["goals"])
        return activity


HINTS = {
    "signal": "Wat zag of hoorde je waardoor je bleef haken?",
    "analysis": "Wat speelde er volgens jou? Wat zei de wet, je gevoel, een collega?",
    "choice": "Wat had ook gekund?",
    "effect": "Voor de inwoner, voor jou, voor je team.",
    "client_direction": "Kreeg de inwoner meer of minder in eigen hand, over werk en leven?",
    "learned": "Wat neem je mee naar de volgende keer?",
}


class StoryForm(WrittenForm):
    """The parts of a story; all may stay empty, for the row is its own draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = line("Titel", hint="Waar gaat het over? Een paar woorden.", limit=200)
    told_rather = forms.BooleanField(
        label="Ik vertel dit liever",
        help_text="Een titel is dan genoeg. Vertellen is net zo goed als schrijven.",
        required=False,
    )
    goals = ChosenGoals("Bij welk leerdoel hoort dit?")

    def __init__(self, data: Any = None, *, story: LearningStory, quietly: bool = False) -> None:
        kept = list(story.goals.all())
        initial = {name: getattr(story, name) for name in (*stories.FIELDS, "version")}
        super().__init__(data, initial={**initial, "goals": kept}, quietly=quietly)
        self.story = story
        for part in LearningStory.PARTS:
            self.fields[part] = long_text(stories.question(part), hint=HINTS[part])
        self.order_fields(["title", "told_rather", *LearningStory.PARTS, "goals"])
        offered = goals_to_choose(story.owner_id, kept)
        self.fields["goals"].queryset = offered  # type: ignore[attr-defined]

    def looked_at(self, name: str) -> set[str]:
        """A story saves itself while it is written, so what is kept was not looked at yet."""
        return set(self.story.let_stand)

    @property
    def parts(self) -> list[Any]:
        return [self[part] for part in LearningStory.PARTS]

    @property
    def words(self) -> dict[str, Any]:
        """What `stories.save` wants to know."""
        names = ("version", "goals", "looked", *stories.FIELDS)
        return {name: self.cleaned_data[name] for name in names}


class FilterForm(forms.Form):
    """Looking through the own activities; nonsense shows everything."""

    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Alle soorten"), *LearningActivity.Kind.choices],
        required=False,
    )
    doel = forms.ModelChoiceField(
        queryset=LearningGoal.objects.none(),
        label="Leerdoel",
        to_field_name="public_id",
        empty_label="Alle leerdoelen",
        required=False,
    )

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doel"].queryset = goals_to_choose(owner)  # type: ignore[attr-defined]

    def narrow(self, activities: QuerySet[LearningActivity]) -> QuerySet[LearningActivity]:
        if not self.is_valid():
            return activities
        if kind := self.cleaned_data["soort"]:
            activities = activities.filter(kind=kind)
        if goal := self.cleaned_data["doel"]:
            activities = activities.filter(goals=goal)
        return activities
