"""Made-up content of portfolios: what klantmanagers want to learn, did and tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoalText:
    """One learning goal: what I want to do differently, for whom, how I notice it."""

    title: str
    for_whom: str
    how_noticed: str
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityText:
    """One thing somebody did to learn; kind as in LearningActivity.Kind."""

    kind: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class StoryText:
    """One whole learning story; every part is somebody's own words."""

    title: str
    theme: str
    competencies: tuple[str, ...]
    signal: str
    analysis: str
    choice: str
    effect: str
    client_direction: str
    learned: str


@dataclass(frozen=True, slots=True)
class Method:
    """A way of talking in an intervision group; code as in IntervisionSession.Method."""

    code: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SessionText:
    """One intervision session; the private line is what one member keeps for herself."""

    method: str
    theme: str
    private_line: str


LEARNING_GOALS: tuple[GoalText, ...] = (
    GoalText(
        title="Beter doorvragen in een eerste gesprek",
        for_whom=(
            "Voor mensen die voor het eerst bij ons binnenkomen en nog niet weten of ik te "
            "vertrouwen ben."
        ),
        how_noticed=(
            "Ik heb na het gesprek een vraag van de inwoner op papier, in zijn eigen woorden, en "
            "niet alleen mijn formulier."
        ),
        competencies=("RR1", "MW1"),
    ),
    GoalText(
        title="Schulden eerder ter sprake brengen",
        for_whom=(
            "Voor inwoners die hun post niet meer openmaken en daar niet zelf over beginnen."
        ),
        how_noticed=(
            "In een gewoon gesprek vraag ik naar rust in de portemonnee. Mensen gaan eerder mee "
            "naar de schuldhulp."
        ),
        competencies=("MW1", "SW1"),
    ),
    GoalText(
        title="Een brief schrijven die de lezer begrijpt",
        for_whom=(
            "Voor inwoners die mijn beschikking nu naar de buurvrouw brengen om te vragen wat er "
            "staat."
        ),
        how_noticed=(
            "Er wordt minder gebeld met de vraag wat ik bedoel. Mijn buurjongen van zestien snapt "
            "de brief."
        ),
        competencies=("VK1", "RR2"),
    ),
    GoalText(
        title="Minder zelf regelen, meer samen doen",
        for_whom="Voor de mensen van wie ik het leven uit handen neem omdat dat sneller gaat.",
        how_noticed=(
            "De inwoner belt zelf, met mij erbij. Ik zit vaker op mijn handen en het gaat toch "
            "goed."
        ),
        competencies=("ER1", "ER2"),
    ),
    GoalText(
        title="Mijn macht benoemen in het gesprek",
        for_whom="Voor iedereen die iets van mij nodig heeft en daarom ja zegt.",
        how_noticed="Mensen durven nee te zeggen of boos te worden, en dan praten we door.",
        competencies=("RR2", "PW1"),
    ),
    GoalText(
        title="Naast een jongere staan zonder moeder te spelen",
        for_whom="Voor jongeren onder de zevenentwintig die al veel hulpverleners zagen.",
        how_noticed=(
            "Ze komen uit zichzelf terug, ook als er niets hoeft. Ik stel minder waarschuwingen op."
        ),
        competencies=("RR1", "ER1"),
    ),
    GoalText(
        title="Maatwerk goed onderbouwen",
        for_whom="Voor inwoners bij wie de regel de verkeerde kant op duwt.",
        how_noticed=(
            "Mijn motivering staat op een half blad en de jurist hoeft niets terug te sturen."
        ),
        competencies=("VK1", "PW1"),
    ),
    GoalText(
        title="Werkgevers eerlijk vertellen wie er komt",
        for_whom=(
            "Voor mensen met een rommelige loopbaan en voor de werkgever die hen een kans geeft."
        ),
        how_noticed="De werkgever belt mij bij het eerste hobbeltje en niet pas als het misgaat.",
        competencies=("SW1", "VK2"),
    ),
    GoalText(
        title="Een huisbezoek doen waar iemand zich niet bekeken voelt",
        for_whom="Voor inwoners die schrikken van de gemeente aan de deur.",
        how_noticed=(
            "Ik kondig me aan waar dat kan, zeg waarvoor ik kom en drink de koffie op. Na afloop "
            "weet de bewoner wat ik opschrijf."
        ),
        competencies=("RR2", "RR1"),
    ),
    GoalText(
        title="Statushouders laten kiezen voor een eigen weg",
        for_whom="Voor mensen die hier opnieuw beginnen en vaak een vak hebben geleerd.",
        how_noticed=(
            "In het plan staat wat iemand wil worden, en niet alleen de eerste baan die past."
        ),
        competencies=("ER1", "VK2"),
    ),
    GoalText(
        title="Met de wijkteams aan tafel voordat het schuurt",
        for_whom="Voor gezinnen met veel hulp en even zoveel plannen.",
        how_noticed="Er ligt één plan dat het gezin zelf op de koelkast hangt.",
        competencies=("SW1", "SW2"),
    ),
    GoalText(
        title="Een slechtnieuwsgesprek voeren zonder me te verstoppen",
        for_whom="Voor inwoners bij wie ik een aanvraag moet afwijzen of geld moet terugvragen.",
        how_noticed=(
            "Ik zeg het in de eerste minuut. Daarna is er tijd voor de boosheid en voor wat nog "
            "wel kan."
        ),
        competencies=("RR2", "RR1"),
    ),
    GoalText(
        title="Mijn aannames hardop onderzoeken",
        for_whom="Voor mensen over wie ik na de eerste mail al een beeld heb.",
        how_noticed=(
            "Ik schrijf voor het gesprek op wat ik denk en kijk na afloop wat daarvan klopte."
        ),
        competencies=("EO1", "MW1"),
    ),
    GoalText(
        title="Mantelzorg zien en meewegen",
        for_whom="Voor inwoners die thuis zorgen en zich schamen dat ze niet meer uren werken.",
        how_noticed=(
            "Ik vraag er altijd naar. Afspraken over werk passen bij de week die iemand echt heeft."
        ),
        competencies=("PW1", "VK1"),
    ),
    GoalText(
        title="Praten over taal zonder iemand klein te maken",
        for_whom="Voor mensen die goed praten maar niet goed lezen, en dat al jaren verbergen.",
        how_noticed="Ik herken de signalen, begin er zelf over en ken de weg naar het Taalhuis.",
        competencies=("RR1", "VK2"),
    ),
    GoalText(
        title="Kijken wat werkt en daar ook mee stoppen",
        for_whom=(
            "Voor mijn eigen inwoners en voor mijn team, want wij doen veel omdat we het altijd "
            "zo deden."
        ),
        how_noticed=(
            "Na een half jaar kan ik van twee dingen zeggen of ze iets brengen, en van één ding "
            "dat ik stop."
        ),
        competencies=("MW2", "EO1"),
    ),
    GoalText(
        title="Rustiger omgaan met agressie",
        for_whom="Voor inwoners die schreeuwen uit angst, en voor de collega naast mij.",
        how_noticed=(
            "Ik voel het eerder aankomen, neem gas terug en kom er de volgende dag op terug."
        ),
        competencies=("RR2", "EO1"),
    ),
    GoalText(
        title="Nieuwe collega's echt inwerken",
        for_whom="Voor starters die bij ons na een week al een volle caseload hebben.",
        how_noticed="Ik loop de eerste maand elke week een dagdeel mee en vraag wat hun opvalt.",
        competencies=("SW2", "EO1"),
    ),
    GoalText(
        title="Werken naar een betaalde baan bij een arbeidsbeperking",
        for_whom="Voor mensen die kunnen werken als het werk een beetje past.",
        how_noticed=(
            "Ik ken de regelingen zonder op te zoeken en begin toch bij wat iemand graag doet."
        ),
        competencies=("VK2", "ER2"),
    ),
    GoalText(
        title="De weg wijzen in de Wmo",
        for_whom="Voor ouderen en hun kinderen die van loket naar loket lopen.",
        how_noticed=(
            "Mensen hoeven hun verhaal aan mij en mijn collega van de Wmo maar één keer te "
            "vertellen."
        ),
        competencies=("VK1", "SW1"),
    ),
    GoalText(
        title="Handhaven met het oog op de mens",
        for_whom=(
            "Voor inwoners die iets niet hebben doorgegeven, door slordigheid, door angst of met "
            "opzet."
        ),
        how_noticed=(
            "Ik maak het onderscheid zichtbaar in mijn rapport en hoor iemand voordat ik iets vind."
        ),
        competencies=("PW1", "RR2"),
    ),
    GoalText(
        title="Stilte laten vallen",
        for_whom="Voor mensen die tijd nodig hebben om te zeggen waar het over gaat.",
        how_noticed="Ik tel vanbinnen tot tien. Er komt vaker iets wat ik niet had verwacht.",
        competencies=("RR1",),
    ),
    GoalText(
        title="Vaker nee zeggen tegen wat niet helpt",
        for_whom=(
            "Voor inwoners die van traject naar traject gaan omdat er nu eenmaal een traject is."
        ),
        how_noticed=(
            "Ik bespreek met mijn leidinggevende ieder kwartaal wat we beter niet meer kunnen "
            "inkopen."
        ),
        competencies=("SW2", "MW2"),
    ),
    GoalText(
        title="Ervaringskennis een plek geven",
        for_whom="Voor inwoners, en voor mij, want ik heb zelf nooit van een uitkering geleefd.",
        how_noticed=(
            "Een ervaringsdeskundige kijkt met mij mee naar twee gesprekken en ik pas iets aan."
        ),
        competencies=("ER2", "EO1"),
    ),
    GoalText(
        title="De stap na de uitkering voorbereiden",
        for_whom="Voor mensen die gaan werken en bang zijn voor het gat in de eerste maand.",
        how_noticed="We rekenen samen vooruit. Ik bel na zes weken, ook al is het dossier dicht.",
        competencies=("MW2", "ER2"),
    ),
    GoalText(
        title="Duidelijk zijn over wat ik opschrijf",
        for_whom="Voor inwoners die niet weten wat er over hen in het systeem staat.",
        how_noticed="Ik lees aan het eind voor wat ik noteer en vraag of het zo goed is.",
        competencies=("RR2", "VK1"),
    ),
    GoalText(
        title="Zorgen dat ik het volhoud",
        for_whom="Voor mezelf, mijn team en de mensen die een moe iemand tegenover zich krijgen.",
        how_noticed="Ik neem zware zaken mee naar de intervisie en laat ze daarna op kantoor.",
        competencies=("EO1", "SW1"),
    ),
)

