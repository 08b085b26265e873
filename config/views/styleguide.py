"""The style guide: every component in every state, with made-up content. Only while developing."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.access import public
from kit.forms import CardRadioSelect, DateInput, TextareaWithCounter, TimeInput

SWATCHES = [
    ("brand", "Petrol", "kop, voet, teken"),
    ("action", "Knop", "action-1-inverse-bg"),
    ("tint", "Petrol licht", "action-1-bg"),
    ("page", "Pagina", "default-bg-subtle"),
    ("card", "Kaart", "default-bg-document"),
    ("line", "Lijn", "default-border-subtle"),
    ("text", "Tekst", "default-color-default"),
    ("subtle", "Zachte tekst", "default-color-subtle"),
    ("honey", "Honing", "accent-1-bg"),
    ("focus", "Focus", "focus-background-color"),
]
ICONS = [
    "search",
    "user",
    "users",
    "calendar-plus",
    "clock",
    "video",
    "map-pin",
    "building-2",
    "book-open",
    "messages-square",
    "pencil",
    "file-text",
    "download",
    "eye",
    "lock",
    "shield-check",
    "lightbulb",
    "link",
    "flag",
    "trash-2",
    "sprout",
    "target",
    "mail",
]
TONES = ["neutral", "positive", "warning", "negative", "info", "accent"]


@dataclass(frozen=True)
class Step:
    title: str
    note: str
    state: str


@dataclass(frozen=True)
class Happening:
    title: str
    on: date
    note: str = ""


STEPS = [
    Step("Leerplan", "Gemaakt op 14 mei", "done"),
    Step("Leren", "Laatste verhaal op 12 november", "current"),
    Step("Gesprek", "Nog niet gepland", "todo"),
    Step("Verlengen", "Voor 1 mei 2027", "todo"),
]
HAPPENINGS = [
    Happening("Registratie verlengd", date(2023, 5, 1), "Na een ontwikkelingsgesprek"),
    Happening("Geregistreerd", date(2019, 5, 1)),
]


class ExampleForm(forms.Form):
    title = forms.CharField(label="Titel", error_messages={"required": "Geef een titel"})
    on = forms.DateField(label="Datum", help_text="De laatste dag telt.", widget=DateInput)
    at = forms.TimeField(label="Tijd", widget=TimeInput, required=False)
    kind = forms.ChoiceField(
        label="Provincie", choices=[("", "Kies een provincie"), ("dr", "Drenthe")], required=False
    )
    learned = forms.CharField(
        label="Wat leerde je ervan?",
        help_text="Een paar zinnen is genoeg.",
        max_length=100,
        widget=TextareaWithCounter(attrs={"rows": 4}),
        required=False,
    )
    place = forms.ChoiceField(
        label="Waar spreken jullie elkaar?",
        choices=[("online", "Online"), ("here", "Op een plek")],
        widget=CardRadioSelect(
            hints={"online": "Je krijgt een link.", "here": "Jij kiest de plek."}
        ),
        error_messages={"required": "Kies waar jullie elkaar spreken"},
    )
    goals = forms.MultipleChoiceField(
        label="Bij welk leerdoel hoort dit?",
        help_text="Kies er geen, één of meer.",
        choices=[("1", "Beter doorvragen"), ("2", "Sneller schulden zien")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(
        label="Bestand toevoegen", help_text="Pdf of foto, niet groter dan 10 MB.", required=False
    )
    agreed = forms.BooleanField(
        label="Ik ga akkoord met de beroepscode", error_messages={"required": "Zet hier een vinkje"}
    )


@public("development only; not in the urls of production")
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Zo ziet een bericht na een handeling eruit.")
    filled = {"title": "Training", "on": "2026-11-12", "place": "online", "goals": ["1"]}
    context = {
        "swatches": SWATCHES,
        "icons": ICONS,
        "tones": TONES,
        "steps": STEPS,
        "happenings": HAPPENINGS,
        "day": date(2027, 4, 14),
        "time": datetime(2027, 4, 14, 10, tzinfo=ZoneInfo("Europe/Amsterdam")),
        "good": ExampleForm(initial=filled, prefix="good"),
        "bad": ExampleForm({"bad-learned": "Te lang. " * 12}, prefix="bad"),
    }
    return render(request, "pages/styleguide.html", context)


urlpatterns = [path("stijlgids/", styleguide, name="styleguide")]
