"""What people say of a guild, and what they look for."""

from typing import Any

from django import forms

from kit import names
from portfolios.knowledge.models import Guild
from portfolios.text import WrittenForm, long_text
from portfolios.themes.forms import OneTheme
from portfolios.themes.models import Theme


class GuildForm(WrittenForm):
    name = forms.CharField(
        label="Hoe heet het gilde?",
        help_text="Bijvoorbeeld: Gilde jongeren Noord-Nederland.",
        max_length=120,
        error_messages={"required": "Geef het gilde een naam", "max_length": "Maak de naam korter"},
    )
    theme = OneTheme()
    words = long_text(
        "Waar werken jullie aan?",
        hint="Een paar zinnen. Iedereen met een account kan dit lezen.",
    )

    def __init__(self, data: Any = None, *, guild: Guild | None = None) -> None:
        kept = {name: getattr(guild, name) for name in ("name", "theme", "words")} if guild else {}
        super().__init__(data, initial=kept)
        self.fields["theme"].offer([guild.theme] if guild else ())  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = names.clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Geef het gilde een naam")
        return name

    @property
    def facts(self) -> dict[str, Any]:
        """What `guilds.start` and `guilds.describe` want to know."""
        return {name: self.cleaned_data[name] for name in ("name", "theme", "words")}


class ThemeFilterForm(forms.Form):
    """One theme from the address; what does not exist is as if it was not asked."""

    thema = OneTheme("Thema", required=False, empty_label="Alle thema’s")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["thema"].offer()  # type: ignore[attr-defined]

    @property
    def theme(self) -> Theme | None:
        self.full_clean()
        return self.cleaned_data.get("thema")
