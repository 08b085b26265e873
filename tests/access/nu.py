"""What the Nu HTML checker says of pages: one run of Java over all of them.

Pages that differ only in what people wrote have the same skeleton, and are looked at once.
"""

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.access.crawl import Answer

# What differs from page to page and says nothing about its form.
DIFFERS = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=value=\")[^\"]*|(?<=\?)[^\"]*|\d+|(?<=>)[^<]+"
)


@dataclass(frozen=True)
class Fault:
    page: str
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message} [{' '.join(self.extract.split())[:160]}]"


def one_of_each(pages: Iterable[Answer]) -> dict[str, bytes]:
    """The pages by their names, each skeleton once. Pieces for a script are no pages."""
    found: dict[str, tuple[str, bytes]] = {}
    for page in pages:
        if page.htmx or not page.body.lstrip().startswith(b"<!"):
            continue
        found.setdefault(DIFFERS.sub("", page.text), (str(page), page.body))
    return dict(found.values())


def faults(pages: dict[str, bytes], folder: Path, jar: str) -> list[Fault]:
    names = dict(zip((f"{at:05}.html" for at in range(len(pages))), pages, strict=True))
    for file, name in names.items():
        (folder / file).write_bytes(pages[name])
    command = ["java", "-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always",
               "--stdout", str(folder)]  # fmt: skip
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        Fault(names[Path(one["url"]).name], one["message"], one.get("extract", ""))
        for one in json.loads(said)["messages"]
    ]
