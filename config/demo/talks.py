"""Made-up words of applications and conversations: no scales, nobody who exists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkSentence:
    """The one sentence about the work in an application; kinds as in KindOfWork."""

    kinds: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class QuestionBack:
    """A question of the desk about an application, and the answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class ThemeText:
    """What a report says about one theme."""

    theme: str
    told: str
    examples: str
    moved: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """One whole report; agreements where the advice asks for them; titles of stories told."""

    advice: str
    summary: str
    agreements: str
    stories: tuple[str, ...]
    themes: tuple[ThemeText, ...]


WORK_SENTENCES: tuple[WorkSentence, ...] = (
    WorkSentence(
        kinds=("work", "youth"),
        text=(
            "Ik help jongeren tot zevenentwintig jaar om weer naar school te gaan of werk te "
            "vinden dat bij hen past."
        ),
    ),
    WorkSentence(
        kinds=("income",),
        text=(
            "Bij mij vragen mensen een uitkering aan; ik zoek uit waar zij recht op hebben en leg "
            "uit wat dat betekent."
        ),
    ),
    WorkSentence(
        kinds=("debt", "direction"),
        text=(
            "Ik zit aan de keukentafel bij mensen met schulden en maak met hen één plan waar zij "
            "het mee eens zijn."
        ),
    ),
    WorkSentence(
        kinds=("refugees", "work"),
        text=(
            "Ik begeleid nieuwkomers vanaf hun eerste week in onze gemeente, met taal, werk en "
            "alles wat daartussen zit."
        ),
    ),
    WorkSentence(
        kinds=("support",),
        text=(
            "Ik kijk met inwoners wat zij nodig hebben om thuis te blijven wonen en regel hulp "
            "als het alleen niet lukt."
        ),
    ),
    WorkSentence(
        kinds=("enforcement", "income"),
        text=(
            "Ik onderzoek of uitkeringen kloppen en praat met mensen voordat ik daar iets van vind."
        ),
    ),
    WorkSentence(
        kinds=("jobcoach",),
        text=(
            "Als jobcoach sta ik op de werkvloer naast mensen met een beperking en naast hun baas."
        ),
    ),
    WorkSentence(
        kinds=("employers", "work"),
        text=(
            "Ik ken de bedrijven in onze streek en breng hen samen met mensen die een kans zoeken."
        ),
    ),
    WorkSentence(
        kinds=("direction",),
        text=(
            "Ik ben het vaste gezicht voor gezinnen met veel hulp en zorg dat iedereen hetzelfde "
            "plan volgt."
        ),
    ),
    WorkSentence(
        kinds=("lead", "work"),
        text="Ik leid een team van elf klantmanagers en houd zelf elke week een dag spreekuur.",
    ),
    WorkSentence(
        kinds=("income", "support"),
        text=(
            "Ik behandel aanvragen voor bijzondere bijstand en zoek naar maatwerk waar de regel "
            "knelt."
        ),
    ),
    WorkSentence(
        kinds=("work",),
        text=(
            "Ik spreek mensen die lang zonder werk zijn en zoek met hen de eerste stap, hoe klein "
            "ook."
        ),
    ),
    WorkSentence(
        kinds=("debt",),
        text=(
            "Bij de kredietbank doe ik de intake en blijf ik bellen, ook als iemand een keer niet "
            "opneemt."
        ),
    ),
    WorkSentence(
        kinds=("youth", "direction"),
        text=(
            "Ik ben regisseur voor jongeren zonder vast adres en haal wonen, school en geld bij "
            "elkaar."
        ),
    ),
    WorkSentence(
        kinds=("work", "employers"),
        text=(
            "Ik werk bij een Werkplein voor vier gemeenten en bemiddel naar banen in de zorg en "
            "de techniek."
        ),
    ),
    WorkSentence(
        kinds=("income", "work"),
        text=(
            "In onze kleine gemeente doe ik alles: van aanvraag tot het eerste loon, en ook het "
            "huisbezoek."
        ),
    ),
    WorkSentence(
        kinds=("refugees", "direction"),
        text=(
            "Ik begeleid Oekraïense gezinnen in de opvang naar werk, een school en een eigen huis."
        ),
    ),
    WorkSentence(
        kinds=("jobcoach", "work"),
        text=(
            "Ik begeleid mensen van de sociale werkvoorziening naar een gewone baas, op hun eigen "
            "tempo."
        ),
    ),
    WorkSentence(
        kinds=("support", "direction"),
        text=(
            "In het wijkteam ben ik de klantmanager die weet hoe zorg en inkomen op elkaar "
            "inwerken."
        ),
    ),
    WorkSentence(
        kinds=("income", "enforcement"),
        text=(
            "Ik werk bij een sociale dienst voor vijf gemeenten en begin bij iedere melding met "
            "een telefoontje."
        ),
    ),
    WorkSentence(
        kinds=("work", "debt"),
        text=(
            "Gemeenten huren mij in om mensen te spreken die al jaren niemand meer hebben "
            "gesproken."
        ),
    ),
    WorkSentence(
        kinds=("lead", "youth"),
        text=(
            "Ik ben werkbegeleider van een jongerenteam en heb zelf nog twaalf jongeren onder "
            "mijn hoede."
        ),
    ),
    WorkSentence(
        kinds=("work", "support"),
        text=(
            "Ik loop mee met mensen die vrijwilligerswerk doen en zie wanneer iemand aan meer toe "
            "is."
        ),
    ),
)

