"""Looking through the own dossier."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from portfolios.dossier.forms import goals_to_choose
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory
from register.models import Competency


class SearchForm(forms.Form):
    """Words, year, kind, goal and competency; nonsense shows everything."""

    zoek = forms.CharField(label="Zoek op een woord", max_length=100, required=False)
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, empty_value=None, required=False)
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
    competentie = forms.ModelChoiceField(
        queryset=Competency.objects.none(),
        label="Competentie",
        empty_label="Alle competenties",
        required=False,
    )
    afmaken = forms.BooleanField(label="Alleen wat ik nog wil afmaken", required=False)

    def __init__(self, *args: Any, owner: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = LearningActivity.objects.visible_to(owner).order_by("happened_on")
        oldest = days.values_list("happened_on", flat=True).first() or today
        years = [(str(year), str(year)) for year in range(today.year, oldest.year - 1, -1)]
        self.fields["jaar"].choices = [("", "Alle jaren"), *years]  # type: ignore[attr-defined]
        self.fields["doel"].queryset = goals_to_choose(owner)  # type: ignore[attr-defined]
        self.fields["competentie"].queryset = competencies_of(owner)  # type: ignore[attr-defined]

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in ("jaar", "soort", "doel", "competentie")]

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked for."""
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def is_narrowed(self) -> bool:
        """Whether more was chosen than words to look for."""
        return self.is_asked and any(
            value for name, value in self.cleaned_data.items() if name != "zoek"
        )

    @property
    def asks_for_unfinished(self) -> bool:
        return self.is_asked and bool(self.cleaned_data["afmaken"])

    def narrow(self, activities: QuerySet[LearningActivity]) -> QuerySet[LearningActivity]:
        if not self.is_asked:
            return activities
        asked = self.cleaned_data
        found = narrow_both(activities, asked)
        if asked["jaar"]:
            found = found.filter(happened_on__year=asked["jaar"])
        if asked["soort"]:
            found = found.filter(kind=asked["soort"])
        return found.filter(to_finish=True) if asked["afmaken"] else found

    def narrow_stories(self, stories: QuerySet[LearningStory]) -> QuerySet[LearningStory]:
        """A kind is that of the activity that the story is about, the year that of writing."""
        if not self.is_asked:
            return stories
        asked = self.cleaned_data
        found = narrow_both(stories, asked)
        if asked["jaar"]:
            found = found.filter(updated_at__year=asked["jaar"])
        if asked["soort"]:
            found = found.filter(activity__kind=asked["soort"])
        return found.filter(learned="", told_rather=False) if asked["afmaken"] else found


def narrow_both(found: Any, asked: dict[str, Any]) -> Any:
    """What can be asked of activities and stories alike."""
    if asked["zoek"]:
        found = found.about(asked["zoek"])
    if asked["doel"]:
        found = found.filter(goals=asked["doel"])
    return found.filter(competencies=asked["competentie"]) if asked["competentie"] else found


def competencies_of(owner: Any) -> QuerySet[Competency]:
    """The competencies that somebody's activities and stories are about."""
    activities, stories = (
        kind.objects.visible_to(owner).order_by().values("competencies")
        for kind in (LearningActivity, LearningStory)
    )
    return Competency.objects.filter(Q(pk__in=activities) | Q(pk__in=stories))
