"""What pip-audit found, in words: `python -m kit.audited requirements.txt < its JSON`.

A package that it could not ask about counts as unknown. pip-audit itself calls that no weakness.
"""

import json
import sys
from typing import Any


def judged(text: str, name: str) -> tuple[list[str], bool]:
    """The lines to print, and whether a weakness was found."""
    try:
        packages: list[dict[str, Any]] = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        packages = []
    asked = [one for one in packages if "vulns" in one]
    found = [
        f"{one['name']} {one['version']}: {vuln['id']}, mended in {mended(vuln)}"
        for one in asked
        for vuln in one["vulns"]
    ]
    if found:
        return [f"Known weaknesses in {name}:", *found], True
    if not asked:
        return [f"Nobody could be asked about weaknesses in {name}."], False
    unknown = [one["name"] for one in packages if "vulns" not in one]
    lines = [f"No known weakness in {len(asked)} packages of {name}."]
    if unknown:
        lines.append(f"Nobody could be asked about {', '.join(unknown)}.")
    return lines, False


def mended(vuln: dict[str, Any]) -> str:
    return ", ".join(vuln.get("fix_versions") or ["no version yet"])


if __name__ == "__main__":
    lines, is_found = judged(sys.stdin.read(), sys.argv[1])
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(1 if is_found else 0)
