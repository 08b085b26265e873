"""What people type in cases of the committee, complaints and messages about entries."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Role, User
from kit.client_data import find_bsn
from kit.forms import CardRadioSelect, DateInput, TimeInput
from register import numbers
from register.forms import long_text
from register.models import (
    Chamber,
    ChamberSeat,
    HardshipRequest,
    Measure,
    Objection,
    Registration,
)

NO_BSN = "Haal het BSN weg. We mogen en willen dat niet bewaren."
FURTHEST = timedelta(days=3660)
LONGEST_TERM = timedelta(days=6 * 366)


class NoBsnForm(forms.Form):
    """No citizen service number is kept in any of its texts."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            is_text = isinstance(self.fields[name], forms.CharField)  # and not a key of a choice
            if is_text and find_bsn(str(value)):
                self.add_error(name, ValidationError(NO_BSN))
        return data


def line(label: str, missing: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=200,
        error_messages={"required": missing},
    )


def day(label: str, missing: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=hint, widget=DateInput, error_messages={"required": missing}
    )


def near(value: date, today: date, *, earliest: date | None = None) -> date:
    """A day that makes sense: not ages ago or ahead."""
    if not (earliest or today - FURTHEST) <= value <= today + FURTHEST:
        raise ValidationError("Kies een dag die klopt")
    return value


class MomentForm(NoBsnForm):
    """A day, a time and a place."""

    on = day("Dag", "Vul de dag in")
    time = forms.TimeField(
        label="Hoe laat", widget=TimeInput, error_messages={"required": "Vul in hoe laat"}
    )
    place = line("Waar", "Vul in waar", "Een adres met zaal, of een link voor beeldbellen.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        return near(self.cleaned_data["on"], self.today, earliest=self.today)

    @property
    def moment(self) -> datetime:
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["on"], data["time"]))


# ---- The person ----


