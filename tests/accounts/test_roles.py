"""Roles: proposed by one, confirmed by another, given back by oneself, never the last one gone."""

import ast
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import F
from django.urls import reverse

from accounts import roles
from accounts.actors import Actor
from accounts.models import Role, RoleChange, RoleGrant
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from tests.conftest import NOW, TODAY
from tests.makers import people

ROOT = Path(__file__).parent.parent.parent
WEEK = timedelta(days=7)
HEAD = Role.ADMINISTRATOR


@pytest.fixture
def administrator(db):
    return people.person("Aad", "Beheer", role=HEAD)


@pytest.fixture
def other_administrator(db):
    return people.person("Bea", "Beheer", role=HEAD)


def propose(person, by, role=Role.ASSESSOR, *, from_on=TODAY, until_on=None):
    return roles.propose_to_give(
        person,
        role,
        from_on=from_on,
        until_on=until_on,
        why="Er zijn te weinig assessoren.",
        now=NOW,
        today=TODAY,
        by=Actor(by, HEAD),
    )


def confirm(change, by, role=Role.DESK, *, today=TODAY):
    roles.confirm(change, today=today, now=NOW, by=Actor(by, role))


def grant_of(person, role=Role.ASSESSOR, **days):
    return RoleGrant.objects.create(user=person, role=role, **({"from_on": TODAY - WEEK} | days))


def end(grant, by, *, until_on=TODAY):
    return roles.propose_to_end(
        grant, until_on=until_on, why="Het werk is klaar.", now=NOW, by=Actor(by, HEAD)
    )


def give_back(grant, *, today=TODAY):
    roles.give_back(grant, today=today, now=NOW, by=Actor.self(grant.user))


def kinds_to(person):
    return list(Letter.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


# ---- Giving ----


def test_one_proposes_and_another_confirms(owner, administrator, desk):
    change = propose(owner, administrator, until_on=TODAY + WEEK)
    assert not RoleGrant.objects.filter(user=owner).exists()
    confirm(change, desk)
    grant = RoleGrant.objects.get(user=owner)
    assert (grant.role, grant.from_on, grant.until_on) == ("assessor", TODAY, TODAY + WEEK)
    assert (grant.granted_by, change.grant, change.decided_by) == (administrator, grant, desk)
    assert kinds_to(owner) == ["accounts/role_given"]
    assert kinds_to(administrator) == ["accounts/role_decided"]
    assert "passkey" in Letter.objects.get(person=owner).body
    verbs = list(Event.objects.of(change).order_by("pk").values_list("verb", "actor"))
    assert verbs == [("rolechange.propose", administrator.pk), ("rolechange.confirm", desk.pk)]
    history = RoleGrant.pgh_event_model.objects.get(pgh_obj=grant)
    assert history.pgh_context["verb"] == "rolechange.confirm"


def test_who_proposed_does_not_confirm(owner, administrator, desk):
    change = propose(owner, administrator)
    with pytest.raises(NotAllowed, match="Een ander beslist"):
        confirm(change, administrator, HEAD)
    with pytest.raises(NotAllowed, match="Een ander beslist"):
        roles.decline(change, now=NOW, by=Actor(administrator, HEAD))
    assert not RoleGrant.objects.filter(user=owner).exists()


def test_nobody_proposes_or_confirms_a_role_of_their_own(administrator, desk):
    with pytest.raises(NotAllowed, match="voor jezelf"):
        propose(administrator, administrator)
    with pytest.raises(NotAllowed, match="over jezelf"):
        confirm(propose(desk, administrator), desk)


@pytest.mark.parametrize("role", [Role.DESK, Role.COMMITTEE, Role.ASSESSOR])
def test_only_an_administrator_proposes(owner, stranger, role):
    with pytest.raises(NotAllowed, match="beheerder"):
        roles.propose(RoleChange(person=owner), by=Actor(stranger, role))


def test_only_staff_confirm(owner, stranger, administrator):
    with pytest.raises(NotAllowed, match="in deze rol"):
        confirm(propose(owner, administrator), stranger, Role.ASSESSOR)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("proposed_by", "person"),
        ("decided_by", "person"),
        ("decided_by", "proposed_by"),
    ],
)
def test_the_database_refuses_fewer_than_two_others(owner, administrator, desk, column, value):
    confirm(propose(owner, administrator), desk)
    with pytest.raises(IntegrityError, match="role_change_by_two_others"), transaction.atomic():
        RoleChange.objects.update(**{column: F(value)})


