"""What a professional writes in the learning plan: goals, steps, looking back, a next plan."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from kit.forms import DateInput
from portfolios.dossier import plans
from portfolios.dossier.forms import ChosenGoals, line
from portfolios.dossier.models import GoalStep, LearningGoal
from portfolios.text import WrittenForm, long_text
from portfolios.themes.forms import ChosenThemes
from register.models import Competency, CompetencyProfile, RegisterScheme

NO_SUCH_DAY = "Vul een dag in die bestaat"
LARGEST_KEY = 9  # digits of a competency in an address


class CompetenciesField(forms.ModelMultipleChoiceField):
    """A choice of competencies; which ones are offered, the form says."""

    def __init__(self, label: str) -> None:
        super().__init__(
            queryset=Competency.objects.none(),
            label=label,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


def day(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=DateInput,
        error_messages={"invalid": NO_SUCH_DAY},
    )


def still_to_come(chosen: date | None, today: date) -> date | None:
    if chosen and chosen <= today:
        raise forms.ValidationError("Kies een dag die nog komt.")
    return chosen


class PlanCompetenciesForm(forms.Form):
    """What the plan is about."""

    competencies = CompetenciesField("Waar wil je aan werken?")

    def __init__(
        self,
        data: Any = None,
        *,
        scheme: RegisterScheme,
        profile: CompetencyProfile,
        kept: list[Competency],
    ) -> None:
        super().__init__(data, initial={"competencies": kept})
        self.scheme = scheme
        field = self.fields["competencies"]
        field.queryset = of_profile(profile, kept)  # type: ignore[attr-defined]
        field.help_text = f"Kies er geen, of hooguit {scheme.goals_competencies}."

    def clean_competencies(self) -> list[Competency]:
        chosen = list(self.cleaned_data["competencies"])
        if problem := plans.competencies_problem(chosen, self.scheme):
            raise forms.ValidationError(problem)
        return chosen


def of_profile(profile: CompetencyProfile, kept: list[Competency]) -> QuerySet[Competency]:
    """The competencies of now, and those of an earlier profile that somebody chose before."""
    return Competency.objects.filter(Q(area__profile=profile) | Q(pk__in=[one.pk for one in kept]))


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
    competencies = CompetenciesField("Bij welke competenties past dit?")
    themes = ChosenThemes()

    def __init__(
        self,
        data: Any = None,
        *,
        owner: Any,
        scheme: RegisterScheme,
        profile: CompetencyProfile,
        goal: LearningGoal | None = None,
        asked: str = "",
        proposed: str = "",
    ) -> None:
        """`asked` is a competency that somebody comes from, as it stood in an address;
        `proposed` are words to begin with, which nobody looked at yet."""
        super().__init__(data, initial=self.words_of(goal) if goal else {})
        self.scheme, self.goal = scheme, goal
        is_past = goal is not None and goal.plan.ended_on is not None
        self.of_plan = [] if is_past else plans.competencies_of_plan(owner)
        kept = list(goal.competencies.all()) if goal else []
        wanted = [int(asked)] if asked.isdecimal() and len(asked) <= LARGEST_KEY else []
        offered = of_profile(profile, [*kept, *self.of_plan])
        if self.of_plan:
            narrow = [*wanted, *(one.pk for one in (*kept, *self.of_plan))]
            offered = offered.filter(pk__in=narrow)
        field = self.fields["competencies"]
        field.queryset = offered  # type: ignore[attr-defined]
        field.help_text = f"Kies er geen, of hooguit {scheme.goals_competencies}."
        self.fields["themes"].offer(self.initial.get("themes", ()))  # type: ignore[attr-defined]
        if goal is None and not self.is_bound:
            fitting = proposed if len(proposed) <= 200 and "\n" not in proposed else ""
            self.initial.update(title=fitting, competencies=wanted)

    @staticmethod
    def words_of(goal: LearningGoal) -> dict[str, Any]:
        linked = {name: list(getattr(goal, name).all()) for name in ("competencies", "themes")}
        return plans.words_of(goal) | linked

    def clean_competencies(self) -> list[Competency]:
        chosen = list(self.cleaned_data["competencies"])
        kept = list(self.goal.competencies.all()) if self.goal else []
        new = [each for each in chosen if each not in kept]
        problem = plans.competencies_problem(chosen, self.scheme)
        problem = problem or plans.competencies_problem(new, self.scheme, self.of_plan)
        if problem:
            raise forms.ValidationError(problem)
        return chosen

    @property
    def words(self) -> dict[str, Any]:
        """What `plans.add_goal` and `plans.change_goal` want to know."""
        return {name: self.cleaned_data[name] for name in (*plans.WORDS, "competencies", "themes")}


class ReachedForm(WrittenForm):
    words = long_text(
        "Hoe merk je dat?",
        hint="Wat doe je nu anders? Wat zeggen anderen? Eén zin is genoeg, en het mag leeg.",
    )


class StepForm(WrittenForm):
    words = line(
        "Wat ga je doen?",
        required="Schrijf in één regel wat je gaat doen",
        hint="Klein en dichtbij. Bijvoorbeeld: één gesprek beginnen met een open vraag.",
    )
    by_on = day(
        "Wanneer ongeveer?",
        "Alleen als een dag je helpt. Er gebeurt niets als hij voorbijgaat.",
    )

    def __init__(self, data: Any = None, *, step: GoalStep | None = None) -> None:
        initial = {"words": step.words, "by_on": step.by_on} if step else {}
        super().__init__(data, initial=initial)

    @property
    def said(self) -> dict[str, Any]:
        """What `steps.add` and `steps.change` want to know."""
        return {name: self.cleaned_data[name] for name in ("words", "by_on")}


class ReviewDayForm(forms.Form):
    on = day(
        "Wanneer wil je terugkijken?",
        "Die dag staat er een regel op je overzicht. Je krijgt er geen mail over.",
    )

    def __init__(self, data: Any = None, *, today: date, on: date | None) -> None:
        super().__init__(data, initial={"on": on})
        self.today = today

    def clean_on(self) -> date | None:
        return still_to_come(self.cleaned_data["on"], self.today)


class LookForm(WrittenForm):
    words = long_text(
        "Wat zie je als je terugkijkt?",
        hint="Wat ging anders dan je dacht? Waar wil je mee verder? Het mag kort.",
        rows=5,
    )
    next_on = day("Wanneer kijk je weer?", "Je mag dit leeg laten.")

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_next_on(self) -> date | None:
        return still_to_come(self.cleaned_data["next_on"], self.today)


class ReviewWordsForm(WrittenForm):
    words = long_text("Wat zag je toen je terugkeek?", rows=5)


class NextPlanForm(WrittenForm):
    """Which goals go along, and what somebody says about the time that ends."""

    along = ChosenGoals("Welke doelen gaan mee?")
    words = long_text(
        "Hoe kijk je terug op deze tijd?",
        hint="Voor jezelf, om later terug te lezen. Het mag leeg blijven.",
        rows=4,
    )

    def __init__(self, data: Any = None, *, owner: Any, said: str = "") -> None:
        mine = LearningGoal.objects.visible_to(owner)
        super().__init__(data, initial={"along": list(mine.current()), "words": said})
        here = mine.filter(plan__ended_on=None).order_by("added_on", "id")
        self.fields["along"].queryset = here  # type: ignore[attr-defined]
        self.fields["along"].help_text = "Hun stappen gaan mee. De andere blijven bij dit plan."
