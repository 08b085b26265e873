from accreditation.models.assessors import Assessor
from accreditation.models.conversations import Conversation, Seat, Slot
from accreditation.models.cycles import Assignment, Cycle
from accreditation.models.decisions import Decision
from accreditation.models.reports import Advice, ConversationReport, ReportTheme

__all__ = [
    "Advice",
    "Assessor",
    "Assignment",
    "Conversation",
    "ConversationReport",
    "Cycle",
    "Decision",
    "ReportTheme",
    "Seat",
    "Slot",
]