def test_the_database_refuses_a_confirmation_by_nobody(owner, administrator):
    propose(owner, administrator)
    with pytest.raises(IntegrityError, match="has_a_second"), transaction.atomic():
        RoleChange.objects.update(status="confirmed")


@pytest.mark.parametrize(
    ("held", "asked"), [(Role.DESK, Role.COMMITTEE), (Role.COMMITTEE, Role.DESK)]
)
def test_desk_and_committee_do_not_go_together(owner, administrator, held, asked):
    grant_of(owner, held)
    with pytest.raises(NotAllowed, match="niet tegelijk"):
        propose(owner, administrator, asked)
    assert not RoleChange.objects.exists()


def test_what_became_forbidden_meanwhile_is_refused_at_the_end(owner, administrator, desk):
    change = propose(owner, administrator, Role.COMMITTEE)
    grant_of(owner, Role.DESK)
    with pytest.raises(NotAllowed, match="niet tegelijk"):
        confirm(change, desk)
    change.refresh_from_db()
    assert change.status == RoleChange.Status.PROPOSED
    assert kinds_to(owner) == []


def test_the_same_role_twice_is_refused(owner, administrator):
    grant_of(owner)
    with pytest.raises(NotAllowed, match="al in"):
        propose(owner, administrator)


def test_one_proposal_at_a_time_for_a_role(owner, administrator):
    propose(owner, administrator)
    with pytest.raises(NotAllowed, match="Er ligt al een voorstel"):
        propose(owner, administrator)


def test_a_role_never_begins_in_the_past(owner, administrator, desk):
    change = propose(owner, administrator)
    confirm(change, desk, today=TODAY + WEEK)
    assert change.grant.from_on == TODAY + WEEK
    late = propose(owner, administrator, Role.READER, until_on=TODAY + WEEK)
    with pytest.raises(NotAllowed, match="voorbij"):
        confirm(late, desk, today=TODAY + WEEK)


def test_who_has_no_account_any_more_gets_no_role(owner, administrator, desk):
    change = propose(owner, administrator)
    type(owner).objects.update(is_active=False)
    with pytest.raises(NotAllowed, match="gesloten"):
        confirm(RoleChange.objects.get(pk=change.pk), desk)


def test_declined_and_withdrawn_change_nothing(owner, administrator, other_administrator, desk):
    declined = propose(owner, administrator)
    roles.decline(declined, now=NOW, by=Actor(desk, Role.DESK))
    assert kinds_to(administrator) == ["accounts/role_decided"]
    withdrawn = propose(owner, administrator)
    with pytest.raises(NotAllowed, match="intrekken"):
        withdrawn.withdraw(now=NOW, by=Actor(other_administrator, HEAD))
    withdrawn.withdraw(now=NOW, by=Actor(administrator, HEAD))
    with pytest.raises(NotAllowed, match="Ingetrokken"):
        confirm(withdrawn, desk)
    assert not RoleGrant.objects.filter(user=owner).exists()
    assert kinds_to(owner) == []


@pytest.mark.django_db(transaction=True)
def test_two_confirm_at_once_and_one_wins():
    owner = people.person("Samira", "El Amrani")
    change = propose(owner, people.person("Aad", "Beheer", role=HEAD))
    seconds = [people.person(name, "Bureau", role=Role.DESK) for name in ("An", "Bo")]

    def press(user):
        confirm(RoleChange.objects.get(pk=change.pk), user)

    assert at_once(*(lambda user=user: press(user) for user in seconds)) == ["done", "refused"]
    assert RoleGrant.objects.filter(user=owner).count() == 1
    assert kinds_to(owner) == ["accounts/role_given"]


def at_once(*acts):
    """Each on an own connection; how many went through."""
    barrier = Barrier(len(acts))

    def press(act):
        barrier.wait(timeout=10)
        try:
            act()
        except NotAllowed:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(future.result() for future in [pool.submit(press, act) for act in acts])


# ---- Ending, and giving back ----


def test_ending_takes_two_as_well(owner, administrator, desk):
    grant = grant_of(owner)
    change = end(grant, administrator)
    assert RoleGrant.objects.on(TODAY).filter(user=owner).exists()
    confirm(change, desk)
    assert not RoleGrant.objects.on(TODAY).filter(user=owner).exists()
    assert kinds_to(owner) == ["accounts/role_ended"]


