"""Sessions: how long they last, which ones there are, and that only activity lengthens them."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import browsers, sessions
from accounts.models import Role, RoleGrant, User
from audit.models import Event
from outbox.models import Letter
from portfolios.models import LearningStory
from tests.conftest import NOW
from tests.makers import logins

MINUTE = timedelta(minutes=1)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)

IPAD = IPHONE.replace("iPhone; CPU iPhone OS", "iPad; CPU OS")
IPAD_WITH_A_WIDE_WINDOW = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Safari/605.1.15"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)
ANDROID_AS_A_COMPUTER = ANDROID.replace("Linux; Android 10; K", "X11; Linux x86_64").replace(
    "Mobile ", ""
)


@pytest.fixture
def later(standing_clock):
    """Move the clock so many minutes on."""

    def move(minutes: float) -> None:
        at["now"] += timedelta(minutes=minutes)
        standing_clock.move_to(at["now"])

    at = {"now": NOW}
    return move


def left(client: Client) -> dict:
    return client.get("/mijn/sessie/over/").json()


def is_in(client: Client) -> bool:
    """Asked without counting as activity."""
    return client.get("/mijn/sessie/over/").status_code == 200


# ---- How long ----


@pytest.mark.parametrize(
    ("who", "minutes", "lasts"),
    [("owner", 59, True), ("owner", 60, False), ("desk", 29, True), ("desk", 30, False)],
)
def test_a_session_ends_when_nothing_happens(request, login, later, who, minutes, lasts):
    client = login(request.getfixturevalue(who))
    later(minutes)
    assert is_in(client) is lasts
    assert UserSession.objects.exists() is lasts


def test_activity_lengthens_it_until_twelve_hours(owner, login, later):
    client = login(owner)
    for _ in range(14):
        later(50)
        assert client.get("/mijn/gegevens/").status_code == 200
    found = left(client)
    assert (found["left"], found["fixed"]) == (20 * 60, True)
    later(20)
    page = client.get("/mijn/gegevens/", follow=True)
    assert "Je was lang achter elkaar ingelogd" in page.content.decode()


def test_a_role_given_meanwhile_shortens_it_at_once(owner, login, later):
    client = login(owner)
    later(40)
    assert is_in(client)
    RoleGrant.objects.create(user=owner, role=Role.DESK, from_on=NOW.date())
    assert not is_in(client)


def test_a_session_that_does_not_say_when_it_began_is_over(owner, login):
    client = login(owner)
    session = client.session
    del session[sessions.BEGUN]
    session.save()
    assert not is_in(client)


def test_asking_how_long_is_no_activity_and_reading_a_page_is(owner, login, later):
    client = login(owner)
    later(30)
    assert left(client)["left"] == left(client)["left"] == 30 * 60
    client.get("/mijn/gegevens/")
    assert left(client)["left"] == 60 * 60


def test_activity_is_noted_at_most_once_a_minute(owner, login, later):
    client = login(owner)
    later(0.9)
    client.get("/mijn/gegevens/")
    assert UserSession.objects.get().last_seen_at == NOW
    later(0.2)
    client.get("/mijn/gegevens/")
    assert UserSession.objects.get().last_seen_at == NOW + 1.1 * MINUTE
    assert client.session[sessions.SEEN] == (NOW + 1.1 * MINUTE).timestamp()


def test_noting_it_does_not_put_back_what_another_request_changed(owner, login, later, rf):
    """Two requests at a time: the session is read, noted and saved before the page is made."""
    client = login(owner)
    later(2)
    client.get("/mijn/gegevens/")
    session = client.session
    session["elders"] = "gezet"
    session.save()
    client.get("/mijn/gegevens/")
    assert client.session["elders"] == "gezet"


def test_it_can_be_extended_and_every_tab_hears_of_it(owner, login, later):
    client, tab = login(owner), Client()
    tab.cookies = client.cookies
    later(57)
    assert left(tab)["left"] == 3 * 60
    assert client.post("/mijn/sessie/verlengen/").json()["left"] == 60 * 60
    assert left(tab)["left"] == 60 * 60
    assert left(tab)["fixed"] is False


def test_the_end_after_twelve_hours_cannot_be_extended(owner, login, later):
    client = login(owner)
    for _ in range(13):
        later(55)
        client.post("/mijn/sessie/verlengen/")
    found = client.post("/mijn/sessie/verlengen/").json()
    assert (found["left"], found["fixed"]) == (5 * 60, True)


def test_each_page_knows_how_long_the_session_lasts(owner, login, client, later):
    inside = login(owner)
    later(20)
    page = inside.get("/mijn/gegevens/").content.decode()
    assert 'data-left="3600" data-warn="300"' in page
    assert settings.SESSION_WARN_SECONDS >= 120  # WCAG 2.2.1
    assert "session.js" not in client.get("/over-registratie/").content.decode()


def test_who_is_logged_out_at_a_public_page_just_reads_it(owner, login, later):
    client = login(owner)
    later(61)
    page = client.get("/over-registratie/")
    assert page.status_code == 200
    assert "session.js" not in page.content.decode()
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""


# ---- To the login page and back ----


def test_a_session_ended_elsewhere_says_so_at_the_login_page(owner, login):
    client = login(owner)
    sessions.end(UserSession.objects.all())
    page = client.get("/mijn/leerplan/", follow=True)
    assert page.redirect_chain == [("/account/login/?next=/mijn/leerplan/", 302)]
    assert "Misschien deed je dat zelf op een ander apparaat" in page.content.decode()
    assert "Je tekst staat er weer als je bent ingelogd" in page.content.decode()


def test_a_visitor_gets_no_session_and_no_message(client, db):
    page = client.get("/mijn/leerplan/", follow=True)
    assert "Je bent uitgelogd" not in page.content.decode()
    assert not Session.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_gets_the_address_and_not_the_login_page(client, db, method):
    response = getattr(client, method)(
        "/mijn/leerplan/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/mijn/verhaal/?a=1"},
    )
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/account/login/?next=/mijn/verhaal/%3Fa%3D1"
    assert response.content == b""


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/mijn/portfolio/", "/mijn/portfolio/"),
        ("https://elders.example/mijn/", "/mijn/"),
        ("", "/mijn/"),
    ],
)
def test_what_was_sent_goes_back_to_the_page_it_came_from(client, db, referer, back):
    response = client.post("/mijn/sessies/andere/", headers={"Referer": referer})
    assert response.headers["Location"] == f"/account/login/?next={back}"


def test_a_form_whose_token_is_old_leads_back_to_its_page(owner, login):
    client = Client(enforce_csrf_checks=True)
    logins.put_in(client, owner)
    referer = {"Referer": "http://testserver/mijn/leerplan/nieuw/"}
    page = client.post("/mijn/leerplan/nieuw/", {"title": "Getypt"}, headers=referer)
    text = page.content.decode()
    assert page.status_code == 403
    assert "data-not-arrived" in text  # by which portal.js keeps what was typed
    assert 'href="/mijn/leerplan/nieuw/"' in text


# ---- The list ----


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_many(
    owner, login, count, django_assert_num_queries
):
    client, *_ = [login(owner) for _ in range(count)]
    with django_assert_num_queries(5):  # session, user, list, which are alive, roles
        page = client.get("/mijn/sessies/").content.decode()
    assert page.count("Ingelogd sinds") == count
    assert page.count("Dit apparaat") == 1
    assert ("Overal uitloggen" in page) is (count > 1)


def test_the_list_is_in_words(owner, login):
    client = login(owner)
    UserSession.objects.update(user_agent=CHROME, ip="145.97.12.34")
    page = client.get("/mijn/sessies/").content.decode()
    assert "Chrome op Windows" in page
    assert "145.97" in page
    assert "145.97.12" not in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (CHROME, "Chrome op Windows"),
        (IPHONE, "Safari op een iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox op Linux"),
        ("Mozilla/5.0 Test", "een onbekend apparaat"),
        ("", "een onbekend apparaat"),
        ("\x00" * 400, "een onbekend apparaat"),
    ],
)  # fmt: skip
def test_a_browser_in_words(said, words):
    assert browsers.in_words(said) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("145.97.12.34", "145.97"),
        ("2001:db8:1:2::3", "2001:0db8:0001"),
        ("127.0.0.1", "deze computer zelf"),
    ],
)
def test_a_network_is_the_first_part_of_an_address(address, words):
    assert browsers.network(address) == words


def test_one_other_session_can_be_ended(owner, login):
    here, there, third = login(owner), login(owner), login(owner)
    row = UserSession.objects.get(session_key=there.session.session_key)
    page = here.post(f"/mijn/sessies/{row.pk}/beeindigen/", follow=True)
    assert "uitgelogd op het andere apparaat" in page.content.decode()
    assert [is_in(one) for one in (here, there, third)] == [True, False, True]


def test_not_that_of_somebody_else_and_not_this_one(owner, stranger, login):
    here, other = login(owner), login(stranger)
    for client in (here, other):
        row = UserSession.objects.get(session_key=client.session.session_key)
        assert here.post(f"/mijn/sessies/{row.pk}/beeindigen/").status_code == 404
    assert is_in(other)


def test_all_others_can_be_ended(owner, stranger, login):
    here, there, third, other = login(owner), login(owner), login(owner), login(stranger)
    page = here.post("/mijn/sessies/andere/", follow=True)
    assert "overal uitgelogd, behalve hier" in page.content.decode()
    assert Session.objects.count() == UserSession.objects.count() == 2
    assert [is_in(one) for one in (here, there, third, other)] == [True, False, False, True]


def test_logging_out_forgets_the_browser_and_the_network(owner, login):
    client = login(owner)
    client.post("/account/logout/")
    assert not UserSession.objects.exists()


def test_each_night_what_is_over_is_forgotten(owner, stranger, login, later):
    login(owner)
    later(58)
    kept = login(stranger)
    later(5)
    sessions.forget_what_is_over()
    assert UserSession.objects.get().user == stranger
    assert Session.objects.get().session_key == kept.session.session_key


def test_a_deactivated_person_is_out_at_the_next_request(owner, login):
    client = login(owner)
    owner.is_active = False
    owner.save()
    assert not is_in(client)
    assert client.get("/mijn/").headers["Location"].startswith("/account/login/")


def test_no_log_line_names_a_person(owner, client, caplog, run_jobs):
    caplog.set_level("INFO", "accounts")
    client.post("/account/login/", {"login": owner.email, "password": "fout wachtwoord"})
    client.post("/account/login/", {"login": owner.email, "password": "een-lang-wachtwoord"})
    client.post("/account/login/code/confirm/", {"code": "NOOIT1"})
    lines = [record.getMessage() for record in caplog.records]
    assert "a password was refused" in lines
    assert f"code of user {owner.pk} was refused" in lines
    assert not [line for line in lines if re.search(r"@|samira|amrani", line, re.IGNORECASE)]


# ---- K14: what changes while a page is open ----

WAYS = {
    "the session is gone": lambda it: Session.objects.all().delete(),
    "the cookie is in another browser": lambda it: it.update(headers={"User-Agent": CHROME}),
    "the account is closed": lambda it: User.objects.update(is_active=False),
}


@pytest.mark.fault(
    "K14",
    did="session gone, cookie in another browser, account closed, while a page is open",
    must="the next act is refused and the text stays in the page",
)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("by_script", [True, False])
def test_the_next_act_on_an_open_page_is_refused(owner, login, scheme, way, by_script):
    """The text stays in the page: a script hears where to log in, and posts it again afterwards."""
    client = login(owner)
    client.post("/mijn/portfolio/verhaal/nieuw/")
    story = LearningStory.objects.get()
    page = reverse("dossier:story_edit", args=[story.public_id])
    it = {"headers": {"User-Agent": ""}}
    assert client.get(page, **it).status_code == 200
    WAYS[way](it)
    it["headers"] |= {"HX-Request": "true", "HX-Current-URL": page} if by_script else {}
    typed = {"title": "Getypt terwijl dit gebeurde", "version": story.version}
    answer = client.post(page, typed, **it)
    story.refresh_from_db()
    assert story.title == ""
    where = answer.headers["HX-Redirect" if by_script else "Location"]
    assert where.startswith("/account/login/?next=")


def test_a_copied_session_is_out_everywhere_and_its_owner_hears_it(owner, login):
    here = login(owner)
    thief = Client(headers={"User-Agent": CHROME})
    thief.cookies = here.cookies
    page = thief.get("/mijn/", follow=True).content.decode()
    assert "Je inlog werd gebruikt in een andere browser" in page
    assert not is_in(here)
    assert Event.objects.get(verb="user.end_copied_session").person == owner
    letter = Letter.objects.get(person=owner, kind="accounts/session_copied")
    assert "Chrome op Windows" in letter.body


@pytest.mark.parametrize(
    ("began", "same", "other"),
    [
        (CHROME, CHROME.replace("142", "143"), IPHONE),  # a newer version
        (IPAD, IPAD_WITH_A_WIDE_WINDOW, CHROME),
        (ANDROID, ANDROID_AS_A_COMPUTER, IPHONE),
    ],
)
def test_a_browser_that_calls_itself_another_is_the_same(owner, login, rf, began, same, other):
    client = login(owner)
    session = client.session
    session[sessions.BROWSER] = browsers.key_of(rf.get("/", headers={"User-Agent": began}))
    session.save()
    for said, status in ((began, 200), (same, 200), (other, 302)):
        answer = client.get("/mijn/sessie/over/", headers={"User-Agent": said})
        assert answer.status_code == status
