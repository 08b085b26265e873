"""What waits too long for a programme: something the provider does first, or a reader's answer."""

from datetime import date, datetime, timedelta

from django.urls import reverse

from accounts.actors import Actor
from accreditation import programme_reading, programmes
from accreditation.models import ProgrammeReading, ProgrammeRequest
from outbox import letters
from register.models import RegisterScheme


def again_on(request: ProgrammeRequest) -> date:
    """When the provider is reminded that something is asked first."""
    asked = request.decided_on or request.started_on
    return asked + timedelta(weeks=RegisterScheme.objects.in_force_on(asked).question_weeks)


def over_on(request: ProgrammeRequest) -> date:
    """The last day to send it again: like any question of the register that stays open."""
    asked = request.decided_on or request.started_on
    weeks = RegisterScheme.objects.in_force_on(asked).question_again_weeks
    return again_on(request) + timedelta(weeks=weeks)


def follow_needs(today: date, *, now: datetime, by: Actor) -> None:
    """Reminded once; after its last day the request is over, and may be asked again."""
    needs = ProgrammeRequest.objects.filter(status=ProgrammeRequest.Status.NEEDS)
    for request in needs.select_related("programme__provider").order_by("pk"):
        round_, last = str(request.round), over_on(request)
        if last < today:
            request.withdraw(by=by)
            programmes.tell("programme_needs_over", request, now=now, occasion=round_)
        elif again_on(request) <= today:
            programmes.tell(
                "programme_needs_again", request, now=now, occasion=round_, until_on=last
            )


def release_readers(today: date, *, now: datetime, by: Actor) -> None:
    """Who got a tie to the provider while reading reads no more; the desk sees one is missing."""
    waiting = ProgrammeReading.objects.waiting().select_related(
        "reader", "request__programme__provider"
    )
    readings = list(waiting)
    providers = {each.request.programme.provider_id for each in readings}
    found = programme_reading.ties(providers, {each.reader_id for each in readings}, today=today)
    for each in readings:
        programme = each.request.programme
        if (programme.provider_id, each.reader_id) in found:
            each.release(by=by)
            letters.write(
                "accreditation/programme_released",
                person=each.reader,
                subject=each,
                at=now,
                link=reverse("programme_reader:reading", args=[each.public_id]),
                link_label="Lees waarom",
                programme=programme,
            )


def remind_readers(today: date, *, now: datetime) -> None:
    """Once, when the days to write are over; the desk sees it from then on."""
    late = ProgrammeReading.objects.late(today).filter(reader__is_active=True)
    for reading in late.select_related("reader", "request__programme__provider"):
        letters.write(
            "accreditation/programme_reading_again",
            person=reading.reader,
            subject=reading,
            at=now,
            link=reverse("programme_reader:home"),
            link_label="Lees de aanvraag",
            programme=reading.request.programme,
        )
