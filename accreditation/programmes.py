"""Asking that a programme opens a way in: one request, written by whoever acts for the provider."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation.models import Programme, ProgrammeFile, ProgrammeRequest
from accreditation.programme_reading import check_no_tie
from audit.acts import NotAllowed, act, locked, write_new
from files.uploads import Received
from kit import clock
from outbox import letters
from portfolios.models import Provider
from register.models import RegisterScheme

Kind, Sending = ProgrammeRequest.Kind, ProgrammeFile.Sending
NOT_FOR_YOU = "Dit doet iemand van de opleider."
ONE_AT_A_TIME = "Er loopt al een aanvraag voor deze opleiding."
SENT = "Deze aanvraag is verstuurd. Je kunt er nu niets aan veranderen."


class Stale(NotAllowed):
    """A colleague saved other words since it was opened; `stored` is what stands there now."""

    def __init__(self, stored: ProgrammeRequest) -> None:
        super().__init__("Deze tekst is intussen in een ander venster bewaard.")
        self.stored = stored


def check_acts(provider: Provider, by: Actor) -> None:
    """Raises NotAllowed for who does not act for it now."""
    if not Provider.objects.working().of(by.user).filter(pk=provider.pk).exists():
        raise NotAllowed(NOT_FOR_YOU)


# ---- Beginning ----


def begin(provider: Provider, title: str, *, today: date, by: Actor) -> ProgrammeRequest:
    """The draft of a first request; nobody but the provider sees it."""
    with transaction.atomic():
        check_acts(provider, by)
        programme = Programme(provider=provider, title=title)
        write_new("programme.begin", programme, by=by)
        return new_request(programme, Kind.FIRST, today=today, by=by)


def begin_again(programme: Programme, *, today: date, by: Actor) -> ProgrammeRequest:
    """After a term that ended, a withdrawal or a refusal: a first request once more."""
    with transaction.atomic():
        fresh = locked(programme)
        if fresh.is_accredited:
            raise NotAllowed("Deze opleiding is erkend.")
        return new_request(fresh, Kind.FIRST, today=today, by=by)


def ask_change(programme: Programme, *, today: date, by: Actor) -> ProgrammeRequest:
    """What it is now, to be changed; the term runs on whatever comes of it."""
    with transaction.atomic():
        fresh = locked(programme)
        if not fresh.is_accredited:
            raise NotAllowed("Deze opleiding is nu niet erkend.")
        return new_request(fresh, Kind.CHANGE, today=today, by=by)


def renewal_opens_on(programme: Programme, *, today: date) -> date | None:
    """From when the next term can be asked; None without a term."""
    term = programme.term
    if term is None or not programme.is_accredited:
        return None
    scheme = RegisterScheme.objects.in_force_on(today)
    return clock.add_months(term.until_on, -scheme.programme_renewal_months)


def ask_renewal(programme: Programme, *, today: date, by: Actor) -> ProgrammeRequest:
    """In the last months of the term. From when it was sent the term does not end by itself."""
    with transaction.atomic():
        fresh = locked(programme)
        opens = renewal_opens_on(fresh, today=today)
        if opens is None or today < opens:
            raise NotAllowed("Een nieuwe erkenning kun je nu nog niet vragen.")
        return new_request(fresh, Kind.RENEWAL, today=today, by=by)


def content_of(programme: Programme) -> ProgrammeRequest | None:
    """The request that says what the programme is now; None before it was ever accredited."""
    settled = programme.requests.filter(status__in=("granted", "same"))
    return settled.order_by("-decided_on", "-pk").first()


def new_request(programme: Programme, kind: str, *, today: date, by: Actor) -> ProgrammeRequest:
    """With the words of before, as far as the scheme still asks the same."""
    check_acts(programme.provider, by)
    scheme, before = RegisterScheme.objects.in_force_on(today), content_of(programme)
    known = {question: answer for _, question, answer in before.told} if before else {}
    try:
        with transaction.atomic():
            made = ProgrammeRequest(
                programme=programme,
                kind=kind,
                scheme=scheme,
                before=None if kind == Kind.FIRST else before,
                title=before.title if before else programme.title,
                words=before.words if before else "",
                answers=[known.get(question, "") for question in scheme.programme_criteria],
                asked_by=by.person,
                started_on=today,
            )
            return write_new("programmerequest.begin", made, by=by)
    except IntegrityError as refusal:
        raise NotAllowed(ONE_AT_A_TIME) from refusal


# ---- Writing and sending ----


def write(
    request: ProgrammeRequest,
    facts: Mapping[str, Any],
    files: Mapping[int, Iterable[Received]],
    *,
    version: int,
    by: Actor,
) -> ProgrammeRequest:
    """Keep what is typed on top of `version`, by whoever of the provider types it.

    Raises Stale when a colleague saved other words in the meantime.
    """
    with transaction.atomic():
        fresh = being_written(request, by=by)
        stands = copy(fresh).as_written()
        if fresh.version != version and differences(stands, facts):
            raise Stale(stands)
        with act("programmerequest.write", fresh, by=by):
            changed = fresh.keep(facts)
            fresh.version += 1
            fresh.save(update_fields=[*changed, "version"])
            sending = Sending.COMES if fresh.sent_on else Sending.STAYS
            for question, received in files.items():
                for one in received:
                    fresh.files.create(question=question, file=one.store(), sending=sending)
    return fresh.as_written()


def differences(request: ProgrammeRequest, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands there where other words were typed, each with its question."""
    told = request.told
    typed = facts.get("answers", request.answers)
    found = [
        (label, getattr(request, name))
        for name, label in (("title", "Naam"), ("words", "De opleiding in het kort"))
        if facts.get(name, getattr(request, name)) != getattr(request, name)
    ]
    return found + [
        (question, answer) for number, question, answer in told if typed[number] != answer
    ]


