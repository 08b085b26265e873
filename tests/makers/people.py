"""People, and how they come into the register: through the real transitions."""

from datetime import date, timedelta
from typing import Any

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from kit import names
from register import admission, namesakes
from register.models import (
    Application,
    Chamber,
    ChamberSeat,
    CodeOfConduct,
    CompetencyProfile,
    EntryRoute,
    Organisation,
    Registration,
)
from tests.makers import reference

LONG_AGO = date(2018, 1, 1)
LONG_AHEAD = date(2040, 1, 1)


def person(
    given_names: str,
    last_name: str,
    *,
    infix: str = "",
    role: Role | None = None,
    email: str = "",
) -> User:
    """Someone with an account, and a role since long ago when one is given."""
    address = names.normalise(f"{given_names} {last_name}").replace(" ", ".")
    user = User.objects.create_user(
        email or f"{address}@example.org",
        "een-lang-wachtwoord",
        given_names=given_names,
        infix=infix,
        last_name=last_name,
    )
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    if role:
        RoleGrant.objects.create(user=user, role=role, from_on=LONG_AGO)
    if role == Role.COMMITTEE:
        seat(user, Chamber.EAST)
    return user


def seat(user: User, chamber: Chamber) -> ChamberSeat:
    return ChamberSeat.objects.create(
        person=user, chamber=chamber, from_on=LONG_AGO, until_on=LONG_AHEAD
    )


def member(given_names: str, last_name: str, chamber: Chamber) -> Actor:
    """Somebody who sits in this chamber, acting so."""
    user = person(given_names, last_name)
    RoleGrant.objects.create(user=user, role=Role.COMMITTEE, from_on=LONG_AGO)
    seat(user, chamber)
    return Actor(user, Role.COMMITTEE)


def members(chamber: Chamber) -> tuple[Actor, Actor]:
    """Two of them, enough to decide."""
    return member("Een", chamber.label, chamber), member("Twee", chamber.label, chamber)


def desk_actor() -> Actor:
    grant = RoleGrant.objects.filter(role=Role.DESK).select_related("user").first()
    user = grant.user if grant else person("Dirk", "Desk", role=Role.DESK)
    return Actor(user, Role.DESK)


def application(
    user: User,
    *,
    today: date,
    organisation: Organisation | None = None,
    returns_to: Registration | None = None,
) -> Application:
    """A draft, filled in."""
    return Application.objects.create(
        person=user,
        scheme=reference.scheme(),
        route=EntryRoute.DIPLOMA,
        work_sentence="Ik begeleid mensen met een uitkering naar werk.",
        organisation=organisation or reference.municipality(),
        kinds_of_work=["work"],
        started_on=today,
        returns_to=returns_to,
    )


def submitted(user: User, *, today: date, **kwargs: Any) -> Application:
    made = application(user, today=today, **kwargs)
    made.submit(
        code=CodeOfConduct.objects.in_force_on(today),
        profile=CompetencyProfile.objects.in_force_on(today),
        today=today,
        by=Actor.self(user),
    )
    return made


def welcomed(user: User, *, today: date, **kwargs: Any) -> Application:
    """Ready to be admitted: in WELCOME with the talk held, and compared with whom we know."""
    made = submitted(user, today=today, **kwargs)
    desk = desk_actor()
    made.take(by=desk)
    made.invite_to_welcome_talk(by=desk)
    made.note_welcome_talk(held_on=today, by=desk)
    namesakes.look(made, None, today=today, by=desk)
    return made


def registered(
    user: User, *, since: date, years: int | None = None, **kwargs: Organisation
) -> Registration:
    """Admitted on `since`."""
    made = welcomed(user, today=since - timedelta(days=1), **kwargs)
    return admission.admit(made, today=since, by=desk_actor(), years=years)
