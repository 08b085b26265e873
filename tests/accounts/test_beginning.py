"""The first administrators of an empty register: a link each, for a day, once."""

import re
from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command

from accounts import beginning, roles
from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.acts import NotAllowed
from audit.models import Event
from portfolios.models import Theme
from register.models import RegisterScheme
from tests.accreditation.conftest import in_parallel as at_once  # noqa: F401
from tests.conftest import NOW, TODAY
from tests.makers import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
ADDRESS = "eerste@example.org"
TYPED = {
    "given_names": "Elif",
    "infix": "",
    "last_name": "Demir",
    "password1": "vier-gewone-woorden-hier",
}


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("first_administrator", *arguments, stdout=out)
    return out.getvalue()


def link_in(text: str) -> str:
    return re.search(r"http://localhost:\d+(/account/eerste-beheerder/\S+)", text)[1]


def test_from_an_empty_database_to_an_administrator(client):
    link = link_in(told(ADDRESS))
    assert RegisterScheme.objects.exists()
    assert Theme.objects.exists()
    page = client.get(link).content.decode()
    assert ADDRESS in page
    assert not User.objects.exists()  # reading changes nothing
    done = client.post(link, TYPED)
    assert done["Location"] == "/account/login/"
    person = User.objects.get()
    assert (person.email, person.name) == (ADDRESS, "Elif Demir")
    assert person.check_password(TYPED["password1"])
    grant = RoleGrant.objects.get()
    assert (grant.user, grant.role, grant.from_on) == (person, Role.ADMINISTRATOR, TODAY)
    assert EmailAddress.objects.get().verified
    assert Event.objects.get(verb="rolegrant.begin").person == person


def test_logging_in_goes_by_the_ordinary_pages(client):
    client.post(link_in(told(ADDRESS)), TYPED)
    answer = client.post("/account/login/", {"login": ADDRESS, "password": TYPED["password1"]})
    assert answer.status_code == 302
    assert client.get("/desk/rollen/").status_code != 200  # first the second step
    assert client.session.get("_auth_user_id") is None


def test_the_link_works_once(client):
    link = link_in(told(ADDRESS))
    client.post(link, TYPED)
    again = TYPED | {"password1": "vier-andere-woorden-daar"}
    for answer in (client.get(link), client.post(link, again)):
        assert answer.status_code == 410
        assert "Met dit mailadres is al een account" in answer.content.decode()
    assert User.objects.get().check_password(TYPED["password1"])


def test_nor_does_it_work_again_once_the_holder_has_another_address(client):
    link = link_in(told(ADDRESS))
    client.post(link, TYPED)
    User.objects.update(email="ander@example.org")
    EmailAddress.objects.update(email="ander@example.org")
    for answer in (client.get(link), client.post(link, TYPED)):
        assert answer.status_code == 410
        assert "Met deze link is al een account gemaakt" in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_never_a_third_at_the_same_moment(request):
    begun = request.getfixturevalue("at_once")(*(partial(begin_one, number) for number in range(4)))
    assert sorted(begun) == [False, False, True, True]
    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR).count() == 2


def begin_one(number: int) -> bool:
    person = User(email=f"x{number}@example.org", given_names="Elif", last_name="Demir")
    try:
        beginning.begin(person, today=TODAY, now=NOW)
    except NotAllowed:
        return False
    return True


def test_a_register_begins_with_two_and_every_other_link_ends(client):
    """A role takes two: one administrator alone could bring in nobody."""
    addresses = (ADDRESS, "tweede@example.org", "derde@example.org")
    first, second, third = (link_in(told(address)) for address in addresses)
    assert client.post(first, TYPED).status_code == 302
    assert client.post(second, TYPED).status_code == 302
    answer = client.post(third, TYPED)
    assert answer.status_code == 410
    assert "Er zijn al twee beheerders" in answer.content.decode()
    one, two = User.objects.order_by("pk")
    bente = people.person("Bente", "Bos")
    change = roles.propose_to_give(
        bente, Role.DESK, from_on=TODAY, until_on=None, why="Begint.", now=NOW, today=TODAY,
        by=Actor(one, Role.ADMINISTRATOR),
    )  # fmt: skip
    roles.confirm(change, today=TODAY, now=NOW, by=Actor(two, Role.ADMINISTRATOR))
    assert bente.role_grants.get().role == Role.DESK


def test_the_link_works_a_day(client, standing_clock):
    link = link_in(told(ADDRESS))
    standing_clock.move_to(NOW + timedelta(days=1, seconds=1))
    answer = client.post(link, TYPED)
    assert answer.status_code == 410
    assert "De link werkt een dag" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"last_name": ""}, {"password1": ""}, {"password1": "kort"}, {"password1": "x" * 9}]
)
def test_what_is_not_right_is_said_and_makes_nobody(client, wrong):
    link = link_in(told(ADDRESS))
    answer = client.post(link, TYPED | wrong)
    assert answer.status_code == 422
    assert not User.objects.exists()


def test_a_forged_link_is_no_page(client):
    told(ADDRESS)
    link = beginning.path_for(ADDRESS)
    assert client.get(link[:-5] + "aaaa/").status_code == 404


def test_once_there_are_two_there_is_no_first_one_any_more(client):
    for name in ("Elif", "Bente"):
        people.person(name, "Demir", role=Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="al twee beheerders"):
        told(ADDRESS)
    with pytest.raises(NotAllowed, match="al twee beheerders"):
        beginning.begin(User(email=ADDRESS), today=TODAY, now=NOW)


def test_an_account_that_is_there_is_not_taken_over(client, owner):
    with pytest.raises(CommandError, match="al een account"):
        told(owner.email.upper())
    link = beginning.path_for(owner.email)
    assert client.post(link, TYPED).status_code == 410
    owner.refresh_from_db()
    assert not owner.check_password(TYPED["password1"])


def test_what_is_no_address_is_said():
    with pytest.raises(CommandError, match="no mail address"):
        told("beheerder")


def test_the_link_may_be_mailed(run_jobs, client):
    assert "http" not in told(ADDRESS, "--mail")
    run_jobs("outbox.send_sealed")
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert client.get(link_in(message.body)).status_code == 200


def test_once_one_is_gone_somebody_can_begin_again(client):
    first, _ = (people.person(name, "Demir", role=Role.ADMINISTRATOR) for name in ("Elif", "Bo"))
    User.objects.filter(pk=first.pk).update(is_active=False)
    assert client.post(link_in(told(ADDRESS)), TYPED).status_code == 302
