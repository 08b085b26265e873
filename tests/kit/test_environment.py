"""A secret may stand in a file instead of in the environment."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kit.environment import Env, FromFiles

ROOT = Path(__file__).parent.parent.parent


def of(**variables):
    class Here(Env):
        ENVIRON = FromFiles(variables)

    return Here()


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "secret"
    made.write_text("fish and chips=%\n")
    return str(made)


def test_a_value_comes_from_its_file_without_the_end_of_the_line(file):
    env = of(SECRET_KEY_FILE=file)
    assert env("SECRET_KEY") == "fish and chips=%"
    assert env("SECRET_KEY", default="other") == "fish and chips=%"
    assert "SECRET_KEY" in env


def test_what_is_in_the_variable_itself_wins(file):
    """A drill on another database gives its processes DATABASE_URL: never the file of the real."""
    assert of(DATABASE_URL="postgres://drill", DATABASE_URL_FILE=file)("DATABASE_URL").endswith(
        "drill"
    )
    assert of(DATABASE_URL="", DATABASE_URL_FILE=file)("DATABASE_URL") == "fish and chips=%"


def test_without_either_the_default_holds():
    assert of()("SECRET_KEY", default="none") == "none"
    assert of(SECRET_KEY="")("SECRET_KEY", default="none") == ""
    with pytest.raises(ImproperlyConfigured):
        of()("SECRET_KEY")


def test_a_list_comes_from_a_file_too(tmp_path):
    (tmp_path / "keys").write_text("new,old\n")
    assert of(SEALING_KEYS_FILE=str(tmp_path / "keys")).list("SEALING_KEYS") == ["new", "old"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE names .*nowhere: No such file"):
        of(SECRET_KEY_FILE=str(tmp_path / "nowhere"))("SECRET_KEY", default="")


def test_no_setting_is_the_file_of_another():
    """SIGNING_KEY_FILE is the path of a key: there may be no SIGNING_KEY that would read it."""
    source = (ROOT / "config" / "settings.py").read_text()
    named = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_0-9]+)\"""", source))
    assert "SIGNING_KEY_FILE" in named
    assert {name for name in named if f"{name}_FILE" in named} == set()


def test_the_portal_starts_with_its_secrets_in_files(tmp_path):
    (tmp_path / "key").write_text("k" * 60 + "\n")
    (tmp_path / "url").write_text("postgres://register_app:p%40ss@db.example:5432/register\n")
    said = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings as s;"
         "print(len(s.SECRET_KEY), s.DATABASES['default']['PASSWORD'])"],
        cwd=ROOT, capture_output=True, text=True, check=True,
        env={
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY_FILE": str(tmp_path / "key"),
            "DATABASE_URL_FILE": str(tmp_path / "url"),
            "TESTING": "1",
        },
    )  # fmt: skip
    assert said.stdout.split() == ["60", "p@ss"]
