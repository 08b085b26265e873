"""The letters and mails about shares. No word of the dossier or of a comment is in them.

Who has an account is looked up by the worker: the request that shares does the same for everyone.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from kit import clock
from outbox import jobs, letters, sealed
from portfolios.asking import account_with
from portfolios.dossier import guests
from portfolios.dossier.models import ShareGrant

READ = "Bekijk wat je mag lezen"


def tell_of_share(grant: ShareGrant) -> None:
    jobs.enter("portfolios.tell_of_share", f"share:{grant.public_id}", share_id=grant.pk)


@jobs.job("portfolios.tell_of_share")
def send_share(share_id: int) -> None:
    """To the account that has this address, or to the address with a link."""
    grant = still_running(share_id)
    if grant is None:
        return
    reader = account_with(grant.email, but=grant.owner)
    if reader:
        ShareGrant.objects.filter(pk=grant.pk).update(reader=reader)
        write(grant, reader, "peer_asked" if grant.together else "shared", occasion="")
    else:
        mail(grant, "peer_asked_guest" if grant.together else "shared_guest")


def tell_owner_of_comment(grant: ShareGrant, *, today: date, now: datetime) -> None:
    """At most one a day for each share."""
    letters.write(
        "portfolios/share_comment",
        person=grant.owner,
        subject=grant,
        occasion=str(today),
        at=now,
        link=reverse("dossier:share", args=[grant.public_id]),
        link_label="Bekijk de reactie",
    )


def tell_reader_of_comment(grant: ShareGrant, *, today: date) -> None:
    """At most one a day for each share, as the key says."""
    key = f"share-comment:{grant.public_id}:{today}"
    jobs.enter("portfolios.tell_of_comment", key, share_id=grant.pk, day=str(today))


@jobs.job("portfolios.tell_of_comment")
def send_comment(share_id: int, day: str) -> None:
    grant = still_running(share_id)
    if grant is None:
        return
    reader = grant.reader or account_with(grant.email, but=grant.owner)
    if reader:
        write(grant, reader, "share_answer", occasion=day)
    else:
        mail(grant, "share_answer_guest")


def send_code(grant: ShareGrant, code: str) -> None:
    """What opens the page beside the link; it works for ten minutes."""
    sealed.post(message_to(grant, "share_code", code=code))


def still_running(share_id: int) -> ShareGrant | None:
    running = ShareGrant.objects.running(clock.today())
    return running.select_related("owner", "reader", "peer_reading").filter(pk=share_id).first()


def write(grant: ShareGrant, person: Any, kind: str, *, occasion: str) -> None:
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=grant,
        occasion=occasion,
        at=clock.now(),
        link=reverse("dossier:shared", args=[grant.public_id]),
        link_label=READ,
        share=grant,
    )


def mail(grant: ShareGrant, kind: str) -> None:
    sealed.post(message_to(grant, kind), lasting=True)


def message_to(grant: ShareGrant, kind: str, **facts: Any) -> EmailMessage:
    link = settings.BASE_URL + guests.path_of(grant)
    text = letters.render_text(f"portfolios/{kind}", share=grant, link=link, **facts)
    title, _, body = text.strip().partition("\n")
    return EmailMessage(title.strip(), body.strip(), to=[grant.email])
