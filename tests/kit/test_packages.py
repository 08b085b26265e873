"""The packages that run the portal are all known: hashes, a page of licences, a bill."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from kit import audited, packages

ROOT = Path(__file__).parent.parent.parent
FOUND = list(packages.locked(ROOT / "requirements.txt"))
PAGE = dict(
    line.strip("| ").split(" | ", 1)
    for line in (ROOT / "docs" / "licences.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| package")
)
FORBIDDEN = ("AGPL", "Affero", "SSPL", "BUSL", "Commons Clause", "Non-Commercial", "not stated")


def test_every_package_is_locked_with_hashes():
    names = [one.name for one in FOUND]
    assert len(names) == len(set(names)) > 50
    assert [one.name for one in FOUND if not one.hashes] == []
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert len(FOUND) == sum("==" in line and not line.startswith((" ", "#")) for line in lines)


def test_every_locked_package_is_on_the_page_of_licences():
    """`make licences` writes the page."""
    assert set(PAGE) == {one.name for one in FOUND}
    installed = {one.name: packages.cell(one.licence) for one in FOUND if one.licence}
    assert {name: PAGE[name] for name in installed} == installed
    assert {name for name, text in PAGE.items() if text == packages.NOT_HERE}.isdisjoint(installed)


def test_no_licence_forbids_what_we_do():
    assert [name for name, text in PAGE.items() if any(word in text for word in FORBIDDEN)] == []


def test_the_bill_names_every_package_with_its_hashes(tmp_path):
    call_command("write_packages", sbom=str(tmp_path / "sbom.json"))
    bill = json.loads((tmp_path / "sbom.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {one["purl"]: one for one in bill["components"]}
    assert set(parts) == {f"pkg:pypi/{one.name}@{one.version}" for one in FOUND}
    django = next(one for one in FOUND if one.name == "django")
    (files,) = parts[f"pkg:pypi/django@{django.version}"]["externalReferences"]
    assert {one["content"] for one in files["hashes"]} == set(django.hashes)
    assert bill["metadata"]["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a-b[c]==1.2 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via d\n", ("a-b", "1.2", 1)),
        ("a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "f" * 64 + "\n", ("a", "1", 1)),
        ("a==1\n", ("a", "1", 0)),
    ],
)
def test_a_locked_package_is_read(tmp_path, text, found):
    (tmp_path / "r.txt").write_text(text)
    (one,) = packages.locked(tmp_path / "r.txt")
    assert (one.name, one.version, len(one.hashes)) == found


def dependency(**more):
    return {"name": "django", "version": "3.0"} | more


WEAK = dependency(vulns=[{"id": "CVE-1", "fix_versions": ["3.0.1"]}, {"id": "CVE-2"}])
SKIPPED = dependency(name="celery", skip_reason="Dependency not found")


@pytest.mark.parametrize(
    ("dependencies", "says", "is_found"),
    [
        (
            [WEAK, SKIPPED],
            "CVE-1, mended in 3.0.1\ndjango 3.0: CVE-2, mended in no",
            True,
        ),
        ([dependency(vulns=[])], "No known weakness in 1 packages", False),
        ([dependency(vulns=[]), SKIPPED], "Nobody could be asked about celery", False),
        ([SKIPPED], "Nobody could be asked about weaknesses in r.txt", False),
        (None, "Nobody could be asked about weaknesses in r.txt", False),
    ],
)
def test_a_weakness_is_an_error_and_silence_is_said(dependencies, says, is_found):
    """`make audit`: what could not be asked about is never called good."""
    text = "no answer" if dependencies is None else json.dumps({"dependencies": dependencies})
    lines, found = audited.judged(text, "r.txt")
    assert says in "\n".join(lines)
    assert found is is_found
