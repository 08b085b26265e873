"""A portal of its own for each walk, started with the settings that its module asks for."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import chromium
from tests.browser.portal import running_portal
from tests.browser.walk import walking

expect.set_options(timeout=15_000)  # milliseconds: two portals may share two cores


@pytest.fixture
def portal_settings():
    """Variables of the environment for `make run`; a module may say others."""
    return {}


@pytest.fixture
def walk(portal_settings):
    with (
        running_portal(**portal_settings) as portal,
        chromium() as browser,
        walking(browser, portal) as made,
    ):
        yield made