QUESTIONS_BACK: tuple[QuestionBack, ...] = (
    QuestionBack(
        question=(
            "Je schrijft dat je jongeren begeleidt. Spreek je hen zelf, of stuur je vooral "
            "anderen aan?"
        ),
        answer=(
            "Ik spreek ze zelf, elke dag. Ik overleg wel met de jongerenwerkers, maar de "
            "gesprekken en besluiten zijn van mij."
        ),
    ),
    QuestionBack(
        question="Je werkt voor een bureau. Bij welke gemeenten spreek je nu inwoners?",
        answer=(
            "Sinds januari bij twee gemeenten in de Achterhoek, op dinsdag en donderdag. De "
            "opdracht loopt tot de zomer."
        ),
    ),
    QuestionBack(
        question=(
            "In je zin lees ik vooral over werkgevers. Heb je ook inwoners die je begeleidt?"
        ),
        answer=(
            "Ja, ongeveer dertig mensen. Ik koppel ze aan bedrijven en blijf zelf hun contact, "
            "ook na de start."
        ),
    ),
    QuestionBack(
        question="Je koos de weg van de ervaring. Hoelang doe je dit werk al, ongeveer?",
        answer="Zestien jaar, waarvan tien bij de sociale dienst en de rest in het wijkteam.",
    ),
    QuestionBack(
        question=(
            "Je diploma komt uit een ander land. Heb je al een waardering, of wil je dat we "
            "meedenken?"
        ),
        answer=(
            "Ik heb nog geen waardering. Meedenken zou fijn zijn, want ik weet niet welk papier "
            "jullie nodig hebben."
        ),
    ),
    QuestionBack(
        question=(
            "Je bent teamleider. Kun je in één zin zeggen waar je zelf nog inwoners ontmoet?"
        ),
        answer=(
            "Op vrijdag doe ik het inloopspreekuur in de bibliotheek en ik heb vijf vaste gezinnen."
        ),
    ),
    QuestionBack(
        question=(
            "De naam van de opleiding ken ik niet. Is dat een andere naam voor een opleiding uit "
            "onze lijst?"
        ),
        answer="Ja, hij heette tot vorig jaar anders. Op mijn diploma staat nog de oude naam.",
    ),
    QuestionBack(
        question=(
            "Je naam in je aanmelding is anders dan in je mailadres. Onder welke naam wil je in "
            "het register staan?"
        ),
        answer="Onder mijn eigen achternaam. Het mailadres is nog van voor mijn scheiding.",
    ),
    QuestionBack(
        question=(
            "Je bent net begonnen in dit werk. Heb je al eigen inwoners, of loop je nu nog mee?"
        ),
        answer=(
            "Ik heb sinds drie maanden eigen inwoners en loop daarnaast een ochtend mee met een "
            "ervaren collega."
        ),
    ),
    QuestionBack(
        question=(
            "Je noemt schulden en handhaving samen. Hoe ziet een gewone week er voor je uit?"
        ),
        answer=(
            "Drie dagen doe ik schuldhulp. Twee dagen onderzoek ik meldingen, altijd bij andere "
            "mensen dan die ik help."
        ),
    ),
)

