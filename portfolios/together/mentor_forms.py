"""What a mentor offers, what somebody asks, and what the two of them agree."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from kit.forms import CardRadioSelect, number_field
from portfolios.text import WrittenForm, long_text
from portfolios.together.listed_forms import ListedForm, province_field, work_field
from portfolios.together.meeting_forms import PlaceForm, day_field, time_field
from portfolios.together.models import Meeting, Mentorship
from portfolios.together.models.mentors import MOST_MENTEES

MEETING_HINTS = {
    Meeting.Kind.MENTOR: "Praten over wat je bezighoudt.",
    Meeting.Kind.REHEARSAL: "Oefenen voor je ontwikkelingsgesprek. Er is een lijst bij.",
    Meeting.Kind.YEARLY: "Een keer per jaar, een half uur. Niemand schrijft iets op.",
}


class OfferForm(ListedForm):
    words = long_text(
        "Wat heb je te geven?",
        hint="In je eigen woorden: wat kun je goed, en hoe ben je als mentor?",
        required=True,
    )
    kinds_of_work = work_field("Welk werk ken je goed?")
    province = province_field("In welke provincie kun je iemand zien?")
    capacity = number_field(
        "Met hoeveel mensen loop je tegelijk mee?",
        most=MOST_MENTEES,
        required="Vul een getal in",
    )
    FIELDS = ("words", "kinds_of_work", "province", "online", "capacity")
    START: ClassVar[Mapping[str, Any]] = {"online": True, "capacity": 2}

    def __init__(self, data: Any = None, *, kept: Any = None) -> None:
        super().__init__(data, kept=kept)
        self.fields["words"].error_messages["required"] = "Schrijf een paar woorden over jezelf"


class MentorAskForm(WrittenForm):
    words = long_text(
        "Wat zoek je in een mentor?",
        hint="Alleen de mentor leest dit, met je naam erbij.",
        required=True,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].error_messages["required"] = "Schrijf een paar woorden aan de mentor"


class ReplyForm(WrittenForm):
    reply = long_text(
        "Wil je er iets bij zeggen?", hint="Alleen de ander leest dit. Het hoeft niet."
    )


class AgreementsForm(WrittenForm):
    agreements = long_text(
        "Wat spreken jullie af?",
        hint="Bijvoorbeeld: hoe vaak, waarover wel en niet, en wat tussen jullie blijft.",
        rows=5,
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data: Any = None, *, pair: Mentorship) -> None:
        super().__init__(data, initial={"agreements": pair.agreements, "before": pair.agreements})

    def beside(self, pair: Mentorship) -> "AgreementsForm":
        """The same words once more, now that both are seen: sent again they are kept."""
        again = {"agreements": self["agreements"].value(), "before": pair.agreements}
        form = AgreementsForm(again, pair=pair)
        form.full_clean()
        return form

    def point_at(self, name: str, text: str) -> None:
        """What stood there before is no new text."""
        if name != "before":
            super().point_at(name, text)


class MentorMeetingForm(PlaceForm):
    kind = forms.ChoiceField(
        label="Wat voor gesprek?",
        choices=[(kind, kind.label) for kind in MEETING_HINTS],
        widget=CardRadioSelect(hints=MEETING_HINTS),
        error_messages={"required": "Kies wat voor gesprek"},
    )
    day = day_field("Op welke dag?")
    time = time_field("Hoe laat?")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"kind": Meeting.Kind.MENTOR, "minutes": 60})
        self.order_fields(["kind", "day", "time", "minutes", "place"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.starts_at = self.moment_of("day", "time")
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What `mentoring.meet` wants to know."""
        data = {name: self.cleaned_data[name] for name in ("kind", "minutes", "place")}
        return data | {"starts_at": self.starts_at}
