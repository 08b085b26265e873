"""Feedback: without a name means it. Who asks tries to find out who said what, and cannot."""

import html
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from audit.models import Event
from kit import clock
from outbox.models import Job, Letter
from portfolios import erasing
from portfolios.dossier.models import LearningStory
from portfolios.together import feedback
from portfolios.together.card_words import LANGUAGES
from portfolios.together.models import (
    FeedbackAnswer,
    FeedbackLink,
    FeedbackReport,
    FeedbackRequest,
)

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
MONDAYS = 7


def address(name, thing=None):
    return reverse(f"together:{name}", args=[thing.public_id] if thing else [])


@pytest.fixture
def make_request(owner, today):
    def make(kind="client", **facts):
        given = {"title": "Najaar", "until_on": today + timedelta(weeks=8)} | facts
        return feedback.ask(owner, kind=kind, today=today, **given)

    return make


@pytest.fixture
def asked(make_request):
    return make_request()


def tokens(request, count, today):
    links = feedback.new_links(request, count, today=today)
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def say(request, today, text="", **choices):
    """Somebody answers by a card of an own; returns the code that takes it back."""
    [token] = tokens(request, 1, today)
    said = {"listened": "yes"} | choices
    return feedback.answer(
        feedback.link_of(token), choices=said, texts={"better": text}, person=None, today=today
    )


def read(request):
    """What the owner can see of the texts, in the order of the page."""
    return [each.text for each in feedback.texts_of(request)]


def next_monday(today, weeks=1):
    return today + timedelta(days=MONDAYS * weeks)


# ---- A card ----


def test_a_client_answers_without_an_account_and_gets_a_code(client, asked, today):
    [token] = tokens(asked, 1, today)
    url = reverse("feedback:card", args=[token])
    page = client.get(url).content.decode()
    assert "Dit heeft geen invloed op uw uitkering." in page
    response = client.post(url, {"listened": "yes", "better": "Fijn gesprek", "age": "on"})
    assert response.status_code == 200
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", response.content.decode())[0]
    answer = FeedbackAnswer.objects.get()
    assert answer.texts == {"better": "Fijn gesprek"}
    assert client.post(url, {"listened": "no", "age": "on"}).status_code == 410
    assert FeedbackAnswer.objects.count() == 1
    gone = client.post(reverse("feedback:withdraw"), {"code": code.lower().replace("-", " ")})
    assert "Uw antwoord is weg." in gone.content.decode()
    assert not FeedbackAnswer.objects.exists()


def test_opening_a_card_does_not_say_whether_somebody_answered_with_it(client, asked, today):
    used, unused = tokens(asked, 2, today)
    client.post(reverse("feedback:card", args=[used]), {"listened": "yes", "age": "on"})
    pages = [client.get(reverse("feedback:card", args=[token])) for token in (used, unused)]
    texts = [
        re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]*', "", page.content.decode())
        for page in pages
    ]
    assert pages[0].status_code == pages[1].status_code == 200
    texts = [texts[0].replace(used, "").split(">"), texts[1].replace(unused, "").split(">")]
    assert texts[0] == texts[1]


def test_a_code_that_is_not_known_says_so(client, asked, today):
    say(asked, today)
    response = client.post(reverse("feedback:withdraw"), {"code": "AAAA-BBBB-CCCC"})
    assert response.status_code == 422
    assert FeedbackAnswer.objects.count() == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_all_words_and_its_direction(client, asked, today, code):
    words = LANGUAGES[code]
    [token] = tokens(asked, 1, today)
    url = reverse("feedback:card", args=[token])
    page = client.get(f"{url}?taal={code}").content.decode()
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in page
    for sentence in (words.safe, words.nameless, words.yes, words.age, words.younger):
        assert sentence in html.unescape(page)
    assert "{name}" not in page
    wrong = client.post(url, {"taal": code, "listened": "no"}).content.decode()
    assert words.need_age in html.unescape(wrong)
    said = {"taal": code, "listened": "no", "age": "on"}
    assert words.code_why in html.unescape(client.post(url, said).content.decode())
    assert words.over in html.unescape(client.post(url, said).content.decode())


