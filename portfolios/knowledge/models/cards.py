"""Method cards: what works, written together, read by others before everybody reads it."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Q

from accounts.actors import Actor
from audit.acts import NotAllowed, transition
from portfolios.knowledge.models.guilds import Guild
from portfolios.knowledge.models.hiding import Hideable, SaidQuerySet, says_why
from portfolios.themes.models import Theme

NOT_READ_YET = (
    "Publiceren kan als twee mensen van andere organisaties akkoord zijn. Ze werken ook niet bij "
    "dezelfde organisatie."
)


class Evidence(models.TextChoices):
    """What a card rests on."""

    RULE = "rule", "Regel"
    PRACTICE = "practice", "Praktijk"
    RESEARCHED = "researched", "Onderzocht"


class MethodCard(Hideable):
    """One card of a guild; what it says stands in its versions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guild = models.ForeignKey(Guild, models.PROTECT, related_name="cards")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="cards")
    started_on = models.DateField()

    class Meta:
        constraints = [says_why("card")]

    def __str__(self) -> str:
        return f"Methodekaart {self.public_id}"


class CardVersionQuerySet(models.QuerySet["CardVersion"]):
    def visible_to(self, user: Any) -> "CardVersionQuerySet":
        """What is or was published: everybody with an account. Before that its guild, and who
        reads along. What was withdrawn or hidden is read by the guild and who wrote it."""
        guilds = Q(card__guild__members__person=user, card__guild__members__until_on=None)
        reading = Q(status="in_review", reviews__person=user, reviews__round=F("round"),
                    reviews__released_on=None)  # fmt: skip
        published = Q(status__in=("published", "superseded"), card__hidden_on=None)
        wrote = Q(authors__person=user) & ~Q(status__in=("draft", "in_review"))
        return self.filter(published | guilds | reading | wrote).distinct()

    def open(self) -> "CardVersionQuerySet":
        """Being written, or being read by others."""
        return self.filter(status__in=("draft", "in_review"))

    def published(self) -> "CardVersionQuerySet":
        """What everybody finds and reads."""
        return self.filter(status="published", card__hidden_on=None)

    def about(self, words: str) -> "CardVersionQuerySet":
        """With all of these words somewhere in the card, or in the name of its theme."""
        found = self
        for word in words.split():
            anywhere = Q(title__icontains=word) | Q(card__theme__title__icontains=word)
            for part in CardVersion.PARTS:
                anywhere |= Q(**{f"{part}__icontains": word})
            found = found.filter(anywhere)
        return found

    def for_list(self) -> "CardVersionQuerySet":
        found = self.select_related("card__theme", "card__guild")
        return found.order_by("title", "pk").fetch_mode(models.FETCH_RAISE)


