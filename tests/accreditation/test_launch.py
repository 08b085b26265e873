"""The draw of first periods: repeated by anybody, by two people, never shorter, undone in time."""

import hashlib
import re
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.actors import Actor
from accounts.models import Role
from accreditation import cycles, launch, launch_outlook, leaving
from accreditation.launch import Group
from accreditation.models import Cycle, LaunchDraw, LaunchLot
from accreditation.outlook import Quarter
from audit.acts import NotAllowed
from kit import clock
from outbox.models import Job, Letter
from register import publication, renewal
from register.models import (
    Certificate,
    Invitation,
    InvitationBatch,
    PublicEntry,
    RegisterScheme,
    RegistrationPeriod,
)
from tests.accreditation.conftest import make_assessor
from tests.makers import people, reference

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
START = date(2026, 10, 5)
LAUNCH = Group(START, START + timedelta(days=30))
STEPS = ("accreditation.start_launch_draws", "accreditation.carry_out_launch_draw")


def entered(count: int, *, on: date = START, province: str = "Drenthe", town: str = "Noordland"):
    """So many people, admitted on one day."""
    place = reference.municipality(town, province)
    found = []
    for number in range(count):
        user = people.person("Piet", f"{town}{number}")
        registration = people.registered(user, since=on, organisation=place)
        cycles.start(registration.current_period, by=Actor.system("test"))
        found.append(registration)
    return found


@pytest.fixture(autouse=True)
def _small_groups(request, monkeypatch):
    """Most of these rules are seen best with a few people."""
    if "real_groups" not in request.fixturenames:
        monkeypatch.setattr(launch, "FEWEST", 1)


@pytest.fixture
def real_groups() -> None:
    """A group is as large as it has to be."""


@pytest.fixture
def colleague(db) -> Actor:
    return Actor(people.person("Mirjam", "Mees", role=Role.DESK), Role.DESK)


@pytest.fixture
def by(desk) -> Actor:
    return Actor(desk, Role.DESK)


def carried_out(draw, colleague, standing_clock, now) -> LaunchDraw:
    launch.confirm(draw, now=now, by=colleague)
    standing_clock.move_to(now + timedelta(days=1))
    launch.start_launch_draws()
    while launch_step():
        pass
    draw.refresh_from_db()
    return draw


def launch_step() -> bool:
    """The next step that waits, as the worker does it."""
    row = Job.objects.filter(task=launch.STEP, done_at=None).first()
    if row:
        launch.carry_out_step(**row.arguments)
        Job.objects.filter(pk=row.pk).update(done_at=row.due_at)
    return row is not None


# ---- The draw itself ----


@given(st.text(max_size=40), st.lists(st.uuids(), unique=True, max_size=60), st.integers(1, 24))
def test_whoever_has_seed_and_list_deals_the_same_and_nobody_gets_less_than_nothing(
    seed, lots, most
):
    found = launch.dealt(seed, lots, most)
    assert found == launch.dealt(seed, lots[::-1], most)
    by_hand = sorted(lots, key=lambda i: hashlib.sha256(f"{seed}:{i}".encode()).hexdigest())
    assert [found[lot] for lot in by_hand] == [n % (most + 1) for n in range(len(lots))]
    assert set(found) == set(lots)
    assert all(0 <= months <= most for months in found.values())
    counted = Counter(found.values())
    assert max(counted.values(), default=0) - min(counted[n] for n in range(most + 1)) <= 1


def test_preparing_publishes_seed_and_list_and_changes_nothing(by, now, client):
    one, *_ = entered(3)
    before = one.current_period.until_on
    draw = launch.prepare(LAUNCH, now=now, by=by)
    assert one.current_period.until_on == before
    assert not Letter.objects.filter(kind="accreditation/launch_drawn").exists()
    page = client.get("/loting/").content.decode()
    assert draw.seed in page
    listed = client.get(f"/loting/{draw.public_id}/").content
    assert hashlib.sha256(listed).hexdigest() == draw.list_sha256
    assert draw.list_sha256 in page
    for registration in (one,):
        assert registration.shown_last_name not in page
        assert registration.number not in page + listed.decode()
        assert str(registration.public_id) not in page + listed.decode()


def test_the_months_that_people_get_follow_from_what_is_published(by, now, client):
    entered(5)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    listed = client.get(f"/loting/{draw.public_id}/").content.decode().split("\n")
    again = launch.dealt(draw.seed, [UUID(each) for each in listed], draw.most_months)
    assert {lot.lot: lot.months for lot in draw.lots.all()} == again


