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
            "zou praten als zij erbij waren.\n\n"
            "Ik spreek iemand aan met de naam die hij of zij kiest. Ik kom mijn afspraken na en "
            "bel als het later wordt. Wie boos of wanhopig is, stuur ik niet weg zonder te "
            "vragen wat er speelt."
        ),
    ),
    Article(
        number=2,
        title="De inwoner houdt de regie",
        text=(
            "Het leven en het werk van de inwoner zijn van de inwoner. Ik vraag wat iemand zelf "
            "wil en kan, voordat ik voorstel wat er moet gebeuren. Waar de wet de ruimte beperkt, "
            "zeg ik dat eerlijk en zoek ik samen wat er wel te kiezen valt.\n\n"
            "Ik neem niet over wat iemand zelf kan of wil leren. In een plan staan de woorden "
            "van de inwoner, niet alleen de mijne. Kiest iemand een weg die ik niet zou kiezen, "
            "dan zeg ik wat ik zie en blijf ik beschikbaar."
        ),
    ),
    Article(
        number=3,
        title="Zorgvuldig met macht",
        text=(
            "Ik besluit over geld en verplichtingen van mensen die meestal niets te kiezen "
            "hebben. Ik zeg waar ik over ga, waarom ik iets besluit en wat iemand kan doen die "
            "het er niet mee eens is. Ik gebruik mijn positie nooit voor mezelf en nooit om te "
            "straffen.\n\n"
            "Voor ik een besluit neem dat iemand raakt, hoor ik die mens. Ik breng slecht "
            "nieuws zelf, op tijd en met uitleg over bezwaar. Ik laat geen computer of lijst "
            "voor mij beslissen: ik kijk zelf of het klopt."
        ),
    ),
    Article(
        number=4,
        title="Vertrouwelijk",
        text=(
            "Wat een inwoner mij vertelt, deel ik alleen als dat nodig is voor ons werk en mag "
            "van de wet. Ik vertel vooraf met wie ik iets deel. Ik schrijf op wat nodig is en "
            "niet meer, en de inwoner mag het teruglezen.\n\n"
            "Vraagt een collega, een werkgever of een familielid naar iemand, dan overleg ik "
            "eerst met de inwoner. In intervisie en in mijn portfolio vertel ik over mijn werk "
            "zo, dat niemand te herkennen is."
        ),
    ),
    Article(
        number=5,
        title="Eerlijk over fouten",
        text=(
            "Iedereen maakt fouten, ik ook. Ik vertel het aan degene die er last van heeft, "
            "herstel wat ik kan en zoek uit hoe het kwam. Ik maak het anderen makkelijk om "
            "hetzelfde te doen.\n\n"
            "Ik zeg sorry als dat past, ook als mijn organisatie dat lastig vindt. Zie ik een "
            "fout van een ander, dan praat ik eerst met die ander. Schaadt een fout een "
            "inwoner, dan zorg ik dat die het hoort."
        ),
    ),
    Article(
        number=6,
        title="Met kennis en met verstand",
        text=(
            "Ik ken de wet en de regels waar ik mee werk en houd bij wat er bekend is over wat "
            "helpt. Ik pas een regel toe met het doel ervan voor ogen. Mijn keuzes kan ik "
            "uitleggen aan de inwoner, aan een collega en aan de rechter.\n\n"
            "Ik weet waar mijn kennis ophoudt, zoals bij ziekte, schulden of recht, en haal er "
            "dan iemand bij. Ik vraag wat een aanpak bij eerdere inwoners bracht, en stop met "
            "wat niet helpt."
        ),
    ),
    Article(
        number=7,
        title="Ik blijf leren",
        text=(
            "Ik denk na over mijn werk, alleen en met anderen. Ik luister naar wat inwoners van "
            "mijn werk vinden. Ik deel wat ik leer en help nieuwe collega's op weg.\n\n"
            "Ik maak tijd vrij om terug te kijken en vraag mijn organisatie om die ruimte. Wat "
            "ik leer, laat ik terugzien in mijn werk. Ik doe niet alsof ik klaar ben."
        ),
    ),
    Article(
        number=8,
        title="Samen, zonder weg te duwen",
        text=(
            "Ik werk samen met iedereen die voor de inwoner belangrijk is. Ik verwijs niet om van "
            "iemand af te zijn. Weet ik het niet of kan ik het niet, dan zeg ik dat en zoek ik "
            "iemand die het wel weet of kan.\n\n"
            "Ik draag een vraag warm over en kijk na of de ander haar oppakt. De inwoner weet "
            "wie er meewerkt en wie waarover gaat. Ik spreek met respect over wie er ook bij "
            "betrokken is."
        ),
    ),
    Article(
        number=9,
        title="Onafhankelijk en open",
        text=(
            "Ik neem geen geschenken of gunsten aan en behandel geen zaken van familie, vrienden "
            "of mensen met wie ik een ander belang deel. Krijg ik een opdracht die een inwoner "
            "onredelijk schaadt, dan bespreek ik dat in mijn organisatie en blijf ik er niet stil "
            "over.\n\n"
            "Raakt mijn werk mijn eigen leven, dan geef ik de zaak over aan een collega. Ik "
            "praat met mijn leidinggevende over regels die mensen klem zetten, en breng "
            "voorbeelden mee. Wie een misstand meldt, steun ik."
        ),
    ),
    Article(
        number=10,
        title="Zorg voor mezelf en mijn collega's",
        text=(
            "Dit werk raakt mij. Ik let op mijn grenzen en vraag op tijd om hulp. Ik zie het als "
            "een collega het zwaar heeft, en spreek een collega aan die over de grens van een "
            "ander gaat.\n\n"
            "Wordt een gesprek onveilig, dan stop ik het rustig en maak ik een nieuwe afspraak. "
            "Ik deel wat mij raakt met collega's die zwijgen kunnen. Zo houd ik het vol, en "
            "blijf ik open voor de volgende mens."
        ),
    ),
)
