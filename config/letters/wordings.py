"""How staff reword a letter: written, looked at with made-up people, then in force from a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from config.letters.preview import examples_of, preview
from kit import clock
from kit.differences import Words, compare
from kit.forms import DateInput
from outbox import wordings
from outbox.models import LetterWording
from outbox.models.wordings import LONGEST

SOMEBODY_ELSE = "Een collega veranderde deze brief intussen. Kijk eerst naar die versie."
NO_REASON = "Schrijf in één zin waarom"
CANNOT_BE_MADE = (
    "Met deze woorden komt er geen brief uit. Kijk hoe je een datum of een tijd liet opschrijven."
)
PAST = "Kies vandaag of een dag die nog komt"


@dataclass(frozen=True)
class Version:
    """One version of a letter; number 0 is the one that was shipped."""

    number: int
    title: str
    body: str
    row: LetterWording | None = None

    @property
    def source(self) -> str:
        return f"{self.title}\n\n{self.body}"


def versions(kind: str) -> list[Version]:
    """The newest first, and at the end the one that was shipped."""
    first, _, rest = wordings.shipped(kind).partition("\n")
    shipped = Version(0, first.strip(), rest.strip())
    rows = LetterWording.objects.of(kind).select_related("written_by")
    return [*(as_version(row, shipped) for row in rows), shipped]


def as_version(row: LetterWording, shipped: Version) -> Version:
    if row.is_shipped:
        return Version(row.number, shipped.title, shipped.body, row)
    return Version(row.number, row.title, row.body, row)


def current(kind: str, *, today: date) -> Version:
    """What is sent today."""
    known = versions(kind)
    in_force = (one for one in known if one.row is None or one.row.starts_on <= today)
    return next(in_force)


def candidate(kind: str, version: Version) -> LetterWording:
    """A version that is in no table yet, to look at."""
    return LetterWording(kind=kind, number=0, title=version.title, body=version.body)


def write(
    kind: str, data: dict[str, Any], *, now: datetime, today: date, by: Actor
) -> LetterWording:
    """Put a new version in force from a day on. `seen` is how many versions the writer knew.

    Raises NotAllowed when the words cannot be this letter, when a colleague wrote one meanwhile, or
    when nothing was changed.
    """
    known = versions(kind)
    if known[0].number != data["seen"]:
        raise NotAllowed(SOMEBODY_ELSE)
    if (data["title"], data["body"]) == (known[0].title, known[0].body):
        raise NotAllowed("Er is niets veranderd.")
    if found := wordings.problems(kind, data["title"], data["body"]):
        raise NotAllowed(found[0])
    if data["starts_on"] < today:
        raise NotAllowed(PAST)
    shipped = (data["title"], data["body"]) == (known[-1].title, known[-1].body)
    row = LetterWording(
        kind=kind, number=data["seen"] + 1, because=data["because"],
        title="" if shipped else data["title"], body="" if shipped else data["body"],
        starts_on=data["starts_on"], written_at=now, written_by=by.person,
    )  # fmt: skip
    try:
        with transaction.atomic(), act("letterwording.write", row, by=by):
            row.save()
    except IntegrityError as error:
        raise NotAllowed(SOMEBODY_ELSE) from error
    return row


def can_be_made(wording: LetterWording, today: date) -> bool:
    """Whether the letter comes out in every case, filled in with the made-up people."""
    try:
        for case in examples_of(wording.kind):
            preview(case, today=today, now=clock.now(), wording=wording)
    except Exception:  # whatever a filter raises on a value that it does not know
        return False
    return True


def changes(before: Version, after: Version) -> list[Words]:
    """Both versions in one, word by word."""
    return compare(before.source, after.source)


class WordingForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(
        label="Onderwerp", max_length=200, error_messages={"required": "Schrijf een onderwerp"}
    )
    body = forms.CharField(
        label="Tekst",
        help_text="Een witregel begint een nieuwe alinea. Laat de velden tussen accolades heel.",
        max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Schrijf de tekst"},
    )  # fmt: skip
    because = forms.CharField(
        label="Waarom verander je dit?", max_length=300,
        error_messages={"required": NO_REASON},
    )  # fmt: skip
    starts_on = forms.DateField(
        label="Vanaf wanneer", widget=DateInput, error_messages={"required": "Kies een dag",
        "invalid": "Kies een dag"},
    )  # fmt: skip

    def __init__(self, kind: str, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).replace("\r\n", "\n").strip()

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise forms.ValidationError(PAST)
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "title" in data and "body" in data:
            for sentence in wordings.problems(self.kind, data["title"], data["body"]):
                self.add_error("body", sentence)
        if not self.errors and not can_be_made(candidate(self.kind, self.version()), self.today):
            self.add_error("body", CANNOT_BE_MADE)
        return data

    def version(self) -> Version:
        return Version(0, self.cleaned_data["title"], self.cleaned_data["body"])