ACTIVITIES: tuple[ActivityText, ...] = (
    ActivityText(
        kind="read",
        title="Boek over schaarste en stress",
        note=(
            "Begreep waarom iemand met geldzorgen drie brieven laat liggen. Ik plan nu korter "
            "vooruit en spreek één ding tegelijk af."
        ),
    ),
    ActivityText(
        kind="read",
        title="Artikel over de menselijke maat in de bijstand",
        note="Herkende onze eigen standaardzinnen. Twee ervan heb ik geschrapt uit mijn brieven.",
    ),
    ActivityText(
        kind="read",
        title="Uitspraak van de Centrale Raad over giften",
        note=(
            "Met de jurist doorgenomen. Een tasje boodschappen van je moeder is geen inkomen, en "
            "dat zeg ik nu ook zo."
        ),
    ),
    ActivityText(
        kind="read",
        title="Rapport van de ombudsman over bezwaar",
        note="Mensen maken vaak bezwaar omdat niemand hen belde. Ik bel nu eerst.",
    ),
    ActivityText(
        kind="read",
        title="Onderzoek naar jongeren zonder startkwalificatie",
        note=(
            "Eén vaste persoon hielp meer dan het beste programma. Stof tot nadenken over onze "
            "wisselingen."
        ),
    ),
    ActivityText(
        kind="read",
        title="Verhalenbundel van mensen in de bijstand",
        note=(
            "In de trein gelezen, twee stations te ver gereden. Vooral het stuk over wachten "
            "bleef hangen."
        ),
    ),
    ActivityText(
        kind="read",
        title="Handreiking eenvoudig schrijven",
        note="Mijn toekenningsbrief is nu één bladzijde. De collega's gebruiken hem ook.",
    ),
    ActivityText(
        kind="share",
        title="Vijf minuten wetswijziging in het teamoverleg",
        note=(
            "Ik vertelde met één voorbeeld wat er verandert. Er kwamen betere vragen dan ik had "
            "bedacht."
        ),
    ),
    ActivityText(
        kind="share",
        title="Kaartje met telefoonnummers van de wijk",
        note="Gemaakt na een zoektocht van een uur. Hangt nu bij iedereen naast het scherm.",
    ),
    ActivityText(
        kind="share",
        title="Stukje voor het intranet over een mislukt traject",
        note=(
            "Spannend om te plaatsen. Drie collega's schreven terug dat ze hetzelfde hadden "
            "meegemaakt."
        ),
    ),
    ActivityText(
        kind="share",
        title="Uitleg aan de raadsleden over een dag op het spreekuur",
        note="Geen cijfers, alleen hoe zo'n dag gaat. Eén raadslid liep later een ochtend mee.",
    ),
    ActivityText(
        kind="share",
        title="Mijn brieven naast elkaar gelegd met een buurgemeente",
        note="Zij schrijven 'wij helpen u', wij schreven 'u dient'. Dat hebben we veranderd.",
    ),
    ActivityText(
        kind="share",
        title="Lunch over de nieuwe kostendelersnorm",
        note=(
            "Samen voorbeelden uitgerekend op een flap. Ik kwam er zelf ook achter dat ik een "
            "fout maakte."
        ),
    ),
    ActivityText(
        kind="coach",
        title="Nieuwe collega ingewerkt",
        note="Ze vroeg bij alles waarom we dat zo doen. Op de helft had ik geen goed antwoord.",
    ),
    ActivityText(
        kind="coach",
        title="Stagiair meegenomen naar huisbezoeken",
        note=(
            "Hij zag dingen die ik niet meer zie: de schoenen bij de deur, de stapel post, de "
            "foto's."
        ),
    ),
    ActivityText(
        kind="coach",
        title="Twee ochtenden naast een zij-instromer",
        note=(
            "Zij komt uit de winkel en is veel beter in kort praten dan ik. We leerden van elkaar."
        ),
    ),
    ActivityText(
        kind="coach",
        title="Maatje van een collega die terugkwam na ziekte",
        note="Elke week een wandeling. We spraken vooral over grenzen, ook de mijne.",
    ),
    ActivityText(
        kind="coach",
        title="Meelezen met rapporten van een starter",
        note="Ik streep minder en vraag meer: wat wilde de inwoner zelf, en waar staat dat?",
    ),
    ActivityText(
        kind="coach",
        title="Spreekuur voor collega's over maatwerk",
        note="Eén uur in de week mogen ze bij mij binnenlopen. Meestal weten ze het antwoord al.",
    ),
    ActivityText(
        kind="intervision",
        title="Incidentmethode met de regiogroep",
        note=(
            "Ik bracht een gesprek in waarin ik te snel ging. De vraag wie er haast had, was raak."
        ),
    ),
    ActivityText(
        kind="intervision",
        title="Roddelen met mijn rug naar de groep",
        note=(
            "Vreemd om te horen hoe anderen mijn verhaal begrijpen. Ze zagen vooral mijn zorgen "
            "en niet mijn strengheid."
        ),
    ),
    ActivityText(
        kind="intervision",
        title="Intervisie over een boze vader",
        note="We kwamen uit bij mijn eigen schrik. Ik heb hem daarna teruggebeld.",
    ),
    ActivityText(
        kind="intervision",
        title="Samen kijken naar een zaak die maar niet loopt",
        note=(
            "Niemand had een oplossing en dat luchtte op. Volgende keer vraag ik de inwoner erbij "
            "te tekenen hoe hij het ziet."
        ),
    ),
    ActivityText(
        kind="intervision",
        title="Leerwandeling langs de haven",
        note=(
            "Lopend praat het makkelijker. We spraken over wat je doet als je het met je eigen "
            "gemeente oneens bent."
        ),
    ),
    ActivityText(
        kind="intervision",
        title="Eerste keer met vijf gemeenten",
        note=(
            "Dezelfde wet en vijf manieren om iemand te ontvangen. Ik neem het gastvrije hokje "
            "bij de balie mee."
        ),
    ),
    ActivityText(
        kind="experiment",
        title="Een maand beginnen met de vraag wat goed gaat",
        note="Gesprekken worden langer maar ik hoef minder terug te bellen. Ik houd dit erin.",
    ),
    ActivityText(
        kind="experiment",
        title="Spreekuur in de bibliotheek",
        note=(
            "Mensen komen binnen voor een boek en gaan weg met een antwoord. Zonder beveiliger "
            "voel ik me er ook rustiger."
        ),
    ),
    ActivityText(
        kind="experiment",
        title="Het plan laten schrijven door de inwoner",
        note="Bij vier mensen geprobeerd. Twee plannen waren korter dan de mijne en veel beter.",
    ),
    ActivityText(
        kind="experiment",
        title="Bellen in plaats van een hersteltermijn sturen",
        note=(
            "Het meeste was binnen twee dagen compleet. Ik bel nu altijd eerst en schrijf pas "
            "daarna."
        ),
    ),
    ActivityText(
        kind="experiment",
        title="Appen met jongeren",
        note=(
            "Een foto van de bushalte waar ze moeten zijn werkt beter dan een uitnodiging in de "
            "post."
        ),
    ),
    ActivityText(
        kind="experiment",
        title="Een lege stoel in het overleg",
        note=(
            "De stoel staat er voor het gezin waar we over praten. We praten anders, en soms zit "
            "er iemand op."
        ),
    ),
    ActivityText(
        kind="experiment",
        title="Twee weken geen nieuwe doorverwijzingen",
        note="Wat kunnen we zelf nog doen? Meer dan ik dacht, en sommige mensen waren opgelucht.",
    ),
    ActivityText(
        kind="experiment",
        title="Samen vooruitrekenen bij een nieuwe baan",
        note=(
            "Met een schrift, een pen en de loonstrook. De angst voor het eerste loon werd een "
            "rijtje getallen."
        ),
    ),
    ActivityText(
        kind="case",
        title="De man die nooit iets wilde",
        note=(
            "Hij bleek nachten te werken aan modeltreinen. Via die club kwam hij op een "
            "werkplaats terecht."
        ),
    ),
    ActivityText(
        kind="case",
        title="Een gezin met elf hulpverleners",
        note=(
            "Ik heb alle namen op een vel gezet en het gezin laten strepen. Er bleven er drie over."
        ),
    ),
    ActivityText(
        kind="case",
        title="Moeder met een zieke zoon",
        note=(
            "De regels pasten op de uren, niet op de nachten. We kozen voor een jaar rust, met "
            "een goed verhaal in het dossier."
        ),
    ),
    ActivityText(
        kind="case",
        title="Uitgevallen op de derde werkdag",
        note=(
            "Niet de motivatie, maar de eerste bus kwam te laat. Sindsdien vraag ik naar het "
            "vervoer."
        ),
    ),
    ActivityText(
        kind="case",
        title="De aanvraag die steeds niet compleet was",
        note="Hij kon niet lezen. Niemand had het gevraagd, ik ook niet.",
    ),
    ActivityText(
        kind="case",
        title="Een zelfstandige die vastliep",
        note=(
            "Hij schaamde zich voor zijn collega's, niet voor de gemeente. Dat maakte verschil "
            "voor waar we afspraken."
        ),
    ),
    ActivityText(
        kind="case",
        title="Vrouw van zestig met een nieuw begin",
        note=(
            "Ik dacht aan rustig naar het pensioen. Zij dacht aan een eigen naaiatelier. Zij had "
            "gelijk."
        ),
    ),
    ActivityText(
        kind="mistake",
        title="Een afspraak vergeten door te geven",
        note=(
            "Iemand stond voor een dichte deur. Ik heb gebeld, sorry gezegd en de reiskosten "
            "vergoed."
        ),
    ),
    ActivityText(
        kind="mistake",
        title="Te vroeg een maatregel aangekondigd",
        note=(
            "Ik had de hulpverlener nog niet gesproken. De maatregel is van tafel en ik draai de "
            "volgorde nu om."
        ),
    ),
    ActivityText(
        kind="mistake",
        title="Verkeerde datum, een maand minder geld",
        note="Zelf ontdekt, zelf gebeld, dezelfde dag hersteld. Ik vertelde het ook in het team.",
    ),
    ActivityText(
        kind="mistake",
        title="Iemand aangesproken op zijn houding",
        note="Hij was de nacht ervoor vader geworden. Ik vraag nu eerst hoe het gaat.",
    ),
    ActivityText(
        kind="mistake",
        title="Gemaild naar de verkeerde hulpverlener",
        note=(
            "Gemeld als datalek, excuses gemaakt aan de bewoner. Ik zet de automatische "
            "aanvulling uit."
        ),
    ),
    ActivityText(
        kind="mistake",
        title="Beloofd wat ik niet kon waarmaken",
        note=(
            "Een opleiding die er niet meer was. Sindsdien zeg ik: ik zoek het uit en bel je "
            "vrijdag."
        ),
    ),
    ActivityText(
        kind="mistake",
        title="Ik praatte en zij knikte",
        note=(
            "Pas bij het derde gesprek merkte ik dat ze mij niet verstond. Een tolk had er vanaf "
            "het begin moeten zijn."
        ),
    ),
    ActivityText(
        kind="shadowing",
        title="Een dag bij schuldhulpverlening",
        note=(
            "Zag hoe zwaar de eerste stapel papier is. Ik ga voortaan mee naar het eerste gesprek "
            "als iemand dat wil."
        ),
    ),
    ActivityText(
        kind="shadowing",
        title="Meelopen bij UWV",
        note=(
            "Zij missen onze kennis van de wijk en wij missen hun kennis van ziekte. We bellen "
            "elkaar nu rechtstreeks."
        ),
    ),
    ActivityText(
        kind="shadowing",
        title="Ochtend in de sociale werkvoorziening",
        note="De werkleider ziet in een uur wat ik in een jaar gesprekken niet zag.",
    ),
    ActivityText(
        kind="shadowing",
        title="Meekijken bij een klantmanager in een andere gemeente",
        note="Ze zet haar scherm weg als iemand binnenkomt. Simpel, en het werkt.",
    ),
    ActivityText(
        kind="shadowing",
        title="Een dienst met de wijkagent",
        note="Hij kent iedereen bij naam, ook de honden. Ik leerde hoe je een praatje begint.",
    ),
    ActivityText(
        kind="shadowing",
        title="Dagdeel bij de klantenservice",
        note="Veel bellers hadden een brief van ons in de hand. Ik hoorde wat mijn woorden doen.",
    ),
    ActivityText(
        kind="perspective",
        title="Zelf een uitkering aanvragen, voor de oefening",
        note="Na veertig minuten gaf ik het op bij de bankafschriften. Dat vergeet ik niet meer.",
    ),
    ActivityText(
        kind="perspective",
        title="Een week leven van wat er overblijft",
        note="Vooral het rekenen maakte moe. Ik weet dat het voor mij maar een week was.",
    ),
    ActivityText(
        kind="perspective",
        title="Wachten in onze eigen wachtkamer",
        note="Een uur gezeten zonder pasje. Ik zag hoe vaak wij langslopen zonder te groeten.",
    ),
    ActivityText(
        kind="perspective",
        title="Gesprek met de cliëntenraad over mijn gesprekken",
        note="Ze vonden mij aardig en onduidelijk. Dat eerste had ik liever niet nodig gehad.",
    ),
    ActivityText(
        kind="perspective",
        title="Met een tolk mee naar de andere kant",
        note="Ik hoorde mijn eigen zinnen terug in een andere taal. Korte zinnen blijven heel.",
    ),
    ActivityText(
        kind="perspective",
        title="Een dag ruilen met een collega van inkomen",
        note="Ik dacht dat zij vooral controleren. Ze voorkomen vooral ongelukken.",
    ),
    ActivityText(
        kind="course",
        title="Training motiverende gespreksvoering",
        note="Oefenen met acteurs. Ik geef te snel advies, ook als niemand erom vraagt.",
    ),
    ActivityText(
        kind="course",
        title="Leergang effectief klantmanagement",
        note=(
            "Anderhalf jaar met vijftien mensen uit de regio. Het meeste leerde ik bij elkaar op "
            "de werkvloer."
        ),
    ),
    ActivityText(
        kind="course",
        title="Cursus eenvoudig Nederlands",
        note="Schrijven voor iemand die moe is en haast heeft. Dat ben ik zelf ook vaak.",
    ),
    ActivityText(
        kind="course",
        title="Workshop omgaan met agressie",
        note="Leerde vooral wat mijn eigen lijf doet. Eerst uitademen.",
    ),
    ActivityText(
        kind="course",
        title="Training cultuur en gesprek",
        note=(
            "Geen lijstje per land, gelukkig. Wel de vraag: wie beslist er bij jullie thuis over "
            "werk?"
        ),
    ),
    ActivityText(
        kind="course",
        title="Basiscursus schulden herkennen",
        note="Nu weet ik wat ik zie als iemand om een voorschot vraagt.",
    ),
    ActivityText(
        kind="gilde",
        title="Methodekaart geschreven over huisbezoek",
        note=(
            "Met drie gemeenten een jaar lang bijgeschaafd. De kaart is korter geworden en beter."
        ),
    ),
    ActivityText(
        kind="gilde",
        title="Meegelezen met de kaart over taalsignalen",
        note="Ik miste de inwoner in de stappen. De schrijvers hebben hem erin gezet.",
    ),
    ActivityText(
        kind="gilde",
        title="Bijeenkomst van het Gilde jongeren",
        note="We probeerden elkaars manier van bellen uit. Ik bel nu op het einde van de middag.",
    ),
    ActivityText(
        kind="gilde",
        title="Een kaart uitgeprobeerd en teruggeschreven",
        note="Bij mensen met weinig netwerk werkt stap twee niet. Dat staat nu op de kaart.",
    ),
    ActivityText(
        kind="gilde",
        title="Gildeavond over praktische wijsheid",
        note=(
            "Oude rotten en nieuwkomers aan één tafel. Wat iemand 'gevoel' noemt, bleek goed uit "
            "te leggen."
        ),
    ),
    ActivityText(
        kind="event",
        title="Regiodag over bestaanszekerheid",
        note="Mooie sprekers, maar het gesprek in de rij voor de soep bracht me het meest.",
    ),
    ActivityText(
        kind="event",
        title="Debat over wederkerigheid",
        note="Ik moest de kant verdedigen waar ik niet voor ben. Dat was leerzaam.",
    ),
    ActivityText(
        kind="event",
        title="Inspiratiemiddag met ervaringsdeskundigen",
        note=(
            "Eén zin neem ik mee: jullie vragen altijd wat ik ga doen en nooit hoe het met me is."
        ),
    ),
    ActivityText(
        kind="event",
        title="Vakdag voor klantmanagers",
        note=(
            "Voor het eerst op een dag waar het over óns vak ging. Kwam thuis met twee afspraken "
            "om mee te lopen."
        ),
    ),
    ActivityText(
        kind="event",
        title="Werkbezoek van de wethouder",
        note=(
            "Ik mocht vertellen wat helpt en wat in de weg zit. Het formulier waar ik over "
            "klaagde is nu weg."
        ),
    ),
    ActivityText(
        kind="perspective",
        title="Excuses gemaakt aan een inwoner",
        note=(
            "Hij zei dat het de eerste keer was dat iemand van de gemeente dat deed. Daar schrok "
            "ik van."
        ),
    ),
    ActivityText(
        kind="perspective",
        title="Samen het verslag teruggelezen",
        note="Zij streepte 'niet gemotiveerd' door en schreef 'moe'. Dat klopte beter.",
    ),
    ActivityText(
        kind="perspective",
        title="Gevraagd wat mijn gesprek met iemand deed",
        note="Ik kreeg te horen dat ik vaak op mijn scherm kijk. Het scherm staat nu opzij.",
    ),
    ActivityText(
        kind="perspective",
        title="Iemand op eigen tempo laten komen",
        note="Drie keer alleen koffie. De vierde keer kwam hij met een plan.",
    ),
)

