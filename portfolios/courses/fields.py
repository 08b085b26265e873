"""Fields that several forms of courses share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from kit import names
from portfolios.text import LONG
from register.models import Competency, CompetencyProfile

MOST_TEACHERS = 20
LONGEST_NAME = 120
LONGEST_MAIL = 254


def line(label: str, *, required: str = "", hint: str = "", limit: int = 160) -> forms.CharField:
    """One line of text; `required` is the error when it stays empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=bool(required),
        error_messages={"required": required, "max_length": "Dit is te lang. Maak het korter."},
    )


def words(label: str, *, required: str = "", hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG,
        required=bool(required),
        widget=forms.Textarea(
            attrs={"rows": rows, "class": "rk-textarea--short" if rows < 3 else ""}
        ),
        error_messages={"required": required, "max_length": "Deze tekst is te lang."},
    )


class WebAddress(forms.URLField):
    """An address on the web: nothing that a browser would run."""

    def __init__(self, label: str, *, hint: str = "", limit: int = 500) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            max_length=limit,
            assume_scheme="https",
            error_messages={
                "invalid": "Vul een adres in, zoals https://voorbeeld.nl",
                "max_length": "Dit adres is te lang",
            },
        )

    def clean(self, value: Any) -> Any:
        link = super().clean(value)
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError("Vul een adres in dat met https:// begint")
        return link


class MailAddress(forms.EmailField):
    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=LONGEST_MAIL,
            error_messages={
                "max_length": "Dit mailadres is te lang",
                "required": "Vul een mailadres in",
                "invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl",
            },
        )


class ChosenCompetencies(forms.ModelMultipleChoiceField):
    """What a course is about: competencies of now, and those kept."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Competency.objects.none(),
            label="Bij welke competenties past het?",
            help_text="Hiermee vinden mensen de cursus. Kies alleen wat er echt in zit.",
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Kies minstens één competentie",
                "invalid_choice": "Kies uit de lijst",
                "invalid_pk_value": "Kies uit de lijst",
            },
        )

    def offer(self, today: date, kept: Iterable[Competency] = ()) -> None:
        profile = CompetencyProfile.objects.in_force_on(today)
        chosen = [one.pk for one in kept]
        self.queryset = Competency.objects.filter(Q(area__profile=profile) | Q(pk__in=chosen))


class Teachers(forms.CharField):
    """Each on an own line: a name, and after a comma the mail address when it is known."""

    def __init__(self) -> None:
        super().__init__(
            label="Wie geeft het?",
            help_text=(
                "Elke docent op een eigen regel, met een komma en het mailadres: "
                "Noor de Wit, noor@voorbeeld.nl. Mailadressen laten we niet zien. We gebruiken ze "
                "om te zorgen dat een docent nooit de assessor is van iemand die hier leerde."
            ),
            required=False,
            max_length=LONG,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value or []
        return [teacher(each) for each in value.splitlines() if each.strip()]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(", ".join(filter(None, one)) for one in value)
        return value

    def validate(self, value: list[tuple[str, str]]) -> None:
        if len(value) > MOST_TEACHERS:
            raise ValidationError(f"Zet er hoogstens {MOST_TEACHERS} docenten bij.")
        if len({name for name, _ in value}) < len(value):
            raise ValidationError("Dezelfde naam staat er twee keer.")
        for name, email in value:
            check_teacher(name, email)

    def run_validators(self, value: Any) -> None:
        """Each line was looked at already."""


def teacher(text: str) -> tuple[str, str]:
    name, _, email = text.rpartition(",") if "@" in text else (text, "", "")
    return names.clean(name), email.strip().lower()


def check_teacher(name: str, email: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise ValidationError("Zet op elke regel eerst een naam, dan een komma en het mailadres.")
    if len(email) > LONGEST_MAIL:
        raise ValidationError("Een van de mailadressen is te lang.")
    if email:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise ValidationError(f"‘{email[:60]}’ is geen mailadres.") from problem
