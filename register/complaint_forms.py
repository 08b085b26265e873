"""What is typed about complaints and about entries that are wrong: by everyone, and at the desk."""

from typing import Any

from django import forms

from register.case_forms import MomentForm, NoBsnForm, NumberField, line
from register.forms import long_text
from register.models import Complaint, EntryNotice

# ---- The desk ----


class TalkForm(MomentForm):
    registration = NumberField(
        label="Registratienummer van de klantmanager",
        max_length=20,
        error_messages={"required": "Vul het registratienummer in"},
    )
    field_order = ("registration", "on", "time", "place")


class CloseForm(NoBsnForm):
    ending = long_text(
        "Hoe is het afgelopen?",
        "De inwoner krijgt dit per mail. Schrijf u, en noem geen dingen uit een dossier.",
        "Schrijf op hoe het is afgelopen",
    )
    lesson = long_text("Wat leren we ervan?", "Zonder namen, voor de lessen van het jaar.", "")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lesson"].required = False


class AnswerNoticeForm(NoBsnForm):
    mended = forms.ChoiceField(
        label="Wat is de uitkomst?",
        choices=[("mended", "Er klopte iets niet, het is hersteld"),
                 ("explained", "Het klopt, ik leg uit waarom")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst"},
    )  # fmt: skip
    text = long_text(
        "Je antwoord", "De melder krijgt dit per mail. Schrijf u.", "Schrijf je antwoord op"
    )


class LessonsForm(NoBsnForm):
    year = forms.IntegerField(
        label="Over welk jaar?",
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "rk-input--short"}),
        error_messages={"required": "Vul het jaar in"},
    )
    text = long_text(
        "De lessen", "Zonder namen en zonder iets waaraan iemand te herkennen is.",
        "Schrijf de lessen op", rows=8,
    )  # fmt: skip


# ---- Everyone ----


def own_address() -> forms.EmailField:
    return forms.EmailField(
        label="Uw mailadres",
        max_length=254,
        help_text="Hierop krijgt u antwoord. We gebruiken het nergens anders voor.",
        error_messages={"required": "Vul uw mailadres in", "invalid": "Vul een mailadres in"},
    )


class ComplaintForm(NoBsnForm):
    employer_first = forms.ChoiceField(
        label="Hebt u met de organisatie gepraat?",
        choices=Complaint.First,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord"},
    )
    about = line(
        "Over wie gaat het?",
        "Schrijf op over wie het gaat",
        "De naam van de klantmanager en de organisatie. Of het registratienummer.",
    )
    text = long_text(
        "Wat is er gebeurd?",
        "In uw eigen woorden. Schrijf geen burgerservicenummer op.",
        "Schrijf op wat er is gebeurd",
        rows=6,
    )
    name = forms.CharField(
        label="Uw naam", max_length=120, error_messages={"required": "Vul uw naam in"}
    )
    email = own_address()


class NoticeForm(NoBsnForm):
    kind = forms.ChoiceField(
        label="Wat wilt u melden?",
        choices=EntryNotice.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u wilt melden"},
    )
    text = long_text(
        "Wat klopt er niet?",
        "In uw eigen woorden. Schrijf geen burgerservicenummer op.",
        "Schrijf op wat er niet klopt",
    )
    email = own_address()
