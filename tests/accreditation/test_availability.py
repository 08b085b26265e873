"""The same hours each week become moments: no more, no less, and never over what stands."""

from datetime import date, datetime, time, timedelta

import pytest

from accounts.actors import Actor
from accounts.models import RoleGrant
from accreditation import availability, scheduling, school_holidays
from accreditation.models import Absence, Slot, WeekPattern
from audit.acts import NotAllowed
from tests.accreditation.conftest import AMSTERDAM, assigned, booked, by, make_assessor, slot
from tests.conftest import NOW, TODAY

WEEK = timedelta(weeks=1)
WEDNESDAY = 2
FIRST = datetime(2026, 11, 25, 13, 0, tzinfo=AMSTERDAM)


def begin(assessor, *, now=NOW, **hours):
    facts = {
        "kind": "development",
        "weekday": WEDNESDAY,
        "starts": time(13),
        "ends": time(16),
        "online": True,
        "place": "https://video.example/kamer",
        "from_on": TODAY,
        "until_on": None,
        "holidays": "",
        **hours,
    }
    return availability.begin(assessor, now=now, by=by(assessor), **facts)


def moments(assessor) -> list[datetime]:
    free = Slot.objects.free(NOW).filter(assessor=assessor)
    return [one.starts_at.astimezone(AMSTERDAM) for one in free]


def test_each_wednesday_afternoon_for_twelve_weeks(world):
    begin(world.assessor)
    made = moments(world.assessor)
    assert made[:3] == [FIRST, FIRST + timedelta(minutes=90), FIRST + WEEK]
    assert len(made) == 2 * 12
    assert {(one.weekday(), one.time()) for one in made} == {(2, time(13)), (2, time(14, 30))}


def test_the_hours_stay_those_of_the_clock_when_the_clock_changes(world):
    at = datetime(2027, 3, 17, 9, 0, tzinfo=AMSTERDAM)
    begin(world.assessor, now=at, from_on=at.date(), until_on=date(2027, 4, 7))
    assert {one.time() for one in moments(world.assessor)} == {time(13), time(14, 30)}
    assert {one.utcoffset() for one in moments(world.assessor)} == {
        timedelta(hours=1), timedelta(hours=2),
    }  # fmt: skip


def test_filling_again_adds_nothing(world):
    pattern = begin(world.assessor)
    before = set(Slot.objects.values_list("pk", flat=True))
    assert availability.fill(pattern, now=NOW, by=by(world.assessor)) == 0
    assert set(Slot.objects.values_list("pk", flat=True)) == before


def test_each_night_the_next_ones_are_added(world, standing_clock):
    begin(world.assessor)
    standing_clock.move_to(NOW + WEEK)
    availability.fill_patterns()
    assert Slot.objects.count() == 2 * 13


def test_never_over_a_moment_that_was_taken_back_booked_or_offered_by_hand(world):
    pattern = begin(world.assessor)
    first, second, third = Slot.objects.order_by("starts_at")[:3]
    scheduling.withdraw(first, by=by(world.assessor))
    cycle = assigned(world.owner, world.assessor, now=NOW)
    scheduling.book(cycle, second, now=NOW, by=Actor.self(world.owner))
    scheduling.withdraw(third, by=by(world.assessor))
    slot(world.assessor, third.starts_at - timedelta(minutes=20), now=NOW)
    assert availability.fill(pattern, now=NOW, by=by(world.assessor)) == 0
    again = begin(world.assessor, starts=time(12), ends=time(17))
    assert not again.slots.filter(starts_at__lt=first.ends_at, ends_at__gt=first.starts_at)
    assert not again.slots.filter(starts_at__lt=third.ends_at, ends_at__gt=third.starts_at)


def test_from_and_until_are_kept(world):
    begin(world.assessor, from_on=date(2026, 12, 3), until_on=date(2026, 12, 16))
    assert [one.date() for one in moments(world.assessor)] == [
        date(2026, 12, 9), date(2026, 12, 9), date(2026, 12, 16), date(2026, 12, 16),
    ]  # fmt: skip


def test_school_holidays_are_left_out(world):
    begin(world.assessor, holidays="midden")
    days = {one.date() for one in moments(world.assessor)}
    assert date(2026, 12, 16) in days
    assert days.isdisjoint({date(2026, 12, 23), date(2026, 12, 30)})
    assert date(2027, 1, 6) in days


def test_nothing_is_offered_where_the_holidays_are_not_known_yet(world):
    last = school_holidays.known_until("midden")
    assert not school_holidays.is_off(date(2027, 7, 14), "midden")
    assert school_holidays.is_off(last + timedelta(days=1), "midden")


@pytest.mark.parametrize("region", ["noord", "midden", "zuid"])
def test_the_holidays_of_a_region_follow_each_other(region):
    found = school_holidays.of(region)
    assert found == sorted(found, key=lambda one: one.first)
    assert all(one.first.weekday() == 5 and one.last.weekday() == 6 for one in found)


