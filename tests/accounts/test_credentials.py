"""Each change of how somebody logs in: other sessions end, it is recorded, and it is told."""

import ast
import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.signals import social_account_added, social_account_removed
from allauth.usersessions.models import UserSession
from django.core import mail
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from accounts import notices
from audit.models import Event
from audit.templatetags.audit_words import WORDS
from outbox import letters
from outbox.models import Letter
from tests.accounts.test_sessions import CHROME, is_in
from tests.makers import logins

PASSWORD = "een-lang-wachtwoord"
NEW = "paarse fietsen zingen zacht"


@pytest.fixture
def devices(owner, login):
    """Logged in a moment ago here, and there."""
    return login(owner, "password", "mfa", seconds_ago=1), login(owner)


@pytest.fixture
def done(owner, devices, django_capture_on_commit_callbacks):
    """Do it here, then: this session goes on, the other one is over, recorded and told once."""

    def check(act, verb: str, kind: str, *, stays: bool = True) -> Letter:
        here, there = devices
        with django_capture_on_commit_callbacks(execute=True):
            act(here)
        assert is_in(here) is stays
        assert not is_in(there)
        event = Event.objects.about(owner).get(verb=verb)
        assert (event.person, event.actor, event.role) == (owner, owner, "professional")
        assert verb in WORDS
        letter = Letter.objects.get(kind=f"accounts/{kind}")
        assert letter.person == owner
        assert "Was jij dit niet?" in letter.body
        assert "@" in letter.body  # where to write to
        return letter

    return check


def with_app(user) -> Authenticator:
    return totp.TOTP.activate(user, totp.generate_totp_secret()).instance


def test_a_new_password(done):
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    done(
        lambda here: here.post("/account/password/change/", fields),
        "user.change_password", "password_changed",
    )  # fmt: skip


def code_in(message) -> str:
    [code] = re.findall(r"^([A-Z0-9]{3,8}-?[A-Z0-9]{3,8})$", message.body, re.MULTILINE)
    return code


def test_a_password_set_anew_by_mail_ends_all(owner, done, run_jobs):
    def reset(here):
        away = Client()
        away.post("/account/password/reset/", {"email": owner.email})
        run_jobs("outbox.send_sealed")
        code = {"code": code_in(mail.outbox[-1])}
        away.post(reverse("account_confirm_password_reset_code"), code)
        fields = {"password1": NEW, "password2": NEW}
        away.post(reverse("account_complete_password_reset"), fields)

    done(reset, "user.reset_password", "password_reset", stays=False)
    assert not UserSession.objects.exists()


def test_another_address_is_told_to_both(owner, done, run_jobs):
    former = owner.email

    def change(here):
        here.post("/account/email/", {"email": "nieuw@example.nl", "action_add": "ja"})
        run_jobs("outbox.send_sealed")
        here.post("/account/confirm-email/", {"code": code_in(mail.outbox[-1])})

    letter = done(change, "user.change_address", "email_changed")
    mail.outbox.clear()
    run_jobs("outbox.send_letter", "outbox.send_sealed")
    told = {message.to[0]: message for message in mail.outbox if message.subject == letter.title}
    assert set(told) == {former, "nieuw@example.nl"}
    assert "nieuw@example.nl" not in told[former].body
    assert EmailAddress.objects.get(user=owner).email == "nieuw@example.nl"


def test_an_app_added(done):
    def add(here):
        here.get("/account/2fa/totp/activate/")
        seed = here.session["mfa.totp.secret"]
        counter = next(iter(totp.yield_hotp_counters_from_time()))
        code = totp.format_hotp_value(totp.hotp_value(seed, counter))
        here.post("/account/2fa/totp/activate/", {"code": code})

    done(add, "user.add_factor", "totp_activated")


def test_an_app_removed(owner, done):
    with_app(owner)
    done(
        lambda here: here.post("/account/2fa/totp/deactivate/"),
        "user.remove_factor", "totp_deactivated",
    )  # fmt: skip


def test_recovery_codes_made_anew(owner, done):
    with_app(owner)
    done(
        lambda here: here.post("/account/2fa/recovery-codes/generate/"),
        "user.renew_recovery_codes", "recovery_codes_generated",
    )  # fmt: skip


def test_a_recovery_code_used(owner, done):
    with_app(owner)
    [code, *_] = RecoveryCodes.activate(owner).get_unused_codes()
    done(
        lambda here: here.post("/account/2fa/reauthenticate/", {"code": code}),
        "user.use_recovery_code", "recovery_code_used",
    )  # fmt: skip


