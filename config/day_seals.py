"""Every night: yesterday's events and history are sealed (audit/chain.py), and the log says how."""

import logging
from datetime import time, timedelta

from audit import chain
from kit import clock
from outbox import jobs

logger = logging.getLogger(__name__)


@jobs.job("config.seal_day", daily_at=time(3, 10))
def seal_day() -> None:
    """Nights that were missed are in it too. The line in the log is to be kept elsewhere."""
    sealed = chain.seal(clock.today() - timedelta(days=1), now=clock.now())
    if sealed:
        logger.info("day %s is sealed: %d rows, %s", sealed.day, sealed.rows, sealed.hash)
