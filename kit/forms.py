"""Django forms in our own markup: a renderer, a bound field and a few widgets."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

CONTROL_CLASSES = {
    forms.Textarea: "rk-textarea",
    forms.Select: "rk-select",
    forms.FileInput: "rk-file",
}
WITHOUT_CLASS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class PortalBoundField(BoundField):
    """A field whose control has our class; the server, not the browser, says what is wrong."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not widget.is_hidden and not isinstance(widget, WITHOUT_CLASS):
            control = next(
                (css for kind, css in CONTROL_CLASSES.items() if isinstance(widget, kind)),
                "rk-input",
            )
            attrs["class"] = f"{control} {widget.attrs.get('class', '')}".strip()
        attrs.pop("required", None)  # the error comes from us, in plain Dutch
        if "placeholder" in widget.attrs:
            attrs["placeholder"] = False  # it vanishes while typing; a hint stays
        return attrs

    @property
    def is_single_choice(self) -> bool:
        """One checkbox: the label stands behind it instead of above it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class PortalRenderer(TemplatesSetting):
    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"
    bound_field_class = PortalBoundField


class DateInput(forms.DateInput):
    """The date picker of the browser, which only takes ISO values."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "rk-input--date"} | (attrs or {}), format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The time picker of the browser: hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "rk-input--short"} | (attrs or {}), format="%H:%M")


def number_field(
    label: str, *, most: int, least: int = 1, initial: int | None = None, **sentences: str
) -> forms.IntegerField:
    """A whole number in a small field; optional where no sentence says that it is required."""
    wrong = {
        "invalid": "Vul een getal in",
        "min_value": f"Kies minstens {least}",
        "max_value": f"Kies hoogstens {most}",
    }
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        initial=initial,
        required="required" in sentences,
        widget=forms.NumberInput({"class": "rk-input--short", "inputmode": "numeric"}),
        error_messages=wrong | sentences,
    )


class CardRadioSelect(forms.RadioSelect):
    """A choice between cards, each with a line of explanation from `hints` (value to text)."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        hints: Mapping[Any, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = {str(value): text for value, text in (hints or {}).items()}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["cards"] = True
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class TextareaWithCounter(forms.Textarea):
    """A text field that says near the end how many characters are left.

    The browser does not cut the text off: too much pasted text stays, and the server says so.
    """

    template_name = "kit/textarea_with_counter.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        attributes = context["widget"]["attrs"]
        attributes["data-limit"] = attributes.pop("maxlength", False)
        return context
