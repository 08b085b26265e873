"""Each letter of the portal: when it goes out, to whom, and an example with made-up people.

A letter without a line here fails a test, so that nobody sends what nobody could read before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from accreditation.models import (
    ProgrammeHearing,
    ProgrammeObjection,
    ProgrammeRequest,
    QualitySample,
)
from config.letters.people import WEEK, Cast
from kit import clock
from outbox import topics
from outbox.topics import Topic

Facts = dict[str, Any]
WHOM = {
    "person": "de klantmanager",
    "assessor": "een assessor of lezer",
    "staff": "een medewerker of contactpersoon",
    "citizen": "iemand zonder account",
}


@dataclass(frozen=True)
class Example:
    """One letter as it reads in one case; `case` says which, when there are more."""

    kind: str
    when: str
    facts: Callable[[Cast], Facts] = lambda cast: {}
    case: str = ""
    button: str = "Bekijk je registratie"
    to: str = "person"  # whom of the cast it goes to; "citizen" has no account and gets text only

    @property
    def url(self) -> str:
        return reverse("desk:letter", args=self.kind.split("/"))

    @property
    def whom(self) -> str:
        """For whom it is, in the desk's words."""
        return WHOM[self.to]

    @property
    def topic(self) -> Topic | None:
        """What it can be switched off with; none when it always comes."""
        return topics.of(self.kind) if self.to != "citizen" else None

    @property
    def goes_by_post(self) -> bool:
        return topics.is_important(self.kind)


@dataclass(frozen=True)
class Group:
    """Letters that belong together."""

    title: str
    examples: list[Example] = field(default_factory=list)


def register(name: str, when: str, facts: Callable[[Cast], Facts], **more: str) -> Example:
    return Example(f"register/{name}", when, facts, **more)


APPLICATION = "Bekijk je aanmelding"
TALK = "Bekijk je gesprek"
PLAN = "Bekijk je plan"
HOW = "Lees hoe het gaat"
CASE = "Bekijk je dossier"
OBJECTION = "Bekijk je bezwaar"
REQUEST = "Bekijk je verzoek"


def applying() -> Group:
    def about(cast: Cast) -> Facts:
        return {"application": cast.application, "weeks": cast.scheme.objection_weeks}

    def received(cast: Cast) -> Facts:
        return {"application": cast.application, "outlook": cast.outlook()}

    def busy(cast: Cast) -> Facts:
        return {"application": cast.application, "outlook": cast.outlook(busy=True)}

    def question(cast: Cast) -> Facts:
        return about(cast) | {
            "question": "Voer je naast je werk als adviseur nog gesprekken met inwoners?",
            "until_on": cast.today + 8 * WEEK,
        }

    def reply(cast: Cast) -> Facts:
        return about(cast) | {"text": "Je welkomstgesprek is volgende week. Tot dan!"}

    def late(cast: Cast) -> Facts:
        return {"application": cast.late_application, "expected_on": cast.outlook().expected_on}

    def entered(cast: Cast) -> Facts:
        return {"registration": cast.registration, "period": cast.period}

    return Group("Aanmelding", [
        register("invitation", "Iemand staat op een lijst van een organisatie",
                 lambda cast: {"invitation": cast.invitation}, button="Bekijk je uitnodiging"),
        register("received", "De aanmelding is verstuurd", received, button=APPLICATION),
        register("received", "De aanmelding is verstuurd", busy, case="als het druk is",
                 button=APPLICATION),
        register("question", "Een medewerker stelt een vraag", question,
                 button="Beantwoord de vraag"),
        register("question_again", "De vraag bleef acht weken open", question,
                 button="Beantwoord de vraag"),
        register("closed_unanswered", "De vraag bleef ook daarna open", question,
                 button=APPLICATION),
        register("reply", "Een medewerker schrijft een bericht", reply, button=APPLICATION),
        register("late", "De termijn van het register is voorbij", late, button=APPLICATION),
        register("admitted", "Een medewerker laat iemand toe", entered),
        register("come_back", "Iemand komt terug in het register", entered),
        register("refused", "De commissie tekende mee voor een afwijzing", about,
                 button=APPLICATION),
    ])  # fmt: skip


def registration() -> Group:
    def about(cast: Cast) -> Facts:
        return {
            "registration": cast.registration,
            "weeks": cast.scheme.objection_weeks,
            "months": cast.scheme.lapse_rest_months,
            "not_before": cast.today,
            "by": cast.staff,
        }

    def paused(cast: Cast) -> Facts:
        return {"ends_on": clock.add_years(cast.today, cast.scheme.pause_years)}

    def extended(cast: Cast) -> Facts:
        return {"extension": cast.extension, "period": cast.extended_period}

    return Group("Registratie", [
        register("extended", "Iemand krijgt meer tijd", extended),
        register("paused", "Iemand begint een pauze", paused),
        register("pause_ends", "Een maand voordat een pauze vanzelf eindigt", paused),
        register("resumed", "Iemand is terug van een pauze",
                 lambda cast: {"period": cast.period}),
        register("renewed", "Beiden tekenden het verslag",
                 lambda cast: {"registration": cast.registration, "period": cast.period}),
        register("left", "Iemand schrijft zich uit", about),
        register("lapse_notice", "De termijn en de extra tijd zijn voorbij",
                 lambda cast: {"period": cast.ended_period}),
        register("lapse_proposed", "Op mail en brief kwam geen antwoord", about),
        register("kept", "Iemand wil geregistreerd blijven", about),
        register("lapsed", "Een medewerker bevestigt het verlopen", about),
        register("lapse_undone", "Het verlopen was niet goed", about),
        register("alert_ahead", "Een verandering, met toestemming voor de werkgever",
                 lambda cast: {"alert": cast.alert}, button="Mijn toestemmingen"),
        register("alert", "Een week later, aan de contactpersoon",
                 lambda cast: {"alert": cast.alert, "registration": cast.registration},
                 button="Bekijk de organisatie", to="staff"),
        register("hidden", "Iemand verbergt zichzelf in het openbare register", about),
        register("shown", "Iemand is weer zichtbaar", about),
        register("held_back", "Een medewerker houdt een verandering in het register tegen",
                 lambda cast: {"held": cast.held_entry}, button="Bekijk je vermelding"),
        register("rolled_back", "Een uitgave met een fout is teruggedraaid",
                 lambda cast: {"edition": cast.restored_edition,
                               "until_on": cast.today + WEEK}, button="Bekijk je vermelding"),
        register("consent_withdrawn", "Iemand trekt een toestemming in",
                 lambda cast: {"consent": cast.consent}, button="Bekijk je toestemmingen"),
        register("contact_appointed", "Het bureau wijst een contactpersoon aan",
                 lambda cast: {"organisation": cast.organisation},
                 button="Bekijk de organisatie"),
    ])  # fmt: skip


