"""Applications in which something goes on: a thread, a long wait, namesakes, a choice to make."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.actors import Actor
from accounts.models import User
from accreditation import choosing_welcome, welcome
from config.demo.login import PASSWORD
from config.demo.people import Name
from config.demo.world import World, account, apply_until, noon
from files.uploads import Received
from kit import clock
from register import queue, saved_filters, thread, unanswered
from register.models import Application, EntryRoute

Status = Application.Status
LETTER = (
    "Hierbij verklaart het Diploma-expertisepunt dat het diploma te vergelijken is met hbo.\n"
    "Dit is een voorbeeld uit de demowereld.\n"
)
PEOPLE: dict[str, tuple[Name, str]] = {
    "namesake": (("Samira", "", "Elamrani"), "samira.elamrani@example.org"),
    "answered": (("Yara", "", "Haddad"), "yara.haddad@example.org"),
    "silent": (("Klaas", "de", "Wind"), "klaas.de.wind@example.org"),
    "late": (("Truus", "", "Molenaar"), "truus.molenaar@example.org"),
    "choosing": (("Lizzy", "van", "Dam"), "lizzy.van.dam@example.org"),
}


def add_people() -> dict[str, User]:
    password = make_password(PASSWORD)
    made = {key: account(name, email, password) for key, (name, email) in PEOPLE.items()}
    User.objects.bulk_create(made.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in made.values()
    )
    return made


def add_applications(world: World) -> None:
    """One of each; dates count back from the day on which the world is built."""
    people = add_people()
    apply_until(world, people["namesake"], world.days_ago(8), Status.IN_REVIEW)
    add_answered(world, people["answered"])
    add_silent(world, people["silent"])
    add_late(world, people["late"])
    add_choosing(world, people["choosing"])
    keep_choices(world)


def keep_choices(world: World) -> None:
    """What a member of staff wants to see every day, one click away."""
    mirjam = world.users["mirjam"]
    for name, question in (
        ("Antwoorden gekomen", "wacht=bericht"),
        ("Van mij", "wie=ik&volgorde=termijn"),
    ):
        saved_filters.save(mirjam, name, question, today=world.today)


def add_answered(world: World, person: User) -> None:
    """A diploma from another country: a question, an answer with a file, and a message since."""
    application = apply_until(world, person, world.days_ago(18), Status.IN_REVIEW)
    Application.objects.filter(pk=application.pk).update(route=EntryRoute.FOREIGN)
    desk = world.desk_other_than(person)
    paper = Received("verklaring-diploma.txt", "text/plain", LETTER.encode())
    with world.on(world.days_ago(12)):
        question = "Uit welk land is je diploma, en heb je er een verklaring bij?"
        thread.ask(application, question, today=world.days_ago(12), by=desk)
    with world.on(world.days_ago(9)):
        text = "Uit Libanon, sociaal werk. Ik heb er een verklaring bij gedaan."
        me = Actor.self(person)
        thread.answer(application, text, [paper], today=world.days_ago(9), by=me)
    with world.on(world.days_ago(2)):
        text = "Ik ben volgende week op vakantie. Daarna kan ik weer gewoon reageren."
        thread.write(application, text, [], today=world.days_ago(2), by=Actor.self(person))


def add_silent(world: World, person: User) -> None:
    """A question that stayed open, and was asked once more."""
    application = apply_until(world, person, world.days_ago(90), Status.IN_REVIEW)
    asked_on = world.days_ago(80)
    with world.on(asked_on):
        question = "Je werkt nu als beleidsadviseur. Voer je daarnaast nog gesprekken met inwoners?"
        thread.ask(application, question, today=asked_on, by=world.desk_other_than(person))
    again_on = asked_on + timedelta(weeks=world.scheme.question_weeks)
    with world.on(again_on):
        unanswered.ask_again(application, today=again_on)


def add_late(world: World, person: User) -> None:
    """Somebody whom the register owes a decision for too long."""
    application = apply_until(world, person, world.days_ago(63), Status.SUBMITTED)
    with world.on(world.days_ago(1)):
        found = queue.outlook(application, today=world.days_ago(1))
        queue.write("late", application, expected_on=found.expected_on)


def add_choosing(world: World, person: User) -> None:
    """Somebody who may choose a moment for the welcome talk."""
    application = apply_until(world, person, world.days_ago(14), Status.IN_REVIEW)
    with clock.standing_at(noon(world.today)):
        slots = [one.slot for one in welcome.options(application, now=clock.now())[:3]]
        desk = world.desk_other_than(person)
        choosing_welcome.propose(application, slots, now=clock.now(), by=desk)
