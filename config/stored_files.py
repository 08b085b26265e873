"""Every night: files whose bytes and row lost each other (files/reconciling.py)."""

import logging
from datetime import time

from files import reconciling
from kit import clock
from outbox import jobs

logger = logging.getLogger(__name__)


@jobs.job("config.tidy_files", daily_at=time(4, 40))
def tidy_files() -> None:
    """Take away what belongs to nobody; say in the log when bytes are missing."""
    reconciling.tidy(now=clock.now())
    if missing := reconciling.rows_without_bytes().count():
        logger.error("%d stored files have no bytes: see check_integrity", missing)
