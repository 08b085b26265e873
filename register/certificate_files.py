"""The files of a certificate: in Dutch, in English and as a card; sealed, kept and never changed.

Certificates that wait are laid out together and written one by one, which costs a fifth of making
each alone: after a day of many decisions, and after a launch.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts.actors import Actor
from audit.acts import record
from files.models import StoredFile
from kit import clock
from kit.numbers import grouped
from kit.pdf import render_each
from kit.qr import qr_picture
from outbox import jobs
from register import badges, signing
from register.models import Certificate, CertificateFile, EntryRoute, SealCertificate

MOST_AT_ONCE, MOST_WITH_STAMPS = 50, 8
PDF = "application/pdf"
Kind = CertificateFile.Kind
# Template, language, title and the name of the file to download.
FORMS = {
    Kind.DUTCH: ("register/pdf/certificate.html", "nl", "Certificaat van registratie",
                 "certificaat"),
    Kind.ENGLISH: ("register/pdf/certificate_en.html", "en", "Certificate of registration",
                   "certificate"),
    Kind.CARD: ("register/pdf/card.html", "nl", "Pasje", "pasje"),
}  # fmt: skip
ROUTES_IN_ENGLISH = {
    EntryRoute.DIPLOMA.label: "a diploma",
    EntryRoute.PROGRAMME.label: "an accredited programme for case managers",
    EntryRoute.EXPERIENCE.label: "experience in the work",
    EntryRoute.FOREIGN.label: "a diploma from another country",
}


@jobs.job("register.make_certificate")
def make(certificate_id: int) -> None:
    """Make the files of this certificate, and meanwhile of others that wait.

    Who waits has a job of its own that finds them made; so one that cannot be made stops nobody.
    """
    locked = Certificate.objects.select_for_update(of=("self",))
    certificate = locked.get(pk=certificate_id)
    if certificate.is_made:
        return
    waiting = Certificate.objects.waiting().exclude(pk=certificate_id)
    others = waiting.select_for_update(of=("self",), skip_locked=True)[: most_at_once() - 1]
    try:
        with transaction.atomic():
            keep([certificate, *others])
    except Exception:
        if not others:
            raise
        keep([certificate])


def most_at_once() -> int:
    """A time stamp is asked for each file: then a batch is small enough to end in time."""
    return MOST_WITH_STAMPS if settings.SIGNING_TIMESTAMP_URL else MOST_AT_ONCE


@jobs.job("register.make_what_waits", daily_at=time(4, 56))
def make_what_waits() -> None:
    """A job anew for what has none any more: certificates of before there were three files."""
    today = clock.today()
    for pk in Certificate.objects.waiting().values_list("pk", flat=True):
        key = f"certificate:{pk}:{today}"
        jobs.enter("register.make_certificate", key, certificate_id=pk)


def keep(certificates: Sequence[Certificate]) -> None:
    """Render, seal and keep every file of these."""
    note_seal()
    for kind in Kind:
        without = [each for each in certificates if not each.files.filter(kind=kind).exists()]
        for certificate, pdf in zip(without, render(kind, without), strict=True):
            name = f"{FORMS[kind][3]}-{certificate.number}.pdf"
            file = StoredFile.own(signing.sign(pdf), name=name, content_type=PDF)
            certificate.files.create(kind=kind, file=file, sha256=file.sha256)
    for certificate in certificates:
        record("certificate.make", certificate, by=Actor.system("register.make_certificate"))


def note_seal() -> None:
    """Tell the public pages which key seals; they never see the key."""
    half = signing.public_half()
    SealCertificate.objects.get_or_create(
        fingerprint=half.fingerprint(hashes.SHA256()).hex(),
        defaults={
            "pem": half.public_bytes(Encoding.PEM).decode(),
            "first_used_at": clock.now(),
        },
    )


def render(kind: Kind, certificates: Sequence[Certificate]) -> list[bytes]:
    """A PDF of one page for each, in this order."""
    if not certificates:
        return []
    template, language, title, _ = FORMS[kind]
    information = [
        {
            "title": f"{title}: {each.content['name']}, {each.number}",
            "created": each.content["issued"],
        }
        for each in certificates
    ]
    with translation.override(language):
        pages = [page_of(each) for each in certificates]
        return list(render_each(template, pages, information=information))


def page_of(certificate: Certificate) -> dict[str, Any]:
    address = f"{settings.BASE_URL}/certificaat/{certificate.code}/"
    return {
        "facts": facts(certificate.content),
        "route_in_english": ROUTES_IN_ENGLISH.get(certificate.content["route"], ""),
        "code": grouped(certificate.code),
        "address": address,
        "shown_address": f"{settings.BASE_URL.split('//')[1]}/controle",
        "qr": qr_picture(address),
    }


def facts(content: dict[str, Any]) -> dict[str, Any]:
    """The stored content with real dates, for templates; nothing once it was erased."""
    if not content:
        return {}
    dates = ("since", "from", "until", "issued", "conversation")
    read = {key: date.fromisoformat(content[key]) if content[key] else None for key in dates}
    return {**content, **read, "starts": read["from"]}


def erase(certificate: Certificate) -> None:
    """Number, hashes and status stay; name, facts and files go."""
    Certificate.objects.filter(pk=certificate.pk).update(content={})
    badges.end_with(certificate)
    for stored in StoredFile.objects.filter(certificate_file__certificate=certificate):
        CertificateFile.objects.filter(file=stored).update(file=None)
        stored.discard()
