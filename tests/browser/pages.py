"""Looking at pages in a real browser: pictures, axe and the messages of the security policy."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Error, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A portal that somebody else started has a certificate of its own making.
    *(["--ignore-certificate-errors"] if "PORTAL_URL" in os.environ else []),
]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HAS_AXE = "typeof axe !== 'undefined'"
RUN_AXE = (
    "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Or after some seconds: an animation that Chromium does not draw is never finished.
AT_REST = (
    "Promise.race([new Promise(done => setTimeout(done, 4000)), "
    "Promise.allSettled([document.fonts.ready, "  # a movement that is broken off rests too
    "...document.getAnimations().filter(a => a.effect.getTiming().iterations < Infinity)"
    ".map(a => a.finished)])])"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The installed Chromium; CHROMIUM names another one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


# The browser itself reports the status of a form with errors, and that there is no connection.
USUAL = ("responded with a status of 4", "ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED")


def complaints(page: Page) -> list[str]:
    """A list that grows with each error of scripts and of the policy; ask for it before `goto`."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and not any(usual in message.text for usual in USUAL)
            and found.append(message.text)
        ),
    )
    return found


def axe(page: Page) -> list[str]:
    """What axe finds wrong in the page; where that just makes place for the next, in the next."""
    try:
        return axe_now(page)
    except Error:
        page.wait_for_load_state()
        return axe_now(page)


def axe_now(page: Page) -> list[str]:
    # Through the debugger, which the security policy of the page does not bind.
    if not page.evaluate(HAS_AXE):
        page.evaluate(Path(AXE_FILE_PATH).read_text())
    result = page.evaluate(RUN_AXE, AXE_TAGS)
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def look(page: Page, name: str) -> list[str]:
    """What is wrong at both widths: axe, and scrolling sideways.

    PICTURES names a folder for pictures of the whole page; without it none are taken.
    """
    folder = os.environ.get("PICTURES")
    page.wait_for_load_state()  # before its style sheets are there, a page has other sizes
    wrong = []
    for size in (WIDE, PHONE):
        width = size["width"]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.evaluate(AT_REST)
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        wrong += [f"{name} {width}: {violation}" for violation in axe(page)]
        if page.evaluate(SIDEWAYS) > 0:
            wrong.append(f"{name} {width}: scrolls sideways")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return wrong