STORIES: tuple[StoryText, ...] = (
    StoryText(
        title="De stapel op de trap",
        theme="schulden",
        competencies=("MW1", "SW1", "ER1"),
        signal=(
            "Op weg naar de keuken liep ik langs een stapel post op de trap, kniehoog en "
            "ongeopend. Wij waren er om over werk te praten. Hij zei drie keer dat alles goed "
            "ging, en keek elke keer naar die trap."
        ),
        analysis=(
            "Ik wilde eerst gewoon doorgaan, want schulden zijn bij ons een ander team. Toen "
            "dacht ik: zolang die stapel er ligt, hoort hij mij niet. Ik had gelezen dat "
            "geldzorgen je hoofd vol maken. Het leek mij geen onwil maar angst. En een brief van "
            "ons lag er waarschijnlijk ook tussen."
        ),
        choice=(
            "Ik vroeg of de trap hem dwarszat. Toen het bleef bij zuchten, stelde ik voor om "
            "samen één brief te openen, de dikste of juist de dunste. Hij koos de dunste. Werk "
            "liet ik die middag rusten. Aan het eind belden we samen de schuldhulp, met de "
            "telefoon op de luidspreker."
        ),
        effect=(
            "De dunste brief was een felicitatie van de woningbouw met een jubileum. We lachten "
            "er allebei om. Drie weken later waren alle brieven open en gesorteerd, in "
            "schoenendozen. De schuldhulp kon snel aan de slag. Over werk begon hij zelf weer, "
            "twee maanden later."
        ),
        client_direction=(
            "Hij koos de brief, hij koos het tempo en hij hield zelf de hoorn vast. Ik hoorde hem "
            "later tegen de schuldhulp zeggen: ik heb mijn post op orde gebracht. Niet: de "
            "gemeente heeft dat gedaan."
        ),
        learned=(
            "Ik laat mijn agenda los als er iets in de weg ligt, soms letterlijk. Eén kleine stap "
            "waar iemand zelf over beslist, is meer waard dan mijn goede plan. En ik ken nu de "
            "mensen van schuldhulp bij hun voornaam."
        ),
    ),
    StoryText(
        title="Wat staat er eigenlijk in mijn brief?",
        theme="taal",
        competencies=("RR1", "VK1", "RR2"),
        signal=(
            "Een vrouw kwam aan de balie met mijn beschikking in haar hand. Ze huilde. Ze dacht "
            "dat haar uitkering stopte. In de brief stond dat zij recht had op een toeslag."
        ),
        analysis=(
            "Ik las de brief met haar ogen. De eerste alinea bestond uit artikelen. Het goede "
            "nieuws stond op de tweede bladzijde, in een zin van vier regels. Juridisch klopte "
            "alles. Als brief deugde hij niet. En het was mijn brief, ik had er duizend van "
            "verstuurd."
        ),
        choice=(
            "Met haar toestemming heb ik haar reactie, zonder naam, meegenomen naar het overleg. "
            "Ik schreef een nieuwe versie: eerst wat er besloten is, dan wat zij moet doen, dan "
            "pas de wet. De jurist schrok van zoveel wit op de bladzijde. We hebben zin voor zin "
            "gepraat tot we het allebei konden verdedigen."
        ),
        effect=(
            "De nieuwe brief is in gebruik. Bij de balie merken ze het. Er komen nog steeds "
            "mensen met vragen, maar ze vragen nu iets over hun leven en niet over mijn zinnen."
        ),
        client_direction=(
            "Zij heeft zelf twee zinnen verbeterd. Als ik het begrijp, begrijpt iedereen het, zei "
            "ze. Ze zit inmiddels in het lezerspanel van onze gemeente."
        ),
        learned=(
            "Een brief is een gesprek waarin ik niet kan zien hoe de ander kijkt. Dus moet ik dat "
            "van tevoren doen."
        ),
    ),
    StoryText(
        title="Nachtdienst aan het bed",
        theme="mantelzorg",
        competencies=("PW1", "VK1", "ER1"),
        signal=(
            "Een inwoner kwam telkens te laat op de werkervaringsplek. De begeleider had er "
            "genoeg van en vroeg mij om op te treden. In mijn systeem stond al twee keer een "
            "waarschuwing."
        ),
        analysis=(
            "Ik had nooit gevraagd hoe haar nacht eruitzag. Toen ik dat deed, vertelde ze dat ze "
            "haar moeder iedere twee uur draaide. Overdag deed haar zus dat. De wet vraagt inzet, "
            "en die was er: alleen op een plek waar niemand keek. Ik voelde ook wat het mij zou "
            "kosten om terug te komen op mijn eigen waarschuwingen."
        ),
        choice=(
            "Ik trok de waarschuwingen in en zei dat ik eerder had moeten vragen. Daarna rekenden "
            "we samen een gewone week uit. We kozen voor twee korte middagen werk en een "
            "gedeeltelijke ontheffing voor een half jaar. Ik schreef in gewone taal op waarom."
        ),
        effect=(
            "De begeleider kreeg een medewerker die op tijd kwam. De Wmo regelde na mijn "
            "telefoontje twee nachten hulp. Na dat half jaar wilde zij zelf meer uren, omdat het "
            "thuis rustiger was."
        ),
        client_direction=(
            "Zij bepaalde wat haalbaar was, en wat ze haar moeder wilde blijven geven. Ik had "
            "haar bijna laten kiezen tussen dochter zijn en een uitkering houden."
        ),
        learned=(
            "Te laat komen is een signaal en nog geen verklaring. Ik vraag nu in elk eerste "
            "gesprek of iemand voor een ander zorgt."
        ),
    ),
    StoryText(
        title="De apotheker die moest schoonmaken",
        theme="statushouders",
        competencies=("ER1", "VK2", "PW1"),
        signal=(
            "Ik had een baan gevonden in de schoonmaak voor een man die nog maar kort hier "
            "woonde. Snel geregeld, en ik was er trots op. Hij bedankte mij beleefd. De tweede "
            "week meldde hij zich ziek."
        ),
        analysis=(
            "Mijn team stuurt op snel uit de uitkering en daar had ik netjes aan voldaan. Maar ik "
            "wist niet eens wat hij vroeger deed. Hij bleek apotheker te zijn geweest. Ik had hem "
            "gezien als iemand zonder Nederlands en niet als een vakman zonder Nederlands."
        ),
        choice=(
            "We begonnen opnieuw. Ik vroeg hem zijn loopbaan te tekenen, met alles wat hij kon. "
            "Samen belden we een apotheek of hij er een dag mocht meekijken. Met mijn teamleider "
            "besprak ik dat dit langer zou duren. Ik had geen zekerheid te bieden en dat heb ik "
            "ook gezegd."
        ),
        effect=(
            "Hij werkt nu drie dagen als hulp in een apotheek en leert daarnaast de taal van het "
            "vak. Zijn diploma ligt bij de waardering. Of hij ooit weer zelf achter de balie "
            "staat weten we niet, maar hij slaapt weer."
        ),
        client_direction=(
            "De weg is langer, en het is de zijne. Hij zei: in de schoonmaak was ik een nummer op "
            "schoenen. Nu vraagt hij mij om dingen in plaats van andersom."
        ),
        learned=(
            "De kortste weg naar werk is niet altijd de kortste weg uit de uitkering. En eerst "
            "vragen wie iemand is, kost mij tien minuten."
        ),
    ),
    StoryText(
        title="Een jongen en een scooter",
        theme="jongeren",
        competencies=("RR1", "MW2", "ER2"),
        signal=(
            "Hij was negentien en kwam niet opdagen. Drie keer niet. Volgens de regels was de "
            "volgende stap een brief met gevolgen. Ik had die brief al half geschreven."
        ),
        analysis=(
            "In de intervisie vroeg iemand: wat weet je eigenlijk van hem? Ik wist zijn "
            "geboortejaar en zijn verzuim. Verder niets. Ik merkte dat ik vooral boos was omdat "
            "ik daar drie keer voor niets zat."
        ),
        choice=(
            "Ik ben gaan zoeken waar hij wel kwam. De jongerenwerker wist het: achter de garage, "
            "bij de scooters. Ik ben erheen gefietst, in de regen, zonder map. We hebben een half "
            "uur over een carburateur gepraat. Pas toen ik wegging zei ik wie ik was."
        ),
        effect=(
            "De week erna stond hij bij de balie en vroeg naar die vrouw van de fiets. Hij doet "
            "nu een werkplaatsopleiding. Dat ging niet in één keer goed; hij is een maand "
            "weggeweest en weer teruggekomen."
        ),
        client_direction=(
            "Hij koos de garage, en niet het traject dat ik in mijn la had liggen. Toen hij een "
            "maand wegbleef, liet hij het zelf weten. Voor hem was dat groot."
        ),
        learned=(
            "Niet komen is ook een antwoord. Ik schrijf de brief nu pas nadat ik iemand echt heb "
            "gezocht."
        ),
    ),
    StoryText(
        title="Drie weken te laat doorgegeven",
        theme="handhaving",
        competencies=("PW1", "VK1", "RR2"),
        signal=(
            "Een inwoner had drie weken gewerkt en dat niet gemeld. Het systeem gaf een signaal. "
            "De boete stond al klaar, ik hoefde alleen nog maar te tekenen."
        ),
        analysis=(
            "Ik kende haar als iemand die alles tot achter de komma doorgeeft. Dat paste niet. Ik "
            "kon niet weten wat er was gebeurd zonder het te vragen. Tegelijk voelde ik druk, "
            "want wie een signaal laat liggen, moet dat uitleggen."
        ),
        choice=(
            "Ik belde haar, voordat ik iets vond. Ze had het formulier wel ingevuld, maar de "
            "verzending was mislukt en de bevestiging had ze nooit gemist. Ze stuurde een "
            "schermfoto. Ik legde naast elkaar wat er wel en niet klopte en overlegde met de "
            "jurist. We kozen voor terugbetalen zonder boete, met een goede onderbouwing."
        ),
        effect=(
            "Zij betaalde in stukjes terug. De melding over het formulier is doorgegeven; twee "
            "collega's hadden dezelfde klacht. Inmiddels krijg je een duidelijk bericht als er "
            "niets is verzonden."
        ),
        client_direction=(
            "Ze kon vertellen hoe het was gegaan voordat er iets was besloten. Ze zei dat dat het "
            "verschil maakte, nog meer dan het geld."
        ),
        learned=(
            "Een signaal is een vraag. Wie geen vraag stelt, krijgt ook geen antwoord. En ik moet "
            "mijn twijfel kunnen opschrijven, dan is het geen zwakte."
        ),
    ),
    StoryText(
        title="Het plan op de koelkast",
        theme="samenwerken",
        competencies=("SW1", "ER1", "SW2"),
        signal=(
            "Een gezin had hulp van jeugd, schulden, school, Wmo en van mij. De moeder zei: ik "
            "werk fulltime, namelijk als secretaresse van jullie allemaal. Ze had gelijk."
        ),
        analysis=(
            "Ieder van ons had een eigen plan, met eigen doelen en eigen woorden. Niemand had "
            "naast elkaar gelegd wat wij samen vroegen. Wat ik van haar vroeg, kon niet op de "
            "dagen waarop school haar verwachtte. Ik was zelf een van die plannen."
        ),
        choice=(
            "Ik belde de anderen en vroeg een uur, bij haar thuis. Ze mocht een groot vel papier "
            "op tafel leggen en wij mochten alleen iets opschrijven als zij het goed vond. Dat "
            "was wennen. Bij twee doelen zei ze: dat wil ik niet, nu niet. We hebben ze "
            "weggehaald."
        ),
        effect=(
            "Het vel hangt op de koelkast. Er staan vijf dingen op. Er komt één iemand langs "
            "namens ons allemaal, en dat ben ik niet. Zelf zie ik haar eens in de maand en dat is "
            "genoeg."
        ),
        client_direction=(
            "Zij had de stift. Dat klinkt klein, maar daarmee werd het haar plan. Haar dochter "
            "heeft er een zon bij getekend."
        ),
        learned=(
            "Eén gezin, één plan lukt pas als iemand van ons een stap terug doet. Dat hoeft niet "
            "altijd de ander te zijn."
        ),
    ),
    StoryText(
        title="De man die mij een ambtenaar noemde",
        theme="macht",
        competencies=("RR2", "EO1", "RR1"),
        signal=(
            "Hij wilde mij geen hand geven en zei: jij beslist toch al. Ik werd er stijf van. Ik "
            "doe dit werk juist omdat ik wil helpen."
        ),
        analysis=(
            "Thuis bleef het hangen. Het stak omdat het waar was. Ik beslis inderdaad over zijn "
            "huur en zijn boodschappen. Ik deed alsof we samen koffie dronken, en hij wist dat ik "
            "een pen in mijn tas had. Mijn vriendelijkheid maakte het voor hem niet eerlijker, "
            "eerder vager."
        ),
        choice=(
            "In het volgende gesprek heb ik het benoemd. Ik legde op tafel waar ik over ga, waar "
            "ik niet over ga, en wat hij kan doen als hij het niet met mij eens is. Ik gaf hem "
            "het telefoonnummer van de onafhankelijke cliëntondersteuning en meende dat ook."
        ),
        effect=(
            "Hij is met een ondersteuner gekomen. Dat gesprek was zakelijker en beter. Een van "
            "mijn besluiten is erdoor veranderd. Een hand geeft hij nog steeds niet, maar hij "
            "belt als er iets is."
        ),
        client_direction=(
            "Hij kreeg iemand naast zich. Daardoor hoefde hij niet meer tegenover mij te zitten."
        ),
        learned=(
            "Macht wordt niet kleiner door er niet over te praten. Ik begin nu ieder eerste "
            "gesprek met wat ik wel en niet mag beslissen."
        ),
    ),
    StoryText(
        title="Een rolstoelhelling voor de verkeerde deur",
        theme="Wmo",
        competencies=("VK1", "SW1", "MW1"),
        signal=(
            "Een oudere man had een aanvraag voor een drempelhulp. Die was toegewezen en "
            "geplaatst. Toen ik langskwam voor iets anders, zag ik dat hij de achterdeur "
            "gebruikte, en de helling lag bij de voordeur."
        ),
        analysis=(
            "Niemand had gevraagd hoe hij zijn dag doorbrengt. De aanvraag ging over een deur, "
            "dus ging het besluit over een deur. Hij wilde niet lastig zijn en had niets gezegd."
        ),
        choice=(
            "Ik vroeg of hij mij wilde laten zien hoe een gewone ochtend gaat. We liepen samen: "
            "keuken, schuur, achterom naar de buren voor de koffie. Daar zat zijn leven. Ik belde "
            "mijn Wmo-collega en vertelde het als een gewoon verhaal, niet als een klacht."
        ),
        effect=(
            "De helling is verplaatst, binnen een week. Hij drinkt weer elke ochtend koffie bij "
            "de buren. Ons team stelt nu in elk gesprek de vraag naar een gewone dag."
        ),
        client_direction=(
            "Hij liet mij zijn huis zien in plaats van zijn beperking. Toen wees zich vanzelf wat "
            "hij nodig had."
        ),
        learned="Vraag naar de dag en niet naar de drempel.",
    ),
    StoryText(
        title="Mijn fout in de berekening",
        theme="eigen fout",
        competencies=("EO1", "RR2", "VK1"),
        signal=(
            "Een inwoner belde dat ze minder geld kreeg dan verwacht. Ze bood bijna haar excuses "
            "aan dat ze belde. Ik zocht het op en zag dat ik een verkeerde datum had ingevoerd."
        ),
        analysis=(
            "Mijn eerste gedachte was om het stil te herstellen en haar te zeggen dat het was "
            "opgelost. Dat was sneller geweest. Maar dan had zij nooit geweten dat ze gelijk had. "
            "Ze twijfelt toch al aan zichzelf."
        ),
        choice=(
            "Ik vertelde dat het mijn fout was, hoe het kwam, en wanneer het geld er zou zijn. Ik "
            "vroeg of ze intussen kon eten. Dat kon niet. Ik regelde die middag een voorschot en "
            "liep zelf mee naar de kas."
        ),
        effect=(
            "Ze was niet boos. Wel zei ze: nu durf ik vaker te bellen. In het teamoverleg heb ik "
            "het verteld. Het bleef stil, en daarna kwamen er vier andere verhalen los. We hebben "
            "een regel in ons controlelijstje aangepast."
        ),
        client_direction=(
            "Doordat ik eerlijk was, wist zij dat haar eigen gevoel klopte. Sindsdien kijkt ze "
            "haar specificatie zelf na en heeft ze al een keer iets gevonden."
        ),
        learned=(
            "Een fout die ik vertel, is een fout minder voor een ander. Het eng vinden ging pas "
            "over toen ik het deed."
        ),
    ),
    StoryText(
        title="Het eerste loon",
        theme="werk",
        competencies=("MW2", "ER2", "VK2"),
        signal=(
            "Een vrouw had na negen jaar weer een baan. Iedereen was blij, behalve zij. Twee "
            "dagen voor de start belde ze dat ze het niet deed."
        ),
        analysis=(
            "Ik dacht aan gebrek aan zelfvertrouwen, en vroeg daar dus naar. Ze zei: nee, ik kan "
            "rekenen. Haar uitkering stopt, het loon komt pas aan het eind van de maand, en de "
            "toeslagen weten nog van niets. Ze had gelijk. Het gat zat bij ons."
        ),
        choice=(
            "We hebben met een schrift op tafel de eerste twee maanden uitgerekend, tot en met de "
            "buskaart. Voor het gat regelde ik overbrugging. De wijzigingen voor de toeslagen "
            "deed zij zelf, op haar telefoon, terwijl ik ernaast zat. Met de werkgever sprak ze "
            "zelf af dat ze een klein voorschot kon krijgen."
        ),
        effect=(
            "Ze is begonnen. Na zes weken heb ik gebeld, terwijl het dossier al dicht was. Het "
            "schrift ligt op haar nachtkastje, zei ze. Bij ons ligt nu een leeg voorbeeld voor "
            "iedereen die gaat werken."
        ),
        client_direction=(
            "Het was haar rekensom. Zij vroeg om hulp bij de stukken die ze niet kon regelen, en "
            "deed de rest."
        ),
        learned="Iemand die aarzelt heeft soms beter nagedacht dan ik.",
    ),
    StoryText(
        title="Drie keer koffie",
        theme="eigen regie",
        competencies=("ER1", "RR1"),
        signal=(
            "Hij kwam, zat, dronk koffie en ging weer. Op elke vraag zei hij: het is goed zo. In "
            "mijn rapport stond na drie keer nog niets."
        ),
        analysis=(
            "Ik werd ongeduldig. Mijn teamleider ook. Ik vroeg me af voor wie ik wilde dat er "
            "iets in dat rapport stond. In de groep zei iemand dat stilte ook een taal kan zijn."
        ),
        choice=(
            "Ik besloot nog één keer niets te vragen. Wel vertelde ik zelf iets, over mijn "
            "volkstuin en de slakken. Hij keek op. Hij vertelde dat hij vroeger kweekte, in een "
            "ander land en op een ander soort grond."
        ),
        effect=(
            "Hij werkt nu op de stadsboerderij, eerst voor een ochtend en nu vier dagen. De boer "
            "heeft hem gevraagd te blijven. Ik heb het niet bedacht, ik ken die boerderij niet "
            "eens."
        ),
        client_direction=(
            "Het plan kwam uit hem, op het moment dat hij er klaar voor was. Ik heb het alleen "
            "niet in de weg gezeten."
        ),
        learned="Wachten is ook werk. Ik moet het wel kunnen uitleggen, en dat kan ik nu.",
    ),
    StoryText(
        title="De boze moeder in de gang",
        theme="emoties",
        competencies=("RR2", "RR1", "EO1"),
        signal=(
            "Een moeder schreeuwde in de gang dat wij haar zoon kapotmaakten. De beveiliging "
            "stond klaar. Ik was degene die de zoon een plek had aangeboden."
        ),
        analysis=(
            "Ik voelde mijn nek gloeien en wilde uitleggen dat het niet klopte. Ik kende dat van "
            "vroeger, thuis. In de training had ik geleerd eerst uit te ademen. Achter dat "
            "geschreeuw hoorde ik paniek."
        ),
        choice=(
            "Ik zei: u bent bang dat het misgaat met hem. Daarna zei ik niets. Ze ging zitten. Ik "
            "vroeg de beveiliger om een eindje verderop te gaan staan. Toen vertelde ze dat hij "
            "sinds de plaatsing niet meer at."
        ),
        effect=(
            "Dat wist niemand. Met zijn toestemming spraken we de volgende dag met z'n drieën. "
            "Hij wilde wel werken, maar niet in die hal met dat lawaai. Er kwam een andere plek, "
            "stiller. Hij eet weer mee."
        ),
        client_direction=(
            "Hij heeft zelf gezegd wat hem dwarszat, met zijn moeder op de stoel naast zich in "
            "plaats van ervoor. Dat had hij met haar afgesproken."
        ),
        learned="Boos is vaak bang met geluid. En ik mag mijn eigen nek best serieus nemen.",
    ),
    StoryText(
        title="Een vinkje minder",
        theme="bureaucratie",
        competencies=("SW2", "MW2", "PW1"),
        signal=(
            "Elk half jaar vroegen wij alle inwoners om dezelfde bankafschriften. Een vrouw vroeg "
            "mij waarom. Ik zei dat het moest. Ze vroeg van wie. Ik wist het niet."
        ),
        analysis=(
            "Ik ging zoeken. De wet vraagt dat we kunnen vaststellen of iemand recht heeft; van "
            "een half jaar stond nergens iets. Het bleek ooit bedacht na een steekproef. Niemand "
            "wist meer wie. Ondertussen kostte het mensen slapeloze nachten, en ons dagen werk."
        ),
        choice=(
            "Met twee collega's schreef ik op één bladzijde wat het oplevert, wat het kost, en "
            "wat er gebeurt als we het niet doen. We zijn naar de manager gegaan met die "
            "bladzijde en met het verhaal van die vrouw, zonder haar naam. We stelden voor het "
            "een jaar anders te proberen."
        ),
        effect=(
            "We vragen nu alleen nog iets op als er aanleiding is. De extra tijd gaat naar "
            "gesprekken. Na een jaar was er niets misgegaan dat we anders wel hadden gezien."
        ),
        client_direction=(
            "Haar vraag heeft iets veranderd voor veel mensen. Ik heb het haar verteld. Ze zei: "
            "dan had ik het eerder moeten vragen."
        ),
        learned=(
            "Wie vraagt waarom, is niet lastig. Wie 'het moet' zegt, moet weten van wie. Dat was "
            "ik."
        ),
    ),
    StoryText(
        title="Zij kon het niet lezen",
        theme="taal",
        competencies=("RR1", "MW1", "VK2"),
        signal=(
            "Zij kwam altijd met haar zoon van tien. Hij vertaalde, ook al sprak zij goed "
            "Nederlands. Eén keer was hij ziek en vroeg ze of ik het formulier wilde invullen, "
            "want ze was haar bril vergeten."
        ),
        analysis=(
            "Ik had die bril nooit gezien. Ik dacht terug aan al die keren met haar zoon, en aan "
            "de brieven die niet beantwoord werden. Ik twijfelde: als ik ernaar vroeg, kon ik "
            "haar beschamen."
        ),
        choice=(
            "Ik vertelde eerst dat veel mensen in onze gemeente moeite hebben met lezen, ook "
            "mensen die hier geboren zijn. Toen vroeg ik het, zonder omweg. Ze keek naar het raam "
            "en zei: mijn zoon weet het niet eens zeker."
        ),
        effect=(
            "We zijn samen naar het Taalhuis gefietst. Ze heeft nu een vrijwilliger, op woensdag. "
            "Haar zoon hoeft niet meer mee. Vorige maand stuurde ze mij een appje: vier woorden, "
            "met een punt erachter."
        ),
        client_direction=(
            "Zij besliste wie het mocht weten, en dat haar zoon het niet van mij hoorde maar van "
            "haar. Ze heeft hem uit een boekje voorgelezen."
        ),
        learned=(
            "Een vergeten bril kan van alles betekenen. Ik leer vragen zonder dat het een verhoor "
            "wordt."
        ),
    ),
    StoryText(
        title="Toen ik het niet met mijn gemeente eens was",
        theme="dilemma",
        competencies=("PW1", "SW2", "RR2"),
        signal=(
            "Wij kregen de opdracht om een groep mensen van boven de zestig weer maandelijks op "
            "te roepen. Ik vond het zinloos, en voor sommigen kwetsend."
        ),
        analysis=(
            "Ik kon drie dingen doen: uitvoeren en zuchten, stiekem niet doen, of er iets van "
            "zeggen. Het tweede had ik eerder gedaan. Dat voelde dapper, maar het hielp alleen "
            "mijn eigen mensen en niemand anders. De raad had ook een reden: mensen worden "
            "vergeten als niemand belt."
        ),
        choice=(
            "Ik heb de eerste tien uitgenodigd en gevraagd wat zij van ons wilden. Een paar "
            "wilden graag werken. De meesten wilden dat iemand vroeg hoe het ging, maar dan thuis "
            "of aan de telefoon. Dat schreef ik op voor mijn teamleider, met een voorstel."
        ),
        effect=(
            "De oproep is een telefoontje geworden, en wie wil werken krijgt meer tijd dan eerst. "
            "Mijn teamleider heeft het met de wethouder besproken. Niet alles is overgenomen."
        ),
        client_direction=(
            "Tien mensen hebben het beleid mee bepaald zonder dat ze dat zo noemden. Twee van hen "
            "zijn aan het werk, omdat ze dat wilden."
        ),
        learned="Loyaal zijn is ook: op tijd zeggen wat ik zie. Stiekem regelen verandert niets.",
    ),
    StoryText(
        title="Zijn eerste baas",
        theme="jobcoaching",
        competencies=("SW1", "VK2", "ER2"),
        signal=(
            "Een werkgever belde boos: hij loopt gewoon weg als ik iets zeg. Ik begeleidde een "
            "jongeman met autisme, die daar drie weken werkte."
        ),
        analysis=(
            "Ik had met de jongeman veel voorbereid en met de werkgever vooral gezellig gepraat. "
            "Ik wilde hem niet afschrikken. Daardoor wist die man niet dat weglopen een manier is "
            "om niet te ontploffen. Ik had eerlijk moeten zijn, met toestemming."
        ),
        choice=(
            "Ik vroeg de jongeman wat hij wilde dat zijn baas wist. Hij maakte zelf een kaartje "
            "met drie zinnen. We zijn met z'n drieën gaan zitten, in de kantine, tien minuten. "
            "Hij las zijn kaartje voor. De baas vroeg: hoe lang moet ik je dan met rust laten?"
        ),
        effect=(
            "Vijf minuten, was het antwoord. Dat weet nu iedereen op de vloer. Hij werkt er nog. "
            "De baas heeft een tweede plek aangeboden voor iemand anders."
        ),
        client_direction=(
            "Hij besloot wat er verteld werd, en in welke woorden. Het kaartje hangt in zijn "
            "kastje."
        ),
        learned="Mooi praten over iemand is niet hetzelfde als eerlijk zijn met iemand.",
    ),
    StoryText(
        title="Een aanvraag in de nacht",
        theme="jongeren",
        competencies=("MW1", "VK1", "SW1"),
        signal=(
            "Een meisje vroeg om twee uur 's nachts een uitkering aan. In het vakje voor "
            "opmerkingen stond: weet niet waar ik heen moet. De zoekperiode van vier weken stond "
            "als eerste in ons proces."
        ),
        analysis=(
            "Volgens het stappenplan kon ik een standaardbericht sturen en wachten. Maar wie "
            "schrijft er 's nachts zo'n zin? Ik dacht aan dakloosheid, of aan iets wat thuis niet "
            "veilig was. Vier weken leek mij een gok met haar leven."
        ),
        choice=(
            "Ik belde haar die ochtend. Ze sliep bij vriendinnen, elke nacht bij een ander. Ik "
            "vroeg wat ze als eerste nodig had. Een adres, zei ze, en rust om naar school te "
            "gaan. Met de jurist keek ik wat er kon; de wet gaf bij kwetsbare jongeren meer "
            "ruimte dan ons stappenplan."
        ),
        effect=(
            "Ze kreeg een kamer via een woonproject en een briefadres, binnen acht dagen. Ze "
            "heeft haar opleiding niet onderbroken. Ons stappenplan begint nu met een "
            "telefoontje."
        ),
        client_direction=(
            "Ze wilde geen uitkering, ze wilde naar school. Dat had ik met een standaardbericht "
            "nooit gehoord."
        ),
        learned="Lees het opmerkingenveld eerst. De rest van het formulier gaat over ons.",
    ),
    StoryText(
        title="De schoenen bij de deur",
        theme="huisbezoek",
        competencies=("RR2", "PW1", "RR1"),
        signal=(
            "Ik deed een huisbezoek om te kijken of iemand alleen woonde. Bij de deur stonden "
            "grote mannenschoenen. Ik had mijn conclusie al getrokken voordat de deur open was."
        ),
        analysis=(
            "Ze zag mij kijken. Ze zei niets en ik ook niet. Later in het gesprek merkte ik dat "
            "ik strenger was dan anders. Mijn mentor vroeg: wat had je gezien, en wat had je "
            "bedacht? Dat bleken twee verschillende dingen."
        ),
        choice=(
            "Ik belde haar en vroeg of ik mocht terugkomen op mijn blik. Dat mocht. Ze vertelde "
            "dat ze die schoenen daar neerzet sinds er een keer ingebroken is. Ze vertelde ook "
            "dat ze na mijn bezoek niet had geslapen."
        ),
        effect=(
            "Ik heb mijn verslag aangepast en haar laten meelezen. Ze woont alleen. Er volgde "
            "niets uit, behalve dat ik iemand bang had gemaakt en dat kon zeggen."
        ),
        client_direction=(
            "Ze mocht teruglezen wat ik over haar had opgeschreven en er iets bij zetten. Dat "
            "heeft ze gedaan: hier woon ik, met schoenen."
        ),
        learned=(
            "Ik schrijf nu in twee kolommen: wat ik zag, en wat ik dacht. Die tweede kolom gooi "
            "ik meestal weg."
        ),
    ),
    StoryText(
        title="Iemand die het zelf heeft meegemaakt",
        theme="ervaringskennis",
        competencies=("ER2", "EO1", "RR1"),
        signal=(
            "Ik vertelde een inwoner hoe je een budget maakt. Ze knikte. Toen ik vroeg of het "
            "lukte, zei ze vriendelijk: u heeft zeker nooit een lege koelkast gehad."
        ),
        analysis=(
            "Dat klopt. Ik ken schulden van papier. Mijn adviezen klopten ook, op papier. Ze "
            "gingen alleen over iemand die keuzes heeft. Ik twijfelde of ik haar nog iets te "
            "bieden had."
        ),
        choice=(
            "Ik vroeg of ze eens wilde praten met een ervaringsdeskundige van onze stad, zonder "
            "mij erbij. Daarnaast vroeg ik die vrouw om twee keer met mij mee te kijken. Ik vond "
            "het spannend, ik ben dat niet gewend."
        ),
        effect=(
            "De inwoner had aan dat ene gesprek meer dan aan mijn vijf. Van mij kreeg ik te horen "
            "dat ik oplossingen geef voordat iemand klaar is met vertellen. Dat ik mooi kan "
            "luisteren, maar te kort."
        ),
        client_direction=(
            "Zij koos daarna zelf voor een maatje in plaats van een cursus. Ze is nu bezig om "
            "zelf maatje te worden."
        ),
        learned=(
            "Wat ik niet heb meegemaakt, kan ik niet weten. Ik kan er wel voor zorgen dat iemand "
            "die het weet aan tafel zit."
        ),
    ),
    StoryText(
        title="Bijna met pensioen",
        theme="jezelf",
        competencies=("EO1", "SW2", "RR1"),
        signal=(
            "Ik merkte dat ik inwoners al in groepjes indeelde voordat ze zaten. Na dertig jaar "
            "denk je het te weten. Een jonge collega zei: jij luistert naar het vorige gesprek."
        ),
        analysis=(
            "Ik was eerst beledigd. Toen heb ik een week lang bijgehouden wat ik vooraf dacht en "
            "wat het werd. Ik had het opvallend vaak mis. Niet bij de wet, wel bij de mensen."
        ),
        choice=(
            "Ik heb die collega gevraagd om een maand lang elke week een gesprek van mij bij te "
            "wonen, en ik bij haar. Na afloop één vraag aan elkaar: wat hoorde jij dat ik niet "
            "hoorde? Wij hebben het onze leerlingentijd genoemd, van allebei."
        ),
        effect=(
            "Ik ben weer nieuwsgierig. Zij is rustiger geworden, zegt ze, en durft nu "
            "beslissingen te nemen. We doen het nog steeds, eens per maand."
        ),
        client_direction=(
            "Inwoners krijgen van mij weer vragen waarop ik het antwoord niet weet. Een van hen "
            "zei dat ik veranderd was. Dat vond ik een mooie dag."
        ),
        learned="Ervaring is fijn gereedschap, zolang je het af en toe slijpt.",
    ),
    StoryText(
        title="Het bijbaantje van de buurvrouw",
        theme="melding",
        competencies=("PW1", "RR2", "MW1"),
        signal=(
            "Er kwam een anonieme melding binnen: zij heeft een uitkering en ze bakt taarten voor "
            "geld. Er zat een foto bij van een kraam op een schoolplein."
        ),
        analysis=(
            "Ik weet dat een melding ook een burenruzie kan zijn. Ik weet ook dat wij alles horen "
            "na te gaan. Mijn vraag was: hoe doe ik dat zonder dat zij zich een verdachte voelt, "
            "terwijl ik nog niets weet?"
        ),
        choice=(
            "Ik nodigde haar niet uit, ik belde. Ik vertelde dat er een melding was, dat ik nog "
            "niets vond, en dat ik haar kant wilde horen. Ze bakte voor de schoolreis van groep "
            "zes. Ze had alle bonnetjes in een trommel. Er bleef niets over, behalve kruimels."
        ),
        effect=(
            "Ik heb de melding afgesloten met een korte notitie. Toen vroeg ik wat ze van het "
            "bakken vond. Twee maanden later stond ze in het buurthuis, tegen betaling en keurig "
            "doorgegeven. We rekenden samen uit hoe dat ging."
        ),
        client_direction=(
            "Ze had nee kunnen zeggen op die laatste vraag. Ze zei: eindelijk iemand die vraagt "
            "wat ik kan."
        ),
        learned="De manier waarop ik iets uitzoek blijft langer hangen dan de uitkomst.",
    ),
    StoryText(
        title="Een tolk, eindelijk",
        theme="statushouders",
        competencies=("RR1", "VK2", "EO1"),
        signal=(
            "In het derde gesprek zei een inwoonster iets wat ik niet verwachtte: ze had nooit "
            "begrepen waarvoor ze bij mij kwam. Ze dacht dat ik van de school was."
        ),
        analysis=(
            "Ze knikte altijd, en ik nam dat voor een ja. Een tolk vond ik gedoe en duur, en ze "
            "sprak toch aardig Nederlands. Eerlijk gezegd wilde ik het graag geloven. Haar plan "
            "was dus mijn plan."
        ),
        choice=(
            "Ik heb een tolk gebeld, ter plekke. We zijn opnieuw begonnen: wie ben ik, waar ga ik "
            "over, wat wilt u. Ik heb gevraagd of ze in haar eigen woorden wilde teruggeven wat "
            "we hadden afgesproken."
        ),
        effect=(
            "Alles wat ik had opgeschreven, kon weg. Ze wilde naaien, ze had al een machine, en "
            "haar jongste moest eerst naar de opvang. Dat bleek in één middag te regelen. Ons "
            "team bestelt nu standaard een tolk voor het eerste gesprek."
        ),
        client_direction=(
            "Ze had eindelijk de woorden om nee te zeggen. Dat deed ze ook: twee keer, en terecht."
        ),
        learned=(
            "Een knik is geen antwoord. Ik vraag nu altijd: wilt u mij vertellen wat u gaat doen?"
        ),
    ),
    StoryText(
        title="Het traject dat ik stopte",
        theme="methodisch werken",
        competencies=("MW2", "SW2", "ER1"),
        signal=(
            "Al jaren stuurde ik mensen naar een sollicitatietraining van tien weken. Ik deed dat "
            "omdat het er was. Een man vroeg: hebben er eigenlijk mensen werk door?"
        ),
        analysis=(
            "Ik wist het niet. Ik zocht mijn eigen zaken van het afgelopen jaar op en belde "
            "twintig mensen met de vraag wat ze eraan hadden gehad. Sommigen vonden de groep "
            "gezellig. Bijna niemand noemde werk. Een paar schaamden zich, omdat ze voor de derde "
            "keer gingen."
        ),
        choice=(
            "Ik heb met de aanbieder gepraat, zonder verwijten. Die had zelf ook twijfels. Voor "
            "mijn eigen inwoners ben ik gestopt met verwijzen. In plaats daarvan vroeg ik: wat "
            "zou jou helpen? Ik kreeg antwoorden van een fiets tot een oppas."
        ),
        effect=(
            "Het geld voor twee trainingen is nu een potje voor zulke dingen. Ik houd bij wat het "
            "brengt, zodat ik over een jaar niet weer iets doe omdat het er is. Van de groep is "
            "een inloopochtend overgebleven; daar was wel behoefte aan."
        ),
        client_direction=(
            "Mensen kiezen zelf wat hun volgende stap is. Soms kiezen ze iets waarvan ik denk: is "
            "dat nou handig? Meestal weten ze het beter."
        ),
        learned="Mijn vak is ook: stoppen met wat niet helpt, en dat durven uitzoeken.",
    ),
    StoryText(
        title="Een kamer zonder bureau",
        theme="ontmoeting",
        competencies=("RR1", "SW2", "MW2"),
        signal=(
            "Een inwoner schoof zijn stoel bij mij vandaan, elke keer een stukje. Tussen ons "
            "stond een bureau met een glasplaat."
        ),
        analysis=(
            "Ik vroeg mezelf af wat die kamer zegt. Glas, een knop voor alarm, een klok die "
            "alleen ik kan zien. Ik begrijp waarom het er staat; een collega is ooit bedreigd. "
            "Toch zag ik dat de kamer het gesprek al begonnen was voordat ik binnenkwam."
        ),
        choice=(
            "Ik vroeg of ik de kleine kamer bij de bibliotheek mocht proberen, met een ronde "
            "tafel. Met de beveiliging sprak ik af hoe we het veilig hielden. Inwoners mochten "
            "kiezen waar ze wilden zitten. Ook de glazen kamer bleef een keuze."
        ),
        effect=(
            "De meesten kiezen de ronde tafel. Een paar mensen kiezen het glas, omdat ze dat "
            "rustig vinden. Dat had ik niet verwacht. Twee collega's werken nu ook zo."
        ),
        client_direction=(
            "Kiezen waar je zit is een klein stukje regie. Aan het begin van een gesprek doet dat "
            "ertoe."
        ),
        learned="Ik dacht dat ik wist wat prettig is. Vragen blijkt beter.",
    ),
    StoryText(
        title="Een dossier vol oordelen",
        theme="verslaglegging",
        competencies=("RR2", "VK1", "EO1"),
        signal=(
            "Ik nam een dossier over van een collega. 'Weinig ziekte-inzicht, claimend, komt "
            "afspraken niet na.' Ik had de man nog niet ontmoet en wist al dat het lastig zou "
            "worden."
        ),
        analysis=(
            "Hij bleek vriendelijk en doof aan één oor. Afspraken belden wij door. Ik las mijn "
            "eigen dossiers terug en vond dezelfde soort woorden. Wie zoiets leest, gaat ernaar "
            "kijken. En inwoners mogen het opvragen."
        ),
        choice=(
            "Ik heb tien eigen dossiers herlezen met de vraag: zou ik dit hardop voorlezen aan "
            "deze persoon? Waar het antwoord nee was, heb ik het aangevuld met wat er feitelijk "
            "gebeurde. Met het team maakten we drie afspraken over hoe we schrijven. We bellen "
            "bij hem niet meer maar mailen."
        ),
        effect=(
            "Er is geen afspraak meer gemist. De drie afspraken hangen boven het koffieapparaat. "
            "Ze zijn kort, want anders leest niemand ze."
        ),
        client_direction=(
            "Hij heeft gelezen wat er over hem stond en er zijn eigen verhaal naast gezet. Dat "
            "staat nu bovenaan."
        ),
        learned=(
            "Schrijf alsof de ander over je schouder meekijkt. Sinds kort doet hij dat ook, vanaf "
            "de stoel naast mij."
        ),
    ),
    StoryText(
        title="De dag dat ik bang was",
        theme="veiligheid",
        competencies=("EO1", "SW1", "RR2"),
        signal=(
            "Een man sloeg met zijn vuist op tafel en zei dat hij wist waar ik parkeerde. Ik heb "
            "het gesprek afgemaakt, ben vriendelijk gebleven en heb er niemand iets over verteld."
        ),
        analysis=(
            "Na een week merkte ik dat ik hem ontweek, en ook anderen die op hem leken. Ik nam "
            "besluiten per brief in plaats van met een gesprek. Mijn angst was geen privézaak "
            "meer, want inwoners kregen er last van."
        ),
        choice=(
            "Ik bracht het in bij de intervisie. Daar zei iemand dat stoer doen ook een vorm van "
            "weglopen is. Ik heb alsnog melding gedaan. Mijn leidinggevende nam het serieus. Met "
            "een collega erbij heb ik hem uitgenodigd, en gezegd wat zijn woorden met mij deden."
        ),
        effect=(
            "Hij schrok. Hij zei sorry, en ook dat hij al maanden niet sliep. Wij hebben "
            "afgesproken hoe we het doen als het oploopt. Ik parkeer weer gewoon."
        ),
        client_direction=(
            "Hij mocht zelf voorstellen wat helpt als het te veel wordt. Even naar buiten, zei "
            "hij. Dat doen we nu, soms samen."
        ),
        learned="Goed voor mezelf zorgen is geen luxe. Wie bang is, ziet geen mensen meer.",
    ),
)