def lives() -> Group:
    def change(status: str, **more: Any) -> Callable[[Cast], Facts]:
        return lambda cast: {"change": cast.name_change(status), "working_days": 5, **more}

    def report(cast: Cast) -> Facts:
        return {"report": cast.death(), "months": cast.scheme.sealed_months}

    def undone(cast: Cast) -> Facts:
        return {"decided_on": cast.today - WEEK, "registration": cast.registration}

    def undone_too_late(cast: Cast) -> Facts:
        return undone(cast) | {"erased_on": cast.today}

    def talk_off(cast: Cast) -> Facts:
        return {"conversation": cast.talk(), "died": "Joost van der Meulen"}

    name = "Bekijk je naam in het register"
    why = "er iemand met dezelfde naam geregistreerd is"
    return Group("Een andere naam, en overlijden", [
        register("name_changed", "De naam in het register is veranderd", change("done"),
                 button=name),
        register("name_change_received", "Een medewerker kijkt eerst mee",
                 change("asked", why=why), button=name),
        register("name_change_declined", "De naam verandert niet", change("declined"),
                 button=name),
        register("death_received", "Iemand meldt een overlijden", report, to="citizen"),
        register("condolence", "Vastgesteld, aan een melder van wie we zeker zijn", report,
                 to="citizen"),
        register("death_checked", "De melding is nagegaan, wat er ook uitkwam", report,
                 to="citizen"),
        register("death_undone", "De melding klopte niet, aan de persoon zelf", undone),
        register("death_undone", "De melding klopte niet, aan de persoon zelf", undone_too_late,
                 case="het dossier was al gewist"),
        Example("accreditation/erased", "Iemand heeft alles van zichzelf gewist", to="citizen"),
        Example("accreditation/talk_off_after_death", "Aan de assessor: het gesprek gaat niet door",
                talk_off, button="", to="assessor"),
        Example("accreditation/case_closed", "Aan de assessor: het voorstel vervalt",
                lambda cast: {"name": "Joost van der Meulen"}, button="", to="assessor"),
    ])  # fmt: skip


