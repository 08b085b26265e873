"""What was refused stands in the log: who, which page, why; never an address or a word."""

import logging
import re
import uuid

import pytest
from django.test import Client

from portfolios.together import groups
from tests.makers import people

pytestmark = pytest.mark.django_db
CANARY = "kanarie-in-de-vraag"
LINE = re.compile(r"denied: ([\w ]+); page ([\w:]+); method ([A-Z]+); person (\d+|nobody)")


@pytest.fixture
def denied(caplog):
    """What stands in the log about refusals: reason, page, method, person."""
    caplog.set_level(logging.DEBUG)

    def read() -> list[tuple[str, ...]]:
        lines = [one.getMessage() for one in caplog.records if one.name == "register.denied"]
        assert CANARY not in caplog.text
        return [LINE.fullmatch(line).groups() for line in lines]

    return read


@pytest.fixture
def of_the_owner(owner, today):
    return groups.start("Lindehoven", founder=owner, today=today).public_id


def test_a_page_of_a_role_that_somebody_has_not(stranger, login, denied):
    login(stranger).get("/desk/", {"q": CANARY})
    assert denied() == [("without the role", "desk:home", "GET", str(stranger.pk))]


def test_an_object_of_somebody_else(stranger, login, denied, of_the_owner, caplog):
    url = f"/mijn/intervisie/groep/{of_the_owner}/uitnodigen/"
    login(stranger).post(url, {"email": f"{CANARY}@voorbeeld.nl"})
    assert denied() == [("not theirs", "together:group_invite", "POST", str(stranger.pk))]
    assert str(of_the_owner) not in caplog.text


def test_who_has_the_role_but_not_this_object(desk, login, denied):
    login(desk).get(f"/desk/aanmelding/{uuid.uuid4()}/")
    assert [line[:2] for line in denied()] == [("not theirs", "desk_register:application")]


@pytest.mark.parametrize(("came_from", "status"), [("http://testserver/desk/", 302), ("", 409)])
def test_what_cannot_be_done_in_this_state(
    owner, desk, login, scheme, denied, today, came_from, status
):
    application = people.submitted(owner, today=today)
    client, url = login(desk), f"/desk/aanmelding/{application.public_id}/nemen/"
    client.post(url)
    assert client.post(url, headers={"Referer": came_from}).status_code == status
    assert denied() == [("not in this state", "desk_register:take", "POST", str(desk.pk))]


def test_a_form_without_its_token(denied):
    Client(enforce_csrf_checks=True).post("/account/login/", {"login": f"{CANARY}@voorbeeld.nl"})
    assert denied() == [("form without its token", "account_login", "POST", "nobody")]


def test_too_often(denied):
    for _ in range(21):
        Client().post("/account/signup/", {"email": CANARY})
    assert denied() == [("too often", "account_signup", "POST", "nobody")]


def test_a_visitor_who_finds_nothing_was_not_refused_anything(client, owner, login, denied):
    client.get(f"/bestaat-niet/{CANARY}/")
    client.get("/r/RK-1234-5678/")
    client.get("/mijn/")
    login(owner).get("/r/RK-1234-5678/")
    assert denied() == []
