"""The demo's decisions of the profession: a code adopted last year, and a scheme that is open."""

from datetime import date, timedelta

from accounts.actors import Actor
from accounts.models import Role
from config.demo.world import World, noon
from register import acceptance, proposals, remarks
from register.models import (
    CodeOfConduct,
    Consultation,
    RegisterScheme,
    Registration,
    Remark,
    VersionKind,
)

SEATS = ("lotte", "ruben", "hatice")
IN_FORCE_DAYS = 330  # days ago
WHY_CODE = (
    "De beroepscode is acht jaar oud. Computers en lijsten wijzen nu aan wie een brief of een "
    "onderzoek krijgt. In de code staat daar bijna niets over. En inwoners vroegen ons om "
    "duidelijker te zeggen dat zij hun eigen plan maken."
)
CHANGES = {
    2: (
        "Ik neem niet over wat iemand zelf kan of wil leren. Het plan is van de inwoner: het begint "
        "met zijn of haar eigen woorden, en ik schrijf erbij wat ik kan toezeggen. Kiest iemand een "
        "weg die ik niet zou kiezen, dan zeg ik wat ik zie en blijf ik beschikbaar."
    ),
    3: (
        "Voor ik een besluit neem dat iemand raakt, hoor ik die mens. Ik breng slecht nieuws zelf, "
        "op tijd en met uitleg over bezwaar. Ik laat geen computer of lijst voor mij beslissen: ik "
        "kijk zelf of het klopt, ik kan uitleggen waarom iemand op een lijst staat, en ik meld het "
        "als een lijst mensen ongelijk behandelt."
    ),
}
SAID_ABOUT_CODE = (
    ("samira", "for", "professional", "artikel-2", "Eindelijk staat er dat het plan van de inwoner is. Dat helpt mij ook in gesprek met mijn leidinggevende.",
     "Dank je wel. Dat horen we vaker."),
    ("", "against", "employer", "artikel-3", "Een medewerker kan niet altijd uitleggen hoe een lijst is gemaakt. Dat is werk voor de organisatie.",
     "Dat begrijpen we. Er staat nu: waarom iemand op de lijst staat. Hoe de lijst is gemaakt, hoort de organisatie uit te leggen."),
    ("", "for", "citizen", "", "Ik stond zelf op zo'n lijst en niemand wist waarom. Goed dat dit erin komt.",
     "Dank u wel dat u dit wilde delen. Uw ervaring staat in de toelichting voor de beroepszetels."),
)  # fmt: skip
VOTES = (
    "Dit vraagt iets van ons, en het is goed dat wij dat zelf zeggen.",
    "De reacties van inwoners gaven voor mij de doorslag.",
    "Artikel 3 is lang geworden, maar ieder woord is nodig.",
)
WHY_SCHEME = (
    "Veel klantmanagers zeggen dat de laatste herinneringen te dicht op elkaar zitten. Wie mantelzorg "
    "of een reorganisatie heeft, komt met een half jaar extra vaak net niet uit. En assessoren rijden "
    "verder dan we dachten."
)
NEW_RULES = {
    "reminder_days": [30, 7],
    "extension_months": 9,
    "assessor_hours": 7,
    "assessor_fee_euros": 280,
}
# Who, what, as whom, about what, the words, the answer (empty: not yet).
SAID_ABOUT_SCHEME = (
    ("tomasz", "for", "professional", "extension_months", "Negen maanden had mij vorig jaar een hoop slapeloze nachten gescheeld.",
     "Dank je wel. Dit soort ervaringen zijn precies de reden voor het voorstel."),
    ("hanneke", "neutral", "professional", "assessor_hours", "Zeven uur is eerlijker. Maar mijn werkgever moet die tijd dan wel geven. Kan dat in de steunverklaring?", ""),
    ("", "against", "citizen", "", "Waarom krijgen mensen zo veel tijd? Ik krijg van de gemeente twee weken.",
     "Dat is een terechte vraag. Dit gaat over leren, niet over een recht of een plicht. Wat u over termijnen zegt, nemen we mee naar het gesprek over het competentieprofiel."),
    ("", "for", "provider", "reminder_days", "Minder herinneringen, meer rust. Wel graag een bericht op een vast moment in het jaar.", ""),
)  # fmt: skip


