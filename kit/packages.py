"""The packages that run the portal, as requirements.txt locks them: version, hashes, licence."""

import re
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path
from typing import Any

LOCKED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NOT_HERE = "not installed here"
CLASSIFIER = "License :: "


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """In its own words; empty when it is not installed on this machine."""
        try:
            facts = metadata(self.name)
        except PackageNotFoundError:
            return ""
        if stated := facts.get("License-Expression"):
            return stated
        kinds = [line for line in facts.get_all("Classifier") or [] if line.startswith(CLASSIFIER)]
        named = sorted({line.rpartition(" :: ")[2] for line in kinds} - {"OSI Approved"})
        first = str(facts.get("License") or "").strip().partition("\n")[0]
        return "; ".join(named) or first or title_of_file(self.name) or "not stated"


def title_of_file(name: str) -> str:
    """The first line of the licence that came along: "The MIT License (MIT)"."""
    for file in files(name) or []:
        if file.name.upper().startswith("LICEN"):
            return file.read_text().strip().partition("\n")[0].strip()
    return ""


def locked(requirements: Path) -> Iterator[Package]:
    """Every package of a file that `uv pip compile --generate-hashes` made."""
    for part in re.split(r"\n(?=\S)", requirements.read_text()):
        if found := LOCKED.match(part):
            yield Package(found["name"], found["version"], tuple(HASH.findall(part)))


def page_of_licences(packages: list[Package]) -> str:
    """docs/licences.md."""
    lines = [
        "# Licences of the packages that run the portal",
        "",
        "Made by `make licences` from `requirements.txt` and what the packages say of themselves;"
        " a test holds the two together. The portal itself is EUPL-1.2.",
        "",
        "| package | licence |",
        "|---|---|",
    ]
    lines += [f"| {one.name} | {cell(one.licence or NOT_HERE)} |" for one in packages]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    return text.replace("|", "/")


def bill_of_materials(packages: list[Package], project: Path, *, at: str) -> dict[str, Any]:
    """CycloneDX 1.6: each package with the hashes of its files and its licence."""
    about = tomllib.loads(project.read_text())["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": at,
            "component": {
                "type": "application",
                "bom-ref": about["name"],
                "name": about["name"],
                "version": about["version"],
                "licenses": [{"license": {"id": about["license"]}}],
            },
        },
        "components": [component(one) for one in packages],
    }


def component(package: Package) -> dict[str, Any]:
    address = f"pkg:pypi/{package.name}@{package.version}"
    facts: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        "externalReferences": [
            {
                "type": "distribution",
                "url": address,
                "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
            }
        ],
    }
    if package.licence:
        facts["licenses"] = [{"license": {"name": package.licence}}]
    return facts
