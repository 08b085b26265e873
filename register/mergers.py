"""Merging organisations on a day: affiliations move along, and what was stays to be read."""

from datetime import date, time

from django.db import transaction

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import clock
from outbox.jobs import job
from register.models import Affiliation, Organisation, OrganisationMerger

TASK = "register.merge_organisations"


def people_moving(old: list[Organisation], on: date) -> int:
    """For how many people this is, as it looks now."""
    running = Affiliation.objects.since(on).filter(organisation__in=old)
    return running.values("person").distinct().count()


def plan(
    old: list[Organisation], new: Organisation, *, on: date, today: date, by: Actor
) -> OrganisationMerger:
    """Raises NotAllowed for a day that was, and for an organisation that moves twice."""
    if on <= today:
        raise NotAllowed("Kies een dag die nog komt.")
    if new in old:
        raise NotAllowed("De nieuwe organisatie kan niet een van de oude zijn.")
    waiting = OrganisationMerger.objects.filter(status=OrganisationMerger.Status.PLANNED)
    if waiting.filter(old__in=[*old, new]).exists():
        raise NotAllowed("Een van deze organisaties staat al in een andere samenvoeging.")
    merger = OrganisationMerger(organisation=new, on=on, planned_by=by.person)
    with transaction.atomic(), act("organisationmerger.plan", merger, by=by):
        merger.save()
        merger.old.set(old)
    return merger


@job(TASK, daily_at=time(0, 30))
def merge_due() -> None:
    """Every merger whose day has come."""
    due = OrganisationMerger.objects.filter(
        status=OrganisationMerger.Status.PLANNED, on__lte=clock.today()
    )
    for merger in due.order_by("on", "pk"):
        merge(merger, by=Actor.system(TASK))


def merge(merger: OrganisationMerger, *, by: Actor) -> None:
    """On its day: the old affiliations end, new ones begin, the old organisations are no more."""
    with transaction.atomic():
        merger.note_done(by=by)
        old = list(merger.old.all())
        running = Affiliation.objects.since(merger.on).filter(organisation__in=old)
        for affiliation in running.order_by("person", "from_on"):
            move(affiliation, merger)
        Organisation.objects.filter(pk__in=[each.pk for each in old]).update(ended_on=merger.on)


def move(affiliation: Affiliation, merger: OrganisationMerger) -> None:
    """What was before the day stays; who works there already, or at two of the old, has it once."""
    from_on = max(affiliation.from_on, merger.on)
    until_on, kinds = affiliation.until_on, affiliation.kinds_of_work
    if affiliation.from_on >= merger.on:
        affiliation.delete()
    else:
        affiliation.until_on = merger.on
        affiliation.save(update_fields=["until_on"])
    there = Affiliation.objects.since(from_on).filter(
        person=affiliation.person_id, organisation=merger.organisation
    )
    if same := there.order_by("from_on").first():
        same.kinds_of_work = sorted({*same.kinds_of_work, *kinds})
        same.from_on = min(same.from_on, from_on)
        same.save(update_fields=["kinds_of_work", "from_on"])
        return
    Affiliation.objects.create(
        person_id=affiliation.person_id,
        organisation=merger.organisation,
        kinds_of_work=kinds,
        from_on=from_on,
        until_on=until_on,
    )
