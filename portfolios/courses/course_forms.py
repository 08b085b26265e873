"""What a provider types about a course and its runs."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from kit import names
from kit.forms import CardRadioSelect, DateInput, TimeInput, number_field
from portfolios.courses import fields
from portfolios.courses.models import Course, CourseRun
from portfolios.courses.running import denied
from register.forms import PROVINCES

LARGEST = 5_000


class CourseForm(forms.Form):
    title = fields.line("Titel", required="Geef de cursus een titel")
    form = forms.ChoiceField(
        label="Wat is het?",
        choices=Course.Form.choices,
        widget=CardRadioSelect,
        error_messages={"required": "Kies wat het is", "invalid_choice": "Kies uit de lijst"},
    )
    words = fields.words("Waar gaat het over?", required="Schrijf waar het over gaat")
    goals = fields.words(
        "Wat doe je daarna anders?",
        required="Schrijf wat iemand daarna anders doet",
        hint="Schrijf het voor de klantmanager: ‘Je vraagt door zonder te duwen.’",
    )
    competencies = fields.ChosenCompetencies()
    for_whom = fields.line("Voor wie is het?", hint="Mag leeg blijven.", limit=300)
    level = forms.ChoiceField(
        label="Hoe diep gaat het?",
        choices=Course.Level.choices,
        initial=Course.Level.ALL,
        error_messages={"required": "Kies hoe diep het gaat", "invalid_choice": "Kies er een"},
    )
    price = forms.DecimalField(
        label="Prijs in euro’s",
        help_text="0 is gratis. Laat leeg als de prijs op aanvraag is.",
        required=False,
        min_value=0,
        max_value=99_999,
        max_digits=7,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "rk-input--short"}),
        error_messages={
            "invalid": "Vul een bedrag in, zoals 295 of 12,50",
            "min_value": "Een prijs is nooit minder dan nul",
            "max_value": "Vul een lager bedrag in",
            "max_digits": "Vul een lager bedrag in",
            "max_decimal_places": "Gebruik hoogstens twee cijfers achter de komma",
            "max_whole_digits": "Vul een lager bedrag in",
        },
    )
    link = fields.WebAddress("Meer lezen op", hint="De pagina van deze cursus op je eigen site.")
    teachers = fields.Teachers()

    def __init__(self, data: Any = None, *, today: date, course: Course | None = None) -> None:
        initial: dict[str, Any] = {}
        kept = list(course.competencies.all()) if course else []
        if course:
            initial = {name: getattr(course, name) for name in Course.FACTS}
            initial["competencies"] = kept
            initial["teachers"] = [(one.name, one.email) for one in course.teachers.all()]
        super().__init__(data, initial=initial)
        self.course = course
        self.fields["competencies"].offer(today, kept)  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title = names.clean(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Geef de cursus een titel")
        return title

    def clean_teachers(self) -> list[tuple[str, str]]:
        named: list[tuple[str, str]] = self.cleaned_data["teachers"]
        if self.course and (why := denied(self.course, named)):
            raise forms.ValidationError(why)
        return named

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in Course.FACTS}


class DayForm(forms.Form):
    """One day, from when until when."""

    on = forms.DateField(
        label="Op welke dag?",
        widget=DateInput,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )
    begins = forms.TimeField(
        label="Vanaf",
        widget=TimeInput,
        initial=time(9, 30),
        error_messages={"required": "Vul een tijd in", "invalid": "Vul een tijd in, zoals 09:30"},
    )
    ends = forms.TimeField(
        label="Tot",
        widget=TimeInput,
        initial=time(16, 30),
        error_messages={"required": "Vul een tijd in", "invalid": "Vul een tijd in, zoals 16:30"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["ends"] <= data["begins"]:
            self.add_error("ends", "Het einde komt na het begin")
        return data

    def moment(self, name: str) -> datetime:
        return timezone.make_aware(
            datetime.combine(self.cleaned_data["on"], self.cleaned_data[name])
        )

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return self.moment("begins"), self.moment("ends")


class RunForm(forms.Form):
    """Where it is. Somewhere, or online: where neither is said nobody could come."""

    place = fields.line("Waar is het?", hint="Zaal, adres en plaats.")
    province = forms.ChoiceField(
        label="Provincie",
        choices=[("", "Geen vaste plek"), *((one, one) for one in PROVINCES)],
        required=False,
        error_messages={"invalid_choice": "Kies een provincie uit de lijst"},
    )
    online = forms.BooleanField(label="Het kan online", required=False)
    capacity = number_field("Hoeveel mensen kunnen er komen?", most=LARGEST)
    link = fields.WebAddress("Aanmelden op", hint="De pagina waar iemand zich bij jullie aanmeldt.")

    def __init__(self, data: Any = None, *, run: CourseRun | None = None) -> None:
        kept = {name: getattr(run, name) for name in CourseRun.FACTS} if run else {}
        super().__init__(data, initial=kept)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data["online"]:
            if not data["place"]:
                self.add_error("place", "Zeg waar het is, of dat het online kan")
            elif not data["province"]:
                self.add_error("province", "Kies de provincie, of zeg dat het online kan")
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CourseRun.FACTS}


class NewRunForm(RunForm, DayForm):
    """A run with its first day."""

    field_order = ("on", "begins", "ends", "place", "province", "online", "capacity", "link")


class CallOffForm(forms.Form):
    because = fields.line(
        "Waarom gaat het niet door?",
        required="Schrijf in één zin waarom",
        hint="Wie de cursus bewaarde, leest dit.",
        limit=300,
    )
