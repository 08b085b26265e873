from portfolios.together.models.feedback import (
    FeedbackAnswer,
    FeedbackLink,
    FeedbackReport,
    FeedbackRequest,
)
from portfolios.together.models.groups import GroupInvitation, GroupMember, IntervisionGroup
from portfolios.together.models.meetings import Meeting, MeetingMoment, MomentAnswer
from portfolios.together.models.mentors import MentorProfile, Mentorship
from portfolios.together.models.notices import GroupNotice, GroupRequest
from portfolios.together.models.sessions import IntervisionPresence, IntervisionSession
from portfolios.together.models.visits import WorkVisit

__all__ = [
    "FeedbackAnswer",
    "FeedbackLink",
    "FeedbackReport",
    "FeedbackRequest",
    "GroupInvitation",
    "GroupMember",
    "GroupNotice",
    "GroupRequest",
    "IntervisionGroup",
    "IntervisionPresence",
    "IntervisionSession",
    "Meeting",
    "MeetingMoment",
    "MentorProfile",
    "Mentorship",
    "MomentAnswer",
    "WorkVisit",
]
