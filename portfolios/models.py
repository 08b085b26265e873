"""All tables of the app, for Django; each concept lives in its own sub-package."""

from portfolios.dossier.models import (
    DossierSettings,
    DossierSnapshot,
    Evidence,
    GoalProposal,
    GoalStep,
    GoalWording,
    GrowthPhase,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
    PlanReview,
    ScanPlace,
    SelfScan,
    StoryVersion,
)
from portfolios.portable.models import DossierTransfer
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
    "DossierTransfer",
    "Evidence",
    "GoalProposal",
    "GoalStep",
    "GoalWording",
    "GroupInvitation",
    "GroupMember",
    "GrowthPhase",
    "IntervisionGroup",
    "IntervisionPresence",
    "IntervisionSession",
    "LearningActivity",
    "LearningGoal",
    "LearningPlan",
    "LearningStory",
    "PlanReview",
    "ScanPlace",
    "SelfScan",
    "StoryVersion",
]
