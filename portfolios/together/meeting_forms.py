"""When and where a group, or a mentor and mentee, meet."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.formats import date_format

from kit import clock
from kit.forms import DateInput, TimeInput
from portfolios.text import WrittenForm
from portfolios.together.meetings import MOST, OVER
from portfolios.together.models import Meeting, MeetingMoment, MomentAnswer
from portfolios.together.models.meetings import LONGEST, SHORTEST

FURTHEST_YEARS = 2
BOTH = "Vul een dag en een tijd in, of laat allebei leeg"


def day_field(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DateInput,
        required=required,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )


def time_field(label: str, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=TimeInput,
        required=required,
        error_messages={"required": "Kies een tijd", "invalid": "Schrijf de tijd als 10:00"},
    )


class PlaceForm(WrittenForm):
    """How long, and where: an address, or the link of a video meeting."""

    minutes = forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput({"class": "rk-input--short", "inputmode": "numeric"}),
        error_messages={
            "required": "Vul in hoeveel minuten",
            "invalid": "Vul een getal in, bijvoorbeeld 90",
            "min_value": f"Kies minstens {SHORTEST} minuten",
            "max_value": f"Kies hoogstens {LONGEST} minuten",
        },
    )
    place = forms.CharField(
        label="Waar?",
        help_text="Het adres met de zaal, of de link van het beeldgesprek.",
        max_length=200,
        error_messages={
            "required": "Vul in waar jullie elkaar zien",
            "max_length": "Maak het korter",
        },
    )

    def moment_of(self, day_name: str, time_name: str) -> datetime | None:
        """In Amsterdam; an hour that the clock leaps over does not exist."""
        day, time = self.cleaned_data.get(day_name), self.cleaned_data.get(time_name)
        if not (day and time):
            return None
        try:
            found = from_current_timezone(datetime.combine(day, time))
        except forms.ValidationError:
            self.add_error(time_name, "Die nacht gaat de klok om. Kies een ander uur.")
            return None
        if found <= clock.now():
            self.add_error(day_name, OVER)
        elif day > clock.add_years(clock.today(), FURTHEST_YEARS):
            self.add_error(day_name, "Kies een dag in de komende twee jaar.")
        return found


class PollForm(PlaceForm):
    """One moment, or two to five to choose from."""

    FIELDS = tuple((f"day_{number}", f"time_{number}") for number in range(1, MOST + 1))

    def __init__(self, data: Any = None) -> None:
        first = timezone.localtime(clock.now()) + timedelta(weeks=2)
        super().__init__(data, initial={"minutes": 90, "day_1": first.date()})
        for number, (day, time) in enumerate(self.FIELDS, start=1):
            self.fields[day] = day_field(f"Dag {number}", required=number == 1)
            self.fields[time] = time_field(f"Tijd {number}", required=number == 1)
        self.order_fields(None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.moments = []
        for day, time in self.FIELDS:
            moment = self.moment_of(day, time)
            if moment:
                self.moments.append(moment)
            elif bool(data.get(day)) != bool(data.get(time)) and not self.errors.get(day):
                missing = time if data.get(day) else day
                if missing not in self.errors:
                    self.add_error(missing, BOTH)
        return data

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[day], self[time]) for day, time in self.FIELDS]


class MoveForm(PlaceForm):
    """Another moment or place for what is planned."""

    day = day_field("Op welke dag?")
    time = time_field("Hoe laat?")

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        starts = timezone.localtime(meeting.starts_at)
        initial = {
            "day": starts.date(),
            "time": starts.time(),
            "minutes": meeting.minutes,
            "place": meeting.place,
        }
        super().__init__(data, initial=initial)
        self.order_fields(["day", "time", "minutes", "place"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.starts_at = self.moment_of("day", "time")
        return data


class AnswersForm(forms.Form):
    """Whether I can come at each of the moments."""

    def __init__(self, data: Any = None, *, meeting: Meeting, person: Any) -> None:
        moments = list(meeting.moments.all())
        said = MomentAnswer.objects.filter(moment__in=moments, person=person)
        initial = {f"moment_{one.moment_id}": one.answer for one in said}
        super().__init__(data, initial=initial)
        for moment in moments:
            self.fields[f"moment_{moment.pk}"] = answer_field(moment)

    @property
    def answers(self) -> dict[int, str]:
        """By the key of the moment; what was left open is not in it."""
        return {
            int(name.rpartition("_")[2]): value
            for name, value in self.cleaned_data.items()
            if value
        }


def answer_field(moment: MeetingMoment) -> forms.ChoiceField:
    when = timezone.localtime(moment.starts_at)
    return forms.ChoiceField(
        label=date_format(when, r"l j F \o\m H.i \u\u\r").capitalize(),
        choices=MomentAnswer.Answer.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Kies ja, misschien of nee"},
    )
