"""Variables of the environment, each of which may stand in a file: NAME_FILE names it.

So a secret comes as a file that only our process can read: of Docker, of systemd (LoadCredential=)
or of an agent of a vault. The environment of a process is read by more eyes, and by its children.
"""

from collections.abc import Mapping
from typing import override

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping


class FromFiles(FileAwareMapping):  # type: ignore[misc]  # the package names no types
    """What stands in the variable itself wins: a command that puts a copy back elsewhere sets it.

    The end of the last line is no part of a secret. An empty variable is as good as none.
    """

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        super().__init__(env, cache=False)

    @override
    def __getitem__(self, key: str) -> str:
        file = self.env.get(f"{key}_FILE")
        if self.env.get(key) or not file:
            return str(self.env[key])
        try:
            with open(file, encoding="utf-8") as opened:
                return opened.read().rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            said = getattr(error, "strerror", None) or "no text"
            raise ImproperlyConfigured(f"{key}_FILE names {file}: {said}") from error


class Env(environ.FileAwareEnv):  # type: ignore[misc]
    ENVIRON = FromFiles()
