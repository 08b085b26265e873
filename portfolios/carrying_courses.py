"""From courses into the own dossier, and what of the dossier helps to choose one."""

from typing import Any

from portfolios.dossier.models import LearningGoal


def codes_of_goals(owner: Any) -> set[str]:
    """The competencies of what somebody works on now; a code means the same in each profile."""
    goals = LearningGoal.objects.visible_to(owner).current()
    return set(goals.exclude(competencies=None).values_list("competencies__code", flat=True))
