"""Complaints and messages about entries: a receipt, a talk in time, the end told; no dossier."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from audit.acts import NotAllowed
from outbox.models import Job, Letter
from register import complaining, publication
from register.models import Complaint, EntryNotice, YearLessons
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
SINCE = date(2025, 1, 1)
TYPED = {
    "employer_first": "no",
    "about": "Samira, gemeente Lindehoven",
    "text": "Ik werd niet gehoord.",
    "name": "Mevrouw Willems",
    "email": "willems@example.org",
}
AT = datetime(2026, 12, 7, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def registration(owner, scheme, today, now):
    made = people.registered(owner, since=SINCE)
    publication.publish(today=today, now=now, by=Actor.system("test"))
    return made


@pytest.fixture
def by_desk(desk) -> Actor:
    return Actor(desk, Role.DESK)


@pytest.fixture
def complaint(today) -> Complaint:
    return complaining.complain(**TYPED, today=today)


def sent(run_jobs) -> str:
    run_jobs("outbox.send_sealed")
    return mail.outbox[-1].subject + "\n" + str(mail.outbox[-1].body)


def test_the_page_explains_first_the_own_procedure_of_the_organisation(client):
    page = client.get("/klacht/").content.decode()
    assert page.index("Eerst: de organisatie zelf") < page.index("Schrijf uw klacht")
    assert "geen gevolgen voor uw uitkering" in page


def test_writing_gives_a_receipt_with_the_term(client, run_jobs, today):
    wrong = client.post("/klacht/schrijven/", TYPED | {"email": "geen adres"})
    assert wrong.status_code == 422
    assert "Ik werd niet gehoord." in wrong.content.decode()
    answer = client.post("/klacht/schrijven/", TYPED, follow=True)
    assert "Uw klacht is verstuurd" in answer.content.decode()
    text = sent(run_jobs)
    assert "18 januari 2027" in text  # eight weeks
    assert Complaint.objects.get().talk_by == today + timedelta(weeks=8)


def test_a_receipt_outlives_a_long_mail_outage(complaint, run_jobs, standing_clock, now):
    standing_clock.move_to(now + timedelta(days=2))
    assert "Wij hebben uw klacht ontvangen" in sent(run_jobs)


def test_a_bsn_is_not_kept(client):
    answer = client.post("/klacht/schrijven/", TYPED | {"text": "Mijn nummer is 111222333"})
    assert answer.status_code == 422
    assert "Haal het BSN weg" in answer.content.decode()
    assert not Complaint.objects.exists()


def test_what_was_written_is_sealed_while_it_waits(complaint):
    waiting = Job.objects.get(task="outbox.send_sealed")
    assert "willems" not in str(waiting.arguments)


def test_too_many_from_one_place_wait(db):
    answers = [Client().post("/klacht/schrijven/", TYPED).status_code for _ in range(32)]
    assert answers == [302] * 30 + [429] * 2
    elsewhere = Client(REMOTE_ADDR="10.9.8.7").post("/klacht/schrijven/", TYPED)
    assert elsewhere.status_code == 302


def test_the_talk_is_told_to_both(complaint, registration, by_desk, owner, run_jobs):
    complaining.plan_talk(complaint, registration, at=AT, place="Bij de gemeente", by=by_desk)
    letter = Letter.objects.get(person=owner, kind="register/complaint_talk_klantmanager")
    assert "geen oordeel" in letter.body
    assert "7 december 2026" in letter.body
    assert "Ik werd niet gehoord" not in letter.body
    assert "Bij de gemeente" in sent(run_jobs)


def test_the_citizen_hears_the_end(complaint, by_desk, today, run_jobs):
    complaining.close(complaint, ending="Het was een goed gesprek.", lesson="Luister eerst.",
                      today=today, by=by_desk)  # fmt: skip
    assert complaint.status == "closed"
    assert "Het was een goed gesprek." in sent(run_jobs)
    with pytest.raises(NotAllowed, match="status is nu"):
        complaining.close(complaint, ending="x", lesson="", today=today, by=by_desk)


def test_who_was_asked_for_a_talk_hears_that_it_is_over_and_no_word_of_it(
    complaint, registration, owner, by_desk, today
):
    complaining.plan_talk(complaint, registration, at=AT, place="Hier", by=by_desk)
    complaining.close(complaint, ending="Een goed gesprek.", lesson="", today=today, by=by_desk)
    letter = Letter.objects.get(person=owner, kind="register/complaint_over_klantmanager")
    assert "Er volgt niets uit voor je registratie" in letter.body
    assert "Een goed gesprek." not in letter.body
    assert "Willems" not in letter.body


def test_a_talk_after_the_term_stays_a_thing_to_do(complaint, registration, by_desk, now):
    """Within eight weeks: a planned talk ends the wait only when it comes in time."""
    open_ones = Complaint.objects.without_talk_in_time(now)
    assert list(open_ones) == [complaint]
    in_time = datetime.combine(complaint.talk_by - timedelta(days=1), AT.timetz())
    complaining.plan_talk(complaint, registration, at=in_time, place="Hier", by=by_desk)
    assert list(open_ones.all()) == []
    late = datetime.combine(complaint.talk_by, AT.timetz())
    complaining.plan_talk(complaint, registration, at=late, place="Hier", by=by_desk)
    assert list(open_ones.all()) == [complaint]
    assert list(Complaint.objects.without_talk_in_time(late + timedelta(hours=2))) == []


def test_nobody_handles_a_complaint_about_oneself(complaint, registration, owner, login):
    RoleGrant.objects.create(user=owner, role=Role.DESK, from_on=SINCE)
    with pytest.raises(NotAllowed, match="over jou"):
        complaining.plan_talk(complaint, registration, at=AT, place="x", by=Actor(owner, Role.DESK))
    Complaint.objects.update(registration=registration)
    assert login(owner).get(f"/desk/klacht/{complaint.public_id}/").status_code == 404
    assert "Willems" not in login(owner).get("/desk/zaken/").content.decode()


def test_no_table_of_a_dossier_or_a_talk_knows_a_complaint():
    upper = [*apps.get_app_config("portfolios").get_models(),
             *apps.get_app_config("accreditation").get_models()]  # fmt: skip
    assert not [
        f"{model.__name__}.{field.name}"
        for model in upper
        for field in model._meta.get_fields()
        if field.related_model is Complaint
    ]


def test_the_lessons_of_a_year_that_is_over_are_public(client, by_desk, today):
    with pytest.raises(NotAllowed, match="nog niet voorbij"):
        complaining.publish_lessons(2026, "x", today=today, by=by_desk)
    complaining.publish_lessons(2025, "Bel terug als je dat belooft.", today=today, by=by_desk)
    complaining.publish_lessons(2025, "Bel altijd terug.", today=today, by=by_desk)
    assert YearLessons.objects.count() == 1
    assert "Bel altijd terug." in client.get("/klacht/").content.decode()


def test_staff_plan_and_close_through_the_pages(complaint, registration, desk, login):
    client = login(desk)
    assert "Mevrouw Willems" in client.get("/desk/zaken/").content.decode()
    address = f"/desk/klacht/{complaint.public_id}/"
    talk = {"registration": "RK-0000-0000", "on": "2026-12-07", "time": "10:00", "place": "Hier"}
    wrong = client.post(f"{address}gesprek/", talk)
    assert wrong.status_code == 422
    assert "We kennen dit nummer niet" in wrong.content.decode()
    client.post(f"{address}gesprek/", talk | {"registration": registration.number})
    assert "Leergesprek gepland" in client.get(address).content.decode()
    client.post(f"{address}afronden/", {"ending": "Goed.", "lesson": "Luister."})
    page = client.get("/desk/klacht/lessen/").content.decode()
    assert "Luister." in page


# ---- This is not me ----

NOTICE = {"kind": "not_me", "text": "Ik heet ook zo.", "email": "naamgenoot@example.org"}


def test_every_public_entry_has_the_way_to_say_so(client, registration, run_jobs):
    page = client.get(f"/r/{registration.number}/").content.decode()
    assert re.search(r'href="/r/[^"]+/melden/"[^>]*>Dit ben ik niet', page)
    answer = client.post(f"/r/{registration.number}/melden/", NOTICE, follow=True)
    assert "Uw melding is verstuurd" in answer.content.decode()
    assert registration.number in sent(run_jobs)


def test_who_is_hidden_is_hidden_here_too(client, registration, now, owner):
    publication.hide(registration, now=now, by=Actor.self(owner))
    assert client.get(f"/r/{registration.number}/melden/").status_code == 404


@pytest.mark.parametrize(("outcome", "words"), [("mended", "hersteld"), ("explained", "waarom")])
def test_staff_answer(registration, desk, login, today, run_jobs, outcome, words):
    notice = complaining.notify(today=today, number=registration.number, **NOTICE)
    client = login(desk)
    address = f"/desk/melding/{notice.public_id}/"
    assert client.post(address, {"text": "x"}).status_code == 422
    client.post(address, {"mended": outcome, "text": "Dit is gebeurd."})
    assert EntryNotice.objects.get().status == outcome
    text = sent(run_jobs)
    assert "Dit is gebeurd." in text
    assert words in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_lists_in_a_fixed_number_of_queries(
    desk, login, today, count, registration, django_assert_num_queries
):
    for _ in range(count):
        complaining.complain(**TYPED, today=today)
        complaining.notify(today=today, number=registration.number, **NOTICE)
    client = login(desk)
    with django_assert_num_queries(9):
        page = client.get("/desk/zaken/")
    assert page.content.count(b"/desk/klacht/") == count + 1
