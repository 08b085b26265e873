"""What people type about applications: on both sides of the thread, and in the list of the desk."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from files.uploads import FilesField
from kit.client_data import find_bsn
from register import worklist
from register.forms import long_text
from register.models import Application, EntryRoute, SavedFilter

FILES_HINT = "Alleen als het helpt. Een pdf, foto (jpg, png) of tekst (docx, odt), tot 10 MB."


class ThreadForm(forms.Form):
    """What an applicant writes; files may come with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField(label="Bestand erbij", help_text=FILES_HINT)

    def clean_text(self) -> str:
        if find_bsn(self.cleaned_data["text"]):
            raise ValidationError("Haal het BSN weg. We mogen en willen dat niet bewaren.")
        return str(self.cleaned_data["text"])

    @property
    def lost_files(self) -> bool:
        """A browser does not keep chosen files when a form comes back."""
        return bool(self.is_bound and self.errors and self.files)


class AnswerForm(ThreadForm):
    text = long_text("Je antwoord", "Een paar zinnen is genoeg.", "Schrijf je antwoord op")


class MessageForm(ThreadForm):
    text = long_text(
        "Je bericht", "Een medewerker van het register leest het.", "Schrijf je bericht op"
    )


class ReplyForm(forms.Form):
    """A message of the desk that asks nothing."""

    text = long_text(
        "Je bericht", "De aanmelder krijgt dit per mail. Er wordt niet op een antwoord gewacht.",
        "Schrijf je bericht op",
    )  # fmt: skip


# ---- The list of the desk ----


class WorklistForm(forms.Form):
    """Narrowing the list; what makes no sense counts as empty, so that an old address works."""

    naam = forms.CharField(label="Naam", required=False, max_length=100)
    status = forms.ChoiceField(label="Status", required=False)
    wacht = forms.ChoiceField(label="Wat wacht", required=False)
    route = forms.ChoiceField(label="Route", required=False)
    wie = forms.ChoiceField(label="Behandelaar", required=False)
    volgorde = forms.ChoiceField(label="Volgorde", required=False)

    def __init__(
        self, data: Any, *, handlers: list[User], me: User, counts: dict[str, int]
    ) -> None:
        super().__init__(data)
        self.handlers = handlers
        others = [(str(one.public_id), one.name) for one in handlers if one != me]
        self.offer("status", "Alle", [
            (one.value, counted(STATUS_WORDS.get(one, one.label), counts[f"status_{one}"]))
            for one in Application.ON_DESK
        ])  # fmt: skip
        self.offer("wacht", "Alles", [
            (value, counted(words, counts[f"waits_{value}"])) for value, words in WAITS.items()
        ])  # fmt: skip
        self.offer("route", "Alle", [
            (value, counted(label, counts[f"route_{value}"]))
            for value, label in EntryRoute.choices
        ])  # fmt: skip
        self.offer("wie", "Iedereen", [
            (worklist.MINE, counted("Ik", counts["handler_ik"])),
            (worklist.NOBODY, counted("Nog niemand", counts["handler_niemand"])),
            *others,
        ])  # fmt: skip
        self.offer("volgorde", "Oudste eerst", [
            (worklist.NEWEST, "Nieuwste eerst"), (worklist.NEAREST, "Termijn het eerst voorbij"),
        ])  # fmt: skip

    def offer(self, name: str, all_of_them: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", all_of_them), *choices]

    @property
    def question(self) -> str:
        """The choice as it stands in an address, without what makes no sense."""
        self.is_valid()
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})

    @property
    def filters(self) -> worklist.Filters:
        self.is_valid()
        data = self.cleaned_data
        return worklist.Filters(
            status=data.get("status", ""),
            route=data.get("route", ""),
            handler=data.get("wie", ""),
            waits=data.get("wacht", ""),
            words=data.get("naam", ""),
            order=data.get("volgorde", "") or worklist.OLDEST,
        )


STATUS_WORDS = {Application.Status.NEEDS_INFO: "Wacht op antwoord"}
WAITS = {
    worklist.UNREAD: "Antwoord of bericht gekomen",
    worklist.TALKED: "Gesprek gevoerd, klaar om toe te laten",
    worklist.TARGET: "Langer dan het streven",
    worklist.LIMIT: "Langer dan de termijn",
}


def counted(label: str, count: int) -> str:
    return f"{label} ({count})"


CHOOSE_WHO = "Kies wie de aanmeldingen behandelt."
TICK_FIRST = "Vink eerst een of meer aanmeldingen aan."


class SaveFilterForm(forms.Form):
    """A name for what is shown now."""

    name = forms.CharField(
        label="Naam van je keuze",
        max_length=SavedFilter.LONGEST_NAME,
        error_messages={
            "required": "Geef je keuze een naam",
            "max_length": "Kies een kortere naam, van hoogstens %(limit_value)d tekens",
        },
    )


class AssignForm(forms.Form):
    """Which applications go to whom."""

    aanmelding = forms.TypedMultipleChoiceField(
        coerce=UUID, error_messages=dict.fromkeys(("required", "invalid_choice"), TICK_FIRST)
    )
    aan = forms.ChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_WHO)
    )

    def __init__(self, data: Any, *, handlers: list[User]) -> None:
        super().__init__(data)
        self.handlers = {str(one.public_id): one for one in handlers}
        chosen: Any = self.fields["aanmelding"]
        given = data.getlist("aanmelding")[: worklist.ON_A_PAGE]
        chosen.choices = [(one, one) for one in given if is_uuid(one)]
        who: Any = self.fields["aan"]
        who.choices = [(key, one.name) for key, one in self.handlers.items()]

    @property
    def handler(self) -> User:
        return self.handlers[self.cleaned_data["aan"]]


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
