"""Looking together at a story: asked kindly, read after a yes, one line of each, and no more."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from portfolios import erasing
from portfolios.asking import AGAIN_AFTER
from portfolios.dossier import guests, peer_reading, removal, sharing
from portfolios.dossier.models import LearningActivity, PeerReading, ShareGrant
from portfolios.portable import reading as coming_in
from portfolios.portable import writing

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
SECRET = "Zij zweeg, en ik ook"
GUEST = "collega@voorbeeld.nl"
SEND = "portfolios.tell_of_share"


def address(name, grant):
    return reverse(f"dossier:{name}", args=[grant.public_id])


@pytest.fixture
def story(owner, make_story):
    return make_story(owner, title="De stilte", signal=SECRET)


@pytest.fixture
def ask(owner, story, today):
    def make(email=GUEST, *, about=story, on=today):
        return peer_reading.ask(
            about, email=email, until_on=on + timedelta(days=28), message="Wat mis ik?",
            today=on, by=Actor.self(owner),
        )  # fmt: skip

    return make


@pytest.fixture
def asked(ask, peer, run_jobs):
    made = ask(peer.email)
    run_jobs(SEND)
    made.refresh_from_db()
    return made


@pytest.fixture
def together(asked, peer, now):
    peer_reading.accept(asked, now=now, by=Actor.self(peer))
    return asked


def come_in(grant):
    """A browser in which the code of this share was given."""
    client = Client()
    session = client.session
    session[guests.KEPT] = {str(grant.public_id): {"open_until": 4_000_000_000}}
    session.save()
    return client


def guest_address(name, grant):
    return reverse(f"shared:{name}", args=[guests.signer().sign(str(grant.public_id))])


# ---- Asking ----


def test_a_peer_is_asked_from_the_story_and_reads_nothing_before_a_yes(
    login, owner, peer, story, run_jobs
):
    mine, theirs = login(owner), login(peer)
    assert address("peer_ask", story) in mine.get(address("story_read", story)).text
    page = mine.get(address("peer_ask", story)).text
    assert SECRET in page
    assert "Het hoeft niet" in page
    facts = {"email": peer.email, "until_on": "2026-12-21", "message": "Wat mis ik?"}
    mine.post(address("peer_ask", story), facts | {"looked": "on"})
    run_jobs(SEND)
    letter = Letter.objects.get(person=peer, kind="portfolios/peer_asked")
    assert SECRET not in letter.body + letter.title
    assert "Wat mis ik?" not in letter.body
    grant = PeerReading.objects.get().share
    page = theirs.get(address("shared", grant)).text
    assert "Wat mis ik?" in page
    assert SECRET not in page
    assert "De stilte" not in page
    assert not Event.objects.filter(verb="sharegrant.read").exists()
    assert "Vraagt of je meekijkt" in theirs.get(reverse("dossier:shared_with_me")).text
    assert "leest de ander nog niets" in mine.get(address("share", grant)).text


def test_before_a_yes_nothing_is_said_about_it_either(asked, peer, today, now):
    item = asked.share.items.get()
    with pytest.raises(NotAllowed):
        sharing.comment(item, "Zomaar", author=peer, today=today, now=now)
    with pytest.raises(NotAllowed):
        peer_reading.keep_line(asked, "Zomaar", person=peer, today=today)


@pytest.mark.parametrize("line", ["", "x" * 301, "Een zin"])
def test_no_line_that_is_sent_before_a_yes_brings_the_story(login, ask, asked, peer, line):
    page = login(peer).post(address("peer_line", asked.share), {"line": line})
    assert SECRET not in page.text
    grant = ask().share
    page = come_in(grant).post(guest_address("peer_line", grant), {"line": line})
    assert SECRET not in page.text
    assert "De stilte" not in page.text


def test_a_no_does_not_tell_the_owner_who_has_an_account(login, owner, peer, asked):
    login(peer).post(address("peer_answer", asked.share), {"answer": "decline"})
    assert peer.name not in login(owner).get(reverse("accounts:me")).text


def test_one_question_at_a_time_and_not_again_and_again(ask, owner, make_story, today, now):
    other = make_story(owner, title="Een ander", signal="Woorden")
    first = ask()
    with pytest.raises(NotAllowed, match="Wacht op het antwoord"):
        ask(about=other)
    sharing.withdraw(first.share, today=today, by=Actor.self(owner))
    sharing.withdraw(ask().share, today=today, by=Actor.self(owner))
    with pytest.raises(NotAllowed, match="al een paar keer"):
        ask()
    ask(on=today + AGAIN_AFTER + timedelta(days=1))


def test_the_rest_after_a_no_begins_with_the_no(ask, asked, peer, owner, today, now):
    later = now + timedelta(days=20)
    peer_reading.decline(asked, now=later, by=Actor.self(peer))
    with pytest.raises(NotAllowed):
        ask(peer.email, on=today + AGAIN_AFTER)
    ask(peer.email, on=later.date() + AGAIN_AFTER)


def test_of_a_story_that_was_thrown_away_nothing_new_is_said(together, peer, story, today, now):
    removal.choose(story.owner, keeps=True)
    removal.throw_away(story, now=now)
    with pytest.raises(NotAllowed, match="niet meer"):
        peer_reading.keep_line(together, "Zomaar", person=peer, today=today)


def test_a_yes_opens_the_story_with_questions_beside_it(login, owner, peer, asked):
    theirs = login(peer)
    theirs.post(address("peer_answer", asked.share), {"answer": "accept"})
    page = theirs.get(address("shared", asked.share)).text
    assert SECRET in page
    assert "Om samen over te praten" in page
    letter = Letter.objects.get(person=owner, kind="portfolios/peer_yes")
    assert SECRET not in letter.body
    assert "Jullie kijken samen" in login(owner).get(address("share", asked.share)).text
    late = theirs.post(address("peer_answer", asked.share), {"answer": "decline"})
    assert late.status_code == 409


def test_a_no_is_kind_reads_nothing_and_ends_the_share(login, owner, peer, asked):
    theirs = login(peer)
    theirs.post(address("peer_answer", asked.share), {"answer": "decline"})
    asked.share.refresh_from_db()
    assert asked.share.withdrawn_on
    assert theirs.get(address("shared", asked.share)).status_code == 410
    assert "zegt niets over jou" in Letter.objects.get(kind="portfolios/peer_not_now").body
    assert "paste nu even niet" in login(owner).get(address("share", asked.share)).text


def test_another_button_says_neither_yes_nor_no(login, peer, asked):
    assert login(peer).post(address("peer_answer", asked.share), {}).status_code == 409
    asked.refresh_from_db()
    assert asked.status == PeerReading.Status.ASKED


def test_after_a_no_the_same_address_is_not_asked_again_at_once(
    ask, asked, peer, owner, make_story, now, today
):
    peer_reading.decline(asked, now=now, by=Actor.self(peer))
    other = make_story(owner, title="Een ander verhaal")
    with pytest.raises(NotAllowed, match="vanaf"):
        ask(peer.email.upper(), about=other, on=today + AGAIN_AFTER - timedelta(days=1))
    assert ask(GUEST, about=other).pk  # somebody else can be
    assert ask(peer.email, about=other, on=today + AGAIN_AFTER).pk


def test_asking_twice_asks_once(ask, asked, peer):
    with pytest.raises(NotAllowed, match="al"):
        ask(peer.email)
    assert PeerReading.objects.count() == 1


def test_the_refusal_stands_at_the_address(login, owner, peer, story, asked):
    answer = login(owner).post(
        address("peer_ask", story),
        {"email": peer.email, "until_on": "2026-12-21", "message": "", "looked": "on"},
    )
    assert answer.status_code == 422
    assert "Je vroeg deze collega al" in answer.text


@pytest.mark.parametrize("who", ["stranger", "desk", "committee"])
def test_nobody_else_answers_or_sees_it(login, request, asked, who):
    client = login(request.getfixturevalue(who))
    for name in ("shared", "share"):
        assert client.get(address(name, asked.share)).status_code == 404
    for name in ("peer_answer", "peer_line", "peer_to_activity"):
        sent = {"answer": "accept", "line": "Ik"}
        assert client.post(address(name, asked.share), sent).status_code == 404


def test_nobody_says_yes_to_the_own_question(owner, asked, now):
    with pytest.raises(NotAllowed):
        peer_reading.accept(asked, now=now, by=Actor.self(owner))


def test_what_was_withdrawn_is_no_longer_answered(owner, peer, asked, today, now):
    sharing.withdraw(asked.share, today=today, by=Actor.self(owner))
    with pytest.raises(NotAllowed, match="voorbij"):
        peer_reading.accept(asked, now=now, by=Actor.self(peer))


# ---- One line of each ----


def test_each_writes_one_line_that_the_two_of_them_read(login, owner, peer, together):
    mine, theirs = login(owner), login(peer)
    theirs.post(address("peer_line", together.share), {"line": "Ik vul ook te snel in"})
    mine.post(address("peer_line", together.share), {"line": "Vaker wachten"})
    for page in (
        mine.get(address("share", together.share)).text,
        theirs.get(address("shared", together.share)).text,
    ):
        assert "Ik vul ook te snel in" in page
        assert "Vaker wachten" in page
    assert not Letter.objects.filter(body__contains="Vaker wachten").exists()


def test_each_takes_back_the_own_line_also_when_it_is_over(login, owner, peer, together, today):
    for person, line in ((owner, "Vaker wachten"), (peer, "Te snel")):
        peer_reading.keep_line(together, line, person=person, today=today)
    sharing.withdraw(together.share, today=today, by=Actor.self(owner))
    theirs = login(peer)
    over = theirs.get(address("shared", together.share))
    assert over.status_code == 410
    assert "Te snel" in over.text
    assert "Vaker wachten" not in over.text
    theirs.post(address("peer_line", together.share), {"step": "remove"})
    together.refresh_from_db()
    assert (together.owner_line, together.reader_line) == ("Vaker wachten", "")
    login(owner).post(address("peer_line", together.share), {"step": "remove"})
    together.refresh_from_db()
    assert together.owner_line == ""


def test_when_it_is_over_the_reader_writes_no_more(login, owner, peer, together, today):
    sharing.withdraw(together.share, today=today, by=Actor.self(owner))
    late = login(peer).post(address("peer_line", together.share), {"line": "Nog"})
    assert late.status_code == 409


@pytest.mark.parametrize("line", ["", "x" * 301, "Mijn klant heeft BSN 123456782"])
def test_a_line_that_cannot_be_is_said_kindly(login, owner, peer, together, line):
    for client in (login(owner), login(peer)):
        assert client.post(address("peer_line", together.share), {"line": line}).status_code == 422
    together.refresh_from_db()
    assert (together.owner_line, together.reader_line) == ("", "")


def test_the_database_keeps_no_line_before_a_yes(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerReading.objects.filter(pk=asked.pk).update(reader_line="Iets")


def test_lines_go_with_the_story_that_is_erased(owner, together, story, today):
    peer_reading.keep_line(together, "Vaker wachten", person=owner, today=today)
    removal.choose(owner, keeps=False)
    removal.throw_away(story, now=None)
    together.refresh_from_db()
    assert together.owner_line == ""


# ---- Into the own dossier, only by a press ----


def test_it_becomes_an_activity_only_by_a_press(login, owner, peer, together):
    assert not LearningActivity.objects.exists()
    for person in (owner, peer):
        client = login(person)
        for _ in range(2):
            client.post(address("peer_to_activity", together.share))
        made = LearningActivity.objects.get(owner=person)
        assert not {owner.last_name, peer.last_name} & set(re.findall(r"\w+", made.title))


# ---- A guest ----


def test_a_guest_says_yes_and_writes_a_line(ask, owner, login, run_jobs):
    made = ask()
    run_jobs(SEND)
    run_jobs()
    [message] = mail.outbox
    assert SECRET not in message.body
    assert "kijkt u met me mee" in message.subject
    guest = come_in(made.share)
    page = guest.get(guest_address("door", made.share)).text
    assert "kijkt u met me mee" in page
    assert SECRET not in page
    guest.post(guest_address("peer_answer", made.share), {"answer": "accept"})
    assert SECRET in guest.get(guest_address("door", made.share)).text
    guest.post(guest_address("peer_line", made.share), {"line": "Mooi dat u dit deelt"})
    assert "Mooi dat u dit deelt" in login(owner).get(address("share", made.share)).text
    guest.post(guest_address("peer_line", made.share), {"step": "remove"})
    made.refresh_from_db()
    assert (made.status, made.reader_line) == (PeerReading.Status.ACCEPTED, "")


def test_a_guest_says_no(ask):
    made = ask()
    guest = come_in(made.share)
    guest.post(guest_address("peer_answer", made.share), {"answer": "decline"})
    assert guest.get(guest_address("door", made.share)).status_code == 410
    made.refresh_from_db()
    assert made.status == PeerReading.Status.DECLINED


def test_without_the_code_a_link_answers_nothing(ask):
    made = ask()
    Client().post(guest_address("peer_answer", made.share), {"answer": "accept"})
    Client().post(guest_address("peer_line", made.share), {"line": "Ik"})
    made.refresh_from_db()
    assert (made.status, made.reader_line) == (PeerReading.Status.ASKED, "")


# ---- Leaving and taking along ----


def test_erasing_takes_the_own_words_away(owner, peer, together, today):
    for person in (owner, peer):
        peer_reading.keep_line(together, "Een regel", person=person, today=today)
    erasing.erase(peer, today=today)
    together.refresh_from_db()
    assert (together.owner_line, together.reader_line) == ("Een regel", "")
    erasing.erase(owner, today=today)
    assert not PeerReading.objects.exists()
    assert not ShareGrant.objects.exists()


def test_the_own_line_travels_and_comes_back(owner, peer, together, today, now):
    for person, line in ((owner, "Vaker wachten"), (peer, "Te snel")):
        peer_reading.keep_line(together, line, person=person, today=today)
    content = writing.content_of(owner, now=now)
    [row] = content["peer_reading"]
    assert row["own_line"] == "Vaker wachten"
    assert "Te snel" not in str(content)
    peer_reading.keep_line(together, "", person=owner, today=today)
    lines = {"peer_reading": content["peer_reading"]}
    restoration = coming_in.Restoration(owner, {})
    restoration.restore_peer_line(lines["peer_reading"][0])
    together.refresh_from_db()
    assert together.owner_line == "Vaker wachten"
    assert restoration.missing == []
    restoration.restore_peer_line(row | {"reading": str(owner.public_id)})
    assert restoration.missing


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_shared_with_me_asks_no_more_for_more(
    login, owner, peer, make_story, ask, rows, now, django_assert_num_queries
):
    for number in range(rows):
        made = ask(peer.email, about=make_story(owner, title=f"Verhaal {number}"))
        peer_reading.accept(made, now=now, by=Actor.self(peer))
    theirs = login(peer)
    with django_assert_num_queries(5):
        theirs.get(reverse("dossier:shared_with_me"))
