"""What people type around calibration: lending a story, opening a round, answers, the lesson."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from accreditation import agreement
from accreditation.calibration import MOST_STORIES
from accreditation.models import Assessor, LentStory
from kit.forms import DateInput
from portfolios.text import WrittenForm, long_text
from register import consent_texts


class LendForm(WrittenForm):
    title = forms.CharField(
        label="Titel", max_length=200, error_messages={"required": "Vul een titel in"}
    )
    text = long_text(
        "Wat assessoren lezen",
        rows=14,
        hint="Je eigen naam, je werkplek en je mentor zijn er al uit. Lees het na en haal weg wat "
        "iemand kan verraden. Je verhaal zelf verandert niet.",
        required=True,
    )
    agreed = forms.BooleanField(
        label="Dat vind ik goed",
        help_text=consent_texts.text_of("lent"),
        error_messages={"required": "Kruis aan dat je dit goed vindt, of ga terug"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = "Er staat niets om uit te lenen"


class OpenRoundForm(forms.Form):
    """Stories by how long they are and since when they are lent: the desk reads none of them."""

    stories = forms.ModelMultipleChoiceField(
        label="Welke verhalen?",
        help_text="Een, twee of drie. Vanaf twee komt er een getal bij over de groep.",
        queryset=LentStory.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies ten minste een verhaal",
            "invalid_choice": "Kies verhalen uit de lijst",
            "invalid_pk_value": "Kies verhalen uit de lijst",
        },
    )
    invited = forms.ModelMultipleChoiceField(
        label="Wie doen er mee?",
        help_text="Ten minste drie, met wie leidt erbij.",
        queryset=Assessor.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies wie er meedoen",
            "invalid_choice": "Kies assessoren uit de lijst",
            "invalid_pk_value": "Kies assessoren uit de lijst",
        },
    )
    leader = forms.ModelChoiceField(
        label="Wie leidt het gesprek erover?",
        queryset=Assessor.objects.none(),
        empty_label="Kies een assessor",
        error_messages={
            "required": "Kies wie het gesprek leidt",
            "invalid_choice": "Kies een assessor uit de lijst",
        },
    )
    answer_by = forms.DateField(
        label="Antwoorden tot en met",
        widget=DateInput,
        error_messages={
            "required": "Kies tot wanneer er tijd is",
            "invalid": "Kies een dag die bestaat",
        },
    )

    def __init__(
        self, *args: Any, stories: Any, assessors: Any, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fields: Any = self.fields
        fields["stories"].queryset = stories
        fields["stories"].label_from_instance = described
        for name in ("invited", "leader"):
            fields[name].queryset = assessors
            fields[name].label_from_instance = lambda assessor: assessor.user.name

    def clean_stories(self) -> list[LentStory]:
        stories = list(self.cleaned_data["stories"])
        if len(stories) > MOST_STORIES:
            raise ValidationError("Kies hoogstens drie verhalen.")
        return stories

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day <= self.today:
            raise ValidationError("Kies een dag die nog komt.")
        return day


def described(story: LentStory) -> str:
    """Which story without a word of it."""
    day = date_format(story.lent_on, "j F Y")
    used: int = story.used  # type: ignore[attr-defined]
    times = "nog niet gebruikt" if not used else f"al {used} keer gebruikt"
    mark = str(story.public_id)[:4]
    return f"Een {story.length} verhaal ({mark}), uitgeleend op {day}, {times}"


class AnswerForm(WrittenForm):
    """Three questions about each story, all at once."""

    NAMES = ("would_ask", "advice", "because")

    def __init__(self, *args: Any, stories: Collection[LentStory], **kwargs: Any) -> None:
        self.stories = list(stories)
        super().__init__(*args, **kwargs)
        for number in range(1, len(self.stories) + 1):
            self.fields |= self.questions(number)
        self.order_fields(None)

    def questions(self, number: int) -> dict[str, forms.Field]:
        ask = long_text("Wat zou je vragen?", rows=4, required=True)
        because = long_text("Waarom dat advies?", rows=3, required=True)
        ask.error_messages["required"] = "Schrijf op wat je zou vragen"
        because.error_messages["required"] = "Schrijf op waarom"
        advice = forms.ChoiceField(
            label="Wat zou je adviseren?",
            choices=[(kind.value, kind.label) for kind in agreement.KINDS],
            widget=forms.RadioSelect,
            error_messages={"required": "Kies een advies"},
        )
        fields = (ask, advice, because)
        return {f"{name}_{number}": one for name, one in zip(self.NAMES, fields, strict=True)}

    @property
    def by_story(self) -> list[tuple[LentStory, list[Any]]]:
        """Each story with its three fields."""
        return [
            (story, [self[f"{name}_{number}"] for name in self.NAMES])
            for number, story in enumerate(self.stories, 1)
        ]

    @property
    def words(self) -> dict[int, dict[str, str]]:
        data = self.cleaned_data
        return {
            story.pk: {name: data[f"{name}_{number}"] for name in self.NAMES}
            for number, story in enumerate(self.stories, 1)
        }


class LessonForm(WrittenForm):
    """By the leader, about the group."""

    discussion = long_text(
        "Waar ging het gesprek over?",
        rows=4,
        hint="Zonder namen. Wie meededen lezen dit.",
        required=True,
    )
    lesson = long_text(
        "Wat nemen jullie mee?",
        rows=3,
        hint="Eén of twee zinnen. Het bureau leest dit ook.",
        required=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discussion"].error_messages["required"] = "Schrijf op waar het over ging"
        self.fields["lesson"].error_messages["required"] = "Schrijf op wat jullie meenemen"