METHODS: tuple[Method, ...] = (
    Method(
        code="incident",
        name="Incidentmethode",
        explanation=(
            "Een lid vertelt in een paar zinnen wat er gebeurde. De groep vraagt door en iedereen "
            "schrijft op wat hij zelf zou doen."
        ),
    ),
    Method(
        code="gossip",
        name="Roddelmethode",
        explanation=(
            "De inbrenger zit met de rug naar de groep en luistert hoe de anderen over de zaak "
            "praten."
        ),
    ),
    Method(
        code="balint",
        name="Balint-achtige bespreking",
        explanation=(
            "De groep kijkt niet naar de oplossing, maar naar wat er gebeurt tussen jou en de "
            "inwoner."
        ),
    ),
    Method(
        code="five_steps",
        name="Vijf stappen",
        explanation=(
            "Van vraag naar verheldering, kern, advies en afspraak. Handig voor een nieuwe groep."
        ),
    ),
    Method(
        code="walk",
        name="Leerwandeling",
        explanation=(
            "In tweetallen lopen, halverwege wisselen van verteller en aan het eind samen delen "
            "wat je meeneemt."
        ),
    ),
    Method(
        code="other",
        name="Tienstappenmethode",
        explanation=(
            "Rustig doorwerken van gebeurtenis naar gedachte, gevoel en gedrag, en terug naar wat "
            "jij kunt veranderen."
        ),
    ),
    Method(
        code="other",
        name="Succesmethode",
        explanation=(
            "Iemand vertelt wat juist goed ging. De groep zoekt uit wat hij of zij daarvoor deed."
        ),
    ),
    Method(
        code="other",
        name="Dilemmagesprek",
        explanation=(
            "De groep zet twee goede keuzes tegenover elkaar en weegt wat wet, opbrengst en "
            "betrokkenheid zeggen."
        ),
    ),
    Method(
        code="other",
        name="Rollenwissel",
        explanation=(
            "De inbrenger speelt de inwoner, een ander voert het gesprek. Daarna vertelt ieder "
            "wat het met hem deed."
        ),
    ),
    Method(
        code="other",
        name="Alleen vragen",
        explanation=(
            "De groep mag een half uur lang alleen open vragen stellen. Advies bewaar je voor na "
            "afloop."
        ),
    ),
)

