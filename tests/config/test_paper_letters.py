"""Letters that go by post: an address for these alone, one file, posted by a person, undone."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from audit.models import Event
from config.letters import printing
from outbox import bounces, letters
from outbox.bounces import Bounce
from outbox.models import Letter, PaperLetter, PostAddress
from register import lapsing as notices
from tests.makers import people, terms

pytestmark = pytest.mark.django_db
LIST, PRINT = "/desk/post/", "/desk/post/printen/"
ADDRESS = "Dorpsstraat 1\n1234 AB  Lindehoven"


@pytest.fixture
def bureau(desk, login, scheme, standing_clock):
    return login(desk)


def came_back(person, now, kind="register/lapse_undone", occasion="1", **facts) -> PaperLetter:
    letters.write(kind, person=person, subject=person, at=now, occasion=occasion,
                  **({"registration": None} | facts))  # fmt: skip
    letter = Letter.objects.latest("pk")
    bounces.note(Bounce(letter.public_id, "5.1.1"), now=now)
    return PaperLetter.objects.get(letter=letter)


def address_url(person):
    return reverse("desk:paper_address", args=[person.public_id])


def words_of(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True,
                          check=True)  # fmt: skip
    return done.stdout.decode()


def printed(client) -> bytes:
    return b"".join(client.post(PRINT).streaming_content)


def test_a_letter_waits_for_an_address_is_printed_and_posted(bureau, desk, owner, now, today):
    paper = came_back(owner, now)
    assert "Eerst een adres" in bureau.get(LIST).content.decode()
    assert bureau.post(address_url(owner), {"lines": ADDRESS}).status_code == 302
    assert "Printen en op de post doen" in bureau.get(LIST).content.decode()
    assert "1234 AB Lindehoven" in words_of(printed(bureau))
    paper.refresh_from_db()
    assert paper.printed_at == now
    assert bureau.post(f"/desk/post/{paper.public_id}/gepost/").status_code == 302
    paper.refresh_from_db()
    assert (paper.posted_on, paper.posted_by) == (today, desk)
    assert not PaperLetter.objects.to_post().exists()
    assert Event.objects.filter(verb="paperletter.note_posted", person=owner).count() == 1


def test_posted_by_mistake_is_undone_on_the_same_day_only(bureau, desk, owner, now, today):
    paper = came_back(owner, now)
    by = Actor(desk, Role.DESK)
    printing.note_posted(paper, today=today, by=by)
    assert bureau.post(f"/desk/post/{paper.public_id}/terug/").status_code == 302
    assert PaperLetter.objects.to_post().get() == paper
    printing.note_posted(paper, today=today, by=by)
    with pytest.raises(NotAllowed):
        printing.take_back(paper, today=today + timedelta(days=1), by=by)
    with pytest.raises(NotAllowed):
        printing.note_posted(paper, today=today, by=by)


def test_the_address_stands_in_the_window_of_the_envelope(bureau, owner, now):
    """DL, window on the left: 20 mm from its left edge, 15 mm from the bottom, 35 mm high."""
    came_back(owner, now)
    bureau.post(address_url(owner), {"lines": "Een\nTwee\nDrie\nVier"})
    layout = words_of(printed(bureau), "-bbox", "-l", "1")
    found = [
        (word, *(float(number) / 72 * 25.4 for number in numbers))
        for *numbers, word in re.findall(
            r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word', layout
        )
    ]
    seen = [one for one in found if one[1] < 115 and one[4] > 45 and one[2] < 95]
    assert [one[0] for one in seen] == [*owner.name.split(), "Een", "Twee", "Drie", "Vier"]
    assert min(one[1] for one in seen) >= 22
    assert min(one[2] for one in seen) >= 50
    assert max(one[4] for one in seen) <= 85


def test_what_staff_may_not_read_is_not_printed(bureau, owner, now):
    """A decision of the committee is between it and the person."""
    paper = came_back(owner, now, "accreditation/response_asked", reading=None)
    assert printing.may_be_read(paper.letter) is False
    bureau.post(address_url(owner), {"lines": ADDRESS})
    page = bureau.get(LIST).content.decode()
    assert printing.WITHHELD in page
    assert paper.letter.title not in page
    text = words_of(printed(bureau))
    assert "Er staat een brief voor je klaar" in text
    assert paper.letter.title not in text


def test_who_read_it_in_the_portal_needs_no_paper(bureau, owner, login, now):
    paper = came_back(owner, now)
    login(owner).get(f"/mijn/berichten/{paper.letter.public_id}/")
    assert not PaperLetter.objects.to_post().exists()
    assert "Er hoeft niets op de post" in bureau.get(LIST).content.decode()


def test_nobody_posts_the_own_letter(bureau, desk, now, today):
    paper = came_back(desk, now)
    assert "Er hoeft niets op de post" in bureau.get(LIST).content.decode()
    assert bureau.post(f"/desk/post/{paper.public_id}/gepost/").status_code == 404
    assert bureau.get(address_url(desk)).status_code == 404
    with pytest.raises(NotAllowed):
        printing.note_posted(paper, today=today, by=Actor(desk, Role.DESK))


@pytest.mark.parametrize("lines", ["", "Dorpsstraat 1", "a\nb\nc\nd\ne", "x" * 46 + "\nb"])
def test_an_address_that_does_not_fit_is_refused(bureau, owner, now, lines):
    came_back(owner, now)
    assert bureau.post(address_url(owner), {"lines": lines}).status_code == 422
    assert not PostAddress.objects.exists()


def test_an_address_is_asked_only_for_who_has_a_letter_waiting(bureau, owner):
    assert bureau.get(address_url(owner)).status_code == 404


def test_an_address_is_erased_the_night_after_the_last_letter_went(
    bureau, desk, owner, stranger, now, today, standing_clock
):
    paper = came_back(owner, now)
    came_back(stranger, now)
    for person in (owner, stranger):
        bureau.post(address_url(person), {"lines": ADDRESS})
    printing.note_posted(paper, today=today, by=Actor(desk, Role.DESK))
    printing.forget_addresses()
    assert PostAddress.objects.count() == 2
    standing_clock.move_to(now + timedelta(days=1))
    printing.forget_addresses()
    assert PostAddress.objects.get().person == stranger


def test_a_notice_before_a_lapse_is_on_the_same_list(bureau, owner, now, today):
    registration = terms.silent(owner, today=today)
    notices.write_notices(registration, now=now, by=Actor.system("test"))
    bureau.post(address_url(owner), {"lines": ADDRESS})
    text = words_of(printed(bureau))
    assert "Wil je geregistreerd blijven?" in text
    assert "Dorpsstraat 1" in text
    assert "Een medewerker van het register kijkt altijd zelf" in " ".join(text.split())


def test_nothing_with_an_address_is_said_and_no_file_is_made(bureau, owner, now):
    came_back(owner, now)
    answer = bureau.post(PRINT, follow=True)
    assert "Er is geen nieuwe brief met een adres." in answer.content.decode()


def test_what_was_printed_is_printed_again_only_when_asked(bureau, owner, stranger, now):
    came_back(owner, now)
    bureau.post(address_url(owner), {"lines": ADDRESS})
    assert "Alles opnieuw printen" not in bureau.get(LIST).content.decode()
    printed(bureau)
    assert "Alles opnieuw printen" in bureau.get(LIST).content.decode()
    came_back(stranger, now)
    bureau.post(address_url(stranger), {"lines": ADDRESS})
    assert words_of(printed(bureau)).count("Dorpsstraat 1") == 1
    assert "geen nieuwe brief" in bureau.post(PRINT, follow=True).content.decode()
    both = b"".join(bureau.post(PRINT, {"opnieuw": "1"}).streaming_content)
    assert words_of(both).count("Dorpsstraat 1") == 2


def test_what_does_not_fit_on_the_list_is_named(bureau, owner, stranger, now, monkeypatch):
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 1)
    came_back(owner, now)
    assert "wacht hierachter" not in bureau.get(LIST).content.decode()
    came_back(stranger, now)
    assert "Nog 1 brief wacht hierachter" in bureau.get(LIST).content.decode()


def test_letters_without_an_address_hold_up_no_other(bureau, owner, stranger, now, monkeypatch):
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 1)
    came_back(owner, now)
    came_back(stranger, now + timedelta(hours=1))
    bureau.post(address_url(stranger), {"lines": ADDRESS})
    assert "Dorpsstraat 1" in words_of(printed(bureau))


@pytest.mark.django_db(transaction=True)
def test_two_who_print_at_once_do_not_get_the_same_letters(scheme, owner, stranger, now):
    desks = [people.person(f"Bureau{n}", "Druk", role=Role.DESK) for n in (1, 2)]
    for person in (owner, stranger):
        came_back(person, now)
        printing.give_address(person, ADDRESS, now=now, by=Actor(desks[0], Role.DESK))
    barrier = Barrier(2)

    def take(desk):
        try:
            barrier.wait(10)
            return len(printing.take_to_print(desk, now=now, again=False))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(take, desks)) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(bureau, now, count, django_assert_num_queries):
    for number in range(count):
        person = people.person("Lid", f"Nummer{number}")
        came_back(person, now)
        other = people.person("Wie", f"Adres{number}")
        came_back(other, now)
        bureau.post(address_url(other), {"lines": ADDRESS})
    with django_assert_num_queries(12):
        bureau.get(LIST)
