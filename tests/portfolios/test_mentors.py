"""Mentors: asked in own words, a kind no, both calendars, and never that person's assessor."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from portfolios.dossier.models import LearningActivity
from portfolios.together import mentoring
from portfolios.together.models import Meeting, MentorProfile, Mentorship
from register.models import Registration
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
FACTS = {
    "words": "Ik stel veel vragen.", "kinds_of_work": ["youth"], "province": "Zeeland",
    "online": True, "capacity": 1,
}  # fmt: skip
SECRET = "Ik durf in een gesprek nooit nee te zeggen"
LATER = datetime(2026, 12, 8, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def address(name, thing=None):
    return reverse(f"together:{name}", args=[thing.public_id] if thing else [])


@pytest.fixture
def mentor(scheme, today):
    person = people.person("Shaida", "Abdoel")
    people.registered(person, since=today - timedelta(days=900))
    mentoring.offer(person, FACTS)
    return person


@pytest.fixture
def asked(mentor, owner, now):
    return mentoring.ask(mentor, words=SECRET, now=now, by=Actor.self(owner))


@pytest.fixture
def pair(asked, mentor, now):
    mentoring.accept(asked, reply="Graag!", now=now, by=Actor.self(mentor))
    return asked


# ---- The directory ----


def test_only_who_is_registered_offers_to_be_a_mentor(login, stranger, mentor):
    assert "als je in het register staat" in (
        login(stranger).get(address("mentor_offer")).content.decode()
    )
    with pytest.raises(NotAllowed):
        mentoring.offer(stranger, FACTS)
    assert login(mentor).get(address("mentor_offer")).status_code == 200


def test_the_directory_shows_own_words_and_no_address(login, owner, mentor):
    page = login(owner).get(address("mentors")).content.decode()
    assert "Ik stel veel vragen." in page
    assert mentor.name in page
    assert mentor.email not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("?waar=online", True), ("?waar=Zeeland", True), ("?waar=Drenthe", False),
     ("?werk=youth", True), ("?werk=debt", False), ("?onderwerp=vragen", True)],
)  # fmt: skip
def test_looking_in_the_directory(login, owner, mentor, query, found):
    page = login(owner).get(address("mentors") + query).content.decode()
    assert (mentor.name in page) == found


def test_who_steps_back_is_not_shown_and_keeps_who_is_walked_along_with(login, mentor, pair):
    login(mentor).post(address("mentor_offer"), {"step": "remove"})
    assert not MentorProfile.objects.get().open
    pair.refresh_from_db()
    assert pair.status == Mentorship.Status.ACTIVE


@pytest.mark.parametrize("rows", [1, 3])
def test_the_directory_has_a_fixed_number_of_queries(
    login, owner, today, rows, django_assert_num_queries
):
    for number in range(rows):
        person = people.person(f"Mentor{number}", "Rij")
        MentorProfile.objects.create(person=person, **FACTS)
    mine = login(owner)
    with django_assert_num_queries(7):
        assert mine.get(address("mentors")).status_code == 200


# ---- Asking and answering ----


def test_a_mentor_is_asked_and_says_yes(login, owner, mentor):
    profile = MentorProfile.objects.get()
    mine, theirs = login(owner), login(mentor)
    mine.post(address("mentor_ask", profile), {"words": SECRET})
    pair = Mentorship.objects.get()
    assert SECRET in theirs.get(address("mentorship", pair)).content.decode()
    assert SECRET not in Letter.objects.get(kind="portfolios/mentor_asked").body
    theirs.post(address("mentorship_answer", pair), {"answer": "accept", "reply": "Graag!"})
    page = mine.get(address("mentorship", pair)).content.decode()
    assert "Graag!" in page
    assert "Jullie lopen samen op" in page
    assert Letter.objects.filter(person=owner, kind="portfolios/mentor_yes").exists()
    assert Event.objects.of(pair).filter(verb="mentorship.accept").exists()


def test_a_no_needs_no_reason_and_is_kind(login, owner, mentor, asked):
    login(mentor).post(address("mentorship_answer", asked), {"answer": "decline", "reply": ""})
    letter = Letter.objects.get(person=owner)
    assert "Dat zegt niets over jou" in letter.body
    asked.refresh_from_db()
    assert asked.status == Mentorship.Status.DECLINED


def test_after_a_no_the_mentor_is_not_asked_again_at_once(owner, mentor, asked, now):
    mentoring.decline(asked, reply="", now=now, by=Actor.self(mentor))
    by = Actor.self(owner)
    with pytest.raises(NotAllowed, match="vanaf"):
        mentoring.ask(mentor, words="Toch?", now=now + timedelta(days=89), by=by)
    mentoring.ask(mentor, words="En nu?", now=now + timedelta(days=90), by=by)


def test_nobody_answers_for_the_mentor(login, owner, stranger, asked, now):
    with pytest.raises(NotAllowed):
        mentoring.accept(asked, reply="", now=now, by=Actor.self(owner))
    theirs = login(stranger)
    for name in ("mentorship_answer", "mentorship_end", "mentorship_agreements"):
        assert theirs.post(address(name, asked), {"answer": "accept"}).status_code == 404
    assert theirs.get(address("mentorship", asked)).status_code == 404


def test_no_role_reads_what_two_people_write(login, desk, committee, pair):
    for person in (desk, committee):
        assert login(person).get(address("mentorship", pair)).status_code == 404


def test_who_is_full_is_not_asked(pair, mentor, stranger, now):
    with pytest.raises(NotAllowed, match="geen plek"):
        mentoring.ask(mentor, words="Ik?", now=now, by=Actor.self(stranger))


def test_the_database_refuses_to_be_ones_own_mentor(owner, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mentorship.objects.create(mentor=owner, mentee=owner, asked_on=today)


def test_asking_twice_is_refused_and_withdrawing_makes_room(mentor, owner, asked, now):
    with pytest.raises(NotAllowed, match="al gevraagd"):
        mentoring.ask(mentor, words="Nog eens", now=now, by=Actor.self(owner))
    asked.withdraw(by=Actor.self(owner))
    assert mentoring.ask(mentor, words="Toch", now=now, by=Actor.self(owner)).pk


# ---- Walking along ----


def test_what_the_other_wrote_meanwhile_is_not_lost(login, owner, mentor, pair):
    mine, theirs = login(owner), login(mentor)
    mine.post(address("mentorship_agreements", pair), {"agreements": "Elke maand", "before": ""})
    late = theirs.post(
        address("mentorship_agreements", pair), {"agreements": "Elke week", "before": ""}
    )
    assert late.status_code == 422
    assert "Elke week" in late.content.decode()
    pair.refresh_from_db()
    assert pair.agreements == "Elke maand"


def test_both_get_the_meeting_in_the_calendar_and_moves_keep_its_identity(
    login, owner, mentor, pair
):
    login(owner).post(
        address("mentorship_meet", pair),
        {"kind": "rehearsal", "day": "2026-12-08", "time": "10:00", "minutes": 60, "place": "Hier"},
    )
    meeting = Meeting.objects.get()
    login(mentor).post(
        address("meeting_move", meeting),
        {"day": "2026-12-09", "time": "11:00", "minutes": 60, "place": "Hier"},
    )
    login(mentor).post(address("meeting_cancel", meeting))
    for person, other in ((owner, mentor), (mentor, owner)):
        letters = Letter.objects.filter(person=person).exclude(calendar="").order_by("id")
        calendars = [Calendar.from_ical(one.calendar) for one in letters]
        assert [str(one["method"]) for one in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
        [event] = calendars[0].walk("VEVENT")
        assert str(event["summary"]) == f"Proefgesprek met {other.name}"
        assert not any(other.email in one.calendar for one in letters)


@pytest.mark.parametrize(
    ("day", "moved_to", "hours"),
    [("2027-03-26", "2027-03-29", (9, 8)), ("2027-10-29", "2027-11-01", (8, 9))],
)
def test_two_parsers_read_one_meeting_through_all_changes_and_over_the_clock_change(
    login, owner, mentor, pair, day, moved_to, hours
):
    """Ten o'clock stays ten o'clock, and it stays one meeting in both calendars."""
    facts = {"kind": "mentor", "time": "10:00", "minutes": 45, "place": "Hier"}
    login(owner).post(address("mentorship_meet", pair), facts | {"day": day})
    meeting = Meeting.objects.get()
    theirs = login(mentor)
    theirs.post(address("meeting_move", meeting), facts | {"day": moved_to})
    theirs.post(address("meeting_cancel", meeting))
    for person in (owner, mentor):
        letters = Letter.objects.filter(person=person).exclude(calendar="").order_by("id")
        read = [
            (str(one["method"]), str(event["uid"]), int(event["sequence"]),
             event.decoded("dtstart"), event.decoded("dtend"))
            for one in (Calendar.from_ical(letter.calendar) for letter in letters)
            for event in one.walk("VEVENT")
        ]  # fmt: skip
        by_another = [
            (one.method, event.uid, event.sequence, event.start_datetime, event.end_datetime)
            for one in (IcsCalendarStream.calendar_from_ics(each.calendar) for each in letters)
            for event in one.events
        ]
        assert read == by_another
        assert [each[0] for each in read] == ["REQUEST", "REQUEST", "CANCEL"]
        assert len({each[1] for each in read}) == 1
        assert [each[2] for each in read] == [0, 1, 2]
        assert tuple(each[3].astimezone(UTC).hour for each in read[:2]) == hours
        assert all(each[4] - each[3] == timedelta(minutes=45) for each in read)


def test_the_lists_keep_nothing(login, owner, pair):
    mine = login(owner)
    for name in ("rehearsal", "yearly"):
        response = mine.get(address(name, pair))
        assert response.status_code == 200
        assert b"<textarea" not in response.content
        assert mine.post(address(name, pair), {"x": "y"}).status_code == 405


def test_sharing_begins_with_the_address_of_the_other(login, owner, mentor, pair, make_story):
    make_story(owner, title="Mijn verhaal", signal="Iets")
    mine = login(owner)
    response = mine.post(address("share_with_mentor", pair), follow=True)
    assert mentor.email in response.content.decode()
    assert mentor.email not in mine.get(reverse("dossier:share_new")).content.decode()


def test_mentoring_is_an_activity_only_where_the_mentor_wants_it_and_names_nobody(
    login, owner, mentor, pair
):
    assert not LearningActivity.objects.exists()
    login(owner).post(address("mentoring_to_activity", pair))
    assert not LearningActivity.objects.exists()
    theirs = login(mentor)
    theirs.post(address("mentoring_to_activity", pair))
    theirs.post(address("mentoring_to_activity", pair))
    activity = LearningActivity.objects.get()
    assert activity.owner == mentor
    assert owner.last_name not in activity.title


def test_ending_tells_the_other_and_clears_the_calendars(owner, mentor, pair, now):
    mentoring.meet(pair, kind="mentor", starts_at=LATER, minutes=60, place="Hier", now=now,
                   by=Actor.self(owner))  # fmt: skip
    mentoring.end(pair, now=now, by=Actor.self(owner))
    assert Meeting.objects.get().status == Meeting.Status.CANCELLED
    assert Letter.objects.filter(person=mentor, kind="portfolios/mentorship_ended").exists()
    with pytest.raises(NotAllowed):
        mentoring.agree(pair, "Nog iets", kept="")


# ---- What fresh eyes found ----


def test_replacing_a_word_answers_nothing(login, mentor, asked):
    """The button that replaces a name is no answer to the mentee."""
    page = login(mentor).post(
        address("mentorship_answer", asked), {"reply": "Leuk!", "replace": "reply:Leuk"}
    )
    assert page.status_code == 422
    asked.refresh_from_db()
    assert asked.status == Mentorship.Status.ASKED


def test_when_both_write_agreements_both_are_seen(login, owner, mentor, pair):
    mentoring.agree(pair, "Elke maand.", kept="")
    mine = {"agreements": "Elke week.", "before": ""}
    client = login(owner)
    clash = client.post(address("mentorship_agreements", pair), mine)
    page = clash.content.decode()
    assert clash.status_code == 422
    assert "Elke maand." in page
    assert "Elke week." in page
    again = mine | {"before": "Elke maand.", "agreements": "Elke week, en elke maand."}
    assert client.post(address("mentorship_agreements", pair), again).status_code == 302
    pair.refresh_from_db()
    assert pair.agreements == "Elke week, en elke maand."


def test_who_is_no_longer_registered_is_not_asked_and_can_step_back(login, owner, mentor):
    Registration.objects.filter(person=mentor).update(status="paused", paused_on="2026-11-01")
    assert mentor.name not in login(owner).get(address("mentors")).content.decode()
    client = login(mentor)
    assert address("mentor_offer") in client.get(address("mentors")).content.decode()
    assert "Haal mij uit de lijst" in client.get(address("mentor_offer")).content.decode()
    client.post(address("mentor_offer"), {"step": "remove"})
    assert not MentorProfile.objects.get(person=mentor).open


def test_erasing_somebody_takes_the_meetings_out_of_the_other_calendar(owner, mentor, pair, now):
    mentoring.meet(
        pair, kind="mentor", starts_at=LATER, minutes=60, place="Online", now=now,
        by=Actor.self(owner),
    )  # fmt: skip
    mentoring.erase(owner, today=now.date(), by=Actor.system("test"))
    assert Meeting.objects.get().status == Meeting.Status.CANCELLED
    assert Meeting.objects.get().place == ""


def test_erasing_the_mentee_takes_along_what_the_mentor_said(owner, mentor, pair, now):
    assert Mentorship.objects.get(pk=pair.pk).reply
    mentoring.erase(owner, today=now.date(), by=Actor.system("test"))
    left = Mentorship.objects.get(pk=pair.pk)
    assert (left.words, left.reply, left.agreements) == ("", "", "")
