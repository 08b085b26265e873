"""What members of an intervision group type."""

from datetime import date
from typing import Any

from django import forms

from kit import names
from kit.forms import CardRadioSelect, DateInput
from portfolios.text import WrittenForm, long_text
from portfolios.together.models import GroupMember, IntervisionGroup, IntervisionSession

Method = IntervisionSession.Method
METHOD_HINTS = {
    Method.INCIDENT: "Eén situatie; de groep vraagt door en ieder zegt wat hij zelf zou doen.",
    Method.GOSSIP: "De inbrenger luistert mee terwijl de anderen erover praten.",
    Method.BALINT: "Over wat er gebeurt tussen jou en de inwoner, niet over de oplossing.",
    Method.FIVE_STEPS: "Vraag, verheldering, kern, advies en afspraak.",
    Method.WALK: "In tweetallen lopen, en daarna samen delen.",
    Method.OTHER: "Een eigen manier.",
}


class GroupForm(WrittenForm):
    name = forms.CharField(
        label="Hoe heet de groep?",
        help_text="Bijvoorbeeld: Intervisie jongeren Noord.",
        max_length=120,
        error_messages={"required": "Geef de groep een naam"},
    )

    def clean_name(self) -> str:
        name = names.clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Geef de groep een naam")
        return name


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="Mailadres van je collega",
        max_length=254,
        help_text="Liefst het adres waarmee je collega hier inlogt.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul een mailadres in",
            "invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl",
        },
    )

    def clean_email(self) -> str:
        return names.clean(self.cleaned_data["email"]).lower()


class MemberChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, member: Any) -> str:
        return member.person.name


class SessionForm(WrittenForm):
    """What was done together, and when."""

    held_on = forms.DateField(
        label="Wanneer kwamen jullie bij elkaar?",
        widget=DateInput,
        error_messages={"required": "Vul een dag in", "invalid": "Vul een dag in die bestaat"},
    )
    theme = forms.CharField(
        label="Waar ging het over?",
        help_text="In één zin, zonder gegevens van inwoners of collega’s.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short"}),
        error_messages={
            "required": "Schrijf in een zin waar het over ging",
            "max_length": "Maak het korter. Eén zin is genoeg.",
        },
    )
    method = forms.ChoiceField(
        label="Hoe pakten jullie het aan?",
        choices=Method.choices,
        widget=CardRadioSelect(hints=METHOD_HINTS),
        error_messages={"required": "Kies hoe jullie het aanpakten"},
    )

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.today = today

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError("Deze dag komt nog. Leg de bijeenkomst daarna vast.")
        return day

    @property
    def facts(self) -> dict[str, Any]:
        """What `sessions.log` and `sessions.change` want to know."""
        return {name: self.cleaned_data[name] for name in ("held_on", "method", "theme")}


class NewSessionForm(SessionForm):
    """The same, and who was there."""

    present = MemberChoices(
        queryset=GroupMember.objects.none(),
        label="Wie waren erbij?",
        help_text="Klopt het voor iemand niet? Iedereen kan dat later zelf aanpassen.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie erbij waren"},
    )

    def __init__(self, data: Any = None, *, group: IntervisionGroup, today: date) -> None:
        members = group.members.filter(until_on=None).select_related("person")
        members = members.order_by("person__name_key", "id")
        super().__init__(data, today=today, initial={"held_on": today, "present": members})
        self.fields["present"].queryset = members  # type: ignore[attr-defined]
        self.order_fields(["held_on", "theme", "present"])

    @property
    def facts(self) -> dict[str, Any]:
        return super().facts | {"present": list(self.cleaned_data["present"])}


class OwnLineForm(WrittenForm):
    own_line = long_text(
        "Wat neem jij mee?", hint="Eén zin is genoeg. Alleen jij leest dit.", rows=2
    )
