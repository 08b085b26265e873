"""The second factor: who needs one, what it opens, and what does not get past it."""

import html
import json
import re
import time
import uuid
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse, reverse_lazy

from accounts import factors
from accounts.models import Role, RoleGrant, User
from tests.accounts.soft_key import SoftKey

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
START = reverse_lazy(settings.LOGIN_REDIRECT_URL)
PASSWORD = "een-lang-wachtwoord"
ADD = "/account/2fa/webauthn/add/"
ACTIVATE = "/account/2fa/totp/activate/"
SECOND_STEP = "/account/2fa/authenticate/"
CODES = "/account/2fa/recovery-codes/"
HUB = "/account/2fa/"
WITH_PASSKEY = "/account/2fa/webauthn/login/"
MAILED = "/account/login/code/confirm/"
OPTIONS = re.compile(r'<script id="passkey-options" type="application/json">(.*?)</script>', re.S)


def code_now(secret=SECRET, *, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def wrong_code(number):
    """A code that is not the right one now, nor in a minute."""
    right = {code_now(later=step) for step in (-1, 0, 1, 2)}
    return next(code for code in (f"{number:03}{n:03}" for n in range(900)) if code not in right)


def with_app(user):
    return TOTP.activate(user, SECRET).instance


def give_role(user, role=Role.DESK):
    return RoleGrant.objects.create(user=user, role=role, from_on=date(2020, 1, 1))


def in_page(page):
    """The options for the browser that stand in a page."""
    found = json.loads(html.unescape(OPTIONS.search(page.content.decode())[1]))
    return (found.get("creation_options") or found["request_options"])["publicKey"]


def add_passkey(client, *, onward="", name="Telefoon", **how):
    key = SoftKey()
    url = f"{ADD}?next={onward}" if onward else ADD
    made = key.make(in_page(client.get(url)), **how)
    data = {"name": name, "credential": json.dumps(made)} | ({"next": onward} if onward else {})
    return key, client.post(ADD, data)


def type_password(client, user, onward=""):
    data = {"login": user.email, "password": PASSWORD} | ({"next": onward} if onward else {})
    return client.post("/account/login/", data)


def mailed_code(run_jobs):
    run_jobs("outbox.send_sealed")
    found = re.findall(r"^([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})$", mail.outbox[-1].body, re.M)
    assert found, mail.outbox[-1].body
    return found[-1]


def is_in(client):
    return client.get("/mijn/").status_code == 200


# ---- Who holds a role ----

CONVERTED = {"UUIDConverter": uuid.uuid4, "IntConverter": lambda: 1}


def every_address(patterns=None, prefix="", kwargs=None):
    """Name and path of each address, with made-up things in it."""
    for pattern in patterns or get_resolver().url_patterns:
        converters = pattern.pattern.converters.items()
        own = {key: CONVERTED.get(type(kind).__name__, lambda: "x")() for key, kind in converters}
        if isinstance(pattern, URLPattern):
            yield prefix + pattern.name, (kwargs or {}) | own
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from every_address(pattern.url_patterns, inner, (kwargs or {}) | own)


@pytest.mark.parametrize("role", Role.values)
def test_with_a_password_alone_a_role_reaches_nothing(role, owner, login):
    give_role(owner, role)
    client = login(owner, "password")
    addresses = dict(every_address())
    assert len(addresses) > 100
    assert set(addresses) >= factors.WAY_IN
    let_in = set()
    for name, kwargs in addresses.items():
        url = reverse(name, kwargs=kwargs)
        for response in (client.get(url), client.post(url)):
            if not response.headers.get("Location", "").startswith(f"{ADD}?next="):
                let_in.add(name)
        if name == "account_logout":
            client = login(owner, "password")
    assert let_in <= factors.WAY_IN


def test_who_has_a_factor_shows_that_one_and_cannot_make_another_with_a_password(owner, login):
    give_role(owner)
    with_app(owner)
    client = login(owner, "password", seconds_ago=1)
    for url in (ADD, ACTIVATE, HUB, "/account/reauthenticate/", "/mijn/", "/desk/"):
        sent_to = client.get(url).headers["Location"]
        assert sent_to.startswith("/account/2fa/reauthenticate/?next="), url
    assert client.get("/account/2fa/reauthenticate/").status_code == 200
    done = client.post("/account/2fa/reauthenticate/", {"code": code_now(), "next": "/desk/"})
    assert done.headers["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_role_given_while_logged_in_counts_on_the_next_request(owner, login):
    client = login(owner, "password")
    assert is_in(client)
    give_role(owner)
    assert client.get("/mijn/portfolio/").headers["Location"] == (
        f"{ADD}?next=%2Fmijn%2Fportfolio%2F"
    )
    by_htmx = client.get(
        "/mijn/",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/mijn/leerplan/",
        },
    )
    assert by_htmx.status_code == 200
    assert by_htmx.headers["HX-Redirect"] == f"{ADD}?next=%2Fmijn%2Fleerplan%2F"
    RoleGrant.objects.all().delete()
    assert is_in(client)


def test_the_way_on_survives_the_passkey_and_the_recovery_codes(owner, login):
    give_role(owner)
    client = login(owner, "password", seconds_ago=1)
    sent = client.get("/desk/aanmeldingen/").headers["Location"]
    [onward] = parse_qs(urlsplit(sent).query)["next"]
    _, response = add_passkey(client, onward=onward)
    assert response.headers["Location"] == f"{CODES}?next=%2Fdesk%2Faanmeldingen%2F"
    page = client.get(response.headers["Location"]).content.decode()
    assert 'href="/desk/aanmeldingen/">Ik heb ze bewaard' in page
    assert client.get("/desk/aanmeldingen/").status_code == 200


def test_who_waited_too_long_types_the_password_and_goes_on(owner, login):
    give_role(owner)
    client = login(owner, "password")
    first = client.get(f"{ADD}?next=/desk/")
    assert first.headers["Location"].startswith("/account/reauthenticate/?next=")
    [back] = parse_qs(urlsplit(first.headers["Location"]).query)["next"]
    typed = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": back})
    assert typed.headers["Location"] == f"{ADD}?next=/desk/"
    assert client.get(typed.headers["Location"]).status_code == 200


def test_nobody_is_sent_to_another_site(owner, login):
    client = login(owner, "password", seconds_ago=1)
    page = client.get(f"{ADD}?next=https://kwaad.example/").content.decode()
    assert 'href="https://kwaad.example/' not in page
    _, response = add_passkey(client, onward="https://kwaad.example/")
    assert "kwaad.example" not in client.get(response.headers["Location"]).content.decode()


def test_a_role_keeps_its_last_strong_factor(owner, login):
    give_role(owner)
    client = login(owner, "password", seconds_ago=1)
    add_passkey(client)
    passkey = Authenticator.objects.get(type="webauthn")
    remove = f"/account/2fa/webauthn/keys/{passkey.pk}/remove/"
    assert "kun je niet verwijderen" in client.get(remove).content.decode()
    client.post(remove)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    with_app(owner)
    client.post(remove)
    assert factors.strong_types(owner) == {"totp"}
    page = client.post("/account/2fa/totp/deactivate/")
    assert "laatste passkey of app" in page.content.decode()
    assert factors.strong_types(owner) == {"totp"}
    RoleGrant.objects.all().delete()
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()  # the recovery codes went with the last one


# ---- Logging in ----


def test_without_a_factor_a_code_by_mail_is_asked(owner, client, run_jobs):
    assert type_password(client, owner, "/mijn/leerplan/").headers["Location"] == MAILED
    assert not is_in(client)
    wrong = client.post(MAILED, {"code": "ZZZZ-ZZZZ"})
    assert "Deze code klopt niet" in wrong.content.decode()
    client.post(MAILED, {"code": mailed_code(run_jobs)})
    done = client.post("/account/2fa/trust/", {"action": ""})
    assert done.headers["Location"] == "/mijn/leerplan/"
    assert is_in(client)


def test_a_new_code_can_be_asked_and_makes_the_old_one_worthless(owner, client, run_jobs):
    type_password(client, owner)
    old = mailed_code(run_jobs)
    assert "Stuur een nieuwe code" in client.get(MAILED).content.decode()
    client.post(MAILED, {"action": "resend"})
    new = mailed_code(run_jobs)
    assert new != old
    assert "Deze code klopt niet" in client.post(MAILED, {"code": old}).content.decode()
    assert client.post(MAILED, {"code": new}).headers["Location"] == "/account/2fa/trust/"


def test_who_confirms_the_address_at_login_gets_no_second_code(owner, client, run_jobs):
    EmailAddress.objects.filter(user=owner).update(verified=False)
    sent = type_password(client, owner)
    assert sent.headers["Location"].startswith("/account/confirm-email/")
    done = client.post("/account/confirm-email/", {"code": mailed_code(run_jobs)})
    assert done.headers["Location"] == START
    assert is_in(client)


def test_a_passkey_opens_the_door_by_itself(owner, login, client):
    key, _ = add_passkey(login(owner, "password", seconds_ago=1))
    asked = client.get(WITH_PASSKEY, headers={"Accept": "application/json"}).json()
    options = asked["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")  # who it is, the passkey tells
    data = {"credential": json.dumps(key.use(options)), "next": "/mijn/leerplan/"}
    assert client.post(WITH_PASSKEY, data).headers["Location"] == "/mijn/leerplan/"
    give_role(owner)
    assert client.get("/desk/").status_code == 200


def test_a_passkey_is_made_as_one_that_the_device_can_find_by_itself(owner, login):
    options = in_page(login(owner, "password", seconds_ago=1).get(ADD))
    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert options["rp"] == {"id": "testserver", "name": "Register Klantmanagers"}
    assert options["user"]["displayName"] == owner.name


def test_a_passkey_as_second_step(owner, login, client):
    key, _ = add_passkey(login(owner, "password", seconds_ago=1))
    assert type_password(client, owner).headers["Location"] == SECOND_STEP
    options = in_page(client.get(SECOND_STEP))
    assert len(options["allowCredentials"]) == 1
    client.post(SECOND_STEP, {"credential": json.dumps(key.use(options))})
    client.post("/account/2fa/trust/", {"action": ""})
    assert is_in(client)


def test_a_passkey_without_finger_or_pin_and_of_another_site_is_refused(owner, login, client):
    mine = login(owner, "password", seconds_ago=1)
    _, response = add_passkey(mine, verified=False)
    assert response.status_code == 200
    assert not factors.has_strong(owner)
    key, _ = add_passkey(mine)
    for how, origin in (({"verified": False}, key.origin), ({}, "https://nagemaakt.example")):
        key.origin = origin
        asked = client.get(WITH_PASSKEY, headers={"Accept": "application/json"}).json()
        answer = key.use(asked["request_options"]["publicKey"], **how)
        client.post(WITH_PASSKEY, {"credential": json.dumps(answer)})
        assert not is_in(client)


def test_an_answer_of_a_passkey_works_once(owner, login, client):
    key, _ = add_passkey(login(owner, "password", seconds_ago=1))
    asked = client.get(WITH_PASSKEY, headers={"Accept": "application/json"}).json()
    data = {"credential": json.dumps(key.use(asked["request_options"]["publicKey"]))}
    seen = Client(headers={"User-Agent": "iemand anders"})
    assert client.post(WITH_PASSKEY, data).headers["Location"] == START
    seen.get(WITH_PASSKEY, headers={"Accept": "application/json"})
    seen.post(WITH_PASSKEY, data)
    assert not is_in(seen)


NONSENSE = (
    "", "null", "5", "[]", "{}", '"x"', "{", '{"id": 1, "rawId": [], "response": {}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA",'
    '"attestationObject":"AA","authenticatorData":"AA","signature":"AA","userHandle":"AA"}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30",'
    '"attestationObject":"oA","authenticatorData":"%s","signature":"AA","userHandle":"MQ"}}'
    % ("A" * 64),
)  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_for_a_passkey_is_refused_in_words(owner, login, client, nonsense):
    mine = login(owner, "password", seconds_ago=1)
    mine.get(ADD)
    page = mine.post(ADD, {"name": "Telefoon", "credential": nonsense})
    assert "Deze passkey herkennen we niet" in page.content.decode()
    client.get(WITH_PASSKEY, headers={"Accept": "application/json"})
    assert client.post(WITH_PASSKEY, {"credential": nonsense}).status_code == 302
    assert not is_in(client)
    add_passkey(mine)
    type_password(client, owner)
    page = client.post(SECOND_STEP, {"credential": nonsense})
    assert page.status_code == 200
    assert "Deze passkey herkennen we niet" in page.content.decode()


def test_only_what_is_needed_of_a_passkey_is_kept(owner, login):
    client = login(owner, "password", seconds_ago=1)
    made = SoftKey().make(in_page(client.get(ADD))) | {"extra": "\0 rommel"}
    client.post(ADD, {"name": "  Mijn\u202e telefoon ", "credential": json.dumps(made)})
    kept = Authenticator.objects.get(type="webauthn").data
    assert kept["name"] == "Mijn telefoon"
    assert "extra" not in kept["credential"]


# ---- The app with codes ----


def test_the_app_is_turned_on_by_a_code_from_it(owner, login):
    client = login(owner, "password", seconds_ago=1)
    page = client.get(f"{ACTIVATE}?next=/mijn/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert " ".join(re.findall("....", secret)) in page
    assert "data:image/svg+xml;base64," in page
    wrong = client.post(ACTIVATE, {"code": "000000", "next": "/mijn/"}).content.decode()
    assert "Deze code klopt niet" in wrong
    assert " ".join(re.findall("....", secret)) in wrong  # the same one: nothing to do over
    typed = f" {code_now(secret)[:3]} {code_now(secret)[3:]} "
    done = client.post(ACTIVATE, {"code": typed, "next": "/mijn/"})
    assert done.headers["Location"] == f"{CODES}?next=%2Fmijn%2F"


def test_seeds_are_sealed_in_the_database(owner):
    with_app(owner)
    seed = RecoveryCodes.activate(owner)
    codes = seed.generate_codes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        [stored] = cursor.fetchone()
    assert SECRET not in stored
    assert not [code for code in codes if code in stored]
    kept = dict(Authenticator.objects.values_list("type", "data"))
    assert kept["totp"]["secret"].startswith("gAAAA")
    assert kept["recovery_codes"]["seed"].startswith("gAAAA")


def test_after_many_wrong_codes_the_right_one_is_refused_too(owner, client):
    with_app(owner)
    assert type_password(client, owner).headers["Location"] == SECOND_STEP
    for number in range(5):
        page = client.post(SECOND_STEP, {"code": wrong_code(number)})
        assert "Deze code klopt niet" in page.content.decode()
    for _ in range(3):
        page = client.post(SECOND_STEP, {"code": code_now()})
        assert "Je probeerde het te vaak" in page.content.decode()
    assert not is_in(client)


def test_a_code_of_the_app_works_once(owner, client, standing_clock):
    with_app(owner)
    for device, works in ((client, True), (Client(), False)):
        type_password(device, owner)
        page = device.post(SECOND_STEP, {"code": code_now()})
        assert (page.status_code == 302) is works


def test_a_recovery_code_works_once_and_the_others_stay(owner, client):
    with_app(owner)
    give_role(owner)
    code, *_ = RecoveryCodes.activate(owner).generate_codes()
    type_password(client, owner)
    client.post(SECOND_STEP, {"code": f"{code[:4]} {code[4:]}"})
    assert client.get("/desk/").status_code == 200
    again = Client()
    type_password(again, owner)
    assert "Deze code klopt niet" in again.post(SECOND_STEP, {"code": code}).content.decode()
    assert "Je hebt nog 9 herstelcodes" in client.get(HUB).content.decode()


def test_recovery_codes_are_shown_once(owner, login):
    client = login(owner, "password", seconds_ago=1)
    _, response = add_passkey(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    first, second = (client.get(response.headers["Location"]).content.decode() for _ in range(2))
    assert all(f"{code[:4]} {code[4:]}" in first for code in codes)
    assert not [code for code in codes if code[:4] in second and code[4:] in second]
    assert "Nieuwe herstelcodes maken" in second
    client.post("/account/2fa/recovery-codes/generate/")
    fresh = client.get(CODES).content.decode()
    assert "Bewaar je herstelcodes" in fresh
    assert not [code for code in codes if f"{code[:4]} {code[4:]}" in fresh]


def test_what_to_do_without_the_phone_stands_on_the_page_itself(owner, client):
    with_app(owner)
    type_password(client, owner)
    page = client.get(SECOND_STEP).content.decode()
    assert "Ik ben mijn telefoon kwijt" in page
    assert "herstelcode" in page


# ---- A remembered browser ----


def remembered(user, run_jobs):
    """A browser in which this person said: this is my own device."""
    client = Client()
    type_password(client, user)
    client.post(MAILED, {"code": mailed_code(run_jobs)})
    client.post("/account/2fa/trust/", {"action": "trust"})
    assert settings.MFA_TRUST_COOKIE_NAME in client.cookies
    client.post("/account/logout/")
    return client


def test_a_remembered_browser_is_asked_for_the_password_only(owner, run_jobs):
    client = remembered(owner, run_jobs)
    assert type_password(client, owner).headers["Location"] == START
    assert type_password(Client(), owner).headers["Location"] == MAILED


def test_a_remembered_browser_is_no_help_to_another_person(owner, stranger, run_jobs):
    client = remembered(owner, run_jobs)
    assert type_password(client, stranger).headers["Location"] == MAILED


def test_a_remembered_browser_is_forgotten_after_thirty_days(owner, run_jobs, standing_clock, now):
    client = remembered(owner, run_jobs)
    standing_clock.shift(30 * 24 * 3600 + 1)
    assert type_password(client, owner).headers["Location"] == MAILED


def test_a_remembered_browser_is_no_help_to_a_role(owner, run_jobs):
    client = remembered(owner, run_jobs)
    give_role(owner)
    assert type_password(client, owner).headers["Location"] == MAILED
    done = client.post(MAILED, {"code": mailed_code(run_jobs)})
    assert done.headers["Location"] == START  # not asked whether to remember
    assert client.get("/mijn/").headers["Location"].startswith(ADD)


def test_with_a_factor_a_role_is_always_asked_and_never_to_remember(owner):
    with_app(owner)
    client = Client()
    type_password(client, owner)
    codes = iter(RecoveryCodes.activate(owner).generate_codes())
    sent = client.post(SECOND_STEP, {"code": next(codes)})
    assert sent.headers["Location"] == "/account/2fa/trust/"
    client.post("/account/2fa/trust/", {"action": "trust"})
    client.post("/account/logout/")
    assert type_password(client, owner).headers["Location"] == START
    client.post("/account/logout/")
    give_role(owner)
    assert type_password(client, owner).headers["Location"] == SECOND_STEP
    assert client.post(SECOND_STEP, {"code": next(codes)}).headers["Location"] == START


@pytest.mark.parametrize("change", ["password", "passkey", "app"])
def test_a_remembered_browser_is_forgotten_when_a_factor_changes(owner, login, run_jobs, change):
    client = remembered(owner, run_jobs)
    if change == "password":
        owner.set_password(PASSWORD)
        owner.save()
    elif change == "app":
        with_app(owner)
    else:
        add_passkey(login(owner, "password", seconds_ago=1))
    asked = MAILED if change == "password" else SECOND_STEP
    assert type_password(client, owner).headers["Location"] == asked


# ---- Showing again who you are ----


def test_changing_how_you_log_in_takes_a_fresh_proof(owner, login):
    fresh, stale = (login(owner, "password", seconds_ago=ago) for ago in (10, 301))
    for url in (ADD, ACTIVATE):
        assert fresh.get(url).status_code == 200
        assert stale.get(url).headers["Location"].startswith("/account/reauthenticate/")


def test_with_a_strong_factor_a_password_is_no_proof(owner, login):
    """Also not a moment ago, in a browser that is remembered."""
    with_app(owner)
    client = login(owner, "password", seconds_ago=1)
    assert is_in(client)
    passkey, app = "/account/2fa/webauthn/add/", "/account/2fa/totp/deactivate/"
    for url in (passkey, app, "/account/2fa/recovery-codes/generate/"):
        assert client.get(url).headers["Location"].startswith("/account/2fa/reauthenticate/")
    typed = client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert typed.headers["Location"] == "/account/2fa/reauthenticate/"
    client.post("/account/2fa/reauthenticate/", {"code": code_now(), "next": passkey})
    assert client.get(passkey).status_code == 200


def test_a_passkey_of_somebody_else_is_not_there(owner, stranger, login):
    add_passkey(login(stranger, "password", seconds_ago=1))
    pk = Authenticator.objects.get(type="webauthn").pk
    client = login(owner, "password", seconds_ago=1)
    for act in ("edit", "remove"):
        assert client.get(f"/account/2fa/webauthn/keys/{pk}/{act}/").status_code == 404
        client.post(f"/account/2fa/webauthn/keys/{pk}/{act}/", {"name": "Weg"})
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Telefoon"


def test_a_passkey_gets_a_name_and_another_one(owner, login):
    client = login(owner, "password", seconds_ago=1)
    assert 'value="Computer"' in client.get(ADD).content.decode()
    phone = "Een onbekende Mobile"
    assert 'value="Telefoon"' in client.get(ADD, headers={"User-Agent": phone}).content.decode()
    add_passkey(client, name="Computer")
    assert 'value="Computer 2"' in client.get(ADD).content.decode()
    pk = Authenticator.objects.get(type="webauthn").pk
    edit = f"/account/2fa/webauthn/keys/{pk}/edit/"
    assert "Geef je passkey een naam" in client.post(edit, {"name": " \u202e "}).content.decode()
    client.post(edit, {"name": "Laptop thuis"})
    assert "Laptop thuis" in client.get(HUB).content.decode()


def test_a_new_mail_address_that_waits_closes_no_door(owner, login):
    EmailAddress.objects.create(user=owner, email="nieuw@voorbeeld.nl", verified=False)
    client = login(owner, "password", seconds_ago=1)
    assert client.get(ADD).status_code == 200
    assert client.get(ACTIVATE).status_code == 200


# ---- Sign-up ----


def sign_up(client, run_jobs, onward=""):
    query = f"?next={onward}" if onward else ""
    client.post(
        f"/account/signup/{query}",
        {
            "given_names": "Fatima",
            "last_name": "Vries",
            "email": "fatima@voorbeeld.nl",
            "password1": "paarse fiets langs kanaal",
        },
    )
    return client.post("/account/confirm-email/", {"code": mailed_code(run_jobs)})


def test_after_sign_up_a_passkey_is_offered_once(client, db, run_jobs):
    sent = sign_up(client, run_jobs)
    assert sent.headers["Location"] == f"{ADD}?next=/mijn/"
    page = client.get(sent.headers["Location"]).content.decode()
    assert 'href="/mijn/">Nu niet' in page
    assert is_in(client)
    assert User.objects.get().name == "Fatima Vries"


def test_where_somebody_was_going_wins_over_the_offer(client, db, run_jobs):
    assert sign_up(client, run_jobs, "/mijn/aanmelding/").headers["Location"] == "/mijn/aanmelding/"


def test_a_passkey_that_failed_leads_back_with_the_way_on(client, db):
    entry = reverse("mfa_login_webauthn")
    answer = client.post(entry, {"credential": "{}", "next": "/mijn/leerplan/"})
    assert answer["Location"] == "/account/login/?next=%2Fmijn%2Fleerplan%2F"
    away = client.post(entry, {"credential": "{}", "next": "https://elders.example/"})
    assert away["Location"] == "/account/login/"
