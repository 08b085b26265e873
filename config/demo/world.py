"""Builds the demo world through the real transitions, each on its own day.

Names are fixed and choices come from a fixed seed; dates are relative to the day it is built.
"""

import random
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from accreditation import followed_programmes, lapsing, leaving, welcome
from accreditation.models import Assessor, Programme
from config.demo import ends
from config.demo.login import PASSWORD
from config.demo.people import NAMED_PEOPLE, NAMES, NamedPerson, mail_address
from config.demo.talks import QUESTIONS_BACK, WORK_SENTENCES
from kit import clock
from outbox.models import Letter
from portfolios.themes import reference as themes
from register import admission, namesakes, publication
from register import lapsing as notices
from register.models import (
    Application,
    CodeOfConduct,
    CompetencyProfile,
    EntryRoute,
    LapseNotice,
    Organisation,
    RegisterScheme,
    Registration,
)
from register.reference.load import load

LONG_AGO = date(2018, 1, 1)
ROLE_OF = {
    "assessor": Role.ASSESSOR,
    "desk": Role.DESK,
    "committee": Role.COMMITTEE,
    "administrator": Role.ADMINISTRATOR,
    "seat": Role.SEAT,
}
ASSESSOR_PROVINCES = 3
NOON = time(12)


class World:
    """What the builders share: the day, the dice, the people by key."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.dice = random.Random(1906)  # noqa: S311  a fixed world, no secrets
        self.users: dict[str, User] = {}
        self.crowd: list[User] = []
        self.registrations: list[Registration] = []
        load()
        themes.load()
        self.scheme = RegisterScheme.objects.in_force_on(today)
        self.municipalities = list(Organisation.objects.filter(kind="municipality").order_by("pk"))
        self.by_code = {each.cbs_code: each for each in self.municipalities}
        self.joint = list(Organisation.objects.filter(kind="joint").order_by("pk"))

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def on(self, day: date) -> AbstractContextManager[None]:
        """Inside it is noon of that day."""
        return clock.standing_at(noon(day))

    def desk(self) -> Actor:
        return Actor(self.users[self.dice.choice(("mirjam", "yusuf"))], Role.DESK)

    def desk_other_than(self, person: User) -> Actor:
        key = "yusuf" if person == self.users["mirjam"] else "mirjam"
        return Actor(self.users[key], Role.DESK)

    def committee(self) -> Actor:
        return Actor(self.users[self.dice.choice(("corine", "achmed", "fenna"))], Role.COMMITTEE)

    def workplace(self) -> Organisation:
        return self.dice.choice(self.joint if self.dice.random() < 0.2 else self.municipalities)


def noon(day: date) -> datetime:
    """Noon of that day, or now on a morning."""
    return min(timezone.make_aware(datetime.combine(day, NOON)), clock.now())


def add_people(world: World) -> None:
    """Everybody's account, with one shared password, and a confirmed address."""
    password = make_password(PASSWORD)
    named = [account(person.name, person.email, password) for person in NAMED_PEOPLE]
    crowd = [account(name, mail_address(name), password) for name in NAMES]
    made = User.objects.bulk_create([*named, *crowd])
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    world.users = {person.key: user for person, user in zip(NAMED_PEOPLE, made, strict=False)}
    world.crowd = made[len(named) :]
    for person in NAMED_PEOPLE:
        give_role(world, person)


def account(name: tuple[str, str, str], email: str, password: str) -> User:
    user = User(email=email, password=password)
    user.given_names, user.infix, user.last_name = name
    user.set_name_key()
    return user


# The two assessors whom the login page names hold the talks of the klantmanagers it names.
MUCH_TIME = {"hanneke": 8, "winston": 4}


def give_role(world: World, person: NamedPerson) -> None:
    user = world.users[person.key]
    if role := ROLE_OF.get(person.role):
        RoleGrant.objects.create(user=user, role=role, from_on=LONG_AGO)
    if person.role == "assessor":
        home = world.by_code[person.employer].province
        others = sorted({each.province for each in world.municipalities} - {home})
        Assessor.objects.create(
            user=user,
            provinces=[home, *world.dice.sample(others, ASSESSOR_PROVINCES - 1)],
            secrecy_signed_on=LONG_AGO,
            talks_a_year=world.dice.choice((6, 8, 10)) + MUCH_TIME.get(person.key, 0),
        )


