"""All tables of the app, for Django; each concept lives in its own sub-package."""

from portfolios.dossier.models import (
    DossierSettings,
    DossierSnapshot,
    Evidence,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
    StoryVersion,
)
from portfolios.together.models import (
    GroupInvitation,
    GroupMember,
    IntervisionGroup,
    IntervisionPresence,
    IntervisionSession,
)

__all__ = [
    "DossierSettings",
    "DossierSnapshot",
    "Evidence",
    "GroupInvitation",
    "GroupMember",
    "IntervisionGroup",
    "IntervisionPresence",
    "IntervisionSession",
    "LearningActivity",
    "LearningGoal",
    "LearningPlan",
    "LearningStory",
    "StoryVersion",
]
