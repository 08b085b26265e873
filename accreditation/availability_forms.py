"""What an assessor types about when there is time: the same hours each week, and days off."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from accreditation.forms import FURTHEST_YEARS, SlotForm
from accreditation.models import WeekPattern
from accreditation.models.availability import WEEKDAYS
from kit import clock
from kit.forms import CardRadioSelect, DateInput, TimeInput

NOT_SKIPPED = "gewoon"
A_YEAR = timedelta(days=365)  # what began before may still go on


def day_field(label: str, *, hint: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=DateInput,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )


def time_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=TimeInput,
        error_messages={"required": "Kies een tijd", "invalid": "Schrijf de tijd als 13:00"},
    )


class DaysForm(forms.Form):
    """From a day until a day, both of them included."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        first, last = (self.cleaned_data.get(name) for name in ("from_on", "until_on"))
        furthest = clock.add_years(clock.today(), FURTHEST_YEARS)
        for name, day in (("from_on", first), ("until_on", last)):
            if isinstance(day, date) and not clock.today() - A_YEAR < day <= furthest:
                self.add_error(name, "Kies een dag in de komende twee jaar.")
        if first and last and last < first:
            self.add_error("until_on", "Deze dag ligt voor de eerste dag. Kies een latere.")
        if last and last < clock.today():
            self.add_error("until_on", "Deze dag is al voorbij. Kies een latere.")
        return self.cleaned_data


class PatternForm(DaysForm):
    """Elke woensdag van 13.00 tot 16.00 uur, online, van … tot …, niet in de schoolvakanties."""

    kind = SlotForm.base_fields["kind"]
    weekday = forms.TypedChoiceField(
        label="Op welke dag van de week?",
        choices=[(number, f"Elke {name}") for number, name in enumerate(WEEKDAYS)],
        coerce=int,
        error_messages={"required": "Kies een dag van de week"},
    )
    starts = time_field("Van hoe laat?")
    ends = time_field("Tot hoe laat?")
    online = SlotForm.base_fields["online"]
    place = SlotForm.base_fields["place"]
    from_on = day_field("Vanaf welke dag?")
    until_on = day_field("Tot en met welke dag?", hint="Leeg is: tot je stopt.", required=False)
    holidays = forms.ChoiceField(
        label="En in de schoolvakanties?",
        choices=[(value or NOT_SKIPPED, label) for value, label in WeekPattern.Holidays.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je in de schoolvakanties doet"},
    )

    def __init__(self, *args: Any, lengths: Mapping[Any, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {kind: f"Duurt {minutes} minuten." for kind, minutes in lengths.items()}
        field: Any = self.fields["kind"]
        field.widget = CardRadioSelect(choices=field.choices, hints=hints)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "Dit is voor het begin. Kies een latere tijd.")
        return data

    @property
    def hours(self) -> dict[str, Any]:
        """What `availability.begin` wants to know."""
        data = self.cleaned_data
        skipped = data["holidays"]
        return data | {
            "online": data["online"] == "yes",
            "holidays": "" if skipped == NOT_SKIPPED else skipped,
        }


class AbsenceForm(DaysForm):
    from_on = day_field("Eerste vrije dag")
    until_on = day_field("Laatste vrije dag", hint="Eén dag vrij? Vul twee keer dezelfde dag in.")


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label="Agenda-bestand (.ics)",
        help_text="We bewaren het bestand niet. Alleen van wanneer tot wanneer je bezet bent.",
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={
            "required": "Kies een bestand",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
            "max_length": "Geef het bestand een kortere naam",
        },
    )


class CalendarAddressForm(forms.Form):
    address = forms.CharField(
        label="Adres van je agenda",
        help_text="Het begint met https:// of webcal://. In je agenda heet het ‘delen’ of "
        "‘publiceren’. Kies ‘alleen vrij of bezet’ als dat kan.",
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul het adres in"},
    )
