"""What others said to Samira of the demo world: of clients enough to read, of colleagues not yet."""

from datetime import timedelta

from config.demo.world import World
from portfolios.together import feedback
from portfolios.together.models import FeedbackRequest

OF_CLIENTS = (
    ("yes", "yes", "yes", "Ze nam de tijd. Dat doet bijna niemand."),
    ("yes", "bit", "no", "Ik wil graag horen wat er daarna gebeurt."),
    ("bit", "yes", "yes", ""),
    ("yes", "yes", "bit", "كانت لطيفة وشرحت كل شيء"),
)
OF_COLLEAGUES = ("Je vraagt door waar ik al klaar ben.", "Je deelt wat je leest.")


def add_feedback(world: World) -> None:
    day = world.days_ago(30)
    with world.on(day):
        clients = ask(world, "client", "Gesprekken in het najaar")
        for listened, clear, own_choice, better in OF_CLIENTS:
            choices = {"listened": listened, "clear": clear, "own_choice": own_choice}
            answer(world, clients, choices, {"better": better})
        feedback.show(clients, today=world.days_ago(20))
        colleagues = ask(world, "colleague", "Mijn manier van overleggen")
        for words in OF_COLLEAGUES:
            answer(world, colleagues, {}, {"good": words})


def ask(world: World, kind: str, title: str) -> FeedbackRequest:
    return feedback.ask(
        world.users["samira"],
        kind=kind,
        title=title,
        until_on=world.today + timedelta(weeks=6),
        today=world.days_ago(30),
    )


def answer(
    world: World, request: FeedbackRequest, choices: dict[str, str], texts: dict[str, str]
) -> None:
    day = world.days_ago(29)
    [link] = feedback.new_links(request, 1, today=day)
    found = feedback.link_of(link.rstrip("/").rpartition("/")[2])
    if found:
        feedback.answer(found, choices=choices, texts=texts, person=None, today=day)