def talks() -> Group:
    def letter(name: str, when: str, facts: Callable[[Cast], Facts], **more: str) -> Example:
        return Example(f"accreditation/{name}", when, facts, **({"button": TALK} | more))

    def reminder(cast: Cast) -> Facts:
        return {"period": cast.running_period, "is_open": True}

    def early(cast: Cast) -> Facts:
        return {"period": cast.period, "is_open": False}

    def named(cast: Cast) -> Facts:
        return {"name": cast.assessor.name}

    def of_person(cast: Cast) -> Facts:
        return {"name": cast.person.name}

    def talk(cast: Cast) -> Facts:
        return {"conversation": cast.talk(), "with_whom": cast.assessor.name}

    def somewhere(cast: Cast) -> Facts:
        return {"conversation": cast.talk(online=False), "with_whom": cast.assessor.name}

    def missed(cast: Cast) -> Facts:
        return {"name": cast.assessor.name, "starts_at": cast.talk().starts_at}

    def welcome(cast: Cast) -> Facts:
        whom = f"{cast.assessor.name} en Piet Jansen"
        return {"conversation": cast.talk(welcome=True), "with_whom": whom}

    def choose(cast: Cast) -> Facts:
        scheme = cast.scheme
        return {
            "slots": cast.slots,
            "minutes": scheme.welcome_minutes,
            "seats": scheme.welcome_seats,
        }

    def free(cast: Cast) -> Facts:
        return choose(cast) | {"slots": []}

    def observed(cast: Cast) -> Facts:
        return {"conversation": cast.talk(), "name": "Ellen Bakker"}

    def calibration(cast: Cast) -> Facts:
        return {"round": cast.calibration, "leader": "Ellen Bakker"}

    def sample(cast: Cast) -> Facts:
        return {"sample": QualitySample(year=2026, quarter=1)}

    def drawn(cast: Cast) -> Facts:
        lot = cast.launch_lot(5)
        return {"lot": lot, "draw": lot.draw, "period": lot.period}

    def not_longer(cast: Cast) -> Facts:
        return drawn(cast) | {"lot": cast.launch_lot(0), "period": cast.period}

    def pilot(cast: Cast) -> Facts:
        return {"pilot": cast.pilot()}

    def stopped(cast: Cast) -> Facts:
        return {"pilot": cast.pilot("Vijf mensen vonden de nieuwe regels onduidelijk.")}

    def closes(cast: Cast) -> Facts:
        return named(cast) | {"until": cast.today + WEEK}

    def closed(cast: Cast) -> Facts:
        return named(cast) | {"report": cast.report()}

    def closed_with_plan(cast: Cast) -> Facts:
        return named(cast) | {"report": cast.report("more_time")}

    def plan(cast: Cast) -> Facts:
        facts = {"plan": cast.plan(), "deferral": cast.deferral()}
        return facts | {"objectable_until": cast.today + 6 * WEEK}

    def set_aside(cast: Cast) -> Facts:
        return plan(cast) | {"plan": cast.plan(mentor=""), "deferral": cast.deferral("east")}

    def reading(cast: Cast) -> Facts:
        return {"reading": cast.reading()}

    def no_response(cast: Cast) -> Facts:
        return {"reading": cast.reading(sent=False)}

    def by_reader(cast: Cast) -> Facts:
        return {"reading": cast.reading(signed=False)}

    def look_back(cast: Cast) -> Facts:
        return {"plan": cast.plan(), "day": cast.today + WEEK, "is_talk": False}

    def second_talk(cast: Cast) -> Facts:
        return look_back(cast) | {"is_talk": True}

    return Group("Gesprekken", [
        letter("welcome_proposed", "Het bureau biedt momenten aan", choose,
               button="Kies een moment"),
        letter("welcome_proposed", "Het bureau biedt momenten aan", free,
               case="zonder vaste momenten", button="Kies een moment"),
        letter("launch_drawn", "Na een start met velen is geloot", drawn,
               button="Lees hoe er geloot is"),
        letter("launch_drawn", "Na een start met velen is geloot", not_longer,
               case="zonder extra maanden", button="Lees hoe er geloot is"),
        letter("pilot_invited", "Iemand wordt gevraagd voor een pilot", pilot,
               button="Bekijk de pilot"),
        letter("pilot_after", "Vier weken voor het einde van een pilot", pilot,
               button="Bekijk de pilot"),
        letter("pilot_ended", "Een pilot is klaar", pilot, button="Bekijk de pilot"),
        letter("pilot_does_not_fit", "Een pilot past niet meer bij iemand", pilot,
               button="Bekijk de pilot"),
        letter("pilot_stopped", "Een pilot stopt voor iedereen", stopped,
               button="Bekijk de pilot"),
        letter("welcome_planned", "Het welkomstgesprek staat vast", welcome),
        letter("welcome_changed", "Een ander koos een ander moment", welcome),
        letter("reminder", "12, 6 en 3 maanden, en 6, 2 weken en 1 dag voor inleveren", reminder),
        letter("reminder", "12, 6 en 3 maanden, en 6, 2 weken en 1 dag voor inleveren", early,
               case="voordat inleveren open is"),
        letter("handed_in", "Iemand levert het dossier in", lambda cast: {}),
        letter("case_proposed", "Aan de assessor: kun jij dit gesprek voeren?", of_person,
               button="Bekijk het voorstel", to="assessor"),
        letter("case_taken_back", "Aan de assessor: het dossier is teruggenomen", of_person,
               button="", to="assessor"),
        letter("assessor_found", "Een assessor neemt het gesprek aan", named),
        letter("moments_offered", "De assessor biedt momenten aan", named,
               button="Kies een moment"),
        letter("talk_planned", "Een gesprek is geboekt", talk),
        letter("talk_planned", "Een gesprek is geboekt", somewhere, case="op een plek"),
        letter("talk_moved", "Een gesprek is verplaatst", talk),
        letter("talk_cancelled", "Een gesprek is afgezegd", talk),
        letter("talk_soon", "Een week voor het gesprek",
               lambda cast: talk(cast) | {"is_tomorrow": False}),
        letter("talk_soon", "Een dag voor het gesprek",
               lambda cast: talk(cast) | {"is_tomorrow": True}, case="een dag ervoor"),
        letter("another_assessor", "De assessor stopt of kan niet meer", named),
        letter("case_ended", "Aan de assessor: er komt een ander", of_person, button="",
               to="assessor"),
        letter("missed_you", "Iemand was niet bij het gesprek", missed),
        letter("sorry_for_waiting", "De assessor was niet bij het gesprek", named),
        letter("report_shared", "De assessor deelt het verslag", named),
        letter("report_closes", "Het verslag wacht nog op een handtekening", closes),
        letter("report_closed", "Het verslag sloot vanzelf", closed),
        letter("report_closed", "Het verslag sloot vanzelf", closed_with_plan,
               case="met meer tijd"),
        letter("more_time", "De uitkomst is meer tijd", plan, button=PLAN),
        letter("more_time", "De uitkomst is meer tijd", set_aside,
               case="besloten door de commissie", button=PLAN),
        letter("plan_moment", "Een week voor een moment in het plan", look_back, button=PLAN),
        letter("plan_moment", "Een week voor een moment in het plan", second_talk,
               case="het tweede gesprek", button=PLAN),
        letter("second_reading", "Voor het besluit leest iemand mee", reading, button=HOW),
        letter("second_reading_asked", "Aan de tweede lezer", reading, button="Lees mee",
               to="assessor"),
        letter("response_asked", "De tweede lezer ziet het anders", reading, button=HOW),
        letter("response_received", "De zienswijze is er", reading, button=HOW),
        letter("response_received", "De zienswijze is er", no_response, case="de tijd is om",
               button=HOW),
        letter("reading_prolonged", "De kamer heeft meer tijd nodig", reading, button=HOW),
        letter("advice_stands", "Het advies blijft", by_reader, button=HOW),
        letter("advice_stands", "Het advies blijft", reading, case="na de commissie", button=HOW),
        letter("missed_twice", "Iemand was twee keer niet bij het gesprek", missed),
        letter("report_signed", "Aan de assessor: er is getekend", of_person, to="assessor"),
        letter("case_on_hold", "Aan de assessor: een voorstel vervalt om een klacht", of_person,
               button="", to="assessor"),
        letter("calibration_invited", "Een assessor wordt gevraagd om af te stemmen", calibration,
               button="Naar de afstemming", to="assessor"),
        letter("calibration_closed", "Een afstemming is afgerond", calibration,
               button="Naar de afstemming", to="assessor"),
        letter("observer_asked", "Mag er iemand meekijken?", observed, button="Zeg ja of nee"),
        letter("observer_agreed", "Beiden zeiden ja", observed, button=""),
        letter("observer_invited", "Aan wie meekijkt", observed,
               button="Bekijk waar je meekijkt", to="assessor"),
        letter("observer_off", "Er kijkt niemand mee", observed, button=""),
        letter("reading_asked", "Een kwaliteitslezer wordt gevraagd mee te lezen", lambda cast: {},
               button="Lees het verslag", to="assessor"),
        letter("reading_done", "De assessor hoort wat een kwaliteitslezer meegeeft", sample,
               button="Lees wat de lezer schreef", to="assessor"),
    ])  # fmt: skip


