"""Any acts in any order over years: what must be true of all rows stays true (promise 3)."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.actors import Actor
from accreditation import (
    cycles,
    decisions,
    handing_in,
    lapsing,
    leaving,
    pauses,
    readiness,
    welcome,
)
from accreditation.models import Cycle
from audit.acts import NotAllowed
from config import integrity, overview, reading
from kit import clock
from outbox.models import Letter
from register import extension, pausing
from register import lapsing as notices
from register.models import LapseNotice, Registration
from tests.accreditation.conftest import fill, make_assessor, signed
from tests.makers import people, reference, terms


class Life:
    """One registered person, and everything that can happen to the registration."""

    def __init__(self, since: date) -> None:
        reference.scheme()
        self.today = since
        self.person = people.person("Willem", "Wandelaar")
        self.registration = people.registered(self.person, since=since)
        self.desk = people.desk_actor()
        self.self = Actor.self(self.person)
        cycles.start(self.registration.current_period, by=self.desk)
        fill(self.person)

    def step(self, days: int, act: str) -> None:
        self.today += timedelta(days=days)
        with clock.standing_at(terms.noon(self.today)), suppress(NotAllowed), transaction.atomic():
            getattr(self, act)()
        self.registration.refresh_from_db()

    def night(self) -> None:
        Letter.objects.filter(accepted_at=None).update(accepted_at=clock.now())
        for notice in lapsing.open_mails():
            notices.note_mail(notice, by=lapsing.BY)
        pausing.end_pauses()
        for registration in lapsing.candidates(self.today):
            lapsing.step(registration, now=clock.now())

    def post(self) -> None:
        for notice in LapseNotice.objects.to_post():
            notices.note_posted(notice, today=self.today, by=self.desk)

    def bounce(self) -> None:
        Letter.objects.filter(kind=notices.NOTICE_KIND).update(bounced_at=clock.now())

    def come_back_to_sender(self) -> None:
        for notice in LapseNotice.objects.standing().filter(channel="post").exclude(sent_on=None):
            notices.note_returned(notice, today=self.today, by=self.desk)

    def confirm(self) -> None:
        lapsing.confirm(self.registration, now=clock.now(), by=self.desk)

    def undo(self) -> None:
        lapsing.undo(self.registration, now=clock.now(), by=self.desk)

    def keep(self) -> None:
        notices.keep(self.registration, now=clock.now(), by=self.self)

    def more_time(self) -> None:
        room = extension.room(self.registration, today=self.today)
        extension.extend(self.registration, months=room.months, today=self.today, by=self.self)

    def pause(self) -> None:
        pauses.pause(self.registration, listed=True, today=self.today, by=self.self)

    def resume(self) -> None:
        pausing.resume(self.registration, today=self.today, by=self.self)

    def leave(self) -> None:
        leaving.leave(self.registration, now=clock.now(), by=self.self)

    def hand_in(self) -> None:
        cycle = cycles.current(self.person)
        if cycle:
            choice = readiness.everything(self.person)
            handing_in.hand_in(cycle, choice, now=clock.now(), by=self.self)

    def take_back(self) -> None:
        cycle = cycles.current(self.person)
        if cycle:
            handing_in.take_back(cycle, now=clock.now(), by=self.self)

    def come_back(self) -> None:
        if self.registration.status not in Registration.MAY_COME_BACK:
            return
        application = people.welcomed(self.person, today=self.today, returns_to=self.registration)
        welcome.admit(application, today=self.today, by=self.desk)


ACTS = [name for name in vars(Life) if not name.startswith("_") and name != "step"]
steps = st.lists(
    st.tuples(st.sampled_from([0, 1, 7, 8, 29, 31, 90, 200, 400]), st.sampled_from(ACTS)),
    max_size=30,
)
STARTS = [date(2024, 2, 29), date(2023, 12, 31), date(2022, 3, 27), date(2022, 10, 30)]
SILENCE = [(2000, "night"), (0, "post"), (1, "night"), (8, "night")]


@pytest.mark.django_db
@given(since=st.sampled_from(STARTS), life=steps)
@example(since=STARTS[0], life=[*SILENCE, (28, "confirm"), (5, "undo"), (200, "night")])
@example(since=STARTS[1], life=[*SILENCE, (28, "confirm"), (5, "come_back"), (0, "leave")])
@example(since=STARTS[0], life=[(1000, "pause"), (500, "night"), (300, "night"), (9, "hand_in")])
@settings(max_examples=15, deadline=None)
def test_no_order_of_acts_breaks_a_rule(since, life):
    with transaction.atomic():
        one = Life(since)
        for days, act in life:
            before = one.registration.status
            owed = Cycle.objects.filter(status__in=Cycle.OWED).exists()
            one.step(days, act)
            assert list(integrity.broken(one.today)) == []
            if one.registration.status in ("lapse_proposed", "lapsed") and before == "active":
                assert not owed
                assert act == "night"
            if one.registration.status == "lapsed" != before:
                assert act == "confirm"
        transaction.set_rollback(True)


def test_the_walk_reaches_a_lapse(db):
    life = Life(STARTS[0])
    for days, act in [*SILENCE, (28, "confirm")]:
        life.step(days, act)
    assert life.registration.status == "lapsed"


@pytest.mark.parametrize("returns", [False, True])
def test_leaving_while_the_next_period_lies_ahead_breaks_no_rule(owner, scheme, now, returns):
    """Renewed early, gone before the new period began: it stays empty, and a return is anew."""
    report = signed(owner, make_assessor("Hanneke", "Wit"), now=now, at=now + timedelta(days=8))
    registration = owner.registration
    today = timezone.localdate(now) + timedelta(days=12)
    decisions.settle(report.conversation.seats.get().cycle, today=today)
    assert registration.periods.latest("from_on").from_on > today
    with clock.standing_at(terms.noon(today)):
        leaving.leave(registration, now=clock.now(), by=Actor.self(owner))
        registration.refresh_from_db()
        if returns:
            anew = people.welcomed(owner, today=today, returns_to=registration)
            welcome.admit(anew, today=today, by=people.desk_actor())
            assert overview.latest_period(owner) == registration.current_period
            assert reading.newest_cycle(owner) == cycles.current(owner)
        assert list(integrity.broken(today)) == []


def test_the_command_names_what_is_broken(owner, scheme, today, capsys):
    people.registered(owner, since=today)  # and no cycle
    with pytest.raises(SystemExit):
        call_command("check_integrity")
    told = capsys.readouterr().out
    assert "1 rows break: each period has its cycle" in told
    cycles.start(owner.registration.current_period, by=people.desk_actor())
    call_command("check_integrity")
    assert "0 broken" in capsys.readouterr().out
