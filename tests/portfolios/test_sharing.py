"""Sharing: exactly what was chosen, with one person, until it ends; who is here is not told."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from config import integrity
from outbox.models import Job, Letter
from portfolios import erasing
from portfolios.dossier import guests, looks, sharing
from portfolios.dossier.models import ShareComment, SharedItem, ShareGrant
from portfolios.dossier.snapshots import freeze, open_snapshot
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
GUEST = "mentor@voorbeeld.nl"
BSN = "123456782"
SEND = ("portfolios.tell_of_share", "portfolios.tell_of_comment")


def address(name, *things):
    return reverse(f"dossier:{name}", args=[thing.public_id for thing in things])


@pytest.fixture
def things(owner, make_goal, make_activity, make_story):
    """A goal with an activity and a story, and another goal to which both belong as well."""
    goal, other = make_goal(owner, "Beter doorvragen"), make_goal(owner, "Geheim ander doel")
    activity = make_activity(owner, "Training doorvragen", note="Stilte werkt.")
    activity.goals.set([goal, other])
    story = make_story(owner, title="De stilte", signal="Zij zweeg.", goals=[goal, other])
    return sharing.Chosen([goal], [story], [activity])


@pytest.fixture
def give(owner, things, today):
    def make(email=GUEST, chosen=things, *, days=28, by=None, **more):
        giver = by or owner
        return sharing.share(
            giver, chosen, email=email, until_on=today + timedelta(days=days), today=today,
            by=Actor.self(giver), **more,
        )  # fmt: skip

    return make


def typed(things, step="preview", **more):
    goals, stories, activities = ([str(one.public_id) for one in part] for part in things)
    return {
        "email": GUEST, "goals": goals, "stories": stories, "activities": activities,
        "until_on": "2026-12-21", "may": "comment", "message": "Wat valt je op?", "step": step,
    } | more  # fmt: skip


def read(client, grant):
    return client.get(address("shared", grant)).content.decode()


# ---- Giving ----


def test_two_things_with_one_name_are_told_apart(owner, login, make_activity, today):
    for days in (0, 3):
        make_activity(owner, "Overleg", happened_on=today - timedelta(days=days))
    for name in ("dossier:share_new", "portable:take_some"):
        page = login(owner).get(reverse(name)).content.decode()
        hints = re.findall(r'rk-choice__hint">([^<]+)<', page)
        assert len({hint for hint in hints if "november 2026" in hint}) == 2


def test_the_page_begins_with_a_goal_and_all_that_belongs_to_it(login, owner, things):
    (goal,), (story,), (activity,) = things
    page = login(owner).get(address("share_new"), {"doel": goal.public_id}).content.decode()
    for thing in (goal, story, activity):
        assert f'value="{thing.public_id}" checked' in page or (
            f'value="{thing.public_id}"' in page and "checked" in page
        )
    assert "je hoeft het niet te geven" in page
    assert 'value="2026-12-21"' in page


def test_the_preview_shows_what_the_other_sees_and_gives_nothing_yet(login, owner, things):
    preview = login(owner).post(address("share_new"), typed(things)).content.decode()
    assert "Zo ziet de ander het" in preview
    assert GUEST in preview
    assert "Zij zweeg." in preview
    assert "Geheim ander doel" not in preview
    assert "je hoeft het niet te geven" in preview
    assert not ShareGrant.objects.exists()


def test_going_back_from_the_preview_loses_nothing(login, owner, things):
    page = login(owner).post(address("share_new"), typed(things, "edit"))
    assert page.status_code == 200
    assert GUEST in page.content.decode()
    assert "Wat valt je op?" in page.content.decode()


def test_sharing_keeps_what_was_chosen(login, owner, things):
    answer = login(owner).post(address("share_new"), typed(things, "confirm"))
    grant = ShareGrant.objects.get()
    assert answer.url == address("share", grant)
    assert (grant.owner, grant.email, grant.may_comment) == (owner, GUEST, True)
    assert str(grant.until_on) == "2026-12-21"
    assert [bool(x.goal) + bool(x.story) + bool(x.activity) for x in grant.items.all()] == [1, 1, 1]
    assert Event.objects.about(owner).get(verb="sharegrant.give").actor == owner


def test_pressing_the_button_twice_shares_once(login, owner, things):
    client = login(owner)
    preview = client.post(address("share_new"), typed(things))
    for _ in range(2):
        sent = typed(things, "confirm", once=str(preview.context["once"]))
        answer = client.post(address("share_new"), sent)
        assert answer.url == address("share", ShareGrant.objects.get())


def test_the_key_of_a_share_of_another_gives_nothing(login, stranger, give, things, make_story):
    grant = give()
    own = sharing.Chosen([], [make_story(stranger, title="Eigen")], [])
    sent = typed(own, "confirm", once=str(grant.public_id))
    assert login(stranger).post(address("share_new"), sent).status_code == 404
    assert ShareGrant.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"goals": [], "stories": [], "activities": []}, "Kies eerst wat je wilt delen"),
        ({"until_on": "2026-11-23"}, "Kies een dag die nog komt"),
        ({"until_on": "2027-08-01"}, "hooguit een half jaar"),
        ({"email": "SAMIRA.el.amrani@example.org"}, "Dit is je eigen mailadres"),
        ({"email": "geen adres"}, "geen geldig mailadres"),
        ({"message": f"Belde over {BSN}"}, "burgerservicenummer"),
        ({"message": "Wat valt je op? " * 80}, "te lang"),
        ({"goals": ["00000000-0000-0000-0000-000000000000"]}, "geldige keuze"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "confirm"])
def test_what_is_wrong_is_said_and_nothing_is_lost(login, owner, things, wrong, sentence, step):
    answer = login(owner).post(address("share_new"), typed(things, step, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page.replace("&#x27;", "'")
    assert "Wat valt je op?" in page or "message" in wrong
    assert not ShareGrant.objects.exists()


def test_the_things_of_another_cannot_be_chosen(login, stranger, things):
    answer = login(stranger).post(address("share_new"), typed(things, "confirm"))
    assert answer.status_code == 422
    assert not ShareGrant.objects.exists()


def test_nothing_to_share_is_a_friendly_page(login, stranger):
    assert "nog niets om te delen" in login(stranger).get(address("share_new")).content.decode()


@pytest.mark.parametrize("days", [0, -1, 183])
def test_the_rule_holds_below_the_form(give, days):
    with pytest.raises(NotAllowed):
        give(days=days)


def test_what_is_of_another_cannot_be_given(give, stranger, things, today):
    with pytest.raises(NotAllowed):
        give(by=stranger)
    made = give(chosen=sharing.Chosen([], things.stories, []))
    assert "what somebody shares is their own" not in dict(integrity.broken(today))
    ShareGrant.objects.filter(pk=made.pk).update(owner=stranger)
    assert dict(integrity.broken(today))["what somebody shares is their own"] == 1


# ---- Who has an account is not told ----


def test_the_answer_is_the_same_for_every_address(login, owner, stranger, things, run_jobs):
    client, answers = login(owner), set()
    for email in (stranger.email, GUEST):
        made = client.post(address("share_new"), typed(things, "confirm", email=email))
        grant = ShareGrant.objects.get(email=email)
        page = client.get(made.url).content.decode()
        sentences = tuple(map(str, get_messages(made.wsgi_request)))
        answers.add((made.status_code, sentences, page.count(email), page.count(stranger.name)))
        assert grant.reader is None
    assert len(answers) == 1
    run_jobs(*SEND)
    pages = [
        client.get(address("share", grant)).content.decode().replace(grant.email, "X")
        for grant in ShareGrant.objects.all()
    ]
    assert stranger.name not in pages[0] + pages[1]
    assert len({len(page) for page in pages}) == 1


def test_sharing_asks_the_database_the_same_for_every_address(
    give, stranger, django_assert_num_queries
):
    give("eerst@voorbeeld.nl")
    for email in (stranger.email, GUEST):
        with django_assert_num_queries(8) as asked:
            give(email)
        assert not [one for one in asked if "emailaddress" in one["sql"]]


def test_the_account_gets_a_letter_and_the_others_a_link(give, stranger, owner, run_jobs):
    known, unknown = give(stranger.email, may_comment=True), give()
    run_jobs(*SEND)
    known.refresh_from_db()
    assert known.reader == stranger
    letter = Letter.objects.get()
    assert (letter.person, letter.link) == (stranger, address("shared", known))
    run_jobs()
    to_guest = next(one for one in mail.outbox if one.to == [GUEST])
    assert guests.path_of(unknown) in to_guest.body
    for text in (letter.title + letter.body, to_guest.subject + to_guest.body):
        assert owner.name in text
        assert not [word for word in ("De stilte", "doorvragen", "zweeg") if word in text]


def test_an_address_that_nobody_confirmed_is_no_account(give, stranger, run_jobs):
    stranger.emailaddress_set.update(verified=False)
    grant = give(stranger.email)
    run_jobs(*SEND)
    grant.refresh_from_db()
    assert grant.reader is None
    assert not Letter.objects.exists()


def test_nothing_is_sent_for_what_was_withdrawn_in_between(give, owner, today, run_jobs):
    sharing.withdraw(give(), today=today, by=Actor.self(owner))
    run_jobs()
    assert not mail.outbox
    assert not Letter.objects.exists()


# ---- Reading, signed in ----


@pytest.fixture
def given(give, stranger, run_jobs):
    grant = give(stranger.email, may_comment=True, message="Wat valt je op?")
    run_jobs(*SEND)
    return grant


def test_the_reader_sees_exactly_what_was_chosen(login, stranger, owner, given):
    page = read(login(stranger), given)
    for words in ("Beter doorvragen", "De stilte", "Zij zweeg.", "Stilte werkt.", owner.name,
                  "Wat valt je op?", "21 december 2026", "Geef het niet door"):  # fmt: skip
        assert words in page, words
    assert "Geheim ander doel" not in page
    assert owner.email not in page


def test_one_story_shows_nothing_of_where_it_belongs(login, stranger, things, give):
    grant = give(stranger.email, sharing.Chosen([], things.stories, []))
    page = read(login(stranger), grant)
    assert "De stilte" in page
    assert "doorvragen" not in page
    assert "Geheim" not in page


def test_what_is_added_to_the_goal_later_is_not_shared(login, stranger, given, things, make_story):
    make_story(given.owner, title="Nog een geheim", signal="x", goals=things.goals)
    assert "Nog een geheim" not in read(login(stranger), given)


def test_the_list_names_the_owner_and_nothing_of_the_dossier(login, stranger, owner, given):
    page = login(stranger).get(address("shared_with_me")).content.decode()
    assert f"Van {owner.name}" in page
    assert "stilte" not in page.lower()
    assert "Niemand deelt nu iets" in login(owner).get(address("shared_with_me")).content.decode()


def test_somebody_who_makes_an_account_later_finds_it_there(login, give):
    grant = give()
    newcomer = people.person("Nieuw", "Komer", email=GUEST)
    assert "Zij zweeg." in read(login(newcomer), grant)


@pytest.mark.parametrize("who", ["desk", "committee", "owner", "peer"])
def test_for_others_it_is_not_there(login, request, given, who):
    client = login(request.getfixturevalue(who), "mfa")
    assert client.get(address("shared", given)).status_code == 404
    if who != "owner":
        assert client.get(address("share", given)).status_code == 404
        assert client.post(address("share_withdraw", given)).status_code == 404
        assert given.email not in client.get(address("who_looked")).content.decode()


# ---- The end ----


def assert_over(client, grant):
    answer = client.get(address("shared", grant))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "niet meer gedeeld" in page
    assert not [word for word in ("stilte", "doorvragen", grant.owner.name) if word in page]
    assert "Van " not in client.get(address("shared_with_me")).content.decode()


@pytest.mark.fault(
    "K14",
    did="a share is withdrawn",
    must="the next request of its reader shows nothing",
)
def test_withdrawing_works_at_the_next_request(login, owner, stranger, given):
    client = login(stranger)
    assert "Zij zweeg." in read(client, given)
    login(owner).post(address("share_withdraw", given))
    assert_over(client, given)
    assert Event.objects.about(owner).filter(verb="sharegrant.withdraw").count() == 1


def test_withdrawing_twice_is_once(owner, given, today):
    for _ in range(2):
        sharing.withdraw(given, today=today, by=Actor.self(owner))
    assert Event.objects.filter(verb="sharegrant.withdraw").count() == 1


def test_it_ends_by_its_date(login, stranger, given, standing_clock, now):
    standing_clock.move_to(now + timedelta(days=27))
    assert "Zij zweeg." in read(login(stranger), given)
    standing_clock.move_to(now + timedelta(days=28))
    assert_over(login(stranger), given)


def test_it_ends_with_the_owners_account(login, stranger, owner, given):
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)
    assert_over(login(stranger), given)


def test_with_a_deleted_thing_only_that_goes(login, stranger, given, things):
    things.stories[0].delete()
    page = read(login(stranger), given)
    assert "De stilte" not in page
    assert "Stilte werkt." in page
    things.activities[0].delete()
    things.goals[0].delete()
    assert "Hier staat niets meer" in read(login(stranger), given)


def test_erasing_the_owner_leaves_nothing(login, stranger, owner, given, today, now):
    item = given.items.first()
    sharing.comment(item, "Mooi", author=stranger, today=today, now=now)
    erasing.erase(owner, today=today)
    assert not ShareGrant.objects.exists()
    assert not ShareComment.objects.exists()
    assert login(stranger).get(address("shared", given)).status_code == 404


def test_erasing_the_reader_takes_the_reader_out(login, stranger, owner, given, today, now):
    item = given.items.first()
    sharing.comment(item, "Van mij", author=stranger, today=today, now=now)
    sharing.comment(item, "Van Samira", author=owner, today=today, now=now)
    erasing.erase(stranger, today=today)
    given.refresh_from_db()
    assert (given.email, given.reader, given.withdrawn_on) == ("", None, today)
    assert [each.text for each in ShareComment.objects.all()] == ["Van Samira"]
    assert login(owner).get(address("share", given)).status_code == 200
    assert login(stranger).get(address("shared", given)).status_code == 404


def test_erasing_reaches_what_was_given_to_an_address_nobody_came_in_with(stranger, give, today):
    given = give(email=stranger.email)
    ShareGrant.objects.filter(pk=given.pk).update(reader=None, message="Voor jou")
    erasing.erase_by_address(stranger, today=today)
    given.refresh_from_db()
    assert (given.email, given.message, given.withdrawn_on) == ("", "", today)


@pytest.mark.parametrize(
    "facts",
    [
        {"until_on": "2026-11-23"},
        {"until_on": "2027-06-01"},
        {"email": ""},
        {"reader": "owner"},
    ],
)
def test_the_database_refuses_what_no_share_can_be(given, owner, facts):
    facts = {name: owner if value == "owner" else value for name, value in facts.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        ShareGrant.objects.filter(pk=given.pk).update(**facts)


@pytest.mark.parametrize("targets", [(), ("goal", "story"), ("story", "activity")])
def test_the_database_wants_exactly_one_thing(given, things, targets):
    one = dict(zip(("goal", "story", "activity"), (part[0] for part in things), strict=True))
    given.items.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedItem.objects.create(share=given, **{name: one[name] for name in targets})


def test_the_database_keeps_a_thing_once_and_no_empty_comment(given, things, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedItem.objects.create(share=given, story=things.stories[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        given.items.first().comments.create(text="", written_at=now)


# ---- Talking about it ----


def say(client, name, *things, text="Wat deed jij toen?", **more):
    return client.post(address(name, *things), {"text": text} | more)


def test_both_talk_and_the_notice_has_none_of_the_words(login, stranger, owner, given, run_jobs):
    item = given.items.get(story__isnull=False)
    assert say(login(stranger), "shared_comment", given, item).status_code == 302
    letter = Letter.objects.get(person=owner)
    assert letter.link == address("share", given)
    assert not [word for word in ("Wat deed", "stilte", stranger.name) if word in letter.body]
    assert say(login(owner), "share_comment", given, item, text="Wachten.").status_code == 302
    run_jobs(*SEND)
    answer = Letter.objects.get(person=stranger, kind="portfolios/share_answer")
    assert "Wachten" not in answer.body
    for page in (
        read(login(stranger), given),
        login(owner).get(address("share", given)).content.decode(),
    ):
        assert "Wat deed jij toen?" in page
        assert "Wachten." in page


def test_a_day_has_one_notice(login, stranger, owner, given, run_jobs):
    item = given.items.first()
    for text in ("Eén", "Twee"):
        say(login(stranger), "shared_comment", given, item, text=text)
        say(login(owner), "share_comment", given, item, text=text)
    run_jobs(*SEND)
    assert Letter.objects.filter(person=owner).count() == 1
    assert Letter.objects.filter(kind="portfolios/share_answer").count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Schrijf eerst een reactie"), (f"BSN {BSN}", "burgerservicenummer"),
     ("Bel 06-12345678 even", "Kijk nog even")],
)  # fmt: skip
def test_a_comment_is_guarded_and_not_lost(login, stranger, owner, given, text, sentence):
    item = given.items.first()
    for client, name in ((login(stranger), "shared_comment"), (login(owner), "share_comment")):
        answer = say(client, name, given, item, text=text)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert text in answer.content.decode()
    assert not ShareComment.objects.exists()


def test_to_read_is_not_to_comment(login, stranger, give, owner):
    grant = give(stranger.email)
    item = grant.items.first()
    assert "Schrijf een reactie" not in read(login(stranger), grant)
    say(login(stranger), "shared_comment", grant, item)
    say(login(owner), "share_comment", grant, item)
    assert not ShareComment.objects.exists()


def test_after_the_end_nobody_writes_and_the_owner_still_reads(login, stranger, owner, given):
    item = given.items.first()
    say(login(stranger), "shared_comment", given, item)
    login(owner).post(address("share_withdraw", given))
    assert say(login(stranger), "shared_comment", given, item).status_code == 410
    say(login(owner), "share_comment", given, item)
    assert ShareComment.objects.count() == 1
    page = login(owner).get(address("share", given)).content.decode()
    assert "Wat deed jij toen?" in page
    assert "Schrijf een reactie" not in page


def test_a_comment_goes_to_a_thing_of_this_share_only(login, stranger, given, give, things):
    elsewhere = give("ander@voorbeeld.nl", sharing.Chosen([], things.stories, [])).items.get()
    assert say(login(stranger), "shared_comment", given, elsewhere).status_code == 404
    assert not ShareComment.objects.exists()


def test_who_may_delete_a_comment(login, stranger, owner, given, peer, today, now):
    item = given.items.first()
    theirs = sharing.comment(item, "Van Joost", author=stranger, today=today, now=now)
    mine = sharing.comment(item, "Van Samira", author=owner, today=today, now=now)
    assert login(peer).get(address("share_comment_delete", theirs)).status_code == 404
    assert login(stranger).post(address("share_comment_delete", mine)).status_code == 404
    asked = login(owner).get(address("share_comment_delete", theirs))
    assert "Van Joost" in asked.content.decode()
    assert login(owner).post(address("share_comment_delete", theirs)).url == address("share", given)
    again = sharing.comment(item, "Nog eens", author=stranger, today=today, now=now)
    answer = login(stranger).post(address("share_comment_delete", again))
    assert answer.url == address("shared", given)
    assert list(ShareComment.objects.all()) == [mine]


# ---- Who looked ----


def test_each_look_is_recorded_once_a_day(login, stranger, owner, given, standing_clock, now):
    for hours in (0, 1, 24):
        standing_clock.move_to(now + timedelta(hours=hours))
        read(login(stranger), given)
    looked = Event.objects.filter(verb="sharegrant.read")
    assert [event.actor for event in looked] == [stranger, stranger]
    page = login(owner).get(address("who_looked")).content.decode()
    assert page.count(stranger.name) >= 2
    assert "23 november 2026 om 10.00 uur" in page
    assert "24 november 2026 om 10.00 uur" in page
    assert address("share", given) in page


def test_an_assessor_who_opened_what_was_handed_in_stands_in_the_same_list(login, owner, desk, now):
    snapshot = freeze(owner, content={"format": 1}, now=now, by=Actor.self(owner))
    open_snapshot(snapshot, now=now, by=Actor(desk, "assessor"))
    (look,) = looks.in_words(looks.at_dossier_of(owner), today=now.date())
    assert (look.who, look.what) == (desk.name, "Je ingeleverde dossier")
    assert desk.name in login(owner).get(address("who_looked")).content.decode()


def test_nobody_looked_is_a_friendly_page(login, owner):
    page = login(owner).get(address("who_looked")).content.decode()
    assert "Alleen jij las je dossier" in page


# ---- A guest ----


@pytest.fixture
def open_share(give):
    return give(may_comment=True)


def at_door(grant, name="door", *things):
    token = guests.signer().sign(str(grant.public_id))
    return reverse(f"shared:{name}", args=[token, *(thing.public_id for thing in things)])


def mailed_code(run_jobs) -> str:
    mail.outbox.clear()
    run_jobs()
    return next(line for one in reversed(mail.outbox) for line in one.body.splitlines()
                if "code" in one.subject and len(line) == 9 and line[4] == "-")  # fmt: skip


def come_in(client, grant, run_jobs):
    client.post(at_door(grant))
    client.post(at_door(grant, "code"), {"code": mailed_code(run_jobs)})
    return client


def test_the_link_alone_shows_nothing(client, open_share, owner):
    answer = client.get(at_door(open_share))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not client.cookies.get("sessionid")
    assert not [word for word in ("stilte", "doorvragen", owner.name, GUEST) if word in page]
    assert client.get("/gedeeld/onzin/").status_code == 404


def test_a_guest_reads_with_the_code_and_the_owner_sees_it(
    client, open_share, login, owner, run_jobs
):
    come_in(client, open_share, run_jobs)
    page = client.get(at_door(open_share)).content.decode()
    assert "Zij zweeg." in page
    assert "Geheim" not in page
    assert "no-store" in client.get(at_door(open_share))["Cache-Control"]
    assert GUEST in login(owner).get(address("who_looked")).content.decode()
    assert Event.objects.filter(verb="sharegrant.read").count() == 1
    mine = login(owner).get("/mijn/gegevens/").content.decode()
    assert "iemand met wie je iets deelde" in mine


def test_a_code_works_only_where_it_was_asked(client, open_share, run_jobs):
    client.post(at_door(open_share))
    code = mailed_code(run_jobs)
    other = Client()
    assert other.post(at_door(open_share, "code"), {"code": code}).status_code == 302
    assert "Zij zweeg." not in other.get(at_door(open_share)).content.decode()


def test_a_code_works_once_for_ten_minutes(client, open_share, run_jobs, standing_clock, now):
    client.post(at_door(open_share))
    code = mailed_code(run_jobs)
    standing_clock.move_to(now + timedelta(minutes=10))
    client.post(at_door(open_share, "code"), {"code": code})
    assert "Zij zweeg." not in client.get(at_door(open_share)).content.decode()


def test_after_three_wrong_tries_the_code_is_worthless(client, open_share, run_jobs):
    client.post(at_door(open_share))
    code = mailed_code(run_jobs)
    statuses = [
        client.post(at_door(open_share, "code"), {"code": "BBBB-BBBB"}).status_code
        for _ in range(3)
    ]
    assert statuses == [422, 422, 302]
    client.post(at_door(open_share, "code"), {"code": code})
    assert "Zij zweeg." not in client.get(at_door(open_share)).content.decode()


def test_tries_are_counted_for_the_share_whoever_tries(open_share, run_jobs, monkeypatch):
    statuses = []
    for _ in range(5):
        client = Client()
        session = client.session
        facts = {"code": "CCCC-CCCC", "until": 4e9, "tries": 0}
        session["shares"] = {str(open_share.public_id): facts}
        session.save()
        client.cookies["sessionid"] = session.session_key
        statuses += [
            client.post(at_door(open_share, "code"), {"code": "BBBB-BBBB"}).status_code
            for _ in range(3)
        ]
    assert statuses.count(429) == 5
    assert statuses[-1] == 429


def test_codes_are_not_sent_one_after_another(client, open_share):
    assert client.post(at_door(open_share)).status_code == 302
    assert Client().post(at_door(open_share)).status_code == 429
    assert Job.objects.filter(task="outbox.send_sealed").count() == 1


def test_the_code_of_one_share_opens_no_other(client, open_share, give, run_jobs):
    other = give("ander@voorbeeld.nl")
    come_in(client, open_share, run_jobs)
    assert "Zij zweeg." not in client.get(at_door(other)).content.decode()


def test_a_guest_comments_and_deletes_the_own_comment_only(
    client, open_share, owner, login, run_jobs, today, now
):
    come_in(client, open_share, run_jobs)
    item = open_share.items.first()
    mine = sharing.comment(item, "Van Samira", author=owner, today=today, now=now)
    assert client.post(at_door(open_share, "comment", item), {"text": ""}).status_code == 422
    client.post(at_door(open_share, "comment", item), {"text": "Van de gast"})
    made = ShareComment.objects.get(author=None)
    assert Letter.objects.get(kind="portfolios/share_comment").person == owner
    assert GUEST in login(owner).get(address("share", open_share)).content.decode()
    assert client.get(at_door(open_share, "comment_delete", mine)).status_code == 404
    assert "Van de gast" in client.get(at_door(open_share, "comment_delete", made)).content.decode()
    client.post(at_door(open_share, "comment_delete", made))
    assert list(ShareComment.objects.all()) == [mine]


def test_the_guest_hears_of_an_answer_without_its_words(open_share, owner, run_jobs, today, now):
    item = open_share.items.first()
    sharing.comment(item, "Geheim antwoord", author=owner, today=today, now=now)
    run_jobs(*SEND)
    mail.outbox.clear()
    run_jobs()
    bodies = [one.body for one in mail.outbox if one.to == [GUEST]]
    assert any("reactie van" in body for body in bodies)
    assert not [body for body in bodies if "Geheim" in body]


def test_withdrawing_shuts_the_door_at_once(client, open_share, owner, run_jobs, today):
    come_in(client, open_share, run_jobs)
    item = open_share.items.first()
    sharing.withdraw(open_share, today=today, by=Actor.self(owner))
    for answer in (
        client.get(at_door(open_share)),
        client.post(at_door(open_share)),
        client.post(at_door(open_share, "code"), {"code": "x"}),
        client.post(at_door(open_share, "comment", item), {"text": "Nog iets"}),
        client.post(at_door(open_share, "close")),
    ):
        assert answer.status_code == 410
        assert "niet meer gedeeld" in answer.content.decode()
    assert not ShareComment.objects.exists()


def test_a_guest_closes_what_is_open(client, open_share, run_jobs):
    come_in(client, open_share, run_jobs)
    client.post(at_door(open_share, "close"))
    assert "Zij zweeg." not in client.get(at_door(open_share)).content.decode()


def test_what_was_typed_too_late_is_shown_again(client, open_share, run_jobs, standing_clock, now):
    come_in(client, open_share, run_jobs)
    standing_clock.move_to(now + guests.OPEN_FOR)
    item = open_share.items.first()
    answer = client.post(at_door(open_share, "comment", item), {"text": "Lang nagedacht"})
    assert answer.status_code == 422
    assert "Lang nagedacht" in answer.content.decode()
    assert not ShareComment.objects.exists()


def test_with_an_account_the_link_leads_to_the_own_page(login, open_share):
    reader = people.person("Nieuw", "Komer", email=GUEST)
    assert login(reader).get(at_door(open_share)).url == address("shared", open_share)


def test_a_shared_thing_says_so_on_its_own_page_and_in_who_reads_what(
    login, owner, things, give, today
):
    story, mine = things.stories[0], login(owner)
    assert "Je deelt dit met niemand" in mine.get(address("story_read", story)).content.decode()
    assert "Niemand: je deelt nu niets" in mine.get("/mijn/wie-leest-wat/").content.decode()
    grant = give()
    of_goal, of_activity = things.goals[0], things.activities[0]
    for url in (address("story_read", story), address("goal_edit", of_goal),
                address("activity_edit", of_activity), "/mijn/wie-leest-wat/"):  # fmt: skip
        page = mine.get(url).content.decode()
        assert GUEST in page
        assert address("share", grant) in page
    sharing.withdraw(grant, today=today, by=Actor.self(owner))
    assert GUEST not in mine.get(address("story_read", story)).content.decode()


# ---- Queries ----


# How many questions each page asks.
PAGES = {
    "shared": 11,
    "shared_with_me": 5,
    "share": 13,
    "shares": 6,
    "who_looked": 7,
    "share_new": 6,
    "story_read": 11,
}


def asked_by(client, url) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("rows", [1, 3])
def test_no_page_asks_more_for_more_rows(
    rows, login, owner, stranger, make_goal, make_activity, make_story, give, today, now, run_jobs
):
    chosen = sharing.Chosen(
        [make_goal(owner, f"Doel {n}") for n in range(rows)],
        [make_story(owner, title=f"Verhaal {n}", signal="x") for n in range(rows)],
        [make_activity(owner, f"Activiteit {n}") for n in range(rows)],
    )
    grants = [give(stranger.email, chosen, may_comment=True) for _ in range(rows)]
    run_jobs(*SEND)
    for item in grants[0].items.all():
        sharing.comment(item, "Ja", author=stranger, today=today, now=now)
    reader, mine = login(stranger), login(owner)
    for grant in grants:
        read(reader, grant)  # the first of the day is written down
    assert {
        "shared": asked_by(reader, address("shared", grants[0])),
        "shared_with_me": asked_by(reader, address("shared_with_me")),
        "share": asked_by(mine, address("share", grants[0])),
        "shares": asked_by(mine, address("shares")),
        "who_looked": asked_by(mine, address("who_looked")),
        "share_new": asked_by(mine, address("share_new")),
        "story_read": asked_by(mine, address("story_read", chosen.stories[0])),
    } == PAGES