def being_written(request: ProgrammeRequest, *, by: Actor) -> ProgrammeRequest:
    fresh = locked(request)
    check_acts(fresh.programme.provider, by)
    if not fresh.with_provider:
        raise NotAllowed(SENT)
    return fresh


def take_away(file: ProgrammeFile, *, by: Actor) -> None:
    """While the request is being written; what was sent once goes as it is sent again."""
    with transaction.atomic():
        request = being_written(file.request, by=by)
        if file.question is None:
            raise NotAllowed("Een bestand bij een bericht blijft staan.")
        if request.sent_on and file.sending != Sending.COMES:
            ProgrammeFile.objects.filter(pk=file.pk).update(sending=Sending.GOES)
        else:
            delete(file)


def delete(file: ProgrammeFile) -> None:
    stored = file.file
    file.delete()
    stored.discard()


def unanswered(request: ProgrammeRequest) -> list[str]:
    """What is still to be said before it can be sent, by the name of the field."""
    empty = [f"answer_{number}" for number, _, answer in request.told if not answer]
    return [*(["words"] if not request.words else []), *empty]


def send(request: ProgrammeRequest, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        check_acts(request.programme.provider, by)
        if request.kind != Kind.FIRST and not locked(request.programme).is_accredited:
            raise NotAllowed("Deze opleiding is nu niet erkend. Vraag opnieuw erkenning.")
        request.send(today=today, by=by)
        for file in request.files.filter(sending=Sending.GOES).select_related("file"):
            delete(file)
        request.files.update(sending=Sending.STAYS)


def withdraw(request: ProgrammeRequest, *, by: Actor) -> None:
    """What was accredited stays so until its term ends.

    Also while it lies with the committee, which then decides nothing. What staff mean to do about
    the accreditation itself is another matter: a hearing that was announced goes on.
    """
    with transaction.atomic():
        check_acts(request.programme.provider, by)
        request.withdraw(by=by)


# ---- The thread ----


def say(
    request: ProgrammeRequest, text: str, files: Iterable[Received], *, now: datetime, by: Actor
) -> None:
    """The provider writes; the desk sees that something waits."""
    with transaction.atomic():
        check_acts(request.programme.provider, by)
        check_open(request)
        made = request.messages.create(
            from_register=False, author=by.person, text=text, written_on=timezone.localdate(now)
        )
        for one in files:
            made.files.create(request=request, file=one.store())


def say_to_provider(request: ProgrammeRequest, text: str, *, now: datetime, by: Actor) -> None:
    """The desk or a reader writes; everybody of the provider hears that there is something."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_tie(request, by.user, today=today)
        check_open(request)
        request.messages.unread().update(read_on=today)
        made = request.messages.create(
            from_register=True, author=by.person, text=text, written_on=today
        )
        tell("programme_message", request, now=now, occasion=str(made.pk))


def note_read(request: ProgrammeRequest, *, today: date, by: Actor) -> None:
    """What the provider wrote needs no answer."""
    check_no_tie(request, by.user, today=today)
    request.messages.unread().update(read_on=today)


def check_open(request: ProgrammeRequest) -> None:
    if not request.is_open:
        raise NotAllowed("Deze aanvraag is afgerond.")


# ---- Letters ----


def tell(
    kind: str, request: ProgrammeRequest, *, now: datetime, occasion: str = "", **facts: Any
) -> None:
    """To everybody who acts for the provider; of what was written only that it is there."""
    for each in request.programme.provider.people.by_name().filter(person__is_active=True):
        letters.write(
            f"accreditation/{kind}",
            person=each.person,
            subject=request,
            occasion=occasion,
            at=now,
            link=reverse("programmes:request", args=[request.public_id]),
            link_label="Bekijk de aanvraag",
            request=request,
            programme=request.programme,
            **facts,
        )
