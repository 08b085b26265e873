"""Asking again after a no: not at once, so that a kind no is enough."""

from datetime import date, timedelta

from django.utils.formats import date_format

from audit.acts import NotAllowed

AGAIN_AFTER = timedelta(days=90)


def check_not_too_soon(asked_on: date, *, today: date) -> None:
    """Of a question that got a no. Raises NotAllowed until it is long enough ago."""
    again_on = asked_on + AGAIN_AFTER
    if today < again_on:
        day = date_format(again_on, "j F Y")
        raise NotAllowed(f"Het antwoord was: nu niet. Je kunt het vanaf {day} weer vragen.")
