"""Mail of the demo world that came back, letters that go by post, other words, and own choices."""

from datetime import timedelta

from accounts.models import User
from accreditation import reminders
from config.demo.world import World, noon
from config.letters import printing, wordings
from outbox import bounces, choices
from outbox.bounces import Bounce
from outbox.models import Job, Letter, PaperLetter

ADDRESSES = ("Lindelaan 14\n1234 AB Lindehoven", "Kerkstraat 3 bis\n2345 CD Broekwoude")
REASON = "Nieuwe mensen vroegen om een warmere eerste zin."


def add_post(made: World) -> None:
    log_in_now_and_then(made)
    came_back(made)
    reword(made)
    choices.choose(made.users["samira"], {"kennis": "daily", "vak": "off"})


def log_in_now_and_then(made: World) -> None:
    """Most people log in; one in nine did not for more than a year, or never did."""
    people = User.objects.filter(is_active=True, last_login=None)
    for nth, pk in enumerate(people.order_by("pk").values_list("pk", flat=True)):
        if nth % 9:
            User.objects.filter(pk=pk).update(last_login=noon(made.days_ago(nth % 60)))
        elif nth % 2:
            User.objects.filter(pk=pk).update(last_login=noon(made.days_ago(500 + nth % 90)))


def came_back(made: World) -> None:
    """Four of the newest reminders came back: two need an address, one can go, one went."""
    named = {user.pk for user in made.users.values()}
    newest = Letter.objects.filter(kind=reminders.KIND).exclude(person__in=named)
    for letter in newest.order_by("-written_at", "-pk")[:4]:
        Letter.objects.filter(pk=letter.pk).update(accepted_at=letter.written_at, read_at=None)
        Job.objects.filter(key=f"letter:{letter.pk}").update(done_at=letter.written_at)
        day = max(letter.written_at, noon(made.days_ago(3))) + timedelta(hours=1)
        bounces.note(Bounce(letter.public_id, "5.1.1"), now=day)
    for paper, lines in zip(PaperLetter.objects.to_post()[:2], ADDRESSES, strict=False):
        person = paper.letter.person
        printing.give_address(person, lines, now=noon(made.days_ago(1)), by=made.desk())
    if went := PaperLetter.objects.to_post().with_address().first():
        printing.note_posted(went, today=made.days_ago(1), by=made.desk())


def reword(made: World) -> None:
    """Staff wrote another first sentence for who is admitted."""
    shipped = wordings.versions("register/admitted")[-1]
    greeting = "Beste {{ person.name }},\n\n"
    data = {
        "seen": 0, "title": shipped.title, "because": REASON, "starts_on": made.days_ago(20),
        "body": shipped.body.replace(greeting, f"{greeting}Wat fijn dat je erbij bent. "),
    }  # fmt: skip
    day = made.days_ago(21)
    wordings.write("register/admitted", data, now=noon(day), today=day, by=made.desk())
