"""The code of conduct (beroepscode) of klantmanagers, as it is first put into force."""

from dataclasses import dataclass
from datetime import date

VERSION = "2018-1"
IN_FORCE_FROM = date(2018, 1, 1)
TITLE = "Beroepscode voor klantmanagers"
PREAMBLE = (
    "Deze code zegt waar inwoners en collega's op mogen rekenen. Zij is geen lijst om af te "
    "vinken, maar houvast voor het gesprek over goed werk."
)


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    title: str
    text: str


ARTICLES: tuple[Article, ...] = (
    Article(
        number=1,
        title="Respect voor ieder mens",
        text=(
            "Ik ontvang iedereen als een mens met een eigen verhaal. Afkomst, geloof, geslacht, "
            "ziekte, schulden of gedrag maken dat niet anders. Ik praat over inwoners zoals ik "
            "zou praten als zij erbij waren."
        ),
    ),
    Article(
        number=2,
        title="De inwoner houdt de regie",
        text=(
            "Het leven en het werk van de inwoner zijn van de inwoner. Ik vraag wat iemand zelf "
            "wil en kan, voordat ik voorstel wat er moet gebeuren. Waar de wet de ruimte beperkt, "
            "zeg ik dat eerlijk en zoek ik samen wat er wel te kiezen valt."
        ),
    ),
    Article(
        number=3,
        title="Zorgvuldig met macht",
        text=(
            "Ik besluit over geld en verplichtingen van mensen die meestal niets te kiezen "
            "hebben. Ik zeg waar ik over ga, waarom ik iets besluit en wat iemand kan doen die "
            "het er niet mee eens is. Ik gebruik mijn positie nooit voor mezelf en nooit om te "
            "straffen."
        ),
    ),
    Article(
        number=4,
        title="Vertrouwelijk",
        text=(
            "Wat een inwoner mij vertelt, deel ik alleen als dat nodig is voor ons werk en mag "
            "van de wet. Ik vertel vooraf met wie ik iets deel. Ik schrijf op wat nodig is en "
            "niet meer, en de inwoner mag het teruglezen."
        ),
    ),
    Article(
        number=5,
        title="Eerlijk over fouten",
        text=(
            "Iedereen maakt fouten, ik ook. Ik vertel het aan degene die er last van heeft, "
            "herstel wat ik kan en zoek uit hoe het kwam. Ik maak het anderen makkelijk om "
            "hetzelfde te doen."
        ),
    ),
    Article(
        number=6,
        title="Met kennis en met verstand",
        text=(
            "Ik ken de wet en de regels waar ik mee werk en houd bij wat er bekend is over wat "
            "helpt. Ik pas een regel toe met het doel ervan voor ogen. Mijn keuzes kan ik "
            "uitleggen aan de inwoner, aan een collega en aan de rechter."
        ),
    ),
    Article(
        number=7,
        title="Ik blijf leren",
        text=(
            "Ik denk na over mijn werk, alleen en met anderen. Ik luister naar wat inwoners van "
            "mijn werk vinden. Ik deel wat ik leer en help nieuwe collega's op weg."
        ),
    ),
    Article(
        number=8,
        title="Samen, zonder weg te duwen",
        text=(
            "Ik werk samen met iedereen die voor de inwoner belangrijk is. Ik verwijs niet om van "
            "iemand af te zijn. Weet ik het niet of kan ik het niet, dan zeg ik dat en zoek ik "
            "iemand die het wel weet of kan."
        ),
    ),
    Article(
        number=9,
        title="Onafhankelijk en open",
        text=(
            "Ik neem geen geschenken of gunsten aan en behandel geen zaken van familie, vrienden "
            "of mensen met wie ik een ander belang deel. Krijg ik een opdracht die een inwoner "
            "onredelijk schaadt, dan bespreek ik dat in mijn organisatie en blijf ik er niet stil "
            "over."
        ),
    ),
    Article(
        number=10,
        title="Zorg voor mezelf en mijn collega's",
        text=(
            "Dit werk raakt mij. Ik let op mijn grenzen en vraag op tijd om hulp. Ik zie het als "
            "een collega het zwaar heeft, en spreek een collega aan die over de grens van een "
            "ander gaat."
        ),
    ),
)
