"""Lost every strong factor: two members of staff, a delay, a link that stops it, and back in."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, connections, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse

from accounts import recovery
from accounts.actors import SYSTEM, Actor
from accounts.models import FactorReset, Role
from accounts.models.recovery import DELAY
from audit.acts import NotAllowed
from audit.models import Event
from outbox import jobs
from outbox.models import Job, Letter
from tests.conftest import NOW, TODAY
from tests.makers import people

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "een-lang-wachtwoord"
LOST, ASK = "/account/telefoon-kwijt/", "/account/telefoon-kwijt/vragen/"
SECOND_STEP = "/account/2fa/authenticate/"
REMEMBER = "/account/2fa/trust/"
VIDEO = FactorReset.Identity.VIDEO


@pytest.fixture
def person(db):
    """Somebody with an app and recovery codes, and without the telephone."""
    made = people.person("Noor", "Kwijt")
    TOTP.activate(made, SECRET)
    RecoveryCodes.activate(made)
    return made


@pytest.fixture
def second(db):
    return people.person("Aad", "Beheer", role=Role.ADMINISTRATOR)


@pytest.fixture
def reset(person, standing_clock):
    return recovery.ask(person, now=NOW)


def as_desk(user):
    return Actor(user, Role.DESK)


def check(reset, desk, *, now=NOW, on=TODAY):
    recovery.check_identity(reset, how=VIDEO, on=on, now=now, by=as_desk(desk))


def approved(reset, desk, second):
    check(reset, desk)
    recovery.approve(reset, now=NOW, by=Actor(second, Role.ADMINISTRATOR))
    return reset


def type_password(user):
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def kinds(person):
    written = Letter.objects.filter(person=person, kind__startswith="accounts/reset_")
    return [kind.removeprefix("accounts/reset_") for kind in
            written.order_by("pk").values_list("kind", flat=True)]  # fmt: skip


def stop_link(person):
    return Letter.objects.filter(person=person, link__contains="stoppen").latest("pk").link


# ---- Asking ----


def test_the_page_is_the_answer_for_everyone(client, db):
    page = client.get(LOST).content.decode()
    for answer in ("Een andere passkey", "Een herstelcode", "Log eerst in", "gestolen"):
        assert answer in page
    assert ASK not in page


def test_who_typed_the_password_can_ask(person):
    client = type_password(person)
    page = client.get(LOST)
    assert ASK in page.content.decode()
    assert client.post(ASK).url == LOST
    reset = FactorReset.objects.get()
    assert (reset.person, reset.status) == (person, "requested")
    page = client.get(LOST).content.decode()
    assert "We kregen je vraag" in page
    assert ASK not in page
    assert client.get(SECOND_STEP).status_code == 200  # the login still waits


def test_asking_twice_is_asking_once(person):
    client = type_password(person)
    client.post(ASK)
    client.post(ASK)
    assert FactorReset.objects.count() == 1
    assert kinds(person) == ["asked"]


@pytest.mark.parametrize("who", ["visitor", "wrong password", "logged in", "without a factor"])
def test_nobody_else_can_ask(person, stranger, login, who):
    client = Client()
    if who == "wrong password":
        client.post("/account/login/", {"login": person.email, "password": "een-ander-wachtwoord"})
    if who == "logged in":
        client = login(person)
    if who == "without a factor":
        client = type_password(stranger)
    assert ASK not in client.get(LOST).content.decode()
    assert client.post(ASK).status_code == 302
    assert not FactorReset.objects.exists()


def test_asking_again_and_again_is_refused(person, standing_clock):
    for _ in range(recovery.MOST_A_DAY):
        made = recovery.ask(person, now=NOW)
        recovery.stop(made, how="person", now=NOW, by=Actor.self(person))
    with pytest.raises(NotAllowed, match="morgen"):
        recovery.ask(person, now=NOW)
    recovery.ask(person, now=NOW + timedelta(hours=25))


# ---- Two members of staff ----


def test_two_staff_and_a_letter_at_each_step(reset, person, desk, second):
    approved(reset, desk, second)
    assert (reset.checked_by, reset.approved_by) == (desk, second)
    assert reset.due_at == NOW + DELAY
    assert kinds(person) == ["asked", "checked", "approved"]
    verbs = Event.objects.of(reset).order_by("pk").values_list("verb", "actor", "role")
    assert list(verbs) == [
        ("factorreset.ask", person.pk, "professional"),
        ("factorreset.check_identity", desk.pk, "desk"),
        ("factorreset.approve", second.pk, "administrator"),
    ]


def test_the_same_one_twice_is_refused(reset, desk):
    check(reset, desk)
    with pytest.raises(NotAllowed, match="keurt niet ook goed"):
        recovery.approve(reset, now=NOW, by=as_desk(desk))
    assert not Job.objects.filter(task="accounts.finish_reset").exists()


@pytest.mark.parametrize("column", ["approved_by", "checked_by"])
def test_the_database_refuses_one_person_in_two_parts(reset, desk, second, column):
    approved(reset, desk, second)
    other = "checked_by" if column == "approved_by" else "person"
    with pytest.raises(IntegrityError, match="reset_by_two_others"), transaction.atomic():
        FactorReset.objects.update(**{column: F(other)})


def test_the_database_refuses_what_was_not_checked_or_waited_for(reset, person):
    for values in ({"status": "approved"}, {"status": "done"}, {"status": "stopped"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactorReset.objects.update(**values)
    with pytest.raises(IntegrityError, match="one_open_reset"), transaction.atomic():
        FactorReset.objects.create(person=person, requested_at=NOW)


def test_staff_do_nothing_for_themselves(desk, second, standing_clock):
    TOTP.activate(desk, SECRET)
    own = recovery.ask(desk, now=NOW)
    for step in (
        lambda: check(own, desk),
        lambda: recovery.stop(own, how="staff", reason="x", now=NOW, by=as_desk(desk)),
    ):
        with pytest.raises(NotAllowed, match="over jezelf"):
            step()
    check(own, second)
    with pytest.raises(NotAllowed, match="over jezelf"):
        recovery.approve(own, now=NOW, by=as_desk(desk))


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.COMMITTEE, "professional"])
def test_other_roles_do_nothing(reset, stranger, role):
    with pytest.raises(NotAllowed, match="in deze rol"):
        reset.check_identity(how=VIDEO, on=TODAY, now=NOW, by=Actor(stranger, role))


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_was_seen_before_asking_or_tomorrow(reset, desk, days):
    with pytest.raises(NotAllowed, match="na de vraag"):
        check(reset, desk, on=TODAY + timedelta(days=days))


# ---- The delay, and the end ----


def test_the_job_waits_for_the_delay(reset, desk, second, person, standing_clock):
    approved(reset, desk, second)
    job = Job.objects.get(task="accounts.finish_reset")
    assert job.due_at == NOW + DELAY
    almost = NOW + DELAY - timedelta(seconds=1)
    assert job not in jobs.lease_due(almost)
    standing_clock.move_to(almost)
    with pytest.raises(NotAllowed, match="bedenktijd"):
        recovery.finish_when_due(reset.pk)
    assert Authenticator.objects.filter(user=person).count() == 2
    standing_clock.move_to(NOW + DELAY)
    recovery.finish_when_due(reset.pk)
    reset.refresh_from_db()
    assert reset.status == FactorReset.Status.DONE
    assert not Authenticator.objects.filter(user=person).exists()
    assert kinds(person) == ["asked", "checked", "approved", "done"]
    event = Event.objects.of(reset).latest("pk")
    assert (event.actor, event.role, event.job) == (None, SYSTEM, "accounts.finish_reset")
    recovery.finish_when_due(reset.pk)  # again changes nothing
    assert kinds(person).count("done") == 1


def test_every_session_of_the_person_ends_and_of_nobody_else(
    reset, desk, second, person, stranger, login, standing_clock
):
    mine, theirs = [login(person), login(person)], login(stranger)
    approved(reset, desk, second)
    standing_clock.move_to(NOW + DELAY)
    before = Session.objects.count()
    recovery.finish_when_due(reset.pk)
    assert Session.objects.count() == before - 2
    for client in mine:
        assert "/account/login/" in client.get("/mijn/").url
    assert theirs.cookies
    assert Session.objects.filter(session_key=theirs.cookies["sessionid"].value).exists()


def test_the_way_back_in(reset, desk, second, person, standing_clock, run_jobs):
    """Password and a code by mail; the second step that was lost is not asked any more."""
    approved(reset, desk, second)
    standing_clock.move_to(NOW + DELAY)
    recovery.finish_when_due(reset.pk)
    client = Client()
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert answer.url.startswith("/account/login/code/confirm/")
    run_jobs("outbox.send_sealed")
    code = re.findall(r"^([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})$", mail.outbox[-1].body, re.M)[-1]
    assert client.post("/account/login/code/confirm/", {"code": code}).url == REMEMBER
    client.post(REMEMBER, {"action": ""})
    assert client.get("/mijn/").status_code == 200


def test_a_login_that_waits_for_the_lost_factor_begins_again(
    reset, desk, second, person, standing_clock
):
    waiting = type_password(person)
    assert waiting.get(SECOND_STEP).status_code == 200
    approved(reset, desk, second)
    standing_clock.move_to(NOW + DELAY)
    recovery.finish_when_due(reset.pk)
    assert waiting.get("/account/login/").status_code == 200


def test_who_holds_a_role_makes_a_new_factor_first(reset, desk, second, person, login):
    people.RoleGrant.objects.create(user=person, role=Role.ASSESSOR, from_on=TODAY)
    approved(reset, desk, second)
    recovery.finish(reset, now=NOW + DELAY)
    client = login(person, "password", "code", seconds_ago=0)
    assert client.get("/assessor/").url.startswith(reverse("mfa_add_webauthn"))


# ---- Stopping ----


def test_the_link_stops_it_once_without_a_login(reset, person, client):
    link = stop_link(person)
    assert "Stop het herstel" in client.get(link).content.decode()
    reset.refresh_from_db()
    assert reset.status == FactorReset.Status.REQUESTED  # reading changed nothing
    assert client.post(link).url == link
    reset.refresh_from_db()
    assert (reset.status, reset.stopped_how, reset.stopped_by) == ("stopped", "person", person)
    assert "Het herstel is gestopt" in client.get(link).content.decode()
    assert client.post(link).status_code == 302
    assert kinds(person) == ["asked", "stopped"]
    assert Event.objects.of(reset).filter(verb="factorreset.stop").count() == 1


def test_each_letter_can_stop_it_and_the_last_ones_have_nothing_to_stop(
    reset, desk, second, person
):
    approved(reset, desk, second)
    letters = Letter.objects.filter(person=person).order_by("pk")
    assert all("/telefoon-kwijt/stoppen/" in letter.link for letter in letters)
    recovery.finish(reset, now=NOW + DELAY)
    assert letters.last().link == "/account/login/"


def test_a_forged_link_is_no_link_and_an_old_one_says_so(reset, person, client, standing_clock):
    link = stop_link(person)
    for forged in (
        link.replace(str(reset.public_id), str(person.public_id)),
        link[:-2] + "/",
        "/account/telefoon-kwijt/stoppen/x/",
    ):
        assert client.get(forged).status_code == 404
        assert client.post(forged).status_code == 404
    standing_clock.move_to(NOW + recovery.STOP_LINK_WORKS + timedelta(minutes=1))
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    reset.refresh_from_db()
    assert reset.status == FactorReset.Status.REQUESTED


def test_what_was_stopped_during_the_delay_is_not_done(
    reset, desk, second, person, client, standing_clock
):
    approved(reset, desk, second)
    client.post(stop_link(person))
    standing_clock.move_to(NOW + DELAY)
    recovery.finish_when_due(reset.pk)
    assert Authenticator.objects.filter(user=person).count() == 2
    assert kinds(person) == ["asked", "checked", "approved", "stopped"]


def test_staff_stop_it_with_a_reason(reset, desk):
    with pytest.raises(NotAllowed, match="waarom"):
        recovery.stop(reset, how="staff", now=NOW, by=as_desk(desk))
    recovery.stop(reset, how="staff", reason="De naam klopte niet.", now=NOW, by=as_desk(desk))
    letter = Letter.objects.get(kind="accounts/reset_stopped")
    assert "De naam klopte niet." in letter.body


@pytest.mark.parametrize("how", ["app", "recovery code"])
def test_a_login_with_the_factor_stops_it(person, how):
    client = type_password(person)
    client.post(ASK)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    if how == "recovery code":
        code = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
        code = code.get_unused_codes()[0]
    assert client.post(SECOND_STEP, {"code": code}).status_code == 302
    reset = FactorReset.objects.get()
    assert (reset.status, reset.stopped_how) == ("stopped", "login")
    assert kinds(person) == ["asked", "stopped"]


# ---- Two at once ----


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["approve", "stop"])
def test_two_at_once_and_one_wins(other):
    person = people.person("Noor", "Kwijt")
    staff = [people.person(name, "Bureau", role=Role.DESK) for name in ("An", "Bo", "Cas")]
    reset = recovery.ask(person, now=NOW)
    check(reset, staff[0])
    barrier = Barrier(2)

    def press(act):
        mine = FactorReset.objects.get(pk=reset.pk)
        barrier.wait(timeout=10)
        try:
            act(mine)
        except NotAllowed:
            return "too late"
        finally:
            connections.close_all()
        return "done"

    def approve_by(user):
        return lambda mine: recovery.approve(mine, now=NOW, by=as_desk(user))

    def stop(mine):
        recovery.stop(mine, how="person", now=NOW, by=Actor.self(person))

    acts = (approve_by(staff[1]), approve_by(staff[2]) if other == "approve" else stop)
    with ThreadPoolExecutor(2) as pool:
        outcomes = [future.result() for future in [pool.submit(press, act) for act in acts]]
    if other == "approve":
        assert sorted(outcomes) == ["done", "too late"]
        assert kinds(person) == ["asked", "checked", "approved"]
        assert Job.objects.filter(task="accounts.finish_reset").count() == 1
    else:  # stopping is possible before and after the approval
        assert outcomes[1] == "done"
        assert FactorReset.objects.get().status == "stopped"
        assert kinds(person).count("stopped") == 1


def test_what_nobody_takes_up_does_not_stay_open_longer_than_its_link_works(
    reset, desk, standing_clock
):
    standing_clock.move_to(NOW + timedelta(days=10))
    recovery.check_identity(
        reset, how="video", on=TODAY, now=NOW + timedelta(days=10), by=as_desk(desk)
    )
    for days, status in ((23, "checked"), (24, "stopped")):
        standing_clock.move_to(NOW + timedelta(days=days))
        recovery.expire()
        reset.refresh_from_db()
        assert reset.status == status
    assert reset.stopped_how == "time"
    letter = Letter.objects.get(person=reset.person, kind="accounts/reset_stopped")
    assert "er gebeurde twee weken niets" in letter.body
    assert recovery.ask(reset.person, now=NOW + timedelta(days=24)).status == "requested"


def test_what_two_people_signed_goes_on(reset, desk, second, standing_clock):
    approved(reset, desk, second)
    standing_clock.move_to(NOW + timedelta(days=60))
    recovery.expire()
    reset.refresh_from_db()
    assert reset.status == "approved"


# ---- The desk ----


def test_the_desk_walks_through_the_steps(reset, desk, second, login):
    first, other = login(desk, seconds_ago=0), login(second, seconds_ago=0)
    assert "Noor Kwijt" in first.get("/desk/herstel/").content.decode()
    assert "Mensen die niet meer kunnen inloggen" in first.get("/desk/").content.decode()
    page = reverse("desk_accounts:reset", args=[reset.public_id])
    assert reset.person.email in first.get(page).content.decode()
    wrong = first.post(page + "gezien/", {"how": "video", "on": "2030-01-01"})
    assert wrong.status_code == 422
    assert "niet in de toekomst" in wrong.content.decode()
    assert first.post(page + "gezien/", {"how": "video", "on": str(TODAY)}).url == page
    assert "Jij zag wie het is" in first.get(page).content.decode()
    assert first.post(page + "goed/").status_code == 409
    assert "Goedkeuren" in other.get(page).content.decode()
    assert other.post(page + "goed/").url == page
    assert "De bedenktijd loopt" in first.get(page).content.decode()
    assert first.post(page + "stoppen/", {"reason": ""}).status_code == 422
    assert first.post(page + "stoppen/", {"reason": "Toch gevonden."}).url == page
    assert "Toch gevonden." in other.get(page).content.decode()
    assert "Iedereen kan inloggen" in other.get("/desk/herstel/").content.decode()


def test_the_signatures_ask_who_you_are_when_that_was_long_ago(reset, desk, login):
    client = login(desk)
    page = reverse("desk_accounts:reset", args=[reset.public_id])
    for step in ("gezien/", "goed/"):
        answer = client.post(page + step, {"how": "video", "on": str(TODAY)})
        assert "reauthenticate" in answer.url
    reset.refresh_from_db()
    assert reset.status == FactorReset.Status.REQUESTED


def test_a_member_of_staff_sees_the_own_one_without_buttons(desk, login, standing_clock):
    TOTP.activate(desk, SECRET)
    own = recovery.ask(desk, now=NOW)
    client = login(desk, seconds_ago=0)
    page = client.get(reverse("desk_accounts:reset", args=[own.public_id])).content.decode()
    assert "Een collega behandelt dit" in page
    assert "herstel/" + str(own.public_id) + "/gezien" not in page


def test_the_list_asks_the_same_for_one_and_for_three(
    reset, desk, second, login, django_assert_num_queries
):
    client = login(desk)
    client.get("/desk/herstel/")
    with django_assert_num_queries(5):
        client.get("/desk/herstel/")
    for name in ("Bo", "Cas"):
        person = people.person(name, "Kwijt")
        approved(recovery.ask(person, now=NOW), desk, second)
    stopped = recovery.ask(people.person("Dé", "Kwijt"), now=NOW)
    recovery.stop(stopped, how="person", now=NOW, by=Actor.self(stopped.person))
    with django_assert_num_queries(5):
        client.get("/desk/herstel/")