def committee() -> Group:
    def objection(cast: Cast) -> Facts:
        return {"case": cast.objection(), "what": "bezwaar"}

    def against(name: str) -> Callable[[Cast], Facts]:
        return lambda cast: {"case": cast.objection(name), "what": "bezwaar"}

    def late(cast: Cast) -> Facts:
        return {"case": cast.objection(late=True), "what": "bezwaar"}

    def heard(cast: Cast) -> Facts:
        return {"case": cast.objection("deferral"), "what": "bezwaar"}

    def hardship(cast: Cast) -> Facts:
        weeks = cast.scheme.objection_weeks
        return {"case": cast.hardship, "what": "hardheidsverzoek", "weeks": weeks}

    def measure(cast: Cast) -> Facts:
        return {"case": cast.measure(), "what": "zaak", "scheme": cast.scheme}

    def removal(cast: Cast) -> Facts:
        return measure(cast) | {"case": cast.measure("remove")}

    upheld = "Het bezwaar is gegrond"
    return Group("Commissie: bezwaar, hardheid en maatregel", [
        register("objection_received", "Iemand maakt bezwaar", objection, button=OBJECTION),
        register("objection_received", "Iemand maakt bezwaar", late, case="na de termijn",
                 button=OBJECTION),
        register("objection_late_accepted", "Te laat, met een goede reden", late,
                 button=OBJECTION),
        register("objection_too_late", "Te laat, zonder goede reden", late, button=OBJECTION),
        register("case_moved", "Een kamer heeft te weinig leden voor een zaak",
                 lambda cast: objection(cast) | {"chamber": "Kamer Oost", "before": "Kamer West"},
                 button=""),
        register("case_prolonged", "De kamer heeft meer tijd nodig", objection,
                 button=OBJECTION),
        register("objection_upheld", upheld, objection, button=OBJECTION),
        register("objection_upheld", upheld, against("registration"), case="over het verlopen",
                 button=OBJECTION),
        register("objection_upheld", upheld, against("measure"), case="over een maatregel",
                 button=OBJECTION),
        register("objection_upheld", upheld, against("deferral"), case="over meer tijd",
                 button=OBJECTION),
        register("objection_upheld", upheld, against("hardshiprequest"),
                 case="over een hardheidsverzoek", button=OBJECTION),
        register("objection_dismissed", "Het bezwaar is ongegrond", objection,
                 button=OBJECTION),
        register("objection_hearing", "De hoorzitting bij een bezwaar is gepland", heard,
                 button=OBJECTION),
        register("objection_minutes", "Het verslag van de hoorzitting is er", heard,
                 button=OBJECTION),
        register("objection_dismissed", "Het bezwaar is ongegrond", against("deferral"),
                 case="over meer tijd", button=OBJECTION),
        register("objection_withdrawn", "Iemand trekt een bezwaar in", objection,
                 button=OBJECTION),
        register("hardship_received", "Iemand vraagt een regel niet toe te passen", hardship,
                 button=REQUEST),
        register("hardship_granted", "Het verzoek is toegewezen", hardship, button=REQUEST),
        register("hardship_denied", "Het verzoek is afgewezen", hardship, button=REQUEST),
        register("measure_charged", "Het bureau legt een verwijt voor", measure, button=CASE),
        register("measure_dropped", "Het verwijt is ingetrokken", measure, button=CASE),
        register("measure_hearing", "De hoorzitting is gepland", measure, button=CASE),
        register("measure_minutes", "Het verslag van de hoorzitting is er", measure,
                 button=CASE),
        register("measure_provisional", "Voorlopig geschorst, want er is gevaar", measure,
                 button=CASE),
        register("measure_provisional_ended", "De voorlopige schorsing is voorbij", measure,
                 button=CASE),
        register("measure_none", "De kamer besluit: geen maatregel", measure, button=CASE),
        register("measure_imposed", "De kamer legt een maatregel op", measure, button=CASE),
        register("measure_imposed", "De kamer legt een maatregel op", removal,
                 case="doorhaling", button=CASE),
        register("measure_final", "De termijn van bezwaar is voorbij", measure, button=CASE),
        register("measure_final", "De termijn van bezwaar is voorbij", removal,
                 case="doorhaling", button=CASE),
        register("measure_ended", "De schorsing is voorbij", measure, button=CASE),
    ])  # fmt: skip


