"""A provider that leaves, or that the desk stops: what becomes of its programmes."""

from datetime import datetime
from typing import Any

from accounts.actors import Actor
from accreditation import programme_objections, programme_terms
from accreditation.models import Programme, ProgrammeObjection
from accreditation.programme_reading import TIED, tied
from kit import clock
from portfolios.courses import providers
from portfolios.models import Provider

ACCREDITED = (
    "Trek eerst de erkenning in van {}. Zo hoort de opleider waarom, tekent de commissie mee, en "
    "is er bezwaar mogelijk."
)
OBJECTION = "Over {} loopt een bezwaar. Wacht op de commissie."
MAY_OBJECT = "Over {} kan de opleider nog bezwaar maken."


def why_not_stop(provider: Provider, user: Any) -> str:
    """What the desk does first, as long as somebody is there to be heard; "" when nothing."""
    today = clock.today()
    if tied(provider, [user.pk], today=today):
        return TIED
    if not provider.people.now().exists():
        return ""
    for programme in Programme.objects.filter(provider=provider).order_by("pk"):
        if programme.is_accredited:
            return ACCREDITED.format(programme)
        if programme.objections.open().exists():
            return OBJECTION.format(programme)
        if programme_objections.objectable(programme, today=today):
            return MAY_OBJECT.format(programme)
    return ""


def end_all(provider: Provider, *, now: datetime, by: Actor) -> None:
    """Its requests and objections are off, and its programmes end with time to finish."""
    for objection in ProgrammeObjection.objects.open().filter(programme__provider=provider):
        objection.withdraw(by=by)
    for programme in Programme.objects.filter(provider=provider).order_by("pk"):
        if programme.is_accredited:
            programme_terms.end_today(programme, because="De opleider is gestopt.", now=now, by=by)
            programme_terms.tell(programme, "programme_withdrawn", now=now)
        else:
            programme_terms.call_off(programme, now=now, by=by)


providers.LEAVING.append(end_all)
providers.FIRST.append(why_not_stop)
