"""What is typed about people: looking somebody up, a note, the report of a death."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.forms import NameForm
from kit.forms import CardRadioSelect
from register.case_forms import NoBsnForm, line
from register.complaint_forms import own_address
from register.forms import long_text
from register.models import DeathReport, NameChange
from register.people import Found


class LookUpForm(forms.Form):
    q = forms.CharField(required=False, max_length=254)


class NoteForm(NoBsnForm):
    text = long_text(
        "Je notitie",
        "Kort en feitelijk. De persoon leest dit ook.",
        "Schrijf je notitie op",
        rows=3,
    )


def relation() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=DeathReport.Relation,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het beste past"},
    )


class DeathForm(NoBsnForm):
    """By anyone, on the public page."""

    about = line(
        "Wie is er overleden?",
        "Schrijf op wie er is overleden",
        "De naam, of het registratienummer als u dat hebt.",
    )
    relation = relation()
    text = long_text(
        "Wilt u er iets bij schrijven?",
        "Bijvoorbeeld de datum, of waar deze persoon werkte.",
        "",
        rows=3,
    )
    name = forms.CharField(
        label="Uw naam", max_length=120, error_messages={"required": "Vul uw naam in"}
    )
    email = own_address()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].label = "Wat bent u van deze persoon?"
        self.fields["text"].required = False


class HeardForm(NoBsnForm):
    """By staff, who heard it from somebody."""

    relation = relation()
    name = forms.CharField(
        label="Van wie hoorde je dit?",
        max_length=120,
        error_messages={"required": "Schrijf op van wie je dit hoorde"},
    )
    email = forms.EmailField(
        label="Mailadres van die persoon",
        max_length=254,
        required=False,
        help_text="Dan kunnen wij een condoleancebrief sturen.",
        error_messages={"invalid": "Vul een mailadres in"},
    )
    text = long_text("Wat is er verteld?", "", "", rows=3)
    field_order = ("name", "relation", "email", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].label = "Wat is diegene van de persoon die is overleden?"
        self.fields["text"].required = False


class DeathFoundForm(NoBsnForm):
    """Who it is, and how that was checked."""

    person = forms.ChoiceField(
        label="Om wie gaat het?",
        widget=CardRadioSelect,
        error_messages={
            "required": "Kies om wie het gaat",
            "invalid_choice": "Kies iemand uit de lijst",
        },
    )
    findings = long_text(
        "Hoe heb je dit nagegaan?",
        "Bijvoorbeeld: gebeld met de werkgever, of de rouwadvertentie gezien. Bewaar geen kopie.",
        "Schrijf op hoe je dit hebt nagegaan",
        rows=3,
    )
    condole = forms.BooleanField(
        label="Stuur de melder een condoleancebrief",
        help_text="Alleen als je zeker weet dat de melder deze persoon kende: de brief laat zien "
        "dat wij die ook kenden. Anders gaat er een brief die niets over iemand zegt.",
        required=False,
    )

    def __init__(self, *args: Any, found: Iterable[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(found)
        field: Any = self.fields["person"]
        field.choices = [(str(one.user.public_id), one.user.name) for one in people]
        field.widget.hints = {str(one.user.public_id): one.standing for one in people}


class DeathDeclinedForm(NoBsnForm):
    findings = long_text(
        "Waarom leg je dit niet vast?",
        "Dit lezen alleen medewerkers. De melder hoort dat we niets hebben vastgelegd.",
        "Schrijf op waarom",
        rows=2,
    )


# ---- Another name ----


class NameChangeForm(NameForm):
    """The name as it will stand in the register."""

    legal = forms.BooleanField(
        label="Mijn officiële naam is ook veranderd, bijvoorbeeld in mijn paspoort",
        required=False,
    )
    field_order = ["given_names", "infix", "last_name", "legal"]

    @property
    def parts(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in ("given_names", "infix", "last_name")}


class NameSeenForm(forms.Form):
    seen = forms.ChoiceField(
        label="Hoe heb je het gezien?",
        choices=NameChange.Seen,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je het hebt gezien"},
    )


class NameChangeDeclinedForm(NoBsnForm):
    reason = long_text(
        "Waarom blijft de naam zoals hij was?", "Dit staat in de brief.", "Schrijf op waarom",
        rows=3,
    )  # fmt: skip