def draft(world: World, user: User, day: date, place: Organisation | None = None) -> Application:
    """An application that was begun on a day."""
    work = world.dice.choice(WORK_SENTENCES)
    routes = [EntryRoute.DIPLOMA] * 6 + [EntryRoute.EXPERIENCE] * 3 + [EntryRoute.PROGRAMME]
    return Application.objects.create(
        person=user,
        scheme=RegisterScheme.objects.in_force_on(day),
        route=world.dice.choice(routes),
        work_sentence=work.text,
        organisation=place or world.workplace(),
        kinds_of_work=list(work.kinds),
        started_on=day,
    )


def submit(world: World, application: Application, day: date) -> Application:
    if application.route == EntryRoute.PROGRAMME:
        followed_programmes.tell(
            application,
            Programme.objects.earliest("pk"),
            began_on=day - timedelta(days=700),
            completed_on=day - timedelta(days=150),
            today=day,
            by=Actor.self(application.person),
        )
    application.submit(
        code=CodeOfConduct.objects.in_force_on(day),
        profile=CompetencyProfile.objects.in_force_on(day),
        today=day,
        by=Actor.self(application.person),
    )
    return application


def apply_until(
    world: World, user: User, day: date, until: str, place: Organisation | None = None
) -> Application:
    """An application that was handed in on `day` and has come as far as `until`."""
    status = Application.Status
    with world.on(day):
        application = draft(world, user, day, place)
        if until == status.DRAFT:
            return application
        submit(world, application, day)
    if until == status.SUBMITTED:
        return application
    desk = world.desk()
    later = min(day + timedelta(days=5), world.today)
    with world.on(later):
        application.take(by=desk)
        if until == status.NEEDS_INFO:
            question = world.dice.choice(QUESTIONS_BACK)
            application.ask(question.question, today=later, by=desk)
        if until in (status.WELCOME, status.ADMITTED):
            application.invite_to_welcome_talk(by=desk)
    return application


def welcomed(world: World, application: Application, day: date) -> Application:
    with world.on(day):
        own = application.person == world.users["hanneke"]
        assessor = Actor(world.users["winston" if own else "hanneke"], Role.ASSESSOR)
        application.note_welcome_talk(held_on=day, by=assessor)
        namesakes.look(application, None, today=day, by=world.desk_other_than(application.person))
    return application


def admit(
    world: World,
    user: User,
    day: date,
    *,
    years: int | None = None,
    place: Organisation | None = None,
) -> Registration:
    """The whole way in, admitted on `day`."""
    handed_in = day - timedelta(days=world.dice.randint(14, 30))
    application = apply_until(world, user, handed_in, Application.Status.ADMITTED, place)
    welcomed(world, application, day - timedelta(days=3))
    with world.on(day):
        registration = welcome.admit(application, today=day, by=world.desk())
    world.registrations.append(registration)
    return registration


def add_staff_registrations(world: World) -> None:
    """Assessors and mentors are klantmanagers themselves."""
    for person in NAMED_PEOPLE:
        if person.role in ("assessor", "mentor"):
            since = world.days_ago(world.dice.randint(300, 1100))
            place = world.by_code.get(person.employer)
            admit(world, world.users[person.key], since, place=place)


def add_registrations(world: World, crowd: list[User]) -> None:
    """Most people of the register: admitted in the last four years."""
    for user in crowd:
        admit(world, user, world.days_ago(world.dice.randint(20, 1300)))


