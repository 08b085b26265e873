"""Two years ahead: needed against possible, by quarter and province; and what if."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accreditation import cycles, missed_terms, outlook
from accreditation.models import Assessor
from accreditation.outlook import More, Quarter
from register import chambers
from register.models import RegistrationPeriod
from tests.accreditation.conftest import handed_in, held, make_assessor
from tests.makers import people, reference

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
TODAY = date(2026, 11, 23)


def registered(name: str, *, until_on: date, province: str = "Drenthe", town: str = "Noordland"):
    """Somebody whose period ends on that day."""
    user = people.person("Piet", name)
    place = reference.municipality(town, province)
    registration = people.registered(user, since=date(2024, 1, 1), organisation=place)
    RegistrationPeriod.objects.filter(registration=registration).update(until_on=until_on)
    cycles.start(registration.current_period, by=Actor.system("test"))
    return user


def test_quarters_follow_each_other_over_the_new_year():
    ahead = outlook.quarters(TODAY)
    assert [one.short for one in ahead[:3]] == ["4/26", "1/27", "2/27"]
    assert len(ahead) == outlook.AHEAD
    assert (ahead[1].first, ahead[1].last) == (date(2027, 1, 1), date(2027, 3, 31))
    assert Quarter.of(date(2027, 3, 31)) == ahead[1]


def test_a_talk_is_needed_in_the_quarter_in_which_the_period_ends():
    registered("Straks", until_on=date(2027, 2, 1))
    registered("Later", until_on=date(2027, 3, 31))
    registered("Voorbij", until_on=date(2026, 11, 1))
    found = outlook.look(TODAY)
    assert [line.needed for line in found.lines[:3]] == [0, 2, 0]
    assert (found.overdue, found.needed) == (1, 3)


def test_a_talk_that_was_held_is_not_needed(world):
    handed_in(people.person("Bram", "Kok"), now=world.now)
    assert outlook.look(TODAY).needed == 1
    held(world.owner, world.assessor, now=world.now)
    assert outlook.look(TODAY).needed == 1


def test_more_time_moves_the_quarter():
    moved = registered("Verschoven", until_on=date(2027, 2, 1))
    RegistrationPeriod.objects.filter(registration__person=moved).update(extended_months=6)
    assert [line.needed for line in outlook.look(TODAY).lines[:4]] == [0, 0, 0, 1]


def test_what_is_not_held_is_left_for_the_next_quarter():
    make_assessor("Otto", "Zwart", talks_a_year=4)  # one a quarter
    for number in range(3):
        registered(f"Nummer{number}", until_on=date(2027, 1, 1 + number), town=f"Plaats {number}")
    lines = outlook.look(TODAY).lines
    assert [(line.needed, line.possible, line.left) for line in lines[:4]] == [
        (0, 1, 0), (3, 1, 2), (0, 1, 1), (0, 1, 0),
    ]  # fmt: skip


def test_an_assessor_of_two_provinces_is_spread_and_one_at_rest_holds_none():
    one = make_assessor("Otto", "Zwart", talks_a_year=8)
    Assessor.objects.filter(pk=one.pk).update(
        provinces=["Drenthe", "Groningen"], rests_until=date(2027, 3, 31)
    )
    assert [line.possible for line in outlook.look(TODAY).lines[:3]] == [0, 0, 2]
    drenthe = outlook.look(TODAY, province="Drenthe")
    assert [line.possible for line in drenthe.lines[:3]] == [0, 0, 1]
    places = {place.province: place.possible for place in drenthe.places}
    assert places == {"Drenthe": 6, "Groningen": 6}


def test_ten_more_in_drenthe():
    registered("Straks", until_on=date(2027, 2, 1))
    more = More(10, "Drenthe", 8)
    assert outlook.look(TODAY).places[0].short == 1
    found = outlook.look(TODAY, more=more)
    assert found.lines[0].possible == 20
    assert found.places[0].short == 0
    assert outlook.look(TODAY, province="Zeeland", more=more).possible == 0


def test_the_page_shows_picture_table_and_what_if(login):
    registered("Straks", until_on=date(2027, 2, 1))
    desk = login(people.desk_actor().user)
    page = desk.get("/desk/gesprekken/vooruit/").content.decode()
    for text in ("1e kwartaal 2027", "rk-chart__c2", "Er is te weinig ruimte", "Drenthe"):
        assert text in page
    what_if = desk.get("/desk/gesprekken/vooruit/?erbij=10&daar=Drenthe&elk=8").content.decode()
    assert "Je kijkt nu met 10 assessoren erbij" in what_if
    assert "Er is genoeg ruimte" in what_if
    wrong = desk.get("/desk/gesprekken/vooruit/?erbij=veel")
    assert wrong.status_code == 422
    assert "Vul een getal in" in wrong.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(login, count, django_assert_num_queries):
    for number in range(count):
        make_assessor("Otto", f"Zwart{number}")
        registered(f"N{number}", until_on=TODAY + timedelta(days=90), town=f"Plaats {number}")
    desk = login(people.desk_actor().user)
    desk.get("/desk/gesprekken/vooruit/")
    with django_assert_num_queries(15):
        desk.get("/desk/gesprekken/vooruit/")


def test_terms_that_the_register_misses_stand_there_the_longest_first(world, login):
    page = login(people.desk_actor().user).get("/desk/gesprekken/vooruit/").content.decode()
    assert "Alles wat het register beloofde, is op tijd." in page
    people.submitted(people.person("Anna", "Vroeg"), today=TODAY - timedelta(weeks=9))
    held(world.owner, world.assessor, now=world.now - timedelta(days=40))
    found = missed_terms.missed(now=world.now)
    assert [(one.title, one.count) for one in found] == [
        ("Verslagen die nog niet gedeeld zijn", 1), ("Aanmeldingen zonder besluit", 1),
    ]  # fmt: skip
    assert found[1].since == TODAY - timedelta(weeks=1)
    page = login(people.desk_actor().user).get("/desk/gesprekken/vooruit/").content.decode()
    assert "Aanmeldingen zonder besluit" in page


def test_every_kind_that_has_a_term_of_the_register_is_looked_at(world):
    """A chamber decides nothing whose term this page does not know."""
    looked = {rows.model for _, _, rows, _ in missed_terms.kinds(world.now)}
    assert set(chambers.KINDS) <= looked