def about_assessors() -> Group:
    def letter(name: str, when: str, status: str = "received", **more: str) -> Example:
        def facts(cast: Cast) -> Facts:
            to_assessor = more.get("to") == "assessor"
            name = cast.person.name if to_assessor else cast.assessor.name
            return {"case": cast.assessor_complaint(status), "name": name}

        return Example(
            f"accreditation/{name}", when, facts, **({"button": "Bekijk je klacht"} | more)
        )

    read = "Lees de klacht"
    decided = "Aan de assessor: de kamer besliste over een klacht"
    return Group("Een klacht over een assessor", [
        letter("complaint_received", "Een klantmanager heeft een klacht over een assessor"),
        letter("complaint_about_you", "Aan de assessor: er is een klacht", to="assessor",
               button=read),
        letter("complaint_answered", "De assessor reageert op een klacht"),
        letter("complaint_longer", "De kamer heeft meer tijd nodig voor een klacht"),
        letter("complaint_voided", "De klacht is gegrond en het gesprek telt niet", "voided"),
        letter("complaint_upheld", "De klacht is gegrond en het gesprek telt", "upheld"),
        letter("complaint_dismissed", "De klacht is niet gegrond", "dismissed"),
        letter("complaint_withdrawn", "Iemand trekt een klacht in", "withdrawn"),
        letter("complaint_decided", decided, "dismissed", to="assessor", button=read),
        letter("complaint_decided", decided, "upheld", case="gegrond", to="assessor",
               button=read),
        letter("complaint_decided", decided, "voided", case="het gesprek telt niet",
               to="assessor", button=read),
        letter("complaint_gone", "Aan de assessor: een klacht is ingetrokken", "withdrawn",
               to="assessor", button=""),
    ])  # fmt: skip


def citizens() -> Group:
    def complaint(cast: Cast) -> Facts:
        return {"complaint": cast.complaint}

    return Group("Inwoners: klachten en meldingen", [
        register("complaint_received", "Een inwoner stuurt een klacht", complaint, to="citizen"),
        register("complaint_talk", "Het gesprek is gepland", complaint, to="citizen"),
        register("complaint_talk_klantmanager", "Het gesprek is gepland, aan de klantmanager",
                 complaint, button=""),
        register("complaint_closed", "De klacht is afgerond", complaint, to="citizen"),
        register("complaint_over_klantmanager", "De klacht is afgerond, aan de klantmanager",
                 complaint, button=""),
        register("notice_received", "Iemand meldt iets over een vermelding",
                 lambda cast: {"notice": cast.notice("received")}, to="citizen"),
        register("notice_answered", "Het bureau antwoordt",
                 lambda cast: {"notice": cast.notice("mended")}, to="citizen"),
        register("notice_answered", "Het bureau antwoordt",
                 lambda cast: {"notice": cast.notice("explained")}, case="er verandert niets",
                 to="citizen"),
    ])  # fmt: skip


def profession() -> Group:
    def decided(status: str) -> Callable[[Cast], Facts]:
        return lambda cast: {"consultation": cast.consultation(status)}

    button = "Bekijk de raadpleging"
    when = "Een raadpleging waarop iemand reageerde is klaar"
    return Group("Regels van het beroep", [
        register("assent_asked", "Een voorstel gaat naar de beroepszetels", decided("assent"),
                 button="Lees het voorstel"),
        register("remark_answered", "Het bureau beantwoordt een reactie",
                 lambda cast: {"remark": cast.remark}, button=button),
        register("consultation_decided", when, decided("adopted"), button=button),
        register("consultation_decided", when, decided("rejected"), case="niet vastgesteld",
                 button=button),
        register("consultation_decided", when, decided("withdrawn"), case="ingetrokken",
                 button=button),
        register("new_version", "Een nieuwe versie gaat in",
                 lambda cast: {"what": "beroepscode", "version": cast.version},
                 button="Bekijk wat er verandert"),
    ])  # fmt: skip


def together() -> Group:
    def invited(cast: Cast) -> Facts:
        return {"group": cast.group, "inviter": cast.session.logged_by}

    def logged(*, was_there: bool) -> Callable[[Cast], Facts]:
        return lambda cast: {
            "session": cast.session,
            "was_there": was_there,
            "correct_until": cast.today + 2 * WEEK,
        }  # fmt: skip

    def about(cast: Cast) -> Facts:
        return {"group": cast.group, "asker": cast.session.logged_by, "theme": "schulden"}

    def meeting(cast: Cast) -> Facts:
        return {
            "meeting": cast.meeting,
            "title": f"Intervisie: {cast.group.name}",
            "asker": cast.session.logged_by,
        }

    def split(*, moderates: bool) -> Callable[[Cast], Facts]:
        return lambda cast: {
            "group": cast.group, "made": cast.group, "others": ["Piet Jansen", "Ayşe Demir"],
            "moderates": moderates,
        }  # fmt: skip

    button = "Bekijk de bijeenkomst"
    when = "Iemand legt een bijeenkomst vast"
    return Group("Intervisie", [
        Example("portfolios/group_invitation", "Iemand nodigt je uit", invited,
                button="Bekijk de uitnodiging"),
        Example("portfolios/session_logged", when, logged(was_there=True), button=button),
        Example("portfolios/session_logged", when, logged(was_there=False), case="niet erbij",
                button=button),
        Example("portfolios/moderator_now", "Je begeleidt de groep", about,
                button="Bekijk de groep"),
        Example("portfolios/group_ended", "De groep stopt", about,
                button="Naar je bijeenkomsten"),
        Example("portfolios/group_split", "Een grote groep is verdeeld", split(moderates=False),
                button="Bekijk je groep"),
        Example("portfolios/group_split", "Een grote groep is verdeeld", split(moderates=True),
                case="begeleider", button="Bekijk je groep"),
        Example("portfolios/meeting_poll", "Iemand stelt momenten voor", meeting,
                button="Zeg wanneer je kunt"),
        Example("portfolios/meeting_planned", "Er is een datum", meeting,
                button="Bekijk de afspraak"),
        Example("portfolios/meeting_moved", "De datum of de plek verandert", meeting,
                button="Bekijk de afspraak"),
        Example("portfolios/meeting_cancelled", "Het gaat niet door", meeting,
                button="Bekijk de afspraak"),
        Example("portfolios/meeting_left", "Wie de groep verlaat", meeting, button=""),
        Example("portfolios/place_asked", "Iemand vraagt de groep om een plek", about,
                button="Bekijk de vraag"),
        Example("portfolios/place_given", "De groep zegt ja", about, button="Bekijk de groep"),
        Example("portfolios/place_not_now", "De groep zegt nee", about,
                button="Zoek een andere groep"),
    ])  # fmt: skip