# ---- Who is in it ----


def test_only_first_periods_that_run_and_of_which_nothing_is_handed_in(by, now, elsewhere):
    inside, left, renewed, handed_in = entered(4)
    [too_early] = entered(1, on=START - timedelta(days=1), town="Vroegdorp")
    leaving.leave(left, now=now, by=Actor.self(left.person))
    renewal.renew(renewed, conversation_on=START, today=START, by=Actor.system("test"))
    Cycle.objects.filter(person=handed_in.person).delete()
    draw = launch.prepare(LAUNCH, now=now, by=by)
    assert [lot.period for lot in draw.lots.all()] == [inside.current_period]
    assert too_early.person != inside.person


def test_only_those_from_a_list_when_asked(by, now):
    first, second = entered(2)
    del second
    Invitation.objects.bulk_create([invited(first.person, by, now)])
    group = Group(LAUNCH.from_on, LAUNCH.until_on, only_invited=True)
    assert [one.registration for one in group.periods()] == [first]


def invited(person, by, now) -> Invitation:
    batch = InvitationBatch.objects.create(
        title="Lijst", uploaded_by=by.user, uploaded_at=now, heading_row=1, headings=[], columns={}
    )
    return Invitation(
        batch=batch, status="accepted", valid_until=now.date(), person=person, answered_at=now
    )


def test_a_period_is_in_one_draw_only(by, now):
    entered(1)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    with pytest.raises(NotAllowed, match="niemand in deze groep"):
        launch.prepare(LAUNCH, now=now, by=by)
    lot = draw.lots.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        LaunchLot.objects.create(
            draw=draw, lot=UUID(int=1), period=lot.period, months=1, end_before=lot.end_before
        )


def test_staff_neither_prepare_nor_confirm_a_draw_they_are_in(by, colleague, now):
    [registration] = entered(1)
    me = Actor(registration.person, Role.DESK)
    with pytest.raises(NotAllowed, match="zelf in deze groep"):
        launch.prepare(LAUNCH, now=now, by=me)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    with pytest.raises(NotAllowed, match="zelf in deze groep"):
        launch.confirm(draw, now=now, by=me)


def test_no_lots_in_a_group_so_small_that_they_would_tell_who_has_which(real_groups, by, now):
    entered(9)
    with pytest.raises(NotAllowed, match="vanaf 10 mensen"):
        launch.prepare(LAUNCH, now=now, by=by)
    assert not LaunchDraw.objects.exists()
    entered(1, town="Zuidland")
    assert len(launch.prepare(LAUNCH, now=now, by=by).listed) == 10


def test_who_is_in_it_neither_drops_it_nor_takes_it_back_nor_finds_it_waiting(by, colleague, now):
    [registration, *_] = entered(2)
    me = Actor(registration.person, Role.DESK)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    assert list(launch.waiting_for(colleague.user)) == [draw]
    assert not launch.waiting_for(me.user).exists()
    assert launch.is_about(draw, me.user)
    assert not launch.is_about(draw, colleague.user)
    with pytest.raises(NotAllowed, match="zelf in deze groep"):
        launch.drop(draw, because="Liever een ander lot.", today=now.date(), by=me)
    launch.confirm(draw, now=now, by=colleague)
    with pytest.raises(NotAllowed, match="zelf in deze groep"):
        launch.take_back(draw, by=me)


def test_two_at_once_is_said_in_words(by, colleague, now, monkeypatch):
    """The other one prepared between the looking and the writing."""
    entered(2)
    periods = LAUNCH.periods().all()
    found = list(periods)
    launch.prepare(LAUNCH, now=now, by=colleague)
    again = RegistrationPeriod.objects.filter(pk__in=[one.pk for one in found])
    monkeypatch.setattr(Group, "periods", lambda self: again)
    with pytest.raises(NotAllowed, match="net iets eerder"):
        launch.prepare(LAUNCH, now=now, by=by)
    assert LaunchDraw.objects.count() == 1


# ---- Two people, and back ----


