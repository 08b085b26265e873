"""The plan that comes with more time; as part of a report, a draft of it may lack anything."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from accreditation.models import ConversationReport
from kit.forms import CardRadioSelect, DateInput
from portfolios.text import long_text

LOOK_BACKS = ("look_back_1", "look_back_2")
PLAN_FIELDS = ("more_time_because", "mentor", *LOOK_BACKS, "talk_by", "talk_with")


class DraftChoice(forms.ChoiceField):
    """A choice that a draft may lack."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


def plan_day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=DateInput,
        error_messages={"invalid": "Kies een dag die bestaat"},
    )


class PlanFields(forms.Form):
    """Why, who helps, when they look back, and the second talk."""

    more_time_because = long_text(
        "Waarom helpt meer tijd?",
        hint="Wat jullie in het gesprek bespraken. Schrijf over het leren, niet over de persoon.",
    )
    mentor = forms.CharField(
        label="Wie kijkt er mee?",
        help_text="Een mentor of collega die de klantmanager zelf koos.",
        max_length=200,
        required=False,
    )
    look_back_1 = plan_day("Even terugkijken", "Met de mentor. Mag leeg blijven.")
    look_back_2 = plan_day("Nog een keer terugkijken", "Mag leeg blijven.")
    talk_by = plan_day("Het tweede gesprek is voor", "Zo snel als goed is voor de klantmanager.")
    talk_with = DraftChoice(
        label="Met wie is het tweede gesprek?",
        choices=ConversationReport.With,
        widget=CardRadioSelect(
            hints={
                ConversationReport.With.SAME: "Als jullie dat allebei fijn vinden.",
                ConversationReport.With.OTHER: "Iemand die met nieuwe ogen kijkt.",
            }
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["follow_up_on"] = sorted({day for name in LOOK_BACKS if (day := data.get(name))})
        for name in ("more_time_because", "mentor", "talk_with"):
            data.setdefault(name, "")
        return data

    @property
    def plan_is_open(self) -> bool:
        """When something stands there, or has to."""
        return any(field.value() or field.errors for field in self.plan)

    @property
    def plan(self) -> Iterator[Any]:
        return (self[name] for name in PLAN_FIELDS)


def plan_of(report: ConversationReport) -> dict[str, Any]:
    """The answers as they stand in a report."""
    days: list[date | None] = [*report.follow_up_on, None, None]
    names = ("more_time_because", "mentor", "talk_by", "talk_with")
    answers = {name: getattr(report, name) for name in names}
    return answers | dict(zip(LOOK_BACKS, days, strict=False))