def test_hours_too_short_for_a_talk_are_refused(world):
    with pytest.raises(NotAllowed, match="past geen gesprek"):
        begin(world.assessor, ends=time(14))
    assert not WeekPattern.objects.exists()


def test_a_day_off_takes_the_free_moments_and_leaves_the_talks(world):
    begin(world.assessor)
    cycle = assigned(world.owner, world.assessor, now=NOW)
    chosen = Slot.objects.order_by("starts_at").first()
    talk = scheduling.book(cycle, chosen, now=NOW, by=Actor.self(world.owner))
    by_hand = slot(world.assessor, FIRST - timedelta(hours=3), now=NOW)
    days = {"from_on": FIRST.date(), "until_on": FIRST.date()}
    absence, gone = availability.be_away(world.assessor, **days, now=NOW, by=by(world.assessor))
    assert gone == 2
    assert [one.date() for one in moments(world.assessor)][:1] == [FIRST.date() + WEEK]
    assert list(availability.talks_during(world.assessor, **days)) == [talk]
    with pytest.raises(NotAllowed, match="vrij genomen"):
        slot(world.assessor, FIRST - timedelta(hours=3), now=NOW)
    availability.come_back(absence, now=NOW, by=by(world.assessor))
    assert moments(world.assessor)[0] == FIRST + timedelta(minutes=90)
    by_hand.refresh_from_db()
    assert by_hand.withdrawn


def test_stopping_takes_the_free_moments_and_leaves_the_talks(world):
    pattern = begin(world.assessor)
    talk = booked(
        world.owner, world.assessor, now=NOW, moment=Slot.objects.order_by("starts_at").first()
    )
    assert availability.stop(pattern, now=NOW, by=by(world.assessor)) == 2 * 12 - 1
    assert moments(world.assessor) == []
    talk.refresh_from_db()
    assert talk.status == "planned"
    begin(world.assessor)
    assert len(moments(world.assessor)) == 2 * 12 - 1


def test_who_is_no_assessor_any_more_offers_nothing_new(world, standing_clock):
    begin(world.assessor)
    RoleGrant.objects.filter(user=world.assessor.user).update(until_on=TODAY)
    standing_clock.move_to(NOW + WEEK)
    availability.fill_patterns()
    assert Slot.objects.count() == 2 * 12


# ---- The pages ----


def typed(**fields):
    return {
        "kind": "development", "weekday": "2", "starts": "13:00", "ends": "16:00",
        "online": "yes", "place": "https://video.example/kamer", "from_on": "2026-11-23",
        "until_on": "", "holidays": "midden", **fields,
    }  # fmt: skip


def test_a_week_pattern_by_the_pages(world, login, standing_clock):
    client = login(world.assessor.user)
    page = client.get("/assessor/momenten/vast/").content.decode()
    assert "komende 12 weken" in page
    assert client.post("/assessor/momenten/vast/", typed()).url == "/assessor/momenten/"
    page = client.get("/assessor/momenten/").content.decode()
    for words in ("Elke woensdag 13.00–16.00", "Woensdagmiddag 25 november", "Deze week",
                  "Volgende week", "Week van 7 december"):  # fmt: skip
        assert words in page
    pattern = WeekPattern.objects.get()
    stopped = client.post(f"/assessor/momenten/vast/{pattern.public_id}/stoppen/", follow=True)
    assert "20 vrije momenten zijn ingetrokken" in stopped.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "12:00"}, "Kies een latere tijd"),
        ({"ends": "14:00"}, "past geen gesprek"),
        ({"until_on": "2026-11-01"}, "Kies een latere"),
        ({"weekday": "9"}, "geldige keuze"),
        ({"from_on": "2036-01-01"}, "komende twee jaar"),
        ({"place": ""}, "Vul de link of het adres in"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world, login, standing_clock, wrong, sentence
):
    answer = login(world.assessor.user).post("/assessor/momenten/vast/", typed(**wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    if "place" not in wrong:
        assert "https://video.example/kamer" in page
    assert not Slot.objects.exists()


def test_days_off_by_the_pages(world, login, standing_clock):
    begin(world.assessor)
    client = login(world.assessor.user)
    days = {"from_on": "2026-11-25", "until_on": "2026-12-02"}
    answer = client.post("/assessor/momenten/vrij/", days, follow=True)
    assert "4 vrije momenten zijn ingetrokken" in answer.content.decode()
    absence = Absence.objects.get()
    client.post(f"/assessor/momenten/vrij/{absence.public_id}/weg/")
    assert len(moments(world.assessor)) == 24


def test_another_assessors_time_is_not_found(world, login, standing_clock):
    pattern = begin(world.assessor)
    days = {"from_on": TODAY, "until_on": TODAY}
    absence, _ = availability.be_away(world.assessor, **days, now=NOW, by=by(world.assessor))
    client = login(make_assessor("Otto", "Ander").user)
    for path in (f"vast/{pattern.public_id}/stoppen", f"vrij/{absence.public_id}/weg"):
        assert client.post(f"/assessor/momenten/{path}/").status_code == 404
