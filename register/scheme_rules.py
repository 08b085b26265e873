"""Every rule of the registratieregeling in words: its name, its unit, what it means, and for whom.

The numbers stand in `RegisterScheme`; here is how a person reads them. A new number needs a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from register.parts import Part

YEARS, MONTHS, WEEKS, DAYS = (
    ("jaar", "jaar"),
    ("maand", "maanden"),
    ("week", "weken"),
    ("dag", "dagen"),
)
HOURS, MINUTES, SEATS = ("uur", "uur"), ("minuut", "minuten"), ("plaats", "plaatsen")
COMPETENCIES = ("competentie", "competenties")
PERCENT, EUROS, CENTS = ("procent", "procent"), ("euro", "euro"), ("cent", "cent")
TEXT, ROUTES, QUESTIONS = ("", ""), ("route", "routes"), ("vraag", "vragen")
ROUTE_WORDS = {
    "diploma": "een diploma (hbo, of mbo-4 met ervaring)",
    "programme": "een erkende opleiding voor klantmanagers",
    "experience": "ervaring in het werk",
    "foreign": "een diploma uit een ander land",
}


class Holds(Enum):
    """From when a changed rule counts, and so for whom."""

    PERIOD = "period"  # a running period keeps its own; the next one gets the new
    APPLICATION = "application"  # an application keeps the one it began under
    AT_ONCE = "at once"  # for everyone from the day on


@dataclass(frozen=True, slots=True)
class Rule:
    """One field of the scheme in words."""

    field: str
    title: str
    unit: tuple[str, str]
    meaning: str
    holds: Holds
    group: str

    @property
    def is_text(self) -> bool:
        """Words rather than a number."""
        return self.unit in (TEXT, ROUTES, QUESTIONS)

    def words(self, value: Any) -> str:
        """The value with its unit: "4 jaar", "12, 6 en 3 maanden", "2,5 procent"."""
        if self.unit == TEXT:
            return str(value)
        if self.unit == QUESTIONS:
            return "\n".join(value) or "geen"
        if self.unit == ROUTES:
            return listed([ROUTE_WORDS.get(each, each) for each in value]) or "geen"
        if isinstance(value, (list, tuple)):
            return f"{listed([str(each) for each in value])} {self.unit[1]}" if value else "nooit"
        return f"{written(value)} {self.unit[value != 1]}"

    def part(self, value: Any) -> Part:
        return Part(self.field, self.title, self.words(value), group=self.group)


def listed(items: Sequence[str]) -> str:
    """In words: "a, b en c"."""
    return " en ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def written(number: Decimal | int) -> str:
    """A number as it is written in Dutch: 2,5 and 4."""
    return f"{Decimal(number).normalize():f}".replace(".", ",")


def of_group(group: str, *lines: tuple[str, str, tuple[str, str], str, Holds]) -> list[Rule]:
    return [Rule(*line, group) for line in lines]


P, A, N = Holds.PERIOD, Holds.APPLICATION, Holds.AT_ONCE
RULES: tuple[Rule, ...] = (
    *of_group(
        "Erbij horen",
        ("who_belongs", "Wie erbij hoort", TEXT, "Voor wie het register is.", A),
        ("routes", "Toegangsroutes", ROUTES, "Op grond waarvan iemand zich kan aanmelden.", A),
    ),
    *of_group(
        "Aanmelden",
        ("application_target_weeks", "Streeftijd voor een aanmelding", WEEKS,
         "Zo snel wil het register over een aanmelding beslissen.", A),
        ("application_limit_weeks", "Uiterste tijd voor een aanmelding", WEEKS,
         "Binnen deze tijd moet het register hebben beslist.", A),
        ("question_weeks", "Een open vraag", WEEKS,
         "Zo lang wacht het register op een antwoord, voordat het de vraag nog eens stelt.", A),
        ("question_again_weeks", "Een vraag die nog eens gesteld is", WEEKS,
         "Blijft het daarna zo lang stil, dan stopt de aanmelding. Opnieuw beginnen kan.", A),
        ("welcome_minutes", "Duur van het welkomstgesprek", MINUTES,
         "Het gesprek waarmee iemand begint.", A),
        ("welcome_seats", "Plaatsen bij een welkomstgesprek", SEATS,
         "Met zoveel nieuwe mensen tegelijk, of alleen als iemand dat wil.", A),
    ),
    *of_group(
        "De periode en het inleveren",
        ("cycle_years", "Duur van een periode", YEARS,
         "Zo lang duurt een registratie, tot het volgende ontwikkelingsgesprek.", P),
        ("first_period_years", "Duur van een eerste periode", YEARS,
         "Zo lang duurt de periode na de toelating. Bij een start met velen is zij korter, en zegt "
         "een loting hoeveel maanden erbij komen.", A),
        ("launch_months", "Eerste periode als velen tegelijk beginnen", MONTHS,
         "Dan bepaalt een loting hoeveel langer iemands eerste periode duurt: hoogstens zoveel, "
         "en nooit korter.", N),
        ("hand_in_opens_months", "Inleveren kan vanaf", MONTHS,
         "Zo lang voor het einde van de periode kan iemand het dossier inleveren.", P),
        ("hand_in_months", "Liefst inleveren", MONTHS,
         "Zo lang voor het einde van de periode is het dossier liefst binnen.", P),
        ("reminder_months", "Herinneringen, in maanden", MONTHS,
         "Zo lang voor de inleverdatum komt er een herinnering.", P),
        ("reminder_days", "Herinneringen, in dagen", DAYS,
         "Zo lang voor de inleverdatum komt er een laatste herinnering.", P),
        ("grace_months", "Wachttijd na de periode", MONTHS,
         "Zo lang na het einde blijft iemand geregistreerd als het dossier er nog niet is.", P),
    ),
    *of_group(
        "Meer tijd en pauze",
        ("extension_months", "Meer tijd, zonder reden", MONTHS,
         "Dit neemt iemand zelf, met één klik.", P),
        ("staff_extension_months", "Meer tijd, in totaal", MONTHS,
         "Zoveel kan het bureau in totaal geven.", P),
        ("pause_years", "Langste pauze", YEARS,
         "Zo lang kan iemand tijdelijk niet actief zijn; het einde schuift mee.", P),
        ("no_pause_months", "Geen pauze in de laatste tijd", MONTHS,
         "Zo lang voor het einde kan iemand geen pauze meer beginnen.", P),
    ),
    *of_group(
        "Als een registratie verloopt of eindigt",
        ("lapse_bounce_days", "Een mail geldt als aangekomen na", DAYS,
         "Komt een mail in deze tijd niet terug, dan telt zij als bericht.", P),
        ("lapse_wait_weeks", "Wachten voor het verlopen", WEEKS,
         "Zo lang ligt het voorstel er, voordat een mens het kan bevestigen.", P),
        ("lapse_rest_months", "Rust na een teken van leven", MONTHS,
         "Zo lang vraagt niemand opnieuw of iemand geregistreerd wil blijven.", P),
        ("sealed_months", "Een dossier blijft verzegeld na een overlijden", MONTHS,
         "Daarna wordt het gewist.", N),
    ),
    *of_group(
        "Leren en het gesprek",
        ("goals_competencies", "Competenties in een leerplan", COMPETENCIES,
         "Over zoveel gaat iemands leerplan hoogstens.", N),
        ("presence_days", "Intervisie verbeteren", DAYS,
         "Zo lang kunnen leden verbeteren wie er bij een bijeenkomst was.", N),
        ("intervision_weeks", "Ritme van intervisie", WEEKS,
         "Na deze tijd zegt het portaal vriendelijk dat het alweer even geleden is.", N),
        ("card_review_years", "Een methodekaart nakijken na", YEARS,
         "Na deze tijd vraagt het register het gilde of een kaart nog klopt.", N),
        ("card_reading_days", "Meelezen met een methodekaart", DAYS,
         "Zo lang houdt een meelezer een kaart vast zonder iets te zeggen.", N),
        ("report_words_months", "Woorden van een melding bewaren", MONTHS,
         "Zo lang na het afhandelen bewaren we wat iemand meldde over de kennisbank.", N),
        ("attendance_answer_days", "Antwoord van een opleider", DAYS,
         "Zo snel zegt een opleider of een regel op de presentielijst klopt. Anders vervalt zij.",
         N),
        ("rating_months", "Terugkijken op een cursus", MONTHS,
         "Zo lang na een cursus vraagt het register een keer of zij het werk veranderde.", N),
        ("attendance_list_days", "Namen van een presentielijst bewaren", DAYS,
         "Zo lang blijft staan wat niemand nodig heeft: rijen die niet meegingen, en wat een lijst "
         "over iemand zei als die het voorstel bewaarde of weggooide.", N),
        ("attendance_months", "Een voorstel van een opleider blijft", MONTHS,
         "Zo lang kan iemand een voorstel bewaren, en zo oud mag een dag op een presentielijst "
         "zijn.", N),
        ("conversation_minutes", "Duur van het ontwikkelingsgesprek", MINUTES,
         "Zoveel tijd is er voor het gesprek met de assessor.", P),
        ("booking_hours", "Verzetten of afzeggen tot", HOURS,
         "Zo lang voor het gesprek kan iemand het nog zelf verzetten of afzeggen.", P),
        ("report_days", "Verslag gedeeld binnen", DAYS,
         "Zo snel na het gesprek deelt de assessor het verslag.", N),
        ("closing_days", "Een verslag sluit vanzelf na", DAYS,
         "Zo lang kan iemand eigen woorden bij een gedeeld verslag zetten en tekenen.", P),
        ("more_time_months", "Meer tijd tot een tweede gesprek", MONTHS,
         "Zo lang kan het hoogstens duren, als de uitkomst van een gesprek ‘meer tijd’ is.", P),
        ("response_days", "Zienswijze geven", DAYS,
         "Zo lang kan iemand reageren, voordat de commissie afwijkt van een advies.", P),
    ),
    *of_group(
        "Opleidingen die toegang geven",
        ("programme_criteria", "Wat een opleiding vertelt", QUESTIONS,
         "Op elke vraag antwoordt een opleider die erkenning vraagt, in eigen woorden.", N),
        ("programme_years", "Duur van een erkenning", YEARS,
         "Zo lang is een opleiding erkend. Daarna vraagt de opleider opnieuw.", N),
        ("programme_renewal_months", "Opnieuw vragen vanaf", MONTHS,
         "Zo lang voor het einde kan een opleider een nieuwe erkenning vragen.", N),
        ("programme_reminder_months", "Herinneringen aan een opleider", MONTHS,
         "Zo lang voor het einde krijgt een opleider een herinnering.", N),
        ("programme_finish_months", "Afronden na het einde van een erkenning", MONTHS,
         "Wie al bezig was, kan de opleiding in deze tijd afronden en houdt de route.", N),
    ),
    *of_group(
        "Assessoren en kwaliteit",
        ("conflict_years", "Niet de eigen organisatie", YEARS,
         "Wie in deze tijd bij dezelfde organisatie werkte, is geen assessor van iemand.", N),
        ("travel_minutes", "Reizen voor een gesprek, hoogstens", MINUTES,
         "Wie verder weg werkt, is alleen assessor van iemand via beeldbellen, of als niemand "
         "dichterbij ruimte heeft.", N),
        ("sample_percent", "Steekproef", PERCENT,
         "Van dit deel van de gesprekken leest iemand het verslag na, zonder namen.", N),
        ("assessor_hours", "Tijd voor een assessor, per gesprek", HOURS,
         "Hier rekent een werkgever op: lezen, het gesprek, het verslag.", N),
        ("assessor_fee_euros", "Vergoeding voor een assessor, per gesprek", EUROS,
         "Dit krijgt de assessor, of diens werkgever.", N),
        ("assessor_travel_cents", "Reiskosten voor een assessor, per kilometer", CENTS,
         "Openbaar vervoer wordt helemaal vergoed.", N),
    ),
    *of_group(
        "Bezwaar en maatregelen",
        ("objection_weeks", "Tijd om bezwaar te maken", WEEKS,
         "Zo lang na een besluit kan iemand bezwaar maken.", A),
        ("objection_answer_weeks", "Antwoord op een bezwaar", WEEKS,
         "Zo snel antwoordt de commissie, ook op een klacht over een assessor, of zij zegt een "
         "keer dat het langer duurt.", N),
        ("objection_longer_weeks", "Langer over een bezwaar", WEEKS,
         "Zoveel langer mag een antwoord hoogstens duren.", N),
        ("hearing_notice_days", "Uitnodiging voor een zitting", DAYS,
         "Zo lang van tevoren weet iemand wanneer de zitting is.", N),
        ("provisional_months", "Langste voorlopige schorsing", MONTHS,
         "Alleen bij gevaar, en nooit langer.", N),
        ("complaint_weeks", "Gesprek na een klacht", WEEKS,
         "Binnen deze tijd is er een leergesprek na een klacht van een inwoner.", N),
        ("suspension_months", "Langste schorsing", MONTHS,
         "Langer kan de registercommissie iemand niet schorsen.", N),
        ("removed_answer_years", "Antwoord na een doorhaling", YEARS,
         "Zo lang antwoordt het nummer dat iemand is doorgehaald.", N),
    ),
    *of_group(
        "Werkgevers",
        ("invitation_days", "Een uitnodiging is geldig", DAYS,
         "Zo lang werkt de link in een uitnodiging van een werkgever.", N),
        ("consent_years", "Toestemming geldt", YEARS,
         "Daarna vraagt het register opnieuw of een werkgever iets mag zien.", N),
        ("employer_alert_days", "Een werkgever hoort iets later", DAYS,
         "Eerst hoort iemand het zelf; zoveel later pas de werkgever.", N),
    ),
    *of_group(
        "Wie beslist over de regels",
        ("consultation_weeks", "Duur van een raadpleging", WEEKS,
         "Zo lang kan iedereen ten minste reageren op een voorstel.", N),
    ),
)  # fmt: skip
BY_FIELD = {rule.field: rule for rule in RULES}
