"""What somebody fills in to share, and what both say about it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from accounts.login_forms import AddressField
from kit.forms import CardRadioSelect, DateInput, TextareaWithCounter
from portfolios.asking_forms import AddressedForm
from portfolios.dossier.choosing import ThingsToChoose, what_and_when
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory
from portfolios.dossier.models.peer_readings import LONGEST_LINE
from portfolios.dossier.sharing import USUAL, Chosen, latest_end
from portfolios.text import WrittenForm, long_text

NOTHING_CHOSEN = "Kies eerst wat je wilt delen"
LONGEST_MESSAGE = 1_000
READ_ONLY, AND_COMMENT = "read", "comment"


def everything_of(owner: Any) -> Chosen:
    """All that the owner can choose from."""
    goals = LearningGoal.objects.visible_to(owner).select_related("plan__owner")
    stories = LearningStory.objects.visible_to(owner).select_related("owner")
    activities = LearningActivity.objects.visible_to(owner).select_related("owner")
    return Chosen(
        list(goals.order_by("set_aside_on", "-added_on", "-id")),
        list(stories.order_by("-updated_at", "-id")),
        list(activities.order_by("-happened_on", "-id")),
    )


def until_field() -> forms.DateField:
    return forms.DateField(
        label="Tot wanneer?",
        widget=DateInput,
        error_messages={"required": "Vul een dag in", "invalid": "Vul een dag in die bestaat"},
    )


def limit_until(field: Any, today: date) -> None:
    field.help_text = "Op deze dag houdt het vanzelf op. Stoppen kan ook eerder, meteen."
    field.widget.attrs |= {"max": latest_end(today).isoformat()}


def within_limit(day: date, today: date) -> date:
    if day <= today:
        raise forms.ValidationError("Kies een dag die nog komt.")
    if day > latest_end(today):
        raise forms.ValidationError("Delen kan hooguit een half jaar. Daarna kan het opnieuw.")
    return day


class ShareForm(AddressedForm):
    """With whom, what, until when, and whether the other may answer."""

    email = AddressField(
        "Mailadres van de ander",
        "Eén persoon. Die krijgt een mail van ons, zonder iets uit je dossier erin.",
        "off",
    )
    goals = forms.MultipleChoiceField(label="Leerdoelen", required=False)
    stories = forms.MultipleChoiceField(label="Leerverhalen", required=False)
    activities = forms.MultipleChoiceField(label="Activiteiten", required=False)
    until_on = until_field()
    may = forms.ChoiceField(
        label="Wat mag de ander?",
        choices=[(READ_ONLY, "Alleen lezen"), (AND_COMMENT, "Lezen en reageren")],
        widget=CardRadioSelect(
            hints={
                READ_ONLY: "De ander kan er niets bij zetten.",
                AND_COMMENT: "Jullie kunnen er samen over schrijven. Alleen jullie twee zien dat.",
            }
        ),
        initial=READ_ONLY,
        error_messages={"required": "Kies wat de ander mag"},
    )
    message = forms.CharField(
        label="Een paar woorden erbij",
        help_text="Wat wil je van de ander weten? Dit staat niet in de mail, wel bij wat je deelt.",
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=TextareaWithCounter(attrs={"rows": 3}),
        error_messages={"max_length": "Dit is te lang. Maak het korter."},
    )
    PARTS = ("goals", "stories", "activities")

    def __init__(self, data: Any = None, *, owner: Any, today: date, begin: dict[str, Any]) -> None:
        initial = {"until_on": today + USUAL, "may": READ_ONLY, **begin}
        super().__init__(data, owner=owner, initial=initial)
        self.today = today
        self.offered = everything_of(owner)
        for part, things in zip(self.PARTS, self.offered, strict=True):
            field: Any = self.fields[part]
            ticked = set(begin.get(part, []))
            choices = [(str(thing.public_id), str(thing)) for thing in things]
            # What was asked for comes first.
            choices.sort(key=lambda choice: choice[0] not in ticked)
            field.choices = choices
            hints = {str(thing.public_id): what_and_when(thing) for thing in things}
            field.widget = ThingsToChoose(choices=choices, hints=hints)
        limit_until(self.fields["until_on"], today)

    @property
    def parts(self) -> Iterator[Any]:
        """The parts that there is something to choose from."""
        for part, things in zip(self.PARTS, self.offered, strict=True):
            if things:
                yield self[part]

    def clean_until_on(self) -> date:
        return within_limit(self.cleaned_data["until_on"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not any(data.get(part) for part in self.PARTS):
            self.add_error(None, NOTHING_CHOSEN)
        return data

    @property
    def chosen(self) -> Chosen:
        def those(part: str, things: list[Any]) -> list[Any]:
            marked = set(self.cleaned_data[part])
            return [thing for thing in things if str(thing.public_id) in marked]

        parts = zip(self.PARTS, self.offered, strict=True)
        return Chosen(*(those(part, things) for part, things in parts))

    @property
    def terms(self) -> dict[str, Any]:
        """What `sharing.share` wants to know beside the things themselves."""
        facts = {name: self.cleaned_data[name] for name in ("email", "until_on", "message")}
        return facts | {"may_comment": self.cleaned_data["may"] == AND_COMMENT}


class PeerForm(AddressedForm):
    """Whom one asks to look along with a story, until when, and a few words along."""

    email = AddressField(
        "Mailadres van je collega",
        "Eén collega die je vertrouwt. Die krijgt een mail van ons, zonder iets uit je verhaal.",
        "off",
    )
    until_on = until_field()
    message = long_text(
        "Wat wil je de ander vragen?",
        hint="Bijvoorbeeld waar je over twijfelt. Het staat niet in de mail.",
        rows=3,
    )

    def __init__(self, data: Any = None, *, owner: Any, today: date, email: str = "") -> None:
        super().__init__(data, owner=owner, initial={"until_on": today + USUAL, "email": email})
        self.today = today
        limit_until(self.fields["until_on"], today)

    def clean_until_on(self) -> date:
        return within_limit(self.cleaned_data["until_on"], self.today)

    @property
    def terms(self) -> dict[str, Any]:
        """What `peer_reading.ask` wants to know beside the story."""
        return {name: self.cleaned_data[name] for name in ("email", "until_on", "message")}


class LineForm(WrittenForm):
    line = forms.CharField(
        label="Eén regel",
        help_text="Wat bleef hangen? Eén zin, alleen voor wie samen keken. Het hoeft niet.",
        max_length=LONGEST_LINE,
        error_messages={
            "required": "Schrijf een zin, of laat het hierbij",
            "max_length": "Maak het korter. Eén zin is genoeg.",
        },
    )

    def __init__(self, data: Any = None, *, kept: str = "") -> None:
        super().__init__(data, initial={"line": kept})


class CommentForm(WrittenForm):
    text = long_text(
        "Reactie",
        hint="Te zien voor wie dit deelt en wie het leest.",
        required=True,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].error_messages["required"] = "Schrijf eerst een reactie"


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "rk-input--short"}),
        error_messages={
            "required": "Vul de code uit de mail in",
            "max_length": "Deze code klopt niet",
        },
    )
