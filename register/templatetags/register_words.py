"""Statuses of the register as everyone sees them: words, tone and icon together."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from kit import names
from kit.templatetags.ui import badge
from register.models import Application, KindOfWork, Registration

register = template.Library()

PUBLIC = {
    "registered": ("Geregistreerd", "positive", "circle-check"),
    "paused": ("Tijdelijk niet actief", "neutral", "circle-pause"),
    "suspended": ("Geschorst", "negative", "ban"),
    "removed": ("Doorgehaald", "negative", "ban"),
}
OWN = {
    Registration.Status.ACTIVE: PUBLIC["registered"],
    Registration.Status.LAPSE_PROPOSED: ("Geregistreerd, reactie gevraagd", "warning", "mail"),
    Registration.Status.PAUSED: PUBLIC["paused"],
    Registration.Status.SUSPENDED: PUBLIC["suspended"],
    Registration.Status.LAPSED: ("Verlopen", "warning", "calendar-x"),
    Registration.Status.LEFT: ("Uitgeschreven", "neutral", "log-out"),
    Registration.Status.REMOVED: ("Doorgehaald", "negative", "ban"),
    Registration.Status.DECEASED: ("Overleden", "neutral", "circle"),
}
APPLICATION = {
    Application.Status.DRAFT: ("neutral", "pencil"),
    Application.Status.SUBMITTED: ("info", "inbox"),
    Application.Status.IN_REVIEW: ("info", "search"),
    Application.Status.NEEDS_INFO: ("warning", "message-circle-question-mark"),
    Application.Status.WELCOME: ("accent", "messages-square"),
    Application.Status.ADMITTED: ("positive", "circle-check"),
    Application.Status.REFUSED: ("negative", "circle-x"),
    Application.Status.WITHDRAWN: ("neutral", "log-out"),
}


@register.simple_tag
def public_status(status: str) -> SafeString:
    """The badge of a status in the published copy."""
    return badge(*PUBLIC[status])


@register.simple_tag
def own_status(registration: Registration) -> SafeString:
    """The badge of a registration, for its owner and the desk."""
    return badge(*OWN[Registration.Status(registration.status)])


@register.simple_tag
def application_status(application: Application, for_desk: bool = False) -> SafeString:
    tone, icon = APPLICATION[Application.Status(application.status)]
    asked = for_desk and application.status == Application.Status.NEEDS_INFO
    return badge("Wacht op antwoord" if asked else application.get_status_display(), tone, icon)


CASE = {
    "draft": ("neutral", "pencil"),
    "received": ("info", "inbox"),
    "upheld": ("positive", "circle-check"),
    "granted": ("positive", "circle-check"),
    "dismissed": ("negative", "circle-x"),
    "denied": ("negative", "circle-x"),
    "too_late": ("warning", "hourglass"),
    "withdrawn": ("neutral", "log-out"),
    "charged": ("warning", "file-text"),
    "hearing": ("accent", "calendar"),
    "heard": ("accent", "messages-square"),
    "no_measure": ("positive", "circle-check"),
    "imposed": ("warning", "scale"),
    "in_force": ("negative", "ban"),
    "ended": ("neutral", "circle-check"),
    "overturned": ("positive", "circle-check"),
    "dropped": ("neutral", "log-out"),
    "talk_planned": ("accent", "calendar"),
    "closed": ("positive", "circle-check"),
    "mended": ("positive", "circle-check"),
    "explained": ("positive", "circle-check"),
    "asked": ("info", "inbox"),
    "done": ("positive", "circle-check"),
    "confirmed": ("neutral", "flower-2"),
    "declined": ("neutral", "circle-x"),
    "undone": ("positive", "undo-2"),
}


@register.simple_tag
def case_status(case: Any) -> SafeString:
    """The badge of an objection, measure, hardship request, complaint or message."""
    return badge(case.get_status_display(), *CASE[case.status])


@register.filter
def kind_label(code: str) -> str:
    return KindOfWork(code).label


@register.filter
def public_label(status: str) -> str:
    return PUBLIC[status][0]


FIELDS = {
    "name": "Naam",
    "status": "Status",
    "suspended_until": "Geschorst tot",
    "since_on": "Geregistreerd sinds",
    "until_on": "Periode tot",
    "town": "Plaats",
    "province": "Provincie",
    "kinds_of_work": "Soort werk",
    "badges": "Rol",
}


@register.simple_tag
def field_words(field: str) -> str:
    """A published fact by its Dutch name."""
    return FIELDS[field]


@register.simple_tag
def fact_words(field: str, value: Any) -> str:
    """A published fact as people read it."""
    if field == "status":
        return PUBLIC[value][0].lower()
    if field == "kinds_of_work":
        return ", ".join(KindOfWork(kind).label for kind in value) or "niet ingevuld"
    if field == "badges":
        return "assessor" if value else "geen"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return value or ("niet te zien" if field == "town" else "niet ingevuld")


@register.simple_tag
def initials(name: str) -> str:
    return names.initials(name)
