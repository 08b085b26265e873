"""Logging in through the employer, against providers in other processes, over real HTTP."""

import hashlib
import html
import re

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.internal.flows.trust import create_config_fingerprint
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.models import Event
from kit.oidc_providers import oidc_apps
from outbox.models import Letter
from register import organisation_logins
from register.models import OrganisationLogin
from tests.accounts import oidc_provider
from tests.makers import reference

CHOOSE, MINE = "/account/werkgever/", "/mijn/gegevens/werkgever/"
US = "http://testserver"
PASSWORD = "een-lang-wachtwoord"
FATIMA = {"sub": "f.devries", "email": "samira.el.amrani@example.org", "email_verified": True}
UNCHECKED = {"sub": "nieuw", "email": "nieuw@gemeente.example", "email_verified": False}


@pytest.fixture(scope="module")
def mock():
    """oidc-provider-mock; FATIMA has the address of another person's account in the register."""
    with oidc_provider.running_mock(FATIMA, UNCHECKED) as url:
        yield url


@pytest.fixture(scope="module")
def wrong():
    with oidc_provider.running_wrong() as url:
        yield url


@pytest.fixture
def switch_on(settings, desk):
    """Put a provider in the environment and switch it on for an organisation."""

    def on(server_url: str, provider_id: str = "lindehoven") -> OrganisationLogin:
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        made = {"provider_id": provider_id, "name": f"Gemeente {provider_id.title()}",
                "client_id": "register", "secret": oidc_provider.SECRET,
                "settings": {"server_url": server_url}}  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [*apps, made]}}
        return organisation_logins.switch_on(
            reference.municipality(provider_id.title()), provider_id,
            now=timezone.now(), by=Actor(desk, Role.DESK),
        )  # fmt: skip

    return on


def chosen(client: Client, row: OrganisationLogin, **more: str):
    return client.post(CHOOSE, {"organisation": str(row.public_id), **more})


def linking(client: Client, row: OrganisationLogin):
    return client.post(f"{MINE}koppelen/", {"organisation": str(row.public_id)})


def address_of(page) -> str:
    """Where the page leads the browser."""
    [found] = re.findall(r'http-equiv="refresh" content="0;url=([^"]+)"', page.content.decode())
    return html.unescape(found)


def there_and_back(client: Client, page, sub: str = "", *, deny: bool = False):
    """Log in at the provider, as a browser does; the page to which it sends us back."""
    data = {"action": "deny"} if deny else {"sub": sub}
    url = address_of(page)
    sent = (
        requests.post(url, data, allow_redirects=False, timeout=10)
        if sub or deny
        else requests.get(url, allow_redirects=False, timeout=10)
    )
    assert sent.headers["Location"].startswith(US)
    return client.get(sent.headers["Location"].removeprefix(US))


def linked(login, user: User, row: OrganisationLogin, sub: str = "") -> None:
    client = login(user, seconds_ago=5)
    answer = there_and_back(client, linking(client, row), sub)
    assert (answer.status_code, answer.url) == (302, MINE)
    assert SocialAccount.objects.filter(user=user).exists()


def mailed_code(run_jobs) -> str:
    run_jobs("outbox.send_sealed")
    [code] = re.findall(r"^([A-Z0-9]{4}-?[A-Z0-9]{4}|[A-Z0-9]{6})$", mail.outbox[-1].body, re.M)
    return code


def confirm(client: Client, run_jobs) -> None:
    """The own second step: the code from the mail, and do not remember this browser."""
    answer = client.post("/account/login/code/confirm/", {"code": mailed_code(run_jobs)})
    if answer.url.startswith("/account/2fa/trust/"):
        client.post(answer.url, {"action": "no"})


def is_inside(client: Client) -> bool:
    return client.get("/mijn/portfolio/").status_code == 200


# ---- Linking ----


def test_linking_is_done_by_the_person_and_stores_no_more_than_which_account(
    mock, switch_on, login, owner
):
    linked(login, owner, switch_on(mock), FATIMA["sub"])
    account = SocialAccount.objects.get()
    assert (account.provider, account.extra_data) == ("lindehoven", {"issuer": mock})
    assert re.fullmatch("[0-9a-f]{64}", account.uid)
    assert not SocialToken.objects.exists()
    owner.refresh_from_db()
    assert owner.email == "samira.el.amrani@example.org"
    assert owner.check_password(PASSWORD)
    assert EmailAddress.objects.filter(user=owner).count() == 1
    letter = Letter.objects.get(kind="accounts/single_sign_on_linked")
    assert letter.person == owner
    assert "Gemeente Lindehoven" in letter.body
    assert Event.objects.about(owner).filter(verb="user.link_employer_login").exists()


