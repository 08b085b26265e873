"""All tables of the app, for Django; each concept lives in its own sub-package."""

from portfolios.dossier.models import (
    DossierSnapshot,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
    ShareComment,
    SharedItem,
    ShareGrant,
)
from portfolios.together.models import (
    GroupInvitation,
    GroupMember,
    IntervisionGroup,
    IntervisionPresence,
    IntervisionSession,
)

__all__ = [
    "DossierSnapshot",
    "GroupInvitation",
    "GroupMember",
    "IntervisionGroup",
    "IntervisionPresence",
    "IntervisionSession",
    "LearningActivity",
    "LearningGoal",
    "LearningPlan",
    "LearningStory",
    "ShareComment",
    "ShareGrant",
    "SharedItem",
]
