"""What people type about programmes: the provider, the desk, the readers, an applicant."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.models import User
from accreditation.models import (
    Programme,
    ProgrammeObjection,
    ProgrammeReading,
    ProgrammeRequest,
)
from files.uploads import FilesField
from kit import names
from kit.forms import CardRadioSelect, DateInput
from portfolios.text import WrittenForm, long_text

FILES_HINT = "Alleen als het helpt. Een pdf, foto (jpg, png) of tekst (docx, odt), tot 10 MB."
Advice = ProgrammeReading.Advice


def needed(label: str, missing: str, *, hint: str = "", rows: int = 4) -> forms.CharField:
    field = long_text(label, hint=hint, rows=rows, required=True)
    field.error_messages["required"] = missing
    return field


class BeginForm(forms.Form):
    title = forms.CharField(
        label="Hoe heet de opleiding?",
        max_length=120,
        error_messages={"required": "Vul de naam in", "max_length": "Dit is te lang"},
    )

    def clean_title(self) -> str:
        title = names.clean(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Vul de naam in")
        return title


class RequestForm(WrittenForm):
    """Name, a few words for everybody, and an answer to each question of the scheme."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = BeginForm.base_fields["title"]
    words = long_text(
        "De opleiding in het kort",
        hint="Een paar zinnen. Dit staat straks op de openbare lijst.",
    )

    def __init__(self, *args: Any, asked: ProgrammeRequest, **kwargs: Any) -> None:
        self.count = len(asked.answers)
        answers = {f"answer_{number}": text for number, text in enumerate(asked.answers)}
        kept = {"version": asked.version, "title": asked.title, "words": asked.words} | answers
        super().__init__(*args, initial=kept, **kwargs)
        for number, question, _ in asked.told:
            self.fields[f"answer_{number}"] = long_text(question, rows=5)
            self.fields[f"files_{number}"] = FilesField(label="Bestand erbij", help_text=FILES_HINT)
        self.order_fields(None)

    def clean_title(self) -> str:
        title = names.clean(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Vul de naam in")
        return title

    @property
    def questions(self) -> Iterator[tuple[BoundField, BoundField]]:
        for number in range(self.count):
            yield self[f"answer_{number}"], self[f"files_{number}"]

    @property
    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        answers = [data[f"answer_{number}"].strip() for number in range(self.count)]
        return {"title": data["title"], "words": data["words"].strip(), "answers": answers}

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What was typed, each with its question."""
        names = ("title", "words", *(f"answer_{number}" for number in range(self.count)))
        return [(str(self[name].label), self.cleaned_data[name]) for name in names]

    @property
    def received(self) -> dict[int, Any]:
        return {number: self.cleaned_data[f"files_{number}"] for number in range(self.count)}

    @property
    def lost_files(self) -> bool:
        """A browser does not keep chosen files when a form comes back."""
        return bool(self.is_bound and self.errors and self.files)


class MessageForm(WrittenForm):
    text = needed("Je bericht", "Schrijf je bericht op", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField(label="Bestand erbij", help_text=FILES_HINT)


class ReplyForm(WrittenForm):
    text = needed(
        "Je bericht",
        "Schrijf je bericht op",
        hint="Iedereen van de opleider krijgt een mail dat er iets staat, zonder de tekst.",
        rows=3,
    )


class StopForm(WrittenForm):
    because = needed(
        "Waarom stopt de opleiding?", "Schrijf op waarom", hint="Een zin is genoeg.", rows=2
    )


class ResponseForm(WrittenForm):
    response = needed(
        "Jullie reactie",
        "Schrijf jullie reactie op",
        hint="Wat klopt er niet, en wat hebben jullie al gedaan? Dit kan één keer.",
        rows=6,
    )


class ObjectionForm(WrittenForm):
    text = needed(
        "Waarom zijn jullie het er niet mee eens?",
        "Schrijf op waarom jullie het er niet mee eens zijn",
        hint="De andere kamer van de commissie kijkt opnieuw. Slechter kan het niet worden.",
        rows=6,
    )


class AnnounceForm(WrittenForm):
    because = needed(
        "Waarom kan deze opleiding niet erkend blijven?",
        "Schrijf op waarom",
        hint="Noem de vraag uit de regeling en de feiten. De opleider leest dit en kan reageren.",
        rows=5,
    )


class OutcomeForm(WrittenForm):
    """The first signature under an answer to an objection."""

    outcome = forms.ChoiceField(
        label="Wat stel je voor?",
        choices=ProgrammeObjection.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst", "invalid_choice": "Kies een uitkomst"},
    )
    reason = needed(
        "Waarom?", "Schrijf de reden op", hint="Ga in op het bezwaar. De opleider leest dit."
    )

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("outcome", "reason")}


class ReadersForm(forms.Form):
    readers = forms.ModelMultipleChoiceField(
        label="Wie lezen de aanvraag?",
        help_text="Twee mensen zonder band met de opleider. Ieder leest en schrijft apart.",
        queryset=User.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies wie de aanvraag lezen",
            "invalid_choice": "Kies mensen uit de lijst",
            "invalid_pk_value": "Kies mensen uit de lijst",
        },
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["readers"]
        field.queryset, field.label_from_instance = people, lambda one: one.name


class FindingsForm(WrittenForm):
    findings = needed(
        "Wat vond je?",
        "Schrijf op wat je vond",
        hint="Loop de antwoorden langs. De ander leest dit pas als jullie allebei klaar zijn; na "
        "het besluit leest ook de opleider het, zonder je naam.",
        rows=8,
    )
    advice = forms.ChoiceField(
        label="Wat adviseer je?",
        choices=Advice.choices,
        widget=CardRadioSelect(
            hints={
                Advice.ACCREDIT: "De opleiding doet wat de regeling vraagt.",
                Advice.FIRST: "De opleider kan het aanpassen en weer sturen.",
                Advice.NOT: "Ook na aanpassen past dit niet bij de regeling.",
            }
        ),
        error_messages={"required": "Kies een advies", "invalid_choice": "Kies een advies"},
    )


class DecideForm(WrittenForm):
    """What the desk can decide now: about words that changed, or after two people read."""

    SAME, GRANT, FIRST, REFUSE = "same", "grant", "first", "refuse"
    HINTS = {
        SAME: "De erkenning loopt door. Er hoeft niemand opnieuw te lezen.",
        GRANT: "De opleider krijgt bericht en staat op de openbare lijst.",
        FIRST: "De opleider past de aanvraag aan en stuurt haar weer.",
        REFUSE: "Een lid van de registercommissie moet meetekenen.",
    }  # fmt: skip
    LABELS = {
        SAME: "Het is dezelfde opleiding",
        GRANT: "Erkennen",
        FIRST: "Eerst is er iets nodig",
        REFUSE: "Voorstellen om niet te erkennen",
    }
    outcome = forms.ChoiceField(
        label="Wat wordt het?",
        widget=CardRadioSelect(hints=HINTS),
        error_messages={"required": "Kies een uitkomst", "invalid_choice": "Kies een uitkomst"},
    )
    from_on = forms.DateField(
        label="Telt voor wie de opleiding afrondde vanaf",
        help_text="Mag in het verleden liggen. Leeg is vandaag.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "Kies een dag die bestaat"},
    )
    reason = needed("Waarom?", "Schrijf de reden op", hint="De opleider leest dit.", rows=4)

    def __init__(self, *args: Any, asked: ProgrammeRequest, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        sent = asked.status == ProgrammeRequest.Status.SENT
        choices = (self.SAME,) if sent else (self.GRANT, self.FIRST, self.REFUSE)
        field: Any = self.fields["outcome"]
        field.choices = [(each, self.LABELS[each]) for each in choices]
        if sent or asked.kind != ProgrammeRequest.Kind.FIRST:
            del self.fields["from_on"]

    def clean_from_on(self) -> date | None:
        day: date | None = self.cleaned_data["from_on"]
        if day and day > self.today:
            raise forms.ValidationError("Kies een dag die geweest is, of vandaag.")
        return day


class FollowedForm(forms.Form):
    """Which programme, from when until when."""

    programme = forms.ModelChoiceField(
        label="Welke opleiding volgde je?",
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        empty_label="Kies een opleiding",
        error_messages={
            "required": "Kies een opleiding",
            "invalid_choice": "Kies een opleiding uit de lijst",
        },
    )
    began_on = forms.DateField(
        label="Wanneer begon je?",
        help_text="Ongeveer is goed.",
        widget=DateInput,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )
    completed_on = forms.DateField(
        label="Wanneer rondde je haar af?",
        help_text="De dag op je bewijs. Je hoeft dat bewijs niet mee te sturen.",
        widget=DateInput,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )

    def __init__(self, *args: Any, programmes: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field: Any = self.fields["programme"]
        field.queryset = programmes
        field.label_from_instance = lambda one: f"{one.title} ({one.provider})"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        began, completed = data.get("began_on"), data.get("completed_on")
        if completed and completed > self.today:
            self.add_error("completed_on", "Kies een dag die geweest is, of vandaag.")
        elif began and completed and began > completed:
            self.add_error("began_on", "Je begon eerder dan je klaar was. Controleer de dagen.")
        return data
