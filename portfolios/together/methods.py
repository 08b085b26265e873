"""Ways to talk in an intervision group, in our own words, each with steps and minutes."""

from collections.abc import Iterator
from dataclasses import dataclass

from portfolios.together.models import IntervisionSession

Method = IntervisionSession.Method


@dataclass(frozen=True)
class Step:
    """One part of the meeting: what it is called, how long, and what everybody does."""

    title: str
    minutes: int
    words: str


@dataclass(frozen=True)
class Timed:
    """A step with its place in the meeting, in minutes from the beginning."""

    number: int
    step: Step
    starts: int

    @property
    def ends(self) -> int:
        return self.starts + self.step.minutes


@dataclass(frozen=True)
class Way:
    """One method: for which kind of question it is good, what it needs, and how it goes."""

    code: str
    title: str
    short: str
    good_for: str
    needs: str
    steps: tuple[Step, ...]
    watch_out: str

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def timetable(self) -> list[Timed]:
        return list(timed(self.steps))


def timed(steps: tuple[Step, ...]) -> Iterator[Timed]:
    at = 0
    for number, step in enumerate(steps, start=1):
        yield Timed(number, step, at)
        at += step.minutes


INCIDENT = Way(
    Method.INCIDENT,
    "Incidentmethode",
    "Eén moment uit het werk. De anderen vragen door en zeggen wat zij zelf zouden doen.",
    "Een situatie waarin je snel moest kiezen.",
    "Vier tot acht mensen en een klok.",
    (
        Step("Kort vertellen", 10,
             "De inbrenger vertelt wat er gebeurde, tot het moment van kiezen. Daar stopt hij."),
        Step("Vragen naar feiten", 15,
             "De anderen vragen alleen wat ze nog willen weten. Geen raad en geen mening."),
        Step("Zelf kiezen", 10,
             "Ieder schrijft op: wat zou ik doen, en waarom? In stilte."),
        Step("Om de beurt", 20,
             "Ieder leest voor wat hij koos. De inbrenger luistert en zegt niets terug."),
        Step("Wat gebeurde er echt?", 10,
             "De inbrenger vertelt wat hij deed, en hoe het afliep."),
        Step("Wat neem je mee?", 10,
             "Ieder zegt in één zin wat hij hiervan onthoudt."),
    ),
    "‘Had je niet …’ is geen vraag maar een raad. Vraag liever: ‘Wat zag je toen?’",
)  # fmt: skip
GOSSIP = Way(
    Method.GOSSIP,
    "Roddelmethode",
    "De inbrenger draait zich om. De anderen praten over de situatie alsof hij er niet bij is.",
    "Als je vastzit in je eigen verhaal.",
    "Een groep die elkaar een beetje vertrouwt.",
    (
        Step("De vraag vertellen", 10,
             "De inbrenger vertelt de situatie en de vraag, zonder dat iemand onderbreekt."),
        Step("Vragen om te begrijpen", 10, "De anderen vragen tot ze het voor zich zien."),
        Step("Omdraaien", 2, "De inbrenger draait de stoel om en pakt pen en papier."),
        Step("Roddelen", 20,
             "De anderen praten met elkaar: wat speelt hier, wat valt op, wat kan er nog meer? "
             "Raak alles aan, maar val niemand aan."),
        Step("Terugdraaien", 10,
             "De inbrenger zegt wat raak was, wat niet klopte, en wat verraste."),
        Step("Afronden", 8, "De inbrenger zegt wat de eerste kleine stap is. Ieder sluit af."),
    ),
    "Roddel over de situatie, niet over de persoon. De begeleider stopt wie gaat oordelen.",
)  # fmt: skip
BALINT = Way(
    Method.BALINT,
    "Balint-achtig gesprek",
    "Over wat er gebeurt tussen jou en de inwoner, en wat dat met je doet.",
    "Een gesprek dat je niet loslaat.",
    "Rust, en iemand die op de tijd let.",
    (
        Step("Vertellen uit het hoofd", 10,
             "De inbrenger vertelt over een ontmoeting, zonder papieren. Ook wat hij voelde."),
        Step("Een paar korte vragen", 5, "Alleen wat nodig is om mee te kunnen."),
        Step("De groep denkt hardop", 25,
             "De inbrenger schuift naar achteren en luistert. De anderen zeggen wat het verhaal "
             "oproept. Hoe zou het zijn om deze inwoner te zijn? En deze klantmanager?"),
        Step("De inbrenger komt terug", 10,
             "Wat raakte je? Je hoeft niets uit te leggen en nergens op te antwoorden."),
        Step("Stil en klaar", 10, "Eén minuut stil. Daarna zegt ieder één woord of één zin."),
    ),
    "Komt er toch een oplossing langs? Leg haar vriendelijk opzij. Die mag na afloop.",
)  # fmt: skip
FIVE_STEPS = Way(
    Method.FIVE_STEPS,
    "Vijf stappen",
    "Van vraag naar afspraak, in vijf duidelijke stappen. Fijn voor een nieuwe groep.",
    "Een vraag waarbij je verder wilt.",
    "Een bord of een groot vel papier.",
    (
        Step("De vraag", 10, "De inbrenger vertelt en sluit af met: ‘Mijn vraag is …’"),
        Step("Verhelderen", 15,
             "De anderen stellen open vragen. De inbrenger antwoordt kort."),
        Step("De kern", 10,
             "Ieder zegt: ‘Volgens mij gaat het over …’ De inbrenger kiest wat het best past."),
        Step("Ideeën", 15,
             "Ieder geeft één idee, als: ‘Als ik jou was, zou ik …’ De inbrenger schrijft mee."),
        Step("Wat ga je doen?", 10,
             "De inbrenger kiest, en zegt wanneer de groep hoort hoe het ging."),
    ),
    "Stap 2 is de moeilijkste: bijna iedereen wil al een idee geven. Schrijf het op voor stap 4.",
)  # fmt: skip
WALK = Way(
    Method.WALK,
    "Leerwandeling",
    "In tweetallen naar buiten. Lopend praat het anders dan aan een tafel.",
    "Als praten aan tafel stroef gaat, of als je lang hebt gezeten.",
    "Een rustige route. Praat over inwoners zonder namen: anderen lopen mee.",
    (
        Step("Tweetallen maken", 5,
             "Kies iemand met wie je weinig werkt. Ieder neemt één vraag mee."),
        Step("De eerste loopt voor", 20,
             "De een vertelt, de ander vraagt alleen door. Geen raad."),
        Step("Wisselen", 20, "Nu vertelt de ander."),
        Step("Samen delen", 20,
             "In de kring: wat hoorde je jezelf zeggen? Vertel alleen over je eigen vraag."),
    ),
    "Kan iemand niet goed lopen? Neem een bank, of zit buiten. Het gaat om het doorvragen.",
)  # fmt: skip
WAYS = (INCIDENT, GOSSIP, BALINT, FIVE_STEPS, WALK)
BY_CODE = {way.code: way for way in WAYS}