def test_the_login_of_an_employer_linked_and_unlinked(owner, devices, rf):
    """The pages and the notices: test_single_sign_on."""
    here, there = devices
    request = rf.post("/")
    request.user, request.session = owner, here.session
    account = SocialAccount(user=owner, provider="gemeente", uid="1")
    linked = SocialLogin(user=owner, account=account)
    social_account_added.send(SocialLogin, request=request, sociallogin=linked)
    assert [is_in(here), is_in(there)] == [True, False]
    logins.put_in(there, owner)
    social_account_removed.send(SocialAccount, request=request, socialaccount=account)
    assert [is_in(here), is_in(there)] == [True, False]
    verbs = ["user.unlink_employer_login", "user.link_employer_login"]
    assert list(Event.objects.about(owner).values_list("verb", flat=True)) == verbs


# ---- The texts ----


def sent_by_allauth() -> set[str]:
    """Every name that allauth gives to send_notification_mail."""
    names = set()
    for path in Path(allauth.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            function = getattr(getattr(node, "func", None), "attr", "")
            if function == "send_notification_mail" and isinstance(node.args[0], ast.Constant):
                names.add(node.args[0].value.rsplit("/", 1)[-1])
    return names


NOTICES = sorted(sent_by_allauth() | {"new_device", "recovery_code_used"})


def test_allauth_sends_these_and_no_others():
    assert len(sent_by_allauth()) == 12


@pytest.mark.parametrize("name", NOTICES)
def test_each_notice_has_a_text_that_says_what_to_do(owner, name):
    assert get_template(f"accounts/mail/{name}.txt")
    notices.tell(owner, name, device="Chrome op Windows")
    letter = Letter.objects.get(kind=f"accounts/{name}")
    assert len(letter.title) < 60
    assert letter.body.startswith("Beste Samira El Amrani,")
    assert "Was jij dit niet?" in letter.body
    assert "register@klantmanagers.example" in letter.body
    assert letter.link == "/mijn/sessies/"
    assert "{" not in letter.body
    letters.send(letter.pk)
    assert letter.title == mail.outbox[-1].subject


# ---- A browser that was not seen before ----


def log_in(client, user, run_jobs):
    """With password and the code that is mailed."""
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    run_jobs("outbox.send_sealed")
    page = client.post(
        "/account/login/code/confirm/",
        {"code": code_in(mail.outbox[-1])},
        follow=True,
    )
    if "trust" in page.request["PATH_INFO"]:
        client.post(page.request["PATH_INFO"], {"action": "no"})


def told(user) -> list[str]:
    found = Letter.objects.filter(person=user, kind="accounts/new_device")
    return list(found.values_list("body", flat=True))


def test_a_login_in_a_new_browser_is_told_once(owner, stranger, run_jobs):
    client = Client(headers={"User-Agent": CHROME})
    log_in(client, owner, run_jobs)
    [body] = told(owner)
    assert "ingelogd met Chrome op Windows" in body
    client.post("/account/logout/")
    log_in(client, stranger, run_jobs)  # on the same computer
    assert len(told(stranger)) == 1
    client.post("/account/logout/")
    log_in(client, owner, run_jobs)
    assert is_in(client)
    assert len(told(owner)) == 1
    log_in(Client(headers={"User-Agent": CHROME}), owner, run_jobs)
    assert len(told(owner)) == 2


def test_the_cookie_tells_nobody_who_it_was(owner, client, run_jobs):
    log_in(client, owner, run_jobs)
    cookie = client.cookies["known"]
    assert cookie["httponly"]
    assert re.fullmatch(r"[0-9a-f]{32}", cookie.value)
    assert str(owner.public_id) not in cookie.value


def test_who_signs_up_is_not_warned_about_it(client, db, run_jobs):
    fields = {
        "given_names": "Fatima", "last_name": "Vries", "email": "fatima@example.nl",
        "password1": NEW,
    }  # fmt: skip
    client.post("/account/signup/", fields)
    run_jobs("outbox.send_sealed")
    client.post("/account/confirm-email/", {"code": code_in(mail.outbox[-1])})
    assert is_in(client)
    assert not Letter.objects.filter(kind__startswith="accounts/").exists()


def test_a_wrong_cookie_is_no_proof(owner, client, run_jobs):
    client.cookies["known"] = "0" * 32 + ".é\x00"[:2]
    log_in(client, owner, run_jobs)
    assert len(told(owner)) == 1


def test_a_session_in_which_nothing_changed_goes_on(owner, login):
    here, there = login(owner), login(owner)
    here.post("/mijn/gegevens/", {"given_names": "Sam", "last_name": "El Amrani"})
    assert is_in(there)
