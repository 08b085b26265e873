"""The committee of the demo world: chambers, objections, measures, hardship, complaints."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import after_cases
from config.demo.people import CHAMBERS
from config.demo.world import World, admit, apply_until, noon, propose_refusal
from register import admission, complaining, hardship, measuring, objecting
from register.models import (
    Application,
    Chamber,
    ChamberSeat,
    Measure,
    Objection,
    Registration,
)

PRACTISING = {"corine", "achmed", "rinus", "sheila"}
BREACH = {
    "ground": "breach",
    "facts": (
        "De rechtbank stelde vast dat je in 2024 gegevens van inwoners zonder reden hebt bekeken "
        "en aan een bekende hebt doorgegeven. Dit gaat over artikel 6 van de beroepscode."
    ),
    "established_by": "Rechtbank Midden-Nederland",
    "established_reference": "ECLI:NL:RBMNE:2026:1906",
}
DECEIT = {
    "ground": "deceit",
    "facts": (
        "Bij je aanmelding schreef je dat je als klantmanager werkte bij een gemeente. Die "
        "gemeente liet weten dat je daar nooit hebt gewerkt."
    ),
}
WHY_NOT = (
    "Ik spreek elke week inwoners. Mijn functie heet anders sinds de reorganisatie, maar ik voer "
    "nog steeds de gesprekken over werk en inkomen."
)
UPHELD = (
    "Artikel 2 vraagt of iemand inwoners met een uitkering begeleidt. Uit het bezwaar blijkt dat "
    "dit zo is. De naam van de functie doet er niet toe."
)
RULE = "Je mag hoogstens twee jaar pauzeren"
HARD = (
    "Ik zorg al bijna twee jaar voor mijn zieke zoon en dat duurt nog een half jaar. Daarna wil ik "
    "terug. Ik vraag om mijn pauze dat halve jaar langer te laten duren."
)


def add_chambers(world: World) -> None:
    """Two chambers of three, appointed by name."""
    for chamber, keys in zip(Chamber, CHAMBERS.values(), strict=True):
        for key in keys:
            ChamberSeat.objects.create(
                person=world.users[key],
                chamber=chamber,
                practising=key in PRACTISING,
                from_on=date(2018, 1, 1),
                until_on=world.today + timedelta(days=700),
            )


def two_of(world: World, chamber: str) -> tuple[Actor, Actor]:
    keys = list(CHAMBERS.values())[list(Chamber).index(Chamber(chamber))]
    first, second = (Actor(world.users[key], Role.COMMITTEE) for key in keys[:2])
    return first, second


def moment(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def add_cases(world: World, crowd: list[User]) -> None:
    """One of each that runs, and an objection that was upheld."""
    people = iter(crowd)
    object_to(world, next(people), refused=20, objected=4)
    objection = object_to(world, next(people), refused=75, objected=60)
    with world.on(world.days_ago(30)):
        day = world.days_ago(30)
        first, second = two_of(world, objection.chamber)
        objection.propose(outcome="upheld", reason=UPHELD, today=day, by=first)
        objecting.sign(objection, today=day, by=second)
    at_hearing(world, admit(world, next(people), world.days_ago(620)))
    ask_hardship(world, admit(world, next(people), world.days_ago(900)))
    complain(world, admit(world, next(people), world.days_ago(480)))


def object_to(world: World, user: User, *, refused: int, objected: int) -> Objection:
    """Refused by Kamer Oost, and objected to."""
    handed_in = world.days_ago(refused + 25)
    application = apply_until(world, user, handed_in, Application.Status.IN_REVIEW)
    day = world.days_ago(refused)
    with world.on(day):
        propose_refusal(world, application)
        admission.refuse(application, today=day, by=world.committee())
    day = world.days_ago(objected)
    with world.on(day):
        draft = objecting.start(user, "application", application.public_id, today=day)
        draft.text = WHY_NOT
        draft.save()
        objecting.submit(draft, today=day, by=Actor.self(user))
    return draft


def charge(world: World, registration: Registration, day: date, facts: Any) -> Measure:
    if facts["ground"] == "breach":
        facts = facts | {"established_on": day - timedelta(days=40)}
    with world.on(day):
        return measuring.charge(registration, today=day, by=world.desk(), **facts)


def at_hearing(world: World, registration: Registration) -> None:
    """The hearing is next week; the person brings somebody."""
    measure = charge(world, registration, world.days_ago(16), BREACH)
    first, _ = two_of(world, measure.chamber)
    day = world.days_ago(12)
    with world.on(day):
        at = moment(world.today + timedelta(days=6))
        place = "Utrecht, Stationsplein 1, zaal 3"
        measuring.plan_hearing(measure, at, place, today=day, by=first)
        measure.name_counsel("mr. De Graaf, advocaat", by=Actor.self(registration.person))


def decided(world: World, registration: Registration, facts: Any, **outcome: Any) -> None:
    """Charged, heard, decided, and final a while ago, because nobody objected."""
    charged_on, heard_on, final_on = (world.days_ago(days) for days in (130, 105, 50))
    measure = charge(world, registration, charged_on, facts)
    first, second = two_of(world, measure.chamber)
    with world.on(charged_on):
        at = moment(heard_on)
        measuring.plan_hearing(measure, at, "Utrecht", today=charged_on, by=first)
    with world.on(heard_on):
        words = "De klantmanager vertelde hoe het ging en las een verklaring voor."
        measuring.note_hearing(measure, words, now=noon(heard_on), by=first)
        reason = "Artikel 6 van de code. De feiten staan vast en zijn op de zitting erkend."
        measure.propose(reason=reason, today=heard_on, by=first, **outcome)
        measuring.sign(measure, today=heard_on, by=second)
    with world.on(final_on):
        measuring.settle(measure, today=final_on)
        after_cases.close_of_removed(now=noon(final_on))


def suspend(world: World, registration: Registration) -> None:
    decided(world, registration, BREACH, outcome="suspend", months=5)


def remove(world: World, registration: Registration) -> None:
    decided(world, registration, DECEIT, outcome="remove", months=24)


def ask_hardship(world: World, registration: Registration) -> None:
    day = world.days_ago(7)
    person = registration.person
    with world.on(day):
        hardship.ask(person, rule=RULE, text=HARD, today=day, by=Actor.self(person))


def complain(world: World, registration: Registration) -> None:
    """One complaint that waits, one of which the citizen heard the end; a message; the lessons."""
    with world.on(world.days_ago(10)):
        complaining.complain(
            today=world.days_ago(10),
            about=f"{registration.shown_name}, gemeente",
            employer_first="no",
            text="Ik moest drie keer hetzelfde vertellen en kreeg geen antwoord op mijn vraag.",
            name="Mevrouw Willems",
            email="mevrouw.willems@example.org",
        )
        complaining.notify(
            today=world.days_ago(10),
            number=registration.number,
            kind="not_me",
            text="Ik heb dezelfde naam, maar ik ben geen klantmanager.",
            email="naamgenoot@example.org",
        )
    heard = complaining.complain(
        today=world.days_ago(90),
        about=registration.number,
        employer_first="yes",
        text="Er werd over mij gepraat waar ik bij zat.",
        name="De heer Bakker",
        email="de.heer.bakker@example.org",
    )
    with world.on(world.days_ago(60)):
        desk = world.desk()
        complaining.plan_talk(
            heard, registration, at=moment(world.days_ago(50)), place="Bij de gemeente", by=desk
        )
    with world.on(world.days_ago(48)):
        complaining.close(
            heard,
            ending="Het gesprek was goed. De klantmanager begrijpt wat het met u deed.",
            lesson="Praat met iemand, niet over iemand, ook als er een collega bij zit.",
            today=world.days_ago(48),
            by=desk,
        )
        complaining.publish_lessons(
            world.days_ago(48).year - 1,
            "De meeste klachten gingen over niet gehoord worden. Een terugbelbelofte die je niet "
            "nakomt, weegt zwaarder dan een nee.",
            today=world.days_ago(48),
            by=desk,
        )
