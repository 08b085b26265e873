"""Version 1: looking up, checking a list and a certificate, municipalities and open figures.

Number and surname travel in the body of a POST: an address ends up in logs.
"""

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query, Router
from ninja.errors import HttpError, ValidationError

from kit import clock
from register import list_check, open_figures, verification
from register.api import door
from register.api.shapes import (
    Certificaat,
    Cijfers,
    Gemeente,
    Gemeenten,
    Lijst,
    Nagekeken,
    Paar,
    Registratie,
    Tabel,
    Uitkomst,
)
from register.list_check import Answer, Outcome
from register.models import Organisation

NOT_FOUND = "Niet gevonden met dit nummer en deze achternaam. Dat zegt niets over iemands werk."
REMOVED = "Dit nummer is doorgehaald. Van wie het was, zeggen we niet."
UNKNOWN_CODE = "Deze code staat op geen certificaat van het register."
UNKNOWN_TOWN = "Deze code is van geen gemeente van nu."
NO_FIGURES = "Van deze dag zijn er geen cijfers. De lijst van peildata zegt van welke dagen wel."
SHOWN_ERRORS = 5

api = NinjaAPI(
    title="Register Klantmanagers",
    version=door.VERSION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    default_router=Router(by_alias=True),
)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Where it is wrong; not what was typed. Of a list that is too long: how long it may be."""
    places = [place_of(each) for each in error.errors]
    shown = ", ".join(places[:SHOWN_ERRORS])[:300]
    return door.problem(400, f"Kijk dit na: {shown}. De beschrijving van de API zegt wat mag.")


def place_of(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "too_long":
        return f"{place} (hooguit {error['ctx']['max_length']} tegelijk)"
    return place


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return door.problem(error.status_code, "We kunnen deze vraag niet lezen. Is het JSON?")


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return door.problem(404, str(error))


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """Not for the API to answer: the pages about what went wrong are made elsewhere."""
    raise error


def answers_to(pairs: list[Paar]) -> list[Answer]:
    read = [list_check.checked(at, pair.registratienummer, pair.achternaam)
            for at, pair in enumerate(pairs, 1)]  # fmt: skip
    return list_check.check(read)


@api.post("/registraties/_opzoeken", response=Registratie, tags=["Registraties"],
          operation_id="zoekRegistratieOp", url_name="look_up",
          summary="Eén registratie opzoeken")  # fmt: skip
def look_up(request: HttpRequest, paar: Paar) -> Registratie:
    """Geeft de registratie bij een nummer én een achternaam.

    Hoort de achternaam niet bij het nummer, dan is het antwoord hetzelfde als bij een nummer dat
    niet bestaat. Niet gevonden zegt niets over iemands werk: registratie is vrijwillig.
    """
    [answer] = answers_to([paar])
    if answer.entry is None:
        raise Http404(REMOVED if answer.outcome == Outcome.REMOVED else NOT_FOUND)
    return Registratie.of(answer.entry)


@api.post("/registraties/_nakijken", response=Nagekeken, tags=["Registraties"],
          operation_id="kijkLijstNa", url_name="check_list",
          summary="Een lijst nakijken")  # fmt: skip
def check_list(request: HttpRequest, lijst: Lijst) -> Nagekeken:
    """Kijkt hooguit honderd nummers met achternamen tegelijk na.

    De uitkomsten staan in de volgorde van de vraag. De lijst wordt niet bewaard.
    """
    answers = answers_to(lijst.paren)
    pairs = zip(lijst.paren, answers, strict=True)
    return Nagekeken(
        nagekeken_op=clock.now(), uitkomsten=[Uitkomst.of(pair, answer) for pair, answer in pairs]
    )


@api.get("/certificaten/{code}", response=Certificaat, tags=["Certificaten"],
         operation_id="controleerCertificaat", url_name="certificate",
         summary="Een certificaat controleren")  # fmt: skip
def certificate(
    request: HttpRequest,
    code: Annotated[str, Path(description="De code van het certificaat, zonder streepjes.",
                              min_length=1, max_length=60, example="ACDEFGHJKMNPQRTVWXY34679")],
) -> Certificaat:  # fmt: skip
    """Zegt of een certificaat door het register is uitgegeven, en of het vandaag geldt."""
    checked = verification.check(code)
    if checked is None:
        raise Http404(UNKNOWN_CODE)
    return Certificaat.of(checked)


def municipalities() -> Any:
    found = Organisation.objects.using(settings.PUBLIC_ALIAS).on(clock.today())
    return found.filter(kind=Organisation.Kind.MUNICIPALITY, cbs_code__isnull=False).only(
        "cbs_code", "town", "province"
    )


@api.get("/gemeenten", response=Gemeenten, tags=["Gemeenten"], operation_id="geefGemeenten",
         url_name="municipalities", summary="Alle gemeenten")  # fmt: skip
def all_municipalities(request: HttpRequest) -> Gemeenten:
    """Geeft de gemeenten van vandaag met hun code van het CBS."""
    return Gemeenten(gemeenten=[Gemeente.of(one) for one in municipalities()])


@api.get("/gemeenten/{code}", response=Gemeente, tags=["Gemeenten"], operation_id="geefGemeente",
         url_name="municipality", summary="Eén gemeente")  # fmt: skip
def one_municipality(
    request: HttpRequest,
    code: Annotated[str, Path(description="De code van het CBS.", pattern="^GM[0-9]{4}$",
                              example="GM0344")],
) -> Gemeente:  # fmt: skip
    """Geeft één gemeente bij haar code van het CBS."""
    found = municipalities().filter(cbs_code=code).first()
    if found is None:
        raise Http404(UNKNOWN_TOWN)
    return Gemeente.of(found)


@api.get("/cijfers", response=Cijfers, tags=["Cijfers"], operation_id="geefCijfers",
         url_name="figures", summary="Open cijfers")  # fmt: skip
def figures(
    request: HttpRequest,
    peildatum: Annotated[date | None, Query(
        description="Een van de peildata; zonder deze de nieuwste.", example="2026-11-01",
    )] = None,
) -> Cijfers:  # fmt: skip
    """Geeft hoeveel mensen er in het register staan, in tientallen, van één peildatum.

    Groepen van minder dan tien hebben geen aantal, en een tabel waaruit een kleine groep af te
    leiden is, ontbreekt op die dag.
    """
    days = open_figures.days()
    on = peildatum or (days[0] if days else None)
    if on is None or on not in days:
        raise Http404(NO_FIGURES)
    tables = [Tabel.of(table, rows) for table, rows in open_figures.tables_of(on).items()]
    return Cijfers(peildatum=on, peildata=days, tabellen=tables)