def test_no_language_lacks_a_word_or_the_name():
    fields = [name for name in LANGUAGES["nl"].__dataclass_fields__ if name not in ("code",)]
    for words in LANGUAGES.values():
        assert all(getattr(words, name).strip() for name in fields)
        for name in ("title", "listened", "clear", "report_words"):
            assert "{name}" in getattr(words, name), (words.code, name)


def test_the_browser_says_which_language(client, asked, today):
    [token] = tokens(asked, 1, today)
    url = reverse("feedback:card", args=[token])
    answer = client.get(url, headers={"Accept-Language": "ar-SY,ar;q=0.9,en;q=0.8"})
    assert 'lang="ar" dir="rtl"' in answer.content.decode()
    answer = client.get(url, headers={"Accept-Language": "xx,de;q=0.5"})
    assert 'lang="nl" dir="ltr"' in answer.content.decode()


def test_of_who_is_under_sixteen_nothing_is_kept(client, asked, today):
    [token] = tokens(asked, 1, today)
    url = reverse("feedback:card", args=[token])
    assert client.post(url, {"listened": "yes", "better": "Hoi"}).status_code == 422
    page = client.post(url, {"step": "young", "better": "Hoi"})
    assert "We hebben niets bewaard" in page.content.decode()
    assert not FeedbackAnswer.objects.exists()
    assert not FeedbackLink.objects.get().used


def test_a_bsn_is_not_kept(client, asked, today):
    [token] = tokens(asked, 1, today)
    response = client.post(
        reverse("feedback:card", args=[token]), {"better": "Ik ben 123456782", "age": "on"}
    )
    assert response.status_code == 422
    assert "123456782" in response.content.decode()  # what was typed stays, to change it
    assert not FeedbackAnswer.objects.exists()


def test_links_expire_and_a_forged_one_does_not_exist(client, asked, today, standing_clock, now):
    [token] = tokens(asked, 1, today)
    assert client.get(reverse("feedback:card", args=["x" * 24])).status_code == 404
    standing_clock.move_to(now + timedelta(weeks=8))
    assert client.get(reverse("feedback:card", args=[token])).status_code == 410


def test_nobody_answers_the_own_link(login, owner, asked, today):
    [token] = tokens(asked, 1, today)
    url = reverse("feedback:card", args=[token])
    mine = login(owner)
    assert mine.get(url).status_code == 409
    mine.post(url, {"listened": "yes", "age": "on"})
    with pytest.raises(NotAllowed, match="je eigen vraag"):
        feedback.answer(feedback.link_of(token), choices={}, texts={}, person=owner, today=today)
    assert not FeedbackAnswer.objects.exists()


def test_what_stands_in_the_table_opens_nothing(asked, today):
    [token] = tokens(asked, 1, today)
    stored = FeedbackLink.objects.get()
    assert token not in str(vars(stored))
    assert feedback.link_of(stored.token_hash) is None


# ---- Who asks tries to find out ----


def test_two_answers_say_nothing_at_all(login, owner, asked, today):
    mine = login(owner)
    empty = mine.get(address("feedback", asked)).content
    for number in range(2):
        say(asked, today, text=f"Geheim {number}", listened="no")
        feedback.show_waiting(next_monday(today))
    assert scrubbed(mine.get(address("feedback", asked)).content) == scrubbed(empty)
    assert not Letter.objects.exists()


