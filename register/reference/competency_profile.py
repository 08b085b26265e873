"""The competency profile (competentieprofiel): result areas with their competencies."""

from dataclasses import dataclass
from datetime import date

VERSION = "2018-1"
IN_FORCE_FROM = date(2018, 1, 1)
TITLE = "Competentieprofiel voor klantmanagers"


@dataclass(frozen=True, slots=True)
class Competency:
    code: str
    title: str
    description: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultArea:
    code: str
    title: str
    description: str
    competencies: tuple[Competency, ...]


RESULT_AREAS: tuple[ResultArea, ...] = (
    ResultArea(
        code="VK",
        title="Vakkennis",
        description=(
            "Je weet waar je over praat: de wet, de regelingen, het werk en de wegen in jouw "
            "streek."
        ),
        competencies=(
            Competency(
                code="VK1",
                title="De wet kennen en begrijpen",
                description=(
                    "Je kent de regels van je vak, ook het doel erachter, en legt ze uit in "
                    "gewone taal."
                ),
                indicators=(
                    (
                        "Je zoekt uit welke ruimte een regel geeft voordat je zegt dat iets niet "
                        "kan."
                    ),
                    "Een inwoner kan na jullie gesprek navertellen wat er is besloten en waarom.",
                    "Je motiveert een besluit zo dat een collega of een rechter het kan volgen.",
                    "Je zegt het eerlijk als je iets niet zeker weet, en komt erop terug.",
                ),
            ),
            Competency(
                code="VK2",
                title="Werk, inkomen en de streek kennen",
                description=(
                    "Je weet wat er te doen is: welk werk, welke hulp, welke scholing en wie "
                    "daarover gaat."
                ),
                indicators=(
                    "Je kent werkgevers en hulpverleners van meer dan alleen hun naam.",
                    (
                        "Je weet welke vakkennis iemand meebrengt, ook als die uit een ander land "
                        "komt."
                    ),
                    "Je haalt er iemand bij als een vraag buiten jouw kennis ligt.",
                    "Je volgt wat er verandert in het werk en de hulp in jouw streek.",
                ),
            ),
        ),
    ),
    ResultArea(
        code="MW",
        title="Methodisch werken",
        description="Je kijkt eerst goed, kiest dan met reden en gaat na wat het bracht.",
        competencies=(
            Competency(
                code="MW1",
                title="Signalen zien en begrijpen",
                description=(
                    "Je merkt op wat er speelt, ook als het niet wordt gezegd, en toetst wat jij "
                    "denkt."
                ),
                indicators=(
                    "Je scheidt wat je ziet van wat je ervan vindt.",
                    (
                        "Je vraagt door naar geld, gezondheid, taal en thuis, op een moment dat "
                        "past."
                    ),
                    "Je vraagt de inwoner of jouw uitleg van de situatie klopt.",
                    "Je ziet op tijd dat iemand vastloopt, ook als er nog geen brief of boete is.",
                ),
            ),
            Competency(
                code="MW2",
                title="Onderbouwd kiezen en volgen",
                description=(
                    "Je kiest een aanpak omdat er reden is om te denken dat die helpt, en stopt "
                    "als dat niet zo is."
                ),
                indicators=(
                    "Je kunt zeggen waarom je dit doet en niet iets anders.",
                    "Je spreekt af wanneer jullie samen terugkijken, en doet dat ook.",
                    "Je stopt met iets wat niet werkt, ook als het altijd zo gedaan is.",
                    "Je weet wat onderzoek, de praktijk en inwoners zeggen over je aanpak.",
                ),
            ),
        ),
    ),
    ResultArea(
        code="RR",
        title="Een respectvolle relatie",
        description="Je bouwt aan vertrouwen en vergeet niet dat jij de sleutel van de kas hebt.",
        competencies=(
            Competency(
                code="RR1",
                title="Luisteren en aansluiten",
                description="Je hoort wat iemand bedoelt en stemt je woorden en tempo daarop af.",
                indicators=(
                    "Je geeft iemand de tijd en laat stilte vallen.",
                    (
                        "Je merkt of iemand je verstaat en regelt een tolk of gewone taal als dat "
                        "nodig is."
                    ),
                    "Mensen komen bij je terug, ook met slecht nieuws.",
                    "Je merkt wat een gesprek met jou doet, en wat het met de ander doet.",
                ),
            ),
            Competency(
                code="RR2",
                title="Eerlijk omgaan met macht",
                description=(
                    "Je bent open over wat jij beslist en geeft de ander de kans om tegenspraak "
                    "te geven."
                ),
                indicators=(
                    "Je zegt vooraf waar je over gaat en wat je opschrijft.",
                    "Je brengt slecht nieuws duidelijk, zelf en op tijd.",
                    "Je hoort iemand voordat je iets over hem vaststelt.",
                    "Je wijst op bezwaar en op onafhankelijke hulp, ook als het jou niet uitkomt.",
                ),
            ),
        ),
    ),
    ResultArea(
        code="ER",
        title="Eigen regie van de inwoner",
        description="De inwoner bepaalt de richting van zijn leven en werk, jij loopt mee.",
        competencies=(
            Competency(
                code="ER1",
                title="De richting bij de inwoner laten",
                description="Je zoekt wat iemand zelf wil en maakt dat het begin van het plan.",
                indicators=(
                    "In het plan staan de woorden van de inwoner.",
                    "Je neemt niet over wat iemand zelf kan of wil leren.",
                    "Je vertelt welke keuzes er zijn en wat ze betekenen.",
                    "Je verdraagt het als iemand een andere weg kiest dan jij zou doen.",
                ),
            ),
            Competency(
                code="ER2",
                title="Krachten en kansen benutten",
                description=(
                    "Je kijkt naar wat er al is: talent, mensen om iemand heen, eigen ervaring."
                ),
                indicators=(
                    "Je vraagt wat eerder hielp en wie er meedenkt.",
                    "Je ruimt een drempel op, zodat iemand zelf de stap kan zetten.",
                    "Je geeft ervaringskennis een plek in je werk.",
                    "Je viert met iemand wat er lukt, hoe klein ook.",
                ),
            ),
        ),
    ),
    ResultArea(
        code="PW",
        title="Praktische wijsheid",
        description="Je weegt af wat hier, voor deze mens, het goede is om te doen.",
        competencies=(
            Competency(
                code="PW1",
                title="Wijs afwegen",
                description=(
                    "Je brengt wat mag, wat het oplevert en wat bij deze mens past samen in één "
                    "besluit waar je achter staat."
                ),
                indicators=(
                    "Je kijkt naar wat de wet vraagt, wat het oplevert en wat de relatie vraagt.",
                    "Je wijkt af van de gewoonte als dat nodig is, en legt uit waarom.",
                    "Je zoekt tegenspraak bij een lastig besluit.",
                    "Je vertelt achteraf wat je afwoog en wat je nu anders zou doen.",
                ),
            ),
        ),
    ),
    ResultArea(
        code="SW",
        title="Samenwerken",
        description=(
            "Je werkt met anderen aan één plan en zorgt dat jouw organisatie het werk mogelijk "
            "maakt."
        ),
        competencies=(
            Competency(
                code="SW1",
                title="Samen optrekken",
                description=(
                    "Je verbindt mensen en diensten rond de inwoner, zonder hem uit het oog te "
                    "verliezen."
                ),
                indicators=(
                    "De inwoner hoeft zijn verhaal niet steeds opnieuw te vertellen.",
                    "Je maakt met anderen afspraken die je kunt nakomen, en komt ze na.",
                    (
                        "Je bent eerlijk tegen partners en werkgevers, met toestemming van de "
                        "inwoner."
                    ),
                    "Je draagt warm over en vraagt na of het goed is gegaan.",
                ),
            ),
            Competency(
                code="SW2",
                title="Ruimte maken in je organisatie",
                description="Je laat in je organisatie merken wat helpt en wat in de weg zit.",
                indicators=(
                    "Je brengt een knelpunt in met een voorbeeld en een voorstel.",
                    "Je draagt bij aan betere brieven, regels of werkwijzen.",
                    "Je werkt nieuwe collega's in en geeft hun iets van jouw ervaring mee.",
                    "Je stelt grenzen aan werk dat een inwoner schaadt, en legt uit waarom.",
                ),
            ),
        ),
    ),
    ResultArea(
        code="EO",
        title="Eigen ontwikkeling",
        description="Je leert van je werk en blijft er heel bij.",
        competencies=(
            Competency(
                code="EO1",
                title="Leren van je eigen werk",
                description=(
                    "Je onderzoekt wat je doet, vraagt anderen om mee te kijken en past iets aan."
                ),
                indicators=(
                    "Je vertelt over een fout of twijfel en wat je daarna anders deed.",
                    "Je vraagt inwoners en collega's wat jouw manier van werken met hen doet.",
                    "Je kent je grenzen en zorgt dat je dit werk kunt volhouden.",
                    "Je bent voor een collega iemand met wie die een twijfel durft te delen.",
                ),
            ),
        ),
    ),
)

COMPETENCIES: tuple[Competency, ...] = tuple(
    competency for area in RESULT_AREAS for competency in area.competencies
)
