"""Asking many for many makes the same choices as weighing everybody for each dossier."""

from datetime import date
from random import Random

import pytest

from accreditation.conflicts import Conflict
from accreditation.models import Assessor, Assignment, Cycle
from accreditation.pool import Pool
from accreditation.weighing import Weighing, Workplace

TODAY = date(2026, 11, 23)
PLACES = [Workplace(town, province) for town, province in (
    ("Utrecht", "Utrecht"), ("Amersfoort", "Utrecht"), ("Zwolle", "Overijssel"),
    ("Enschede", "Overijssel"), ("Goes", "Zeeland"), ("Groningen", "Groningen"),
)]  # fmt: skip
FIRST_ASSESSOR = 1000
TIE = Conflict("Werkt bij dezelfde organisatie.")


def an_assessor(number: int, dice: Random) -> Assessor:
    made = Assessor(
        pk=number,
        user_id=FIRST_ASSESSOR + number,
        provinces=dice.sample(sorted({place.province for place in PLACES}), dice.randint(0, 2)),
        online=dice.random() < 0.4,
        talks_a_year=dice.randint(0, 4),
        rests_until=dice.choice([None, None, None, TODAY]),
    )
    made.talks = dice.randint(0, 2)
    return made


def a_weighing(seed: int) -> tuple[Weighing, list[Cycle]]:
    dice = Random(seed)  # noqa: S311  no secrets
    assessors = [an_assessor(number, dice) for number in range(1, 21)]
    cycles = [Cycle(pk=number, person_id=100 + number) for number in range(1, 41)]
    people = [*(one.person_id for one in cycles), *(one.user_id for one in assessors)]

    def pairs(left: str, right: str, count: int) -> set[tuple[int, int]]:
        return {
            (getattr(dice.choice(cycles), left), getattr(dice.choice(assessors), right))
            for _ in range(count)
        }

    weighing = Weighing(
        assessors=assessors,
        conflicts={pair: [TIE] for pair in pairs("person_id", "user_id", 120)},
        why_not=dict.fromkeys(pairs("pk", "pk", 20), Assignment.Because.DECLINED),
        readers=pairs("pk", "pk", 10),
        practised=pairs("person_id", "pk", 10),
        complained_of={dice.choice(assessors).pk},
        workplaces={one: set(dice.sample(PLACES, dice.choice([0, 1, 1, 2]))) for one in people},
        travel_minutes=60,
        today=TODAY,
    )
    return weighing, cycles


@pytest.mark.parametrize("seed", range(40))
def test_the_same_assessors_are_asked_as_when_all_are_weighed_for_each(seed):
    weighing, cycles = a_weighing(seed)
    pool = Pool(weighing)
    for cycle in cycles:
        weighed = weighing.possible(cycle)
        chosen = pool.best(cycle)
        assert chosen == (weighed[0] if weighed else None)
        if chosen:
            chosen.assessor.talks += 1
    assert not all(weighing.possible(cycle) for cycle in cycles)  # room was taken meanwhile


@pytest.mark.parametrize("seed", range(10))
def test_who_can_be_asked_is_counted_as_when_all_are_weighed(seed):
    weighing, cycles = a_weighing(seed)
    pool = Pool(weighing)
    for cycle in cycles:
        assert pool.choices(cycle) == len(weighing.possible(cycle))
