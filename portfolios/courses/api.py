"""The operation that the courses add to the API: a provider's own system says who was there.

With a key of the provider. The answer says of each row what is the matter with it, and never who
is registered: that is looked up afterwards, in a job of which nothing comes back.
"""

from typing import Annotated, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Path
from pydantic import Field, StrictBool

from accounts.public_use import Used
from kit import clock
from portfolios.courses import keys, receiving
from portfolios.courses.models import AttendanceRow, CourseRun, ProviderKey
from portfolios.courses.models.attendance import TEXT_LENGTH
from portfolios.courses.receiving import MOST_ROWS, Present
from register.api import door
from register.api.additions import ADDED, Addition
from register.api.shapes import Shape
from register.api.v1 import api

NOT_OURS = "Deze uitvoering is niet van de opleider van deze sleutel."
WRONG_KEY = (
    "Hier is een sleutel van een opleider nodig. Deze bestaat niet of is beëindigd. Een beheerder "
    "van de opleider maakt een nieuwe."
)
EXAMPLE = '{"aanwezigen": [{"registratienummer": "RK-4817-3062", "naam": "Roos van den Berg"}]}'
Text = Annotated[str, Field(max_length=TEXT_LENGTH)]


class KeyRequest(HttpRequest):
    """A request whose key was found at the door."""

    provider_key: ProviderKey


class Aanwezige(Shape):
    """Iemand die er was. Zonder datum geldt de laatste dag die geweest is."""

    registratienummer: Annotated[Text, Field(examples=["RK-4817-3062"])]
    naam: Annotated[Text, Field(examples=["Roos van den Berg"])]
    datum: Annotated[Text, Field(examples=["2026-11-09"])] = ""
    bevestigd: StrictBool = False


class Aanwezigen(Shape):
    """Wie er waren, in hooguit vijfduizend rijen."""

    aanwezigen: Annotated[list[Aanwezige], Field(min_length=1, max_length=MOST_ROWS)]


class Opmerking(Shape):
    """Wat er met een rij is. De eerste rij is rij 1."""

    rij: int
    uitkomst: str
    uitleg: str


class Ontvangen(Shape):
    """Hoeveel rijen er zijn doorgestuurd, en wat er met de andere is."""

    rijen: int
    doorgestuurd: int
    opmerkingen: list[Opmerking]

    @classmethod
    def of(cls, rows: list[AttendanceRow]) -> "Ontvangen":
        good = [row for row in rows if row.verdict == AttendanceRow.Verdict.GOOD]
        said = [
            Opmerking(rij=row.number, uitkomst=outcome_of(row), uitleg=problem["text"])
            for row in rows
            for problem in row.problems
        ]
        return cls(rijen=len(rows), doorgestuurd=len(good), opmerkingen=said)


def outcome_of(row: AttendanceRow) -> str:
    return "bevestigen" if row.verdict == AttendanceRow.Verdict.ASK else "gaatNietMee"


def count(request: HttpRequest) -> Used | None:
    """One more list of this key; None without a key that works."""
    key = keys.find(request.headers.get(door.KEY_HEADER, ""))
    if key is None:
        return None
    cast("KeyRequest", request).provider_key = key
    return keys.count(key, clock.now())


@api.post("/uitvoeringen/{uitvoering}/aanwezigheid", response=Ontvangen, tags=["Aanwezigheid"],
          operation_id="geefAanwezigheidDoor", url_name="attendance",
          summary="Doorgeven wie er was")  # fmt: skip
def attendance(
    request: KeyRequest,
    uitvoering: Annotated[UUID, Path(
        description="Het kenmerk van de uitvoering, van de pagina ‘Wie was er?’.",
        example="6f1a52c8-1df4-4c1b-9d0e-2f5a8f0a7c11",
    )],
    lijst: Aanwezigen,
) -> Ontvangen:  # fmt: skip
    """Geeft door wie er bij een uitvoering was. Wie bedoeld is, krijgt een voorstel.

    Het antwoord noemt elke rij die niet meegaat. Bij ‘bevestigen’ stuurt u de rij nog een keer,
    met bevestigd op waar. Wat u al stuurde, gaat niet nog een keer. U hoort nooit wie geregistreerd
    is of wie het voorstel bewaart. Hooguit vijfduizend rijen tegelijk.
    """
    key = request.provider_key
    runs = CourseRun.objects.filter(course__provider=key.provider_id).select_related("course")
    run = runs.filter(public_id=uitvoering).first()
    if run is None:
        raise Http404(NOT_OURS)
    sent = [
        Present(each.registratienummer, each.naam, each.datum, each.bevestigd)
        for each in lijst.aanwezigen
    ]
    return Ontvangen.of(receiving.receive(run, sent, key=key, now=clock.now()))


ADDED.append(
    Addition(
        url_name="attendance",
        reason="the own system of a provider has no account; it shows the key of the provider",
        count=count,
        wrong_key=WRONG_KEY,
        tag="Aanwezigheid",
        about_tag="Voor opleiders: doorgeven wie er was.",
        key_name="SleutelVanOpleider",
        about_key="De sleutel van een opleider. Een beheerder maakt hem op de pagina Sleutels.",
        example=EXAMPLE,
    )
)