def test_linking_asks_who_you_are_when_that_was_long_ago(mock, switch_on, login, owner):
    row = switch_on(mock)
    client = login(owner, "password")
    answer = linking(client, row)
    assert answer.url.startswith("/account/reauthenticate/")
    page = client.post(answer.url, {"password": PASSWORD})
    there_and_back(client, page, FATIMA["sub"])
    assert SocialAccount.objects.filter(user=owner).exists()


def test_who_took_too_long_at_the_employer_starts_again(mock, switch_on, login, owner):
    client = login(owner, seconds_ago=5)
    page = linking(client, switch_on(mock))
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 400
    session["account_authentication_methods"][1]["at"] -= 400
    session.save()
    there_and_back(client, page, FATIMA["sub"])
    assert "Begin opnieuw" in client.get(MINE).content.decode()
    assert not SocialAccount.objects.exists()


def test_an_account_of_the_employer_belongs_to_one_person(mock, switch_on, login, owner, stranger):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    client = login(stranger, seconds_ago=5)
    there_and_back(client, linking(client, row), FATIMA["sub"])
    assert "hoort al bij een ander account" in client.get(MINE).content.decode()
    assert SocialAccount.objects.get().user == owner


def test_who_logged_out_meanwhile_links_nothing(mock, switch_on, login, owner):
    client = login(owner, seconds_ago=5)
    page = linking(client, switch_on(mock))
    client.post("/account/logout/")
    assert there_and_back(client, page, FATIMA["sub"]).status_code == 403
    assert not SocialAccount.objects.exists()


def test_unlinking_works_at_once_and_long_after_and_without_the_provider(
    mock, switch_on, login, owner, settings
):
    linked(login, owner, switch_on(mock), FATIMA["sub"])
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    elsewhere, here = login(owner), login(owner)
    assert "Loskoppelen" in here.get(MINE).content.decode()
    pk = SocialAccount.objects.get().pk
    assert here.post(f"{MINE}{pk}/loskoppelen/").url == MINE
    assert not SocialAccount.objects.exists()
    assert is_inside(here)
    assert not is_inside(elsewhere)
    assert Letter.objects.filter(kind="accounts/single_sign_on_unlinked", person=owner).exists()
    assert Event.objects.about(owner).filter(verb="user.unlink_employer_login").exists()


def test_nobody_unlinks_for_another(mock, switch_on, login, owner, stranger):
    linked(login, owner, switch_on(mock), FATIMA["sub"])
    pk = SocialAccount.objects.get().pk
    assert login(stranger).post(f"{MINE}{pk}/loskoppelen/").status_code == 404
    assert SocialAccount.objects.exists()


def test_after_unlinking_the_own_password_opens_the_account_and_the_employer_does_not(
    mock, switch_on, login, owner, client, run_jobs
):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    login(owner).post(f"{MINE}{SocialAccount.objects.get().pk}/loskoppelen/")
    assert there_and_back(client, chosen(client, row), FATIMA["sub"]).status_code == 403
    client.post("/account/login/", {"login": owner.email, "password": PASSWORD})
    confirm(client, run_jobs)
    assert is_inside(client)


def test_without_an_own_password_there_is_nothing_to_link(mock, switch_on, login, owner):
    row = switch_on(mock)
    client = login(owner, seconds_ago=5)
    page = linking(client, row)
    User.objects.filter(pk=owner.pk).update(password="!onbruikbaar")
    client = login(User.objects.get(pk=owner.pk), seconds_ago=5)
    page = linking(client, row)
    there_and_back(client, page, FATIMA["sub"])
    assert "Maak eerst een eigen wachtwoord" in client.get(MINE).content.decode()
    assert not SocialAccount.objects.exists()


# ---- Logging in ----


def test_an_unknown_account_makes_none_and_finds_none_by_its_address(
    mock, switch_on, owner, client
):
    """FATIMA has the very address of the owner, checked by the provider."""
    before = User.objects.count()
    row = switch_on(mock)
    assert owner.email == FATIMA["email"]
    answer = there_and_back(client, chosen(client, row), FATIMA["sub"])
    assert answer.status_code == 403
    assert "Log eerst in met je eigen account en koppel dan" in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert not is_inside(client)
    assert "/account/signup" not in answer.content.decode()


