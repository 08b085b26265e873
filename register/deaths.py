"""Death: reported by anyone, checked by staff, all letters stop, and undone if it was wrong.

What lies above the register (talks, cycles, the dossier) follows in `accreditation.deaths`.
"""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import closing
from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed, act, write_new
from kit import clock, names
from outbox import jobs, letters, sealed
from register import contacts, erasing, numbers, people
from register.models import (
    Application,
    DeathReport,
    HardshipRequest,
    HiddenEntry,
    Measure,
    Objection,
    OrganisationContact,
    RegisterScheme,
    Registration,
)
from register.models.deaths import FORGOTTEN

MOST_LIKELY = 10
YEARS_KEPT = 1
CASES: tuple[Any, ...] = (Measure, Objection, HardshipRequest)
ENDED_BY_DEATH = "Overleden"


def report(*, today: date, **facts: Any) -> DeathReport:
    """Somebody tells it. The receipt says what happens, and nothing about who is registered."""
    with transaction.atomic():
        made = DeathReport(received_on=today, **facts)
        write_new("deathreport.receive", made, by=Actor.guest("register.report_death"))
        mail("death_received", made)
    return made


def note_report(person: User, *, today: date, by: Actor, **facts: Any) -> DeathReport:
    """Staff heard it; another look follows on the page of the report."""
    made = DeathReport(
        about=person.name, person=person, received_on=today, noted_by=by.user, **facts
    )
    with transaction.atomic(), act("deathreport.note", made, by=by):
        made.save()
    return made


def likely(report: DeathReport, *, by: Any, now: datetime, asked: str = "") -> list[people.Found]:
    """People who may be meant: by the number in what was told, or by any word of the name."""
    users = people.with_standing(people.visible_to_desk(by).filter(is_active=True))
    if report.person_id and not asked:
        users = users.filter(pk=report.person_id)
    else:
        users = users.filter(meant(asked or report.about))
    rows = users.order_by("name_key", "pk")[:MOST_LIKELY]
    return [people.Found(user, people.standing_of(user, now=now)) for user in rows]


def meant(text: str) -> Q:
    if number := numbers.parse(text):
        return Q(registration__number=number)
    words = [word for word in names.normalise(text).split() if len(word) > 1]
    everything = Q(pk__in=[])
    if words:
        everything = Q()
        for word in words:
            everything &= Q(name_key__contains=word)
        everything |= Q(name_key__startswith=f"{words[-1]} ")  # the last name alone
    return everything


def confirm(
    report: DeathReport,
    person: User,
    *,
    findings: str,
    condole: bool = False,
    now: datetime,
    by: Actor,
) -> None:
    """From this moment no letter leaves to this person, and the public copy does not show them.

    `condole` says that we knew the person: only to a reporter of whom staff know that they did too.
    """
    today = timezone.localdate(now)
    months = RegisterScheme.objects.in_force_on(today).sealed_months
    until = clock.add_months(today, months)
    try:
        with transaction.atomic():
            report.confirm(person, findings=findings, sealed_until=until, today=today, by=by)
            for application in Application.objects.visible_to(person).open():
                application.seal(by=by)
            seal_cases(person, today=today, by=by)
            end_contacts(person, today=today, by=by)
            if registration := Registration.objects.visible_to(person).first():
                registration.note_death(today=today, by=by)
                take_out_of_sight(report, registration, now=now)
            closing.close(person)
            mail("condolence" if condole else "death_checked", report)
    except IntegrityError as refusal:
        if "one_standing_death_report" not in str(refusal):
            raise
        raise NotAllowed("Het overlijden van deze persoon is al vastgesteld.") from refusal


def seal_cases(person: User, *, today: date, by: Actor) -> None:
    """What lies with a chamber is closed, and kept as it stood."""
    for kind in CASES:
        for case in kind.objects.visible_to(person).open():
            case.seal(today=today, by=by)


