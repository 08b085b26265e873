"""The building blocks of every template; loaded as builtins, shown in the style guide."""

from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime
from functools import cache
from typing import Any

from django import forms, template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from lucide.templatetags.lucide import lucide

register = template.Library()

TONE_ICONS = {
    "positive": "circle-check",
    "warning": "hourglass",
    "negative": "circle-alert",
    "info": "info",
}
ALERT_ICONS = TONE_ICONS | {"warning": "triangle-alert"}
# The words of django.contrib.messages, so that a message can be shown as an alert.
ALERT_TONES = {"success": "positive", "error": "negative", "debug": "info"}


@cache
def icon_svg(name: str, size: int = 24, css: str = "") -> SafeString:
    attributes = {
        "class": f"rk-icon {css}".strip(),
        "aria-hidden": "true",
        "focusable": "false",
    }
    return mark_safe(lucide(name, size=size, **attributes).replace("\n", ""))


@register.simple_tag
def icon(name: str, size: int = 24, css: str = "") -> SafeString:
    """A decorative Lucide icon, inline and without style; it never stands without words."""
    return icon_svg(name, size, css)


@register.simple_tag
def badge(text: str, tone: str = "neutral", icon_name: str = "") -> SafeString:
    """A status: always words, an icon and a colour together."""
    name = icon_name or TONE_ICONS.get(tone, "")
    return format_html(
        '<span class="rk-badge rk-badge--{}">{}{}</span>',
        tone,
        icon_svg(name) if name else "",
        text,
    )


# ---- Dates and times, in Dutch and in Amsterdam ----


def local(value: Date) -> Date:
    """An aware datetime in the time of Amsterdam; a date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def time_tag(value: Date, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.simple_tag
def date(value: Date | None) -> SafeString | str:
    """A day in words: 14 april 2027. Nothing for None."""
    if value is None:
        return ""
    value = local(value)
    day = value.date() if isinstance(value, datetime) else value
    return time_tag(day, date_format(day, "j F Y"))


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """A day and time in words: 14 april 2027 om 10.00 uur. Nothing for None."""
    if value is None:
        return ""
    here = local(value)
    return time_tag(here, date_format(here, r"j F Y \o\m H.i \u\u\r"))


@register.simple_tag
def dateblock(value: Date) -> SafeString:
    """The day as a small calendar leaf; decorative, so write the date in words beside it."""
    value = local(value)
    return format_html(
        '<span class="rk-date" aria-hidden="true"><span class="rk-date__m">{}</span>'
        '<span class="rk-date__d">{}</span></span>',
        date_format(value, "b"),
        value.day,
    )


# ---- Blocks around content ----


@register.simple_block_tag
def card(
    content: SafeString, title: str = "", tone: str = "", id: str = "", icon: str = ""
) -> SafeString:
    """A section with a heading; tone "" (plain), "tint" (what matters now) or "honing" (tips).

    `id` is the anchor of the card; without it the id of the heading comes from the title.
    """
    css = f"rk-card rk-card--{tone}" if tone else "rk-card"
    anchor = format_html(' id="{}"', id) if id else ""
    heading = f"kop-{id or slugify(title)}"
    if not title:
        return format_html('<div class="{}"{}>{}</div>', css, anchor, content)
    return format_html(
        '<section class="{}"{} aria-labelledby="{}"><h2 id="{}">{}{}</h2>{}</section>',
        css,
        anchor,
        heading,
        heading,
        format_html("{} ", icon_svg(icon)) if icon else "",
        title,
        content,
    )


@register.simple_block_tag
def alert(content: SafeString, tone: str = "info", title: str = "") -> SafeString:
    """A message that stays: info, positive, warning or negative (or a level of messages)."""
    tone = ALERT_TONES.get(tone, tone)
    return format_html(
        '<div class="rk-alert rk-alert--{}">{}{}<div>{}</div></div>',
        tone,
        icon_svg(ALERT_ICONS[tone]),
        format_html('<p class="rk-alert__title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag
def empty(content: SafeString, title: str, icon: str = "sprout") -> SafeString:
    """What stands where there is nothing yet: a friendly sentence and the first step."""
    return format_html(
        '<div class="rk-empty">{}<p class="rk-empty__title">{}</p><div class="rk-stack">{}</div>'
        "</div>",
        icon_svg(icon),
        title,
        content,
    )


@register.simple_block_tag
def disclosure(content: SafeString, summary: str, open: bool = False) -> SafeString:
    """A question that opens; works without JavaScript."""
    return format_html(
        '<details class="rk-disclosure"{}><summary>{} {}</summary><div>{}</div></details>',
        " open" if open else "",
        icon_svg("chevron-right"),
        summary,
        content,
    )


# ---- Lists ----


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """The way here: label and address in turn; the last label alone is the current page."""
    steps = zip(pairs[0:-1:2], pairs[1::2], strict=True)
    return format_html(
        '<nav class="rk-breadcrumbs" aria-label="Kruimelpad"><ol>{}'
        '<li aria-current="page">{}</li></ol></nav>',
        format_html_join("", '<li><a href="{1}">{0}</a></li>', steps),
        pairs[-1],
    )


@register.simple_tag
def action(icon: str, title: str, url: str, note: str = "", tone: str = "") -> SafeString:
    """One thing a person can do now; stands in <ul class="rk-actions">."""
    return format_html(
        '<li class="rk-action"><span class="rk-action__icon{}" aria-hidden="true">{}</span>'
        '<div><p class="rk-action__title"><a href="{}">{}</a></p>{}</div>'
        '<span class="rk-action__chev" aria-hidden="true">{}</span></li>',
        f" rk-action__icon--{tone}" if tone else "",
        icon_svg(icon),
        url,
        title,
        format_html('<p class="rk-action__note">{}</p>', note) if note else "",
        icon_svg("chevron-right"),
    )


@register.inclusion_tag("kit/steps.html")
def steps(items: Iterable[Any]) -> dict:
    """Where someone is in a cycle: items with .title .note .state (done, current or todo)."""
    return {"items": items}


@register.inclusion_tag("kit/timeline.html")
def timeline(items: Iterable[Any]) -> dict:
    """What happened when: items with .title .on .note, newest first."""
    return {"items": items}


# ---- Forms ----


@register.inclusion_tag("kit/error_summary.html")
def error_summary(form: forms.BaseForm, title: str = "Controleer je antwoorden") -> dict:
    """All errors of the form with a link to each field; takes the focus. Nothing without errors."""
    return {
        "title": title,
        "general": form.non_field_errors(),
        "fields": [
            {"target": field.id_for_label or f"{field.auto_id}_0", "errors": field.errors}
            for field in form
            if field.errors
        ],
    }
