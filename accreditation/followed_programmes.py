"""Coming in by a programme: the applicant says which, and it counted on the day of completion."""

from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actors import Actor
from accreditation.models import FollowedProgramme, Programme
from audit.acts import NotAllowed, act, locked
from register import applying
from register.models import Application, EntryRoute

COUNTED = "SELECT programme_counted(%s, %s, %s)"
DID_NOT_COUNT = (
    "Deze opleiding was toen niet erkend. Klopt de dag? Anders kun je ook op een andere manier "
    "binnenkomen."
)


def to_choose() -> QuerySet[Programme]:
    """Also those of which the accreditation ended: it is the day of completion that counts."""
    return Programme.objects.known().for_list()


def counted(programme: Programme, *, began_on: date, completed_on: date) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [programme.pk, began_on, completed_on])
        return bool(cursor.fetchone()[0])


def tell(
    application: Application,
    programme: Programme,
    *,
    began_on: date,
    completed_on: date,
    today: date,
    by: Actor,
) -> None:
    """While the application is a draft. Raises NotAllowed when it was not accredited then."""
    with transaction.atomic():
        fresh = locked(application)
        if fresh.person != by.user or fresh.status != Application.Status.DRAFT:
            raise NotAllowed("Je aanmelding is al verstuurd.")
        if not counted(programme, began_on=began_on, completed_on=completed_on):
            raise NotAllowed(DID_NOT_COUNT)
        told = FollowedProgramme.objects.filter(application=fresh).first()
        told = told or FollowedProgramme(application=fresh)
        told.programme, told.told_on = programme, today
        told.began_on, told.completed_on = began_on, completed_on
        with act("followedprogramme.tell", told, by=by):
            told.save()


def of(application: Application) -> FollowedProgramme | None:
    found = FollowedProgramme.objects.filter(application=application)
    return found.select_related("programme__provider").first()


def still_to_tell(application: Application) -> str:
    if application.route != EntryRoute.PROGRAMME or of(application):
        return ""
    return reverse("cycle:followed_programme")


def told(application: Application) -> list[tuple[str, str]]:
    followed = of(application) if application.route == EntryRoute.PROGRAMME else None
    if followed is None:
        return []
    day = f"{followed.completed_on:%d-%m-%Y}"
    return [("Opleiding", f"{followed.programme} ({followed.programme.provider}), {day}")]


applying.STILL_TO_TELL.append(still_to_tell)
applying.TOLD.append(told)