def desk(world: World) -> Actor:
    return Actor(world.users["mirjam"], Role.DESK)


def react(world: World, consultation: Consultation, day: date, said: tuple[str, ...]) -> Remark:
    who, stance, voice, part, text, _ = said
    user = world.users.get(who)
    return remarks.make(
        consultation,
        voice=voice,
        stance=stance,
        part=part,
        text=text,
        name=user.name if user else "",
        now=noon(day),
        by=Actor.self(user) if user else remarks.VISITOR,
    )


def answer(world: World, remark: Remark, text: str, day: date) -> None:
    remarks.answer(remark, text, today=day, now=noon(day), by=desk(world))


def add_adopted(world: World) -> None:
    """Last year's code: opened, answered, agreed to by all seats, in force."""
    first = world.days_ago(IN_FORCE_DAYS + 120)
    closes_on = first + timedelta(weeks=7)
    with world.on(first):
        made = proposals.start(VersionKind.CODE, today=first, by=desk(world))
        code = CodeOfConduct.objects.get(pk=made.subject.pk)
        articles = [dict(each) for each in code.articles]
        for article in articles:
            if article["number"] in CHANGES:
                before, _, _ = article["text"].partition("\n\n")
                article["text"] = f"{before}\n\n{CHANGES[article['number']]}"
        text = {"preamble": code.preamble, "articles": articles}
        proposals.write(made, why=WHY_CODE, text=text, by=desk(world))
        proposals.open_for_remarks(made, closes_on=closes_on, today=first, by=desk(world))
    for number, said in enumerate(SAID_ABOUT_CODE, start=1):
        day = first + timedelta(days=6 * number)
        with world.on(day):
            answer(world, react(world, made, day, said), said[-1], day)
    asked_on = closes_on + timedelta(days=10)
    with world.on(asked_on):
        made.close(today=asked_on, by=proposals.SYSTEM)
        starts = world.days_ago(IN_FORCE_DAYS)
        proposals.ask_assent(
            made, in_force_from=starts, today=asked_on, now=noon(asked_on), by=desk(world)
        )
    for number, (key, reason) in enumerate(zip(SEATS, VOTES, strict=True), start=1):
        day = asked_on + timedelta(days=3 * number)
        with world.on(day):
            seat = Actor(world.users[key], Role.SEAT)
            proposals.say(made, yes=True, reason=reason, today=day, now=noon(day), by=seat)


NOT_YET = "piet"


def add_acceptances(world: World) -> None:
    """Who was registered then got a letter, and most accepted the new code in the months after."""
    starts = world.days_ago(IN_FORCE_DAYS)
    version = CodeOfConduct.objects.in_force_on(world.today)
    with world.on(starts):
        acceptance.tell_new_version(VersionKind.CODE.value, version.pk, 0)
    inside = Registration.objects.filter(status__in=Registration.IN).select_related("person")
    named = {user.pk: key for key, user in world.users.items()}
    for registration in inside.filter(since_on__lt=starts).order_by("pk"):
        key = named.get(registration.person_id)
        later = world.dice.randint(1, IN_FORCE_DAYS - 10)
        if key == NOT_YET or (key is None and world.dice.random() < 0.15):
            continue
        day = starts + timedelta(days=later)
        with world.on(day):
            person = registration.person
            acceptance.accept(
                person, VersionKind.CODE, version.version, today=day, by=Actor.self(person)
            )


def add_open(world: World) -> None:
    """A scheme that everyone can react to now; some remarks wait for an answer or a look."""
    opened_on = world.days_ago(18)
    weeks = RegisterScheme.objects.in_force_on(opened_on).consultation_weeks
    closes_on = opened_on + timedelta(weeks=weeks)
    with world.on(opened_on):
        made = proposals.start(VersionKind.SCHEME, today=opened_on, by=desk(world))
        proposals.write(made, why=WHY_SCHEME, text=NEW_RULES, by=desk(world))
        proposals.open_for_remarks(made, closes_on=closes_on, today=opened_on, by=desk(world))
    for number, said in enumerate(SAID_ABOUT_SCHEME, start=1):
        day = opened_on + timedelta(days=3 * number)
        with world.on(day):
            remark = react(world, made, day, said)
            if said[-1]:
                answer(world, remark, said[-1], day)