def knowledge() -> Group:
    def about(cast: Cast) -> Facts:
        return {"guild": cast.guild}

    def card(cast: Cast) -> Facts:
        return {"card": cast.card}

    button = "Bekijk de kaart"

    return Group("Gildes en kennis", [
        Example("portfolios/steward_now", "Je wordt het aanspreekpunt van je gilde", about,
                button="Bekijk het gilde"),
        Example("portfolios/guild_ended", "Het gilde stopt", about,
                button="Bekijk de andere gildes"),
        Example("portfolios/card_answered", "Iemand las jullie methodekaart", card, button=button),
        Example("portfolios/card_again", "Een kaart die je las, is aangepast", card,
                button="Naar de kaarten om mee te lezen"),
        Example("portfolios/card_published", "Een kaart is gepubliceerd", card, button=button),
        Example("portfolios/card_withdrawn", "Een kaart is teruggetrokken", card, button=button),
        Example("portfolios/hidden_by_desk", "Het bureau verbergt wat iemand schreef",
                lambda cast: {"sort": "Literatuur", "title": str(cast.literature),
                              "because": cast.literature.hidden_because}, button="Bekijk het"),
        Example("portfolios/back_by_desk", "Het bureau zet het terug",
                lambda cast: {"sort": "Literatuur", "title": str(cast.literature)},
                button="Bekijk het"),
        Example("portfolios/card_released", "Wie niets zei, hoeft niet meer mee te lezen", card,
                button="Naar de kaarten om mee te lezen"),
        Example("portfolios/card_old", "Een kaart is al een tijd niet nagekeken", card,
                button=button),
    ])  # fmt: skip


def courses() -> Group:
    def provider(cast: Cast) -> Facts:
        return {"provider": cast.provider}

    def invited(cast: Cast) -> Facts:
        return provider(cast) | {"inviter": cast.session.logged_by}

    def course(cast: Cast) -> Facts:
        return {"course": cast.course}

    def off(cast: Cast) -> Facts:
        return course(cast) | {"run": cast.run, "first_on": cast.today}

    def asked(cast: Cast) -> Facts:
        return course(cast) | {"answer_by": cast.today}

    see, look, mine = "Bekijk de opleider", "Bekijk de cursus", "Bekijk het"
    teaches = "Bekijk waar je als docent staat"
    return Group("Opleiders en cursussen", [
        Example("portfolios/provider_question", "Het bureau vraagt iets aan een opleider",
                provider, button=see),
        Example("portfolios/provider_accepted", "Een opleider is toegelaten", provider,
                button=see),
        Example("portfolios/provider_refused", "Een aanvraag is afgewezen", provider, button=see),
        Example("portfolios/provider_invitation", "Een collega vraagt iemand bij een opleider",
                invited, button="Bekijk de uitnodiging"),
        Example("portfolios/provider_left", "Een opleider stopt, aan wie erbij hoorde", provider,
                button="Naar je opleiders"),
        Example("portfolios/provider_stopped", "Het bureau stopt een opleider", provider,
                button="Naar je opleiders"),
        Example("portfolios/cohort_asked", "Een opleider vraagt wie samen verder wil", asked,
                button="Zeg ja of nee"),
        Example("portfolios/cohort_group", "Na een cursus is er een intervisiegroep", course,
                button="Naar je groep"),
        Example("portfolios/cohort_too_few", "Te weinig mensen wilden samen verder", course,
                button="Naar intervisie"),
        Example("portfolios/course_ended", "Een bewaarde cursus is er niet meer", course,
                button="Naar de cursussen"),
        Example("portfolios/run_called_off", "Een uitvoering gaat niet door, aan wie haar bewaarde",
                off, button="Naar de cursussen"),
        Example("portfolios/course_hidden", "Het bureau verbergt een cursus", course, button=look),
        Example("portfolios/course_back", "Het bureau zet een cursus terug", course, button=look),
        Example("portfolios/teacher_named", "Een opleider noemt iemand als docent", course,
                button=teaches),
        Example("portfolios/teacher_denied", "Een docent zegt dat het niet klopt", course,
                button=look),
        Example("portfolios/teacher_stands", "Het bureau vindt dat het wel klopt", course,
                button=teaches),
        Example("portfolios/attendance_proposed", "Een opleider zegt dat iemand er was", course,
                button="Bekijk het voorstel"),
        Example("portfolios/attendance_disputed", "Iemand zegt dat een rij niet klopt", asked,
                button="Bekijk de vraag"),
        Example("portfolios/attendance_answered", "De opleider antwoordt", course, button=mine),
        Example("portfolios/attendance_unanswered", "De opleider antwoordt niet op tijd", course,
                button=mine),
        Example("portfolios/course_looked_back", "Maanden later: veranderde het je werk?", course,
                button="Zeg het"),
    ])  # fmt: skip


