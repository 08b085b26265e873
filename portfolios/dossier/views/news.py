"""What a page says after something was taken out or thrown away."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from accounts.access import PersonRequest


def say_taken_out(request: PersonRequest, places: int) -> None:
    if places:
        messages.info(
            request,
            "Wat je weghaalde, is ook uit eerdere versies gehaald, en uit wat je inleverde.",
        )


def say_thrown_away(request: PersonRequest, sentence: str, *, kept: bool) -> None:
    """With the way back, when there is one."""
    if kept:
        back = '{} Je kunt het 30 dagen <a href="{}">terugzetten</a>.'
        sentence = format_html(back, sentence, reverse("dossier:bin"))
    messages.success(request, sentence)
