"""honcho, asking each process to stop but not the children of that process.

honcho signals whole process groups. Celery's children would then die in the middle of a job while
Celery itself lets them finish. What has not stopped after 5 seconds is killed, children and all.
"""

import os
import signal
from contextlib import suppress

from honcho import manager
from honcho.command import main
from honcho.compat import ProcessManager


class GentleProcessManager(ProcessManager):  # type: ignore[misc]
    def terminate(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


if __name__ == "__main__":
    manager.ProcessManager = GentleProcessManager
    main()
