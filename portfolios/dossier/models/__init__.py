from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.evidence import Evidence
from portfolios.dossier.models.plans import LearningGoal, LearningPlan
from portfolios.dossier.models.removal import DossierSettings
from portfolios.dossier.models.snapshots import DossierSnapshot
from portfolios.dossier.models.stories import LearningStory, StoryVersion

__all__ = [
    "DossierSettings",
    "DossierSnapshot",
    "Evidence",
    "LearningActivity",
    "LearningGoal",
    "LearningPlan",
    "LearningStory",
    "StoryVersion",
]
