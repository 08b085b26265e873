"""Accepting the code and the profile: with the application, and again when there is a new one."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs, letters
from register.models import Acceptance, Application, Registration, VersionKind
from register.models.scheme import Version
from register.parts import Difference, differences

ACCEPTED_KINDS = (VersionKind.CODE, VersionKind.PROFILE)
LETTERS_AT_ONCE = 500


@dataclass(frozen=True)
class NewVersion:
    """A version in force that somebody has not accepted yet, beside the one that was."""

    kind: VersionKind
    version: Version
    accepted: Version | None

    @property
    def differences(self) -> list[Difference]:
        """What differs from the version that this person accepted last."""
        before = self.accepted.parts() if self.accepted else []
        return differences(before, self.version.parts())


def in_force(kind: VersionKind, today: date) -> Version | None:
    known = kind.model._default_manager.filter(in_force_from__lte=today)
    return known.order_by("-in_force_from").first()


def first(application: Application) -> None:
    """With the admission: what was accepted when handing in."""
    accepted_on = application.submitted_on or application.started_on
    for version in ({"code": application.accepted_code}, {"profile": application.accepted_profile}):
        Acceptance.objects.get_or_create(
            person=application.person, **version, defaults={"accepted_on": accepted_on}
        )


def waiting(user: Any, *, today: date) -> list[NewVersion]:
    """What is in force and not accepted by this registered person. It has no term."""
    if not Registration.objects.filter(person=user, status__in=Registration.IN).exists():
        return []
    return unaccepted(user, today=today)


def unaccepted(user: Any, *, today: date) -> list[NewVersion]:
    """The same, of somebody who is known to be registered."""
    rows = Acceptance.objects.visible_to(user).select_related("code", "profile")
    accepted = list(rows.order_by("accepted_on", "pk"))
    found = []
    for kind in ACCEPTED_KINDS:
        version = in_force(kind, today)
        mine = [each for row in accepted if (each := getattr(row, kind.value))]
        if version and version not in mine:
            found.append(NewVersion(kind, version, mine[-1] if mine else None))
    return found


def accept(user: Any, kind: VersionKind, name: str, *, today: date, by: Actor) -> Acceptance:
    """Accept the version that was shown. Raises NotAllowed when there is a newer one by now."""
    version = in_force(kind, today)
    if version is None or version.version != name:
        raise NotAllowed("Er is intussen een andere versie. Lees die eerst.")
    if not Registration.objects.filter(person=user, status__in=Registration.IN).exists():
        raise NotAllowed("Dit is voor wie geregistreerd is.")
    with transaction.atomic():
        known = Acceptance.objects.filter(person=user, **{kind.value: version}).first()
        if known:
            return known
        made = Acceptance(person=user, accepted_on=today, **{kind.value: version})
        with act("acceptance.accept", made, by=by):
            made.save()
    return made


@dataclass(frozen=True)
class Tally:
    """How many registered people accepted the version in force: a picture, never a list."""

    kind: VersionKind
    version: Version
    registered: int
    accepted: int

    @property
    def not_yet(self) -> int:
        return self.registered - self.accepted


def tallies(today: date) -> list[Tally]:
    """For the desk: of each kind how far it is."""
    registered = Registration.objects.filter(status__in=Registration.IN)
    total = registered.count()
    found = []
    for kind in ACCEPTED_KINDS:
        if version := in_force(kind, today):
            done = registered.filter(**{f"person__acceptances__{kind.value}": version.pk}).count()
            found.append(Tally(kind, version, total, done))
    return found


@jobs.job("register.tell_new_versions", daily_at=time(6, 0))
def tell_new_versions() -> None:
    """From the first day of a new code or profile: one friendly letter to who is registered."""
    for kind in ACCEPTED_KINDS:
        version = in_force(kind, clock.today())
        if version and version.based_on is not None:
            enter_letters(kind.value, version.pk, after=0)


def enter_letters(kind: str, version_id: int, *, after: int) -> None:
    jobs.enter(
        "register.tell_new_version",
        f"new-version:{kind}:{version_id}:{after}",
        kind=kind,
        version_id=version_id,
        after=after,
    )


@jobs.job("register.tell_new_version")
def tell_new_version(kind: str, version_id: int, after: int) -> None:
    """The letters of one handful of people, and then the next handful."""
    known = VersionKind(kind)
    version = known.model._default_manager.get(pk=version_id)
    people = (
        Registration.objects.filter(status__in=Registration.IN, pk__gt=after)
        .exclude(person__acceptances__in=Acceptance.objects.filter(**{kind: version}))
        .select_related("person")
        .order_by("pk")[:LETTERS_AT_ONCE]
    )
    last = 0
    for registration in people:
        last = registration.pk
        letters.write(
            "register/new_version",
            person=registration.person,
            subject=version,
            at=clock.now(),
            what=known.label.lower(),
            version=version,
            link=reverse("registration:new_versions"),
            link_label="Bekijk wat er verandert",
        )
    if last:
        enter_letters(kind, version_id, after=last)
