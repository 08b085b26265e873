"""The first page of the desk: what waits, since when, until when, in a fixed number of queries."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.models import Role
from config import waiting
from outbox.models import Job
from register import lapsing as notices
from register import thread
from register.models import Application
from tests.accreditation import conftest as talks
from tests.makers import cases, people, terms

WEEK = timedelta(weeks=1)
QUERIES = 58


def kinds(desk, today, now) -> dict[str, waiting.Waiting]:
    return {one.title: one for one in waiting.for_desk(desk, today=today, now=now)}


def elsewhere(today, now) -> dict[str, waiting.Waiting]:
    return {one.title: one for one in waiting.with_others(today=today, now=now)}


def test_a_quiet_day_says_so(desk, scheme, login, standing_clock):
    page = login(desk).get("/desk/").content.decode()
    assert "Er wacht niets" in page
    assert "Ligt bij een ander" not in page


def test_each_kind_says_how_many_since_when_and_until_when(desk, owner, stranger, today, now):
    people.submitted(owner, today=today - WEEK)
    people.submitted(stranger, today=today - 9 * WEEK)
    found = kinds(desk, today, now)["Nieuwe aanmeldingen"]
    assert (found.count, found.oldest) == (2, today - 9 * WEEK)
    assert (found.term, found.is_late) == (today - WEEK, True)


def test_an_application_moves_from_kind_to_kind(desk, owner, today, now):
    by = Actor(desk, Role.DESK)
    application = people.submitted(owner, today=today)
    assert set(kinds(desk, today, now)) == {"Nieuwe aanmeldingen"}
    application.take(by=by)
    assert set(kinds(desk, today, now)) == {"Welkomstgesprekken plannen"}
    thread.ask(application, "Wat doe je?", today=today, by=by)
    assert set(kinds(desk, today, now)) == set()
    assert set(elsewhere(today, now)) == {"Aanmelders: een open vraag"}
    thread.answer(application, "Van alles.", [], today=today, by=Actor.self(owner))
    assert set(kinds(desk, today, now)) == {
        "Antwoorden en berichten van aanmelders", "Welkomstgesprekken plannen",
    }  # fmt: skip
    application.note_read(today=today, by=by)
    application.propose_refusal(reason="Reden", way_on="Weg", by=by)
    assert set(kinds(desk, today, now)) == set()
    assert set(elsewhere(today, now)) == {"Commissie: voorstellen om af te wijzen"}
    application.drop_refusal(by=by)
    application.invite_to_welcome_talk(by=by)
    application.note_welcome_talk(held_on=today, by=by)
    assert set(kinds(desk, today, now)) == {"Toelaten na het welkomstgesprek"}


def test_two_messages_about_one_application_are_one_that_waits(desk, owner, login, today, now):
    """What is counted is what stands in the list behind it."""
    application = people.submitted(owner, today=today - 2 * WEEK)
    application.take(by=Actor(desk, Role.DESK))
    for text, day in (("En nog iets.", today - WEEK), ("Ik vergat iets.", today)):
        thread.write(application, text, [], today=day, by=Actor.self(owner))
    found = kinds(desk, today, now)["Antwoorden en berichten van aanmelders"]
    assert (found.count, found.oldest) == (1, today - WEEK)
    page = login(desk).get(found.url).content.decode()
    assert page.count(f"/desk/aanmelding/{application.public_id}/") == 1


def test_a_proposal_to_lapse_waits_once_it_stood_long_enough(desk, owner, today, now):
    registration = terms.silent(owner, today=today)
    terms.proposed(registration, on=today - 4 * WEEK)
    assert kinds(desk, today, now)["Mogelijk verlopen registraties"].count == 1
    terms.proposed(terms.silent(people.person("Nu", "Pas"), today=today), on=today)
    assert kinds(desk, today, now)["Mogelijk verlopen registraties"].count == 1


def test_letters_to_post_count_from_the_day_they_were_written(desk, owner, today, now):
    registration = terms.silent(owner, today=today)
    notices.write_notices(registration, now=now - 3 * WEEK, by=Actor.system("test"))
    found = kinds(desk, today, now)["Brieven om te posten"]
    assert (found.count, found.oldest, found.term) == (1, today - 3 * WEEK, None)


def test_an_objection_lies_with_the_committee_until_its_term(desk, owner, committee, today, now):
    refused = cases.refused(owner, today=today, by=Actor(committee, Role.COMMITTEE))
    cases.objection(refused, today=today)
    found = elsewhere(today, now)["Commissie: bezwaren"]
    assert (found.count, found.term) == (1, today + 6 * WEEK)


def test_a_report_is_late_after_the_days_of_the_scheme(owner, scheme, today, now):
    assessor = talks.make_assessor("Hanneke", "Wit")
    talk = talks.held(owner, assessor, now=now - 4 * WEEK)  # it took place a week later
    found = elsewhere(today, now)["Assessoren: verslagen die nog komen"]
    assert (found.oldest, found.term) == (talk.ends_at.date(), today - WEEK)
    assert found.is_late


def test_the_most_urgent_comes_first(desk, owner, stranger, today, now):
    people.submitted(owner, today=today - 9 * WEEK)  # its term is over
    Job.objects.create(task="x", key="dead", due_at=now, dead_at=now - 20 * WEEK)
    people.welcomed(stranger, today=today)
    titles = [one.title for one in waiting.for_desk(desk, today=today, now=now)]
    assert titles == [
        "Nieuwe aanmeldingen",
        "Achtergrondwerk dat niet lukte",
        "Toelaten na het welkomstgesprek",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    desk, login, today, now, count, standing_clock, django_assert_num_queries
):
    for number in range(count):
        people.submitted(people.person(f"Nummer {number}", "Nieuw"), today=today)
        ready = people.welcomed(people.person(f"Nummer {number}", "Klaar"), today=today)
        assert ready.status == Application.Status.WELCOME
        Job.objects.create(task="x", key=f"dead-{number}", due_at=now, dead_at=now)
    client = login(desk)
    client.get("/desk/")
    with django_assert_num_queries(QUERIES):
        page = client.get("/desk/").content.decode()
    assert page.count(f'<span class="rk-count">{count}</span>') == 3