class ObjectionForm(NoBsnForm):
    """Why somebody does not agree; a draft may be unfinished."""

    text = long_text(
        "Waarom ben je het er niet mee eens?",
        "In je eigen woorden. Schrijf wat er volgens jou niet klopt en wat je graag wilt.",
        "Schrijf op waarom je het er niet mee eens bent",
        rows=8,
    )
    late_because = long_text(
        "Waarom is je bezwaar later?",
        "De termijn is voorbij. Bij een goede reden behandelt de commissie je bezwaar toch.",
        "Schrijf op waarom je bezwaar later is",
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_because"]

    def fill(self, objection: Objection) -> None:
        for name in self.fields:
            if name in self.cleaned_data:
                setattr(objection, name, self.cleaned_data[name])
        objection.save()

    def keep_what_is_right(self, objection: Objection) -> None:
        """For who stops half-way."""
        for field in self.fields.values():
            field.required = False
        self.full_clean()
        self.fill(objection)


class HardshipForm(NoBsnForm):
    rule = line(
        "Om welke regel gaat het?",
        "Schrijf op om welke regel het gaat",
        "Bijvoorbeeld: je mag hoogstens twee jaar pauzeren.",
    )
    text = long_text(
        "Waarom pakt die regel bij jou verkeerd uit?",
        "Schrijf wat er aan de hand is, en wat je graag wilt.",
        "Schrijf op waarom de regel bij jou verkeerd uitpakt",
        rows=6,
    )


class MessageForm(NoBsnForm):
    text = long_text(
        "Je bericht", "Dit komt in het dossier van deze zaak.", "Schrijf je bericht op"
    )


class CounselForm(NoBsnForm):
    counsel = line(
        "Wie komt er met je mee?",
        "",
        "Een naam is genoeg. Laat leeg als je alleen komt.",
        required=False,
    )


# ---- The committee ----


class ProposalForm(NoBsnForm):
    """The first signature: an outcome with its reason."""

    outcome = forms.ChoiceField(
        label="Wat stel je voor?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst"},
    )
    months = forms.IntegerField(
        label="Hoeveel maanden?",
        required=False,
        min_value=1,
        max_value=120,
        help_text="Van een schorsing: hoe lang. Van een doorhaling: wanneer iemand zich weer mag "
        "aanmelden.",
        widget=forms.NumberInput(attrs={"class": "rk-input--short"}),
    )
    reason = long_text(
        "Waarom?",
        "Noem het artikel en de feiten, zonder oordeel over de persoon. Dit staat in de brief.",
        "Schrijf de reden op",
        rows=6,
    )
    lesson = forms.CharField(
        label="Wat leren we ervan?",
        help_text="Zonder namen, voor de lessen van het jaar. Mag leeg blijven.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self, *args: Any, case: Objection | Measure | HardshipRequest, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = choices_for(case)  # type: ignore[attr-defined]
        if not isinstance(case, Measure):
            del self.fields["months"]
        if not isinstance(case, Objection):
            del self.fields["lesson"]


def choices_for(case: Objection | Measure | HardshipRequest) -> list[tuple[str, str]]:
    """The outcomes that are possible now."""
    if isinstance(case, Objection):
        late = case.waits_for_lateness
        return [
            each
            for each in Objection.Outcome.choices
            if (each[0] == Objection.Outcome.TOO_LATE) == late
        ]
    if isinstance(case, Measure):
        if case.status != Measure.Status.HEARD:
            found = Measure.Outcome.PROVISIONAL
            return [(found.value, found.label)]
        possible = [one for one in Measure.Outcome if one != Measure.Outcome.PROVISIONAL]
        return [(one.value, one.label) for one in possible]
    return list(HardshipRequest.Outcome.choices)


class LatenessForm(NoBsnForm):
    because = long_text(
        "Waarom is het goed dat dit bezwaar later kwam?",
        "Dit staat in de brief aan de persoon.",
        "Schrijf op waarom je het bezwaar toch aanneemt",
    )


class MinutesForm(NoBsnForm):
    minutes = long_text(
        "Verslag van de hoorzitting",
        "Wie er was, wat er is gezegd. De persoon leest dit meteen en kan erop reageren.",
        "Schrijf het verslag op",
        rows=8,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].max_length = 20_000  # type: ignore[attr-defined]


# ---- The desk ----


class SeatForm(forms.Form):
    """A member of the committee, a chamber, a term."""

    person = forms.ModelChoiceField(
        label="Wie?",
        queryset=User.objects.none(),
        empty_label=None,
        to_field_name="public_id",
        help_text="Alleen wie de rol van lid van de registercommissie heeft.",
        error_messages={
            "required": "Kies een persoon",
            "invalid_choice": "Kies iemand uit de lijst",
        },
    )
    chamber = forms.ChoiceField(label="Welke kamer?", choices=Chamber)
    from_on = day("Vanaf", "Vul de eerste dag in")
    until_on = day("Tot", "Vul in tot wanneer", "De eerste dag zonder zetel. Hoogstens zes jaar.")
    practising = forms.BooleanField(label="Werkt zelf als klantmanager", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        free = User.objects.filter(is_active=True, role_grants__role=Role.COMMITTEE).exclude(
            chamber_seats__in=ChamberSeat.objects.not_over(today)
        )
        self.fields["person"].queryset = free.distinct().order_by("name_key", "pk")  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]

    def clean_from_on(self) -> date:
        return near(self.cleaned_data["from_on"], self.today, earliest=self.today)

    def clean_until_on(self) -> date:
        return near(self.cleaned_data["until_on"], self.today, earliest=self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        from_on, until_on = data.get("from_on"), data.get("until_on")
        if from_on and until_on and not from_on < until_on <= from_on + LONGEST_TERM:
            self.add_error("until_on", ValidationError("Kies een dag na de eerste dag"))
        return data


class NumberField(forms.CharField):
    """The registration that has this public number."""

    def clean(self, value: Any) -> Any:
        written = numbers.parse(super().clean(value))
        found = Registration.objects.filter(number=written).select_related("person").first()
        if found is None:
            raise ValidationError("We kennen dit nummer niet. Controleer de cijfers.")
        return found


class ChargeForm(NoBsnForm):
    registration = NumberField(
        label="Registratienummer",
        max_length=20,
        error_messages={"required": "Vul het registratienummer in"},
    )
    ground = forms.ChoiceField(
        label="Waar rust het verwijt op?",
        choices=Measure.Ground,
        error_messages={"required": "Kies waar het verwijt op rust"},
        widget=CardRadioSelect(
            hints={
                Measure.Ground.DECEIT: "Wie is toegelaten op grond van iets dat niet waar was.",
                Measure.Ground.BREACH: "Alleen als een rechter of een onafhankelijk orgaan het "
                "heeft vastgesteld. Noem de uitspraak.",
            }
        ),
    )
    facts = long_text(
        "De feiten",
        "Wat is er gebeurd, zonder oordeel over de persoon. De persoon leest dit.",
        "Schrijf de feiten op",
        rows=6,
    )
    established_by = line("Wie stelde dit vast?", "", required=False)
    established_reference = line("Kenmerk van de uitspraak", "", required=False)
    established_on = forms.DateField(
        label="Datum van de uitspraak", required=False, widget=DateInput
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_established_on(self) -> date | None:
        value: date | None = self.cleaned_data["established_on"]
        if value and value > self.today:
            raise ValidationError("Deze dag moet nog komen")
        return near(value, self.today) if value else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("ground") == Measure.Ground.BREACH:
            for name, missing in (
                ("established_by", "Schrijf op welke rechter of welk orgaan dit vaststelde"),
                ("established_reference", "Schrijf het kenmerk van de uitspraak op"),
                ("established_on", "Vul de datum van de uitspraak in"),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(missing))
        return data