def end_contacts(person: User, *, today: date, by: Actor) -> None:
    """An organisation appoints somebody else; staff see that it has nobody now."""
    for contact in OrganisationContact.objects.active().filter(person=person):
        contact.end(why=ENDED_BY_DEATH, today=today, by=by)


def take_out_of_sight(report: DeathReport, registration: Registration, *, now: datetime) -> None:
    """At once, as a layer over every edition; who was hidden before stays so after an undo."""
    _, made = HiddenEntry.objects.get_or_create(
        number=registration.number,
        defaults={"hidden_at": now, "looked_on": timezone.localdate(now)},
    )
    report.hid_entry = made
    report.save(update_fields=["hid_entry"])


def decline(report: DeathReport, *, findings: str, today: date, by: Actor) -> None:
    """Nothing changes for anyone; the reporter gets the letter that tells nothing about anybody."""
    with transaction.atomic():
        report.decline(findings=findings, today=today, by=by)
        mail("death_checked", report)


def undo(report: DeathReport, *, now: datetime, by: Actor) -> None:
    """Everything as it was, without a gap, and our apologies to the person."""
    today = timezone.localdate(now)
    with transaction.atomic():
        report.undo(today=today, by=by)
        person = report.person
        closing.open_again(person)
        for application in Application.objects.visible_to(person).exclude(sealed_from=""):
            application.unseal(today=today, by=by)
        sealed_for = (today - report.decided_on).days if report.decided_on else 0
        for kind in CASES:
            for case in kind.objects.visible_to(person).sealed():
                case.unseal(days=sealed_for, by=by)
        appoint_again(person, now=now, by=by)
        registration = Registration.objects.visible_to(person).first()
        if registration:
            registration.undo_death(today=today, by=by)
            if report.hid_entry:
                HiddenEntry.objects.filter(number=registration.number).delete()
        letters.write(
            "register/death_undone",
            person=person,
            subject=report,
            at=now,
            registration=registration,
            erased_on=report.erased_on,
            decided_on=report.decided_on,
            link=reverse("home"),
            link_label="Ga naar je overzicht",
        )


def appoint_again(person: User, *, now: datetime, by: Actor) -> None:
    """On the appointment of before; the person hears of it."""
    ended = OrganisationContact.objects.filter(person=person, why_ended=ENDED_BY_DEATH)
    for before in ended.select_related("organisation", "appointment"):
        place = before.organisation
        if not place.contacts.active().filter(person=person).exists():
            facts = (person, place, before.work_email, before.appointment)
            contacts.note(*facts, today=timezone.localdate(now), now=now, by=by)


def to_erase(today: date) -> QuerySet[DeathReport]:
    return DeathReport.objects.to_erase(today).select_related("person").order_by("pk")


def note_erased(report: DeathReport, *, today: date, by: Actor) -> None:
    """The notes of staff go with the dossier, and the former names that could be searched.

    The published copy forgets them too, edition by edition.
    """
    with transaction.atomic():
        erasing.forget_public(report.person, now=clock.now())
        report.person.staff_notes.all().delete()
        report.note_erased(today=today, by=by)


@jobs.job("register.forget_reporters", daily_at=time(4, 37))
def forget_reporters() -> None:
    """Of what was not so, or was undone, the words are forgotten after a year, whoever wrote."""
    over = DeathReport.objects.closed_before(clock.add_years(clock.today(), -YEARS_KEPT))
    over.update(**FORGOTTEN)


def mail(kind: str, report: DeathReport) -> None:
    """To who reported it, who has no account here; also when they share a mailbox with who died."""
    if not report.email:
        return
    help_page = settings.BASE_URL + reverse("pages:help")
    months = RegisterScheme.objects.in_force_on(report.received_on).sealed_months
    text = letters.render_text(
        f"register/{kind}", report=report, help_page=help_page, months=months
    )
    title, _, body = text.strip().partition("\n")
    message = EmailMessage(title.strip(), body.strip(), to=[report.email])
    sealed.post(message, lasting=True, whoever=True)
