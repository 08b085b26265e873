"""What stands below a goal, story or activity where somebody chooses from them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory


def what_and_when(thing: Any) -> str:
    """Its kind and its day, so that two with the same name are told apart."""
    match thing:
        case LearningActivity():
            return f"{thing.get_kind_display()}, {written(thing.happened_on)}"
        case LearningStory():
            return f"Leerverhaal, bewaard op {written(timezone.localdate(thing.updated_at))}"
        case LearningGoal():
            return f"Leerdoel, gekozen op {written(thing.added_on)}"
    return ""


def written(day: Any) -> str:
    return date_format(day, "j F Y")


class ThingsToChoose(forms.CheckboxSelectMultiple):
    """Checkboxes with what and when below each; `hints` where a choice does not know its row."""

    def __init__(self, *args: Any, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        row = getattr(value, "instance", None)
        option["hint"] = what_and_when(row) if row else self.hints.get(str(value), "")
        return option