GROUP_NAMES: tuple[str, ...] = (
    "Regiogroep De Brug",
    "Intervisie Noorderkwartier",
    "De Keukentafel",
    "Groep Maas en Waal",
    "Vakgroep jongeren Twente",
    "Tussen Wet en Leven",
    "Dinsdaggroep Rijnmond",
    "De Luisteraars",
    "Intervisie Zuiderlicht",
    "Groep Zilte Wind",
    "De Derde Stoel",
    "Werk en Inkomen Veluwe",
    "Met Andere Ogen",
    "Groep Heuvelland",
)

INTERVISION_SESSIONS: tuple[SessionText, ...] = (
    SessionText(
        method="incident",
        theme="Een gesprek waarin ik te snel ging",
        private_line=(
            "Ik had haast, niet de inwoner. Volgende keer zeg ik aan het begin hoeveel tijd we "
            "hebben."
        ),
    ),
    SessionText(
        method="gossip",
        theme="Twijfel over een maatregel",
        private_line=(
            "Ze roddelden mild over mij. Ik mag ook wat milder zijn, voor mezelf en voor hem."
        ),
    ),
    SessionText(
        method="balint",
        theme="Een vader die mij boos maakt",
        private_line="Hij lijkt op mijn oom. Nu ik dat weet, kan ik hem weer zien.",
    ),
    SessionText(
        method="five_steps",
        theme="Als jij de vierde klantmanager in een jaar bent",
        private_line="Eerst vragen wat de vorige drie goed deden. Dat had ik overgeslagen.",
    ),
    SessionText(
        method="walk",
        theme="Wat doe je als je het met je gemeente oneens bent",
        private_line=(
            "Ik ga het gesprek met mijn teamleider aan, met een voorbeeld en zonder verwijt."
        ),
    ),
    SessionText(
        method="other",
        theme="Niet durven bellen na een fout",
        private_line="Mijn gedachte was dat hij zou ontploffen. Hij zei dankjewel.",
    ),
    SessionText(
        method="other",
        theme="Een jongere die na een jaar terugkwam",
        private_line="Wat ik deed: elke maand een appje zonder vraag. Zo klein was het.",
    ),
    SessionText(
        method="other",
        theme="Zwart bijklussen en een oprecht verhaal",
        private_line="Ik zag alleen wet tegenover hart. De groep zag ook het gezin en de buren.",
    ),
    SessionText(
        method="other",
        theme="Hoe het is om tegenover mij te zitten",
        private_line=(
            "Ik voelde me als inwoner klein worden van mijn eigen zinnen. Ik ga ze anders zeggen."
        ),
    ),
    SessionText(
        method="other",
        theme="Een plan dat van niemand is",
        private_line=(
            "Door de vragen merkte ik dat ik het plan zelf had bedacht. Terug naar de tekentafel, "
            "samen."
        ),
    ),
    SessionText(
        method="incident",
        theme="Een huisbezoek zonder aankondiging",
        private_line="Het mocht, maar het was niet nodig. Dat verschil wil ik vaker maken.",
    ),
    SessionText(
        method="gossip",
        theme="Verliefd op een oplossing",
        private_line=(
            "Ik verkocht een cursus die ik zelf mooi vond. Hij zei ja om van mij af te zijn."
        ),
    ),
    SessionText(
        method="balint",
        theme="Verdriet dat mee naar huis gaat",
        private_line="Ik huilde in de auto. De groep vond dat niet gek en dat hielp.",
    ),
    SessionText(
        method="five_steps",
        theme="Mantelzorg en een sollicitatieplicht",
        private_line="Ik ga de ontheffing samen met haar schrijven in plaats van over haar.",
    ),
    SessionText(
        method="walk",
        theme="Werken met een volle agenda",
        private_line="Mijn wandelmaat blokt de vrijdagmiddag. Ik probeer dat een maand.",
    ),
    SessionText(
        method="other",
        theme="Ouders die hun zoon thuis willen houden",
        private_line="Ik wilde kiezen voor de zoon. Misschien moet hij dat eerst zelf doen.",
    ),
    SessionText(
        method="other",
        theme="Een brief waar iemand blij mee was",
        private_line=(
            "Ik had de eerste alinea voorgelezen aan de telefoon voordat hij de deur uitging."
        ),
    ),
    SessionText(
        method="other",
        theme="Nieuws vertellen dat pijn doet",
        private_line=(
            "Als inwoner wilde ik vooral dat het niet ingepakt werd. Ik zeg het nu meteen."
        ),
    ),
    SessionText(
        method="other",
        theme="De inwoner die nooit belt",
        private_line="Niemand vroeg of hij beltegoed had. Dat ga ik doen.",
    ),
    SessionText(
        method="other",
        theme="Een collega die grapjes maakt over inwoners",
        private_line="Ik lachte mee. Ik ga er iets over zeggen, onder vier ogen en vriendelijk.",
    ),
    SessionText(
        method="incident",
        theme="Agressie aan de balie",
        private_line=(
            "Ik schrok meer dan ik dacht. Ik vraag de volgende keer of een collega naast me komt "
            "zitten."
        ),
    ),
    SessionText(
        method="gossip",
        theme="Een statushouder met een droom",
        private_line=(
            "De groep hoorde een arts, ik hoorde een taalachterstand. Ik ga opnieuw met haar "
            "praten."
        ),
    ),
)