class CardVersion(models.Model):
    """What a card says, at one time. `saves` guards against two who write at once.

    `round` counts how often it was sent to be read: what was said before no longer counts then.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        IN_REVIEW = "in_review", "Ligt bij meelezers"
        PUBLISHED = "published", "Gepubliceerd"
        SUPERSEDED = "superseded", "Vervangen"
        WITHDRAWN = "withdrawn", "Teruggetrokken"

    PARTS = ("what", "moment", "for_whom", "steps", "effect", "sources")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    card = models.ForeignKey(MethodCard, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    title = models.CharField(max_length=120, blank=True)
    what = models.TextField("Wat is het?", blank=True)
    moment = models.TextField("Wanneer gebruik je het?", blank=True)
    for_whom = models.TextField("Voor wie?", blank=True)
    steps = models.TextField("Hoe doe je het, stap voor stap?", blank=True)
    effect = models.TextField("Wat doet het met de eigen regie van de inwoner?", blank=True)
    sources = models.TextField("Waar komt het vandaan?", blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence, blank=True)
    # Marks of words that may tell who a client is and that the writers let stand.
    let_stand = ArrayField(models.CharField(max_length=16), default=list, db_default=[])
    saves = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField(default=0)
    started_on = models.DateField()
    updated_at = models.DateTimeField()
    published_on = models.DateField(null=True)
    looked_again_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    withdrawn_because = models.TextField(blank=True)

    objects = CardVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="card_version_number_once"),
            models.UniqueConstraint(
                fields=["card"],
                name="one_open_version_of_a_card",
                condition=Q(status__in=["draft", "in_review"]),
            ),
            models.UniqueConstraint(
                fields=["card"],
                name="one_published_version_of_a_card",
                condition=Q(status="published"),
            ),
            models.CheckConstraint(
                name="published_card_has_a_day",
                condition=Q(status__in=["draft", "in_review"], published_on=None)
                | (~Q(status__in=["draft", "in_review"]) & Q(published_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="published_card_says_what_it_rests_on",
                condition=Q(status__in=["draft", "in_review"]) | ~(Q(evidence="") | Q(title="")),
            ),
            models.CheckConstraint(
                name="withdrawn_card_says_why",
                condition=~Q(status="withdrawn") | ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Kaart zonder titel"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_in_review(self) -> bool:
        return self.status == self.Status.IN_REVIEW

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    def is_read_by_two_others(self, on: date) -> bool:
        """The rule stands in the database, where a trigger asks it too."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT card_is_read_by_two_others(%s, %s)", [self.pk, on])
            return bool(cursor.fetchone()[0])

    @transition(Status.DRAFT, to=Status.IN_REVIEW)
    def send(self, *, by: Actor) -> None:
        """To whoever wants to read along; what was said of an earlier text no longer counts."""
        self.round += 1

    @transition(Status.IN_REVIEW, to=Status.DRAFT)
    def take_back(self, *, by: Actor) -> None:
        """To write on."""

    @transition(Status.IN_REVIEW, to=Status.PUBLISHED)
    def publish(self, *, today: date, by: Actor) -> None:
        """Only what two others of different organisations agreed with."""
        if not self.is_read_by_two_others(today):
            raise NotAllowed(NOT_READ_YET)
        self.published_on = today

    @transition(Status.PUBLISHED, to=Status.SUPERSEDED)
    def supersede(self, *, today: date, by: Actor) -> None:
        """A newer version takes its place at the same moment."""
        self.ended_on = today

    @transition(Status.PUBLISHED)
    def look_again(self, *, today: date, by: Actor) -> None:
        """Its guild says that it still holds."""
        self.looked_again_on = today

    @transition(Status.PUBLISHED, to=Status.WITHDRAWN)
    def withdraw(self, *, because: str, today: date, by: Actor) -> None:
        self.withdrawn_because, self.ended_on = because, today


class CardAuthor(models.Model):
    """Who wrote on a version; who wrote an earlier one stays an author of the next."""

    version = models.ForeignKey(CardVersion, models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="written_cards"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="card_author_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} schreef mee"


class CardReview(models.Model):
    """Somebody who reads along in one round, and what that person says."""

    class Verdict(models.TextChoices):
        AGREE = "agree", "Akkoord"
        CHANGE = "change", "Vraagt een aanpassing"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(CardVersion, models.CASCADE, related_name="reviews")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="card_reviews"
    )
    round = models.PositiveSmallIntegerField()
    taken_on = models.DateField()
    released_on = models.DateField(null=True)  # said nothing for long: another may read
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    words = models.TextField(blank=True)
    said_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "round"], name="reads_once_in_a_round"
            ),
            models.CheckConstraint(
                name="who_read_a_card_says_a_line",
                condition=Q(verdict="", words="", said_on=None)
                | (~Q(verdict="") & ~Q(words="") & Q(said_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="who_said_something_is_not_released",
                condition=Q(verdict="") | Q(released_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display() or "Leest mee"


class CardComment(Hideable):
    """What somebody says under a published card, with the own name."""

    WRITER = "author"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    card = models.ForeignKey(MethodCard, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="card_comments"
    )
    text = models.TextField()
    written_at = models.DateTimeField()

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(name="card_comment_says_something", condition=~Q(text="")),
            says_why("card_comment"),
        ]

    def __str__(self) -> str:
        return f"Reactie van {self.written_at:%Y-%m-%d}"


class CardUse(Hideable):
    """One line that somebody shared: I used this, and this happened.

    It knows nothing of the story it comes from: there is nothing private behind it.
    """

    WRITER = "owner"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    card = models.ForeignKey(MethodCard, models.CASCADE, related_name="uses")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="card_uses")
    line = models.CharField(max_length=400)
    with_name = models.BooleanField(default=False)
    shared_on = models.DateField()

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ("-shared_on", "-pk")
        constraints = [
            models.CheckConstraint(name="use_of_a_card_says_something", condition=~Q(line="")),
            says_why("use_of_a_card"),
        ]

    def __str__(self) -> str:
        return self.line


class CardLink(models.Model):
    """A story of somebody is about the use of a card; only its owner sees so."""

    story = models.ForeignKey("portfolios.LearningStory", models.CASCADE, related_name="card_links")
    card = models.ForeignKey(MethodCard, models.CASCADE, related_name="links")
    linked_on = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["story", "card"], name="card_once_at_a_story")
        ]

    def __str__(self) -> str:
        return f"Kaart bij verhaal {self.story_id}"
