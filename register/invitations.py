"""An invitation after it was made: the mail, the link, and what the invited person does with it."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed
from kit import clock
from outbox import jobs, sealed
from outbox.letters import render_text
from register.models import (
    Affiliation,
    Application,
    Invitation,
    Organisation,
    RegisterScheme,
    Registration,
)

LINK_LABEL = "Bekijk je uitnodiging"
WITHDRAWN_IN_A_STEP = 1_000


def signer() -> signing.Signer:
    return signing.Signer(salt="register.invitation")


def path_of(invitation: Invitation) -> str:
    return reverse("register:invitation", args=[signer().sign(str(invitation.public_id))])


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link is about; None when the link is forged."""
    try:
        public_id = signer().unsign(token)
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("batch", "organisation")
    return found.filter(public_id=public_id).first()


@jobs.job("register.mail_invitation", mails=True)
def mail(invitation_id: int) -> None:
    """One mail to somebody without an account; not when the list was taken back meanwhile."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related(
        "batch", "organisation"
    )
    invitation = rows.get(pk=invitation_id)
    if invitation.mailed_at or not invitation.works_on(clock.today()):
        return
    if sealed.closed(invitation.email):
        return
    message_to(invitation).send()
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=clock.now())


def message_to(invitation: Invitation) -> EmailMultiAlternatives:
    text = render_text("register/invitation", invitation=invitation)
    title, _, body = text.strip().partition("\n")
    paragraphs = [part.strip() for part in body.strip().split("\n\n")]
    url = settings.BASE_URL + path_of(invitation)
    domain = urlsplit(settings.BASE_URL).hostname
    message = EmailMultiAlternatives(
        subject=title.strip(),
        body="\n\n".join([*paragraphs, f"{LINK_LABEL}: {url}"]),
        to=[invitation.email],
        headers={"Message-ID": f"<{invitation.public_id}@{domain}>"},
    )
    facts = {"title": title, "paragraphs": paragraphs, "action_url": url}
    facts |= {"action_label": LINK_LABEL}
    message.attach_alternative(render_to_string("kit/mail.html", facts), "text/html")
    return message


def accept(invitation: Invitation, *, today: date, now: datetime, by: Actor) -> Application:
    """Go on with it: a draft with what the list knew, which the person may change.

    Raises NotAllowed when the link does not work any more, or there is nothing to apply for.
    """
    person = by.person
    if not invitation.works_on(today):
        raise NotAllowed("Deze uitnodiging werkt niet meer. Aanmelden kan altijd ook zonder.")
    if Registration.objects.visible_to(person).exists():
        raise NotAllowed("Je hebt al een registratie. Je hebt deze uitnodiging niet nodig.")
    place, since, sentence = invitation.organisation, invitation.works_since, work_of(invitation)
    with transaction.atomic():
        invitation.accept(now=now, by=by)
        draft, _ = Application.objects.open().get_or_create(
            person=person,
            defaults={"scheme": RegisterScheme.objects.in_force_on(today), "started_on": today},
        )
        if draft.status == Application.Status.DRAFT:
            draft.organisation = draft.organisation or place
            draft.work_sentence = draft.work_sentence or sentence
            draft.save()
        note_workplace(person, place, since, today=today)
    return draft


def work_of(invitation: Invitation) -> str:
    """The beginning of the sentence about the work; the person makes it their own."""
    if not invitation.function:
        return ""
    at = f" bij {invitation.organisation}" if invitation.organisation else ""
    return f"Ik werk als {invitation.function}{at}."


def note_workplace(
    person: User, place: Organisation | None, since: date | None, *, today: date
) -> None:
    """Where and since when the person works, when the list said so and the person took it over."""
    if place and since and since < today and not person.affiliations.filter(organisation=place):
        Affiliation.objects.create(person=person, organisation=place, from_on=since)


def decline(invitation: Invitation, *, now: datetime) -> None:
    """Who holds the link wants to hear no more: name and address are forgotten at once."""
    invitation.decline(now=now, by=Actor.system("register.decline_invitation"))


@jobs.job("register.expire_invitations", daily_at=time(4, 50))
def expire() -> None:
    """Links that are too old; who accepted is an applicant by now."""
    system = Actor.system("register.expire_invitations")
    old = Invitation.objects.filter(
        Q(valid_until__lte=clock.today()), status=Invitation.Status.INVITED
    )
    for invitation in old.order_by("pk")[:WITHDRAWN_IN_A_STEP]:
        invitation.withdraw(by=system)
    if old.exists():
        later = clock.now() + timedelta(minutes=1)
        jobs.enter("register.expire_invitations", f"expire:{later:%F-%H%M}", due_at=later)
