"""What people type around a complaint about an assessor: the words, the reply, the proposal."""

from typing import Any

from django import forms

from accreditation.assessor_complaints import Occasion
from accreditation.models import AssessorComplaint
from portfolios.text import WrittenForm, long_text


class AssessorComplaintForm(WrittenForm):
    about = forms.ChoiceField(
        label="Over wie gaat het?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies over wie het gaat"},
    )
    text = long_text(
        "Wat is er gebeurd?",
        rows=8,
        hint="In je eigen woorden. Schrijf wat er niet goed ging, en wat dat met je deed.",
        required=True,
    )
    wish = forms.ChoiceField(
        label="Wat wil je met het gesprek?",
        choices=AssessorComplaint.Wish,
        initial=AssessorComplaint.Wish.OPEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je wilt"},
    )

    def __init__(self, *args: Any, occasions: list[Occasion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occasions = {one.key: one for one in occasions}
        choices = [(one.key, one.words) for one in occasions]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["about"].initial = choices[0][0]
        self.fields["text"].error_messages["required"] = "Schrijf op wat er gebeurde"

    @property
    def occasion(self) -> Occasion:
        return self.occasions[self.cleaned_data["about"]]


class ReplyForm(WrittenForm):
    reply = long_text(
        "Jouw kant",
        rows=6,
        hint="Hoe heb jij het meegemaakt? De klantmanager leest dit, en de commissie.",
        required=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].error_messages["required"] = "Schrijf jouw kant op"


class ComplaintProposalForm(WrittenForm):
    """The first signature."""

    outcome = forms.ChoiceField(
        label="Wat stel je voor?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst"},
    )
    reason = long_text(
        "Waarom?",
        rows=6,
        hint="Noem de feiten, en ga in op wat beiden schreven. Beiden lezen dit.",
        required=True,
    )
    lesson = long_text(
        "Wat leren we ervan?",
        rows=2,
        hint="Zonder namen, voor de lessen van het jaar. Mag leeg blijven.",
    )

    def __init__(self, *args: Any, can_be_void: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voided = AssessorComplaint.Outcome.VOIDED
        choices = [
            one for one in AssessorComplaint.Outcome.choices if can_be_void or one[0] != voided
        ]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.fields["reason"].error_messages["required"] = "Schrijf de reden op"

    @property
    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("outcome", "reason", "lesson")}
