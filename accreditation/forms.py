"""What people type about talks: moments, a dossier to hand in, a report, own words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from accreditation.models import Advice, Conversation, ConversationReport, ReportTheme
from accreditation.more_time_forms import DraftChoice, PlanFields, plan_of
from accreditation.readiness import Choice
from accreditation.reporting import OFFERED, WORDS
from kit import clock
from kit.forms import CardRadioSelect, DateInput, TimeInput
from portfolios.text import WrittenForm, long_text

FURTHEST_YEARS = 2  # of a moment that is offered


class DraftText(forms.CharField):
    """A text that a draft may lack; what sharing needs is said by `reporting.missing`."""

    def validate(self, value: Any) -> None:
        pass


def draft_text(label: str, *, hint: str = "", rows: int = 3) -> forms.CharField:
    return long_text(label, hint=hint, rows=rows, field=DraftText, required=True)


class SlotForm(forms.Form):
    kind = forms.ChoiceField(
        label="Voor welk gesprek?",
        choices=[
            (Conversation.Kind.DEVELOPMENT, "Ontwikkelingsgesprek"),
            (Conversation.Kind.WELCOME, "Welkomstgesprek"),
        ],
        error_messages={"required": "Kies voor welk gesprek dit moment is"},
    )
    day = forms.DateField(
        label="Op welke dag?",
        widget=DateInput,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )
    time = forms.TimeField(
        label="Hoe laat begint het?",
        widget=TimeInput,
        error_messages={"required": "Kies een tijd", "invalid": "Schrijf de tijd als 10:00"},
    )
    online = forms.ChoiceField(
        label="Waar?",
        choices=[("yes", "Via beeldbellen"), ("no", "Op een plek")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het gesprek is"},
    )
    place = forms.CharField(
        label="Link of adres",
        help_text="De link naar je beeldgesprek, of het adres met de kamer.",
        max_length=200,
        error_messages={"required": "Vul de link of het adres in"},
    )

    def __init__(self, *args: Any, lengths: Mapping[Any, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {kind: f"Duurt {minutes} minuten." for kind, minutes in lengths.items()}
        field: Any = self.fields["kind"]
        field.widget = CardRadioSelect(choices=field.choices, hints=hints)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.add_years(clock.today(), FURTHEST_YEARS):
            raise forms.ValidationError("Kies een dag in de komende twee jaar.")
        return day

    @property
    def moment(self) -> dict[str, Any]:
        """What `scheduling.offer` wants to know; times are those of Amsterdam."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["time"])),
            "online": data["online"] == "yes",
            "place": data["place"],
        }


