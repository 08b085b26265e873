"""A portal for each walk: one for all that start it as usual, or one with settings of its own."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.anew import begin_anew, keep
from tests.browser.pages import chromium
from tests.browser.portal import Standing, running_portal
from tests.browser.walk import walking

LONGEST_WALK = 900  # seconds
expect.set_options(timeout=15_000)  # milliseconds: two portals may share two cores


@pytest.fixture
def portal_settings():
    """Variables of the environment for `make run`; a module may say others."""
    return {}


@pytest.fixture(scope="session")
def usual_portal():
    """PORTAL_URL and PORTAL_FOLDER name one that somebody else started (bench.scale_out --walk)."""
    if "PORTAL_URL" in os.environ:
        yield Standing(Path(os.environ["PORTAL_FOLDER"]), os.environ["PORTAL_URL"])
        return
    with running_portal() as portal:
        keep(portal)
        yield portal


@pytest.fixture
def portal(portal_settings, request):
    if portal_settings:
        with running_portal(**portal_settings) as portal:
            yield portal
    else:
        portal = request.getfixturevalue("usual_portal")
        if not isinstance(portal, Standing):
            begin_anew(portal)
        yield portal


@pytest.fixture
def walk(portal):
    with chromium() as browser, walking(browser, portal) as made:
        yield made


@pytest.fixture(autouse=True)
def no_walk_lasts_for_ever():
    """A page that answers nothing any more has no time limit of its own: its browser is ended."""
    signal.signal(signal.SIGALRM, end_browsers)
    signal.alarm(LONGEST_WALK)
    yield
    signal.alarm(0)


def end_browsers(*_: object) -> None:
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "chrom" in child.name():
                child.kill()
