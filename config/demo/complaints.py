"""Complaints about an assessor in the demo world: one that runs, and one that taught something."""

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.models import User
from accreditation import assessor_complaints
from accreditation.conflicts import conflicts_with
from accreditation.models import AssessorComplaint, Cycle
from config.demo.cases import two_of
from config.demo.people import CHAMBERS
from config.demo.talks_held import acting
from config.demo.world import World
from kit import clock

TEXT = (
    "Het gesprek begon een half uur te laat en ging vooral over hoe de assessor het zelf altijd "
    "deed. Toen ik over mijn voorbeeld wilde vertellen, keek hij op zijn telefoon. Ik ging weg met "
    "het gevoel dat het al vaststond."
)
REPLY = (
    "Ik kwam te laat door een storing op het spoor en had dat eerder moeten laten weten. Dat ik op "
    "mijn telefoon keek klopt, ik wachtte op een bericht van thuis. Dat had ik moeten zeggen."
)
EARLIER = "Ik kreeg drie keer op de dag zelf een ander tijdstip. Dat gaf veel onrust."
REASON = "Beiden schrijven dat het tijdstip op de dag zelf drie keer veranderde. Dat hoort niet."
LESSON = "Verander een afspraak niet op de dag zelf. Bel liever, en maak samen een nieuwe."


def add_complaints(world: World) -> None:
    add_running(world)
    add_ended(world)


def add_running(world: World) -> None:
    """Of somebody without an own name here, about an assessor who has none of the named."""
    named = Cycle.objects.filter(person__in=world.users.values()).exclude(assessor=None)
    held = Cycle.objects.filter(status=Cycle.Status.HELD).exclude(
        assessor__in=named.values("assessor")
    )
    cycle = first_known_to_nobody(world, held)
    if cycle is None:
        return
    with world.on(world.days_ago(2)):
        complaint = send(cycle, TEXT, wish="anew")
    with world.on(world.days_ago(1)):
        by = acting(complaint.assessor)
        assessor_complaints.answer(complaint, reply=REPLY, now=clock.now(), by=by)


def add_ended(world: World) -> None:
    """It should have gone otherwise; the renewal that followed stands."""
    decided = Cycle.objects.filter(
        status=Cycle.Status.DECIDED, decided_on__gte=world.days_ago(200)
    ).exclude(person__in=world.users.values())
    cycle = first_known_to_nobody(world, decided)
    if cycle is None:
        return
    with world.on(world.days_ago(60)):
        complaint = send(cycle, EARLIER, wish="keep")
    with world.on(world.days_ago(40)):
        first, second = two_of(world, complaint.chamber)
        words = {"outcome": "upheld", "reason": REASON, "lesson": LESSON}
        assessor_complaints.propose(complaint, **words, today=world.days_ago(40), by=first)
        assessor_complaints.sign(complaint, proposal=complaint.proposal, now=clock.now(), by=second)


def send(cycle: Cycle, text: str, *, wish: str) -> AssessorComplaint:
    person = cycle.person
    occasion = next(
        one for one in assessor_complaints.occasions(person, now=clock.now()) if one.cycle == cycle
    )
    me = Actor.self(person)
    return assessor_complaints.send(occasion, text=text, wish=wish, now=clock.now(), by=me)


def first_known_to_nobody(world: World, cycles: QuerySet[Cycle]) -> Cycle | None:
    """A cycle of which nobody in either chamber knows the person or the assessor."""
    members = [world.users[key] for keys in CHAMBERS.values() for key in keys]
    for cycle in cycles.select_related("person", "assessor__user").order_by("pk"):
        if cycle.assessor is None:
            continue
        both = (cycle.person, cycle.assessor.user)
        if not any(knows(world, person, members) for person in both):
            return cycle
    return None


def knows(world: World, person: User, members: list[User]) -> bool:
    found = conflicts_with(person, [one.pk for one in members], today=world.today)
    return any(found.values())
