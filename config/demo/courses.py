"""Providers of the demo world with their courses: one that asks, two that work."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, User
from config.demo.world import World, noon
from outbox.models import Job
from portfolios.courses import (
    answering,
    catalogue,
    keys,
    lists,
    looking,
    matching,
    providers,
    running,
    teaching,
)
from portfolios.courses.models import (
    AttendanceList,
    Course,
    CourseRun,
    Provider,
    ProviderPerson,
)
from portfolios.gaps import counting as gaps
from register.models import Competency, CompetencyProfile, Registration

NORTH = {
    "name": "Leerhuis Noord", "website": "https://leerhuis.example",
    "email": "vragen@leerhuis.example",
    "words": "Vijf oud-klantmanagers die laten oefenen met gesprekken uit het echte werk.",
}  # fmt: skip
SCHOOL = {
    "name": "Hogeschool De Waal", "website": "https://dewaal.example",
    "email": "sociaal@dewaal.example",
    "words": "Lectoraat en opleidingen voor het sociaal domein, dicht bij de praktijk.",
}  # fmt: skip
ASKING = {
    "name": "Bureau Stap Verder", "website": "", "email": "info@stapverder.example",
    "words": "Wij geven trainingen over schulden en stress.",
}  # fmt: skip
COURSES: tuple[tuple[int, dict[str, Any], dict[str, Any]], ...] = (
    (0, {"title": "Doorvragen zonder duwen", "form": "course", "price": 295,
         "words": "Twee dagen oefenen met gesprekken die jij meebrengt.",
         "goals": "Je stelt één vraag en wacht dan.\nJe merkt wanneer je invult voor een ander."},
     {"days": (24, 38), "place": "De Werkplaats, Zwolle", "province": "Overijssel"}),
    (0, {"title": "Een ochtend meekijken bij schuldhulp", "form": "lab", "price": 0,
         "words": "Je kijkt een ochtend mee en praat na met wie er werkt.",
         "goals": "Je weet wat je zelf kunt doen in de eerste week van geldstress."},
     {"days": (17,), "place": "Stadskantoor, Groningen", "province": "Groningen"}),
    (0, {"title": "Schrijven dat iemand begrijpt", "form": "elearning", "price": 45,
         "words": "Zes korte lessen die je in je eigen tijd volgt.",
         "goals": "Je schrijft een besluit dat een inwoner in één keer begrijpt."}, {}),
    (1, {"title": "Leergang praktisch wijs", "form": "series", "price": 1950, "level": "experienced",
         "words": "Vijf dagen over organisatie, wet, situatie en vertrouwen.",
         "goals": "Je legt uit waarom je in deze situatie dit deed, ook aan wie er anders over denkt."},
     {"days": (30, 44, 58, 72, 86), "place": "Campus De Waal, Utrecht", "province": "Utrecht"}),
    (1, {"title": "College: wat schaarste doet", "form": "lecture", "price": 0,
         "words": "Een avond over onderzoek naar geldstress, met vragen uit de zaal.",
         "goals": "Je herkent wat stress doet met een gesprek."},
     {"days": (9,), "online": True}),
)  # fmt: skip
QUESTION = "Voor wie zijn jullie trainingen precies, en wie geeft ze?"
MISTAKES = (
    "Naam;Registratienummer;Datum\n"
    "Jan van den Berg;RK-4817-3061;\n"
    "Fatma Kaya;RK-48;\n"
    "Bas Kuiper;;\n"
    "Mieke Post;4,81731E+07;volgende week\n"
)
ANSWERS = ("yes", "yes", "yes", "bit", "no", "yes")
REPORT = "De link naar de e-learning werkt niet meer."


def add_courses(world: World, people: list[User]) -> None:
    """Samira keeps one in mind; of one something is wrong; one provider waits for an answer."""
    bureau = Actor(world.users["mirjam"], Role.DESK)
    made = [
        Provider.objects.get(name=NORTH["name"]),  # of which a programme is the first of all
        let_in(world, SCHOOL, people[1], bureau, days=220),
    ]
    with world.on(world.days_ago(300)):
        made[0].people.create(
            person=people[2], role=ProviderPerson.Role.MEMBER, from_on=world.days_ago(300)
        )
    listed = [add_course(world, made[at], facts, where) for at, facts, where in COURSES]
    for course in listed[:4]:
        looking.note_seen(course, now=noon(world.days_ago(60)), by=bureau)
    catalogue.save(listed[0], person=world.users["samira"], today=world.days_ago(3))
    add_attendance(world, made[0], listed[0])
    add_teachers(world, listed)
    gaps.publish(today=world.today)
    looking.report(listed[2], REPORT, today=world.days_ago(1))
    asked = providers.apply(ASKING, by_person=people[3], today=world.days_ago(4))
    providers.ask(asked, QUESTION, now=noon(world.days_ago(2)), by=bureau)
    providers.apply(
        ASKING | {"name": "Atelier Nabij"}, by_person=people[4], today=world.days_ago(1)
    )


def add_teachers(world: World, listed: list[Course]) -> None:
    """Tomasz and Ngozi are named as teachers; Ngozi says that it is not right."""
    tomasz, ngozi = world.users["tomasz"], world.users["ngozi"]
    for course, person in ((listed[4], tomasz), (listed[3], ngozi)):
        running.set_teachers(course, [("Noor de Wit", ""), (person.name, person.email)])
    with world.on(world.days_ago(5)):
        teaching.tell_teachers()
    with world.on(world.days_ago(2)):
        teaching.deny(listed[3], now=noon(world.days_ago(2)), by=Actor.self(ngozi))


def let_in(
    world: World, facts: dict[str, str], person: User, bureau: Actor, *, days: int
) -> Provider:
    with world.on(world.days_ago(days)):
        made = providers.apply(facts, by_person=person, today=world.days_ago(days))
        providers.accept(made, now=noon(world.days_ago(days)), by=bureau)
    return made


def add_course(
    world: World, provider: Provider, facts: dict[str, Any], where: dict[str, Any]
) -> Course:
    profile = CompetencyProfile.objects.in_force_on(world.today)
    known = list(Competency.objects.filter(area__profile=profile))
    number = provider.courses.count()
    about = known[number :: len(known) // 2 or 1][:2]
    teachers = [("Noor de Wit", ""), ("Kees Lam", "")][: 1 + number % 2]
    day = world.days_ago(90)
    made = running.list_course(
        provider, {"for_whom": "", "level": "all", "link": "", **facts}, about, teachers, today=day
    )
    days = where.get("days", ())
    place = {
        "place": "",
        "province": "",
        "online": False,
        "capacity": 14,
        "link": provider.website,
    } | {k: v for k, v in where.items() if k != "days"}
    if days:
        run = running.plan(made, place, *hours(world, days[0]), today=day)
        for later in days[1:]:
            running.add_day(run, *hours(world, later))
    return made


def add_attendance(world: World, provider: Provider, course: Course) -> None:
    """A list of last week that was sent, one with mistakes, and what people answered later."""
    by = Actor.self(provider.people.get(role=ProviderPerson.Role.MANAGER).person)
    with world.on(world.days_ago(40)):
        keys.make(provider, purpose="Onze administratie", now=noon(world.days_ago(40)), by=by)
    place = {"place": "De Werkplaats, Zwolle", "province": "Overijssel", "online": False,
             "capacity": 14, "link": ""}  # fmt: skip
    run = running.plan(course, place, *hours(world, -8), today=world.days_ago(90))
    registered = Registration.objects.filter(status=Registration.Status.ACTIVE)
    there = [registered.get(person=world.users["samira"]), *registered.order_by("pk")[20:26]]
    rows = "".join(f"{one.shown_name};{one.number}\n" for one in there)
    sent = looked_at(run, f"Naam;Registratienummer\n{rows}", "aanwezig.csv", world, by)
    lists.send(sent, with_questions=False, now=noon(world.days_ago(7)), by=by)
    matching.match_step(sent.pk, 0)
    Job.objects.filter(task=lists.MATCH).update(done_at=noon(world.days_ago(7)), attempts=1)
    looked_at(run, MISTAKES, "nagekomen.csv", world, by)
    for one, said in zip(registered.order_by("pk")[60:66], ANSWERS, strict=True):
        answering.answer(course, person=one.person, said=said)


def looked_at(run: CourseRun, text: str, title: str, world: World, by: Actor) -> AttendanceList:
    """A list that was read and looked at a week ago."""
    day = world.days_ago(7)
    with world.on(day):
        made = lists.upload(run, lists.pasted(text), name=title, now=noon(day), by=by)
        lists.start_check(made, made.columns, by=by)
        for _ in range(2):
            lists.check_step(made.pk, made.turn)
    Job.objects.filter(task=lists.CHECK).update(done_at=noon(day), attempts=1)
    made.refresh_from_db()
    return made


def hours(world: World, ahead: int) -> tuple[datetime, datetime]:
    begins = timezone.make_aware(datetime.combine(world.today + timedelta(days=ahead), time(9, 30)))
    return begins, begins + timedelta(hours=7)
