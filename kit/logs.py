"""Lines of the log: without the rows that a database quotes in its errors."""

import logging
import re
from typing import override

QUOTED_ROW = re.compile(
    r"^DETAIL:.*?(?=^\S*\s*$|^The above|^Traceback|\Z)", re.MULTILINE | re.DOTALL
)


class LineFormatter(logging.Formatter):
    """PostgreSQL names a refused row in full after DETAIL; people's texts stay out of the log."""

    @override
    def formatException(self, ei: object) -> str:
        return QUOTED_ROW.sub("DETAIL: (left out)\n", super().formatException(ei))  # type: ignore[arg-type]