REPORTS: tuple[ReportText, ...] = (
    ReportText(
        advice="renew",
        summary=(
            "Je werkt met aandacht en durft terug te komen op een eerste oordeel. Je weet wat je "
            "hierna wilt leren."
        ),
        agreements="",
        stories=("De stapel op de trap", "Een jongen en een scooter"),
        themes=(
            ThemeText(
                theme="craft",
                told=(
                    "Je vertelde hoe je geldzorgen eerder opmerkt dan vroeger, en hoe je dan je "
                    "eigen agenda loslaat."
                ),
                examples=(
                    "De man met de ongeopende post, en de schoenendozen die daarna op tafel kwamen."
                ),
                moved=(
                    "Je kijkt nu eerst rond en vraagt dan pas. Je brieven zijn korter geworden."
                ),
                follow_up="Je wilt leren om schulden ook telefonisch ter sprake te brengen.",
            ),
            ThemeText(
                theme="client",
                told=(
                    "Bij jou kiest de inwoner waar het gesprek begint. Dat doe je bewust en je "
                    "kunt uitleggen waarom."
                ),
                examples="Iemand die zelf de hoorn vasthield terwijl jij ernaast zat.",
                moved=(
                    "Je regelt minder en mensen doen meer. Je merkte dat eerst aan je eigen onrust."
                ),
                follow_up="Je gaat na een half jaar vragen wat mensen zelf zijn blijven doen.",
            ),
            ThemeText(
                theme="together",
                told=(
                    "Je regiogroep is een vaste plek voor twijfel. Je bracht ook iets in dat niet "
                    "was gelukt."
                ),
                examples=(
                    "De roddelronde waarin je hoorde dat anderen je zorgen zagen en niet je "
                    "strengheid."
                ),
                moved="Je belde daarna een vader terug die je had gemeden.",
                follow_up="Je wilt een keer meelopen bij de kredietbank.",
            ),
            ThemeText(
                theme="ahead",
                told=(
                    "Je wilt rustig verder met jongeren die schulden hebben, en niet nog een "
                    "onderwerp erbij."
                ),
                examples="Je noemde de jongen van de scooter als iemand van wie je leerde.",
                moved="Je doel is kleiner geworden dan in je plan, en daardoor duidelijker.",
                follow_up=(
                    "Een doel over praten met jongeren over geld, samen met de jongerenwerker."
                ),
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary="Een gesprek over brieven, regels en de moed om te vragen van wie iets moet.",
        agreements="",
        stories=("Wat staat er eigenlijk in mijn brief?", "Een vinkje minder"),
        themes=(
            ThemeText(
                theme="craft",
                told="Je vertelde over een beschikking die goed bedoeld en onleesbaar was.",
                examples=(
                    "De vrouw die dacht dat haar uitkering stopte terwijl ze een toeslag kreeg."
                ),
                moved=(
                    "Jouw brief is nu die van het hele team. De jurist is van tegenlezer "
                    "meedenker geworden."
                ),
                follow_up="Je wilt ook de brief over terugbetalen herschrijven.",
            ),
            ThemeText(
                theme="client",
                told="Inwoners lezen bij jou mee voordat een brief uitgaat.",
                examples="Twee zinnen in de brief zijn door een inwoner bedacht.",
                moved="Je merkt dat mensen vaker bellen met een vraag en minder vaak met schrik.",
                follow_up="Je wilt het lezerspanel een vaste plek geven.",
            ),
            ThemeText(
                theme="together",
                told="Je legde brieven naast elkaar met een buurgemeente.",
                examples="Het verschil tussen 'u dient' en 'wij helpen u' maakte veel los.",
                moved=(
                    "Collega's komen nu bij jou met hun eigen stukken. Je leert om dan te vragen "
                    "in plaats van te verbeteren."
                ),
                follow_up="Je gaat meeschrijven aan een methodekaart over brieven.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt meer tijd in gesprekken en minder achter het scherm.",
                examples="Je merkte dat schrijven ook een veilige plek voor je is.",
                moved="Je zei dat hardop en moest er zelf om lachen.",
                follow_up="Een doel over moeilijke gesprekken zonder papier erbij.",
            ),
        ),
    ),
    ReportText(
        advice="renew_with_agreements",
        summary=(
            "Je weet veel en je gaat snel. We spraken over wat er gebeurt als je dat laat zien en "
            "als je wacht."
        ),
        agreements=(
            "Je laat twee keer een collega meekijken in een gesprek en vraagt wat die zag. Je "
            "vertelt je mentor wat je daarvan meenam."
        ),
        stories=("Een tolk, eindelijk",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je kent de wet tot in de details en collega's komen bij je langs.",
                examples="Een uitspraak over giften die je in één zin kon uitleggen.",
                moved=(
                    "Je helpt mensen aan geld waar ze recht op hebben en zoekt daar actief naar."
                ),
                follow_up="Je wilt je kennis zo delen dat anderen zelf leren zoeken.",
            ),
            ThemeText(
                theme="client",
                told=(
                    "Je vertelde eerlijk dat je vaak al een antwoord hebt voordat iemand klaar is."
                ),
                examples=(
                    "De vrouw die knikte en pas in het derde gesprek zei dat ze het niet begreep."
                ),
                moved=(
                    "Je bestelt nu een tolk voor het eerste gesprek. Wachten vind je nog moeilijk."
                ),
                follow_up="Oefenen met stilte, en vragen wat iemand heeft begrepen.",
            ),
            ThemeText(
                theme="together",
                told="Je geeft veel aan anderen. Zelf om hulp vragen doe je weinig.",
                examples=(
                    "Je was twee keer bij intervisie en bracht beide keren de zaak van een ander "
                    "in."
                ),
                moved="Je zag dat zelf, tijdens het vertellen.",
                follow_up="De volgende keer breng je iets in waar je zelf geen raad mee weet.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt blijven wat je bent en er iets bij leren: rust.",
                examples=(
                    "Je noemde een collega die in tien minuten meer hoort dan jij in een uur."
                ),
                moved="Je gaat haar vragen om mee te kijken.",
                follow_up="Een doel over luisteren, met deze afspraak als eerste stap.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary=(
            "Je vindt je weg in een vak dat veel van je vroeg dit jaar, en je neemt anderen mee."
        ),
        agreements="",
        stories=("De apotheker die moest schoonmaken",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je werkt met statushouders en je bent anders gaan kijken naar snel werk.",
                examples="De apotheker die eerst moest schoonmaken.",
                moved="Je vraagt nu wat iemand vroeger deed voordat je over banen praat.",
                follow_up=(
                    "Je wilt beter weten hoe diploma's uit andere landen worden gewaardeerd."
                ),
            ),
            ThemeText(
                theme="client",
                told="De eerste afspraak gaat over wie iemand is en niet over wat hij moet.",
                examples="Een loopbaan die een inwoner voor je tekende.",
                moved="Mensen vragen jou dingen, in plaats van alleen andersom.",
                follow_up="Je wilt inwoners hun eigen plan laten presenteren aan de taalschool.",
            ),
            ThemeText(
                theme="together",
                told="Je belde een apotheek, een school en een oude collega.",
                examples="De dag dat je meeliep in de taalles en zelf niets begreep.",
                moved="Je spreekt sindsdien in kortere zinnen.",
                follow_up="Je zoekt een groep met klantmanagers uit kleine gemeenten.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt werkgevers eerlijker vertellen wat iemand kan.",
                examples="Een baas die na drie weken pas hoorde dat iemand nog niet kon lezen.",
                moved="Je hebt daarna je eigen intake aangepast.",
                follow_up="Een doel over eerlijk voorstellen, met toestemming van de inwoner.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary="Een warm gesprek over macht, schrik en een dossier dat je herschreef.",
        agreements="",
        stories=(
            "De schoenen bij de deur",
            "Het bijbaantje van de buurvrouw",
            "Een dossier vol oordelen",
        ),
        themes=(
            ThemeText(
                theme="craft",
                told="Je schrijft nu in twee kolommen: wat je zag en wat je dacht.",
                examples="Het huisbezoek met de schoenen bij de deur.",
                moved="Je rapporten zijn feitelijker, en ook korter.",
                follow_up="Je wilt dit met je team delen zonder belerend te zijn.",
            ),
            ThemeText(
                theme="client",
                told="Je laat mensen teruglezen wat je over hen opschreef.",
                examples="Een bewoonster die er een eigen zin bij zette.",
                moved="Je merkte dat iemand na jouw bezoek niet had geslapen, en je zei sorry.",
                follow_up="Je wilt na ieder huisbezoek bellen.",
            ),
            ThemeText(
                theme="together",
                told="Je mentor stelde de vraag die je verder bracht.",
                examples="Hij vroeg wat je had gezien en wat je had bedacht.",
                moved="Die vraag stel je nu ook aan een stagiair.",
                follow_up=(
                    "Je gaat een dag meelopen met een collega die weinig huisbezoeken doet."
                ),
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt handhaven zonder dat mensen bang voor je worden.",
                examples="Je noemde een melding die over een taart ging.",
                moved="Je begint bij elke melding met bellen.",
                follow_up="Een doel over het eerste telefoongesprek na een melding.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary="Je staat stevig naast jongeren en je weet wat het van jou vraagt.",
        agreements="",
        stories=("Een jongen en een scooter", "Een aanvraag in de nacht"),
        themes=(
            ThemeText(
                theme="craft",
                told="Je vertelde over gesprekken langs de weg, bij de garage en in de app.",
                examples="De jongen die wegbleef en het zelf liet weten.",
                moved=(
                    "Je stuurt minder brieven. Je collega's vragen hoe je dat verantwoordt en je "
                    "hebt een antwoord."
                ),
                follow_up="Je wilt de regels rond school en uitkering beter kennen.",
            ),
            ThemeText(
                theme="client",
                told="Jongeren kiezen bij jou de plek en het tempo.",
                examples=(
                    "Een meisje dat geen uitkering wilde, maar een adres en rust om te leren."
                ),
                moved="Het stappenplan van je gemeente begint nu met een telefoontje.",
                follow_up="Je wilt jongeren laten meepraten over de uitnodigingen.",
            ),
            ThemeText(
                theme="together",
                told="Je vormt een duo met een jongerenwerker en dat houd je bij elkaar.",
                examples="Jullie spraken over wie wat mag weten, en vroegen het aan de jongere.",
                moved="Je leerde dat delen niet vanzelf goed is.",
                follow_up="Je doet mee met het Gilde jongeren.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt het volhouden, ook op dagen dat het niet lukt.",
                examples="Je vertelde over een nacht met de telefoon naast je bed.",
                moved="De telefoon ligt nu om zeven uur in de la.",
                follow_up="Een doel over grenzen, met een collega die erop let.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary=(
            "Je kwam met twijfel over het nut en ging met een vraag. Dat gesprek wil ik graag nog "
            "eens voeren."
        ),
        agreements="",
        stories=("Bijna met pensioen",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je zit ruim twintig jaar in het vak en je vertelt in beelden.",
                examples="De man met de modeltreinen die na jaren iemand had die vroeg.",
                moved="Je merkte dat je ook kunt missen wat je al duizend keer zag.",
                follow_up="Je wilt je kennis doorgeven zonder te zeggen hoe het hoort.",
            ),
            ThemeText(
                theme="client",
                told="Je hield een week bij wat je vooraf dacht en wat het werd.",
                examples="Mensen die je in een groepje had ingedeeld en die daar niet pasten.",
                moved="Je stelt weer vragen waarop je het antwoord niet weet.",
                follow_up="Je gaat aan inwoners vragen hoe zij je gesprekken vinden.",
            ),
            ThemeText(
                theme="together",
                told="Je leert samen met een jonge collega en noemt het jullie leerlingentijd.",
                examples="Haar zin: jij luistert naar het vorige gesprek.",
                moved="Je was beledigd en ging daarna aan het werk met die zin.",
                follow_up="Jullie gaan samen vertellen over het meekijken.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt mentor worden.",
                examples="Je noemde wie vroeger jouw mentor was en wat die naliet.",
                moved="Je ziet begeleiden nu als luisteren.",
                follow_up="Een doel over begeleiden, te beginnen met één starter.",
            ),
        ),
    ),
    ReportText(
        advice="more_time",
        summary=(
            "Je had een zwaar jaar en koos er zelf voor om meer tijd te nemen. Er is genoeg om "
            "over te praten en dat gaan we doen."
        ),
        agreements=(
            "Je spreekt elke maand met je mentor. Over negen maanden praten we verder, met een "
            "verhaal dat je dan wilt vertellen."
        ),
        stories=(),
        themes=(
            ThemeText(
                theme="craft",
                told=(
                    "Je werkte vooral door en had weinig tijd om stil te staan. Dat zei je rustig "
                    "en open."
                ),
                examples="Een zaak die je had willen inbrengen en die bleef liggen.",
                moved="Je zag zelf dat werk zonder nadenken je moe maakt.",
                follow_up="Eén verhaal uitwerken, klein en eerlijk.",
            ),
            ThemeText(
                theme="client",
                told="Je vertelde dat inwoners je anders meemaakten dan je wilt zijn.",
                examples="Een afspraak die je vergat, en de reiskosten die je daarna regelde.",
                moved="Je belde dezelfde dag en dat deed je goed.",
                follow_up="Je wilt weer rustig kunnen luisteren.",
            ),
            ThemeText(
                theme="together",
                told="Je bent dit jaar weinig bij je groep geweest en je mist die.",
                examples="Een wandeling met een oud-collega die meer deed dan een cursus.",
                moved="Je hebt inmiddels een mentor gevraagd.",
                follow_up="Je gaat terug naar de groep, ook als je niets hebt voorbereid.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt blijven, en op een manier die je volhoudt.",
                examples="Je noemde een vrije middag in de week als eerste stap.",
                moved="Je leidinggevende steunt dat.",
                follow_up="Een doel over zorgen voor jezelf, voor een heel jaar.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary="Je verbindt mensen en diensten, en je weet wanneer je een stap terug moet doen.",
        agreements="",
        stories=("Het plan op de koelkast",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je vertelde over een gezin met meer plannen dan kinderen.",
                examples="Het vel papier op tafel, met de stift in handen van de moeder.",
                moved="Je hebt doelen laten weghalen waar je zelf achter stond.",
                follow_up="Je wilt leren zo'n gesprek ook te leiden als het schuurt.",
            ),
            ThemeText(
                theme="client",
                told="Het gezin bepaalt wie er komt en waarover het gaat.",
                examples="Eén van de kinderen tekende een zon op het plan.",
                moved="Je gaat minder vaak langs en dat is een goed teken.",
                follow_up="Je wilt kinderen vragen wat zij merken van al die hulp.",
            ),
            ThemeText(
                theme="together",
                told="Je belde anderen voordat zij jou belden.",
                examples="Een dag meelopen met de wijkagent, die iedereen bij naam kent.",
                moved="Je hebt nu mensen die je durft te bellen zonder reden.",
                follow_up="Je wilt een keer een ochtend ruilen met een collega van jeugd.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt dat dit niet van jou alleen afhangt.",
                examples="Je vertelde over een vakantie waarin alles stilviel.",
                moved="Je schrijft nu op wat je afspreekt, in gewone woorden.",
                follow_up="Een doel over overdragen.",
            ),
        ),
    ),
    ReportText(
        advice="renew_with_agreements",
        summary=(
            "Je hebt een groot hart en een volle agenda. We spraken over wat je van mensen "
            "overneemt."
        ),
        agreements=(
            "Je kiest drie inwoners bij wie je een half jaar lang minder zelf regelt. Daarover "
            "vertel je bij de volgende intervisie."
        ),
        stories=(),
        themes=(
            ThemeText(
                theme="craft",
                told="Je lost veel op, en snel. Mensen zijn daar blij mee.",
                examples="Een huurachterstand die je in een middag had weggewerkt.",
                moved=(
                    "Je zag tijdens het vertellen dat die achterstand een half jaar later terug "
                    "was."
                ),
                follow_up="Vooraf bedenken wat iemand zelf kan leren.",
            ),
            ThemeText(
                theme="client",
                told="Je vindt het moeilijk om te zien dat iemand worstelt.",
                examples="De vrouw die zei: u bent zo snel, ik kan u niet bijhouden.",
                moved="Die zin heb je opgeschreven en boven je bureau gehangen.",
                follow_up="Vragen wat iemand wil dat jij juist niet doet.",
            ),
            ThemeText(
                theme="together",
                told="Je collega's steunen je en zijn ook ongerust over je.",
                examples="Een teamlid dat je vroeg om op tijd naar huis te gaan.",
                moved="Je hoorde zorg waar je eerst kritiek hoorde.",
                follow_up="Je brengt je eigen snelheid in bij de intervisie.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt naast mensen staan in plaats van ervoor.",
                examples="Je herinnerde je een klantmanager die dat bij jouw vader deed.",
                moved="Dat beeld neem je mee.",
                follow_up="Een doel over loslaten, met de drie inwoners uit de afspraak.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary="Je laat zien hoe je met een mening én met respect in een gemeente kunt werken.",
        agreements="",
        stories=("Toen ik het niet met mijn gemeente eens was",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je vertelde over een opdracht waar je het niet mee eens was.",
                examples="De tien gesprekken die je voerde voordat je er iets van zei.",
                moved=(
                    "Je voorstel is voor een deel overgenomen, en je begrijpt waarom niet alles."
                ),
                follow_up="Je wilt eerder in het proces meepraten.",
            ),
            ThemeText(
                theme="client",
                told="De mensen om wie het ging hebben zelf gezegd wat zij wilden.",
                examples="Mensen die best gebeld wilden worden, maar niet opgeroepen.",
                moved="Een oproep werd een telefoontje.",
                follow_up="Je gaat vertellen wat er met hun woorden is gebeurd.",
            ),
            ThemeText(
                theme="together",
                told=(
                    "Je sprak met je teamleider zonder verwijt, en oefende dat vooraf in de groep."
                ),
                examples="De leerwandeling langs de haven.",
                moved=(
                    "Je kreeg van een ander het zinnetje: ik zie iets en ik wil het je vertellen."
                ),
                follow_up="Je helpt een collega met net zo'n gesprek.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt het vak sterker maken, ook buiten je eigen gemeente.",
                examples="Je twijfelt of je assessor zou willen worden.",
                moved="Je besloot eerst een keer mee te kijken.",
                follow_up="Een doel over goede vragen stellen.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary=(
            "Je werkt op de vloer, tussen mens en werkgever, en je bent daar eerlijker in geworden."
        ),
        agreements="",
        stories=("Zijn eerste baas",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je vertelde over een baas die belde omdat iemand wegliep.",
                examples="Het kaartje met drie zinnen dat de jongeman zelf maakte.",
                moved="Je bereidt nu ook de werkgever voor, met toestemming.",
                follow_up="Je wilt meer leren over prikkels en rust op de werkvloer.",
            ),
            ThemeText(
                theme="client",
                told="De werknemer bepaalt wat er over hem wordt verteld.",
                examples="Hij las zijn eigen kaartje voor, in de kantine.",
                moved="Je zei dat je daar stil van werd.",
                follow_up="Je wilt anderen ook zo'n kaartje laten maken.",
            ),
            ThemeText(
                theme="together",
                told="Je loopt mee bij andere jobcoaches en zij bij jou.",
                examples="Een werkleider die in een uur zag wat jij niet zag.",
                moved="Je vraagt die werkleider nu vaker mee.",
                follow_up="Je schrijft een stukje voor het intranet van het Werkplein.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt mensen langer volgen, ook als het goed gaat.",
                examples="Iemand die na een jaar uitviel, toen jij al weg was.",
                moved="Je belt nu na zes weken en na een half jaar.",
                follow_up="Een doel over afscheid nemen en toch bereikbaar zijn.",
            ),
        ),
    ),
    ReportText(
        advice="renew",
        summary=(
            "Een eerste gesprek vol verhalen over leren lezen, tussen de regels en in een boekje."
        ),
        agreements="",
        stories=("Zij kon het niet lezen",),
        themes=(
            ThemeText(
                theme="craft",
                told="Je herkent wanneer iemand niet goed kan lezen en je begint er zelf over.",
                examples="De vergeten bril, en de zoon die alles vertaalde.",
                moved="Je vraagt het nu bij ieder eerste gesprek, op een gewone toon.",
                follow_up="Je wilt weten hoe je dit aan de telefoon merkt.",
            ),
            ThemeText(
                theme="client",
                told="Zij besliste wie het mocht weten.",
                examples="Het appje van vier woorden.",
                moved=(
                    "Je leerde dat schaamte kleiner wordt als iemand de baas is over het verhaal."
                ),
                follow_up="Je vraagt iemand die leerde lezen om mee te denken.",
            ),
            ThemeText(
                theme="together",
                told="Je kende het Taalhuis van de folder en nu van de mensen.",
                examples="De fietstocht erheen, samen.",
                moved="Twee collega's zijn daarna ook gaan kijken.",
                follow_up="Je leest mee met de methodekaart over taalsignalen.",
            ),
            ThemeText(
                theme="ahead",
                told="Je wilt meer durven vragen, ook over andere dingen.",
                examples="Geld en gezondheid vind je nog lastig.",
                moved="Je merkte dat mensen vaak opgelucht zijn.",
                follow_up="Een doel over vragen naar gezondheid, zonder dokter te spelen.",
            ),
        ),
    ),
)

OWN_WORDS: tuple[str, ...] = (
    (
        "Ik zag op tegen dit gesprek en reed zingend naar huis. Eindelijk ging het over mijn vak "
        "en niet over mijn cijfers."
    ),
    (
        "Je verslag klopt. Ik wil er alleen bij zeggen dat ik zonder mijn collega's nooit zo ver "
        "was gekomen."
    ),
    (
        "Je vroeg waarom ik steeds 'gewoon' zeg. Daar denk ik nog over na. Misschien is het niet "
        "zo gewoon wat wij doen."
    ),
    (
        "Het stuk over macht had ik liever mooier gelezen, maar het is eerlijk. Ik laat het zo "
        "staan."
    ),
    (
        "Dank voor de stilte op het goede moment. Toen kwam het verhaal dat ik eigenlijk niet "
        "wilde vertellen."
    ),
    (
        "Ik heb het verslag aan mijn moeder voorgelezen. Nu begrijpt ze eindelijk wat ik voor "
        "werk doe."
    ),
    "Mijn nieuwe doel heb ik in mijn eigen woorden overgenomen. Klein beginnen, dat onthoud ik.",
    (
        "Ik had gedacht dat het een examen zou zijn. Het was het beste intervisiegesprek van dit "
        "jaar."
    ),
    (
        "Bij het derde thema ben ik zuiniger dan ik ben. Ik gaf ook een gastles, dat was ik "
        "vergeten te vertellen."
    ),
    (
        "Na dertig jaar in het vak vond ik het eerst raar om mijn verhaal te doen. Ik had het "
        "eerder willen doen."
    ),
    (
        "Ik ben het niet helemaal eens met de zin over tempo. Soms is snel ook goed voor een "
        "inwoner. Daar hebben we netjes over gepraat."
    ),
    (
        "De afspraak om iemand mee te laten kijken vind ik spannend. Ik heb de eerste datum al in "
        "mijn agenda gezet."
    ),
    (
        "Fijn dat ik het verhaal over mijn fout mocht vertellen zonder dat het in het dossier "
        "hoefde te staan."
    ),
    "Ik neem vooral de vraag mee: wat zou deze inwoner over jou vertellen? Ik ga het vragen.",
)
