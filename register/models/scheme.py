"""The rules in force: scheme, code of conduct and competency profile, each a dated version."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from register import scheme_rules
from register.parts import Part


class EntryRoute(models.TextChoices):
    DIPLOMA = "diploma", "Diploma"
    PROGRAMME = "programme", "Erkende opleiding voor klantmanagers"
    EXPERIENCE = "experience", "Ervaring in het werk"
    FOREIGN = "foreign", "Diploma uit een ander land"


WHO_BELONGS = (
    "Het register is voor wie inwoners met een uitkering, of met een vraag om werk of hulp, "
    "begeleidt en daarvoor met hen in gesprek gaat. Bij een gemeente, een sociale dienst, een "
    "Werkplein of UWV, of bij een bureau dat voor hen werkt. De naam van de functie doet er niet "
    "toe: klantmanager, consulent, werkcoach, jobcoach, regisseur, re-integratiebegeleider en "
    "schuldhulpverlener horen erbij. Een teamleider, opleider of adviseur hoort erbij die zelf "
    "nog inwoners spreekt."
)


class DatedQuerySet[M: models.Model](models.QuerySet[M]):
    def in_force_on(self, today: date) -> M:
        """The newest version that is in force. Raises DoesNotExist before the first one."""
        return self.filter(in_force_from__lte=today).order_by("-in_force_from")[:1].get()

    def decided(self) -> Self:
        """Every version that is, was or will be in force, the newest first; no proposals."""
        return self.exclude(in_force_from=None).order_by("-in_force_from")


class Version(models.Model):
    """A dated version of something the profession decides on.

    Without `in_force_from` it is a proposal: no rule reads it, and only a decision gives it a day.
    """

    version = models.CharField(max_length=20, unique=True)
    in_force_from = models.DateField(unique=True, null=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.version

    def parts(self) -> list[Part]:
        """The whole text, part by part, so that two versions can be compared."""
        raise NotImplementedError


def every_route() -> list[str]:
    return list(EntryRoute.values)


def reminder_months() -> list[int]:
    return [12, 6, 3]


def reminder_days() -> list[int]:
    return [42, 14, 1]


def programme_criteria() -> list[str]:
    """What a programme that opens a way in tells about itself, in its own words."""
    return [
        "Voor wie is de opleiding, en wat kan iemand daarna in het werk? "
        "Noem de competenties uit het profiel.",
        "Hoe werken deelnemers met een eigen leerplan?",
        "Hoe oefenen deelnemers met echt werk?",
        "Hoe leren deelnemers van elkaar in intervisie?",
        "Hoe kijken deelnemers mee in elkaars praktijk?",
        "Hoe komt de stem van de cliënt in de opleiding?",
        "Wie geven de lessen, en hoe kennen zij het werk?",
        "Hoe ziet u dat iemand het vak kan, zonder te tellen?",
        "Hoe lang duurt de opleiding, en wat doet u als iemand vertraging heeft?",
    ]


def programme_reminder_months() -> list[int]:
    return [9, 6, 3]


class RegisterScheme(Version):
    """The registratieregeling: every number that a rule of the register uses.

    A period keeps the scheme it started under. Months, weeks, days and minutes are whole.
    """

    who_belongs = models.TextField(default=WHO_BELONGS, db_default=WHO_BELONGS)
    routes = ArrayField(
        models.CharField(max_length=20, choices=EntryRoute),
        default=every_route,
        db_default=["diploma", "programme", "experience", "foreign"],
    )
    cycle_years = models.PositiveSmallIntegerField(default=4)
    # Handing in: opens and closes this long before the end of the period.
    hand_in_opens_months = models.PositiveSmallIntegerField(default=12)
    hand_in_months = models.PositiveSmallIntegerField(default=4)
    grace_months = models.PositiveSmallIntegerField(default=6)
    # At a launch the rules make first periods shorter beforehand, and lots then add months to them:
    # from 3 to 5 years with 3 and 24 here (domain §3). What somebody has never becomes shorter.
    first_period_years = models.PositiveSmallIntegerField(default=4, db_default=4)
    launch_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    # Reminders count back from the hand-in date.
    reminder_months = ArrayField(models.PositiveSmallIntegerField(), default=reminder_months)
    reminder_days = ArrayField(models.PositiveSmallIntegerField(), default=reminder_days)
    application_target_weeks = models.PositiveSmallIntegerField(default=4)
    application_limit_weeks = models.PositiveSmallIntegerField(default=8)
    objection_weeks = models.PositiveSmallIntegerField(default=6)
    # A question that stays open is asked again after so many weeks; after so many more it is over.
    question_weeks = models.PositiveSmallIntegerField(default=8, db_default=8)
    question_again_weeks = models.PositiveSmallIntegerField(default=8, db_default=8)
    # The committee answers within this time, and may take this much longer once.
    objection_answer_weeks = models.PositiveSmallIntegerField(default=6, db_default=6)
    objection_longer_weeks = models.PositiveSmallIntegerField(default=6, db_default=6)
    hearing_notice_days = models.PositiveSmallIntegerField(default=14, db_default=14)
    provisional_months = models.PositiveSmallIntegerField(default=3, db_default=3)
    complaint_weeks = models.PositiveSmallIntegerField(default=8, db_default=8)
    # More time: what the person takes without a reason, and what staff may give in all.
    extension_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    staff_extension_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    # Lapse: how long a mail may take to come back, how long the proposal stands, and how long
    # nobody asks again after a sign of life.
    lapse_bounce_days = models.PositiveSmallIntegerField(default=7, db_default=7)
    lapse_wait_weeks = models.PositiveSmallIntegerField(default=4, db_default=4)
    lapse_rest_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    sealed_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    pause_years = models.PositiveSmallIntegerField(default=2)
    no_pause_months = models.PositiveSmallIntegerField(default=3)
    suspension_months = models.PositiveSmallIntegerField(default=6)
    removed_answer_years = models.PositiveSmallIntegerField(default=5)
    welcome_minutes = models.PositiveSmallIntegerField(default=30)
    welcome_seats = models.PositiveSmallIntegerField(default=6)
    conversation_minutes = models.PositiveSmallIntegerField(default=90)
    booking_hours = models.PositiveSmallIntegerField(default=24)
    report_days = models.PositiveSmallIntegerField(default=14)
    # A shared report counts as closed after so many days of silence of the professional.
    closing_days = models.PositiveSmallIntegerField(default=14, db_default=14)
    # Another talk within this time, instead of a renewal; and the term to say something about it.
    more_time_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    response_days = models.PositiveSmallIntegerField(default=14, db_default=14)
    presence_days = models.PositiveSmallIntegerField(default=14)
    intervision_weeks = models.PositiveSmallIntegerField(default=8, db_default=8)
    # A card of the knowledge bank that nobody looked at for so long is looked at again.
    card_review_years = models.PositiveSmallIntegerField(default=3, db_default=3)
    # Who takes a card to read along and says nothing gives it free for another after this.
    card_reading_days = models.PositiveSmallIntegerField(default=21, db_default=21)
    # What somebody wrote to the desk about something in the knowledge bank is forgotten after this.
    report_words_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    # Who says that a provider's list is wrong gets an answer; and is asked later what a course did.
    attendance_answer_days = models.PositiveSmallIntegerField(default=5, db_default=5)
    rating_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    # How long names of a list stay that nobody needs, and how long ago a list may tell of; as long
    # a proposal waits for the person.
    attendance_list_days = models.PositiveSmallIntegerField(default=30, db_default=30)
    attendance_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    # A programme that opens a way in: what is asked of it, how long its accreditation holds, from
    # when it may ask again, and how long who was under way may finish after it ended.
    programme_criteria = ArrayField(
        models.TextField(), default=programme_criteria, db_default=programme_criteria()
    )
    programme_years = models.PositiveSmallIntegerField(default=4, db_default=4)
    programme_renewal_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    programme_reminder_months = ArrayField(
        models.PositiveSmallIntegerField(), default=programme_reminder_months, db_default=[9, 6, 3]
    )
    programme_finish_months = models.PositiveSmallIntegerField(default=24, db_default=24)
    conflict_years = models.PositiveSmallIntegerField(default=4)
    # So long may the trip be to a talk in person; further away it is by video.
    travel_minutes = models.PositiveSmallIntegerField(default=60, db_default=60)
    goals_competencies = models.PositiveSmallIntegerField(default=3)
    # What part of the talks is read afterwards, in percent.
    sample_percent = models.DecimalField(
        max_digits=4, decimal_places=1, default=Decimal("2.5"), db_default=Decimal("2.5")
    )
    # What an assessor gets for one talk: hours to count on, money, and travel per kilometre.
    assessor_hours = models.PositiveSmallIntegerField(default=6, db_default=6)
    assessor_fee_euros = models.PositiveSmallIntegerField(default=240, db_default=240)
    assessor_travel_cents = models.PositiveSmallIntegerField(default=23, db_default=23)
    consultation_weeks = models.PositiveSmallIntegerField(default=6, db_default=6)
    # Invitations from a list, consent, and what an employer hears later than the person.
    invitation_days = models.PositiveSmallIntegerField(default=60, db_default=60)
    consent_years = models.PositiveSmallIntegerField(default=1, db_default=1)
    employer_alert_days = models.PositiveSmallIntegerField(default=7, db_default=7)

    objects = DatedQuerySet["RegisterScheme"].as_manager()

    rules: ClassVar = scheme_rules.RULES

    def parts(self) -> list[Part]:
        """Who belongs, the routes, and each number in words."""
        return [rule.part(getattr(self, rule.field)) for rule in self.rules]


class CodeOfConduct(Version):
    """The beroepscode: what a klantmanager promises."""

    preamble = models.TextField(blank=True, default="", db_default="")
    articles = models.JSONField()  # [{"number": 1, "title": …, "text": …}]

    objects = DatedQuerySet["CodeOfConduct"].as_manager()

    def parts(self) -> list[Part]:
        """The preamble, and each article."""
        preamble = [Part("vooraf", "Vooraf", self.preamble)] if self.preamble else []
        return preamble + [
            Part(f"artikel-{each['number']}", f"{each['number']}. {each['title']}", each["text"])
            for each in self.articles
        ]


class CompetencyProfile(Version):
    """The competentieprofiel: result areas, and in each what somebody keeps learning."""

    objects = DatedQuerySet["CompetencyProfile"].as_manager()

    def parts(self) -> list[Part]:
        """Each result area, followed by its competencies with their indicators."""
        found = []
        for area in self.areas.prefetch_related("competencies"):
            found.append(Part(area.code, area.title, area.description))
            for each in area.competencies.all():
                lines = [each.description, *(f"• {indicator}" for indicator in each.indicators)]
                found.append(Part(each.code, each.title, "\n".join(lines), group=area.title))
        return found


class ResultArea(models.Model):
    profile = models.ForeignKey(CompetencyProfile, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    description = models.TextField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(fields=["profile", "code"], name="area_once_in_profile")
        ]

    def __str__(self) -> str:
        return self.title


class Competency(models.Model):
    area = models.ForeignKey(ResultArea, models.CASCADE, related_name="competencies")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    description = models.TextField()
    indicators = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("area__order", "order")
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="competency_once_in_area")
        ]

    def __str__(self) -> str:
        return self.title