class OtherAssessorForm(forms.Form):
    """Asking for another assessor: the first time without a reason."""

    reason = forms.CharField(
        label="Waarom wil je een andere assessor?",
        help_text="Kort is genoeg. Alleen het bureau van het register leest dit.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Schrijf kort op waarom. Je vroeg al eens een ander."},
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]

    @property
    def why(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class PauseForm(forms.Form):
    shown = forms.ChoiceField(
        label="Wil je in het openbare register blijven staan?",
        choices=[("yes", "Ja, als ‘tijdelijk niet actief’"), ("no", "Nee, zolang niet")],
        initial="yes",
        widget=CardRadioSelect,
        error_messages={"required": "Kies of je zichtbaar wilt blijven"},
    )

    @property
    def listed(self) -> bool:
        return bool(self.cleaned_data["shown"] == "yes")


class HandInForm(WrittenForm):
    """What goes into the dossier: all there is, unless the owner leaves something out."""

    goals = forms.MultipleChoiceField(label="Leerdoelen", required=False)
    activities = forms.MultipleChoiceField(label="Activiteiten", required=False)
    stories = forms.MultipleChoiceField(label="Leerverhalen", required=False)
    sessions = forms.MultipleChoiceField(label="Intervisie", required=False)
    my_story = long_text(
        "Mijn verhaal",
        rows=5,
        hint="In het kort: wat leerde je de afgelopen jaren, en waaraan merkte je dat?",
    )
    questions = long_text(
        "Waar wil jij het over hebben?", hint="Vragen of twijfels die je wilt meenemen."
    )
    PARTS = ("goals", "activities", "stories", "sessions")

    def __init__(self, *args: Any, offered: Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        for part in self.PARTS:
            choices = [(str(item.public_id), label_of(item)) for item in getattr(offered, part)]
            field: Any = self.fields[part]
            field.choices = choices
            field.widget = forms.CheckboxSelectMultiple(choices=choices)
            field.initial = [value for value, _ in choices]

    @property
    def parts(self) -> Iterator[Any]:
        """The parts that there is something to choose from."""
        return (self[part] for part in self.PARTS if getattr(self.offered, part))

    @property
    def choice(self) -> Choice:
        chosen = {
            part: [
                item
                for item in getattr(self.offered, part)
                if str(item.public_id) in self.cleaned_data[part]
            ]
            for part in self.PARTS
        }
        at_hand = [*chosen["activities"], *chosen["stories"]]
        return Choice(
            **chosen,
            my_story=self.cleaned_data["my_story"],
            questions=self.cleaned_data["questions"],
            to_talk_about=[thing for thing in self.offered.to_talk_about if thing in at_hand],
        )


def label_of(item: Any) -> str:
    return f"{item.group}: {item.theme}" if hasattr(item, "theme") else str(item)


class ReportForm(PlanFields, WrittenForm):
    """The assessor's report; a draft may lack anything."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    summary = draft_text(
        "Waar ging het gesprek over?",
        rows=6,
        hint="Schrijf in gewone taal, ongeveer tien zinnen. Spreek de ander aan met ‘je’.",
    )
    advice = DraftChoice(
        label="Wat adviseer je het register?",
        choices=[(advice.value, advice.label) for advice in OFFERED],
        widget=CardRadioSelect(
            hints={
                Advice.RENEW: "Jullie spraken over wat de ander leerde en hoe het verdergaat.",
                Advice.RENEW_WITH_AGREEMENTS: "Jullie spraken ook af waar de ander aan werkt. "
                "Leerafspraken staan nooit in het openbare register.",
                Advice.MORE_TIME: "Er is meer tijd nodig. Je maakt een plan, met een mentor en een "
                "tweede gesprek. De ander blijft gewoon geregistreerd.",
            }
        ),
    )
    agreements = long_text("Leerafspraken", hint="Alleen bij ‘verlengen met leerafspraken’.")
    discussed = forms.BooleanField(
        label="Ik heb mijn advies in het gesprek besproken", required=False
    )
    LABELS = {
        "told": "Wat vertelde je?",
        "examples": "Voorbeelden die je gaf",
        "moved": "Wat zette het in beweging?",
        "follow_up": "Waar ga je mee verder?",
    }

    def __init__(self, *args: Any, offered: Iterable[Advice] = OFFERED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = set(offered)
        advice: Any = self.fields["advice"]
        advice.choices = [choice for choice in advice.choices if choice[0] in may]
        for theme in ReportTheme.Theme:
            for name in WORDS:
                hint = "Zonder namen van inwoners." if name == "examples" else ""
                rows = 3 if name == "told" else 2
                self.fields[f"{theme}_{name}"] = draft_text(self.LABELS[name], rows=rows, hint=hint)

    def point_at(self, name: str, text: str) -> None:
        """The mentor goes by name: that is no client."""
        if name != "mentor":
            super().point_at(name, text)

    @classmethod
    def of(cls, report: ConversationReport, **kwargs: Any) -> "ReportForm":
        """The form with what stands in the report now."""
        return cls(initial=cls.texts_of(report), **kwargs)

    @staticmethod
    def texts_of(report: ConversationReport) -> dict[str, Any]:
        names = ("version", "summary", "advice", "agreements", "discussed")
        texts = {name: getattr(report, name) for name in names} | plan_of(report)
        for theme in report.themes.all():
            texts |= {f"{theme.theme}_{name}": getattr(theme, name) for name in WORDS}
        return texts

    @property
    def themes(self) -> Iterator[dict[str, Any]]:
        for theme in ReportTheme.Theme:
            told, *more = (self[f"{theme}_{name}"] for name in WORDS)
            is_used = any(field.value() or field.errors for field in more)
            yield {"title": theme.label, "key": theme.value, "told": told, "more": more,
                   "open": is_used}  # fmt: skip

    @property
    def theme_words(self) -> dict[str, dict[str, str]]:
        data = self.cleaned_data
        return {
            theme.value: {name: data[f"{theme}_{name}"] for name in WORDS}
            for theme in ReportTheme.Theme
        }


class OwnWordsForm(WrittenForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    own_words = long_text(
        "Jouw eigen woorden",
        rows=5,
        hint="Wat wil jij erbij zeggen? Je mag dit ook leeg laten.",
    )


class PresenceForm(forms.Form):
    """Who was at the welcome talk; the assessor saw the legal name of each."""

    present = forms.MultipleChoiceField(
        label="Van wie zag je de naam op een identiteitsbewijs?",
        help_text="Kijk alleen. Schrijf niets over en maak geen kopie. "
        "Was iemand er niet? Haal dan het vinkje weg.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        field: Any = self.fields["present"]
        field.choices = [(str(one.public_id), one.name) for one in people]
        field.initial = [value for value, _ in field.choices]

    @property
    def absent(self) -> list[Any]:
        present = self.cleaned_data["present"]
        return [one for one in self.people if str(one.public_id) not in present]
