"""docker-compose.yml and the Dockerfile: no secret inside, nobody is root, all is watched."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
COMPOSE = YAML(typ="safe").load(ROOT / "docker-compose.yml")
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SECRET = re.compile(r"PASSWORD|SECRET|KEY")
FROM_OUTSIDE = re.compile(r"\$\{\w+:\?\}")
OFF = "${METRICS_KEY:-}"  # without it there is no such address
PUBLIC = {"COPY_KEY"}  # the half that everybody may have
ONE_SHOT = {"migrate", "copy"}


@pytest.fixture(params=SERVICES)
def name(request):
    return request.param


@pytest.fixture
def service(name):
    return SERVICES[name]


def test_the_whole_portal_is_there():
    assert set(SERVICES) == {
        "web", "worker", "beat", "migrate", "copy", "postgres", "valkey",
    }  # fmt: skip


def test_every_secret_comes_from_the_environment(service):
    for variable, value in service["environment"].items():
        if SECRET.search(variable) and not variable.endswith("_FILE") and variable not in PUBLIC:
            assert FROM_OUTSIDE.fullmatch(str(value)) or value == OFF, variable
        for password in re.findall(r"://[^:/]*:([^@]+)@", str(value)):
            assert FROM_OUTSIDE.fullmatch(password), variable


def test_a_secret_file_lies_outside():
    assert all(FROM_OUTSIDE.fullmatch(secret["file"]) for secret in COMPOSE["secrets"].values())


def test_nobody_is_root(service):
    user, group = service["user"].split(":")
    assert int(user) > 0
    assert int(group) > 0


def test_everything_that_stays_is_watched_and_started_again(name, service):
    if name in ONE_SHOT:
        assert service["restart"] == "no"
        return
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert service["healthcheck"]["interval"]


def test_our_own_processes_wait_for_the_database_step_and_cannot_write_in_the_image():
    for name in ("web", "worker", "beat"):
        service = SERVICES[name]
        assert service["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_only_the_database_step_and_the_copy_have_the_owners_password():
    holders = {
        name
        for name, service in SERVICES.items()
        if "REGISTER_OWNER_PASSWORD" in str(service["environment"])
    }
    assert holders == {"migrate", "copy", "postgres"}


def test_a_copy_is_made_when_it_is_asked_for_and_reaches_all_that_is_kept():
    copy = SERVICES["copy"]
    assert copy["profiles"] == ["copy"]
    inside = {volume.split(":")[-1] for volume in copy["volumes"]}
    assert inside == {"/data", "/erasures", "/copies"}
    assert "postgresql-client-18" in DOCKERFILE  # pg_dump of the server's version
    assert SERVICES["postgres"]["image"].startswith("postgres:18")


def test_a_copy_is_put_back_into_a_database_that_nobody_migrated():
    """One with tables is refused: so nothing that runs before it may make them."""
    assert SERVICES["copy"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}


def test_only_the_worker_has_the_signing_key():
    assert {name for name, service in SERVICES.items() if "secrets" in service} == {"worker"}


def test_no_server_is_reached_from_outside():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


def test_every_volume_that_is_named_is_declared():
    named = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith((".", "${"))  # a folder of this machine
    }
    assert named == set(COMPOSE["volumes"])


def test_every_file_that_is_mounted_or_copied_exists():
    mounted = [
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith(".")
    ]
    allowed = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    assert mounted
    assert [path for path in [*mounted, *allowed] if not (ROOT / path).exists()] == []


def test_the_image_ends_as_an_ordinary_user_with_locked_packages():
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert '--require-hashes -r "$PACKAGES"' in DOCKERFILE
    assert re.findall(r"^ARG (.+)$", DOCKERFILE, re.MULTILINE) == ["PACKAGES=requirements.txt"]
    assert not re.search(r"^(ENV|ARG) .*(SECRET|PASSWORD|KEY)", DOCKERFILE, re.MULTILINE)


def test_the_operations_page_names_every_variable():
    text = (ROOT / "docker-compose.yml").read_text()
    page = (ROOT / "docs" / "operations.md").read_text()
    wanted = set(re.findall(r"\$\{(\w+)", text))
    assert sorted(name for name in wanted if f"`{name}`" not in page) == []


def test_every_variable_of_the_docs_can_reach_our_processes():
    """Those that the file does not name are read from a file that may be there."""
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["env_file"] == [{"path": "settings.env", "required": False}]