def add_open_applications(world: World, crowd: list[User]) -> None:
    """Applications in every status, some for the committee."""
    status = Application.Status
    people = iter(crowd)
    for until, count in (
        (status.DRAFT, 4),
        (status.SUBMITTED, 5),
        (status.IN_REVIEW, 4),
        (status.NEEDS_INFO, 3),
        (status.WELCOME, 3),
    ):
        for _ in range(count):
            apply_until(world, next(people), world.days_ago(world.dice.randint(6, 25)), until)
    for _ in range(2):
        ready = apply_until(world, next(people), world.days_ago(24), status.WELCOME)
        welcomed(world, ready, world.days_ago(1))
    for _ in range(2):
        gone = apply_until(world, next(people), world.days_ago(40), status.IN_REVIEW)
        gone.withdraw(by=Actor.self(gone.person))
    propose_refusal(world, apply_until(world, next(people), world.days_ago(30), status.IN_REVIEW))
    refuse(world, apply_until(world, next(people), world.days_ago(60), status.IN_REVIEW))


REASON = (
    "Volgens de registratieregeling is het register voor mensen die inwoners met een uitkering "
    "begeleiden. Uit je aanmelding en je antwoord blijkt dat je nu geen inwoners spreekt."
)
WAY_ON = "Ga je weer met inwoners in gesprek, dan kun je je opnieuw aanmelden. Je dossier blijft van jou."


def propose_refusal(world: World, application: Application) -> None:
    application.propose_refusal(reason=REASON, way_on=WAY_ON, by=world.desk())


def refuse(world: World, application: Application) -> None:
    day = world.days_ago(20)
    with world.on(day):
        propose_refusal(world, application)
        admission.refuse(application, today=day, by=world.committee())


def add_other_statuses(world: World, crowd: list[User]) -> None:
    """People who paused, left, lapsed or are under a measure: each status of a registration."""
    people = iter(crowd)
    named = world.users

    def old(days: int, user: User | None = None) -> Registration:
        return admit(world, user or next(people), world.days_ago(days))

    for days in (400, 500, 600, 700, 450, 350):
        pause(world, old(days), world.days_ago(60))
    pause(world, old(600, named["deniz"]), world.days_ago(45))
    for days in (1700, 1705, 1710):
        propose_lapse(world, old(days), world.days_ago(10))
    for user in (named["anneke"], None, None):
        lapse(world, old(1800, user))
    for days in (1660, 1665):
        write_notices(world, old(days), world.days_ago(4))
    for days in (900, 800, 700, 650):
        leave(world, old(days), world.days_ago(100))
    ends.died(world, old(1000))
    publication.hide(
        old(420, named["robin"]), now=noon(world.days_ago(30)), by=Actor.self(named["robin"])
    )


def pause(world: World, registration: Registration, day: date) -> None:
    with world.on(day):
        registration.pause(today=day, by=Actor.self(registration.person))


def write_notices(world: World, registration: Registration, day: date) -> None:
    """Written on that day; the mail was accepted, the letter waits on the desk."""
    with world.on(day):
        lapsing.step(registration, now=clock.now())
        mails = registration.current_period.lapse_notices.filter(channel="mail")
        Letter.objects.filter(pk__in=mails.values("letter")).update(accepted_at=clock.now())
        for notice in mails.select_related("letter"):
            notices.note_mail(notice, by=lapsing.BY)


def propose_lapse(world: World, registration: Registration, day: date) -> None:
    """Nobody answered: notices a month before, and the proposal on that day."""
    written = day - timedelta(days=30)
    write_notices(world, registration, written)
    with world.on(written):
        for notice in LapseNotice.objects.to_post().filter(period__registration=registration):
            notices.note_posted(notice, today=written, by=world.desk())
    with world.on(day):
        lapsing.step(registration, now=clock.now())


def lapse(world: World, registration: Registration) -> None:
    propose_lapse(world, registration, world.days_ago(45))
    registration.refresh_from_db()
    with world.on(world.days_ago(5)):
        lapsing.confirm(registration, now=clock.now(), by=world.desk())


def leave(world: World, registration: Registration, day: date) -> None:
    with world.on(day):
        leaving.leave(registration, now=clock.now(), by=Actor.self(registration.person))


def publish(world: World) -> None:
    """A few editions, the newest of last night."""
    for days in (200, 90, 0):
        day = world.days_ago(days)
        with world.on(day):
            publication.publish(
                today=day, now=clock.now(), by=Actor.system("register.publish_edition")
            )
