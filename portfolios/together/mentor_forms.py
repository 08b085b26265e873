"""What a mentor offers, what somebody asks, and what the two of them agree."""

from typing import Any

from django import forms

from kit.forms import CardRadioSelect
from portfolios.text import WrittenForm, long_text
from portfolios.together.meeting_forms import PlaceForm, day_field, time_field
from portfolios.together.models import Meeting, MentorProfile, Mentorship
from portfolios.together.models.mentors import MOST_MENTEES
from register.forms import PROVINCES
from register.models.organisations import KindOfWork

NOWHERE = "Kies een provincie, of zeg dat het online kan"
MEETING_HINTS = {
    Meeting.Kind.MENTOR: "Praten over wat je bezighoudt.",
    Meeting.Kind.REHEARSAL: "Oefenen voor je ontwikkelingsgesprek. Er is een lijst bij.",
    Meeting.Kind.YEARLY: "Een keer per jaar, een half uur. Niemand schrijft iets op.",
}


class OfferForm(WrittenForm):
    words = long_text(
        "Wat heb je te geven?",
        hint="In je eigen woorden: wat kun je goed, en hoe ben je als mentor?",
        required=True,
    )
    kinds_of_work = forms.MultipleChoiceField(
        label="Welk werk ken je goed?",
        choices=KindOfWork.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    province = forms.ChoiceField(
        label="In welke provincie kun je iemand zien?",
        choices=[("", "Geen vaste plek"), *((one, one) for one in PROVINCES)],
        required=False,
    )
    online = forms.BooleanField(label="Het kan online", required=False)
    capacity = forms.IntegerField(
        label="Met hoeveel mensen loop je tegelijk mee?",
        min_value=1,
        max_value=MOST_MENTEES,
        widget=forms.NumberInput({"class": "rk-input--short", "inputmode": "numeric"}),
        error_messages={
            "required": "Vul een getal in",
            "invalid": "Vul een getal in",
            "min_value": "Kies minstens één",
            "max_value": f"Kies hoogstens {MOST_MENTEES}",
        },
    )
    FIELDS = ("words", "kinds_of_work", "province", "online", "capacity")

    def __init__(self, data: Any = None, *, profile: MentorProfile | None) -> None:
        initial = {name: getattr(profile, name) for name in self.FIELDS} if profile else {}
        super().__init__(data, initial=initial or {"online": True, "capacity": 2})
        self.fields["words"].error_messages["required"] = "Schrijf een paar woorden over jezelf"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("province") and not data.get("online") and "province" not in self.errors:
            self.add_error("province", NOWHERE)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}


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
