"""Who has a tie to a provider does nothing about its programmes; who read one does not decide."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation import (
    programme_decisions,
    programme_objections,
    programme_reading,
    programme_terms,
)
from accreditation.models import ProgrammeReading, ProgrammeRequest
from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios.models import Attendance
from register import chambers
from register.models import Chamber
from tests.makers import courses, people
from tests.makers import programmes as make

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
DAY = timedelta(days=1)
DRY, ENOUGH = 19, 21  # queries about two or three members, however many objections there are


@pytest.fixture
def provider(owner, now):
    return courses.provider(owner, now=now)


@pytest.fixture
def sent(provider, owner, today):
    return make.sent(provider, owner, today=today)


def address(name, *args):
    return reverse(name, args=[one.public_id for one in args])


def proposed(sent, desk, now):
    make.reviewed(sent, now=now, advice="not")
    programme_decisions.propose_refusal(
        sent, reason="Er is geen intervisie.", today=now.date(), by=Actor(desk, Role.DESK)
    )


def test_a_colleague_with_a_tie_does_nothing_by_hand_either(login, provider, sent, owner, now):
    tied = people.person("Ties", "Bureau", role=Role.DESK)
    one, _ = make.readers(sent, now=now)
    sent.messages.create(from_register=False, author=owner, text="Hoi.", written_on=now.date())
    provider.people.create(person=tied, role="member", from_on=now.date())
    staff, there = login(tied), address("desk_programmes:reply", sent)
    assert staff.post(there, {"text": "Komt goed."}).status_code == 409
    assert staff.post(there, {"step": "read"}).status_code == 409
    away = address("desk_programmes:take_from_reader", one)
    assert staff.post(away).status_code == 409
    assert sent.messages.unread().count() == 1
    assert sent.readings.waiting().count() == 2
    page = staff.get(address("desk_programmes:request", sent)).text
    assert away not in page
    assert there not in page


def test_a_colleague_with_a_tie_drops_no_proposal(login, provider, sent, desk, now):
    proposed(sent, desk, now)
    tied = people.person("Ties", "Bureau", role=Role.DESK)
    provider.people.create(person=tied, role="member", from_on=now.date())
    where = address("desk_programmes:take_back", sent)
    assert login(tied).post(where).status_code == 409
    sent.refresh_from_db()
    assert sent.status == "refusing"


def test_a_colleague_with_a_tie_reads_no_findings_and_no_names(login, provider, sent, desk, now):
    proposed(sent, desk, now)
    reader = sent.readings.first().reader
    page, where = login(desk).get, address("desk_programmes:request", sent)
    seen = (make.FINDINGS, reader.last_name, "geen intervisie")
    assert all(each in page(where).text for each in seen)
    provider.people.create(person=desk, role="member", from_on=now.date())
    assert not any(each in page(where).text for each in seen)


def test_a_reader_to_whom_a_tie_came_reads_no_more(login, provider, sent, now):
    one, _ = make.readers(sent, now=now)
    mine, where = login(one.reader), address("programme_reader:reading", one)
    assert mine.get(where).status_code == 200
    provider.people.create(person=one.reader, role="member", from_on=now.date())
    page, home = mine.get(where), mine.get(reverse("programme_reader:home")).text
    assert page.status_code == 200
    assert "Je leest deze aanvraag niet meer" in page.text
    assert "Je leest een aanvraag niet meer" in home
    for text in (page.text, home):
        assert sent.title not in text
        assert sent.words not in text
    give = {"findings": "Toch nog dit.", "advice": "accredit"}
    assert "niet meer" in mine.post(where, give).text
    assert mine.post(address("programme_reader:message", one), {"text": "En?"}).url == where
    assert not sent.messages.exists()
    one.refresh_from_db()
    assert one.status == "asked"


def test_the_next_night_the_desk_asks_another_than_a_reader_with_a_tie(
    login, provider, sent, desk, now
):
    one, other = make.readers(sent, now=now)
    provider.people.create(person=one.reader, role="member", from_on=now.date())
    for _ in range(2):
        programme_terms.run_programmes()
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.status) == ("declined", "asked")
    letter = Letter.objects.get(kind="accreditation/programme_released")
    assert letter.person == one.reader
    assert "niet meer" in login(one.reader).get(address("programme_reader:reading", one)).text
    assert "niet meer" not in login(one.reader).get(reverse("programme_reader:home")).text
    assert list(ProgrammeRequest.objects.without_readers()) == [sent]


def test_the_desk_takes_it_from_a_reader_with_a_tie_at_once(login, provider, sent, desk, now):
    one, _ = make.readers(sent, now=now)
    provider.people.create(person=one.reader, role="member", from_on=now.date())
    login(desk).post(address("desk_programmes:take_from_reader", one))
    one.refresh_from_db()
    assert one.status == "declined"
    with pytest.raises(DatabaseError, match="tie"), transaction.atomic():
        ProgrammeReading.objects.filter(pk=one.pk).update(reader=one.reader, status="asked")


def test_who_gave_it_back_without_a_tie_finds_nothing_there(login, sent, now):
    one, _ = make.readers(sent, now=now)
    programme_reading.decline(one, today=now.date(), by=make.acting(one))
    assert login(one.reader).get(address("programme_reader:reading", one)).status_code == 404


def test_who_taught_there_before_has_a_tie_within_the_years_of_the_scheme(
    provider, sent, stranger, now, today
):
    taught = people.person("Tess", "Teacher", role=Role.ASSESSOR)
    run = courses.run(courses.course(provider, now=now), now=now)
    kept = Attendance.objects.create(
        person=stranger, run=run, status="kept", came_by="list", attended_on=today - 30 * DAY,
        proposed_on=today, kept_on=today, taught_by=[taught.email],
    )  # fmt: skip
    assert taught not in programme_reading.may_read(sent, today=today)
    Attendance.objects.filter(pk=kept.pk).update(attended_on=today - 5 * 366 * DAY)
    assert taught in programme_reading.may_read(sent, today=today)


def test_the_desk_sees_that_too_few_of_a_chamber_have_no_tie(
    provider, sent, owner, desk, now, today
):
    proposed(sent, desk, now)
    east = people.member("Carla", "Kamer", Chamber.EAST)
    programme_decisions.refuse(sent, now=now, by=east)
    programme_objections.send(sent.programme, text="Nee.", now=now, by=Actor.self(owner))
    one, _ = people.members(Chamber.WEST)
    assert chambers.stuck(today) == []
    provider.people.create(person=one.user, role="member", from_on=today)
    assert [each.title for each in chambers.stuck(today)] == ["bezwaar over een opleiding"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("dry", [False, True])
def test_who_may_hear_an_objection_is_asked_once_for_all(
    sent, owner, desk, now, today, rows, dry, django_assert_num_queries
):
    """Also where a chamber is too small for all of them."""
    asked = [sent]
    for number in range(1, rows):
        person = people.person(f"Nog{number}", "Opleider")
        other = courses.provider(person, now=now, name=f"Opleider {number}")
        asked.append(make.sent(other, person, today=today))
    for each in asked:
        proposed(each, desk, now)
    east = people.member("Carla", "Kamer", Chamber.EAST)
    for each in asked:
        programme_decisions.refuse(each, now=now, by=east)
        by = Actor.self(each.asked_by)
        programme_objections.send(each.programme, text="Nee.", now=now, by=by)
    people.member("Een", "Alleen", Chamber.WEST)
    if not dry:
        people.member("Nog", "Een", Chamber.WEST)
    with django_assert_num_queries(DRY if dry else ENOUGH):
        found = chambers.stuck(today)
    assert len(found) == (rows if dry else 0)


def test_who_read_does_not_sign(login, sent, desk, now, today):
    proposed(sent, desk, now)
    reader = sent.readings.first().reader
    people.seat(reader, Chamber.WEST)
    assert login(reader).get(address("programme_committee:case", sent)).status_code == 404
    by = Actor(reader, Role.COMMITTEE)
    with pytest.raises(NotAllowed, match="las deze aanvraag"):
        programme_decisions.refuse(sent, now=now, by=by)
    with pytest.raises(DatabaseError, match="read a request"), transaction.atomic():
        ProgrammeRequest.objects.filter(pk=sent.pk).update(
            second_decider=reader, decided_on=today, status="refused"
        )


def test_who_read_does_not_decide_at_the_desk(sent, now):
    make.reviewed(sent, now=now)
    by = Actor(sent.readings.first().reader, Role.DESK)
    with pytest.raises(NotAllowed, match="las deze aanvraag"):
        programme_decisions.grant(sent, reason="Goed.", from_on=None, now=now, by=by)
    for step in (programme_decisions.propose_refusal, programme_decisions.ask_first):
        day = {"today": now.date()} if step is programme_decisions.propose_refusal else {"now": now}
        with pytest.raises(NotAllowed, match="las deze aanvraag"):
            step(sent, reason="Niet goed.", by=by, **day)


def test_who_works_at_the_desk_is_not_asked_to_read(sent, today):
    both = people.person("Bas", "Beide", role=Role.ASSESSOR)
    assert both in programme_reading.may_read(sent, today=today)
    RoleGrant.objects.create(user=both, role=Role.DESK, from_on=today)
    assert both not in programme_reading.may_read(sent, today=today)
