"""What many people say when asked "heeft dit je werk veranderd?": words, never a number."""

ENOUGH = 5  # answers, before anything is said of them


def level(yes: int, bit: int, no: int) -> int:
    """From few answers nothing follows. A whole yes weighs as two of a bit; no score is kept.

    3: for most, 2: for some, 1: for few, 0: not enough people answered.
    """
    many = yes + bit + no
    if many < ENOUGH:
        return 0
    if yes * 2 > many:
        return 3
    return 2 if (yes + bit) * 2 >= many else 1


PLACE = {3: 0, 2: 1, 0: 2, 1: 3}  # what changed work first, then what few answered yet
