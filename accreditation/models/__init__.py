from accreditation.models.assessors import Assessor, AssessorTraining
from accreditation.models.conversations import Conversation, Seat, Slot
from accreditation.models.cycles import Assignment, Cycle
from accreditation.models.decisions import Decision
from accreditation.models.reports import Advice, ConversationReport, ReportTheme
from accreditation.models.welcome import WelcomeInvitation

__all__ = [
    "Advice",
    "Assessor",
    "AssessorTraining",
    "Assignment",
    "Conversation",
    "ConversationReport",
    "Cycle",
    "Decision",
    "ReportTheme",
    "Seat",
    "Slot",
    "WelcomeInvitation",
]
