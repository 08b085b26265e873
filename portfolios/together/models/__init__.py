from portfolios.together.models.groups import GroupInvitation, GroupMember, IntervisionGroup
from portfolios.together.models.sessions import IntervisionPresence, IntervisionSession

__all__ = [
    "GroupInvitation",
    "GroupMember",
    "IntervisionGroup",
    "IntervisionPresence",
    "IntervisionSession",
]
