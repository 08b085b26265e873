"""Choosing themes, and keeping the list of them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify

from kit import names
from portfolios.themes.models import Theme


class ChosenThemes(forms.ModelMultipleChoiceField):
    """The themes of a goal or a story: those of now, and those kept. Nobody else sees them."""

    def __init__(self, label: str = "Bij welk thema past dit?") -> None:
        super().__init__(
            queryset=Theme.objects.none(),
            to_field_name="code",
            label=label,
            help_text="Kies er geen, één of meer. Dit zie alleen jij.",
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def offer(self, kept: Iterable[Theme] = ()) -> None:
        self.queryset = Theme.objects.offered(list(kept))


class OneTheme(forms.ModelChoiceField):
    """One theme that something is about."""

    def __init__(self, label: str = "Over welk thema gaat het?", **options: Any) -> None:
        required = "" if options.get("required") is False else "Kies een thema"
        super().__init__(
            queryset=Theme.objects.none(),
            to_field_name="code",
            label=label,
            empty_label=options.pop("empty_label", "Kies een thema"),
            error_messages={"required": required, "invalid_choice": "Kies een thema uit de lijst"},
            **options,
        )

    def offer(self, kept: Iterable[Theme] = ()) -> None:
        self.queryset = Theme.objects.offered(list(kept))


class ThemeForm(forms.Form):
    """One theme of the list, as staff write it."""

    title = forms.CharField(
        label="Hoe heet het thema?",
        max_length=80,
        error_messages={
            "required": "Geef het thema een naam",
            "max_length": "Maak de naam korter",
        },
    )
    words = forms.CharField(
        label="Wat valt eronder?",
        help_text="In één zin, zodat iedereen er hetzelfde mee bedoelt.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short"}),
    )

    def __init__(self, data: Any = None, *, theme: Theme | None = None) -> None:
        initial = {"title": theme.title, "words": theme.words} if theme else {}
        super().__init__(data, initial=initial)
        self.theme = theme

    def clean_title(self) -> str:
        title = names.clean(self.cleaned_data["title"])
        others = Theme.objects.exclude(code=self.theme.code if self.theme else "")
        if not title:
            raise forms.ValidationError("Geef het thema een naam")
        if others.filter(title__iexact=title).exists():
            raise forms.ValidationError("Dit thema staat al in de lijst")
        return title

    def save(self) -> Theme:
        """The theme as typed; the code of a new one is its name, made unique."""
        kept = self.theme or Theme(code=new_code(self.cleaned_data["title"]))
        kept.title, kept.words = self.cleaned_data["title"], self.cleaned_data["words"]
        kept.save()
        return kept


def new_code(title: str) -> str:
    base = slugify(title)[:36] or "thema"
    taken = set(Theme.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (base, *numbered) if code not in taken)
