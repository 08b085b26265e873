"""Making an account and choosing a new password: what is typed, what is said, and what nobody
else learns from it."""

import re
from collections import Counter

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from outbox.models import Job
from tests.makers import people

pytestmark = pytest.mark.django_db
GOOD = "paarse fietsen in de regen"
TYPED = {
    "given_names": "Fatima",
    "infix": "de",
    "last_name": "Vries",
    "email": "fatima@voorbeeld.nl",
    "password1": GOOD,
}
CONFIRM = "/account/password/reset/confirm/"
CODE = re.compile(r"^([A-Z0-9]{4}-?[A-Z0-9]{4}|[A-Z0-9]{6})$", re.MULTILINE)


def page(response) -> str:
    return response.content.decode()


def sign_up(client: Client, **fields: str):
    return client.post("/account/signup/", TYPED | fields)


# ---- What is typed ----


@pytest.mark.parametrize(
    "address",
    [
        "  Fatima@Voorbeeld.NL ",
        "fatima@voorbeeld.nl\u200b",
        "\ufefffatima@voorbeeld.nl",
        "\u202dfatima@voorbeeld.nl\u202c",
        "fatima@voorbeeld.nl\n",
    ],
)
def test_what_was_pasted_along_with_an_address_does_no_harm(client, address):
    sign_up(client, email=address, given_names=" Fatima\u200b ", last_name="\tVries ")
    user = User.objects.get()
    assert (user.email, user.name) == ("fatima@voorbeeld.nl", "Fatima de Vries")


def test_with_such_an_address_one_can_log_in_and_ask_for_a_new_password(client, owner, run_jobs):
    client.post("/account/password/reset/", {"email": f" {owner.email.upper()}\u200b"})
    run_jobs("outbox.send_sealed")
    assert mail.outbox[0].to == [owner.email]
    answer = client.post("/account/login/", {"login": f"{owner.email}\u200b", "password": "x" * 12})
    assert "geldig mailadres" not in page(answer)


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"last_name": " "}, "last_name", "Vul je achternaam in"),
        ({"email": ""}, "email", "Vul je mailadres in."),
        ({"email": "fatima@voorbeeld"}, "email", "naam@voorbeeld.nl"),
        ({"email": "fatima @voorbeeld.nl"}, "email", "zonder spaties"),
        ({"password1": ""}, "password1", "Bedenk een wachtwoord"),
        ({"password1": "kort"}, "password1", "minstens 12 tekens"),
        ({"password1": "klantmanager2026"}, "password1", "lijkt te veel op"),
        ({"password1": "Fatima de Vries"}, "password1", "lijkt te veel op je naam"),
        ({"password1": "fatima@voorbeeld.nl"}, "password1", "lijkt te veel op je naam"),
    ],
)
def test_each_mistake_is_named_at_its_field_and_nothing_typed_is_lost(client, fields, field, says):
    answer = sign_up(client, **fields)
    assert not User.objects.exists()
    assert says in " ".join(answer.context["form"].errors[field])
    typed = TYPED | fields
    for name in ("given_names", "infix", "last_name", "email"):
        assert not typed[name].strip() or f'value="{typed[name]}"' in page(answer)
    assert GOOD not in page(answer)  # never the password


def test_why_a_private_address_is_said_beside_the_field_and_a_work_address_is_allowed(client):
    words = page(client.get("/account/signup/"))
    assert "ook als je van baan wisselt" in words
    assert "Een adres van je werk kan ook" in words
    sign_up(client, email="f.de.vries@amsterdam.nl")
    assert User.objects.get().email == "f.de.vries@amsterdam.nl"


# ---- Nobody learns whether an address has an account ----


def known() -> str:
    return people.person("Bestaat", "Al").email


@pytest.fixture
def hashings(monkeypatch) -> Counter:
    """Counts every time that a password is hashed or checked."""
    made = Counter()
    encode = MD5PasswordHasher.encode

    def counting(self, *args):
        made["hashings"] += 1
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return made


def costs(act, hashings: Counter) -> tuple[int, int, Counter]:
    """How often a password is hashed, messages are entered, and rows of people are written."""
    hashings.clear()
    before = Job.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    writes = Counter(
        found[0]
        for one in asked.captured_queries
        if (found := re.match(r'(?:INSERT INTO|UPDATE) "(?:accounts|account)_\w+"', one["sql"]))
    )
    return hashings["hashings"], Job.objects.count() - before, writes


@pytest.mark.parametrize(
    "ask",
    [
        lambda address: sign_up(Client(), email=address),
        lambda address: Client().post("/account/password/reset/", {"email": address}),
        lambda address: Client().post("/account/login/", {"login": address, "password": GOOD}),
    ],
    ids=["sign-up", "forgotten password", "login"],
)
def test_a_known_address_costs_the_same_work_as_an_unknown_one(ask, hashings):
    address = known()
    assert costs(lambda: ask(address), hashings) == costs(
        lambda: ask("niemand@voorbeeld.nl"), hashings
    )


def test_what_was_done_for_a_known_address_is_taken_back(client, run_jobs):
    address = known()
    before = User.objects.values_list("email", "last_name").get()
    sign_up(client, email=address)
    assert User.objects.values_list("email", "last_name").get() == before
    run_jobs("outbox.send_sealed")
    assert [one.subject for one in mail.outbox] == ["Je hebt al een account"]


def without_what_always_differs(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|\S+@\S+?(?=[<"])', "", page(response))


def test_the_pages_after_it_are_the_same(client):
    pages = []
    for address in (known(), "niemand@voorbeeld.nl"):
        visitor = Client()
        answer = visitor.post("/account/signup/", TYPED | {"email": address}, follow=True)
        wrong = visitor.post("/account/confirm-email/", {"code": "ABCDEF"}, follow=True)
        assert answer.redirect_chain == [("/account/confirm-email/", 302)]
        pages.append([without_what_always_differs(one) for one in (answer, wrong)])
    assert pages[0] == pages[1]


# ---- A forgotten password ----


def code_of_last_mail() -> str:
    return CODE.findall(mail.outbox[-1].body)[0]


def test_a_forgotten_password_is_replaced_by_way_of_a_code(client, owner, run_jobs):
    client.post("/account/password/reset/", {"email": owner.email})
    run_jobs("outbox.send_sealed")
    asked = client.post(CONFIRM, {"code": code_of_last_mail()}, follow=True)
    assert "Kies een nieuw wachtwoord" in page(asked)
    url = asked.redirect_chain[-1][0]
    same = {"password1": "samira el amrani", "password2": "samira el amrani"}
    assert "lijkt te veel op je naam" in page(client.post(url, same))
    done = client.post(url, {"password1": GOOD, "password2": GOOD}, follow=True)
    assert "Je wachtwoord is veranderd" in page(done)
    owner.refresh_from_db()
    assert owner.check_password(GOOD)
    assert not done.context["user"].is_authenticated  # the second factor is still asked


def test_a_code_is_worth_nothing_after_three_wrong_tries(client, owner, run_jobs):
    client.post("/account/password/reset/", {"email": owner.email})
    run_jobs("outbox.send_sealed")
    for _ in range(3):
        client.post(CONFIRM, {"code": "AAAAAA"})
    late = client.post(CONFIRM, {"code": code_of_last_mail()}, follow=True)
    assert "Kies een nieuw wachtwoord" not in page(late)
