"""Dates of the register as pure functions: periods, hand-in dates and reminders."""

from datetime import date, timedelta

from kit import clock


def period_end(start: date, *, years: int) -> date:
    """The first day after a period: the anniversary; 29 February becomes 28 February."""
    return clock.add_years(start, years)


def reminder_dates(hand_in_on: date, *, months: list[int], days: list[int]) -> dict[str, date]:
    """Each step of the reminders and its day, counted back from the hand-in date."""
    dates = {f"{count}-months": clock.add_months(hand_in_on, -count) for count in months}
    dates |= {f"{count}-days": hand_in_on - timedelta(days=count) for count in days}
    return dates
