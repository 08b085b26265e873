"""The list of the desk: narrowed, counted, ordered, and given to handlers many at once."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from register import thread, worklist
from register.models import Application, EntryRoute
from register.worklist import Filters
from tests.conftest import TODAY
from tests.makers import people

WEEK = timedelta(weeks=1)
LIST = "/desk/aanmeldingen/"


@pytest.fixture
def waiting(db, desk) -> dict[str, Application]:
    """One application in each situation."""
    made = {}
    for key, weeks in (("new", 1), ("late", 5), ("too late", 9), ("asked", 20), ("ready", 3)):
        user = people.person(key.title(), "Wachter")
        made[key] = people.submitted(user, today=TODAY - weeks * WEEK)
    by = Actor(desk, Role.DESK)
    for key in ("asked", "ready", "late"):
        made[key].take(by=by)
    thread.ask(made["asked"], "Wat doe je?", today=TODAY - 18 * WEEK, by=by)
    made["ready"].invite_to_welcome_talk(by=by)
    made["ready"].note_welcome_talk(held_on=TODAY, by=by)
    Application.objects.filter(pk=made["new"].pk).update(route=EntryRoute.FOREIGN)
    written = Actor.self(made["new"].person)
    thread.write(made["new"], "Ik verhuis.", [], today=TODAY, by=written)
    people.application(people.person("Nog", "Bezig"), today=TODAY)  # a draft is nobody's business
    return made


def shown(desk, **filters) -> list[str]:
    rows = worklist.narrow(worklist.waiting(), Filters(**filters), me=desk, today=TODAY)
    ordered = worklist.ordered(rows, filters.get("order", ""))
    return [one.person.given_names.lower() for one in ordered]


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({}, ["asked", "too late", "late", "ready", "new"]),
        ({"order": "nieuwste"}, ["new", "ready", "late", "too late", "asked"]),
        ({"status": "submitted"}, ["too late", "new"]),
        ({"route": "foreign"}, ["new"]),
        ({"handler": "ik"}, ["asked", "late", "ready"]),
        ({"handler": "niemand"}, ["too late", "new"]),
        ({"waits": "streven"}, ["too late", "late"]),  # a question makes nobody late
        ({"waits": "termijn"}, ["too late"]),
        ({"waits": "bericht"}, ["new"]),
        ({"waits": "gesprek"}, ["ready"]),
        ({"words": "wácht LATE"}, ["too late", "late"]),
        ({"words": "late", "status": "in_review"}, ["late"]),
        ({"words": "zzz"}, []),
    ],
)
def test_narrowing(waiting, desk, filters, keys):
    assert shown(desk, **filters) == keys


def test_counts_are_those_of_the_lists(waiting, desk):
    counted = worklist.counts(me=desk, today=TODAY)
    assert counted["everything"] == 5
    for name in ("streven", "termijn", "bericht", "gesprek"):
        assert counted[f"waits_{name}"] == len(shown(desk, waits=name))
    for name in Application.ON_DESK:
        assert counted[f"status_{name}"] == len(shown(desk, status=name))
    for name in ("ik", "niemand"):
        assert counted[f"handler_{name}"] == len(shown(desk, handler=name))


def test_the_terms_in_the_database_are_those_of_the_person(waiting):
    for one in worklist.waiting():
        assert (one.target, one.limit) == (one.target_on, one.limit_on)


def test_the_address_keeps_the_choice(waiting, desk, login, standing_clock):
    page = login(desk).get(LIST, {"status": "submitted", "wie": "niemand"}).content.decode()
    assert "Too Late Wachter" in page
    assert "Asked Wachter" not in page
    assert '<option value="submitted" selected>Ontvangen (2)</option>' in page


@pytest.mark.parametrize(
    "question",
    [{"status": "bestaat niet", "pagina": "x"}, {"wie": "'; --", "pagina": "-4"}, {"naam": "\x00"}],
)
def test_an_address_that_makes_no_sense_shows_everything(
    waiting, desk, login, question, standing_clock
):
    page = login(desk).get(LIST, question)
    assert page.status_code == 200
    assert page.content.decode().count('name="aanmelding"') == 5


def test_an_empty_list_says_so(desk, login, standing_clock):
    assert "Er wacht niemand" in login(desk).get(LIST).content.decode()


def test_nothing_found_leads_back(waiting, desk, login, standing_clock):
    page = login(desk).get(LIST, {"naam": "zzz"}).content.decode()
    assert "Hier is niets gevonden" in page


def test_pages(desk, login, standing_clock, monkeypatch):
    monkeypatch.setattr(worklist, "ON_A_PAGE", 2)
    for number in range(3):
        people.submitted(people.person(f"Nummer {number}", "Wachter"), today=TODAY)
    first = login(desk).get(LIST, {"naam": "wachter"}).content.decode()
    assert "?naam=wachter&amp;pagina=2" in first
    second = login(desk).get(LIST, {"naam": "wachter", "pagina": 2}).content.decode()
    assert "Nummer 2" in second
    assert "Nummer 1" not in second


def test_many_go_to_one_handler_at_once(waiting, desk, login, standing_clock):
    colleague = people.person("Loes", "Collega", role=Role.DESK)
    chosen = [str(waiting[key].public_id) for key in ("new", "late")]
    client = login(desk)
    answer = client.post(
        f"{LIST}verdelen/",
        {"aanmelding": chosen, "aan": str(colleague.public_id), "terug": "wie=niemand&pagina=1"},
    )
    assert parse_qs(urlsplit(answer["Location"]).query) == {"wie": ["niemand"], "pagina": ["1"]}
    handled = Application.objects.filter(handler=colleague)
    assert {one.person.given_names for one in handled} == {"New", "Late"}
    assert "2 aanmeldingen liggen nu bij Loes Collega" in client.get(LIST).content.decode()


def test_nobody_gets_the_own_application(waiting, desk):
    colleague = people.person("Loes", "Collega", role=Role.DESK)
    own = people.submitted(colleague, today=TODAY)
    problems = worklist.assign(
        [own.public_id, waiting["new"].public_id], colleague, today=TODAY, by=Actor(desk, Role.DESK)
    )
    assert len(problems) == 1
    assert "eigen aanmelding" in problems[0]
    waiting["new"].refresh_from_db()
    assert waiting["new"].handler == colleague


def test_only_the_desk_handles(waiting, desk, stranger):
    with pytest.raises(NotAllowed, match="niet aan het bureau"):
        worklist.assign(
            [waiting["new"].public_id], stranger, today=date(2026, 1, 1), by=Actor(desk, Role.DESK)
        )


@pytest.mark.parametrize("data", [{}, {"aanmelding": ["x"]}, {"aan": "niemand"}])
def test_ticking_nothing_is_a_sentence(waiting, desk, login, data, standing_clock):
    page = login(desk).post(f"{LIST}verdelen/", data, follow=True).content.decode()
    assert "Vink eerst een of meer aanmeldingen aan" in page
    assert Application.objects.filter(handler=desk).count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    desk, login, count, standing_clock, django_assert_num_queries
):
    for number in range(count):
        people.submitted(people.person(f"Nummer {number}", "Wachter"), today=TODAY)
    client = login(desk)
    client.get(LIST)
    with django_assert_num_queries(9):  # session, user, roles, handlers, counts, how many, list, …
        page = client.get(LIST)
    assert page.content.count(b'name="aanmelding"') == count
