"""Providers: asked for, looked at lightly, with people in roles, and left without loose ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed, by_rule
from outbox.models import Letter
from portfolios import erasing
from portfolios.courses import catalogue, providers
from portfolios.courses.models import Provider, ProviderInvitation, ProviderPerson
from tests.makers import courses, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
Role = ProviderPerson.Role


def address(name, *args):
    return reverse(f"provider:{name}", args=[getattr(one, "public_id", one) for one in args])


def at_desk(name, thing):
    return reverse(f"desk_courses:{name}", args=[thing.public_id])


@pytest.fixture
def provider(owner, now):
    return courses.provider(owner, now=now)


def test_anybody_reads_how_to_become_a_provider(client):
    page = client.get(reverse("providers:about_providers"))
    assert page.status_code == 200
    assert "Niemand kan betalen" in page.text


def test_somebody_asks_the_desk_asks_back_and_accepts(login, owner, desk):
    mine, staff = login(owner), login(desk)
    assert mine.post(address("apply"), {"name": ""}).status_code == 422
    answer = mine.post(address("apply"), courses.FACTS)
    asked = Provider.objects.get()
    assert answer.url == address("provider", asked)
    assert "Leerhuis Noord" in staff.get(reverse("desk_courses:providers")).text
    staff.post(at_desk("provider_ask", asked), {"words": "Wie geeft de lessen?"})
    assert "Wie geeft de lessen?" in mine.get(address("provider", asked)).text
    assert Letter.objects.get().kind == "portfolios/provider_question"
    assert mine.post(address("reply", asked), {"words": ""}).status_code == 422
    mine.post(address("reply", asked), {"words": "Vier oud-klantmanagers."})
    assert "Vier oud-klantmanagers." in staff.get(at_desk("provider", asked)).text
    staff.post(at_desk("provider_accept", asked))
    asked.refresh_from_db()
    [manager] = asked.people.all()
    assert (asked.status, manager.person, manager.role) == ("accepted", owner, Role.MANAGER)
    assert "Cursus toevoegen" in mine.get(address("provider", asked)).text


def test_a_refusal_says_why_and_asking_again_is_possible(login, owner, desk, now):
    asked = providers.apply(courses.FACTS, by_person=owner, today=now.date())
    with pytest.raises(NotAllowed, match="al aan"):
        providers.apply(courses.FACTS, by_person=owner, today=now.date())
    staff = login(desk)
    assert staff.post(at_desk("provider_refuse", asked), {"because": ""}).status_code == 422
    staff.post(at_desk("provider_refuse", asked), {"because": "Dit is een uitzendbureau."})
    assert "Dit is een uitzendbureau." in login(owner).get(address("provider", asked)).text
    assert "Dit is een uitzendbureau." in Letter.objects.get().body
    assert providers.apply(courses.FACTS, by_person=owner, today=now.date()) != asked


def test_nobody_at_the_desk_decides_on_the_own_request(login, desk, now):
    asked = providers.apply(courses.FACTS, by_person=desk, today=now.date())
    assert login(desk).post(at_desk("provider_accept", asked)).status_code == 409
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_only_the_desk_decides_and_only_who_asked_answers(login, owner, stranger, desk, now):
    asked = providers.apply(courses.FACTS, by_person=owner, today=now.date())
    for name in ("provider_accept", "provider_refuse", "provider_ask"):
        assert login(owner).post(at_desk(name, asked), {}).status_code == 404
    assert login(stranger).get(address("provider", asked)).status_code == 404
    assert login(stranger).post(address("withdraw", asked)).status_code == 404
    login(owner).post(address("withdraw", asked))
    asked.refresh_from_db()
    assert asked.status == "withdrawn"
    assert login(desk).post(at_desk("provider_accept", asked)).status_code == 409


def test_several_people_act_for_it_in_roles_from_until(login, provider, owner, stranger, today):
    mine = login(owner)
    mine.post(address("invite", provider), {"email": stranger.email.upper(), "role": "member"})
    invitation = ProviderInvitation.objects.get()
    assert Letter.objects.filter(person=stranger, kind="portfolios/provider_invitation").exists()
    assert "Leerhuis Noord" in login(stranger).get(address("home")).text
    assert login(owner).post(address("invitation_answer", invitation)).status_code == 404
    login(stranger).post(address("invitation_answer", invitation), {"antwoord": "ja"})
    row = provider.people.get(person=stranger)
    assert (row.role, row.from_on) == (Role.MEMBER, today)
    assert login(stranger).get(address("provider", provider)).status_code == 200
    assert login(stranger).get(address("edit", provider)).status_code == 409
    mine.post(address("person_role", row), {"role": "manager"})
    row.refresh_from_db()
    assert row.until_on == today
    assert provider.people.now().get(person=stranger).role == Role.MANAGER
    assert login(stranger).get(address("edit", provider)).status_code == 200
    mine.post(address("person_end", provider.people.now().get(person=owner)))
    assert mine.get(address("provider", provider)).status_code == 404


def test_an_invitation_says_nothing_about_who_has_an_account(login, provider, owner, stranger):
    mine = login(owner)
    pages = []
    for email in (stranger.email, "niemand@example.org"):
        answer = mine.post(
            address("invite", provider), {"email": email, "role": "member"}, follow=True
        )
        pages.append(answer.text.replace(email, "…"))
        ProviderInvitation.objects.all().delete()
    tokens = [page.split("csrfmiddlewaretoken")[0] for page in pages]
    assert tokens[0] == tokens[1]


def test_an_old_invitation_ends_by_itself(provider, owner, standing_clock, now, scheme):
    providers.invite(provider, "later@example.org", Role.MEMBER, now=now, by_person=owner)
    for days, left in ((scheme.invitation_days, 1), (scheme.invitation_days + 1, 0)):
        standing_clock.move_to(now + timedelta(days=days))
        providers.forget_invitations()
        assert ProviderInvitation.objects.count() == left


def test_there_is_always_somebody_to_manage_it(provider, owner, today):
    [row] = provider.people.all()
    for act in (
        lambda: providers.end_person(row, today=today, by=Actor.self(owner)),
        lambda: providers.give_role(row, Role.MEMBER, today=today, by=Actor.self(owner)),
    ):
        with pytest.raises(NotAllowed, match="beheerder blijven"):
            act()


def test_who_lost_the_manager_can_go_on(provider, owner, stranger, today, now):
    provider.people.create(person=stranger, role=Role.MEMBER, from_on=today)
    assert not providers.manages(provider, stranger)
    erasing.erase(owner, today=today)
    assert providers.manages(provider, stranger)


def test_leaving_calls_off_what_is_to_come_and_tells_everybody(
    login, provider, owner, stranger, now
):
    course = courses.course(provider, now=now)
    coming, past = courses.run(course, now=now), courses.run(course, now=now, days=-14)
    catalogue.save(course, person=stranger, today=now.date())
    mine = login(owner)
    assert "gaat niet door" in mine.get(address("leave", provider)).text.lower()
    mine.post(address("leave", provider))
    for row in (provider, course, coming, past):
        row.refresh_from_db()
    assert (provider.status, course.ended_on) == ("left", now.date())
    assert (coming.called_off_on, past.called_off_on) == (now.date(), None)
    kinds = set(Letter.objects.values_list("kind", "person"))
    assert ("portfolios/course_ended", stranger.pk) in kinds
    assert ("portfolios/provider_left", owner.pk) in kinds
    assert not provider.people.now().exists()
    assert mine.get(address("provider", provider)).status_code == 404
    assert login(stranger).get(reverse("courses:catalogue")).text.count(course.title) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"status": "refused", "because": ""},
        {"status": "accepted", "accepted_on": None},
        {"status": "left", "ended_on": None},
        {"name": ""},
    ],
)
def test_the_database_holds_what_is_always_true_of_a_provider(provider, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.filter(pk=provider.pk).update(**change)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_no_more_for_more(login, owner, desk, now, rows, django_assert_num_queries):
    first = None
    for number in range(rows):
        made = courses.provider(owner, now=now, name=f"Opleider {number}")
        first = first or made
        course = courses.course(first, now=now, title=f"Cursus {number}")
        courses.run(course, now=now, days=7 + number)
        courses.run(course, now=now, days=-7 - number)
        person = people.person(f"Noor{number}", "Wit")
        first.people.create(person=person, role=Role.MEMBER, from_on=now.date())
    mine, staff = login(owner), login(desk)
    with django_assert_num_queries(5):
        mine.get(address("home"))
    with django_assert_num_queries(15):
        mine.get(address("provider", first))
    with django_assert_num_queries(5):
        staff.get(reverse("desk_courses:providers"))


def test_days_of_acting_never_run_backwards(provider, today):
    row = provider.people.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProviderPerson.objects.filter(pk=row.pk).update(until_on=today - timedelta(days=1))


def test_the_desk_stops_a_provider_with_a_reason(login, provider, owner, desk):
    staff, where = login(desk), at_desk("provider_stop", provider)
    assert staff.post(where, {"because": ""}).status_code == 422
    staff.post(where, {"because": "Er is niemand meer."})
    provider.refresh_from_db()
    assert (provider.status, provider.because) == ("left", "Er is niemand meer.")
    assert not provider.people.now().exists()
    assert Letter.objects.get(kind="portfolios/provider_stopped").person == owner
    assert staff.post(where, {"because": "Nog eens."}).status_code == 409


def test_a_provider_without_people_is_known_to_the_desk(provider, owner, today):
    assert not Provider.objects.without_people().exists()
    with by_rule("portfolios.erase"):
        providers.erase(owner, today=today)
    assert list(Provider.objects.without_people()) == [provider]
