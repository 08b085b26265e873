"""Sentences of the card, with the name of who asks in them."""

from django import template

register = template.Library()


@register.simple_tag
def named(sentence: str, name: str) -> str:
    """The sentence with the name where it belongs; the tag escapes both."""
    return sentence.replace("{name}", name)
