"""What was handed in and what was written goes after its time (domain §7).

The copy for a talk six weeks after the decision; the report after one cycle; its learning
agreements at the next decision, because the next assessor reads them.
"""

from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actors import Actor
from accreditation.models import ConversationReport, Cycle, QualityReading
from audit.policy import FORGOTTEN
from kit import clock
from outbox.jobs import job
from register.models import RegisterScheme

KEPT_WEEKS = 6
SYSTEM = Actor.system("accreditation.forget_dossiers")


def due_on(today: date) -> QuerySet[Cycle]:
    """Decided long enough ago; of who objects, the copy waits for the answer."""
    decided = Cycle.objects.filter(status=Cycle.Status.DECIDED, snapshot__isnull=False)
    long_ago = decided.filter(decided_on__lte=today - timedelta(weeks=KEPT_WEEKS))
    return long_ago.exclude(person__objections__status="received").select_related("snapshot")


def forget(cycle: Cycle) -> None:
    """The copy goes; the dossier itself stays the person's own."""
    snapshot = cycle.snapshot
    with transaction.atomic():
        cycle.forget_dossier(by=SYSTEM)
        if snapshot:
            snapshot.delete()


@job("accreditation.forget_dossiers", daily_at=time(3, 30))
def forget_dossiers() -> None:
    for cycle in due_on(clock.today()):
        forget(cycle)


# ---- The report and its agreements ----


def reports_due_on(today: date) -> QuerySet[ConversationReport]:
    """A whole cycle after the decision; of who objects, the report waits for the answer."""
    years = RegisterScheme.objects.in_force_on(today).cycle_years
    decided = ConversationReport.objects.filter(
        conversation__seats__cycle__decided_on__lte=clock.add_years(today, -years)
    )
    waiting = decided.exclude(conversation__seats__person__objections__status="received")
    return waiting.exclude(summary__in=["", FORGOTTEN])


def agreements_due() -> QuerySet[ConversationReport]:
    """They have served: a next cycle was decided; or none is open, and the report is gone too."""
    next_decision = Cycle.objects.filter(
        person=OuterRef("conversation__seats__cycle__person"),
        status=Cycle.Status.DECIDED,
        decided_on__gt=OuterRef("conversation__seats__cycle__decided_on"),
        period__from_on__gt=OuterRef("conversation__seats__cycle__period__from_on"),
    )
    is_open = Cycle.objects.open().filter(person=OuterRef("conversation__seats__cycle__person"))
    decided = ConversationReport.objects.exclude(conversation__seats__cycle__decided_on=None)
    return decided.exclude(agreements__in=["", FORGOTTEN]).filter(
        Exists(next_decision) | ~Exists(is_open) & Q(summary=FORGOTTEN)
    )


@job("accreditation.forget_written", daily_at=time(3, 40))
def forget_written() -> None:
    for report in reports_due_on(clock.today()):
        forget_words(report)
    done = agreements_due().values_list("pk", flat=True)
    ConversationReport.objects.filter(pk__in=list(done)).update(agreements=FORGOTTEN)


def forget_words(written: ConversationReport, **also: str) -> None:
    """The row stays as a pseudonym: that a talk was held, and what was advised; and its seal."""
    if written.shared_at is None:  # nobody reads the agreements of a draft
        also["agreements"] = ""
    ConversationReport.objects.filter(pk=written.pk).update(
        summary=FORGOTTEN if written.shared_at else "",
        own_words="",
        mentor="",
        more_time_because=FORGOTTEN if written.more_time_because else "",
        **also,
    )
    written.themes.all().delete()
    written.wordings.all().delete()
    said = QualityReading.objects.filter(report=written)
    for name in QualityReading.WORDS:
        said.exclude(**{name: ""}).update(**{name: FORGOTTEN})
