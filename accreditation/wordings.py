"""Own words between sharing and signing: read by the assessor once the professional lets."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accreditation.models import ConversationReport, OwnWording
from accreditation.reporting import check_open_for
from audit.acts import act, locked


def show(report: ConversationReport, *, now: datetime, by: Actor) -> ConversationReport:
    """Let the assessor read the own words as they stand now; later changes are marked."""
    with transaction.atomic():
        report = locked(report)
        check_open_for(report, by=by)
        if OwnWording.objects.keep(report, now=now):
            with act("conversationreport.show_own_words", report, by=by):
                pass
    return report
