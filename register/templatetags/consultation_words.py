"""Where a proposal is, in words, tone and icon together."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from kit.templatetags.ui import badge
from register.models import Consultation, VersionKind
from register.models.scheme import Version

register = template.Library()

STATUS = {
    Consultation.Status.DRAFT: ("neutral", "pencil"),
    Consultation.Status.OPEN: ("accent", "messages-square"),
    Consultation.Status.ANSWERING: ("info", "message-circle"),
    Consultation.Status.ASSENT: ("info", "vote"),
    Consultation.Status.ADOPTED: ("positive", "circle-check"),
    Consultation.Status.REJECTED: ("negative", "circle-x"),
    Consultation.Status.WITHDRAWN: ("neutral", "log-out"),
}
SLUGS = {
    VersionKind.SCHEME: "regeling",
    VersionKind.CODE: "beroepscode",
    VersionKind.PROFILE: "competentieprofiel",
}


@register.simple_tag
def consultation_status(consultation: Consultation) -> SafeString:
    tone, icon = STATUS[Consultation.Status(consultation.status)]
    return badge(consultation.get_status_display(), tone, icon)


@register.simple_tag
def version_url(kind: VersionKind, version: Version) -> str:
    """The page of one version as a whole."""
    return reverse("register:version", args=[SLUGS[kind], version.version])
