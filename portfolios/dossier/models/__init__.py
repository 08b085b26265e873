from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.evidence import Evidence
from portfolios.dossier.models.peer_readings import PeerReading
from portfolios.dossier.models.plans import LearningGoal, LearningPlan
from portfolios.dossier.models.proposals import GoalProposal
from portfolios.dossier.models.removal import DossierSettings
from portfolios.dossier.models.reviews import PlanReview
from portfolios.dossier.models.scans import GrowthPhase, ScanPlace, SelfScan
from portfolios.dossier.models.shares import ShareComment, SharedItem, ShareGrant
from portfolios.dossier.models.snapshots import DossierSnapshot
from portfolios.dossier.models.steps import GoalStep
from portfolios.dossier.models.stories import LearningStory, StoryVersion
from portfolios.dossier.models.wordings import GoalWording

__all__ = [
    "DossierSettings",
    "DossierSnapshot",
    "Evidence",
    "GoalProposal",
    "GoalStep",
    "GoalWording",
    "GrowthPhase",
    "LearningActivity",
    "LearningGoal",
    "LearningPlan",
    "LearningStory",
    "PeerReading",
    "PlanReview",
    "ScanPlace",
    "SelfScan",
    "ShareComment",
    "ShareGrant",
    "SharedItem",
    "StoryVersion",
]
