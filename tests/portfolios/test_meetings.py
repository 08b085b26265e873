"""Planning: a poll, the choice, and what calendars make of it, also when the clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from accounts.actors import Actor
from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios.together import groups, meetings, moderating
from portfolios.together.models import Meeting

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SOON = datetime(2026, 12, 8, 10, 0, tzinfo=AMSTERDAM)


def by(person):
    return Actor.self(person)


def address(name, thing):
    return reverse(f"together:{name}", args=[thing.public_id])


def facts(*moments, **more):
    data = {"minutes": 90, "place": "Raadhuis, kamer 3"} | more
    for number, (day, time) in enumerate(moments, start=1):
        data |= {f"day_{number}": day, f"time_{number}": time}
    return data


@pytest.fixture
def poll(group, owner, now):
    return meetings.propose(
        group, [SOON, SOON + timedelta(days=1)], minutes=90, place="Raadhuis", now=now, by=by(owner)
    )


@pytest.fixture
def planned(group, owner, now):
    return meetings.propose(
        group, [SOON], minutes=90, place="Raadhuis, kamer 3", now=now, by=by(owner)
    )


def invitations_to(person):
    letters = Letter.objects.filter(person=person).exclude(calendar="").order_by("id")
    return [Calendar.from_ical(letter.calendar) for letter in letters]


def event_of(calendar):
    [event] = calendar.walk("VEVENT")
    return event


# ---- The poll ----


def test_members_say_yes_maybe_or_no_and_the_moderator_chooses(login, owner, peer, group):
    mine, theirs = login(owner), login(peer)
    theirs.post(
        address("meeting_new", group), facts(("2026-12-08", "10:00"), ("2026-12-09", "14:00"))
    )
    meeting = Meeting.objects.get()
    first, second = meeting.moments.all()
    assert Letter.objects.get().person == owner  # who proposed needs no letter
    for client, said in ((mine, ("no", "yes")), (theirs, ("maybe", "yes"))):
        answers = {f"moment_{first.pk}": said[0], f"moment_{second.pk}": said[1]}
        client.post(address("meeting_answer", meeting), answers)
    page = mine.get(address("meeting", meeting)).content.decode()
    assert "2 kunnen" in page
    assert "1 kan misschien, 1 kan niet" in page
    refused = theirs.post(address("meeting_choose", meeting), {"moment": second.pk})
    assert refused.status_code in (302, 409)
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.POLL
    mine.post(address("meeting_choose", meeting), {"moment": second.pk})
    meeting.refresh_from_db()
    assert meeting.starts_at == second.starts_at
    assert Letter.objects.filter(kind="portfolios/meeting_planned").count() == 2


def test_the_best_moment_is_where_most_can_come(poll, owner, peer, group):
    first, second = poll.moments.all()
    meetings.answer(poll, {first.pk: "maybe", second.pk: "yes"}, person=owner)
    meetings.answer(poll, {first.pk: "yes", second.pk: "yes"}, person=peer)
    lines = meetings.lines_of(poll, moderating.members_of(group))
    assert meetings.best_of(lines).moment == second


def test_an_answer_after_the_choice_comes_too_late(poll, owner, peer, now):
    moment = poll.moments.first()
    meetings.choose(poll, moment, now=now, by=by(owner))
    with pytest.raises(NotAllowed, match="al een moment gekozen"):
        meetings.answer(poll, {moment.pk: "yes"}, person=peer)


@pytest.mark.parametrize(
    ("moments", "error"),
    [
        ([("2026-11-22", "10:00")], "al voorbij"),
        ([("2027-03-28", "02:30")], "gaat de klok om"),  # does not exist
        ([("2027-10-31", "02:30")], "gaat de klok om"),  # comes twice
        ([("", "")], "Kies een dag"),
        ([("2026-12-08", "10:00"), ("2026-12-09", "")], "laat allebei leeg"),
        ([("2031-01-01", "10:00")], "komende twee jaar"),
    ],
)
def test_what_is_not_right_is_said_and_keeps_what_was_typed(login, owner, group, moments, error):
    response = login(owner).post(address("meeting_new", group), facts(*moments))
    page = response.content.decode()
    assert response.status_code == 422
    assert error in page
    assert "Raadhuis, kamer 3" in page
    assert not Meeting.objects.exists()


def test_a_stranger_sees_no_meeting(login, stranger, poll):
    theirs = login(stranger)
    assert theirs.get(address("meeting", poll)).status_code == 404
    for name in ("meeting_answer", "meeting_choose", "meeting_move", "meeting_cancel"):
        assert theirs.post(address(name, poll)).status_code == 404


# ---- What the calendar hears ----


def test_one_meeting_stays_one_in_the_calendar_through_all_changes(planned, owner, peer, now):
    meetings.move(planned, SOON + timedelta(days=7), minutes=60, place="Online", now=now,
                  by=by(owner))  # fmt: skip
    meetings.cancel(planned, now=now, by=by(peer))
    calendars = invitations_to(peer)
    assert [str(one["method"]) for one in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [event_of(one) for one in calendars]
    assert len({str(one["uid"]) for one in events}) == 1
    assert [int(one["sequence"]) for one in events] == [0, 1, 2]
    assert events[1].decoded("dtstart") == SOON + timedelta(days=7)
    assert events[1].decoded("dtend") - events[1].decoded("dtstart") == timedelta(minutes=60)
    assert str(events[2]["status"]) == "CANCELLED"


def test_nobody_sees_the_mail_address_of_another(planned, owner, peer):
    for person, other in ((owner, peer), (peer, owner)):
        letter = Letter.objects.exclude(calendar="").get(person=person)
        unfolded = letter.calendar.replace("\r\n ", "")
        assert person.email in unfolded
        assert other.email not in unfolded


def test_saying_the_same_again_sends_nothing(planned, owner, now):
    before = Letter.objects.count()
    meetings.move(planned, SOON, minutes=90, place="Raadhuis, kamer 3", now=now, by=by(owner))
    assert Letter.objects.count() == before


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [("2027-03-27", 9), ("2027-03-28", 8), ("2027-10-30", 8), ("2027-10-31", 9)],
)
def test_ten_o_clock_is_ten_o_clock_on_both_sides_of_the_clock_change(
    login, owner, group, day, utc_hour
):
    login(owner).post(address("meeting_new", group), facts((day, "10:00")))
    starts = event_of(invitations_to(owner)[0]).decoded("dtstart")
    assert starts.astimezone(UTC).hour == utc_hour
    assert starts.astimezone(AMSTERDAM).hour == 10


def test_moving_over_the_clock_change_keeps_the_hour_and_the_length(login, owner, group):
    mine = login(owner)
    mine.post(address("meeting_new", group), facts(("2027-03-26", "10:00")))
    meeting = Meeting.objects.get()
    later = {"day": "2027-03-29", "time": "10:00", "minutes": 90, "place": "Raadhuis"}
    mine.post(address("meeting_move", meeting), later)
    event = event_of(invitations_to(owner)[1])
    assert event.decoded("dtstart").astimezone(AMSTERDAM).hour == 10
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=90)


# ---- Coming and going ----


def test_who_comes_in_later_gets_what_is_planned(planned, owner, group, stranger, now):
    groups.invite(group, stranger.email, inviter=owner, now=now)
    groups.answer(group.invitations.get(), accept=True, person=stranger, now=now)
    [calendar] = invitations_to(stranger)
    assert str(event_of(calendar)["uid"]).startswith(str(planned.public_id))


def test_who_leaves_loses_it_from_the_calendar_and_the_others_do_not(
    planned, owner, peer, group, now
):
    moderating.leave(group, person=peer, now=now)
    assert [str(one["method"]) for one in invitations_to(peer)] == ["REQUEST", "CANCEL"]
    assert [str(one["method"]) for one in invitations_to(owner)] == ["REQUEST"]
    planned.refresh_from_db()
    assert planned.is_planned


@pytest.mark.parametrize("name", ["meeting", "meeting_move", "meeting_cancel"])
def test_the_pages_of_a_planned_meeting_open(login, owner, planned, name):
    assert login(owner).get(address(name, planned)).status_code == 200


# ---- Read by another program than the one that wrote it ----


def read_by_another(letter):
    """The method of the calendar and its one event, as `ical` reads them."""
    calendar = IcsCalendarStream.calendar_from_ics(letter.calendar)
    [event] = calendar.events
    return calendar.method, event


def test_another_parser_reads_the_same_meeting_through_all_changes(planned, owner, peer, now):
    later = SOON + timedelta(days=7)
    meetings.move(planned, later, minutes=60, place="Online", now=now, by=by(owner))
    meetings.cancel(planned, now=now, by=by(owner))
    letters = Letter.objects.filter(person=peer).exclude(calendar="").order_by("id")
    first, moved, gone = (read_by_another(letter) for letter in letters)
    assert [method for method, _ in (first, moved, gone)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {event.uid for _, event in (first, moved, gone)} == {first[1].uid}
    assert [event.sequence for _, event in (first, moved, gone)] == [0, 1, 2]
    assert first[1].start_datetime == SOON
    assert first[1].end_datetime - first[1].start_datetime == timedelta(minutes=90)
    assert (moved[1].start_datetime, moved[1].location) == (later, "Online")
    assert first[1].summary == "Intervisie: Intervisie Noord"


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [("2027-03-27", 9), ("2027-03-28", 8), ("2027-10-30", 8), ("2027-10-31", 9)],
)
def test_another_parser_agrees_on_the_hour_around_the_clock_change(
    login, owner, group, day, utc_hour
):
    login(owner).post(address("meeting_new", group), facts((day, "10:00")))
    _, event = read_by_another(Letter.objects.exclude(calendar="").get(person=owner))
    assert event.start_datetime.astimezone(UTC).hour == utc_hour


# ---- What fresh eyes found ----


def test_a_choice_of_meanwhile_is_taken_back_from_every_calendar(poll, owner, peer, now):
    """Somebody stops the search in one window while a moment is chosen in another."""
    stale = Meeting.objects.get(pk=poll.pk)
    meetings.choose(poll, poll.moments.first(), now=now, by=by(owner))
    meetings.cancel(stale, now=now, by=by(peer))
    told = Letter.objects.filter(kind="portfolios/meeting_cancelled")
    assert set(told.values_list("person", flat=True)) == {owner.pk, peer.pk}


def test_a_group_that_stops_calls_its_meetings_off(planned, owner, peer, group, now):
    moderating.end(group, now=now, by=by(owner))
    planned.refresh_from_db()
    assert planned.status == Meeting.Status.CANCELLED
    kinds = set(Letter.objects.filter(person=peer).values_list("kind", flat=True))
    assert "portfolios/meeting_cancelled" in kinds
    assert "portfolios/meeting_left" not in kinds


def test_nothing_suits_best_while_nobody_answered(poll, owner):
    lines = meetings.lines_of(poll, moderating.members_of(poll.group))
    assert meetings.best_of(lines) is None