def test_who_prepared_it_does_not_confirm_it(by, now):
    entered(1)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    with pytest.raises(NotAllowed, match="collega bevestigt"):
        launch.confirm(draw, now=now, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        LaunchDraw.objects.update(
            status="confirmed", confirmed_by=by.user, takes_effect_on=now.date()
        )


def test_until_the_letters_leave_it_goes_back_without_a_trace(
    by, colleague, now, standing_clock, run_jobs
):
    [registration] = entered(1)
    before = registration.current_period.until_on
    draw = launch.confirm(launch.prepare(LAUNCH, now=now, by=by), now=now, by=colleague)
    assert draw.takes_effect_on == now.date() + timedelta(days=1)
    launch.start_launch_draws()  # the same day: too early
    draw.take_back(by=colleague)
    standing_clock.move_to(now + timedelta(days=2))
    launch.start_launch_draws()
    draw.drop(because="De verkeerde dagen gekozen.", today=now.date(), by=by)
    assert registration.current_period.until_on == before
    assert not Letter.objects.filter(kind="accreditation/launch_drawn").exists()
    assert list(LAUNCH.periods()) == [registration.current_period]  # may be in the next one


def test_a_draw_that_was_dropped_stays_in_public_with_its_reason(by, now, client):
    entered(2)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    draw.drop(because="De verkeerde dagen gekozen.", today=now.date(), by=by)
    page = client.get("/loting/").content.decode()
    assert draw.seed in page
    assert "De verkeerde dagen gekozen." in page
    assert launch.counts(draw) == [(0, 1), (1, 1)]


def test_once_letters_leave_nothing_goes_back(by, colleague, now, standing_clock):
    entered(1)
    draw = carried_out(launch.prepare(LAUNCH, now=now, by=by), colleague, standing_clock, now)
    with pytest.raises(NotAllowed):
        draw.take_back(by=by)
    with pytest.raises(NotAllowed):
        draw.drop(because="x", today=now.date(), by=by)


# ---- Carrying out ----


def test_ends_certificates_register_and_letters_follow(by, colleague, now, standing_clock, scheme):
    registrations = entered(14)
    before = {one.pk: one.current_period.until_on for one in registrations}
    draw = carried_out(launch.prepare(LAUNCH, now=now, by=by), colleague, standing_clock, now)
    assert (draw.status, draw.done_on) == (LaunchDraw.Status.DONE, now.date() + timedelta(days=1))
    publication.publish(today=clock.today(), now=clock.now(), by=Actor.system("test"))
    for one in registrations:
        lot = LaunchLot.objects.get(period__registration=one)
        end = one.current_period.until_on
        assert end == clock.add_months(before[one.pk], lot.months) >= before[one.pk]
        assert end >= clock.add_years(START, scheme.cycle_years)
        live = Certificate.objects.get(registration=one, status="issued")
        assert live.content["until"] == end.isoformat()
        assert PublicEntry.objects.filter(number=one.number).latest("pk").until_on == end
        letter = Letter.objects.get(person=one.person, kind="accreditation/launch_drawn")
        assert str(lot.lot) in letter.body
    assert Counter(draw.lots.values_list("months", flat=True)) == {0: 2} | dict.fromkeys(
        range(1, 13), 1
    )
    unchanged = LaunchLot.objects.filter(months=0).first().period.registration
    assert unchanged.certificates.count() == 1


def test_with_the_rules_of_a_launch_ends_lie_between_three_and_five_years(
    by, colleague, now, standing_clock, scheme
):
    RegisterScheme.objects.update(first_period_years=3, launch_months=24)
    registrations = entered(25)
    carried_out(launch.prepare(LAUNCH, now=now, by=by), colleague, standing_clock, now)
    ends = sorted(one.current_period.until_on for one in registrations)
    assert (ends[0], ends[-1]) == (clock.add_years(START, 3), clock.add_years(START, 5))
    assert len(set(ends)) == 25


def test_a_draw_of_many_goes_in_steps_and_each_letter_once(
    by, colleague, now, standing_clock, monkeypatch
):
    monkeypatch.setattr(launch, "LOTS_IN_A_STEP", 2)
    entered(5)
    draw = launch.confirm(launch.prepare(LAUNCH, now=now, by=by), now=now, by=colleague)
    standing_clock.move_to(now + timedelta(days=1))
    launch.start_launch_draws()
    assert launch_step()
    draw.refresh_from_db()
    assert (draw.status, draw.lots_done) == (LaunchDraw.Status.RUNNING, 2)
    while launch_step():
        pass
    draw.refresh_from_db()
    assert (draw.status, draw.lots_done) == (LaunchDraw.Status.DONE, 5)
    letters = Letter.objects.filter(kind="accreditation/launch_drawn")
    assert letters.count() == letters.values("person").distinct().count() == 5
    keys = [f"letter:{pk}" for pk in letters.values_list("pk", flat=True)]
    assert set(Job.objects.filter(key__in=keys).values_list("background", flat=True)) == {True}


def test_who_left_meanwhile_keeps_what_there_was(by, colleague, now, standing_clock):
    stays, gone = entered(2)
    draw = launch.prepare(LAUNCH, now=now, by=by)
    leaving.leave(gone, now=now, by=Actor.self(gone.person))
    carried_out(draw, colleague, standing_clock, now)
    assert gone.current_period.until_on == now.date()
    assert not Letter.objects.filter(person=gone.person, kind="accreditation/launch_drawn").exists()
    assert draw.lots.get(period__registration=gone).carried_out_on is None
    assert draw.lots.get(period__registration=stays).carried_out_on is not None


def test_a_period_never_becomes_shorter():
    with pytest.raises(ValueError, match="never becomes shorter"):
        RegistrationPeriod().lengthen(-1)


# ---- What it does to the work ahead ----


def test_the_spread_by_quarter_and_province(by, now):
    make_assessor("Otto", "Zwart", talks_a_year=4, provinces=["Drenthe"])
    entered(13)
    entered(2, province="Zeeland", town="Zuidland")
    draw = launch.prepare(LAUNCH, now=now, by=by)
    found = launch_outlook.look(draw, now.date())
    assert found.lines[0].quarter == Quarter(2030, 4)
    assert [line.without for line in found.lines] == [15, 0, 0, 0, 0]
    assert [line.drawn for line in found.lines] == [5, 3, 3, 3, 1]
    assert {line.possible for line in found.lines} == {1}
    assert [(place.province, place.people, place.busiest_without) for place in found.places] == [
        ("Drenthe", 13, 13), ("Zeeland", 2, 2),
    ]  # fmt: skip
    assert not found.is_no_help
    zeeland = launch_outlook.look(draw, now.date(), province="Zeeland")
    assert (zeeland.busiest_without, zeeland.lines[0].possible) == (2, 0)


def test_staff_see_when_lots_do_not_help(by, desk, login, now):
    """People who entered a year apart are spread already."""
    entered(1)
    entered(1, on=START - timedelta(days=365), town="Vroegdorp")
    draw = launch.prepare(Group(START - timedelta(days=365), START), now=now, by=by)
    assert launch_outlook.look(draw, now.date()).is_no_help
    page = login(desk).get(f"/desk/gesprekken/loting/{draw.public_id}/").content.decode()
    assert "Deze loting helpt niet" in page


# ---- Pages ----


def test_two_of_the_desk_by_the_pages(desk, colleague, login, now):
    entered(3)
    first, second = login(desk), login(colleague.user)
    chosen = {"van": str(LAUNCH.from_on), "tot": str(LAUNCH.until_on)}
    assert "3 mensen" in first.get("/desk/gesprekken/loting/", chosen).content.decode()
    url = first.post("/desk/gesprekken/loting/", chosen).headers["Location"]
    assert "Een collega bevestigt" in first.get(url).content.decode()
    assert "Loting bevestigen" in second.get(url).content.decode()
    assert second.post(f"{url}bevestigen/").status_code == 302
    assert "Bevestiging terugnemen" in second.get(url).content.decode()
    assert first.post(f"{url}terug/").status_code == 302
    assert first.post(f"{url}niet/", {"reden": ""}).status_code == 422
    assert first.post(f"{url}niet/", {"reden": "Toch niet."}).status_code == 302
    assert LaunchDraw.objects.get().status == LaunchDraw.Status.DROPPED


def test_the_page_says_how_far_the_letters_are(desk, by, colleague, login, now, monkeypatch,
                                               standing_clock):  # fmt: skip
    monkeypatch.setattr(launch, "LOTS_IN_A_STEP", 2)
    entered(3)
    draw = launch.confirm(launch.prepare(LAUNCH, now=now, by=by), now=now, by=colleague)
    standing_clock.move_to(now + timedelta(days=1))
    launch.start_launch_draws()
    launch_step()
    client, url = login(desk), f"/desk/gesprekken/loting/{draw.public_id}/"
    assert re.search(r"2 van 3 mensen", client.get(f"{url}voortgang/").content.decode())
    launch_step()
    assert client.get(f"{url}voortgang/").status_code == 204


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    desk, by, login, now, count, django_assert_num_queries
):
    for number in range(count):
        entered(1, town=f"Plaats{number}")
        make_assessor("Otto", f"Zwart{number}")
    draw = launch.prepare(LAUNCH, now=now, by=by)
    client, url = login(desk), f"/desk/gesprekken/loting/{draw.public_id}/"
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
