"""How much the answers in a calibration agree: Krippendorff's alpha, about the group alone."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from accreditation.models import Advice, CalibrationAnswer

FEWEST = 3  # answers: with fewer it would be about persons
KINDS = [Advice.RENEW, Advice.RENEW_WITH_AGREEMENTS, Advice.MORE_TIME]
MOSTLY = 0.8  # of the pairs


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
    return Agreement(alpha, in_words(*alike(answers)))


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


def alike(answers: Collection[CalibrationAnswer]) -> tuple[int, int]:
    """Of how many pairs of answers to one story there are, and how many advise the same."""
    by_story: dict[int, list[str]] = {}
    for one in answers:
        by_story.setdefault(one.story_id, []).append(one.advice)
    pairs = [pair for advices in by_story.values() for pair in combinations(advices, 2)]
    return sum(one == other for one, other in pairs), len(pairs)


def in_words(same: int, pairs: int) -> str:
    """About the pairs: with so few answers the number alone says too little, also of chance."""
    if same == pairs:
        return "Jullie gaven allemaal hetzelfde advies."
    if same >= MOSTLY * pairs:
        return "Jullie adviseerden meestal hetzelfde."
    if same >= pairs / 2:
        return "Jullie adviseerden vaak hetzelfde, en soms niet. Daar is iets om over te praten."
    return "Jullie adviezen lopen uiteen. Dat maakt een goed gesprek."
