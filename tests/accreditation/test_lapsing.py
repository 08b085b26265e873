"""Nobody lapses by accident: two proven notices, a person, and nothing owed (promise 3)."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actors import Actor
from accounts.models import Role
from accreditation import handing_in, lapsing, readiness
from accreditation.models import Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from register import extension
from register import lapsing as notices
from register.models import LapseNotice, Registration
from tests.accreditation.test_readiness import fill
from tests.makers import people, terms

LONG = timedelta(days=400)


@pytest.fixture
def registration(owner, scheme, today):
    return terms.silent(owner, today=today)


def kinds(person) -> list[str]:
    letters = Letter.objects.filter(person=person, kind__startswith="register/")
    return [kind.split("/")[1] for kind in letters.order_by("pk").values_list("kind", flat=True)]


def test_before_the_term_nothing_is_written(owner, scheme, today):
    registration = terms.silent(owner, today=today, months=0)
    lapsing.step(registration, now=terms.noon(today - timedelta(days=1)))
    assert not LapseNotice.objects.exists()
    assert lapsing.obstacles(registration, today=today - timedelta(days=1)) == [
        "De termijn loopt nog."
    ]


def test_first_two_notices_then_a_proposal_then_a_person(registration, owner, today):
    lapsing.step(registration, now=terms.noon(today))
    lapsing.step(registration, now=terms.noon(today))
    assert sorted(LapseNotice.objects.values_list("channel", flat=True)) == ["mail", "post"]
    lapsing.step(registration, now=terms.noon(today + LONG))
    registration.refresh_from_db()
    assert registration.status == "active"  # neither of them was proven
    LapseNotice.objects.all().delete()
    terms.proposed(registration, on=today)
    assert registration.status in Registration.LISTED
    with pytest.raises(NotAllowed, match="niet lang genoeg"):
        lapsing.confirm(
            registration, now=terms.noon(today + timedelta(days=27)), by=people.desk_actor()
        )
    lapsing.confirm(
        registration, now=terms.noon(today + timedelta(weeks=4)), by=people.desk_actor()
    )
    registration.refresh_from_db()
    assert registration.status == "lapsed"
    assert registration.lapse_confirmed_by is not None
    assert Cycle.objects.get(person=owner).status == "closed"
    assert kinds(owner)[-3:] == ["lapse_notice", "lapse_proposed", "lapsed"]


@pytest.mark.parametrize("channel", ["mail", "post"])
def test_a_notice_that_came_back_proves_nothing(registration, today, channel):
    terms.proposed(registration, on=today)
    notice = registration.current_period.lapse_notices.get(channel=channel)
    notices.note_returned(notice, today=today, by=people.desk_actor())
    registration.refresh_from_db()
    assert registration.status == "active"
    lapsing.step(registration, now=terms.noon(today + timedelta(days=30)))
    registration.refresh_from_db()
    assert registration.status == "active"


def test_a_bounced_mail_is_noticed_by_night(registration, owner, today, run_jobs, standing_clock):
    terms.noticed(registration, on=today - timedelta(days=2))
    Letter.objects.filter(kind=notices.NOTICE_KIND).update(bounced_at=terms.noon(today))
    lapsing.lapse()
    assert LapseNotice.objects.get(channel="mail").returned_on == today


@pytest.mark.parametrize("when", ["noticed", "proposed"])
def test_one_click_is_a_sign_of_life_and_brings_rest(
    registration, owner, login, today, standing_clock, when
):
    getattr(terms, when)(registration, on=today)
    page = login(owner).get("/mijn/registratie/").content.decode()
    assert "Ik wil geregistreerd blijven" in page
    login(owner).post("/mijn/registratie/blijven/")
    registration.refresh_from_db()
    assert registration.status == "active"
    assert registration.notice_mail_on is None
    assert (
        "Ik wil geregistreerd blijven"
        not in login(owner).get("/mijn/registratie/").content.decode()
    )
    for days, count in ((170, 2), (185, 4)):
        lapsing.step(registration, now=terms.noon(today + timedelta(days=days)))
        assert LapseNotice.objects.count() == count


def test_handing_in_answers_the_notices(registration, owner, today):
    fill(owner)
    terms.proposed(registration, on=today)
    cycle = Cycle.objects.get(person=owner)
    choice = readiness.everything(owner)
    handing_in.hand_in(cycle, choice, now=terms.noon(today), by=Actor.self(owner))
    registration.refresh_from_db()
    assert registration.status == "active"
    assert not LapseNotice.objects.standing().exists()
    lapsing.step(registration, now=terms.noon(today + LONG))
    assert LapseNotice.objects.count() == 2


def test_more_time_moves_the_term(registration, owner, today):
    terms.proposed(registration, on=today)
    extension.extend(registration, months=6, today=today, by=Actor.self(owner))
    registration.refresh_from_db()
    assert registration.status == "active"
    assert "De termijn loopt nog." in lapsing.obstacles(registration, today=today)


def test_undone_there_is_no_gap(registration, owner, today):
    terms.lapsed(registration, on=today)
    before = list(registration.periods.values_list("from_on", "until_on"))
    lapsing.undo(registration, now=terms.noon(today), by=people.desk_actor())
    registration.refresh_from_db()
    assert registration.status == "active"
    assert registration.ended_on is None
    assert list(registration.periods.values_list("from_on", "until_on")) == before
    assert Cycle.objects.get(person=owner).status == "running"


def test_nobody_confirms_the_own_lapse(registration, owner, today):
    terms.proposed(registration, on=today - timedelta(weeks=5))
    with pytest.raises(NotAllowed, match="jezelf"):
        lapsing.confirm(registration, now=terms.noon(today), by=Actor(owner, Role.DESK))


# ---- Past our own code ----

TO_PROPOSED = """
    UPDATE register_registration SET status = 'lapse_proposed',
        notice_mail_on = %(mail)s, notice_post_on = %(post)s, lapse_proposed_on = %(day)s
