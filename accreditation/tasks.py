"""Registers the jobs of this app with the worker."""

from accreditation import (  # noqa: F401
    after_cases,
    assignment,
    availability,
    busy_times,
    closing,
    deaths,
    decisions,
    forgetting,
    lapsing,
    launch,
    more_time,
    pilots,
    reading,
    reminders,
    replacing,
    sampling,
    second_reading,
    talk_notes,
    talk_reminders,
    waiting_list,
)
