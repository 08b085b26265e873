"""Pilots: another version of the scheme for who wants, without a term less or a trace left."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from accounts.actors import Actor
from accounts.models import Role
from accreditation import leaving, outlook, pilots
from accreditation.models import Cycle, PilotAnswer, PilotCohort, PilotSeat
from audit.acts import NotAllowed
from audit.models import Event
from kit import clock
from outbox.models import Job, Letter
from register import publication
from register.models import Certificate, PublicEntry, RegisterScheme, RegistrationPeriod
from register.scheme_rules import RULES, Holds
from tests.accreditation.conftest import running
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
RegistrationPeriodHistory = apps.get_model("register", "RegistrationPeriodHistory")
SAID = {"clear": "yes", "helps": "some", "words": ""}
KINDS = {"accreditation/pilot_invited", "accreditation/pilot_after",
         "accreditation/pilot_ended", "accreditation/pilot_stopped",
         "accreditation/pilot_does_not_fit"}  # fmt: skip


@pytest.fixture
def by(desk) -> Actor:
    return Actor(desk, Role.DESK)


@pytest.fixture
def newer(scheme) -> RegisterScheme:
    """A version to come, with which a talk takes two hours."""
    return version(scheme, conversation_minutes=120)


def version(scheme, **changes) -> RegisterScheme:
    facts = model_to_dict(scheme, exclude=["id", "based_on"]) | changes
    return RegisterScheme.objects.create(
        **facts | {"version": "proef", "in_force_from": date(2029, 1, 1)}
    )


@pytest.fixture
def pilot(newer, by, today) -> PilotCohort:
    return open_pilot(newer, by, today)


def open_pilot(scheme, by, today, **changes) -> PilotCohort:
    facts = {
        "title": "Eerder inleveren", "why": "Helpt het?", "stop_when": "Vijf klachten.",
        "from_on": today, "until_on": today + timedelta(days=100),
    }  # fmt: skip
    return pilots.open_pilot(**facts | changes, scheme=scheme, today=today, by=by)


def invited(pilot, user, by, now) -> PilotSeat:
    number = user.registration.number
    assert pilots.invite(pilot, [number], now=now, by=by) == (1, [])
    return PilotSeat.objects.get(person=user, cohort=pilot)


def joined(pilot, user, by, now) -> PilotSeat:
    seat = invited(pilot, user, by, now)
    pilots.join(seat, now=now, by=Actor.self(user))
    seat.refresh_from_db()
    return seat


def group(count: int):
    made = []
    for number in range(count):
        user = people.person("Piet", f"Pilot{number}")
        running(user)
        made.append(user)
    return made


# ---- Beforehand ----


def test_what_makes_it_stop_is_written_down_and_scheme_and_days_stand(pilot, by, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        PilotCohort.objects.filter(pk=pilot.pk).update(stop_when="")
    assert not {"stop_when", "scheme", "from_on"} & {
        name for name in dir(PilotCohort) if hasattr(getattr(PilotCohort, name), "sources")
    }


@pytest.mark.parametrize("name", pilots.THE_SAME)
@pytest.mark.parametrize("step", [-1, 1])
def test_every_term_is_the_same_so_joining_and_leaving_cost_no_day(name, step, scheme, by, today):
    other = version(scheme, **{name: getattr(scheme, name) + step})
    with pytest.raises(NotAllowed, match="termijn"):
        open_pilot(other, by, today)


def test_of_every_rule_that_holds_for_a_period_is_said_whether_a_pilot_may_try_it():
    for_a_period = {rule.field for rule in RULES if rule.holds is Holds.PERIOD}
    assert not set(pilots.THE_SAME) & set(pilots.MAY_DIFFER)
    assert for_a_period <= {*pilots.THE_SAME, *pilots.MAY_DIFFER}
    assert set(pilots.MAY_DIFFER) <= for_a_period


def test_nor_for_somebody_whose_own_version_gives_more(pilot, by, now, owner, scheme):
    running(owner)
    RegisterScheme.objects.filter(pk=scheme.pk).update(grace_months=9)
    seat = invited(pilot, owner, by, now)
    with pytest.raises(NotAllowed, match="Wachttijd na de periode"):
        pilots.join(seat, now=now, by=Actor.self(owner))
    seat.refresh_from_db()
    assert seat.joined_on is None


def test_what_does_not_fit_is_said_at_joining_also_before_the_first_day(
    newer, by, now, today, owner, scheme
):
    running(owner)
    later = open_pilot(newer, by, today, from_on=today + timedelta(days=7))
    RegisterScheme.objects.filter(pk=scheme.pk).update(grace_months=9)
    seat = invited(later, owner, by, now)
    with pytest.raises(NotAllowed, match="Wachttijd na de periode"):
        pilots.join(seat, now=now, by=Actor.self(owner))


def test_what_no_longer_fits_on_the_first_day_ends_with_a_letter(
    newer, by, now, today, owner, scheme, standing_clock
):
    period = running(owner).period
    joined(open_pilot(newer, by, today, from_on=today + timedelta(days=7)), owner, by, now)
    RegisterScheme.objects.filter(pk=scheme.pk).update(grace_months=9)
    standing_clock.move_to(now + timedelta(days=7))
    pilots.run_pilots()
    period.refresh_from_db()
    assert period.scheme == scheme
    assert not PilotSeat.objects.exists()
    [kind] = Letter.objects.filter(person=owner, kind__in=KINDS).values_list("kind", flat=True)
    assert kind == "accreditation/pilot_does_not_fit"


# ---- Taking part ----


def test_without_consent_nothing_changes(pilot, by, now, owner, scheme):
    period = running(owner).period
    invited(pilot, owner, by, now)
    pilots.run_pilots()
    period.refresh_from_db()
    assert period.scheme == scheme
    with pytest.raises(IntegrityError), transaction.atomic():
        PilotSeat.objects.update(period=period, own_scheme=scheme)


def test_with_consent_the_numbers_of_the_pilot_count_and_the_end_stays(
    pilot, by, now, owner, newer
):
    period = running(owner).period
    until_on, certificates = period.until_on, Certificate.objects.count()
    joined(pilot, owner, by, now)
    period.refresh_from_db()
    assert period.scheme == newer
    assert (period.until_on, period.scheme.conversation_minutes) == (until_on, 120)
    assert Certificate.objects.count() == certificates


def test_before_the_first_day_the_own_numbers_count(newer, by, now, today, owner, standing_clock,
                                                    scheme):  # fmt: skip
    period = running(owner).period
    later = open_pilot(newer, by, today, from_on=today + timedelta(days=7))
    joined(later, owner, by, now)
    period.refresh_from_db()
    assert period.scheme == scheme
    standing_clock.move_to(now + timedelta(days=7))
    pilots.run_pilots()
    period.refresh_from_db()
    assert period.scheme == newer


def test_only_who_is_registered_is_asked_and_once(pilot, by, now, owner):
    running(owner)
    number = owner.registration.number
    assert pilots.invite(pilot, [number, "RK-0000", "weg"], now=now, by=by) == (
        1, ["RK-0000", "weg"],
    )  # fmt: skip
    assert pilots.invite(pilot, [number], now=now, by=by) == (1, [])
    assert Letter.objects.filter(kind="accreditation/pilot_invited").count() == 1


def test_asking_again_tells_nobody_who_said_no(pilot, by, now, owner):
    running(owner)
    seat = invited(pilot, owner, by, now)
    number = owner.registration.number
    first = pilots.invite(pilot, [number], now=now, by=by)
    pilots.leave(seat, by=Actor.self(owner))
    assert pilots.invite(pilot, [number], now=now, by=by) == first


def test_who_was_asked_cannot_join_what_just_ended(pilot, by, now, owner, scheme):
    period = running(owner).period
    seat = invited(pilot, owner, by, now)  # as another request read it
    pilots.stop(pilot, because="Vijf klachten.", now=now, by=by)
    with pytest.raises(NotAllowed):
        pilots.join(seat, now=now, by=Actor.self(owner))
    period.refresh_from_db()
    assert period.scheme == scheme


def test_one_pilot_at_a_time(pilot, newer, by, now, today, owner):
    running(owner)
    joined(pilot, owner, by, now)
    second = invited(open_pilot(newer, by, today, title="Nog een"), owner, by, now)
    with pytest.raises(NotAllowed, match="andere pilot"):
        pilots.join(second, now=now, by=Actor.self(owner))


def test_nobody_joins_or_leaves_for_another(pilot, by, now, owner, stranger):
    running(owner)
    seat = invited(pilot, owner, by, now)
    for actor in (Actor.self(stranger), by):
        with pytest.raises(NotAllowed):
            pilots.join(seat, now=now, by=actor)
        with pytest.raises(NotAllowed):
            pilots.leave(seat, by=actor)


# ---- Leaving ----


def facts_of(user):
    """What register, certificates, figures, letters and talks say."""
    registration = user.registration
    publication.publish(today=date(2026, 11, 23), now=clock.now(), by=Actor.system("test"))
    return {
        "registration": model_to_dict(registration),
        "periods": [model_to_dict(one) for one in registration.periods.order_by("pk")],
        "history": list(RegistrationPeriodHistory.objects.order_by("pk").values()),
        "certificates": [one.content for one in registration.certificates.order_by("pk")],
        "entries": list(
            PublicEntry.objects.filter(number=registration.number).values("status", "until_on")
        ),
        "cycles": [model_to_dict(one) for one in Cycle.objects.filter(person=user)],
        "letters": set(Letter.objects.filter(person=user).values_list("kind", flat=True)),
        "ahead": outlook.look(date(2026, 11, 23)),
        "about": {e.verb for e in Event.objects.about(user)},
    }  # fmt: skip


def test_who_leaves_has_nothing_left_of_it(pilot, by, now, owner):
    running(owner)
    before = facts_of(owner)
    seat = joined(pilot, owner, by, now)
    pilots.answer(seat, SAID, now=now, by=Actor.self(owner))
    assert facts_of(owner) != before
    pilots.leave(seat, by=Actor.self(owner))
    assert facts_of(owner) == before
    assert not PilotSeat.objects.exists()
    assert not PilotAnswer.objects.exists()
    letters = {f"letter:{pk}" for pk in Letter.objects.values_list("pk", flat=True)}
    mails = set(Job.objects.filter(task="outbox.send_letter").values_list("key", flat=True))
    assert mails <= letters  # no mail is still to go


def test_no_to_the_invitation_is_leaving_too(pilot, by, now, owner):
    running(owner)
    pilots.leave(invited(pilot, owner, by, now), by=Actor.self(owner))
    assert not PilotSeat.objects.exists()
    assert not Letter.objects.filter(kind__in=KINDS).exists()


def test_who_leaves_the_register_leaves_the_pilot(pilot, by, now, owner, scheme):
    period = running(owner).period
    joined(pilot, owner, by, now)
    leaving.leave(owner.registration, now=now, by=Actor.self(owner))
    period.refresh_from_db()
    assert period.scheme == scheme
    assert not PilotSeat.objects.exists()


# ---- The end ----


def test_stopping_ends_it_for_all_at_once(pilot, by, now, scheme):
    users = group(3)
    for user in users:
        joined(pilot, user, by, now)
    pilots.stop(pilot, because="Vijf klachten.", now=now, by=by)
    assert set(RegistrationPeriod.objects.values_list("scheme", flat=True)) == {scheme.pk}
    assert not PilotSeat.objects.exists()
    assert (pilot.status, pilot.people) == (PilotCohort.Status.STOPPED, 3)
    told = Letter.objects.filter(kind="accreditation/pilot_stopped")
    assert set(told.values_list("person", flat=True)) == {user.pk for user in users}
    with pytest.raises(NotAllowed, match="voorbij"):
        pilots.invite(pilot, [users[0].registration.number], now=now, by=by)


def test_after_the_last_day_it_ends_by_itself(pilot, by, now, owner, scheme, standing_clock):
    period = running(owner).period
    joined(pilot, owner, by, now)
    standing_clock.move_to(now + timedelta(days=100))
    pilots.run_pilots()
    period.refresh_from_db()
    assert period.scheme != scheme  # the last day counts
    standing_clock.move_to(now + timedelta(days=101))
    pilots.run_pilots()
    period.refresh_from_db()
    pilot.refresh_from_db()
    assert (period.scheme, pilot.status) == (scheme, PilotCohort.Status.ENDED)


def test_what_was_said_is_read_after_the_end_from_five_on_without_whose_it_was(
    pilot, by, now, standing_clock
):
    users = group(6)
    seats = [joined(pilot, user, by, now) for user in users]
    for number, (user, seat) in enumerate(zip(users, seats, strict=True)):
        pilots.answer(seat, SAID | {"words": f"Woord {6 - number}"}, now=now, by=Actor.self(user))
    pilots.leave(seats[0], by=Actor.self(users[0]))
    assert pilots.said(pilot) == []
    later = now + timedelta(days=90)
    for user, seat in list(zip(users, seats, strict=True))[1:5]:
        pilots.answer(seat, SAID, now=later, by=Actor.self(user))
    standing_clock.move_to(now + timedelta(days=101))
    pilots.run_pilots()
    pilot.refresh_from_db()
    [before] = pilots.said(pilot)  # afterwards only four said something: nothing stays
    assert before.moment == PilotAnswer.Moment.BEFORE
    assert before.clear == [("Ja", 5), ("Een beetje", 0), ("Nee", 0)]
    assert before.words == [f"Woord {number}" for number in range(1, 6)]
    assert set(PilotAnswer.objects.values_list("seat", "moment")) == {(None, "before")}


def test_each_question_once_and_in_its_time(pilot, by, now, owner):
    running(owner)
    seat = joined(pilot, owner, by, now)
    me = Actor.self(owner)
    pilots.answer(seat, SAID, now=now, by=me)
    with pytest.raises(NotAllowed, match="geen vragen"):
        pilots.answer(seat, SAID, now=now, by=me)
    later = now + timedelta(days=90)
    assert pilots.questions_for(seat, today=later.date()) == PilotAnswer.Moment.AFTER
    pilots.answer(seat, SAID, now=later, by=me)
    assert pilots.questions_for(seat, today=later.date()) is None


def test_afterwards_is_asked_once(pilot, by, now, owner, standing_clock):
    running(owner)
    joined(pilot, owner, by, now)
    for days in (80, 81):
        standing_clock.move_to(now + timedelta(days=days))
        pilots.run_pilots()
    assert Letter.objects.filter(kind="accreditation/pilot_after").count() == 1


# ---- Pages ----


def test_from_opening_to_leaving_by_the_pages(desk, owner, newer, login, today):
    running(owner)
    office, me = login(desk), login(owner)
    facts = {
        "title": "Eerder inleveren", "why": "Helpt het?", "stop_when": "Vijf klachten.",
        "scheme": newer.pk, "from_on": str(today), "until_on": str(today + timedelta(days=90)),
    }  # fmt: skip
    assert office.post("/desk/gesprekken/pilots/", facts | {"stop_when": ""}).status_code == 422
    url = office.post("/desk/gesprekken/pilots/", facts).headers["Location"]
    office.post(f"{url}vragen/", {"numbers": owner.registration.number})
    page = office.get(url).content.decode()
    assert "Dat zie je na het einde" in page
    assert owner.last_name not in page
    assert "Je bent gevraagd voor een pilot" in me.get("/mijn/gesprek/").content.decode()
    page = me.get("/mijn/gesprek/pilot/").content.decode()
    assert "Vijf klachten." in page
    assert "Duur van het ontwikkelingsgesprek" in page
    assert me.post("/mijn/gesprek/pilot/meedoen/", {}).status_code == 422
    assert me.post("/mijn/gesprek/pilot/meedoen/", {"agreed": "on"}).status_code == 302
    assert "Een paar vragen vooraf" in me.get("/mijn/gesprek/pilot/").content.decode()
    bsn = SAID | {"words": "Bel 111222333 even."}
    assert me.post("/mijn/gesprek/pilot/vragen/", bsn).status_code == 422
    assert me.post("/mijn/gesprek/pilot/vragen/", SAID).status_code == 302
    assert me.post("/mijn/gesprek/pilot/niet/").status_code == 302
    assert "geen pilot mee" in me.get("/mijn/gesprek/pilot/").content.decode()
    assert office.post(f"{url}stoppen/", {"because": "Genoeg."}).status_code == 302
    assert "Te weinig antwoorden" in office.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(
    count, pilot, newer, by, now, today, desk, login, django_assert_num_queries
):
    for user in group(count):
        joined(pilot, user, by, now)
    for number in range(count - 1):
        open_pilot(newer, by, today, title=f"Pilot {number}")
    client = login(desk)
    for path, queries in (
        ("/desk/gesprekken/pilots/", 5), (f"/desk/gesprekken/pilots/{pilot.public_id}/", 4),
    ):  # fmt: skip
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)
