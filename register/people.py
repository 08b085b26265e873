"""People at the desk: who is found, where somebody stands, and what happened to their things.

Staff see who is registered or handed in an application, now or before. Who only keeps a dossier,
or is still writing an application, does not exist here; nor does what is in a dossier.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from audit.acts import record
from audit.models import Event
from kit import names
from outbox.models import Letter
from register import namesakes, numbers
from register.models import Application, Registration

FEWEST_LETTERS = 2
MOST_SHOWN = 50
EVENTS_ON_A_PAGE = 50
LOOK = "user.look_up"
# What happened to these is part of the register's own file. Never portfolios, never logging in.
SUBJECTS = (
    "register.Acceptance", "register.Affiliation", "register.Application", "register.Certificate",
    "register.DeathReport", "register.Extension", "register.HardshipRequest",
    "register.LapseNotice", "register.Measure", "register.NameChange", "register.Objection",
    "register.Registration", "register.StaffNote",
    "accreditation.Conversation", "accreditation.Cycle", "accreditation.Decision",
)  # fmt: skip
# Between the person and a chamber, or an assessor's own business.
NOT_FOR_THE_DESK = (
    "objection.begin", "objection.propose", "objection.drop_proposal", "measure.propose",
    "measure.drop_proposal", "measure.name_counsel",
    "hardshiprequest.propose", "hardshiprequest.drop_proposal", "cycle.decline_assignment",
    "cycle.propose_assessor",
)  # fmt: skip
# The letters that staff may read: those of the register itself. What a chamber, an employer or an
# assessor writes to somebody is between them; so are codes and warnings about logging in.
LETTERS = (
    *(
        f"register/{kind}"
        for kind in (
            "received", "question", "question_again", "reply", "closed_unanswered", "late",
            "refused", "admitted", "come_back", "extended", "paused", "pause_ends", "resumed",
            "left", "renewed", "new_version", "lapse_notice", "lapse_proposed", "kept", "lapsed",
            "lapse_undone", "measure_charged", "measure_dropped", "death_undone",
            "name_change_received", "name_changed", "name_change_declined",
        )
    ),
    "accreditation/reminder",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One line of the list: somebody, and where they stand in one sentence."""

    user: User
    standing: str


def visible_to_desk(actor: Any) -> QuerySet[User]:
    """Never oneself: one's own things stand at Mijn registratie."""
    return namesakes.known().exclude(pk=actor.pk)


def with_standing(users: QuerySet[User]) -> QuerySet[User]:
    applications = Prefetch(
        "applications",
        Application.objects.exclude(submitted_on=None).select_related("scheme").order_by("-id"),
    )
    return users.select_related("registration").prefetch_related(applications)


def is_too_short(text: str) -> bool:
    return len(names.normalise(text).replace(" ", "")) < FEWEST_LETTERS


def search(text: str, *, by: Any, now: datetime) -> list[Found]:
    """By number, by whole mail address, or by name: each word has to occur in it."""
    users = with_standing(visible_to_desk(by).filter(asked_for(text)))
    rows = users.order_by("name_key", "pk")[: MOST_SHOWN + 1]
    return [Found(user, standing_of(user, now=now)) for user in rows]


def asked_for(text: str) -> Q:
    if number := numbers.parse(text):
        return Q(registration__number=number)
    if "@" in text:
        address = text.strip()
        return Q(email__iexact=address) | Q(
            pk__in=User.objects.filter(emailaddress__email__iexact=address).values("pk")
        )
    wanted = Q()
    for word in names.normalise(text).split():
        wanted &= (
            Q(name_key__contains=word)
            | Q(registration__shown_given_names__unaccent__icontains=word)
            | Q(registration__shown_last_name__unaccent__icontains=word)
        )
    return wanted


def standing_of(user: Any, *, now: datetime) -> str:
    """Where somebody stands in the register, in one sentence."""
    registration = registration_of(user)
    application = next(iter(user.applications.all()), None)
    today = timezone.localdate(now)
    if registration and registration.status == Registration.Status.DECEASED:
        return f"Overleden, vastgesteld op {namesakes.written(registration.ended_on)}."
    years = application.scheme.removed_answer_years if application else 0
    until = namesakes.removed_until(registration, years)
    return namesakes.standing(registration, application, removed_until=until, today=today)


def registration_of(user: Any) -> Registration | None:
    return getattr(user, "registration", None)


def note_look(person: User, *, now: datetime, by: Actor) -> None:
    """Who looked, for the person to see; once a day for each member of staff."""
    start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    looked = Event.objects.about(person).filter(verb=LOOK, actor=by.user, at__gte=start)
    if not looked.exists():
        record("user.look_up", person, by=by)


def history(person: User, *, before: int | None = None) -> QuerySet[Event]:
    """What happened to this person's things of the register, newest first.

    What never was handed in is nobody's business: not that it was begun, nor that it ended.
    """
    own = Q(subject_type__in=SUBJECTS) | Q(verb=LOOK)
    drafts = Application.objects.filter(person=person, submitted_on=None).values("pk")
    of_drafts = Q(subject_type="register.Application", subject_id__in=drafts)
    events = Event.objects.filter(own, person=person).exclude(of_drafts)
    events = events.exclude(verb__in=NOT_FOR_THE_DESK)
    if before:
        events = events.filter(pk__lt=before)
    return events.select_related("actor").order_by("-id")


def letters(person: User) -> QuerySet[Letter]:
    """What the register wrote to this person, newest first."""
    written = Letter.objects.filter(person=person, kind__in=LETTERS)
    return written.defer("body").order_by("-written_at", "-id")
