"""How two of the demo people look at their own work over the years, and plan on from there."""

from datetime import date
from typing import Any

from accounts.models import User
from config.demo.world import World
from portfolios.dossier import next_plan, plans, reviews, scans, steps
from portfolios.dossier.portfolio import Portfolio
from register.models import Competency, CompetencyProfile

LEARNING, ALONE, TEACHING = "apprentice", "journeyman", "master"
# The code of a competency, where somebody stood first, and later, and the words of both times.
SCANS = (
    ("VK1", LEARNING, ALONE,
     "Ik zoek nog veel op en ben bang dat ik iets vergeet.",
     "De wet ken ik. Nu zoek ik vaker wat er wél kan."),
    ("VK2", LEARNING, LEARNING,
     "Ik ken onze eigen regelingen, maar niet wat er in de streek te doen is.",
     "Ik ken meer mensen, maar de bedrijven hier nog niet."),
    ("RR1", LEARNING, ALONE,
     "Ik werk mijn lijst af en hoor achteraf dat iemand iets anders bedoelde.",
     "Ik laat stiltes vallen. Dan komt het echte verhaal."),
    ("RR2", "", ALONE, "",
     "Ik leg uit waarom ik iets vraag. Dat scheelt een hoop onrust."),
    ("MW1", ALONE, ALONE, "Ik pak snel door.", "Ik pak minder snel door, en dat gaat beter."),
    ("SW1", ALONE, TEACHING,
     "Ik bel makkelijk met anderen.",
     "Nieuwe collega’s lopen met mij mee als er veel partijen aan tafel zitten."),
    ("ER1", LEARNING, LEARNING,
     "Ik regel graag dingen voor mensen.",
     "Ik regel nog steeds te veel. Daar wil ik aan werken."),
)  # fmt: skip
STEPS = (
    ("Een gesprek beginnen met één open vraag", 60, 52),
    ("Een collega vragen om een keer mee te luisteren", 45, 20),
    ("Een week lang opschrijven wanneer ik het overneem", 20, None),
)


def add_learning(world: World) -> None:
    """Samira has years behind her; Chantal takes up what her talk left; Joost has just begun."""
    samira, chantal, joost = (world.users[key] for key in ("samira", "chantal", "joost"))
    for user in (samira, chantal):
        add_scan(world, user, 1, on=world.days_ago(780))
        add_scan(world, user, 2, on=world.days_ago(45))
    add_begun_scan(world, joost)
    add_next_plan(world, samira)
    for user in (samira, chantal):
        add_steps(world, user)
    reviews.look(samira, words="Ik oefen meer dan ik dacht. De stilte went.",
                 next_on=world.days_ago(1), today=world.days_ago(190))  # fmt: skip


def add_scan(world: World, user: User, time: int, *, on: date) -> None:
    """The first or the second look, finished the same day."""
    profile = CompetencyProfile.objects.in_force_on(on)
    by_code = {each.code: each for each in Competency.objects.filter(area__profile=profile)}
    scan = scans.start(user, profile=profile, today=on)
    for code, first, second, words_first, words_second in SCANS:
        phase, words = (first, words_first) if time == 1 else (second, words_second)
        scans.say(scan, by_code[code], phase=phase, words=words)
    scans.finish(scan, today=on)


def add_begun_scan(world: World, user: User) -> None:
    profile = CompetencyProfile.objects.in_force_on(world.today)
    scan = scans.start(user, profile=profile, today=world.days_ago(3))
    first = Competency.objects.filter(area__profile=profile).earliest("area__order", "order")
    scans.say(scan, first, phase="", words="Ik weet veel, maar ik leg het niet altijd goed uit.")


def add_next_plan(world: World, user: User) -> None:
    """An earlier plan with a goal that stayed there, and in the plan of now one that works."""
    goals = list(Portfolio(user).goals)
    began = goals[0].plan.started_on
    plans.add_goal(
        user, today=began, scheme=world.scheme, title="Mijn weg vinden in de systemen",
        how_noticed="Ik hoef niet meer elke dag iemand te bellen.",
    )  # fmt: skip
    words = "Een jaar van inwerken. Nu wil ik verder met het gesprek zelf."
    next_plan.start_over(user, along=goals, words=words, today=world.days_ago(420))
    calm = plans.add_goal(
        user, today=world.days_ago(400), scheme=world.scheme,
        title="Rustig blijven als iemand boos wordt",
    )  # fmt: skip
    words = "Ik hoor nu eerst wat er achter de boosheid zit. Vorige week zei iemand: dank je."
    plans.reach(calm, words=words, today=world.days_ago(75))
    words_now: dict[str, Any] = plans.words_of(goals[0]) | {
        "for_whom": "Voor mensen die al vaak hun verhaal deden."
    }
    plans.change_goal(
        goals[0], today=world.days_ago(150), scheme=world.scheme,
        competencies=goals[0].competencies.all(), **words_now,
    )  # fmt: skip


def add_steps(world: World, user: User) -> None:
    goal = Portfolio(user).goals[0]
    for words, added, done in STEPS:
        day = world.days_ago(added)
        by_on = None if done else world.today + (world.today - world.days_ago(21))
        step = steps.add(goal, words=words, by_on=by_on, today=day)
        if done:
            steps.tick(step, today=world.days_ago(done))
