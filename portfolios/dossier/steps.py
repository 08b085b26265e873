"""Steps of a goal: added, changed, done and undone; nothing happens when a day passes."""

from datetime import date

from portfolios.dossier.models import GoalStep, LearningGoal


def add(goal: LearningGoal, *, words: str, by_on: date | None = None, today: date) -> GoalStep:
    return goal.steps.create(words=words, by_on=by_on, added_on=today)


def change(step: GoalStep, *, words: str, by_on: date | None = None) -> None:
    step.words, step.by_on = words, by_on
    step.save(update_fields=["words", "by_on"])


def tick(step: GoalStep, *, today: date) -> None:
    """Done; the first day counts."""
    GoalStep.objects.filter(pk=step.pk, done_on=None).update(done_on=today)


def untick(step: GoalStep) -> None:
    """Not done after all."""
    GoalStep.objects.filter(pk=step.pk).update(done_on=None)
