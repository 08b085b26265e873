"""What people type on the pages of the register."""

from contextlib import nullcontext
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from accounts.actors import Actor
from audit.acts import act
from kit import names
from kit.client_data import find_bsn
from kit.forms import CardRadioSelect
from register.models import Application, EntryRoute, KindOfWork, Organisation, RegisterScheme
from register.search import Question

LARGEST_CERTIFICATE = 2 << 20  # bytes
LONGEST_FILE_NAME = 200
PROVINCES = (
    "Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg",
    "Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland",
)  # fmt: skip


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)
    gemeente = forms.CharField(required=False, max_length=80)
    provincie = forms.ChoiceField(required=False, choices=[("", "")] + [(p, p) for p in PROVINCES])
    verder = forms.CharField(required=False, max_length=1000)

    @property
    def question(self) -> Question:
        """What was asked; a field that makes no sense counts as empty."""
        self.is_valid()
        data = self.cleaned_data
        return Question(
            text=names.clean(data.get("q", "")),
            town=names.clean(data.get("gemeente", "")),
            province=data.get("provincie", ""),
        )

    @property
    def place(self) -> str:
        """Where the page before ended, sealed; empty on the first page."""
        self.is_valid()
        return names.clean(self.cleaned_data.get("verder", ""))


class OrganisationField(forms.CharField):
    """The name of an organisation that exists, chosen from the list or typed."""

    def __init__(self, label: str, *, hint: str = "Kies een naam uit de lijst.") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=200,
            error_messages={"required": "Vul de organisatie in"},
            widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> Any:
        key = names.normalise(super().clean(value))
        keys = [key, f"gemeente {key}"]
        found = Organisation.objects.filter(name_key__in=keys, ended_on=None).first()
        if found is None:
            raise ValidationError(
                "We kennen deze organisatie niet. Kies een naam uit de lijst, "
                "bijvoorbeeld Gemeente Utrecht. Staat jouw organisatie er niet bij? "
                "Mail ons dan: het adres staat bij Hulp."
            )
        return found


class WorkForm(forms.Form):
    """The work in one sentence, where, and on which route; for a draft all of it may be missing."""

    work_sentence = forms.CharField(
        label="Wat voor werk doe je? Schrijf het in één zin.",
        help_text="Bijvoorbeeld: ik begeleid mensen met een uitkering naar werk bij de gemeente.",
        max_length=400,
        error_messages={"required": "Schrijf in één zin wat voor werk je doet"},
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short"}),
    )
    organisation = OrganisationField(
        "Waar werk je?", hint="De naam van je gemeente of organisatie. Kies uit de lijst."
    )
    kinds_of_work = forms.MultipleChoiceField(
        label="Waar gaat je werk over?",
        help_text="Kies wat bij je past. Dit mag later in het register staan.",
        choices=KindOfWork.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één soort werk"},
    )
    route = forms.ChoiceField(
        label="Hoe werd je klantmanager?",
        choices=EntryRoute.choices,
        error_messages={"required": "Kies hoe je klantmanager werd"},
        widget=CardRadioSelect(
            hints={
                EntryRoute.DIPLOMA: "Een hbo-diploma, of mbo-4 met ervaring.",
                EntryRoute.PROGRAMME: "Bijvoorbeeld Effectieve Klantmanager Sociaal Domein.",
                EntryRoute.EXPERIENCE: "Je doet dit werk al jaren. Je hoeft niets op te schrijven.",
                EntryRoute.FOREIGN: "We kijken samen wat je diploma hier betekent.",
            }
        ),
    )

    def __init__(self, *args: Any, scheme: RegisterScheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        route: Any = self.fields["route"]
        route.choices = [(value, EntryRoute(value).label) for value in scheme.routes]

    def clean_work_sentence(self) -> str:
        text = names.clean(self.cleaned_data["work_sentence"])
        if find_bsn(text):
            raise ValidationError("Haal het BSN weg. Schrijf alleen over je eigen werk.")
        return text

    def fill(self, application: Application) -> None:
        """Another way in is an act of the person; other words are none."""
        before = application.route
        for field, value in self.cleaned_data.items():
            setattr(application, field, value)
        by = Actor.self(application.person)
        other = application.route != before
        with act("application.choose_route", application, by=by) if other else nullcontext():
            application.save()

    def keep_what_is_right(self, application: Application) -> None:
        """For who stops half-way: what is filled in well is kept, the rest stays as it was."""
        self.full_clean()
        self.fill(application)


class PromiseForm(forms.Form):
    """Accepting the code of conduct and the competency profile."""

    code = forms.BooleanField(error_messages={"required": "Zet een vinkje bij de beroepscode"})
    profile = forms.BooleanField(error_messages={"required": "Zet een vinkje bij het profiel"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("code", "Ik ken de <a href='{}#code'>beroepscode</a> en werk ernaar"),
            ("profile", "Ik gebruik het <a href='{}#profiel'>competentieprofiel</a> om te leren"),
        ):
            self.fields[name].label = format_html(words, reverse("register:profession"))


def long_text(label: str, hint: str, missing: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=4000,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class QuestionForm(forms.Form):
    text = long_text(
        "Je vraag", "Eén vraag, in gewone woorden. De aanmelder krijgt die per mail.",
        "Schrijf je vraag op",
    )  # fmt: skip


class RefusalForm(forms.Form):
    reason = long_text(
        "Waarom kan dit niet?", "Noem het artikel en de feiten, zonder oordeel over de persoon.",
        "Schrijf de reden op",
    )  # fmt: skip
    way_on = long_text(
        "Hoe kan het wel?", "Wat kan de aanmelder doen om later wel mee te doen?",
        "Schrijf op hoe het wel kan",
    )  # fmt: skip


class CodeForm(forms.Form):
    code = forms.CharField(required=False, max_length=60)


class BadgeForm(forms.Form):
    """Consent of its own: what is in a wallet cannot be called back."""

    akkoord = forms.BooleanField(
        label="Ja, maak een badge met mijn naam en nummer erin",
        error_messages={"required": "Zet een vinkje als je een badge wilt"},
    )


class PdfForm(forms.Form):
    """A certificate as somebody got it; read, and not kept."""

    pdf = forms.FileField(
        label="Het certificaat (pdf)",
        help_text="Kies het bestand, of sleep het hierheen. We bewaren het niet.",
        max_length=LONGEST_FILE_NAME,
        error_messages={
            "required": "Kies het pdf-bestand",
            "empty": "Dit bestand is leeg. Vraag het certificaat opnieuw aan wie het u gaf.",
            "max_length": "Geef het bestand een kortere naam",
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def clean_pdf(self) -> Any:
        file = self.cleaned_data["pdf"]
        if file.size > LARGEST_CERTIFICATE:
            raise ValidationError("Dit bestand is groter dan een certificaat ooit is (2 MB).")
        return file


class SurnameForm(forms.Form):
    achternaam = forms.CharField(
        label="Achternaam",
        help_text="Zoals op het certificaat, met tussenvoegsel.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul de achternaam in"},
    )
