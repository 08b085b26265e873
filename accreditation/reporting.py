"""The report of a talk: draft, sharing, own words and signing (domain §5, conversation)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import sealing
from accreditation.models import (
    Advice,
    Conversation,
    ConversationReport,
    Cycle,
    Decision,
    OwnWording,
    ReportTheme,
    TalkNotes,
)
from audit.acts import NotAllowed, act, aside, found_or_new, locked
from kit import clock
from outbox import letters
from portfolios.dossier import proposals
from register.models import Objection

OFFERED = (Advice.RENEW, Advice.RENEW_WITH_AGREEMENTS, Advice.MORE_TIME)
TALKS = (Conversation.Kind.DEVELOPMENT, Conversation.Kind.SECOND)
PLAN = ("more_time_because", "mentor", "follow_up_on", "talk_by", "talk_with")
EMPTY_PLAN: dict[str, Any] = {
    "more_time_because": "", "mentor": "", "follow_up_on": [], "talk_by": None, "talk_with": "",
}  # fmt: skip
WORDS = ("told", "examples", "moved", "follow_up")

# By when a held talk has its report, as the database counts it: the days of the period's scheme.
DAYS = ExpressionWrapper(
    F("seats__cycle__period__scheme__report_days") * Value(timedelta(days=1)), DurationField()
)
REPORT_BY = ExpressionWrapper(F("ends_at") + DAYS, DateTimeField())


class Stale(NotAllowed):
    """The text was saved elsewhere since it was opened; `report` is what stands there now."""

    def __init__(self, report: ConversationReport) -> None:
        super().__init__("Deze tekst is intussen in een ander venster bewaard.")
        self.report = report


def cycle_of(conversation: Conversation) -> Cycle:
    """The cycle that a development talk is about."""
    return Cycle.objects.select_related("person").get(seats__conversation=conversation)


def of_assessor(user: Any) -> Any:
    """The talks for which this assessor may write or read a report: until the decision."""
    return (
        Conversation.objects.filter(
            assessor__user=user,
            kind__in=TALKS,
            status=Conversation.Status.HELD,
            seats__cycle__assessor__user=user,
            seats__cycle__status__in=[Cycle.Status.HELD, Cycle.Status.REPORTED],
        )
        .select_related("assessor__user")
        .distinct()
    )


def of_person(user: Any) -> Any:
    """The reports that were shared with this person."""
    return (
        ConversationReport.objects.filter(
            conversation__seats__cycle__person=user, shared_at__isnull=False
        )
        .select_related("conversation__assessor__user")
        .prefetch_related("themes")
    )


def draft(conversation: Conversation, *, now: datetime, by: Actor) -> ConversationReport:
    """The assessor's report of a talk that was held; begun when it is not there yet."""
    if conversation.assessor.user != by.user:
        raise NotAllowed("Alleen de assessor van dit gesprek schrijft het verslag.")
    if conversation.status != Conversation.Status.HELD:
        raise NotAllowed("Het verslag schrijf je na het gesprek.")
    with transaction.atomic():
        report, begun = found_or_new(
            ConversationReport.objects.all(),
            "conversationreport.begin",
            by=by,
            new_with={"updated_at": now},
            conversation=conversation,
        )
        if begun:
            for theme in ReportTheme.Theme:
                report.themes.create(theme=theme)
    return report


def opened(report: ConversationReport, version: int) -> ConversationReport:
    """The report, locked. Raises Stale when it is no longer at the version that was opened."""
    report = locked(report)
    if report.version != version:
        raise Stale(report)
    return report


def save_draft(
    report: ConversationReport,
    *,
    version: int,
    words: Mapping[str, Any],
    themes: Mapping[str, Mapping[str, str]],
    now: datetime,
    by: Actor,
) -> ConversationReport:
    """Save the assessor's text; `words` are fields of the report, `themes` texts by theme.

    Until it is shared this is the assessor's own draft: it has its history, and no Event that the
    person would read. Raises Stale on an older version and NotAllowed once it is shared.
    """
    with transaction.atomic():
        report = opened(report, version)
        if report.shared_at:
            raise NotAllowed("Het verslag is al gedeeld. Er verandert niets meer aan.")
        for name in ("summary", "advice", "agreements", "discussed"):
            setattr(report, name, words[name])
        plans = report.advice == Advice.MORE_TIME
        for name in PLAN:  # another advice has no plan
            setattr(report, name, words.get(name, EMPTY_PLAN[name]) if plans else EMPTY_PLAN[name])
        report.version += 1
        report.updated_at = now
        with aside("conversationreport.advise", by=by):
            report.save()
        for theme in report.themes.all():
            for name in WORDS:
                setattr(theme, name, themes[theme.theme][name])
            theme.save()
    return report


def offered(cycle: Cycle) -> tuple[Advice, ...]:
    """What the assessor can advise: more time only once, so at the second talk no more."""
    standing = cycle.decisions.filter(overturned_on=None)  # a void talk gave nothing
    had = standing.filter(outcome=Decision.Outcome.MORE_TIME).exists()
    return tuple(one for one in OFFERED if one != Advice.MORE_TIME or not had)


def latest_second_talk(report: ConversationReport) -> date:
    """Until when a second talk may be, by the scheme of the period."""
    months = cycle_of(report.conversation).period.scheme.more_time_months
    return clock.add_months(timezone.localdate(report.conversation.starts_at), months)


