"""Who may read what of one person, until when, and what is left after erasure (domain §7).

Each line says what the code allows today, with names where the person knows them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from accreditation import reporting
from accreditation.dossiers import READABLE
from accreditation.models import Cycle
from audit.policy import FORGOTTEN
from outbox.models import PostAddress
from portfolios.models import IntervisionGroup, ShareGrant
from register import namesakes
from register.models import (
    Application,
    Consent,
    HiddenEntry,
    RegisterScheme,
    Registration,
)
from register.scheme_rules import BY_FIELD

NOTHING = "Niets"
PSEUDONYM = "Een regel zonder je naam"
STAFF = "Jij en de medewerkers van het register"
AS_LONG_AS_THERE_IS = "Zolang het register bestaat, na wissen zonder je naam"


@dataclass(frozen=True)
class Reading:
    """One thing of this person."""

    thing: str
    who: str
    until: str
    left: str = NOTHING
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Part:
    """Things that belong together, under one heading."""

    title: str
    intro: str
    readings: list[Reading]


OF_NOTES = Reading(
    "Wat je assessor tijdens het gesprek opschrijft",
    "Alleen je assessor, niemand anders",
    "Tot het verslag met je is gedeeld",
)


def of_person(user: Any, *, today: date) -> list[Part]:
    """Everything there is of this person, from the most private to the most public."""
    registration = Registration.objects.visible_to(user).first()
    return [
        Part(
            "Je dossier",
            "Wat je opschrijft, lees jij alleen. Tot je zelf iets deelt of inlevert.",
            [*of_dossier(user), *of_shares(user, today), *of_groups(user, today)],
        ),
        Part(
            "Je gesprek",
            "Voor een gesprek lever je een kopie in. Alleen je assessor leest die.",
            [*of_talk(newest_cycle(user)), OF_NOTES, of_report(user), *of_agreements(user)],
        ),
        Part(
            "Het bureau en de commissie",
            "Zij regelen je aanmelding en je registratie. In je dossier kunnen ze niet.",
            list(of_office(user)),
        ),
        Part(
            "Je werkgever",
            "Je werkgever weet niets van je, tenzij jij dat wilt.",
            list(of_employers(user, today)),
        ),
        Part(
            "Iedereen",
            "Dit staat in het openbare register, en verder niets.",
            list(of_public(registration, today)),
        ),
    ]


def newest_cycle(user: Any) -> Cycle | None:
    found = Cycle.objects.visible_to(user).select_related("assessor__user", "snapshot")
    return found.order_by("-period__pk").first()


def of_dossier(user: Any) -> Iterator[Reading]:
    yield Reading(
        "Leerplan, activiteiten, verhalen en wat nog niet af is",
        "Alleen jij",
        "Zolang jij wilt, ook als je niet meer geregistreerd bent",
        url=reverse("dossier:plan"),
        label="Naar je leerplan",
    )
    yield Reading(
        "Je zelfscans",
        "Alleen jij. Ze gaan nooit mee als je iets inlevert",
        "Zolang jij wilt",
        url=reverse("dossier:scans"),
        label="Naar je zelfscan",
    )


def of_shares(user: Any, today: date) -> Iterator[Reading]:
    """Each share that runs, by the address to which the person gave it."""
    running = ShareGrant.objects.visible_to(user).running(today).order_by("until_on", "id")
    shares = list(running)
    for grant in shares:
        yield Reading(
            "Wat je met een ander deelt",
            grant.email,
            f"Tot {written(grant.until_on)}, of tot je het intrekt",
            url=reverse("dossier:share", args=[grant.public_id]),
            label="Bekijken of stoppen met delen",
        )
    if not shares:
        yield Reading(
            "Wat je met een ander deelt",
            "Niemand: je deelt nu niets",
            "Dit is van jou. Je hoeft het aan niemand te geven",
            url=reverse("dossier:shares"),
            label="Naar wat je deelt",
        )
    yield Reading(
        "De lijst van wie in je dossier keek", "Alleen jij", AS_LONG_AS_THERE_IS, PSEUDONYM,
        reverse("dossier:who_looked"), "Bekijk wie keek",
    )  # fmt: skip


def of_groups(user: Any, today: date) -> Iterator[Reading]:
    groups = IntervisionGroup.objects.visible_to(user).order_by("name")
    names = listed([f"‘{group.name}’" for group in groups])
    yield Reading(
        "Intervisie: methode, thema en wie erbij was",
        f"De leden van {names} die erbij genoemd zijn" if names else "Je zit niet in een groep",
        "Zolang de groep het bewaart",
        "Wat de groep samen vastlegde, zonder je naam",
        reverse("together:sessions"),
        "Naar intervisie",
    )
    yield Reading("Je eigen regel bij een bijeenkomst", "Alleen jij", "Zolang jij wilt")
    yield Reading(
        "Wat jij en je mentor elkaar schrijven", "Jullie twee", "Zolang jij wilt",
        url=reverse("together:mentors"), label="Naar mentoren",
    )  # fmt: skip
    yield Reading(
        "Wie bij wie meekijkt op het werk, en wanneer", "Jullie twee",
        "Zolang jij wilt. Kwam het er niet van, dan negentig dagen",
        url=reverse("together:visits"), label="Naar meekijken op het werk",
    )  # fmt: skip
    yield Reading(
        "Feedback die je vroeg", "Alleen jij. Wie het gaf, kan het weghalen", "Zolang jij wilt",
        url=reverse("together:feedback_list"), label="Naar feedback",
    )  # fmt: skip
    yield Reading(
        "Thema’s bij je doelen en verhalen",
        "Alleen jij. Ze tellen mee in de #profagenda, in groepen van tien of meer",
        "Zolang jij wilt",
    )
    yield Reading(
        "Wat je bij een methodekaart zegt of deelt", "Iedereen met een account",
        "Tot je het weghaalt", url=reverse("knowledge:cards"), label="Naar de methodekaarten",
    )  # fmt: skip
    yield Reading(
        "Waar een opleider zegt dat je was en wat je ermee deed",
        "Alleen jij. Vraag je de opleider wat er niet klopt, dan leest die je vraag",
        how_long_attendance_stays(today),
        url=reverse("courses:attendances"), label="Naar de voorstellen",
    )  # fmt: skip
    yield Reading(
        "Bij welke cursus een opleider je als docent noemt",
        "Iedereen met een account. Je mailadres ziet alleen de opleider", "Tot het niet meer klopt",
        url=reverse("courses:teaching"), label="Naar waar je als docent staat",
    )  # fmt: skip
    yield Reading(
        "Welke cursus je bewaart", "Alleen jij", "Zolang jij wilt",
        url=reverse("courses:catalogue"), label="Naar de cursussen",
    )  # fmt: skip


def how_long_attendance_stays(today: date) -> str:
    scheme = RegisterScheme.objects.in_force_on(today)
    fields = ("attendance_months", "attendance_list_days", "conflict_years")
    choose, words, ties = (BY_FIELD[each].words(getattr(scheme, each)) for each in fields)
    return (
        f"Kies je niets: {choose}. Wat er op de lijst stond: {words} nadat je koos. Dat je er was: "
        f"{ties} na die dag, want wie les gaf, is zo lang niet je assessor"
    )


def of_talk(cycle: Cycle | None) -> Iterator[Reading]:
    """The frozen copy: who can open it now."""
    who, until, label = copy_readers(cycle)
    yield Reading(
        "Je ingeleverde dossier", who, until, url=reverse("cycle:mine") if label else "",
        label=label,
    )  # fmt: skip


def copy_readers(cycle: Cycle | None) -> tuple[str, str, str]:
    """Who, until when, and what the person can do about it."""
    if cycle is None or cycle.snapshot is None:
        return "Niemand: je hebt nu niets ingeleverd", "–", ""
    handed_in = f"ingeleverd op {written(cycle.snapshot.frozen_at)}"
    if cycle.status == Cycle.Status.HANDED_IN or cycle.assessor is None:
        return (
            f"Nog niemand ({handed_in}). Alleen de assessor die het gesprek aanneemt, leest het",
            "Tot het besluit over je registratie",
            "Bekijken of terugnemen",
        )
    if cycle.status not in READABLE:
        return "Niemand meer: het besluit is genomen", "–", ""
    name = cycle.assessor.user.name
    opened = cycle.snapshot.opened_at
    if opened is None:
        until = "Tot het besluit over je registratie. Nog niet geopend"
        return f"{name}, je assessor", until, "Bekijken of terugnemen"
    return (
        f"{name}, je assessor",
        f"Tot het besluit over je registratie. Geopend op {written(opened)}",
        "Naar je gesprek",
    )


def of_report(user: Any) -> Reading:
    """The newest report that was shared with this person."""
    report = reporting.of_person(user).order_by("-shared_at").first()
    if report is None:
        return Reading("Het verslag van je gesprek", "Er is nog geen verslag", "–")
    talk = report.conversation
    assessor = talk.assessor.user
    reads_on = reporting.of_assessor(assessor).filter(pk=talk.pk).exists()
    return Reading(
        "Het verslag van je gesprek",
        f"Jij en {assessor.name}, tot het besluit" if reads_on else "Alleen jij nog",
        "Eén registratieperiode",
        "Een controlegetal, zonder je naam en zonder woorden",
        reverse("cycle:report", args=[talk.public_id]),
        "Lees je verslag",
    )


def of_agreements(user: Any) -> Iterator[Reading]:
    made = reporting.of_person(user).exclude(agreements__in=["", FORGOTTEN])
    if made.exists():
        yield Reading(
            "De leerafspraken in je verslag", "Jij, en de assessor van je volgende gesprek",
            "Tot het besluit na je volgende gesprek",
        )  # fmt: skip


def of_office(user: Any) -> Iterator[Reading]:
    if Application.objects.visible_to(user).exists():
        yield Reading(
            "Je aanmelding, met alle berichten en bestanden",
            f"{STAFF}. De commissie alleen bij een voorstel om af te wijzen, of een bezwaar",
            "Berichten en bestanden een jaar na het besluit, de rest vijf jaar",
            PSEUDONYM,
            reverse("registration:application"),
            "Naar je aanmelding",
        )
        yield Reading("Je mailadres", STAFF, "Zolang je account bestaat")
    yield Reading(
        "Brieven en besluiten", STAFF, "De tekst vijf jaar", PSEUDONYM,
        reverse("accounts:letters"), "Naar je berichten",
    )  # fmt: skip
    if PostAddress.objects.filter(person=user).exists():
        yield Reading("Je postadres", STAFF, "Tot de dag na je brief")
    yield Reading("Aantekeningen van medewerkers over jou", STAFF, "Eén jaar")
    yield Reading(
        "Een bezwaar, hardheidsverzoek of verwijt",
        "Jij en de kamer van de commissie die het behandelt. Een verwijt ook het bureau",
        "De woorden vijf jaar na het besluit",
        PSEUDONYM,
        reverse("registration:objections"),
        "Naar bezwaar en hardheid",
    )
    yield Reading(
        "De lijst van wie wat deed",
        "Jij. Beheerders zien alleen dat er iets gebeurde, niet wat er staat",
        AS_LONG_AS_THERE_IS,
        PSEUDONYM,
        reverse("accounts:me"),
        "Bekijk wat er gebeurde",
    )


def of_employers(user: Any, today: date) -> Iterator[Reading]:
    running: QuerySet[Consent] = user.consents.on(today).select_related("organisation")
    consents = list(running.order_by("organisation__name_key", "kind"))
    for consent in consents:
        yield Reading(
            f"‘{consent.get_kind_display()}’",
            f"De contactpersoon van {consent.organisation}",
            f"Tot {written(consent.until_on)}, of tot je het intrekt",
            url=reverse("registration:consents"),
            label="Bekijken of intrekken",
        )
    if not consents:
        yield Reading(
            "Dat je geregistreerd bent, en tot wanneer",
            "Niemand: je gaf geen toestemming",
            "–",
            url=reverse("registration:consents"),
            label="Naar je toestemmingen",
        )
    yield Reading("Je dossier, je gesprek en je verslag", "Nooit iemand van je werkgever", "–")


def of_public(registration: Registration | None, today: date) -> Iterator[Reading]:
    if registration is None:
        yield Reading("Je naam in het register", "Niemand: je bent niet geregistreerd", "–")
        return
    yield entry_of(registration, today)
    yield Reading(
        "Je certificaat",
        "Wie de code of het papier van jou krijgt",
        "Zolang het certificaat bestaat",
        "Het nummer, een controlegetal en de status",
        reverse("registration:registration"),
        "Naar je certificaat",
    )


def entry_of(registration: Registration, today: date) -> Reading:
    """What stands in public today, under the hiding layer."""
    thing, mine = "Je vermelding in het openbare register", reverse("registration:registration")
    if registration.status == Registration.Status.REMOVED:
        return removed_entry_of(registration, thing, mine, today)
    if not Registration.objects.listed().filter(pk=registration.pk).exists():
        return Reading(
            thing, "Niemand: je staat er nu niet in", "–", url=mine, label="Naar je registratie"
        )
    if HiddenEntry.objects.filter(number=registration.number).exists():
        return Reading(
            thing,
            "Niemand: je bent verborgen",
            "Tot je jezelf weer zichtbaar maakt",
            url=mine,
            label="Naar je registratie",
        )
    return Reading(
        "Naam, nummer, status, sinds en tot wanneer, plaats of provincie, soort werk",
        "Iedereen die je naam of nummer zoekt",
        "Zolang je in het register staat. Verbergen kan meteen",
        "Oude uitgaven: niets. Alleen het controlegetal van de hele uitgave",
        mine,
        "Bekijken of verbergen",
    )


def removed_entry_of(registration: Registration, thing: str, mine: str, today: date) -> Reading:
    """A number that was struck out answers so for the years of the scheme, without a name."""
    years = RegisterScheme.objects.in_force_on(today).removed_answer_years
    until = namesakes.removed_until(registration, years)
    if until is None or until <= today:
        return Reading(
            thing, "Niemand meer: de termijn is voorbij", "–", url=mine, label="Naar je registratie"
        )
    return Reading(
        thing,
        "Wie je nummer intypt, ziet dat het is doorgehaald. Je naam staat er niet bij",
        f"Tot {written(until)}",
        url=mine,
        label="Naar je registratie",
    )


def listed(names: list[str]) -> str:
    """A, B en C."""
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def written(moment: date | datetime) -> str:
    return date_format(moment, "j F Y")