def test_the_own_mailed_code_follows_and_only_then_the_dossier_opens(
    mock, switch_on, login, owner, client, run_jobs
):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    page = chosen(client, row, next="/mijn/portfolio/")
    answer = there_and_back(client, page, FATIMA["sub"])
    assert answer.url == "/account/login/code/confirm/"
    for path in ("/mijn/", "/mijn/portfolio/", "/mijn/leerplan/", "/mijn/gegevens/", MINE):
        assert client.get(path).url.startswith("/account/login/?next=")
    assert "access_token" not in str(client.session.items())
    assert mail.outbox == []
    confirm(client, run_jobs)
    assert mail.outbox[-1].to == [owner.email]
    assert is_inside(client)


def test_a_code_that_is_wrong_opens_nothing(mock, switch_on, login, owner, client):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    there_and_back(client, chosen(client, row), FATIMA["sub"])
    client.post("/account/login/code/confirm/", {"code": "FOUT-CODE"})
    assert not is_inside(client)


def remember(client: Client, user: User, settings) -> None:
    """This browser was remembered for this person."""
    trust = [(create_config_fingerprint(user), int(timezone.now().timestamp()))]
    client.cookies[settings.MFA_TRUST_COOKIE_NAME] = Signer().sign_object(trust)


def test_a_remembered_browser_saves_the_code_after_the_own_password_only(
    mock, switch_on, login, owner, client, settings
):
    """It may stand on the employer's desk."""
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    own = Client()
    for browser in (own, client):
        remember(browser, owner, settings)
    own.post("/account/login/", {"login": owner.email, "password": PASSWORD})
    assert is_inside(own)
    answer = there_and_back(client, chosen(client, row), FATIMA["sub"])
    assert answer.url == "/account/login/code/confirm/"
    assert not is_inside(client)


def totp(user: User) -> None:
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )


@pytest.mark.parametrize("role", [Role.DESK, Role.ASSESSOR, Role.ADMINISTRATOR])
def test_who_holds_a_role_shows_the_strong_factor_in_every_browser(
    mock, switch_on, login, owner, client, settings, role
):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    RoleGrant.objects.create(user=owner, role=role, from_on="2018-01-01")
    totp(owner)
    remember(client, owner, settings)
    answer = there_and_back(client, chosen(client, row), FATIMA["sub"])
    assert answer.url == "/account/2fa/authenticate/"
    assert not is_inside(client)
    assert client.get("/desk/").status_code != 200


def test_a_role_without_a_strong_factor_yet_leads_to_making_one(
    mock, switch_on, login, owner, client, run_jobs
):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    RoleGrant.objects.create(user=owner, role=Role.DESK, from_on="2018-01-01")
    there_and_back(client, chosen(client, row), FATIMA["sub"])
    confirm(client, run_jobs)
    for path in ("/mijn/", "/mijn/portfolio/", "/desk/"):
        assert client.get(path).url.startswith("/account/2fa/webauthn/add/")


def test_who_has_a_strong_factor_uses_that_one(mock, switch_on, login, owner, client, settings):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    totp(owner)
    remember(client, owner, settings)
    answer = there_and_back(client, chosen(client, row), FATIMA["sub"])
    assert answer.url == "/account/2fa/authenticate/"


def test_a_closed_account_stays_closed(mock, switch_on, login, owner, client):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    User.objects.filter(pk=owner.pk).update(is_active=False)
    answer = there_and_back(client, chosen(client, row), FATIMA["sub"])
    assert answer.status_code == 302
    assert not is_inside(client)


def test_somebody_who_is_logged_in_stays_who_they_are(
    mock, switch_on, login, owner, stranger, client
):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    page = chosen(client, row)
    client.post("/account/login/", {"login": stranger.email, "password": PASSWORD})
    inside = login(stranger)
    session = inside.session
    session["socialaccount_states"] = client.session["socialaccount_states"]
    session.save()
    assert there_and_back(inside, page, FATIMA["sub"]).url == "/mijn/"
    assert inside.get("/mijn/").context["user"] == stranger


# ---- What a provider sends ----


@pytest.mark.parametrize("how", oidc_provider.REASONS)
@pytest.mark.parametrize("process", ["link", "login"])
def test_each_wrong_answer_is_refused_for_its_own_reason_with_a_calm_page(
    wrong, switch_on, login, owner, client, how, process, caplog
):
    """Also where the very account that is claimed is linked."""
    row = switch_on(f"{wrong}/{how}")
    if process == "link":
        answer = sent_back(login(owner, seconds_ago=5), linking, row)
    else:
        SocialAccount.objects.create(user=owner, provider="lindehoven", uid=uid(f"{wrong}/{how}"))
        answer = sent_back(client, chosen, row)
    assert answer.status_code == 403
    says = "nog niet bevestigd" if how.startswith("unverified") else "lukte niet"
    assert says in answer.content.decode()
    assert oidc_provider.REASONS[how] in caplog.text
    assert SocialAccount.objects.exists() == (process == "login")
    assert process == "link" or not is_inside(client)


