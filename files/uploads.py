"""Files that people add: which ones, how large, and what is kept of them (assurance §C)."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from files.examine import REFUSED, Place
from files.models import StoredFile
from files.own_process import run_alone
from kit import names

LARGEST = 10 << 20
LONGEST_NAME = 120
PATIENCE = 20  # seconds, also where the machine is busy
KINDS = {
    ".pdf": ("PDF", "application/pdf"),
    ".jpg": ("JPEG", "image/jpeg"),
    ".jpeg": ("JPEG", "image/jpeg"),
    ".png": ("PNG", "image/png"),
    ".docx": ("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".odt": ("ODT", "application/vnd.oasis.opendocument.text"),
}
WHICH = "Dat kan een pdf, een foto (jpg of png) of een tekst (docx of odt) zijn."
SENTENCES = {
    "kind": "We kunnen ‘{name}’ niet openen. Bewaar het bestand opnieuw en probeer het nog eens.",
    "locked": "Op ‘{name}’ zit een wachtwoord. Haal dat eraf en voeg het bestand opnieuw toe.",
    "active": "In ‘{name}’ zit een programma of een ander bestand. Maak er een gewone pdf van.",
    "large": "‘{name}’ is te groot om te openen. Maak het kleiner en probeer het nog eens.",
}


@dataclass(frozen=True)
class Received:
    """A file that was examined and may be kept; `places` are where a client may be known by."""

    name: str
    content_type: str
    data: bytes
    preview: bytes = b""
    places: tuple[Place, ...] = ()

    @property
    def size(self) -> int:
        """Bytes, the little picture included."""
        return len(self.data) + len(self.preview)

    def store(self) -> StoredFile:
        return StoredFile.added(self.data, name=self.name, content_type=self.content_type)

    def store_preview(self) -> StoredFile | None:
        """The little picture, where there is one; its name is in no page."""
        if not self.preview:
            return None
        return StoredFile.added(self.preview, name="voorbeeld.jpg", content_type="image/jpeg")


def receive(uploaded: UploadedFile, *, closely: bool = False) -> Received:
    """Examine one file. Raises ValidationError with a sentence for the person.

    Closely: also what it looks like, and what in its text may tell who a client is.
    """
    name = shown_name(uploaded.name or "bestand")
    if PurePath(name).suffix.lower() not in KINDS:
        raise forms.ValidationError(f"‘{name}’ kunnen we niet aannemen. {WHICH}")
    if not uploaded.size:
        raise forms.ValidationError(f"‘{name}’ is leeg. Kies een ander bestand.")
    if uploaded.size > LARGEST:
        raise forms.ValidationError(f"‘{name}’ is groter dan 10 MB. Maak het kleiner.")
    kind, content_type = KINDS[PurePath(name).suffix.lower()]
    answer = examined(uploaded.read(), kind, name, closely=closely)
    line, _, files = answer.partition(b"\n")
    facts = json.loads(line)
    places = tuple((what, before, text, after) for what, before, text, after in facts["places"])
    kept, preview = files[: facts["kept"]], files[facts["kept"] :]
    return Received(name, content_type, kept, preview, places)


def shown_name(name: str) -> str:
    """The name as people know it, on one line and not too long; never a path."""
    path = PurePath(names.clean(name).replace("\\", "/"))
    suffix = path.suffix[:10]
    return f"{path.stem[: LONGEST_NAME - len(suffix)]}{suffix}"


def examined(data: bytes, kind: str, name: str, *, closely: bool) -> bytes:
    """What the process for it answers. Raises ValidationError."""
    try:
        asked = (kind, "closely") if closely else (kind,)
        done = run_alone("files.examine", *asked, data=data, seconds=PATIENCE)
    except subprocess.TimeoutExpired as problem:
        raise forms.ValidationError(SENTENCES["large"].format(name=name)) from problem
    if done.returncode == 0:
        return done.stdout
    word = done.stderr.decode() if done.returncode == REFUSED else "large"
    raise forms.ValidationError(SENTENCES.get(word, SENTENCES["kind"]).format(name=name))


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ",".join(KINDS), "multiple": True} | (attrs or {}))


class FilesField(forms.FileField):
    """None, one or some files; clean gives those that may be kept, all examined."""

    def __init__(self, *, most: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput, required=False, **kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploaded = [one for one in (data or []) if one]
        if len(uploaded) > self.most:
            raise forms.ValidationError(f"Voeg hoogstens {self.most} bestanden tegelijk toe.")
        return [receive(one) for one in uploaded]
