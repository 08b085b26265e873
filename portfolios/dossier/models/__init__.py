from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.plans import LearningGoal, LearningPlan
from portfolios.dossier.models.shares import ShareComment, SharedItem, ShareGrant
from portfolios.dossier.models.snapshots import DossierSnapshot
from portfolios.dossier.models.stories import LearningStory

__all__ = [
    "DossierSnapshot",
    "LearningActivity",
    "LearningGoal",
    "LearningPlan",
    "LearningStory",
    "ShareComment",
    "ShareGrant",
    "SharedItem",
]