"""
TO_LAPSED = """
    UPDATE register_registration SET status = 'lapsed', ended_on = %(day)s,
        notice_mail_on = %(mail)s, notice_post_on = %(post)s, lapse_confirmed_by_id = %(desk)s
"""


CHANGE = "UPDATE register_lapsenotice SET"
OWED = "UPDATE accreditation_cycle SET status = 'more_time'"


@contextmanager
def for_a_moment(sql: str, *values: str):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        yield
        transaction.set_rollback(True)


def refused(sql: str, **values) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


def test_the_database_refuses_every_other_way(registration, owner, today):
    desk = people.desk_actor().person.pk
    facts = {"mail": today, "post": today, "day": today, "desk": desk}
    refused(TO_LAPSED, **facts)  # from active
    refused(TO_PROPOSED, **facts)  # no notices
    terms.noticed(registration, on=today)
    refused(TO_PROPOSED, **facts)  # may still bounce
    later = facts | {"day": today + timedelta(days=7)}
    refused(TO_PROPOSED, **later | {"mail": today - timedelta(days=1)})  # another day than was
    for change in (
        "returned_on = sent_on",
        "answered_on = sent_on",
        "sent_on = sent_on - 365, written_on = written_on - 365",
    ):
        for channel in LapseNotice.Channel:
            with for_a_moment(f"{CHANGE} {change} WHERE channel = %s", channel):
                refused(TO_PROPOSED, **later)
    with for_a_moment(OWED):
        refused(TO_PROPOSED, **later)
    with for_a_moment("UPDATE register_registrationperiod SET extended_months = 6"):
        refused(TO_PROPOSED, **later)
    with connection.cursor() as cursor:
        cursor.execute(TO_PROPOSED, later)  # with all of it, it can
    refused(OWED)  # and then nothing may be owed without ending it
    refused(TO_LAPSED, **later | {"day": today + timedelta(days=30)})  # too early
    refused(TO_LAPSED, **later | {"day": today + timedelta(days=40), "desk": owner.pk})
    refused(TO_LAPSED, **later | {"day": today + timedelta(days=40), "desk": None})
    with connection.cursor() as cursor:
        cursor.execute(TO_LAPSED, later | {"day": today + timedelta(days=40)})


def test_nobody_is_entered_as_lapsed(registration, today):
    refused(
        """INSERT INTO register_registration
           SELECT (jsonb_populate_record(r, '{"id": 999999, "status": "lapsed"}')).*
           FROM register_registration r"""
    )


# ---- The desk ----


def test_the_desk_posts_looks_and_confirms(registration, owner, desk, login, today, standing_clock):
    client = login(desk)
    lapsing.step(registration, now=terms.noon(today))
    listed = client.get("/desk/verlopen/").content.decode()
    assert owner.name in listed
    page = f"/desk/verlopen/{registration.public_id}/"
    notice = LapseNotice.objects.get(channel="post")
    pdf = client.get(f"/desk/verlopen/brief/{notice.public_id}/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    client.post(f"/desk/verlopen/brief/{notice.public_id}/gepost/")
    notice.refresh_from_db()
    assert (notice.sent_on, notice.sent_by) == (today, desk)
    assert client.get(page).status_code == 200
    assert client.post(f"{page}bevestigen/").status_code == 409
    client.post(f"/desk/verlopen/brief/{notice.public_id}/terug/")
    notice.refresh_from_db()
    assert notice.returned_on == today


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    scheme, desk, login, today, standing_clock, django_assert_max_num_queries, count
):
    for number in range(count):
        person = people.person(f"Stil {number}", "Persoon")
        terms.proposed(terms.silent(person, today=today), on=today)
    client = login(desk)
    with django_assert_max_num_queries(22):
        assert client.get("/desk/verlopen/").status_code == 200
