from accreditation.models.answers import AnswersGiven, TalkAnswers
from accreditation.models.assessor_complaints import AssessorComplaint
from accreditation.models.assessors import Assessor, AssessorTraining
from accreditation.models.availability import Absence, BusyCalendar, BusyTime, WeekPattern
from accreditation.models.calibration import (
    CalibrationAnswer,
    CalibrationRound,
    CalibrationSeat,
    LentStory,
)
from accreditation.models.conversations import Conversation, Seat, Slot
from accreditation.models.cycles import Assignment, Cycle
from accreditation.models.decisions import Decision
from accreditation.models.feeds import CalendarFeed
from accreditation.models.launch import LaunchDraw, LaunchLot
from accreditation.models.moment_requests import MomentRequest
from accreditation.models.notes import TalkNotes
from accreditation.models.observers import Observer
from accreditation.models.pilots import PilotAnswer, PilotCohort, PilotSeat
from accreditation.models.programme_hearings import ProgrammeHearing
from accreditation.models.programme_objections import ProgrammeObjection
from accreditation.models.programme_requests import (
    ProgrammeFile,
    ProgrammeMessage,
    ProgrammeReading,
    ProgrammeRequest,
)
from accreditation.models.programmes import FollowedProgramme, Programme, ProgrammeTerm
from accreditation.models.quality import QualityReading, QualitySample
from accreditation.models.reports import Advice, ConversationReport, ReportTheme
from accreditation.models.second_readings import SecondReading
from accreditation.models.welcome import WelcomeInvitation
from accreditation.models.wordings import OwnWording

__all__ = [
    "Absence",
    "Advice",
    "AnswersGiven",
    "Assessor",
    "AssessorComplaint",
    "AssessorTraining",
    "Assignment",
    "BusyCalendar",
    "BusyTime",
    "CalendarFeed",
    "CalibrationAnswer",
    "CalibrationRound",
    "CalibrationSeat",
    "Conversation",
    "ConversationReport",
    "Cycle",
    "Decision",
    "FollowedProgramme",
    "LaunchDraw",
    "LaunchLot",
    "LentStory",
    "MomentRequest",
    "Observer",
    "OwnWording",
    "PilotAnswer",
    "PilotCohort",
    "PilotSeat",
    "Programme",
    "ProgrammeFile",
    "ProgrammeHearing",
    "ProgrammeMessage",
    "ProgrammeObjection",
    "ProgrammeReading",
    "ProgrammeRequest",
    "ProgrammeTerm",
    "QualityReading",
    "QualitySample",
    "ReportTheme",
    "Seat",
    "SecondReading",
    "Slot",
    "TalkAnswers",
    "TalkNotes",
    "WeekPattern",
    "WelcomeInvitation",
]
