"""Staff reword a letter: its fields stay, no program gets in, and each version is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from config.letters import wordings as desk_wordings
from config.letters.preview import every_kind
from outbox import letters, wordings
from outbox.models import Letter, LetterWording

pytestmark = pytest.mark.django_db
KIND = "register/paused"
URL = "/desk/brieven/register/paused/tekst/"
DAY = '{{ ends_on|date:"j F Y" }}'
BODY = f"Dag {{{{ person.name }}}},\n\nTot {DAY} wachten we op je. Rust goed uit."


@pytest.fixture
def bureau(desk, login, scheme, standing_clock):
    return login(desk)


def typed(step, today, **words):
    return {"seen": "0", "title": "Je pauze begint", "body": BODY, "because": "Korter.",
            "starts_on": str(today), "step": step} | words  # fmt: skip


def pause_letter(owner, now, day):
    letters.write(KIND, person=owner, subject=owner, at=now, occasion=str(now), ends_on=day)
    return Letter.objects.latest("pk")


@pytest.mark.parametrize("kind", sorted(every_kind()))
def test_every_shipped_letter_keeps_its_own_rules(kind):
    title, _, body = wordings.shipped(kind).partition("\n")
    assert wordings.problems(kind, title, body) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("Dag {{ person.name }}, rust uit.", "ends_on"),
        (f"Tot {DAY}.", "person.name"),
        (BODY + " {{ person.password }}", "kent deze brief niet"),
        (BODY + " {{ person.name|safe }}", "kent deze brief niet"),
        (BODY + ' {{ person.name|add:"x" }}', "kent deze brief niet"),
        (BODY + " {{ person.name|date:person.password }}", "kent deze brief niet"),
        (BODY + " {% load static %}", "kan niet in een brief"),
        (BODY + ' {% include "config/home.html" %}', "kan niet in een brief"),
        (BODY + " {% debug %}", "kan niet in een brief"),
        (BODY + " {% for x in person %}{% endfor %}", "kan niet in een brief"),
        (BODY + " {% if person.password %}x{% endif %}", "kan niet in een brief"),
        (BODY + " {% if person.name %}x", "niet af"),
        (BODY + " {% endif %}", "niet af"),
        (BODY + " {{ person.name", "niet af"),
        (BODY + " {# stil #}", "niet af"),
        (f"Dag {{{{ person.name }}}}. {{% if ends_on %}}{DAY}{{% endif %}}", "in een ‘als’"),
    ],
)
def test_words_that_cannot_be_this_letter_are_refused_in_a_sentence(body, says):
    assert any(says in sentence for sentence in wordings.problems(KIND, "Titel", body))


def test_a_field_may_be_used_again_and_a_day_written_otherwise():
    more = '{% if not ends_on %}{{ person.name }}{% else %}{{ ends_on|date:"j-n" }}{% endif %}'
    assert wordings.problems(KIND, "Dag {{ person.name }}", BODY + more) == []


def test_a_wording_is_looked_at_first_and_then_put_in_force(bureau, owner, today, now):
    looked = bureau.post(URL, typed("look", today)).content.decode()
    assert "Zo wordt het" in looked
    assert "Rust goed uit." in looked
    assert not LetterWording.objects.exists()
    done = bureau.post(URL, typed("publish", today))
    assert done.status_code == 302
    letter = pause_letter(owner, now, today)
    assert letter.title == "Je pauze begint"
    assert letter.body.startswith(f"Dag {owner.name},\n\nTot 23 november 2026 wachten we op je.")
    assert letter.wording.number == 1
    assert Event.objects.filter(verb="letterwording.write").count() == 1


def test_what_was_sent_before_stays_as_it_was(bureau, owner, today, now):
    before = pause_letter(owner, now - timedelta(days=1), today)
    bureau.post(URL, typed("publish", today))
    before.refresh_from_db()
    assert before.wording is None
    assert "Rust goed uit." not in before.body


def test_a_wording_starts_on_its_day(bureau, owner, today, now):
    bureau.post(URL, typed("publish", today, starts_on=str(today + timedelta(days=3))))
    assert pause_letter(owner, now, today).wording is None
    assert pause_letter(owner, now + timedelta(days=3), today).wording.number == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"body": "Zonder velden."}, "ontbreekt"),
        ({"because": " "}, desk_wordings.NO_REASON),
        ({"starts_on": "2020-01-01"}, desk_wordings.PAST),
        ({"seen": "3"}, desk_wordings.SOMEBODY_ELSE),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_written(bureau, today, words, says):
    refused = bureau.post(URL, typed("publish", today, **words))
    assert refused.status_code == 422
    assert says in refused.content.decode()
    assert not LetterWording.objects.exists()


def test_going_back_is_a_new_version_and_the_history_stays(bureau, owner, today, now):
    bureau.post(URL, typed("publish", today))
    title, _, body = wordings.shipped(KIND).partition("\n")
    back = typed("publish", today, seen="1", title=title, body=body, because="Toch beter.")
    assert bureau.post(URL, back).status_code == 302
    letter = pause_letter(owner, now, today)
    assert letter.wording.number == 2
    assert letter.body.startswith(f"Beste {owner.name}")
    page = bureau.get(URL).content.decode()
    assert "Toch beter." in page
    assert "Korter." in page
    version = bureau.get(URL + "1/").content.decode()
    assert "Rust goed uit." in version
    assert "Deze versie weer gebruiken" in version


def test_the_database_keeps_versions_apart_and_asks_why(desk, today, now):
    facts = {"kind": KIND, "title": "x", "body": "y", "starts_on": today, "written_at": now,
             "written_by": desk}  # fmt: skip
    LetterWording.objects.create(number=1, because="Zo.", **facts)
    for wrong in ({"number": 1, "because": "Zo."}, {"number": 2, "because": ""},
                  {"number": 2, "because": "Zo.", "title": ""}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterWording.objects.create(**facts | wrong)


def test_the_desk_looks_at_a_letter_in_the_dark_and_on_paper(bureau):
    dark = bureau.get(reverse("desk:letter_mail", args=["register", "refused"]) + "?donker=1")
    assert "@media all" in dark.content.decode()
    assert "sha256" in dark["Content-Security-Policy"]
    paper = bureau.get(reverse("desk:letter_paper", args=["register", "refused"]))
    assert b"".join(paper.streaming_content).startswith(b"%PDF")


def test_the_list_says_who_gets_a_letter_and_what_may_be_switched_off(bureau):
    page = bureau.get("/desk/brieven/").content.decode()
    assert page.count("per post als de mail niet aankomt") > 20
    assert page.count("Mag uit") > 20
    letter = bureau.get("/desk/brieven/portfolios/mentor_yes/").content.decode()
    assert "Mentor, feedback en delen" in letter
    refusal = bureau.get("/desk/brieven/register/refused/").content.decode()
    assert "gaat hij per post" in refusal


@pytest.mark.parametrize("step", ["look", "publish"])
def test_words_with_which_no_letter_comes_out_are_refused(bureau, today, step):
    """A day has no hour: the letter would stop whatever writes it."""
    body = BODY.replace('"j F Y"', '"j F Y H:i"')
    page = bureau.post(URL, typed(step, today, body=body))
    assert page.status_code == 422
    assert "komt er geen brief uit" in page.content.decode()
    assert not LetterWording.objects.exists()


def test_words_that_do_not_fit_any_more_hold_no_letter_back(owner, desk, today, now):
    LetterWording.objects.create(
        kind=KIND, number=1, title="Pauze", body=BODY.replace('"j F Y"', '"j F Y H:i"'),
        because="Anders.", starts_on=today, written_at=now, written_by=desk,
    )  # fmt: skip
    letter = pause_letter(owner, now, today)
    assert "Rust goed uit" not in letter.body
    assert letter.body