def scrubbed(page):
    """A page without what is new at each look."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_nothing_appears_on_the_day_that_somebody_answers(asked, today):
    tuesday = today + timedelta(days=1)
    for number in range(5):
        say(asked, tuesday, text=f"Tekst {number}")
    for days in range(1, 7):
        feedback.show_waiting(today + timedelta(days=days))
        assert read(asked) == []
    feedback.show_waiting(next_monday(today))
    assert len(read(asked)) == 5


def test_subtracting_one_day_from_another_never_gives_fewer_than_three(asked, today):
    """One answer a week for many weeks: each time that something new appears it is three."""
    before = set()
    sizes = []
    for week in range(1, 15):
        say(asked, today, text=f"Week {week}")
        feedback.show_waiting(next_monday(today, week))
        now = set(read(asked))
        if new := now - before:
            sizes.append(len(new))
        before = now
    assert sizes == [3, 3, 3, 3]


def test_the_counts_move_by_three_answers_at_least(asked, today):
    seen = [0]
    for week in range(1, 12):
        say(asked, today, listened=("yes", "no", "bit")[week % 3])
        feedback.show_waiting(next_monday(today, week))
        counts = next(one.counts for one in feedback.told(asked) if one.key == "listened")
        if sum(counts.values()) != seen[-1]:
            seen.append(sum(counts.values()))
    assert [later - sooner for sooner, later in pairwise(seen)] == [3, 3, 3]


def test_after_a_withdrawal_no_single_new_answer_can_be_told_apart(asked, today):
    first = say(asked, today, text="A")
    say(asked, today, text="B")
    say(asked, today, text="C")
    feedback.show_waiting(next_monday(today))
    assert set(read(asked)) == {"A", "B", "C"}
    assert feedback.withdraw(first)
    assert read(asked) == []  # two are too few to show
    say(asked, today, text="D")
    feedback.show_waiting(next_monday(today, 2))
    assert read(asked) == []  # or D would be the new one
    say(asked, today, text="E")
    say(asked, today, text="F")
    feedback.show_waiting(next_monday(today, 3))
    assert set(read(asked)) == {"B", "C", "D", "E", "F"}


def test_the_order_is_that_of_chance_and_differs_by_question(make_request, today):
    """Over many requests, the first who answered stands first no more often than by chance."""
    first = 0
    for number in range(30):
        request = make_request("colleague", title=f"Vraag {number}")
        for place in range(3):
            [token] = tokens(request, 1, today)
            feedback.answer(
                feedback.link_of(token), choices={}, person=None, today=today,
                texts={"good": f"goed {place}", "different": f"anders {place}"},
            )  # fmt: skip
        feedback.show_waiting(next_monday(today))
        first += read(request)[0] == "goed 0"
    assert 1 <= first <= 22


def test_the_order_is_the_same_at_each_look(asked, today):
    for number in range(6):
        say(asked, today, text=f"Tekst {number}")
    feedback.show_waiting(next_monday(today))
    assert read(asked) == read(asked)


def test_no_page_says_which_texts_are_of_one_answer_or_which_link_was_used(
    login, owner, make_request, today
):
    request = make_request("colleague")
    for place in range(3):
        [token] = tokens(request, 1, today)
        feedback.answer(
            feedback.link_of(token), choices={}, person=None, today=today,
            texts={"good": f"goed {place}", "different": f"anders {place}"},
        )  # fmt: skip
    feedback.show_waiting(next_monday(today))
    page = login(owner).get(address("feedback", request)).content.decode()
    handles = [each.handle for each in feedback.texts_of(request)]
    assert len(set(handles)) == 6
    assert all(handle in page for handle in handles)
    keys = [str(pk) for pk in FeedbackAnswer.objects.values_list("pk", flat=True)]
    assert not any(key in page for key in keys)


def test_no_column_of_an_answer_holds_a_time_a_person_or_a_link():
    names = {field.name for field in FeedbackAnswer._meta.get_fields()}
    assert names == {"id", "request", "choices", "texts", "name", "withdrawal_hash", "shown"}
    assert {field.name for field in FeedbackLink._meta.get_fields()} == {
        "id", "request", "token_hash", "used",
    }  # fmt: skip


# ---- The owner decides ----


def test_the_owner_hears_once_and_the_letter_holds_no_word(asked, owner, today):
    for number in range(4):
        say(asked, today, text=f"Geheim {number}")
    feedback.show_waiting(next_monday(today))
    feedback.show_waiting(next_monday(today))
    letter = Letter.objects.get()
    assert letter.person == owner
    assert "Geheim" not in letter.body


def test_nobody_else_reads_it(login, stranger, desk, committee, asked, today):
    for number in range(3):
        say(asked, today, text=f"Geheim {number}")
    feedback.show_waiting(next_monday(today))
    for person in (stranger, desk, committee):
        client = login(person)
        for name in ("feedback", "feedback_delete"):
            assert client.get(address(name, asked)).status_code == 404
        assert client.post(address("feedback_cards", asked), {"count": 1}).status_code == 404


def test_a_text_becomes_a_story_or_goes_and_the_others_stay(login, owner, asked, today):
    for number in range(3):
        say(asked, today, text=f"Tekst {number}")
    feedback.show_waiting(next_monday(today))
    mine = login(owner)
    one, other = feedback.texts_of(asked)[:2]
    mine.post(reverse("together:feedback_to_story", args=[asked.public_id, one.handle]))
    assert LearningStory.objects.get().signal == one.text
    url = reverse("together:feedback_set_aside", args=[asked.public_id, other.handle])
    assert other.text in mine.get(url).content.decode()
    mine.post(url)
    assert len(read(asked)) == 2
    assert other.text not in read(asked)
    assert mine.get(url).status_code == 404


def test_before_there_are_three_no_text_can_be_reached_by_its_handle(login, owner, asked, today):
    say(asked, today, text="Geheim")
    handle = feedback.handle_of(FeedbackAnswer.objects.get(), "better")
    mine = login(owner)
    for name in ("feedback_set_aside", "feedback_to_story"):
        url = reverse(f"together:{name}", args=[asked.public_id, handle])
        assert mine.post(url).status_code == 404


def test_the_mail_carries_the_link_and_the_address_is_kept_nowhere(login, owner, make_request):
    request = make_request("colleague")
    login(owner).post(address("feedback_link", request), {"email": "collega@example.org"})
    job = Job.objects.get(task="outbox.send_sealed")
    assert "collega@example.org" not in str(vars(job))
    assert FeedbackLink.objects.count() == 1
    fields = str(list(FeedbackLink.objects.values())) + str(list(FeedbackRequest.objects.values()))
    assert "collega" not in fields


def test_with_a_name_is_read_at_once(client, login, owner, make_request, today):
    request = make_request("manager", anonymous=False, question="Hoe ging het project?")
    [token] = tokens(request, 1, today)
    url = reverse("feedback:card", args=[token])
    page = client.get(url).content.decode()
    assert "Met uw naam" in page
    assert client.post(url, {"good": "Je vraagt door"}).status_code == 422
    client.post(url, {"good": "Je vraagt door", "name": "Piet Jansen", "own_question": "Heel goed"})
    page = login(owner).get(address("feedback", request)).content.decode()
    assert "Je vraagt door" in page
    assert "Piet Jansen" in page
    assert "Hoe ging het project?" in page


def test_clients_are_never_asked_for_a_name(make_request):
    assert make_request("client", anonymous=False).anonymous


def test_a_sheet_of_cards_is_a_pdf_with_a_code_for_each(login, owner, asked):
    response = login(owner).post(address("feedback_cards", asked), {"count": 6, "language": "ar"})
    data = b"".join(response.streaming_content)
    assert data.startswith(b"%PDF")
    assert FeedbackLink.objects.count() == 6


def test_there_is_an_end_to_the_cards(asked, today):
    tokens(asked, feedback.MOST_LINKS, today)
    with pytest.raises(NotAllowed, match="hoogstens"):
        tokens(asked, 1, today)


def test_closing_stops_every_link_and_keeps_what_was_said(client, login, owner, asked, today):
    [token] = tokens(asked, 1, today)
    login(owner).post(address("feedback_close", asked))
    assert client.get(reverse("feedback:card", args=[token])).status_code == 410


def test_a_request_is_made_with_a_form_that_says_what_is_wrong(login, owner, today):
    mine = login(owner)
    assert mine.post(address("feedback_new"), {"title": "Najaar"}).status_code == 422
    data = {"kind": "client", "title": "Najaar", "how": "named", "until_on": "2026-12-20"}
    response = mine.post(address("feedback_new"), data)
    made = FeedbackRequest.objects.get()
    assert response.url == address("feedback", made)
    late = mine.post(address("feedback_new"), data | {"until_on": "2028-01-01"})
    assert late.status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(
    login, owner, make_request, rows, django_assert_num_queries
):
    for number in range(rows):
        make_request(title=f"Vraag {number}")
    mine = login(owner)
    with django_assert_num_queries(4):
        assert mine.get(address("feedback_list")).status_code == 200


# ---- When it is not used well ----


def test_who_was_pressed_tells_the_register_and_the_desk_can_close_it(
    client, login, owner, desk, asked, today, now
):
    [token, other] = tokens(asked, 2, today)
    url = reverse("feedback:report", args=[token])
    assert "niet te" in client.get(url).content.decode()
    client.post(url, {"words": "Ik moest het invullen waar hij bij zat."})
    report = FeedbackReport.objects.get()
    say(asked, today, text="Geheim")
    theirs = login(desk)
    page = theirs.get(reverse("desk_feedback:reports")).content.decode()
    assert "waar hij bij zat" in page
    assert "Geheim" not in page
    handle = reverse("desk_feedback:report_handle", args=[report.public_id])
    assert login(owner).post(handle, {"answer": "block"}).status_code == 404
    theirs.post(handle, {"answer": "block"})
    assert client.get(reverse("feedback:card", args=[other])).status_code == 410
    letter = Letter.objects.get(kind="portfolios/feedback_blocked")
    assert letter.person == owner
    assert "waar hij bij zat" not in letter.body
    with pytest.raises(NotAllowed, match="al gekeken"):
        feedback.handle(report, block=False, now=now, by=Actor(desk, Role.DESK))


def test_erasing_takes_everything_along(owner, asked, today):
    code = say(asked, today, text="Geheim")
    erasing.erase(owner, today=today)
    assert not FeedbackRequest.objects.exists()
    assert not FeedbackAnswer.objects.exists()
    assert not feedback.withdraw(code)
    assert mail.outbox == []


# ---- What fresh eyes found ----


def test_an_empty_card_is_no_answer(client, asked, today):
    """It would count among the three, and say nothing."""
    [token] = tokens(asked, 1, today)
    url = reverse("feedback:card", args=[token])
    page = client.post(url, {"age": "on"})
    assert page.status_code == 422
    assert "Kies of schrijf iets" in page.content.decode()
    assert not FeedbackAnswer.objects.exists()
    assert client.get(url).status_code == 200


def test_no_other_address_of_the_owner_gets_a_link(asked, owner, today):
    EmailAddress.objects.create(user=owner, email="werk@lindehoven.example", verified=True)
    with pytest.raises(NotAllowed, match="je eigen mailadres"):
        feedback.send_link(asked, "Werk@lindehoven.example", today=today)


def test_a_report_is_looked_at_also_when_the_owner_throws_the_request_away(
    client, login, owner, desk, asked, today
):
    say(asked, today, "Fijn")
    [token] = tokens(asked, 1, today)
    client.post(reverse("feedback:report", args=[token]), {"words": "Hij zat erbij."})
    login(owner).post(address("feedback_delete", asked))
    asked.refresh_from_db()
    assert asked.closed_on == today
    assert not asked.answers.exists()
    assert "Hij zat erbij." in login(desk).get("/desk/feedback/").content.decode()
    report = FeedbackReport.objects.get()
    feedback.handle(report, block=False, now=clock.now(), by=Actor(desk, Role.DESK))
    assert not Event.objects.about(owner).filter(verb__startswith="feedback").exists()


def test_with_one_manager_only_by_name(login, owner, today):
    facts = {
        "kind": "manager", "title": "Jaargesprek", "how": "nameless",
        "until_on": (today + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    page = login(owner).post(address("feedback_new"), facts)
    assert page.status_code == 422
    assert "Dan kan het alleen met naam" in page.content.decode()
    assert login(owner).post(address("feedback_new"), facts | {"how": "named"}).status_code == 302


def test_the_owner_may_be_named_by_who_is_asked(make_request, client, today):
    asked = make_request("colleague")
    [token] = tokens(asked, 1, today)
    words = {"good": f"{asked.owner.given_names} legt rustig uit."}
    page = client.post(reverse("feedback:card", args=[token]), words).content.decode()
    assert "te herkennen" not in page
    assert FeedbackAnswer.objects.count() == 1
