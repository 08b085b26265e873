"""Three questions to both after each talk: optional, anonymous, shown three at a time."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accreditation.models import AnswersGiven, Conversation, TalkAnswers
from accreditation.models.answers import Side
from audit.acts import NotAllowed

TOGETHER = 3  # talks whose answers are shown at once (domain §5, quality)


def side_of(talk: Conversation, user: Any) -> Side:
    """On which side of this talk somebody sat."""
    return Side.ASSESSOR if talk.assessor.user == user else Side.PERSON


def talks_of(user: Any) -> QuerySet[Conversation]:
    """The talks about which somebody may say something: those that were held."""
    held = Conversation.objects.visible_to(user).filter(status=Conversation.Status.HELD)
    return held.exclude(kind=Conversation.Kind.WELCOME).select_related("assessor__user")


def has_answered(talk: Conversation, side: Side) -> bool:
    return talk.answers_given.filter(side=side).exists()


def answer(talk: Conversation, words: Mapping[str, str], *, user: Any) -> None:
    """Keep the answers apart from the talk. Nothing is kept of who skips all three."""
    side = side_of(talk, user)
    said = {name: words[name].strip() for name in TalkAnswers.QUESTIONS}
    if not any(said.values()):
        raise NotAllowed("Schrijf bij één van de vragen iets op. Of sla ze gewoon over.")
    try:
        with transaction.atomic():
            AnswersGiven.objects.create(conversation=talk, side=side)
            TalkAnswers.objects.create(assessor=talk.assessor, side=side, **said)
            show_when_enough(talk.assessor, side)
    except IntegrityError as error:
        raise NotAllowed("Je hebt de vragen over dit gesprek al beantwoord. Dank je.") from error


def show_when_enough(assessor: Any, side: Side) -> None:
    """From three that nobody saw yet, those become readable together."""
    type(assessor).objects.select_for_update(of=("self",)).get(pk=assessor.pk)
    unseen = TalkAnswers.objects.filter(assessor=assessor, side=side, shown=False)
    if unseen.count() >= TOGETHER:
        unseen.update(shown=True)


def readable_by_assessor(user: Any) -> QuerySet[TalkAnswers]:
    """What people said about talks with this assessor."""
    return TalkAnswers.objects.filter(assessor__user=user, side=Side.PERSON, shown=True)


def readable_by_desk() -> QuerySet[TalkAnswers]:
    return TalkAnswers.objects.filter(shown=True).select_related("assessor__user")
