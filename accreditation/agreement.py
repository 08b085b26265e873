"""How much the answers in a calibration agree: Krippendorff's alpha, about the group alone."""

from collections.abc import Collection
from dataclasses import dataclass

from accreditation.models import Advice, CalibrationAnswer

FEWEST = 3  # answers: with fewer it would be about persons
KINDS = [Advice.RENEW, Advice.RENEW_WITH_AGREEMENTS, Advice.MORE_TIME]
CLOSE, MOSTLY = 0.8, 0.667  # where Krippendorff himself draws the lines


@dataclass(frozen=True)
class Agreement:
    """The number, where one can be given, and a sentence in plain words."""

    alpha: float | None
    sentence: str


def of(answers: Collection[CalibrationAnswer]) -> Agreement:
    """Over the advices, as kinds without an order. It needs three who answered, and two stories.

    1 is agreement throughout, 0 as much as by chance, below 0 less than by chance.
    """
    assessors = sorted({one.assessor_id for one in answers})
    stories = sorted({one.story_id for one in answers})
    if len(assessors) < FEWEST:
        return Agreement(None, "Er komt een getal bij zodra drie assessoren hebben geantwoord.")
    given = {one.advice for one in answers}
    if len(given) == 1:
        return Agreement(None, "Jullie gaven allemaal hetzelfde advies.")
    if len(stories) == 1:
        return Agreement(None, "Bij één verhaal is er nog geen getal: dat kan vanaf twee.")
    alpha = alpha_of(answers, assessors, stories)
    return Agreement(alpha, in_words(alpha))


def alpha_of(
    answers: Collection[CalibrationAnswer], assessors: list[int], stories: list[int]
) -> float:
    """Who did not answer a story counts there for nothing."""
    import krippendorff  # brings numpy: only where it is needed

    codes: dict[tuple[int, int], float] = {
        (one.assessor_id, one.story_id): KINDS.index(Advice(one.advice)) for one in answers
    }
    rows = [[codes.get((who, story), float("nan")) for story in stories] for who in assessors]
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal"))


def in_words(alpha: float) -> str:
    if alpha >= CLOSE:
        return "Jullie adviseren bijna altijd hetzelfde."
    if alpha >= MOSTLY:
        return "Jullie adviseren meestal hetzelfde."
    if alpha > 0:
        return "Jullie adviseren wat vaker hetzelfde dan bij toeval. Er is iets om over te praten."
    return "Jullie adviseren niet vaker hetzelfde dan bij toeval. Er is veel om over te praten."
