"""Who waits for a moment: told in the order of asking, and nothing runs against anybody."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import scheduling, waiting_list
from accreditation.models import Cycle, MomentRequest
from audit.acts import NotAllowed
from config import waiting
from outbox.models import Letter
from register.models import Registration
from tests.accreditation.conftest import assigned, by, slot
from tests.makers import people

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


@pytest.fixture
def three_who_wait(world):
    """They asked one day after the other."""
    names = [("Anneke", "Bos"), ("Tomasz", "Kowal"), ("Deniz", "Kaya")]
    cycles = []
    for number, name in enumerate(names):
        cycle = assigned(people.person(*name), world.assessor, now=world.now)
        at = world.now + number * DAY
        waiting_list.ask(cycle, now=at, by=Actor.self(cycle.person))
        cycles.append(cycle)
    return cycles


def told() -> list[str]:
    written = Letter.objects.filter(kind="accreditation/moments_offered").order_by("pk")
    return [letter.person.given_names for letter in written.select_related("person")]


def test_the_first_hears_first_and_the_next_a_day_later(world, three_who_wait, standing_clock):
    slot(world.assessor, world.now + 2 * WEEK, now=world.now + 3 * DAY)
    slot(world.assessor, world.now + 3 * WEEK, now=world.now + 3 * DAY)
    assert told() == ["Anneke", "Tomasz"]  # one for each moment
    standing_clock.move_to(world.now + 4 * DAY)
    waiting_list.tell_who_waits()
    assert told() == ["Anneke", "Tomasz", "Deniz"]
    waiting_list.tell_who_waits()
    assert told() == ["Anneke", "Tomasz", "Deniz"]


def test_no_more_hear_than_there_are_moments(world, three_who_wait, standing_clock):
    slot(world.assessor, world.now + 2 * WEEK, now=world.now + 3 * DAY)
    standing_clock.move_to(world.now + 4 * DAY)
    waiting_list.tell_who_waits()
    assert told() == ["Anneke", "Tomasz"]


def test_who_was_too_late_asks_again_and_keeps_the_place(world, three_who_wait):
    first, second, _ = three_who_wait
    moment = slot(world.assessor, world.now + 2 * WEEK, now=world.now + 3 * DAY)
    scheduling.book(second, moment, now=world.now + 3 * DAY, by=Actor.self(second.person))
    waiting_list.ask(first, now=world.now + 4 * DAY, by=Actor.self(first.person))
    line = MomentRequest.objects.untold()
    assert [one.cycle for one in line] == [first, three_who_wait[2]]
    assert line[0].asked_at == world.now


def test_nobody_asks_while_there_is_something_to_choose(world):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    slot(world.assessor, world.now + WEEK, now=world.now)
    with pytest.raises(NotAllowed, match="Er zijn momenten"):
        waiting_list.ask(cycle, now=world.now, by=Actor.self(world.owner))


def test_the_desk_sees_who_waits_how_long(world, three_who_wait, desk, login, standing_clock):
    standing_clock.move_to(world.now + 20 * DAY)
    today = (world.now + 20 * DAY).date()
    kinds = {
        one.title: one
        for one in waiting.for_desk(desk, today=today, now=world.now + 20 * DAY)
    }  # fmt: skip
    found = kinds["Wachten op een moment"]
    assert (found.count, found.oldest) == (3, world.now.date())
    page = login(desk).get("/desk/gesprekken/").content.decode()
    assert "Wachten op een moment" in page
    assert page.index("Anneke Bos") < page.index("Tomasz Kowal") < page.index("Deniz Kaya")


def test_the_register_owes_so_no_term_runs(world, standing_clock):
    """However long it takes: the cycle is one of those for which nobody may lapse."""
    cycle = assigned(world.owner, world.assessor, now=world.now)
    waiting_list.ask(cycle, now=world.now, by=Actor.self(world.owner))
    cycle.refresh_from_db()
    assert cycle.status in Cycle.OWED
    years_later = (world.now + timedelta(days=3000)).date()
    assert not Registration.objects.may_lapse_on(years_later).exists()


def test_by_the_pages(world, login, standing_clock):
    assigned(world.owner, world.assessor, now=world.now)
    client = login(world.owner)
    assert "Laat het me weten" in client.get("/mijn/gesprek/").content.decode()
    assert "Laat het me weten" in client.get("/mijn/gesprek/moment/").content.decode()
    answer = client.post("/mijn/gesprek/moment/wachten/", follow=True).content.decode()
    assert "We weten dat je wacht" in answer
    assert "hoe lang dit ook duurt" in answer
    page = client.get("/mijn/gesprek/moment/").content.decode()
    assert "wie het eerst wachtte, hoort het eerst" in page
    scheduling.withdraw(
        slot(world.assessor, world.now + WEEK, now=world.now), by=by(world.assessor)
    )
    assert "Laat het me weten" in client.get("/mijn/gesprek/").content.decode()