def programmes() -> Group:
    def programme(cast: Cast) -> Facts:
        return {"programme": cast.programme}

    def until(cast: Cast) -> Facts:
        return programme(cast) | {"until_on": cast.today + 26 * WEEK}

    def refused(cast: Cast) -> Facts:
        why = ProgrammeRequest(reason="Deelnemers oefenen niet met echt werk.")
        return programme(cast) | {"request": why, "objection_by": cast.today + 6 * WEEK}

    def withdrawn(cast: Cast) -> Facts:
        found = cast.programme
        found.because = "Er is al een jaar geen intervisie meer."
        return {"programme": found, "objection_by": cast.today + 6 * WEEK}

    def hearing(cast: Cast) -> Facts:
        return programme(cast) | {"hearing": ProgrammeHearing(answer_by=cast.today + 2 * WEEK)}

    def objection(cast: Cast) -> Facts:
        return programme(cast) | {"case": ProgrammeObjection(answer_by=cast.today + 6 * WEEK)}

    see, look = "Bekijk de aanvraag", "Bekijk de opleiding"
    return Group("Opleidingen die toegang geven", [
        Example("accreditation/programme_message", "Het register schrijft bij een aanvraag",
                programme, button=see),
        Example("accreditation/programme_reading", "Iemand wordt gevraagd een aanvraag te lezen",
                programme, button="Lees de aanvraag"),
        Example("accreditation/programme_granted", "Een opleiding is erkend", programme,
                button=see),
        Example("accreditation/programme_same", "Na een wijziging is het dezelfde opleiding",
                programme, button=see),
        Example("accreditation/programme_needs", "Eerst is er iets nodig", programme, button=see),
        Example("accreditation/programme_needs_again", "Er is nog steeds iets nodig", until,
                button=see),
        Example("accreditation/programme_needs_over", "Een aanvraag zonder antwoord stopt",
                programme, button=see),
        Example("accreditation/programme_released", "Wie las, kreeg een band met de opleider",
                programme, button="Lees waarom"),
        Example("accreditation/programme_reading_again", "Iemand heeft nog niet gelezen",
                programme, button="Lees de aanvraag"),
        Example("accreditation/programme_refused", "Een opleiding is niet erkend", refused,
                button=see),
        Example("accreditation/programme_reminder", "Een erkenning loopt binnenkort af", until,
                button="Vraag een nieuwe erkenning"),
        Example("accreditation/programme_hearing", "Het register wil een erkenning intrekken",
                hearing, button=look),
        Example("accreditation/programme_hearing_dropped", "Een voornemen is van tafel",
                programme, button=look),
        Example("accreditation/programme_hearing_over", "Een voornemen vervalt met de erkenning",
                programme, button=look),
        Example("accreditation/programme_objection_longer",
                "Het antwoord op een bezwaar duurt langer", objection, button=look),
        Example("accreditation/programme_objection_decided", "Er is besloten over een bezwaar",
                objection, button=look),
        Example("accreditation/programme_ended", "Een erkenning is afgelopen", programme,
                button=look),
        Example("accreditation/programme_withdrawn_by_two", "Een erkenning is ingetrokken",
                withdrawn, button=look),
        Example("accreditation/programme_withdrawn", "Een erkenning is gestopt", programme,
                button=look),
    ])  # fmt: skip


def mentors() -> Group:
    def other(cast: Cast) -> Facts:
        return {"other": cast.session.logged_by}

    def asked(cast: Cast) -> Facts:
        return {"asked": cast.feedback}

    def by_mail(cast: Cast) -> Facts:
        return asked(cast) | {"link": "https://register.example/kaart/…/"}

    button = "Bekijk het"
    return Group("Mentoren en feedback", [
        Example("portfolios/feedback_asked", "Iemand vraagt om feedback", by_mail, to="citizen"),
        Example("portfolios/feedback_there", "Er zijn genoeg antwoorden", asked,
                button="Lees het"),
        Example("portfolios/feedback_blocked", "Het bureau sluit een vraag na een melding", asked,
                button="Bekijk je vraag"),
        Example("portfolios/mentor_asked", "Iemand vraagt je als mentor", other, button=button),
        Example("portfolios/mentor_yes", "De mentor zegt ja", other, button=button),
        Example("portfolios/mentor_not_now", "De mentor kan nu niet", other, button=button),
        Example("portfolios/mentorship_ended", "De ander rondt het af", other, button=button),
    ])  # fmt: skip


def visits() -> Group:
    def agreed(cast: Cast) -> Facts:
        return {"other": cast.session.logged_by, "day": cast.today + WEEK, "part": "in de ochtend"}

    button = "Bekijk het"
    return Group("Meekijken op het werk", [
        Example("portfolios/visit_asked", "Iemand vraagt om bij je mee te kijken", agreed,
                button=button),
        Example("portfolios/visit_yes", "De ander kiest een dag", agreed, button=button),
        Example("portfolios/visit_not_now", "De ander kan nu niet", agreed, button=button),
        Example("portfolios/visit_called_off", "Een van de twee zegt het af", agreed,
                button=button),
        Example("portfolios/visit_soon", "De dag ervoor, aan allebei", agreed, button=button),
    ])  # fmt: skip


