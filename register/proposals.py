"""A new scheme, code or profile: from a copy of what there is to the decision on it (domain §6)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, act
from kit import clock
from outbox import letters
from outbox.jobs import job
from register.models import (
    Competency,
    CompetencyProfile,
    Consultation,
    RegisterScheme,
    VersionKind,
)
from register.models.scheme import Version

SYSTEM = Actor.system("register.move_consultations")


def start(kind: VersionKind, *, today: date, by: Actor) -> Consultation:
    """A draft that is still the same as the newest version. One at a time of each kind."""
    if by.role != Role.DESK:
        raise NotAllowed("Alleen een registermedewerker kan dit doen.")
    newest = kind.model._default_manager.exclude(in_force_from=None).latest("in_force_from")
    try:
        with transaction.atomic():
            version = copy_of(newest, name=next_name(kind, today))
            consultation = Consultation(
                kind=kind, proposed_by=by.person, started_on=today, **{kind.value: version}
            )
            with act("consultation.start", consultation, by=by):
                consultation.save()
    except IntegrityError as error:
        raise NotAllowed("Er loopt al een voorstel. Maak dat eerst af, of trek het in.") from error
    return consultation


def next_name(kind: VersionKind, today: date) -> str:
    """The first free one of 2026-1, 2026-2, …"""
    names = kind.model._default_manager.filter(version__startswith=f"{today.year}-")
    taken = set(names.values_list("version", flat=True))
    return next(
        name
        for name in (f"{today.year}-{number}" for number in range(1, len(taken) + 2))
        if name not in taken
    )


def copy_of(newest: Version, *, name: str) -> Version:
    """The same words and numbers as a proposal of its own."""
    skipped = ("id", "version", "in_force_from", "based_on")
    facts: dict[str, Any] = {
        field.name: getattr(newest, field.name)
        for field in newest._meta.concrete_fields
        if field.name not in skipped
    }
    facts["based_on"] = newest
    made = type(newest)(version=name, **facts)
    made.save()
    if isinstance(made, CompetencyProfile) and isinstance(newest, CompetencyProfile):
        write_areas(made, areas_of(newest))
    return made


def areas_of(profile: CompetencyProfile) -> list[dict[str, Any]]:
    """The whole profile as plain data."""
    return [
        {
            "code": area.code,
            "title": area.title,
            "description": area.description,
            "competencies": [
                {
                    "code": each.code,
                    "title": each.title,
                    "description": each.description,
                    "indicators": list(each.indicators),
                }
                for each in area.competencies.all()
            ],
        }
        for area in profile.areas.prefetch_related("competencies")
    ]


def write_areas(profile: CompetencyProfile, areas: Sequence[dict[str, Any]]) -> None:
    profile.areas.all().delete()
    for order, facts in enumerate(areas):
        area = profile.areas.create(
            code=facts["code"],
            title=facts["title"],
            description=facts["description"],
            order=order,
        )
        Competency.objects.bulk_create(
            Competency(area=area, order=position, **each)
            for position, each in enumerate(facts["competencies"])
        )


def write(consultation: Consultation, *, why: str, text: dict[str, Any], by: Actor) -> None:
    """Change the words of the proposal. Raises NotAllowed once it is open to everyone.

    `text` is what the form of its kind gives: fields of the scheme, preamble and articles of the
    code, or the areas of the profile.
    """
    with transaction.atomic():
        consultation.write(why=why, by=by)
        subject = consultation.subject
        if isinstance(subject, CompetencyProfile):
            write_areas(subject, text["areas"])
            return
        for field, value in text.items():
            setattr(subject, field, value)
        subject.save()


def open_for_remarks(
    consultation: Consultation, *, closes_on: date, today: date, by: Actor
) -> None:
    """Everyone can react, for as long as the scheme that is in force asks."""
    weeks = RegisterScheme.objects.in_force_on(today).consultation_weeks
    consultation.open(closes_on=closes_on, weeks=weeks, today=today, by=by)


def ask_assent(
    consultation: Consultation, *, in_force_from: date, today: date, now: datetime, by: Actor
) -> None:
    """Put it before the seats of the profession; each gets a letter."""
    with transaction.atomic():
        consultation.ask_assent(in_force_from=in_force_from, today=today, by=by)
        for seat in consultation.waiting_for(today):
            letters.write(
                "register/assent_asked",
                person=seat,
                subject=consultation,
                at=now,
                consultation=consultation,
                link=reverse("seat:proposal", args=[consultation.public_id]),
                link_label="Lees het voorstel",
            )


def say(
    consultation: Consultation, *, yes: bool, reason: str, today: date, now: datetime, by: Actor
) -> None:
    """A seat says yes or no; the last one decides it."""
    with transaction.atomic():
        consultation.say(yes=yes, reason=reason, today=today, by=by)
        settle(consultation, today=today, now=now, by=by)


def settle(consultation: Consultation, *, today: date, now: datetime, by: Actor) -> None:
    """Adopted or not, once every seat has spoken; until then nothing happens."""
    if not consultation.assents.exists() or consultation.waiting_for(today):
        return
    if consultation.has_assent:
        consultation.adopt(today=today, by=by)
    else:
        consultation.reject(today=today, by=by)
    tell_who_reacted(consultation, now=now)


def withdraw(
    consultation: Consultation, *, reason: str, today: date, now: datetime, by: Actor
) -> None:
    with transaction.atomic():
        consultation.withdraw(reason=reason, today=today, by=by)
        tell_who_reacted(consultation, now=now)


def tell_who_reacted(consultation: Consultation, *, now: datetime) -> None:
    """How it ended, to who was logged in when reacting."""
    known = consultation.remarks.exclude(person=None).select_related("person").order_by("person")
    for remark in known.distinct("person"):
        letters.write(
            "register/consultation_decided",
            person=remark.person,
            subject=consultation,
            at=now,
            consultation=consultation,
            link=reverse("register:consultation", args=[consultation.public_id]),
            link_label="Bekijk de raadpleging",
        )


@job("register.move_consultations", daily_at=time(0, 10))
def move_consultations() -> None:
    """Closes what had its last day, and decides where a seat that was waited for is gone."""
    today, now = clock.today(), clock.now()
    status = Consultation.Status
    for consultation in Consultation.objects.filter(status=status.OPEN, closes_on__lt=today):
        consultation.close(today=today, by=SYSTEM)
    for consultation in Consultation.objects.filter(status=status.ASSENT):
        settle(consultation, today=today, now=now, by=SYSTEM)
