"""Dates inside a frozen copy, which keeps them as text."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from kit.templatetags.ui import date as date_tag

register = template.Library()


@register.simple_tag
def iso_date(text: str) -> SafeString | str:
    return date_tag(date.fromisoformat(text))