def sent_back(client: Client, begin, row: OrganisationLogin):
    page = begin(client, row)
    return page if page.status_code == 403 else there_and_back(client, page)


def test_a_name_of_255_characters_is_allowed(wrong, switch_on, login, owner):
    linked(login, owner, switch_on(f"{wrong}/longest_subject"))


def uid(issuer: str) -> str:
    return hashlib.sha256(f"{issuer}\n{oidc_provider.SUBJECT}".encode()).hexdigest()


def test_the_same_answer_with_nothing_wrong_is_accepted(wrong, switch_on, login, owner, client):
    """And userinfo, that says somebody else, is not asked."""
    row = switch_on(f"{wrong}/right")
    linked(login, owner, row)
    assert SocialAccount.objects.get().uid == uid(f"{wrong}/right")
    answer = there_and_back(client, chosen(client, row))
    assert answer.url == "/account/login/code/confirm/"


def test_the_same_name_at_another_issuer_is_another_account(
    mock, wrong, switch_on, login, owner, client, settings
):
    """Also when the environment gives a known provider another address."""
    linked(login, owner, switch_on(mock), oidc_provider.SUBJECT)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][-1]["settings"] = {
        "server_url": f"{wrong}/right"
    }
    answer = there_and_back(client, chosen(client, OrganisationLogin.objects.get()))
    assert answer.status_code == 403
    assert "Nog niet gekoppeld" in answer.content.decode()


def test_an_address_that_the_employer_did_not_check_is_refused(mock, switch_on, login, owner):
    client = login(owner, seconds_ago=5)
    answer = there_and_back(client, linking(client, switch_on(mock)), UNCHECKED["sub"])
    assert answer.status_code == 403
    assert "nog niet bevestigd" in answer.content.decode()
    assert not SocialAccount.objects.exists()


def test_we_ask_for_little_and_bind_the_answer_to_this_session(mock, switch_on, client):
    page = chosen(client, switch_on(mock))
    url = address_of(page)
    asked = dict(re.findall(r"[?&](\w+)=([^&]*)", url))
    assert set(asked["scope"].split("+")) == {"openid", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) == 64
    assert asked["redirect_uri"].endswith("%2Faccount%2Fwerkgever%2Flindehoven%2Fterug%2F")
    assert asked["response_type"] == "code"
    other = dict(re.findall(r"[?&](\w+)=([^&]*)", address_of(chosen(client, row_of()))))
    assert asked["nonce"] != other["nonce"]
    assert asked["state"] != other["state"]
    assert page.headers["Cache-Control"].count("no-store") == 1


def row_of() -> OrganisationLogin:
    return OrganisationLogin.objects.get()


def test_nothing_of_the_address_bar_gets_into_what_we_ask(mock, switch_on, client):
    row = switch_on(mock)
    page = client.post(
        f"{CHOOSE}?auth_params=nonce%3Dx%26prompt%3Dnone&scope=profile&process=connect",
        {"organisation": str(row.public_id)},
    )
    assert "prompt" not in address_of(page)
    assert "profile" not in address_of(page)
    assert "nonce=x" not in address_of(page)


def test_an_answer_is_good_once_and_only_in_the_browser_that_asked(
    mock, switch_on, login, owner, client
):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    url = address_of(chosen(client, row))
    sent = requests.post(url, {"sub": FATIMA["sub"]}, allow_redirects=False, timeout=10)
    back = sent.headers["Location"].removeprefix(US)
    assert Client().get(back).status_code == 403
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


def test_an_answer_for_one_provider_is_none_for_another(
    mock, wrong, switch_on, login, owner, client
):
    row = switch_on(mock)
    switch_on(f"{wrong}/right", "bergdorp")
    linked(login, owner, row, FATIMA["sub"])
    url = address_of(chosen(client, row))
    sent = requests.post(url, {"sub": FATIMA["sub"]}, allow_redirects=False, timeout=10)
    back = sent.headers["Location"].removeprefix(US).replace("lindehoven", "bergdorp")
    assert client.get(back).status_code == 403


