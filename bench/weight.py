"""`python -m bench.weight [--lighthouse]`: what a page weighs on its way, first and again.

The demo world as in production, behind nginx with the configuration that is shipped; a real
browser counts the bytes that travel. First: an empty browser. Again: the same page after another
page of the portal. With `--lighthouse` its four scores as well, for a slow phone; it comes from
npm, in a version that is fixed here, and is kept in var/lighthouse.
Needs nginx, openssl, PgBouncer and Chromium (bin/chromium).
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import django
from django.utils.module_loading import autodiscover_modules
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.scale_out import all_work_done, prepare, say
from tests.browser.portal import temporary_tree
from tests.estate.portal import Estate

USER_AGENT = "Mozilla/5.0 Test"  # tests.makers.logins: a session is of one browser
FIRST, AGAIN = 100_000, 20_000
KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")
LIGHTHOUSE = Path(__file__).parent.parent / "var" / "lighthouse"
VERSION = "13.5.0"
SCORES = ("performance", "accessibility", "best-practices", "seo")
PUBLIC = {"front page": "/", "a search": "/?q=bakker", "about": "/over-registratie/",
          "check a certificate": "/controle/", "log in": "/account/login/"}  # fmt: skip
OWN = {"overview": "/mijn/", "portfolio": "/mijn/portfolio/", "plan": "/mijn/leerplan/"}


def main() -> None:
    with temporary_tree() as folder:
        estate = Estate(folder, DEMO="1", DEBUG="0", LIMITS="0")
        with estate.servers.serving():
            prepare(estate)
            with estate.running():
                measure(estate)


def measure(estate: Estate) -> None:
    direct = estate.servers.url("register_app", estate.servers.primary.port)
    os.environ.update(estate.settings | {"DATABASE_URL": direct})
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    autodiscover_modules("tasks")
    from bench import scale_world  # noqa: PLC0415  its models need the address above

    say("the certificates of the demo world")
    all_work_done(scale_world.open_jobs)
    key = key_of(estate)
    places = places_of_the_demo()
    weigh(estate.url, key, places)
    if "--lighthouse" in sys.argv:
        judge(estate.url, key, places)


def key_of(estate: Estate) -> str:
    """The hash of the proxy's own key: with it the browser trusts it, and keeps what it gets."""
    read = [
        "openssl",
        "x509",
        "-in",
        estate.folder / "var" / "proxy" / "fullchain.pem",
        "-pubkey",
        "-noout",
    ]
    pem = subprocess.run(read, check=True, capture_output=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "der"], input=pem, check=True,
                         capture_output=True).stdout  # fmt: skip
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


def places_of_the_demo() -> list[tuple[str, str, str]]:
    """Each page with its address and the session that opens it; empty for nobody."""
    from django.db.models import Count  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from register.models import PublicEntry  # noqa: PLC0415
    from tests.makers import logins  # noqa: PLC0415

    def session(user: User) -> str:
        return logins.session_of(user, logins.PASSWORD, "mfa")

    heaviest = User.objects.annotate(much=Count("activities")).latest("much")
    say(f"the heaviest portfolio has {heaviest.much} activities")
    entry = PublicEntry.objects.filter(edition_until=None).earliest("pk")
    hanneke, mirjam = (User.objects.get(email=f"{name}@example.org")
                       for name in ("hanneke", "mirjam"))  # fmt: skip
    return [
        *((name, path, "") for name, path in PUBLIC.items()),
        ("an entry", f"/r/{entry.number}/", ""),
        *((name, path, session(heaviest)) for name, path in OWN.items()),
        ("an assessor's agenda", "/assessor/", session(hanneke)),
        ("the desk", "/desk/", session(mirjam)),
    ]


# ---- Bytes ----


def weigh(url: str, key: str, places: list[tuple[str, str, str]]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[f"--ignore-certificate-errors-spki-list={key}"]
        )
        titles = ("page", "first", *(kind.lower() for kind in KINDS), "again", "reach")
        print("| " + " | ".join(titles) + " |\n|---|" + "---:|" * (len(titles) - 1))
        for name, path, session in places:
            context = browser.new_context(user_agent=USER_AGENT)
            log_in(context, url, session)
            page = context.new_page()
            first, again = bytes_of(page, url + path), again_of(page, url, path)
            within = first.total() <= FIRST and again.total() <= AGAIN
            cells = [name, kb(first.total()), *(kb(first[kind]) for kind in KINDS),
                     kb(again.total()), "" if within else "✗"]  # fmt: skip
            print("| " + " | ".join(cells) + " |", flush=True)
            context.close()


def log_in(context: BrowserContext, url: str, session: str) -> None:
    if session:
        cookie: Any = {"name": "__Host-sessionid", "value": session, "url": url, "secure": True}
        context.add_cookies([cookie])


def again_of(page: Page, url: str, path: str) -> Counter[str]:
    """After another page of the portal, so that what they share is at hand."""
    bytes_of(page, url + ("/mijn/berichten/" if path.startswith("/mijn/") else "/privacy/"))
    return bytes_of(page, url + path)


def bytes_of(page: Page, address: str) -> Counter[str]:
    """What travels until the page is quiet, by kind; heads of answers included."""
    spying = page.context.new_cdp_session(page)
    spying.send("Network.enable")
    kinds: dict[str, str] = {}
    found: Counter[str] = Counter()

    def answered(told: dict[str, Any]) -> None:
        kinds[told["requestId"]] = told["type"] if told["type"] in KINDS else "Other"

    def ended(told: dict[str, Any]) -> None:
        found[kinds.get(told["requestId"], "Other")] += int(told["encodedDataLength"])

    spying.on("Network.responseReceived", answered)
    spying.on("Network.loadingFinished", ended)
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status in {200, 304}, f"{address} {answer.status}"
    spying.detach()
    return found


def kb(amount: int) -> str:
    return f"{amount / 1000:.1f}" if amount else ""


# ---- Lighthouse ----


def judge(url: str, key: str, places: list[tuple[str, str, str]]) -> None:
    program = lighthouse()
    print("\n| page | " + " | ".join(SCORES) + " |\n|---|" + "---:|" * len(SCORES))
    for name, path, session in places:
        command = [
            program, url + path, "--quiet", "--output=json", f"--emulated-user-agent={USER_AGENT}",
            f"--chrome-flags=--headless --no-sandbox --ignore-certificate-errors-spki-list={key}",
        ]  # fmt: skip
        if session:
            command.append(
                "--extra-headers=" + json.dumps({"Cookie": f"__Host-sessionid={session}"})
            )
        own = os.environ | {"CHROME_PATH": chromium()}
        said = subprocess.run(command, env=own, capture_output=True, check=True).stdout
        found = json.loads(said)
        scores = [f"{(found['categories'][each]['score'] or 0) * 100:.0f}" for each in SCORES]
        print(f"| {name} | " + " | ".join(scores) + " |", flush=True)
        for audit in found["audits"].values():
            if audit["score"] is not None and audit["score"] < 0.9 and audit.get("details"):
                print(f"    {audit['id']}: {audit['score']} {audit.get('displayValue', '')}")


def lighthouse() -> str:
    program = LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        LIGHTHOUSE.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        subprocess.run([*install, f"lighthouse@{VERSION}"], cwd=LIGHTHOUSE, check=True)
    return str(program)


def chromium() -> str:
    found = subprocess.run(["bin/chromium"], check=True, capture_output=True, text=True)
    return found.stdout.strip()


if __name__ == "__main__":
    began = time.monotonic()
    main()
    say(f"done in {time.monotonic() - began:.0f} s")
