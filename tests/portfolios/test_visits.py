"""Looking along at work: asked kindly, a day or a kind no, and nothing that is counted."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios import carrying, erasing
from portfolios.asking import AGAIN_AFTER
from portfolios.dossier.models import LearningActivity
from portfolios.portable import writing
from portfolios.together import visits
from portfolios.together.models import WorkVisit
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
WISH = "Ik wil zien hoe jij stiltes laat vallen"
PLACE = "Kamer 3 achter de balie"
SEND = "portfolios.tell_of_visit"


def address(name, visit=None):
    return reverse(f"together:{name}", args=[visit.public_id] if visit else [])


def kinds_of(person):
    return list(Letter.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def ask(owner, now):
    def make(email, *, days=0, by=owner):
        return visits.ask(
            email=email, words=WISH, now=now + timedelta(days=days), by=Actor.self(by)
        )

    return make


@pytest.fixture
def asked(ask, peer, run_jobs):
    made = ask(peer.email)
    run_jobs(SEND)
    made.refresh_from_db()
    return made


@pytest.fixture
def agree(peer, now, today):
    def make(visit, *, day=today + timedelta(days=7), by=peer):
        facts = {"day": day, "part": "morning", "place": PLACE}
        visits.accept(visit, **facts, now=now, by=Actor.self(by))
        return visit

    return make


@pytest.fixture
def agreed(agree, asked):
    return agree(asked)


@pytest.fixture
def after(today):
    """It was two days ago."""

    def move(visit):
        WorkVisit.objects.filter(pk=visit.pk).update(day=today - timedelta(days=2))
        visit.refresh_from_db()
        return visit

    return move


# ---- Asking ----


def test_a_host_is_asked_by_mail_address_and_the_mail_has_none_of_the_words(
    login, owner, peer, run_jobs
):
    mine, theirs = login(owner), login(peer)
    assert address("visits") in mine.get(reverse("together:sessions")).text
    sent = mine.post(
        address("visit_ask"), {"email": peer.email, "words": WISH, "looked": "on"}, follow=True
    )
    assert peer.email in sent.text
    assert peer.name not in sent.text
    run_jobs(SEND)
    letter = Letter.objects.get(person=peer, kind="portfolios/visit_asked")
    assert owner.name in letter.title
    assert WISH not in letter.body + letter.title
    assert "Vraagt of die bij je mag meekijken" in theirs.get(address("visits")).text
    page = theirs.get(address("visit", WorkVisit.objects.get())).text
    assert WISH in page
    assert owner.name in page


def test_an_address_without_an_account_gets_the_same_answer_and_no_mail(
    login, owner, peer, run_jobs
):
    mine = login(owner)
    pages = []
    for email in (peer.email, "niemand@voorbeeld.nl"):
        answer = mine.post(
            address("visit_ask"), {"email": email, "words": "", "looked": "on"}, follow=True
        )
        ids = r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+|nonce=\"[^\"]+"
        pages.append(re.sub(ids, "", answer.text.replace(email, "ADRES")))
    assert pages[0] == pages[1]
    run_jobs(SEND)
    assert Letter.objects.filter(kind="portfolios/visit_asked").count() == 1
    assert not [one for one in mail.outbox if "niemand@voorbeeld.nl" in one.to]


def test_an_address_that_nobody_confirmed_is_not_written_to(ask, peer, run_jobs):
    peer.emailaddress_set.update(verified=False)
    made = ask(peer.email)
    run_jobs(SEND)
    made.refresh_from_db()
    assert made.host is None
    assert not Letter.objects.exists()


def test_nobody_asks_the_own_address(login, owner, ask):
    answer = login(owner).post(address("visit_ask"), {"email": owner.email.upper(), "words": ""})
    assert answer.status_code == 422
    with pytest.raises(NotAllowed):
        ask(owner.email)


def test_one_question_at_a_time_and_not_again_and_again(ask, owner, peer):
    first = ask(peer.email)
    with pytest.raises(NotAllowed, match="Wacht op het antwoord"):
        ask(peer.email.upper())
    first.withdraw(by=Actor.self(owner))
    ask(peer.email).withdraw(by=Actor.self(owner))
    with pytest.raises(NotAllowed, match="al een paar keer"):
        ask(peer.email)
    assert ask(peer.email, days=AGAIN_AFTER.days).pk


def test_after_a_no_the_same_address_is_asked_again_after_ninety_days(ask, asked, peer, now):
    visits.decline(asked, now=now + timedelta(days=5), by=Actor.self(peer))
    with pytest.raises(NotAllowed, match="vanaf"):
        ask(peer.email.upper(), days=AGAIN_AFTER.days + 4)
    assert ask("ander@voorbeeld.nl").pk
    assert ask(peer.email, days=AGAIN_AFTER.days + 5).pk


def test_the_refusal_stands_at_the_address(login, owner, peer, asked):
    answer = login(owner).post(address("visit_ask"), {"email": peer.email, "words": ""})
    assert answer.status_code == 422
    assert "Wacht op het antwoord" in answer.text


def test_the_database_keeps_one_question_to_an_address(asked, owner, peer, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkVisit.objects.create(visitor=owner, email=peer.email.upper(), asked_on=today)


def test_what_was_withdrawn_is_over_for_the_host_without_the_words(login, owner, peer, asked):
    login(owner).post(address("visit_withdraw", asked))
    theirs = login(peer)
    page = theirs.get(address("visit", asked)).text
    assert "Deze vraag is voorbij" in page
    assert WISH not in page
    assert owner.name not in theirs.get(address("visits")).text


# ---- The answer ----


def test_the_host_gives_a_day_and_a_place_that_stays_out_of_the_mail(login, owner, peer, asked):
    theirs = login(peer)
    facts = {"day": "2026-12-08", "part": "afternoon", "place": PLACE, "looked": "on"}
    said = theirs.post(address("visit_answer", asked), facts | {"answer": "accept"}, follow=True)
    assert "8 december 2026, in de middag" in said.text
    letter = Letter.objects.get(person=owner, kind="portfolios/visit_yes")
    assert "8 december 2026, in de middag" in letter.body
    assert PLACE not in letter.body
    page = login(owner).get(address("visit", asked)).text
    assert PLACE in page
    assert peer.name in page


def test_a_place_may_be_left_open(login, owner, peer, asked):
    facts = {"day": "2026-12-08", "part": "evening", "place": "", "answer": "accept"}
    login(peer).post(address("visit_answer", asked), facts)
    assert "Er staat nog geen plek bij" in login(owner).get(address("visit", asked)).text


@pytest.mark.parametrize(
    "wrong",
    [{"day": ""}, {"day": "2026-11-01"}, {"day": "2031-01-01"}, {"part": ""}, {"part": "night"},
     {"place": "x" * 201}, {"place": "Bij BSN 123456782"}, {"answer": ""}],
)  # fmt: skip
def test_a_yes_that_cannot_be_is_said_kindly_and_says_nothing(login, peer, asked, wrong):
    facts = {"day": "2026-12-08", "part": "morning", "place": "", "answer": "accept"}
    answer = login(peer).post(address("visit_answer", asked), facts | wrong)
    assert answer.status_code == 422
    asked.refresh_from_db()
    assert asked.status == WorkVisit.Status.ASKED


def test_a_day_that_was_is_no_day_for_a_visit(asked, peer, agree, today):
    with pytest.raises(NotAllowed, match="nog komt"):
        agree(asked, day=today - timedelta(days=1))


def test_a_no_is_kind_and_does_not_say_who_that_was(login, owner, peer, asked):
    login(peer).post(address("visit_answer", asked), {"answer": "decline"})
    mine = login(owner)
    letter = Letter.objects.get(person=owner, kind="portfolios/visit_not_now")
    assert "zegt niets over jou" in letter.body
    for words in (letter.body + letter.title, mine.get(reverse("accounts:me")).text,
                  mine.get(address("visit", asked)).text):  # fmt: skip
        assert peer.name not in words
    late = login(peer).post(address("visit_answer", asked), {"answer": "decline"})
    assert late.status_code == 409


@pytest.mark.parametrize("who", ["stranger", "desk", "committee"])
def test_nobody_else_sees_or_answers_it(login, request, agreed, ask, peer, who):
    client = login(request.getfixturevalue(who))
    waiting = ask("ander@voorbeeld.nl")
    for visit in (agreed, waiting):
        assert client.get(address("visit", visit)).status_code == 404
        assert client.get(address("visit_call_off", visit)).status_code == 404
        for name in ("visit_answer", "visit_withdraw", "visit_call_off", "visit_to_activity"):
            assert client.post(address(name, visit), {"answer": "decline"}).status_code == 404
    assert "Nog niets afgesproken" in client.get(address("visits")).text


def test_who_asked_does_not_say_yes(owner, asked, agree):
    with pytest.raises(NotAllowed):
        agree(asked, by=owner)


def test_the_database_wants_a_host_and_a_day_with_a_yes(asked, agreed):
    for change in ({"day": None}, {"host": None}, {"part": ""}, {"status": "asked"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkVisit.objects.filter(pk=agreed.pk).update(**change)


# ---- Calling off, and the day before ----


@pytest.mark.parametrize("host_says_so", [True, False])
def test_either_calls_it_off_and_the_other_hears_it(login, owner, peer, agreed, host_says_so):
    caller, other = (peer, owner) if host_says_so else (owner, peer)
    client = login(caller)
    assert other.name in client.get(address("visit_call_off", agreed)).text
    client.post(address("visit_call_off", agreed))
    assert "portfolios/visit_called_off" in kinds_of(other)
    assert "portfolios/visit_called_off" not in kinds_of(caller)
    assert "Dit gaat niet door" in login(other).get(address("visit", agreed)).text
    assert client.post(address("visit_call_off", agreed)).status_code == 409


def test_after_calling_off_it_can_be_asked_again_at_once(owner, peer, agreed, ask, now):
    visits.call_off(agreed, now=now, by=Actor.self(owner))
    assert ask(peer.email).pk


def test_what_was_is_not_called_off(login, owner, agreed, after, now):
    after(agreed)
    with pytest.raises(NotAllowed, match="geweest"):
        visits.call_off(agreed, now=now, by=Actor.self(owner))
    assert login(owner).get(address("visit_call_off", agreed)).status_code == 302


def test_both_hear_it_the_day_before_and_once(owner, peer, asked, agree, today, run_jobs):
    agree(asked, day=today + timedelta(days=1))
    for _ in range(2):
        visits.remind()
    for person in (owner, peer):
        assert kinds_of(person).count("portfolios/visit_soon") == 1
    letter = Letter.objects.get(person=owner, kind="portfolios/visit_soon")
    assert PLACE not in letter.body


@pytest.mark.parametrize("days", [0, 2])
def test_on_another_day_nobody_is_reminded(owner, asked, agree, today, days):
    agree(asked, day=today + timedelta(days=days))
    visits.remind()
    assert "portfolios/visit_soon" not in kinds_of(owner)


def test_a_reminder_of_what_was_called_off_since_is_not_mailed(
    owner, peer, asked, agree, today, now, run_jobs
):
    agree(asked, day=today + timedelta(days=1))
    visits.remind()
    visits.call_off(asked, now=now, by=Actor.self(peer))
    run_jobs()
    assert not [one for one in mail.outbox if "Morgen" in one.subject]
    assert [one for one in mail.outbox if "gaat niet door" in one.subject]


# ---- Into the own dossier, only by a press ----


def test_it_becomes_an_activity_only_by_a_press_and_names_nobody(login, owner, peer, agreed, after):
    visit = after(agreed)
    assert not LearningActivity.objects.exists()
    for person, kind in ((owner, "shadowing"), (peer, "share")):
        client = login(person)
        assert "Zet het bij mijn activiteiten" in client.get(address("visit", visit)).text
        for _ in range(2):
            client.post(address("visit_to_activity", visit))
        made = LearningActivity.objects.get(owner=person)
        assert (made.kind, made.happened_on, made.note) == (kind, visit.day, "")
        assert not {owner.last_name, peer.last_name} & set(re.findall(r"\w+", made.title))


def test_before_the_day_is_over_there_is_no_activity_in_it(login, owner, asked, agree, today, now):
    agree(asked, day=today)
    client = login(owner)
    assert "Zet het bij mijn activiteiten" not in client.get(address("visit", asked)).text
    assert client.post(address("visit_to_activity", asked)).status_code == 409
    tomorrow = today + timedelta(days=1)
    assert carrying.activity_from_visit(asked, person=owner, today=tomorrow, now=now).pk


# ---- Forgetting ----


def test_a_question_without_an_answer_ends_by_itself_and_is_forgotten(asked, scheme, today):
    days = scheme.invitation_days
    last = AGAIN_AFTER.days - 1
    for ago, status in ((days, "asked"), (days + 1, "withdrawn"), (last, "withdrawn")):
        WorkVisit.objects.update(asked_on=today - timedelta(days=ago))
        visits.forget()
        assert WorkVisit.objects.get().status == status
    WorkVisit.objects.update(asked_on=today - AGAIN_AFTER)
    visits.forget()
    assert not WorkVisit.objects.exists()


def test_a_no_is_forgotten_when_it_can_be_asked_again_and_a_visit_is_not(
    asked, agree, ask, peer, now, today
):
    visits.decline(asked, now=now - timedelta(days=89), by=Actor.self(peer))
    another = people.person("Ander", "Iemand")
    other = agree(ask(another.email), by=another)
    visits.forget()
    assert WorkVisit.objects.count() == 2
    WorkVisit.objects.filter(pk=asked.pk).update(answered_on=today - AGAIN_AFTER)
    WorkVisit.objects.filter(pk=other.pk).update(asked_on=date(2020, 1, 1))
    visits.forget()
    assert WorkVisit.objects.get() == other


@pytest.mark.parametrize("host_goes", [True, False])
def test_erasing_leaves_nothing_and_tells_who_expected_the_other(
    owner, peer, agreed, ask, today, login, host_goes
):
    leaves, stays = (peer, owner) if host_goes else (owner, peer)
    ask(stays.email, by=leaves)
    erasing.erase(leaves, today=today)
    assert not WorkVisit.objects.exists()
    letter = Letter.objects.get(person=stays, kind="portfolios/visit_called_off")
    assert login(stays).get(letter.link).status_code == 200


def test_the_own_words_travel_and_those_of_the_other_do_not(owner, peer, agreed, now):
    mine = str(writing.content_of(owner, now=now)["said"])
    theirs = str(writing.content_of(peer, now=now)["said"])
    assert (WISH in mine, PLACE in mine) == (True, False)
    assert (WISH in theirs, PLACE in theirs) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_no_more_for_more(
    login, owner, ask, agree, after, rows, django_assert_num_queries
):
    for number in range(rows):
        host = people.person(f"Gast{number}", "Heer")
        ask(f"wacht{number}@voorbeeld.nl")
        agree(ask(host.email), by=host)
        after(agree(ask(host.email), by=host))
    mine = login(owner)
    with django_assert_num_queries(4):
        mine.get(address("visits"))