def test_stopping_at_the_employer_is_no_error(mock, switch_on, client):
    answer = there_and_back(client, chosen(client, switch_on(mock)), deny=True)
    assert answer.status_code == 200
    assert "Er is niets veranderd" in answer.content.decode()


def test_a_provider_that_is_away_gives_a_calm_page(switch_on, client):
    answer = chosen(client, switch_on(f"http://127.0.0.1:{oidc_provider.free_port()}"))
    assert answer.status_code == 403
    assert "lukte niet" in answer.content.decode()


# ---- On and off ----


def test_without_a_provider_there_is_no_trace(client, db, settings, login, owner):
    assert "werkgever" not in client.get("/account/login/").content.decode()
    assert client.get(CHOOSE).status_code == 404
    assert CHOOSE not in login(owner).get("/mijn/gegevens/").content.decode()


def test_only_what_is_on_is_offered_and_accepted(mock, switch_on, login, owner, client, desk):
    row = switch_on(mock)
    linked(login, owner, row, FATIMA["sub"])
    assert CHOOSE in client.get("/account/login/").content.decode()
    assert "Gemeente Lindehoven" in client.get(CHOOSE).content.decode()
    page = chosen(client, row)
    row.switch_off(now=timezone.now(), by=Actor(desk, Role.DESK))
    assert there_and_back(client, page, FATIMA["sub"]).status_code == 404
    assert CHOOSE not in client.get("/account/login/").content.decode()
    assert chosen(client, row).status_code == 404
    assert "staat nu uit" in login(owner).get(MINE).content.decode()


def test_a_get_starts_nothing(mock, switch_on, client):
    row = switch_on(mock)
    client.get(CHOOSE, {"organisation": str(row.public_id)})
    assert not Session.objects.exists()


def test_an_organisation_that_is_not_in_the_list_is_refused(mock, switch_on, client):
    switch_on(mock)
    assert client.post(CHOOSE, {"organisation": "elders"}).status_code == 422


def test_staff_switch_it_on_and_off_and_that_is_kept(mock, switch_on, login, desk):
    switch_on(mock)
    other = reference.municipality("Bergdorp")
    client = login(desk)
    client.post("/desk/inloggen/", {"organisation": other.pk, "provider_id": "lindehoven"})
    row = OrganisationLogin.objects.get(organisation=other)
    assert (row.status, row.switched_by) == ("on", desk)
    client.post(f"/desk/inloggen/{row.public_id}/uit/")
    row.refresh_from_db()
    assert row.status == "off"
    client.post(f"/desk/inloggen/{row.public_id}/aan/")
    verbs = Event.objects.of(row).order_by("id").values_list("verb", "actor")
    assert list(verbs) == [
        ("organisationlogin.add", desk.pk),
        ("organisationlogin.switch_on", desk.pk),
        ("organisationlogin.switch_off", desk.pk),
        ("organisationlogin.switch_on", desk.pk),
    ]
    page = client.get("/desk/inloggen/").content.decode()
    assert "Gemeente Bergdorp" in page


def test_switching_on_twice_is_refused_and_an_unknown_provider_too(mock, switch_on, login, desk):
    row = switch_on(mock)
    client = login(desk)
    data = {"organisation": row.organisation.pk, "provider_id": "lindehoven"}
    assert client.post("/desk/inloggen/", data).status_code in (302, 409)
    assert client.post("/desk/inloggen/", data | {"provider_id": "x"}).status_code == 422
    assert OrganisationLogin.objects.count() == 1


# ---- The environment ----

GOOD = (
    '{"provider_id": "a", "name": "A", "client_id": "c", "secret": "s", '
    '"server_url": "https://login.example"}'
)


def test_the_environment_gives_the_providers():
    [app] = oidc_apps(f"[{GOOD}]")
    assert app["settings"] == {"server_url": "https://login.example"}
    assert oidc_apps("") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no JSON"),
        ("{}", "a list"),
        (f"[{GOOD}, 3]", "number 2: give exactly the keys"),
        ("[{}]", "number 1: give exactly the keys provider_id, name"),
        (f"[{GOOD}, {GOOD}]", "provider_id twice"),
        (f"[{GOOD}]".replace('"s"', '""'), "secret must be a text"),
        (f"[{GOOD}]".replace('"a"', '"a/b"'), "a-z, 0-9"),
        (f"[{GOOD}]".replace("https", "http"), "begin with https://"),
    ],
)
def test_a_wrong_environment_says_what_is_wrong(text, says):
    with pytest.raises(ImproperlyConfigured, match=re.escape(says)):
        oidc_apps(text)
