"""Where the towns of the register lie: enough to say who works near, never to find an address.

The seats of the municipalities and of joint services, to a hundredth of a degree (about 1 km).
"""

import csv
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

Point = tuple[float, float]  # kilometres north of the equator, and east of Greenwich at 52° north
TOWNS = Path(__file__).parent / "towns.csv"
KILOMETRES = 111.2  # of one degree of latitude
EAST = KILOMETRES * cos(radians(52.2))
# A road is about 1.3 times as long as the straight line; from door to door one makes 60 km an hour.
MINUTES_A_KILOMETRE = 1.3


@cache
def points() -> dict[str, Point]:
    with TOWNS.open(newline="", encoding="utf-8") as source:
        return {
            row["town"]: (float(row["latitude"]) * KILOMETRES, float(row["longitude"]) * EAST)
            for row in csv.DictReader(source)
        }


@cache
def minutes_between(one: str, other: str) -> int | None:
    """About how long the trip takes; None when one of both towns is not on the list."""
    if one not in points() or other not in points():
        return None
    (north, east), (south, west) = points()[one], points()[other]
    return round(hypot(north - south, east - west) * MINUTES_A_KILOMETRE)
