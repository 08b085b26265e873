"""What goes in and out of the API, in Dutch and camelCase; nothing that the pages do not show."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from register.list_check import MOST_PAIRS, Answer, Outcome
from register.models import KindOfWork, Organisation, PublicEntry
from register.open_figures import Table
from register.verification import Checked

STATUS = {
    "registered": "geregistreerd",
    "paused": "tijdelijkNietActief",
    "suspended": "geschorst",
    "removed": "doorgehaald",
}
OUTCOME = {
    Outcome.FOUND: "gevonden",
    Outcome.REMOVED: "doorgehaald",
    Outcome.NOT_FOUND: "nietGevonden",
    Outcome.MISTAKE: "nietNagekeken",
}
CERTIFICATE = {"issued": "uitgegeven", "superseded": "vervangen", "revoked": "ingetrokken"}
Number = Annotated[
    str, Field(pattern=r"^RK-[0-9]{4}-[0-9]{4}$", max_length=12, examples=["RK-4817-3062"])
]
Surname = Annotated[str, Field(min_length=2, max_length=200, examples=["Van den Berg"])]


class Shape(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Paar(Shape):
    """Een registratienummer met de achternaam die erbij hoort."""

    registratienummer: Number
    achternaam: Surname


class Lijst(Shape):
    """Hooguit honderd paren tegelijk."""

    paren: Annotated[list[Paar], Field(min_length=1, max_length=MOST_PAIRS)]


class Registratie(Shape):
    """Wat het openbare register vandaag van iemand toont."""

    registratienummer: str
    naam: str
    status: str
    geregistreerd_sinds: date
    periode_tot: date
    geschorst_tot: date | None
    plaats: str | None
    provincie: str | None
    soorten_werk: list[str]
    rollen: list[str]

    @classmethod
    def of(cls, entry: PublicEntry) -> "Registratie":
        return cls(
            registratienummer=entry.number,
            naam=entry.name,
            status=STATUS[entry.status],
            geregistreerd_sinds=entry.since_on,
            periode_tot=entry.until_on,
            geschorst_tot=entry.suspended_until,
            plaats=entry.town or None,
            provincie=entry.province or None,
            soorten_werk=[KindOfWork(kind).label for kind in entry.kinds_of_work],
            rollen=list(entry.badges),
        )


class Uitkomst(Shape):
    """Wat het register van één paar zegt, in de volgorde van de vraag."""

    registratienummer: str
    achternaam: str
    uitkomst: str
    uitleg: str
    registratie: Registratie | None

    @classmethod
    def of(cls, asked: Paar, answer: Answer) -> "Uitkomst":
        return cls(
            registratienummer=asked.registratienummer,
            achternaam=asked.achternaam,
            uitkomst=OUTCOME[answer.outcome],
            uitleg=answer.words,
            registratie=Registratie.of(answer.entry) if answer.entry else None,
        )


class Nagekeken(Shape):
    """De hele lijst, nagekeken op één moment."""

    nagekeken_op: datetime
    uitkomsten: list[Uitkomst]


class Certificaat(Shape):
    """Een uitgegeven certificaat, en wat vandaag waar is.

    Van iemand die om een goede reden niet openbaar is, blijven de gegevens leeg: vraag het
    register. Bij een eerdere naam blijft de naam leeg.
    """

    status: str
    vraag_het_register: bool
    geldt_vandaag: bool
    status_vandaag: str | None
    registratienummer: str | None
    naam: str | None
    naam_is_veranderd: bool
    geregistreerd_sinds: date | None
    periode_van: date | None
    periode_tot: date | None
    gesprek_op: date | None
    afgegeven_op: date | None
    sha256: str | None
    sha256_engels: str | None
    sha256_pasje: str | None

    @classmethod
    def of(cls, checked: Checked) -> "Certificaat":
        status = CERTIFICATE[checked.certificate.status]
        if checked.is_hidden or checked.is_erased:
            hidden: dict[str, Any] = dict.fromkeys(cls.model_fields)
            yes_or_no = {"geldt_vandaag": False, "naam_is_veranderd": False}
            return cls(**hidden | yes_or_no | {"status": status, "vraag_het_register": True})
        facts, former = checked.facts, checked.name_is_former
        return cls(
            status=status,
            vraag_het_register=False,
            geldt_vandaag=checked.is_current,
            status_vandaag=STATUS[checked.entry.status] if checked.entry else None,
            registratienummer=facts["number"],
            naam=None if former else facts["name"],
            naam_is_veranderd=former,
            geregistreerd_sinds=facts["since"],
            periode_van=facts["starts"],
            periode_tot=facts["until"],
            gesprek_op=facts["conversation"],
            afgegeven_op=facts["issued"],
            sha256=checked.sha256_of("nl"),
            sha256_engels=checked.sha256_of("en"),
            sha256_pasje=checked.sha256_of("card"),
        )


class Gemeente(Shape):
    """Een gemeente van vandaag, met haar code van het CBS."""

    code: str
    naam: str
    provincie: str

    @classmethod
    def of(cls, one: Organisation) -> "Gemeente":
        return cls(code=one.cbs_code or "", naam=one.town, provincie=one.province)


class Gemeenten(Shape):
    """Alle gemeenten van vandaag, op naam."""

    gemeenten: list[Gemeente]


class Cijfer(Shape):
    """Een groep, en hoeveel mensen op tien afgerond; leeg als de groep klein is."""

    groep: str
    aantal: int | None


class Tabel(Shape):
    """Een tabel met open cijfers."""

    tabel: str
    titel: str
    cijfers: list[Cijfer]

    @classmethod
    def of(cls, table: Table, rows: list[tuple[str, int | None]]) -> "Tabel":
        figures = [Cijfer(groep=STATUS.get(group, group), aantal=value) for group, value in rows]
        return cls(tabel=table.value, titel=table.label, cijfers=figures)


class Cijfers(Shape):
    """De open cijfers van een peildatum, en van welke dagen er nog meer zijn."""

    peildatum: date
    peildata: list[date]
    tabellen: list[Tabel]