def sharing() -> Group:
    def share(cast: Cast) -> Facts:
        return {"share": cast.share}

    def by_mail(cast: Cast) -> Facts:
        return share(cast) | {"link": "https://register.example/gedeeld/…/", "code": "BCDF-GHJK"}

    button = "Bekijk wat je mag lezen"
    return Group("Delen uit het eigen dossier", [
        Example("portfolios/shared", "Iemand deelt iets, met wie een account heeft", share,
                button=button),
        Example("portfolios/shared_guest", "Hetzelfde, zonder account", by_mail, to="citizen"),
        Example("portfolios/share_code", "Wie de link opent, vraagt een code", by_mail,
                to="citizen"),
        Example("portfolios/share_comment", "De ander reageert, aan wie deelt",
                button="Bekijk de reactie"),
        Example("portfolios/share_answer", "Wie deelt antwoordt", share, button=button),
        Example("portfolios/share_answer_guest", "Hetzelfde, zonder account", by_mail,
                to="citizen"),
        Example("portfolios/peer_asked", "Iemand vraagt je om mee te kijken", share,
                button=button),
        Example("portfolios/peer_asked_guest", "Hetzelfde, zonder account", by_mail,
                to="citizen"),
        Example("portfolios/peer_yes", "De collega kijkt mee", button="Bekijk het"),
        Example("portfolios/peer_not_now", "De collega kan nu niet", button="Bekijk het"),
    ])  # fmt: skip


def accounts() -> Group:
    def notice(name: str, when: str, **facts: str) -> Example:
        return Example(
            f"accounts/{name}", when,
            lambda cast: {"mail_address": "register@example.org", **facts},
            button="Kijk waar je bent ingelogd",
        )  # fmt: skip

    def reset(name: str, when: str, how: str = "person", case: str = "") -> Example:
        stop = (
            "Inloggen" if name in ("reset_done", "reset_stopped") else "Ik wil dit niet: stop het"
        )
        facts: Callable[[Cast], Facts] = lambda cast: {"reset": cast.reset(how)}  # noqa: E731
        return Example(f"accounts/{name}", when, facts, case=case, button=stop)

    stopped = "Het herstel is gestopt"
    return Group("Account en inloggen", [
        notice("new_device", "Er is ingelogd op een nieuw apparaat", device="Firefox op Windows"),
        notice("session_copied", "Een inlog in een andere browser", device="Chrome op Linux"),
        notice("logged_out", "Het register heeft iemand overal uitgelogd"),
        notice("password_changed", "Het wachtwoord is veranderd"),
        notice("password_reset", "Een nieuw wachtwoord met een code uit de mail"),
        notice("password_set", "Een eerste wachtwoord"),
        notice("email_changed", "Het mailadres is veranderd"),
        notice("email_deleted", "Een mailadres is weggehaald"),
        notice("webauthn_added", "Een passkey erbij"),
        notice("webauthn_removed", "Een passkey weg"),
        notice("totp_activated", "Een app voor codes erbij"),
        notice("totp_deactivated", "De app voor codes weg"),
        notice("recovery_codes_generated", "Nieuwe herstelcodes"),
        notice("recovery_code_used", "Ingelogd met een herstelcode"),
        notice("account_connected", "Gekoppeld aan de werkgever"),
        notice("account_disconnected", "Los van de werkgever"),
        notice("single_sign_on_linked", "Inloggen via de werkgever staat aan",
               employer="Gemeente Lindehoven"),
        notice("single_sign_on_unlinked", "Inloggen via de werkgever staat uit",
               employer="Gemeente Lindehoven"),
        reset("reset_asked", "Iemand vraagt hulp om weer in te loggen"),
        reset("reset_checked", "Een medewerker zag wie het is"),
        reset("reset_approved", "Een tweede medewerker keurt het goed"),
        reset("reset_done", "Een dag later: het is gedaan"),
        reset("reset_stopped", stopped),
        reset("reset_stopped", stopped, "login", "iemand logde in"),
        reset("reset_stopped", stopped, "staff", "door een medewerker"),
        reset("reset_stopped", stopped, "time", "na twee weken stilte"),
    ])  # fmt: skip


def roles() -> Group:
    def change(name: str, when: str, status: str = "confirmed", case: str = "") -> Example:
        to = "assessor" if name in ("role_given", "role_ended") else "staff"
        return Example(
            f"accounts/{name}", when, lambda cast: {"subject": cast.role_change(status)},
            case=case, button="Bekijk de rollen" if to == "staff" else "Bekijk je rollen", to=to,
        )  # fmt: skip

    return Group("Rollen", [
        change("role_given", "Iemand krijgt een rol"),
        change("role_ended", "Een rol eindigt"),
        change("role_decided", "Aan wie een rol voorstelde"),
        change("role_decided", "Aan wie een rol voorstelde", "declined", "niet bevestigd"),
        Example("accounts/role_given_back", "Aan de beheerders: een rol is teruggegeven",
                lambda cast: {"subject": cast.grant}, button="Bekijk de rollen", to="staff"),
        Example("accounts/first_administrator", "Aan wie het register begint",
                lambda cast: {"link": f"{settings.BASE_URL}/account/eerste-beheerder/…/"},
                to="citizen"),
        Example("accounts/public_use", "Aan het bureau: er wordt heel veel gezocht",
                lambda cast: {"use": cast.public_use, "stop": 40_000},
                button="Bekijk het gebruik", to="staff"),
    ])  # fmt: skip


GROUPS = [
    applying(), registration(), lives(), talks(), committee(), about_assessors(),
    citizens(), profession(), together(), knowledge(), courses(), programmes(),
    mentors(), visits(), sharing(), accounts(), roles(),
]  # fmt: skip
