"""The last nights of the demo world: what was over went, and was counted."""

from django.utils.module_loading import autodiscover_modules

from audit import policy
from config import retention
from config.demo.world import World, noon
from kit import clock
from outbox import jobs

NIGHTS = (8, 1, 0)  # days ago


def let_terms_pass(made: World) -> None:
    """As the jobs do it, one night after the other."""
    autodiscover_modules("tasks")
    for days in NIGHTS:
        day = made.days_ago(days)
        with clock.standing_at(noon(day)):
            retention.note_terms()
            scheme = retention.scheme_on(day)
            for job in dict.fromkeys(term.job for _, term in policy.terms() if not term.is_ours):
                jobs.handlers[job]()
            for _, term in policy.terms():
                if scheme and term.is_ours:
                    term.carry_out(day, scheme, at_most=retention.IN_A_STEP)
            retention.check_terms()