def test_a_role_that_ends_later_goes_on_until_then(owner, administrator, desk):
    grant = grant_of(owner)
    confirm(end(grant, administrator, until_on=TODAY + WEEK), desk)
    assert RoleGrant.objects.on(TODAY + timedelta(days=6)).filter(user=owner).exists()
    assert not RoleGrant.objects.on(TODAY + WEEK).filter(user=owner).exists()


def test_a_role_that_had_not_begun_is_gone(owner, administrator, desk):
    grant = grant_of(owner, from_on=TODAY + WEEK)
    change = end(grant, administrator)
    confirm(change, desk)
    change.refresh_from_db()
    assert change.grant is None
    assert not RoleGrant.objects.filter(user=owner).exists()
    labels = RoleGrant.pgh_event_model.objects.filter(pgh_obj_id=grant.pk)
    assert list(labels.order_by("pk").values_list("pgh_label", flat=True)) == ["insert", "delete"]
    assert "gaat niet door" in Letter.objects.get(person=owner).body


def test_one_gives_back_alone_and_at_once(owner, administrator):
    grant = grant_of(owner)
    give_back(grant)
    assert not RoleGrant.objects.on(TODAY).filter(user=owner).exists()
    assert kinds_to(administrator) == ["accounts/role_given_back"]
    event = Event.objects.get(verb="rolegrant.give_back")
    assert (event.actor, event.person) == (owner, owner)
    with pytest.raises(NotAllowed, match="al eerder"):
        give_back(RoleGrant.objects.get(pk=grant.pk))


def test_a_role_of_today_counts_until_tonight(owner, administrator):
    grant = grant_of(owner, from_on=TODAY)
    give_back(grant)
    assert RoleGrant.objects.get(pk=grant.pk).until_on == TODAY + timedelta(days=1)


def test_nobody_gives_back_the_role_of_another(owner, stranger):
    grant = grant_of(owner)
    with pytest.raises(NotAllowed, match="eigen rol"):
        roles.give_back(grant, today=TODAY, now=NOW, by=Actor.self(stranger))


def test_the_last_administrator_stays(administrator, other_administrator, desk):
    last, other = (RoleGrant.objects.get(user=one) for one in (administrator, other_administrator))
    give_back(other)
    with pytest.raises(NotAllowed, match="laatste"):
        give_back(last)
    assert RoleGrant.objects.on(TODAY).filter(role=HEAD).get() == last


def test_nor_does_an_administrator_with_an_end_count(administrator, other_administrator, desk):
    """Otherwise both could end, one after the other."""
    other = RoleGrant.objects.get(user=other_administrator)
    confirm(end(other, administrator, until_on=TODAY + 9 * WEEK), desk)
    with pytest.raises(NotAllowed, match="laatste"):
        give_back(RoleGrant.objects.get(user=administrator))


def test_nor_one_without_an_account(administrator, other_administrator):
    type(administrator).objects.filter(pk=other_administrator.pk).update(is_active=False)
    with pytest.raises(NotAllowed, match="laatste"):
        give_back(RoleGrant.objects.get(user=administrator))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_leave_at_once_do_not_both_go():
    both = [people.person(name, "Beheer", role=HEAD) for name in ("Aad", "Bea")]
    grants = [RoleGrant.objects.get(user=one) for one in both]
    assert at_once(*(lambda one=one: give_back(one) for one in grants)) == ["done", "refused"]
    assert RoleGrant.objects.on(TODAY).filter(role=HEAD).count() == 1


# ---- Pages ----


def test_the_pages_from_search_to_role(owner, administrator, desk, login, standing_clock):
    head, second = login(administrator, seconds_ago=0), login(desk, seconds_ago=0)
    found = head.get("/desk/rollen/", {"q": "samira am"}).content.decode()
    page = reverse("desk_accounts:role_propose", args=[owner.public_id])
    assert page in found
    data = {"role": "assessor", "from_on": str(TODAY), "until_on": "", "why": "Ervaren."}
    assert head.post(page, data | {"from_on": "2020-01-01"}).status_code == 422
    assert head.post(page, data | {"why": ""}).status_code == 422
    assert head.post(page, data | {"until_on": str(TODAY)}).status_code == 422
    assert head.post(page, data).url == "/desk/rollen/"
    change = RoleChange.objects.get()
    assert head.post(page, data).status_code == 422  # proposed already
    assert "Intrekken" in head.get("/desk/rollen/").content.decode()
    listed = second.get("/desk/rollen/").content.decode()
    assert "Bevestigen" in listed
    assert "Een rol voorstellen" not in listed
    step = reverse("desk_accounts:role_confirm", args=[change.public_id])
    assert head.post(step).status_code == 409
    assert second.post(step).url == "/desk/rollen/"
    assert second.post(step).status_code == 409
    person = login(owner)
    assert "Assessor" in person.get("/mijn/rollen/").content.decode()
    grant = RoleGrant.objects.get(user=owner)
    back = reverse("accounts:role_give_back", args=[grant.pk])
    assert "Je rol teruggeven?" in person.get(back).content.decode()
    assert second.get(back).status_code == 404
    assert person.post(back).url == "/mijn/rollen/"


