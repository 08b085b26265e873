"""What templates of dossiers need to read a frozen copy."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def as_day(text: str) -> date:
    """The day of a frozen copy, in which it stands as ISO text."""
    return date.fromisoformat(text)