def missing(report: ConversationReport) -> dict[str, str]:
    """What the report still needs before it can be shared: by field, in a sentence."""
    needs_agreements = report.advice == Advice.RENEW_WITH_AGREEMENTS
    advices = offered(cycle_of(report.conversation))
    sentences = (
        ("summary", not report.summary.strip(), "Schrijf waar het gesprek over ging."),
        ("advice", report.advice not in advices, "Kies je advies."),
        (
            "agreements",
            needs_agreements and not report.agreements.strip(),
            "Schrijf de leerafspraken op.",
        ),
        ("discussed", not report.discussed, "Bespreek je advies eerst met de klantmanager."),
    )
    found = {field: sentence for field, is_missing, sentence in sentences if is_missing}
    return found | (missing_plan(report) if report.advice == Advice.MORE_TIME else {})


def missing_plan(report: ConversationReport) -> dict[str, str]:
    """More time comes with a reason, a day and a plan, or not at all."""
    first = timezone.localdate(report.conversation.starts_at)
    latest = latest_second_talk(report)
    months = cycle_of(report.conversation).period.scheme.more_time_months
    day, between = report.talk_by, report.follow_up_on
    sentences = (
        (
            "more_time_because",
            not report.more_time_because.strip(),
            "Schrijf op waarom meer tijd helpt, en wat jullie daarover bespraken.",
        ),
        ("mentor", not report.mentor.strip(), "Schrijf op wie er meekijkt of helpt."),
        ("talk_by", day is None, "Kies voor wanneer het tweede gesprek is."),
        (
            "talk_by",
            day is not None and not first < day <= latest,
            f"Kies een dag na het gesprek, binnen {months} maanden.",
        ),
        ("talk_with", not report.talk_with, "Kies met wie het tweede gesprek is."),
        (
            "look_back_1",
            day is not None and any(not first < one <= day for one in between),
            "Kies momenten tussen dit gesprek en het tweede gesprek.",
        ),
    )
    return {field: sentence for field, is_missing, sentence in sentences if is_missing}


def share(report: ConversationReport, *, now: datetime, by: Actor) -> ConversationReport:
    """Share with the professional. Sharing is signing: the assessor's text is fixed from now on."""
    with transaction.atomic():
        report = locked(report)
        conversation = report.conversation
        if conversation.assessor.user != by.user:
            raise NotAllowed("Alleen de assessor van dit gesprek deelt het verslag.")
        if report.shared_at:
            raise NotAllowed("Het verslag is al gedeeld.")
        for sentence in missing(report).values():
            raise NotAllowed(sentence)
        with act("conversationreport.share", report, by=by):
            report.shared_at = report.assessor_signed_at = now
            report.save()
            TalkNotes.objects.filter(conversation=conversation).delete()  # they have served
        cycle = cycle_of(conversation)
        cycle.note_reported(by=by)
        letters.write(
            "accreditation/report_shared",
            person=cycle.person,
            subject=report,
            at=now,
            link=reverse("cycle:report", args=[conversation.public_id]),
            link_label="Lees je verslag",
            name=conversation.assessor.user.name,
        )
    return report


def save_own_words(
    report: ConversationReport, *, version: int, own_words: str, now: datetime, by: Actor
) -> ConversationReport:
    """The professional's own words, as long as they are not signed."""
    with transaction.atomic():
        report = opened(report, version)
        check_open_for(report, by=by)
        report.own_words = own_words
        report.version += 1
        report.updated_at = now
        report.save()
    return report


def after_final(report: ConversationReport) -> None:
    """The person goes on with what it says; a chamber that waits for this talk goes on too."""
    propose_goals(report)
    waiting = Objection.objects.filter(
        status=Objection.Status.RECEIVED,
        talk=Objection.Talk.WANTED,
        deferral__period__cycle__seats__conversation=report.conversation,
    )
    for objection in waiting:
        objection.note_talk(by=Actor.system("accreditation.after_objections"))


def propose_goals(report: ConversationReport) -> None:
    """What the report says about going on becomes a proposal in the person's own plan."""
    talk = report.conversation
    said = [(each.theme, each.get_theme_display(), each.follow_up) for each in report.themes.all()]
    for key, about, words in [*said, ("agreements", "Leerafspraken", report.agreements)]:
        proposals.propose_goal(
            talk.concerns,
            words=words,
            origin=f"conversation:{talk.public_id}:{key}",
            about=about,
            said_on=timezone.localdate(talk.starts_at),
        )


def check_open_for(report: ConversationReport, *, by: Actor) -> None:
    if not report.shared_at or report.conversation.concerns != by.user:
        raise NotAllowed("Dit verslag is niet met jou gedeeld.")
    if report.is_void:
        raise NotAllowed("Dit gesprek telt niet meer. Je hoeft niets te tekenen.")
    if report.professional_signed_at:
        raise NotAllowed("Je hebt het verslag al ondertekend. Er verandert niets meer aan.")
    if report.closed_at:
        raise NotAllowed("Dit verslag is gesloten. Er verandert niets meer aan.")


def sign(report: ConversationReport, *, now: datetime, by: Actor) -> ConversationReport:
    """The professional signs, which means "read". Both signed: the report is sealed."""
    with transaction.atomic():
        report = locked(report)
        check_open_for(report, by=by)
        with act("conversationreport.sign", report, by=by):
            report.professional_signed_at = now
            sealing.seal(report)
            report.save()
            if report.wordings.exists():
                OwnWording.objects.keep(report, now=now)  # what changed since it was shown
        after_final(report)
        letters.write(
            "accreditation/report_signed",
            person=report.conversation.assessor.user,
            subject=report,
            at=now,
            link=reverse("assessing:cases"),
            link_label="Bekijk je dossiers",
            name=report.conversation.concerns.name,
        )
    return report