def test_proposing_an_end_on_the_page(owner, administrator, login, standing_clock):
    grant = grant_of(owner)
    head = login(administrator, seconds_ago=0)
    page = reverse("desk_accounts:role_end", args=[grant.pk])
    assert head.get(page).status_code == 200
    assert head.post(page, {"until_on": "2020-01-01", "why": "Klaar."}).status_code == 422
    assert head.post(page, {"until_on": str(TODAY), "why": "Klaar."}).url == "/desk/rollen/"
    assert RoleChange.objects.get().kind == "end"
    own = RoleGrant.objects.get(user=administrator)
    assert head.get(reverse("desk_accounts:role_end", args=[own.pk])).status_code == 404


def test_a_change_of_a_role_asks_who_you_are_when_that_was_long_ago(
    owner, administrator, desk, login, standing_clock
):
    page = reverse("desk_accounts:role_propose", args=[owner.public_id])
    data = {"role": "reader", "from_on": str(TODAY), "why": "Ervaren."}
    assert "reauthenticate" in login(administrator).post(page, data).url
    step = reverse("desk_accounts:role_confirm", args=[propose(owner, administrator).public_id])
    assert "reauthenticate" in login(desk).post(step).url
    assert not RoleGrant.objects.filter(user=owner).exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [("s", 0), ("sa", 1), ("El Amrani", 1), ("samira.el", 1), ("meulen joost", 1), ("é", 0),
     ("example.org", 2), ("%", 0), ("niemand", 0)],
)  # fmt: skip
def test_finding_people(owner, stranger, text, found):
    assert len(roles.find_people(text)) == found


def test_at_most_twenty_are_found(db):
    for number in range(roles.MOST_FOUND + 3):
        people.person(f"Jan {number}", "Jansen")
    assert len(roles.find_people("jansen")) == roles.MOST_FOUND


def test_the_list_asks_the_same_for_one_and_for_three(
    owner, stranger, administrator, desk, login, django_assert_num_queries
):
    client = login(administrator)
    propose(owner, administrator)
    confirm(propose(stranger, administrator), desk)
    client.get("/desk/rollen/")
    with django_assert_num_queries(6):
        client.get("/desk/rollen/")
    for name in ("Bo", "Cas", "Dé"):
        person = people.person(name, "Meer")
        propose(person, administrator)
        confirm(propose(person, administrator, Role.READER), desk)
    with django_assert_num_queries(6):
        client.get("/desk/rollen/")


def test_an_administrator_has_an_own_menu_and_no_closed_doors(administrator, desk, login):
    menu = login(administrator).get("/desk/rollen/").content.decode().partition("<main")[0]
    assert "Voor beheerders" in menu
    assert 'href="/desk/"' not in menu
    assert 'href="/desk/"' in login(desk).get("/desk/rollen/").content.decode()


# ---- Nobody acts as another ----


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


LOGS_IN = {
    "login",
    "force_login",
    "perform_login",
    "resume_login",
    "django.contrib.auth.login",
    "allauth.account.internal.flows.login.perform_login",
}


def test_no_code_of_ours_logs_in_as_another():
    """Only allauth logs anybody in: staff act on behalf of nobody."""
    folders = ("accounts", "accreditation", "audit", "config", "files", "kit", "outbox",
               "portfolios", "register")  # fmt: skip
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        for name, line in calls(ast.parse(path.read_text()))
        if name in LOGS_IN
    ]
    # Who comes from the own employer logs in as the person who linked it, and shows a factor; the
    # other is a mailbox.
    known = ("accounts/single_sign_on.py", "outbox/bounce_mailbox.py")
    assert [one for one in found if not one.startswith(known)] == []
