"""Guilds of the demo world, their cards in every state, and themes at goals and stories."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.actors import Actor
from accounts.models import User
from config.demo.world import World, noon
from portfolios import carrying_cards
from portfolios.agenda import counting
from portfolios.dossier.models import LearningGoal, LearningStory
from portfolios.knowledge import cards, guilds, literature, reporting, reviewing
from portfolios.knowledge.models import CardVersion, Guild
from portfolios.themes.models import Theme

YOUTH: Mapping[str, Any] = {
    "title": "Eerst een wandeling",
    "what": "Je spreekt een jongere niet aan een tafel, maar loopt samen een half uur.",
    "moment": "Bij een eerste kennismaking, of als iemand steeds niet komt. Niet als iemand slecht "
    "ter been is of liever binnen zit: vraag het.",
    "for_whom": "Jongeren die weinig vertrouwen hebben in de gemeente.",
    "steps": "Vraag of wandelen mag, en waar.\nNeem geen papieren mee.\nVertel iets over jezelf.\n"
    "Spreek pas aan het eind af wat de volgende stap is.",
    "effect": "De ander kiest de weg en het tempo. Dat is klein, en toch merk je het.",
    "sources": "Ons eigen werk, drie jaar in vier gemeenten.",
    "evidence": "practice",
}
LETTER: Mapping[str, Any] = {
    "title": "Een brief die iemand begrijpt",
    "what": "Je leest een besluit samen door, voordat het op de post gaat.",
    "moment": "Bij elk besluit dat geld raakt.",
    "for_whom": "Inwoners met geldzorgen. Stress maakt lezen moeilijk.",
    "steps": "Bel en zeg dat er een brief komt.\nLees de eerste alinea voor.\nVraag: wat staat hier "
    "volgens u?\nPas de brief aan waar het misgaat.",
    "effect": "Iemand weet zelf wat er kan, en waartegen bezwaar mogelijk is.",
    "sources": "Onderzoek naar schaarste en geldstress.",
    "evidence": "researched",
}
LATER: Mapping[str, Any] = {
    "title": "De zoektermijn, met ruimte",
    "what": "Wat er wél kan in de vier weken zoektermijn voor jongeren.",
    "moment": "Als een jongere zich meldt.",
    "steps": "Leg uit wat de termijn is.\nKijk of er een reden is om haar over te slaan.",
    "evidence": "rule",
}
USE = "Ik liep mee met een jongen die nooit kwam. Bij de brug begon hij te praten."
COMMENT = "Bij ons lopen we langs het kanaal. Een hond mee helpt ook."
CHANGE = "Noem ook wat je doet als het regent. Verder helder."


READ = (
    ("Een hoofd vol rekeningen", "R. Vermaat", 2019, "schulden-en-geldzorgen",
     "Ik snap nu waarom iemand een brief niet openmaakt."),
    ("Doorvragen zonder door te duwen", "I. Sanders", 2021, "motiveren-en-gesprek",
     "Kort, met voorbeelden die je de volgende dag kunt proberen."),
    ("Jong en buiten beeld", "Werkgroep Buiten Beeld", 2016, "jongeren",
     "Over jongeren die nergens bekend zijn, in hun eigen woorden."),
)  # fmt: skip
ANSWERS = (["yes"] * 5 + ["bit"], ["yes", "yes", "bit", "no", "no"], ["bit", "yes"])
REPORT_OF_COMMENT = "Is dit nog zo? Bij ons werkt het sinds kort anders."
REPORT = "Dit is van voor de nieuwe wet. Misschien goed om dat erbij te zeggen."


def add_guilds(world: World, people: list[User]) -> None:
    """One around young people, that Samira is in, and one around debts."""
    youth = begin(
        world, people[0], [world.users["samira"], *people[1:7]], days=520, theme="jongeren",
        name="Gilde jongeren", words="Wij zoeken naar wat werkt voor jongeren die niemand ziet.",
    )  # fmt: skip
    debts = begin(
        world, people[8], people[9:13], days=300, theme="schulden-en-geldzorgen",
        name="Gilde rondkomen", words="Over geldstress, en wat een gesprek dan nodig heeft.",
    )  # fmt: skip
    samira = world.users["samira"]
    walk = publish(world, youth, YOUTH, [people[0], samira], people[14:], days=210)
    publish(world, debts, LETTER, [people[8]], people[14:], days=90)
    with world.on(world.days_ago(40)):
        carrying_cards.share_use(
            walk.card, owner=people[20], line=USE, with_name=False, today=world.days_ago(40)
        )
        said = walk.card.comments.create(
            author=people[21], text=COMMENT, written_at=noon(world.days_ago(38))
        )
    reporting.report(said, REPORT_OF_COMMENT, today=world.days_ago(1))
    with_readers(world, youth, LATER, [people[1]], people[30:], days=12)
    add_literature(world, people)
    add_themes(world)
    add_agenda(world)


def begin(
    world: World, founder: User, others: list[User], *, days: int, theme: str, **words: str
) -> Guild:
    day = world.days_ago(days)
    facts: dict[str, Any] = {"theme": Theme.objects.get(code=theme), **words}
    with world.on(day):
        made = guilds.start(facts, founder=founder, today=day)
        for person in others:
            guilds.join(made, person=person, today=day)
    return made


def written(
    world: World, guild: Guild, texts: Mapping[str, Any], authors: list[User], day: date
) -> CardVersion:
    """The first writes it, each other author adds a word."""
    now = noon(day)
    made = cards.start(guild, by_person=authors[0], now=now)
    made = cards.save(made, saves=made.saves, by_person=authors[0], now=now, **texts)
    for author in authors[1:]:
        more = f"{texts['sources']} En wat inwoners ons vertelden."
        made = cards.save(made, saves=made.saves, by_person=author, now=now, sources=more)
    return made


def publish(
    world: World,
    guild: Guild,
    texts: Mapping[str, Any],
    authors: list[User],
    others: list[User],
    *,
    days: int,
) -> CardVersion:
    day = world.days_ago(days)
    with world.on(day):
        made = written(world, guild, texts, authors, day)
        cards.send(made, now=noon(day), by=Actor.self(authors[0]))
        for reader in readers_of(made, others, day)[:2]:
            review = reviewing.take_on(made, person=reader, today=day)
            reviewing.say(review, verdict="agree", words="Zo kan het.", now=noon(day))
        cards.publish(made, now=noon(day), by=Actor.self(authors[0]))
    return made


def with_readers(
    world: World,
    guild: Guild,
    texts: Mapping[str, Any],
    authors: list[User],
    others: list[User],
    *,
    days: int,
) -> None:
    """One that lies with readers: one asked a change."""
    day = world.days_ago(days)
    with world.on(day):
        made = written(world, guild, texts, authors, day)
        cards.send(made, now=noon(day), by=Actor.self(authors[0]))
        review = reviewing.take_on(made, person=readers_of(made, others, day)[0], today=day)
        reviewing.say(review, verdict="change", words=CHANGE, now=noon(day))


def readers_of(version: CardVersion, people: list[User], day: date) -> list[User]:
    """Who is far enough from the writers and, one after the other, from each other."""
    found: list[User] = []
    places: set[int] = set()
    for person in people:
        mine = set(
            person.affiliations.filter(from_on__lte=day).values_list("organisation", flat=True)
        )
        near = reviewing.ties([version.pk], person, today=day)
        if mine and not near and not mine & places:
            found.append(person)
            places |= mine
    return found


def add_literature(world: World, people: list[User]) -> None:
    """Enough people answered about the first two; of the third there is a report."""
    day = world.days_ago(60)
    made = [
        literature.add(
            {"title": title, "author": author, "year": year, "link": "",
             "theme": Theme.objects.get(code=theme), "why": why},
            by_person=people[number], today=day,
        )
        for number, (title, author, year, theme, why) in enumerate(READ)
    ]  # fmt: skip
    for item, answers in zip(made, ANSWERS, strict=True):
        for person, said in zip(people[30:], answers, strict=False):
            literature.answer(item, person=person, said=said)
    reporting.report(made[2], REPORT, today=world.days_ago(2))


def add_agenda(world: World) -> None:
    """The figures of the last two years, each as it was counted just after that year."""
    for year in (world.today.year - 2, world.today.year - 1):
        counting.publish(year, today=date(year + 1, 1, 2))


def add_themes(world: World) -> None:
    """At most goals and stories, spread over the themes as people would choose them."""
    known = list(Theme.objects.order_by("code"))
    weights = [(1 + (3 * number) % 7) ** 2 for number in range(len(known))]
    for model in (LearningGoal, LearningStory):
        through: Any = model.themes.through
        name = f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            through(**{name: pk, "theme_id": world.dice.choices(known, weights)[0].pk})
            for pk in model.objects.order_by("pk").values_list("pk", flat=True)
            if world.dice.random() < 0.8
        )
