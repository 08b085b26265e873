"""Adding files to an activity or a story: one after the other, each with its own answer."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from files.uploads import FilesInput, Received, receive
from kit.client_data import Kind, after, before, findings
from kit.names import normalise
from portfolios.dossier.models import Evidence
from portfolios.text import MOST_SHOWN, WrittenForm

MOST_AT_ONCE = 10
WHICH = "Een foto (jpg of png), een pdf of een tekst (docx of odt). Elk tot 10 MB."
BSN_IN_FILE = (
    "In ‘{name}’ lijkt een burgerservicenummer (BSN) te staan. Dit bestand is niet bewaard. Haal "
    "het nummer weg, of kruis aan dat het geen BSN is."
)
CLIENT_IN_FILE = (
    "In ‘{name}’ is misschien iemand te herkennen. Dit bestand is nog niet bewaard. Kijk hieronder."
)
# A day and time as a camera writes them in a name.
OF_A_CAMERA = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[ \-]?\d{6,9})?(?!\d)"
)

TITLES = {"mevrouw", "mevr", "mw", "meneer", "dhr", "de", "heer", "hr", "familie", "fam"}


@dataclass(frozen=True)
class FileDoubt:
    """Words in a file by which somebody may be recognised, with some words around."""

    name: str
    kind: str
    before: str
    text: str
    after: str


class ManyFilesField(forms.FileField):
    """The files as they were sent; the form looks at each."""

    widget = FilesInput

    def __init__(self, label: str, *, most: int = MOST_AT_ONCE, hint: str = WHICH) -> None:
        widget = FilesInput() if most > 1 else OneFileInput()
        super().__init__(label=label, help_text=hint, widget=widget)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = [one for one in (data or []) if one]
        if not sent:
            raise forms.ValidationError("Kies eerst een bestand.")
        if len(sent) > self.most:
            raise forms.ValidationError(f"Voeg hoogstens {self.most} bestanden tegelijk toe.")
        return sent


class OneFileInput(FilesInput):
    """The same, for one file."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"multiple": False} | (attrs or {}))


class FilesForm(WrittenForm):
    """Examines each file. What may be kept is in `good`, what may not has its sentence."""

    no_bsn_in_file = forms.BooleanField(
        label="Dit is geen BSN",
        help_text="Bijvoorbeeld een kenmerk of een telefoonnummer.",
        required=False,
    )
    file_looked = forms.BooleanField(
        label="Ik heb gekeken, dit bestand mag bewaard worden",
        help_text="Bijvoorbeeld omdat het de naam van een trainer of collega is.",
        required=False,
    )
    most = MOST_AT_ONCE

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        self.good: list[tuple[int, Received]] = []
        self.again: list[int] = []  # the places, in what was sent, of those that were not kept
        self.not_opened = False
        self.file_doubts: list[FileDoubt] = []
        self.own_name = set(normalise(owner.name).split())
        super().__init__(*args, auto_id="bestand_%s", **kwargs)
        label = "Kies bestanden" if self.most > 1 else "Kies een ander bestand"
        self.fields["files"] = ManyFilesField(label, most=self.most)
        self.order_fields(["files", "words", "no_bsn_in_file", "file_looked"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        sent = data.get("files", [])
        if self.errors:
            self.not_opened, self.again = True, list(range(len(sent)))
            return data
        for place, uploaded in enumerate(sent):
            try:
                self.good.append((place, self.looked_through(uploaded)))
            except forms.ValidationError as problem:
                self.refuse(place, problem)
        return data

    def refuse(self, place: int, problem: Any) -> None:
        """Say why this one is not kept; the others are."""
        self.again.append(place)
        self.add_error("files", problem)
        self.again.sort()

    def looked_through(self, uploaded: UploadedFile) -> Received:
        """Raises ValidationError."""
        received = receive(uploaded, closely=True)
        doubts = [one for one in self.doubts_about(received) if not self.is_own(one.text)]
        bsns = [one for one in doubts if one.kind == Kind.BSN]
        if bsns and not self.cleaned_data.get("no_bsn_in_file"):
            self.file_doubts += bsns[:MOST_SHOWN]
            raise forms.ValidationError(BSN_IN_FILE.format(name=received.name), code="file_bsn")
        others = [one for one in doubts if one.kind != Kind.BSN]
        if others and not self.cleaned_data.get("file_looked"):
            self.file_doubts += others[:MOST_SHOWN]
            raise forms.ValidationError(
                CLIENT_IN_FILE.format(name=received.name), code="file_client"
            )
        return received

    def doubts_about(self, received: Received) -> list[FileDoubt]:
        """In its name, and in the text inside."""
        name = readable(received.name)
        in_name = [
            FileDoubt(received.name, each.kind, before(name, each), each.text, after(name, each))
            for each in findings(name)
        ]
        return in_name + [FileDoubt(received.name, *place) for place in received.places]

    def is_own(self, words: str) -> bool:
        """The writer may stand in the own papers."""
        return set(normalise(words).split()) <= self.own_name | TITLES

    @property
    def asks_about_bsn_in_file(self) -> bool:
        return self.asks_about_file("no_bsn_in_file", "file_bsn")

    @property
    def asks_to_look_in_file(self) -> bool:
        return self.asks_about_file("file_looked", "file_client")

    def asks_about_file(self, name: str, code: str) -> bool:
        """Also what was ticked before, when no file was opened because of something else."""
        has_doubt = any(error.code == code for error in self.errors.as_data().get("files", []))
        return has_doubt or bool(self.not_opened and self.data.get(name))


def readable(name: str) -> str:
    """A file's name as a text: words apart, without the day and time that a camera gave it."""
    return OF_A_CAMERA.sub("", PurePath(name).stem.replace("_", " "))


def words_field() -> forms.CharField:
    return forms.CharField(
        label="Wat is dit?",
        help_text="In een paar woorden. Zonder naam van een inwoner.",
        max_length=300,
        required=False,
        error_messages={"max_length": "Dit is te lang voor één regel. Maak het korter."},
    )


class AddForm(FilesForm):
    """Files for an activity or story."""

    words = words_field()


class ReplaceForm(FilesForm):
    """One file instead of another."""

    most = 1


class WordsForm(WrittenForm):
    """What the owner says of a file."""

    words = words_field()

    def __init__(self, data: Any = None, *, evidence: Evidence) -> None:
        super().__init__(data, initial={"words": evidence.words})
