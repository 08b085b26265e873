"""Capturing what somebody did, now in one line or later with more."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from kit.forms import CardRadioSelect, DateInput
from portfolios.dossier.forms import ChosenCompetencies, ChosenGoals, goals_to_choose, line
from portfolios.dossier.models import LearningActivity
from portfolios.dossier.models.activities import LONGEST_LINK
from portfolios.text import WrittenForm, long_text

Kind = LearningActivity.Kind
MOST_LINKS = 10
FIELDS = ("kind", "title", "happened_on", "note", "links", "hours", "to_finish")
LATER = ("note", "goals", "competencies", "links", "hours")
NOTE_HINTS = {
    Kind.READ: "Wat bleef er hangen? Wat zou je ervan willen proberen?",
    Kind.SHARE: "Wat deelde je, en wat deden anderen ermee?",
    Kind.COACH: "Wat liet je zien? Wat leerde je er zelf van?",
    Kind.INTERVISION: "Wat zette jou aan het denken? Laat weg wat anderen vertelden.",
    Kind.EXPERIMENT: "Wat probeerde je, en wat gebeurde er?",
    Kind.CASE: "Wat maakte deze situatie bijzonder? Schrijf zonder namen.",
    Kind.MISTAKE: "Wat liep anders dan je wilde? Wat zou je nu doen?",
    Kind.SHADOWING: "Wat doet de ander anders dan jij?",
    Kind.PERSPECTIVE: "Wat zag je toen je keek door de ogen van de inwoner?",
    Kind.COURSE: "Wat ga je morgen anders doen?",
    Kind.GILDE: "Waar gingen jullie dieper op in? Wat neem je mee?",
    Kind.EVENT: "Wie of wat bleef je bij?",
}
IN_GENERAL = "Eén zin is genoeg. Het mag ook later."


class LinksField(forms.CharField):
    """Addresses on the web, each on a line of its own."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value or []
        return list(dict.fromkeys(complete(each) for each in value.split()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_LINKS:
            raise ValidationError(f"Zet er hoogstens {MOST_LINKS} links bij.")
        for link in value:
            check_link(link)

    def run_validators(self, value: Any) -> None:
        """Each link was looked at already; the field itself has no length."""


def complete(link: str) -> str:
    return link if "://" in link else f"https://{link}"


def check_link(link: str) -> None:
    if len(link) > LONGEST_LINK:
        raise ValidationError("Deze link is te lang. Kort hem in.")
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError as problem:
        sentence = f"‘{link[:60]}’ is geen link. Kopieer het adres uit de balk van je browser."
        raise ValidationError(sentence) from problem


class ActivityForm(WrittenForm):
    title = line(
        "In één regel: wat deed je?",
        required="Schrijf in één regel wat je deed",
        hint="Zonder naam van een inwoner.",
    )
    kind = forms.ChoiceField(
        label="Wat was het?",
        choices=Kind.choices,
        widget=CardRadioSelect,
        error_messages={"required": "Kies wat het was"},
    )
    happened_on = forms.DateField(
        label="Wanneer?",
        help_text="Duurde het meer dagen? Vul dan de laatste dag in.",
        widget=DateInput,
        error_messages={"required": "Vul een dag in", "invalid": "Vul een dag in die bestaat"},
    )
    note = long_text("Wat wil je onthouden?", hint=IN_GENERAL, rows=3)
    goals = ChosenGoals("Bij welk leerdoel hoort dit?")
    competencies = ChosenCompetencies()
    links = LinksField(
        label="Links",
        help_text="Bijvoorbeeld naar een artikel of een filmpje. Elke link op een eigen regel.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short", "inputmode": "url"}),
    )
    hours = forms.DecimalField(
        label="Uren",
        help_text="Alleen als je het zelf wilt weten. Het register telt geen uren.",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(999),
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "rk-input--short"}),
        error_messages={"invalid": "Vul een getal in, zoals 2 of 1,5"},
    )
    to_finish = forms.BooleanField(
        label="Ik maak dit later af",
        help_text="Dan staat het bij ‘Nog afmaken’ in je portfolio.",
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        owner: Any,
        today: date,
        activity: LearningActivity | None = None,
    ) -> None:
        kept = list(activity.goals.all()) if activity else []
        about = list(activity.competencies.all()) if activity else []
        words = self.words_of(activity) if activity else {"happened_on": today}
        super().__init__(data, initial={**words, "goals": kept, "competencies": about})
        self.owner, self.today = owner, today
        self.fields["goals"].queryset = goals_to_choose(owner, kept)  # type: ignore[attr-defined]
        self.fields["competencies"].offer(today, about)  # type: ignore[attr-defined]
        if activity:
            self.fields["note"].help_text = NOTE_HINTS[Kind(activity.kind)]

    @staticmethod
    def words_of(activity: LearningActivity) -> dict[str, Any]:
        return {name: getattr(activity, name) for name in FIELDS}

    def clean_happened_on(self) -> date:
        day = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("Deze dag komt nog. Bewaar de activiteit als ze er was.")
        return day

    @property
    def has_more(self) -> bool:
        """Whether there is something in the part that may come later."""
        return any(self[name].value() or self[name].errors for name in LATER)

    def capture(self, *, now: datetime) -> LearningActivity:
        return self.fill(LearningActivity(owner=self.owner, captured_at=now))

    def fill(self, activity: LearningActivity) -> LearningActivity:
        for name in FIELDS:
            setattr(activity, name, self.cleaned_data[name])
        with transaction.atomic():
            activity.save()
            activity.goals.set(self.cleaned_data["goals"])
            activity.competencies.set(self.cleaned_data["competencies"])
        return activity
