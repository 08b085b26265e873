"""What waits for a person at the desk, kind by kind: how many, since when, until when.

What lies with somebody else is counted too, so that the desk sees where the register is late.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import FactorReset, RoleChange
from accreditation import assignment, launch, welcome
from accreditation.models import (
    AssessorComplaint,
    Assignment,
    CalibrationRound,
    Conversation,
    Cycle,
    MomentRequest,
    ProgrammeHearing,
    ProgrammeMessage,
    ProgrammeObjection,
    ProgrammeReading,
    ProgrammeRequest,
    QualityReading,
    SecondReading,
)
from accreditation.reporting import REPORT_BY, TALKS
from config.letters import printing
from files.models import StoredFile
from outbox.models import Job
from portfolios.models import (
    Course,
    CourseReport,
    FeedbackReport,
    KnowledgeReport,
    Provider,
    TeacherDenial,
)
from register import worklist
from register.models import (
    Application,
    ApplicationMessage,
    Complaint,
    Consultation,
    DeathReport,
    EntryNotice,
    HardshipRequest,
    HiddenEntry,
    InvitationBatch,
    Measure,
    NameChange,
    Objection,
    Registration,
    Remark,
)

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """All that waits of one kind; `term` is the first day that ends a term of the register."""

    title: str
    icon: str
    url: str
    count: int
    oldest: date
    today: date
    term: date | None = None

    @property
    def is_late(self) -> bool:
        return self.term is not None and self.term < self.today

    @property
    def is_soon(self) -> bool:
        """A term of the register itself comes within the week: time to do something about it."""
        return self.term is not None and self.today <= self.term <= self.today + SOON

    @property
    def urgency(self) -> tuple[bool, date, str]:
        """The late first; what has no term was due on the day it came."""
        return not self.is_late, self.term or self.oldest, self.title


@dataclass(frozen=True)
class Kind:
    """How to count one kind: which rows, since when they wait, and which day ends the term."""

    title: str
    icon: str
    url: str
    rows: QuerySet[Any]
    since: Any
    until: Any = None

    def waiting(self, today: date) -> Waiting | None:
        """None when nothing waits. One query."""
        terms = {"term": Min(self.until)} if self.until else {}
        found = self.rows.order_by().aggregate(
            count=Count("pk", distinct=True), oldest=Min(self.since), **terms
        )
        if not found["count"]:
            return None
        return Waiting(
            self.title,
            self.icon,
            self.url,
            found["count"],
            day_of(found["oldest"]) or today,
            today,
            day_of(found.get("term")),
        )


def day_of(moment: date | datetime | None) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def gather(kinds: Iterator[Kind], today: date) -> list[Waiting]:
    found = [one for kind in kinds if (one := kind.waiting(today))]
    return sorted(found, key=lambda one: one.urgency)


def for_desk(user: Any, *, today: date, now: datetime) -> list[Waiting]:
    """What a member of staff can take up now, the most urgent first."""
    return gather(desk_kinds(user, today, now), today)


def with_others(*, today: date, now: datetime) -> list[Waiting]:
    """What lies with the committee, the assessors, the seats or a newcomer."""
    return gather(kinds_of_others(now), today)


def desk_kinds(user: Any, today: date, now: datetime) -> Iterator[Kind]:
    yield from about_applications()
    yield from about_registrations(user, today)
    yield from about_cases(user, now)
    yield from about_rules()
    yield from about_accounts(now)


LIMIT = worklist.term("application_limit_weeks")


def about_applications() -> Iterator[Kind]:
    lists, planning = reverse("desk_register:applications"), reverse("desk_accreditation:planning")
    status = Application.Status
    yield Kind(
        "Nieuwe aanmeldingen", "inbox", f"{lists}?status=submitted",
        Application.objects.filter(status=status.SUBMITTED), "submitted_on", LIMIT,
    )  # fmt: skip
    yield Kind(
        "Antwoorden en berichten van aanmelders", "mail", f"{lists}?wacht=bericht",
        worklist.waiting().filter(messages__in=ApplicationMessage.objects.unread()),
        "messages__written_on",
    )  # fmt: skip
    yield Kind(
        "Welkomstgesprekken plannen", "calendar-plus", f"{planning}#plannen",
        welcome.to_plan(), "submitted_on", LIMIT,
    )  # fmt: skip
    yield Kind(
        "Wachten op een moment", "calendar-clock", f"{planning}#wachten",
        MomentRequest.objects.untold(), "asked_at",
    )  # fmt: skip
    yield Kind(
        "Toelaten na het welkomstgesprek", "badge-check", f"{planning}#toelaten",
        welcome.to_admit(), "welcomed_on", LIMIT,
    )  # fmt: skip
    yield Kind(
        "Lijsten met uitnodigingen afmaken", "list-checks",
        reverse("desk_register:invitation_lists"),
        InvitationBatch.objects.filter(status__in=["uploaded", "checked", "unreadable"]),
        "uploaded_at",
    )  # fmt: skip


def about_registrations(user: Any, today: date) -> Iterator[Kind]:
    lapses = reverse("desk_accreditation:lapses")
    yield Kind(
        "Dossiers zonder assessor", "user-search",
        f"{reverse('desk_accreditation:planning')}#zonder",
        assignment.without_assessor(), "handed_in_at",
    )  # fmt: skip
    yield Kind(
        "Lotingen: een tweede medewerker bevestigt", "dices",
        reverse("desk_accreditation:launch_draws"),
        launch.waiting_for(user), "prepared_on",
    )  # fmt: skip
    unread = SecondReading.objects.running().filter(status="reading", reader=None)
    yield Kind(
        "Tweede lezingen zonder lezer", "user-search", reverse("desk_accreditation:reports"),
        unread.exclude(person=user), "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Verslagen zonder kwaliteitslezer", "book-open",
        reverse("desk_accreditation:quality"),
        QualityReading.objects.without_reader(), "sample__drawn_on",
    )  # fmt: skip
    yield Kind(
        "Brieven om te posten", "mail", reverse("desk:paper_letters"),
        printing.notices_to_post(user), "written_on",
    )  # fmt: skip
    papers = printing.letters_to_post(user)
    yield Kind(
        "Brieven per post: eerst een adres", "map-pin", reverse("desk:paper_letters"),
        papers.without_address(), "added_at",
    )  # fmt: skip
    yield Kind(
        "Brieven per post: printen en posten", "printer", reverse("desk:paper_letters"),
        papers.with_address(), "added_at",
    )  # fmt: skip
    yield Kind(
        "Meldingen van een overlijden", "flower-2", reverse("desk_accreditation:deaths"),
        DeathReport.objects.open().exclude(person=user), "received_on",
    )  # fmt: skip
    yield Kind(
        "Namen die veranderen", "user-pen", reverse("desk_register:name_changes"),
        NameChange.objects.open().exclude(registration__person=user), "received_on",
    )  # fmt: skip
    yield Kind(
        "Vermeldingen die iemand verborg", "eye-off", reverse("desk_register:hidden"),
        HiddenEntry.objects.to_look_at(), "hidden_at",
    )  # fmt: skip
    yield Kind(
        "Mogelijk verlopen registraties", "hourglass", f"{lapses}#voorgesteld",
        Registration.objects.may_lapse_on(today), "lapse_proposed_on",
    )  # fmt: skip


def about_cases(user: Any, now: datetime) -> Iterator[Kind]:
    cases = reverse("desk_register:cases")
    complaints = Complaint.objects.not_about(user)
    yield Kind(
        "Klachten: een gesprek plannen", "messages-square", f"{cases}#kop-klachten",
        complaints.without_talk_in_time(now), "received_on", "talk_by",
    )  # fmt: skip
    yield Kind(
        "Klachten: het gesprek is geweest, rond af", "message-circle", f"{cases}#kop-klachten",
        complaints.filter(status=Complaint.Status.TALK_PLANNED, talk_at__lt=now), "talk_at",
    )  # fmt: skip
    yield Kind(
        "Meldingen over feedback", "message-circle", reverse("desk_feedback:reports"),
        FeedbackReport.objects.filter(handled_on=None).exclude(request__owner=user), "reported_on",
    )  # fmt: skip
    yield Kind(
        "Meldingen over de kennisbank", "book-open", reverse("desk_knowledge:reports"),
        KnowledgeReport.objects.filter(handled_on=None), "reported_on",
    )  # fmt: skip
    yield Kind(
        "Aanvragen van opleiders", "graduation-cap", reverse("desk_courses:providers"),
        Provider.objects.waiting().exclude(asked_by=user), "asked_on",
    )  # fmt: skip
    yield Kind(
        "Opleiders waar niemand meer is", "user-search", reverse("desk_courses:providers"),
        Provider.objects.without_people(), "accepted_on",
    )  # fmt: skip
    yield Kind(
        "Meldingen over cursussen", "flag", reverse("desk_courses:courses"),
        CourseReport.objects.filter(handled_on=None, course__ended_on=None), "reported_on",
    )  # fmt: skip
    yield Kind(
        "Docenten die zeggen dat het niet klopt", "user-x", reverse("desk_courses:courses"),
        TeacherDenial.objects.open().exclude(person=user), "said_on",
    )  # fmt: skip
    yield Kind(
        "Cursussen die nog niemand zag", "eye", reverse("desk_courses:courses"),
        Course.objects.to_look_at(), "listed_on",
    )  # fmt: skip
    programmes = reverse("desk_programmes:requests")
    yield Kind(
        "Erkenning van opleidingen: kies wie leest", "user-search", programmes,
        ProgrammeRequest.objects.without_readers(), "sent_on",
    )  # fmt: skip
    yield Kind(
        "Erkenning van opleidingen: een lezer reageert niet", "user-search", programmes,
        ProgrammeReading.objects.stuck(timezone.localdate(now)), "asked_on",
    )  # fmt: skip
    yield Kind(
        "Erkenning van opleidingen: neem een besluit", "route", programmes,
        ProgrammeRequest.objects.filter(status=ProgrammeRequest.Status.REVIEWED), "sent_on",
    )  # fmt: skip
    yield Kind(
        "Erkenning van opleidingen: berichten", "mail", programmes,
        ProgrammeMessage.objects.unread().filter(request__in=ProgrammeRequest.objects.open()),
        "written_on",
    )  # fmt: skip
    yield Kind(
        "Meldingen over een vermelding", "flag", f"{cases}#kop-meldingen",
        EntryNotice.objects.open(), "received_on",
    )  # fmt: skip


def about_rules() -> Iterator[Kind]:
    rules = reverse("desk_register:rules")
    unanswered = Remark.objects.unanswered()
    yield Kind(
        "Reacties op een voorstel, zonder antwoord", "message-circle", rules,
        unanswered.filter(consultation__status__in=Consultation.RUNNING), "said_at",
    )  # fmt: skip
    answering = Consultation.objects.filter(status=Consultation.Status.ANSWERING)
    yield Kind(
        "Voorstellen die naar de beroepszetels kunnen", "scroll-text", rules,
        answering.exclude(pk__in=unanswered.values("consultation")), "closes_on",
    )  # fmt: skip


def about_accounts(now: datetime) -> Iterator[Kind]:
    yield Kind(
        "Mensen die niet meer kunnen inloggen", "life-buoy", reverse("desk_accounts:resets"),
        FactorReset.objects.waiting_for_staff(), "requested_at",
    )  # fmt: skip
    yield Kind(
        "Voorstellen over rollen", "user-cog", reverse("desk_accounts:roles"),
        RoleChange.objects.open(), "proposed_at",
    )  # fmt: skip
    yield Kind(
        "Achtergrondwerk dat niet lukte", "wrench", reverse("desk_accounts:jobs"),
        Job.objects.dead(), "dead_at",
    )  # fmt: skip
    yield Kind(
        "Bestanden die niet nagekeken worden op virussen", "shield-alert",
        f"{reverse('desk_accounts:jobs')}#virusscanner",
        StoredFile.objects.stuck(now), "stored_at",
    )  # fmt: skip


def kinds_of_others(now: datetime) -> Iterator[Kind]:
    chambers, planning = reverse("desk_register:chambers"), reverse("desk_accreditation:planning")
    refusals = Application.objects.filter(status__in=Application.mark_refused.sources)
    yield Kind(
        "Commissie: voorstellen om af te wijzen", "scale", chambers,
        refusals.exclude(refusal_reason=""), "submitted_on", LIMIT,
    )  # fmt: skip
    yield Kind(
        "Commissie: bezwaren", "scale", chambers,
        Objection.objects.open(), "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Commissie: hardheidsverzoeken", "scale", chambers,
        HardshipRequest.objects.open(), "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Commissie: verwijten", "scale", f"{reverse('desk_register:cases')}#kop-maatregelen",
        Measure.objects.open(), "received_on", "answer_by",
    )  # fmt: skip
    readings = SecondReading.objects.running()
    yield Kind(
        "Commissie: tweede lezingen", "scale", chambers,
        readings.filter(status=SecondReading.Status.DECIDING), "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Commissie: klachten over een assessor", "messages-square",
        f"{reverse('desk_accreditation:reports')}#klachten",
        AssessorComplaint.objects.open(), "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Commissie: opleidingen niet erkennen", "scale", reverse("desk_programmes:requests"),
        ProgrammeRequest.objects.filter(status=ProgrammeRequest.Status.REFUSING), "decided_on",
    )  # fmt: skip
    yield Kind(
        "Commissie: erkenningen intrekken", "scale", reverse("desk_programmes:requests"),
        ProgrammeHearing.objects.filter(status=ProgrammeHearing.Status.ANNOUNCED), "announced_on",
    )  # fmt: skip
    yield Kind(
        "Commissie: bezwaren van opleiders", "scale", chambers,
        ProgrammeObjection.objects.open(), "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Opleiders: eerst is er iets nodig", "graduation-cap", reverse("desk_programmes:requests"),
        ProgrammeRequest.objects.filter(status=ProgrammeRequest.Status.NEEDS), "decided_on",
    )  # fmt: skip
    yield Kind(
        "Lezers: aanvragen van opleidingen", "book-open", reverse("desk_programmes:requests"),
        ProgrammeReading.objects.waiting(), "asked_on",
    )  # fmt: skip
    yield Kind(
        "Tweede lezers: verslagen om mee te lezen", "book-open",
        reverse("desk_accreditation:reports"),
        readings.filter(status=SecondReading.Status.READING).exclude(reader=None),
        "received_on", "answer_by",
    )  # fmt: skip
    yield Kind(
        "Assessoren: gevraagd voor een gesprek", "user-search", f"{planning}#gevraagd",
        Assignment.objects.waiting(), "proposed_on",
    )  # fmt: skip
    yield Kind(
        "Assessoren: verslagen die nog komen", "file-text", planning,
        Conversation.objects.filter(
            kind__in=TALKS, seats__cycle__status=Cycle.Status.HELD,
            status=Conversation.Status.HELD, ends_at__lt=now,
        ), "ends_at", REPORT_BY,
    )  # fmt: skip
    yield Kind(
        "Assessoren: afstemmen met elkaar", "scale", reverse("desk_accreditation:calibration"),
        CalibrationRound.objects.open(), "opened_on",
    )  # fmt: skip
    yield Kind(
        "Nieuwkomers: kiezen een moment", "calendar", f"{planning}#kiezen",
        welcome.choosing(), "welcome_invitation__invited_on", LIMIT,
    )  # fmt: skip
    yield Kind(
        "Beroepszetels: stemmen over een voorstel", "vote", reverse("desk_register:rules"),
        Consultation.objects.filter(status=Consultation.Status.ASSENT), "closes_on",
    )  # fmt: skip
    yield Kind(
        "Aanmelders: een open vraag", "message-circle-question-mark",
        f"{reverse('desk_register:applications')}?status=needs_info",
        ApplicationMessage.objects.open_questions().filter(
            application__status=Application.Status.NEEDS_INFO
        ), "written_on",
    )  # fmt: skip
