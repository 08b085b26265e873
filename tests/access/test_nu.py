"""Every page of everyone is valid HTML."""

import subprocess

import pytest

from tests.access import nu

pytestmark = [pytest.mark.django_db, pytest.mark.programs("java", "npm", "openssl")]


def test_every_page_is_valid_html(answers, tmp_path):
    jar = subprocess.run(["bin/nu"], check=True, capture_output=True, text=True).stdout.strip()
    pages = nu.one_of_each((*answers.pages(), *answers.longest))
    assert len(pages) > 300
    found = nu.faults(pages, tmp_path, jar)
    assert not found, f"{len(found)} in {len(pages)} pages\n" + "\n".join(map(str, found))


def test_the_checker_finds_what_is_wrong(tmp_path):
    jar = subprocess.run(["bin/nu"], check=True, capture_output=True, text=True).stdout.strip()
    wrong = b"<!doctype html><html lang=nl><title>Fout</title><ul><p>Los</p></ul>"
    (found,) = nu.faults({"a page": wrong}, tmp_path, jar)
    assert found.page == "a page"
    assert "not allowed as child of element" in found.message
