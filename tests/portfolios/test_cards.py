"""Method cards: written together, read by others of elsewhere, published, revised, withdrawn."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from kit import clock
from outbox.models import Letter
from portfolios import carrying_cards, erasing
from portfolios.knowledge import cards, guilds, reviewing
from portfolios.knowledge.models import CardLink, CardUse, CardVersion, MethodCard
from portfolios.knowledge.views.cards import ON_A_PAGE
from portfolios.portable import reading, writing
from register import workplaces
from register.models import Affiliation
from tests.makers import method_cards, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def address(name, *things):
    return reverse(f"knowledge:{name}", args=[getattr(each, "public_id", each) for each in things])


def typed(version, **texts):
    kept = {name: getattr(version, name) for name in cards.TEXTS}
    return kept | {"version": version.saves, "looked": "on"} | texts


def letters(kind):
    return {letter.person for letter in Letter.objects.filter(kind=f"portfolios/{kind}")}


# ---- Writing together ----


def test_a_member_writes_and_saves_by_itself_and_becomes_an_author(login, writers, guild):
    mine = login(writers[0])
    answer = mine.post(address("card_new", guild))
    version = CardVersion.objects.get()
    assert answer.url == address("draft_edit", version)
    assert not version.authors.exists()
    saved = mine.post(address("draft_autosave", version), typed(version, title="Wandelen")).json()
    version.refresh_from_db()
    assert (version.title, saved["version"]) == ("Wandelen", version.saves)
    assert [author.person for author in version.authors.all()] == [writers[0]]


def test_two_who_begin_at_once_each_have_a_card_and_one_that_stayed_empty_is_used(
    writers, guild, now
):
    first = cards.start(guild, by_person=writers[0], now=now)
    second = cards.start(guild, by_person=writers[1], now=now)
    assert second != first
    cards.save(first, saves=first.saves, by_person=writers[0], now=now, title="Wandelen")
    later = now + timedelta(days=2)
    assert cards.start(guild, by_person=writers[1], now=later) == second
    cards.save(second, saves=second.saves, by_person=writers[1], now=later, title="Fietsen")
    assert cards.start(guild, by_person=writers[1], now=later) not in (first, second)


def test_two_who_write_at_once_lose_nothing(login, writers, draft):
    first, second = login(writers[0]), login(writers[1])
    first.post(address("draft_edit", draft), typed(draft, what="Van de een."))
    answer = second.post(address("draft_edit", draft), typed(draft, what="Van de ander."))
    assert answer.status_code == 409
    assert "Van de een." in answer.text
    assert "Van de ander." in answer.text
    auto = second.post(address("draft_autosave", draft), typed(draft, what="Van de ander."))
    assert auto.status_code == 409
    draft.refresh_from_db()
    assert draft.what == "Van de een."
    second.post(address("draft_edit", draft), typed(draft, what="Van beiden."))
    draft.refresh_from_db()
    assert draft.what == "Van beiden."
    assert {author.person for author in draft.authors.all()} == set(writers)


def test_a_bsn_is_not_kept_in_a_card(login, writers, draft):
    said = typed(draft, what="Bel 123456782")
    answer = login(writers[0]).post(address("draft_edit", draft), said)
    assert answer.status_code == 422
    assert "BSN" in answer.text
    assert login(writers[0]).post(address("draft_autosave", draft), said).status_code == 422
    draft.refresh_from_db()
    assert "123456782" not in draft.what


def test_who_is_not_in_the_guild_does_not_find_the_draft(login, stranger, draft, now):
    other = login(stranger)
    for name in ("draft", "draft_edit"):
        assert other.get(address(name, draft)).status_code == 404
    for name in ("draft_edit", "draft_autosave", "draft_send", "draft_publish", "draft_discard"):
        assert other.post(address(name, draft), typed(draft, title="X")).status_code == 404
    with pytest.raises(NotAllowed, match="leden"):
        cards.save(draft, saves=draft.saves, by_person=stranger, now=now, title="X")
    assert other.get(address("card", draft.card)).status_code == 404


def test_who_left_the_guild_writes_no_more(writers, guild, draft, now):
    guilds.leave(guild, person=writers[0], now=now)
    with pytest.raises(NotAllowed):
        cards.save(draft, saves=draft.saves, by_person=writers[0], now=now, title="Nog iets")


def test_a_concept_is_thrown_away_with_its_card_and_a_revision_alone(
    login, writers, draft, card, now
):
    login(writers[1]).post(address("draft_discard", draft))
    assert MethodCard.objects.get() == card.card
    again = cards.revise(card.card, by_person=writers[0], now=now)
    cards.discard(again, by=Actor.self(writers[0]))
    assert CardVersion.objects.get() == card
    assert Event.objects.filter(verb="cardversion.discard").count() == 2


def test_a_guild_does_not_end_while_a_card_is_in_the_making(writers, guild, draft, now):
    with pytest.raises(NotAllowed, match="in de maak"):
        guilds.end(guild, now=now, by=Actor.self(writers[0]))


# ---- Read by others ----


def test_what_is_still_missing_is_said_kindly_before_others_read(login, writers, guild, now):
    begun = cards.start(guild, by_person=writers[0], now=now)
    cards.save(begun, saves=1, by_person=writers[0], now=now, title="Wandelen")
    page = login(writers[0]).get(address("draft", begun)).text
    assert "Schrijf nog iets bij ‘Wat is het?’" in page
    assert "Vraag om meelezers" not in page
    assert login(writers[0]).post(address("draft_send", begun)).status_code == 409


def test_of_every_writer_we_know_where_they_work(guild, owner, now, today):
    made = method_cards.written(guild, by=owner, now=now)
    assert any(owner.name in sentence for sentence in cards.not_ready(made, today))
    method_cards.works(owner, "Lindehoven", now=now)
    assert cards.not_ready(made, today) == []


def test_a_card_goes_from_draft_to_published_by_separate_people(
    login, writers, readers, stranger, draft, guild
):
    login(writers[0]).post(address("draft_send", draft))
    for reader in readers:
        assert draft.title in login(reader).get(address("reading")).text
        took = login(reader).post(address("read_along", draft))
        assert draft.what in login(reader).get(took.url).text
        login(reader).post(took.url, {"verdict": "agree", "words": "Zo kan het."})
    assert letters("card_answered") == {writers[0]}
    page = login(writers[1]).get(address("draft", draft)).text
    assert "Publiceren" in page
    assert "Zo kan het." in page
    login(writers[1]).post(address("draft_publish", draft))
    shown = login(stranger).get(address("card", draft.card)).text
    assert writers[0].name in shown
    assert readers[0].name in shown
    assert letters("card_published") == {writers[0], *readers}


@pytest.mark.parametrize(
    ("place", "says"),
    [("Lindehoven", "dezelfde organisatie"), ("", "nog niet waar je werkt")],
)
def test_who_works_where_a_writer_works_or_nowhere_known_does_not_read_along(
    login, writers, stranger, draft, now, place, says
):
    if place:
        method_cards.works(stranger, place, now=now)
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    assert draft.title not in login(stranger).get(address("reading")).text
    with pytest.raises(NotAllowed, match=says):
        reviewing.take_on(draft, person=stranger, today=now.date())


def test_an_author_does_not_read_along_and_a_member_of_elsewhere_may(writers, draft, now, today):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    with pytest.raises(NotAllowed, match="zelf mee"):
        reviewing.take_on(draft, person=writers[0], today=today)
    assert reviewing.take_on(draft, person=writers[1], today=today).round == 1


def test_two_of_one_organisation_do_not_both_read(writers, readers, stranger, draft, now, today):
    method_cards.works(stranger, "Zuidoever", now=now)  # where the first reader works
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    method_cards.agrees(draft, readers[0], now=now)
    with pytest.raises(NotAllowed, match="jouw organisatie"):
        reviewing.take_on(draft, person=stranger, today=today)


def test_one_who_agrees_is_not_enough_and_a_question_is_no_agreement(
    writers, readers, draft, now, today
):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    method_cards.agrees(draft, readers[0], now=now)
    asked = reviewing.take_on(draft, person=readers[1], today=today)
    reviewing.say(asked, verdict="change", words="Noem ook de wet.", now=now)
    with pytest.raises(NotAllowed, match="twee mensen"):
        cards.publish(draft, now=now, by=Actor.self(writers[0]))
    reviewing.say(asked, verdict="agree", words="Nu goed.", now=now)
    cards.publish(draft, now=now, by=Actor.self(writers[0]))


def test_a_text_that_changed_is_read_anew_and_the_readers_hear_it(
    login, writers, readers, draft, now
):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    for reader in readers:
        method_cards.agrees(draft, reader, now=now)
    too_late = login(writers[1]).post(
        address("draft_edit", draft), typed(draft, what="Net getypt en nog niet bewaard.")
    )
    assert too_late.status_code == 409
    assert "Net getypt en nog niet bewaard." in too_late.text
    cards.take_back(draft, by=Actor.self(writers[0]))
    cards.save(draft, saves=draft.saves, by_person=writers[0], now=now, what="Heel anders.")
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    assert letters("card_again") == set(readers)
    reader = login(readers[0])
    assert draft.title in reader.get(address("reading")).text
    assert reader.post(address("read_along", draft)).status_code == 302
    assert draft.reviews.filter(person=readers[0]).count() == 2
    with pytest.raises(NotAllowed, match="twee mensen"):
        cards.publish(draft, now=now, by=Actor.self(writers[0]))


def test_a_text_that_lies_with_readers_is_not_changed(writers, draft, now):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    with pytest.raises(NotAllowed, match="meelezers"):
        cards.save(draft, saves=draft.saves, by_person=writers[0], now=now, what="Anders")


def test_the_database_publishes_nothing_that_two_others_did_not_read(
    writers, readers, draft, now, today
):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    method_cards.agrees(draft, readers[0], now=now)
    row = CardVersion.objects.filter(pk=draft.pk)
    with pytest.raises(IntegrityError, match="Two others"), transaction.atomic():
        row.update(status="published", published_on=today)
    second = draft.reviews.create(
        person=writers[0], round=1, taken_on=today, verdict="agree", words="Ja", said_on=today
    )
    with pytest.raises(IntegrityError, match="Two others"), transaction.atomic():
        row.update(status="published", published_on=today)
    second.person = readers[1]
    second.save()
    assert row.update(status="published", published_on=today) == 1


def test_a_reader_gives_a_card_back_before_saying_anything(login, writers, readers, draft, now):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    review = reviewing.take_on(draft, person=readers[0], today=now.date())
    login(readers[0]).post(address("review_give_back", review))
    assert not draft.reviews.exists()
    method_cards.agrees(draft, readers[0], now=now)
    with pytest.raises(NotAllowed, match="al iets gezegd"):
        reviewing.give_back(draft.reviews.get())


def test_another_does_not_find_my_reading(login, stranger, writers, readers, draft, now):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    review = reviewing.take_on(draft, person=readers[0], today=now.date())
    for person in (stranger, readers[1], writers[0]):
        assert login(person).get(address("review", review)).status_code == 404


@pytest.mark.parametrize("backdated", [0, 30, 300])
def test_who_says_afterwards_to_have_left_long_ago_still_worked_there(
    writers, readers, stranger, draft, now, today, backdated
):
    """The register knew otherwise while the card was written; a new place does not help."""
    near = method_cards.works(stranger, "Lindehoven", now=now)
    workplaces.end(near, until_on=today - timedelta(days=backdated), by=Actor.self(stranger))
    method_cards.works(stranger, "Elders", now=now)
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    with pytest.raises(NotAllowed, match="dezelfde organisatie"):
        reviewing.take_on(draft, person=stranger, today=today)


def test_a_place_that_was_ended_before_the_card_began_is_no_tie(
    stranger, writers, guild, now, today
):
    near = method_cards.works(stranger, "Lindehoven", now=now)
    workplaces.end(near, until_on=today, by=Actor.self(stranger))
    method_cards.works(stranger, "Elders", now=now)
    later = now + timedelta(days=2)
    draft = method_cards.in_review(guild, by=writers[0], now=later)
    assert reviewing.take_on(draft, person=stranger, today=later.date()).pk


def test_a_silent_reader_is_released_kindly_and_a_colleague_may_read(
    login, writers, readers, stranger, scheme, draft, now, today
):
    method_cards.works(stranger, "Zuidoever", now=now)  # where the first reader works
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    silent = reviewing.take_on(draft, person=readers[0], today=today)
    method_cards.agrees(draft, readers[1], now=now)
    term = timedelta(days=scheme.card_reading_days)
    reviewing.release(now + term - timedelta(days=1))
    with pytest.raises(NotAllowed, match="jouw organisatie"):
        reviewing.take_on(draft, person=stranger, today=today)
    for _ in range(2):
        reviewing.release(now + term)
    assert letters("card_released") == {readers[0]}
    assert "dat geeft niet" in Letter.objects.get(kind="portfolios/card_released").body
    assert readers[0].name not in login(writers[0]).get(address("draft", draft)).text
    assert draft not in CardVersion.objects.visible_to(readers[0])
    typed_late = login(readers[0]).post(address("review", silent), {"words": "Net nog getypt"})
    assert typed_late.status_code == 409
    assert "Net nog getypt" in typed_late.text
    later = (now + term).date()
    again = reviewing.take_on(draft, person=readers[0], today=later)
    assert (again.pk, again.released_on) == (silent.pk, None)
    reviewing.give_back(again)
    assert reviewing.take_on(draft, person=stranger, today=later).pk
    assert draft.reviews.get(person=readers[1]).verdict == "agree"


def test_words_of_a_reader_are_not_lost_when_the_card_is_taken_back(
    login, writers, readers, draft, now, today
):
    cards.send(draft, now=now, by=Actor.self(writers[0]))
    review = reviewing.take_on(draft, person=readers[0], today=today)
    cards.take_back(draft, by=Actor.self(writers[0]))
    reader = login(readers[0])
    late = reader.post(address("review", review), {"verdict": "agree", "words": "Mooi <b>zo</b>"})
    assert late.status_code == 409
    assert "Mooi &lt;b&gt;zo&lt;/b&gt;" in late.text
    assert "haalden de kaart terug" in late.text
    assert draft.what not in late.text
    assert draft.title not in late.text
    assert reader.get(address("review", review)).status_code == 410
    assert reader.post(address("review_give_back", review)).status_code == 409
    review.refresh_from_db()
    assert review.verdict == ""


def test_somebody_who_may_be_known_is_asked_about_before_others_read(writers, draft, now, today):
    """Also when the text was kept by itself, so that nobody was asked while typing."""
    said = {"what": "Mevrouw De Bruin, geboren op 12-3-1980, kwam elke week."}
    kept = cards.save(draft, saves=draft.saves, by_person=writers[0], now=now, **said)
    assert any("te herkennen" in one for one in cards.not_ready(kept, today))
    with pytest.raises(NotAllowed, match="te herkennen"):
        cards.send(kept, now=now, by=Actor.self(writers[0]))
    looked = cards.save(kept, saves=kept.saves, by_person=writers[0], now=now, looked=True)
    assert cards.not_ready(looked, today) == []


def test_of_a_writer_who_stopped_working_nothing_is_asked_anew(writers, card, now, today):
    Affiliation.objects.filter(person=writers[0]).update(until_on=today - timedelta(days=10))
    later = now + timedelta(days=900)
    made = cards.revise(card.card, by_person=writers[0], now=later)
    assert cards.not_ready(made, later.date()) == []


def test_what_one_wrote_alone_goes_with_that_person_and_what_was_shared_stays(
    writers, draft, guild, now, today
):
    alone = method_cards.written(guild, by=writers[1], now=now, title="Van mij alleen")
    cards.save(draft, saves=draft.saves, by_person=writers[1], now=now, what="Samen gedaan.")
    erasing.erase(writers[1], today=today)
    assert not CardVersion.objects.filter(pk=alone.pk).exists()
    assert not MethodCard.objects.filter(pk=alone.card_id).exists()
    draft.refresh_from_db()
    assert draft.what == "Samen gedaan."


# ---- Published ----


def test_the_old_version_stays_until_the_new_one_is_published(
    login, writers, readers, stranger, card, now
):
    made = cards.revise(card.card, by_person=writers[1], now=now)
    assert made.title == card.title
    cards.save(made, saves=made.saves, by_person=writers[1], now=now, what="Je schuift aan.")
    reader = login(stranger)
    assert card.what in reader.get(address("card", card.card)).text
    cards.send(made, now=now, by=Actor.self(writers[1]))
    for person in readers:
        method_cards.agrees(made, person, now=now)
    assert card.what in reader.get(address("card", card.card)).text
    cards.publish(made, now=now, by=Actor.self(writers[1]))
    page = reader.get(address("card", card.card)).text
    assert "Je schuift aan." in page
    assert {author.person for author in made.authors.all()} == set(writers)
    change = reader.get(address("card_version", card.card, 2)).text
    assert "<ins>" in change
    assert "<del>" in change
    assert card.what in reader.get(address("card_version", card.card, 1)).text
    assert card.title in reader.get(address("card_versions", card.card)).text


def test_a_withdrawn_card_says_why_and_is_not_found(login, writers, stranger, card):
    mine = login(writers[0])
    assert mine.post(address("card_withdraw", card.card), {"because": ""}).status_code == 422
    mine.post(address("card_withdraw", card.card), {"because": "De wet is veranderd."})
    other = login(stranger)
    page = other.get(address("card", card.card)).text
    assert "De wet is veranderd." in page
    assert card.what not in page
    assert other.get(address("card_version", card.card, 1)).status_code == 404
    assert card.title not in other.get(address("cards")).text
    assert letters("card_withdrawn") == {writers[1]}


def test_who_is_not_in_the_guild_revises_and_withdraws_nothing(login, stranger, card):
    other = login(stranger)
    for name in ("card_revise", "card_withdraw", "card_look_again"):
        assert other.post(address(name, card.card), {"because": "Zomaar"}).status_code == 409
    assert other.get(address("card_withdraw", card.card)).status_code == 409
    card.refresh_from_db()
    assert card.is_published


def test_of_a_stopped_guild_who_wrote_the_card_withdraws_it(
    login, writers, stranger, guild, card, now
):
    guilds.end(guild, now=now, by=Actor.self(writers[0]))
    for person in (writers[1], stranger):
        client = login(person)
        assert (
            address("card_withdraw", card.card) not in client.get(address("card", card.card)).text
        )
        sent = client.post(address("card_withdraw", card.card), {"because": "Zomaar"})
        assert sent.status_code == 409
    mine = login(writers[0])
    assert address("card_withdraw", card.card) in mine.get(address("card", card.card)).text
    mine.post(address("card_withdraw", card.card), {"because": "De wet is veranderd."})
    card.refresh_from_db()
    assert card.status == CardVersion.Status.WITHDRAWN


def test_a_long_list_of_cards_has_pages(login, writers, readers, stranger, guild, now):
    for number in range(ON_A_PAGE + 1):
        method_cards.published(
            guild, by=writers[0], readers=readers, now=now, title=f"Kaart {number:02}"
        )
    client = login(stranger)
    first = client.get(address("cards"), {"rust_op": "practice"}).text
    assert f"Kaart {ON_A_PAGE:02}" not in first
    assert "rust_op=practice&amp;pagina=2" in first
    assert f"Kaart {ON_A_PAGE:02}" in client.get(address("cards"), {"pagina": "2"}).text


def test_cards_are_found_by_word_theme_and_what_they_rest_on(
    login, writers, readers, stranger, card, guild, make_theme, now
):
    make_theme("Wonen")
    mine = login(stranger)
    for asked, shown in (
        ({"zoek": "stoel"}, True), ({"zoek": "jongeren"}, True), ({"zoek": "fiets"}, False),
        ({"thema": "jongeren"}, True), ({"thema": "wonen"}, False), ({"thema": "onzin"}, True),
        ({"rust_op": "practice"}, True), ({"rust_op": "rule"}, False),
    ):  # fmt: skip
        assert (card.title in mine.get(address("cards"), asked).text) == shown, asked


def test_an_old_card_asks_its_guild_once_and_says_so(
    login, writers, stranger, card, run_jobs, scheme, now
):
    later = clock.add_years(now.date(), scheme.card_review_years)
    early, due = now + (later - now.date()) - timedelta(days=1), now + (later - now.date())
    cards.write_to_guilds(early)
    assert letters("card_old") == set()
    for moment in (due, due + timedelta(days=1)):
        cards.write_to_guilds(moment)
    assert letters("card_old") == set(writers)
    assert Letter.objects.filter(kind="portfolios/card_old").count() == 2
    card.looked_again_on = None
    assert cards.is_old(card, scheme=scheme, today=due.date())
    cards.look_again(card, today=due.date(), by=Actor.self(writers[1]))
    assert not cards.is_old(card, scheme=scheme, today=due.date())


def test_the_page_of_an_old_card_says_so_kindly(login, stranger, writers, card, standing_clock):
    CardVersion.objects.update(published_on=clock.add_years(card.published_on, -3))
    assert "niet nagekeken" in login(stranger).get(address("card", card.card)).text
    login(writers[0]).post(address("card_look_again", card.card))
    assert "niet nagekeken" not in login(stranger).get(address("card", card.card)).text


def test_somebody_comments_and_takes_it_back_and_another_does_not(login, stranger, writers, card):
    mine = login(stranger)
    mine.post(address("comment", card.card), {"text": "Dit helpt ons ook."})
    said = card.card.comments.get()
    assert "Dit helpt ons ook." in login(writers[0]).get(address("card", card.card)).text
    assert login(writers[0]).post(address("comment_delete", said)).status_code == 404
    mine.post(address("comment_delete", said))
    assert not card.card.comments.exists()
    assert mine.post(address("comment", card.card), {"text": ""}).status_code == 422


# ---- From a story ----


def test_a_story_is_about_a_card_and_only_its_owner_sees_it(
    login, stranger, writers, make_story, card
):
    story = make_story(stranger, title="Mijn eigen verhaal")
    mine = login(stranger)
    mine.post(address("story_cards", story), {"cards": [card.public_id]})
    assert card.title in mine.get(address("story_cards", story)).text
    assert login(writers[0]).get(address("story_cards", story)).status_code == 404
    assert "Mijn eigen verhaal" not in login(writers[0]).get(address("card", card.card)).text
    mine.post(address("story_cards", story), {"cards": []})
    assert not CardLink.objects.exists()


def test_a_line_is_shown_before_it_is_shared_and_the_story_stays_private(
    login, stranger, writers, make_story, card
):
    story = make_story(stranger, title="Mijn eigen verhaal", signal="Heel privé")
    mine, page = login(stranger), address("use_new", story, card.card)
    said = {"line": "Ik ging ernaast zitten en het werd stil.", "looked": "on"}
    first = mine.post(page, said)
    assert "Zo lezen anderen het" in first.text
    assert "Een collega" in first.text
    assert not CardUse.objects.exists()
    mark = first.context["seen"]
    changed = mine.post(page, said | {"seen": mark, "with_name": "on"})
    assert not CardUse.objects.exists()
    assert stranger.name in changed.text
    mine.post(page, said | {"seen": mark})
    shown = login(writers[0]).get(address("card", card.card)).text
    assert said["line"] in shown
    for secret in ("Mijn eigen verhaal", "Heel privé", stranger.last_name):
        assert secret not in shown
    use = CardUse.objects.get()
    assert login(writers[0]).post(address("use_delete", use)).status_code == 404
    mine.post(address("use_delete", use))
    assert said["line"] not in login(writers[0]).get(address("card", card.card)).text


def test_of_another_nobody_shares_a_line(login, stranger, owner, make_story, card):
    story = make_story(owner, title="Van mij")
    page = address("use_new", story, card.card)
    assert login(stranger).post(page, {"line": "Iets"}).status_code == 404


def test_a_link_travels_with_the_portfolio(owner, stranger, make_story, card, today, now):
    carrying_cards.link(make_story(owner, title="Verhaal"), [card.card], today=today)
    content = writing.content_of(owner, now=now)
    assert content["card_links"][0]["title"] == card.title
    assert reading.restore(stranger, content, {}) == []
    assert CardLink.objects.filter(story__owner=stranger, card=card.card).exists()
    CardLink.objects.all().delete()
    gone = content | {"card_links": [content["card_links"][0] | {"card": str(owner.pk)}]}
    other = people.person("Nog", "Iemand")
    assert reading.restore(other, gone, {}) == [f"De methodekaart ‘{card.title}’ kon niet mee."]


def test_after_erasing_nothing_of_me_stands_at_a_card(
    login, stranger, owner, card, make_story, today, now
):
    card.card.comments.create(author=owner, text="Van mij", written_at=now)
    carrying_cards.share_use(card.card, owner=owner, line="Mijn regel", with_name=True, today=today)
    erasing.erase(owner, today=today)
    page = login(stranger).get(address("card", card.card)).text
    for secret in ("Van mij", "Mijn regel", owner.last_name):
        assert secret not in page
    assert card.what in page


# ---- Lists ----


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_no_more_for_more(
    login, writers, readers, stranger, guild, now, rows, django_assert_num_queries
):
    for number in range(rows):
        method_cards.published(guild, by=writers[0], readers=readers, now=now, title=f"K{number}")
        method_cards.in_review(guild, by=writers[0], now=now, title=f"R{number}")
    mine, reader, writer = login(stranger), login(readers[0]), login(writers[0])
    with django_assert_num_queries(6):
        mine.get(address("cards"))
    with django_assert_num_queries(6):
        reader.get(address("reading"))
    with django_assert_num_queries(8):
        writer.get(address("guild", guild))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_card_asks_no_more_for_more(
    login, stranger, card, now, today, rows, django_assert_num_queries
):
    for number in range(rows):
        person = people.person(f"Lezer{number}", "Een")
        card.card.comments.create(author=person, text="Mooi", written_at=now)
        carrying_cards.share_use(card.card, owner=person, line="Ja", with_name=True, today=today)
    mine = login(stranger)
    with django_assert_num_queries(12):
        mine.get(address("card", card.card))
