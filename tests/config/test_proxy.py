"""deploy/: nginx in front of a real web process, and the units of systemd, as they are shipped."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPSConnection, RemoteDisconnected
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import call_command

from config.embedded.memory import any_free_port
from tests.faults.conftest import environment, house, mailbox, valkey  # noqa: F401  fixtures
from tests.faults.house import PROMISED, House, wait_until
from tests.faults.proxy import NAME, Proxy, is_ok, trusting

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
AWAY = "We zijn er zo weer"


@pytest.fixture
def web(house: House, settings) -> int:  # noqa: F811
    port = any_free_port()
    start_web(house, port)
    return port


def start_web(house: House, port: int):  # noqa: F811
    process = house.start("web", PORT=str(port), ALLOWED_HOSTS=NAME)
    wait_until(lambda: is_ok(port, "/healthz"), PROMISED, house.explain)
    return process


@pytest.fixture
def proxy(web: int, tmp_path: Path, settings) -> Iterator[Proxy]:
    settings.STATIC_ROOT = tmp_path / "collected"
    shutil.copytree(ROOT / "static", settings.STATIC_ROOT)
    call_command("build_away_page")
    made = Proxy(tmp_path, [web])
    try:
        wait_until(made.is_up, 20)
        yield made
    finally:
        made.stop()


@pytest.mark.programs("nginx", "openssl")
@pytest.mark.faults
def test_the_proxy_as_it_is_shipped(proxy, house, web, scheme):  # noqa: F811
    plain_http_only_leads_to_https(proxy)
    only_good_tls(proxy)
    who_asks_for_another_name_gets_nothing(proxy)
    pages_come_through(proxy)
    too_much_is_refused_before_it_is_read(proxy)
    one_request_cannot_be_read_as_two(proxy)
    while_the_file_is_there_everybody_reads_that_we_are_back_soon(proxy)
    so_does_who_comes_while_the_portal_is_away(proxy, house, web)
    a_flood_is_stopped_and_costs_the_portal_nothing(proxy)
    no_line_of_the_log_says_who_or_what(proxy)


def plain_http_only_leads_to_https(proxy: Proxy) -> None:
    status, headers, _ = proxy.ask("/controle/?code=GEHEIM", tls=False)
    assert (status, headers["Location"]) == (301, f"https://{NAME}/controle/?code=GEHEIM")
    assert proxy.ask("/api/v1/gemeenten", tls=False)[0] == 403


def only_good_tls(proxy: Proxy) -> None:
    any_cipher, weak = "ALL:@SECLEVEL=0", "AES128-SHA256:AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA"
    for version, ciphers, is_fine in (
        ("-tls1_1", any_cipher, False),
        ("-tls1_2", weak, False),
        ("-tls1_2", any_cipher, True),
        ("-tls1_3", any_cipher, True),
    ):
        asked = ["openssl", "s_client", "-brief", version, "-cipher", ciphers]
        done = subprocess.run(
            [*asked, "-connect", f"127.0.0.1:{proxy.https}", "-servername", NAME],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 0) is is_fine, (version, done.stderr)


def who_asks_for_another_name_gets_nothing(proxy: Proxy) -> None:
    plain = HTTPConnection("127.0.0.1", proxy.http, timeout=30)
    plain.request("GET", "/", headers={"Host": "elders.example"})
    with pytest.raises(RemoteDisconnected):
        plain.getresponse()
    unnamed = HTTPSConnection("127.0.0.1", proxy.https, context=trusting(proxy.folder), timeout=30)
    with pytest.raises(ssl.SSLError):
        unnamed.request("GET", "/")


def pages_come_through(proxy: Proxy) -> None:
    status, headers, page = proxy.ask("/")
    assert status == 200
    assert "Register Klantmanagers" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert proxy.ask("/healthz")[2] == "ok"
    assert proxy.ask("/metrics")[0] == 404
    status, headers, _ = proxy.ask("/static/css/theme.css")
    assert (status, headers["Cache-Control"]) == (200, "public, max-age=3600")


def too_much_is_refused_before_it_is_read(proxy: Proxy) -> None:
    too_much = {"Content-Length": str(111 * 1024 * 1024)}
    assert proxy.ask("/controle/", method="POST", **too_much)[0] == 413


def one_request_cannot_be_read_as_two(proxy: Proxy) -> None:
    """Two ends of one body, of which the proxy would take one and the portal the other."""
    head = f"POST /account/login/ HTTP/1.1\r\nHost: {NAME}\r\n"
    for ends in (
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Content-Length : 5\r\n",
    ):
        with (
            socket.create_connection(("127.0.0.1", proxy.https), timeout=30) as plain,
            trusting(proxy.folder).wrap_socket(plain, server_hostname=NAME) as sealed,
        ):
            sealed.sendall(f"{head}{ends}\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n".encode())
            assert sealed.recv(100).split()[1] in (b"400", b"501"), ends


def while_the_file_is_there_everybody_reads_that_we_are_back_soon(proxy: Proxy) -> None:
    (proxy.folder / "away").touch()
    is_calmly_away(proxy)
    (proxy.folder / "away").unlink()
    assert proxy.ask("/")[0] == 200


def is_calmly_away(proxy: Proxy) -> None:
    for method in ("GET", "POST"):
        status, headers, page = proxy.ask("/", method=method)
        said = (status, headers["Retry-After"], headers["Cache-Control"])
        assert said == (503, "60", "no-store"), method
        assert AWAY in page
    for style in re.findall(r'href="(/static/[^"]+\.css)"', page):
        assert proxy.ask(style)[0] == 200, style
    assert "unsafe" not in headers["Content-Security-Policy"]


def so_does_who_comes_while_the_portal_is_away(proxy: Proxy, house: House, web: int) -> None:  # noqa: F811
    for process in house.running:
        house.kill(process)
    is_calmly_away(proxy)
    proxy.ask("/gedeeld/GEHEIM/")
    start_web(house, web)
    wait_until(lambda: proxy.ask("/")[0] == 200, PROMISED, house.explain)


def a_flood_is_stopped_and_costs_the_portal_nothing(proxy: Proxy) -> None:
    began = time.monotonic()
    statuses = Counter(proxy.ask("/healthz")[0] for _ in range(400))
    seconds = time.monotonic() - began
    assert set(statuses) == {200, 429}
    assert statuses[200] <= 121 + 30 * (seconds + 1)


def no_line_of_the_log_says_who_or_what(proxy: Proxy) -> None:
    lines = (proxy.folder / "register.log").read_text()
    assert len(lines.splitlines()) > 400
    assert "127.0.0.0 GET 200" in lines
    for log in proxy.folder.glob("*.log"):  # also what nginx says of an error
        assert not re.search(r"GEHEIM|controle|127\.0\.0\.1 ", log.read_text()), log.name


# ---- systemd ----


@pytest.mark.programs("systemd-analyze")
@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("register-*.*")), ids=lambda path: path.name)
def test_a_unit_is_one_that_systemd_understands(unit, tmp_path):
    """With our own folder where the release will be: it looks whether the programs are there."""
    for each in DEPLOY.glob("register-*.*"):
        (tmp_path / each.name).write_text(
            each.read_text().replace("/opt/register/current", str(ROOT))
        )
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / unit.name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_units_start_what_the_image_starts():
    """One way to start each: deploy/, the Dockerfile and docker-compose.yml say the same."""
    web = re.search(r"CMD (\[[^\]]*\])", (ROOT / "Dockerfile").read_text(), re.DOTALL)
    said = set(re.findall(r'"([^"]+)"', web.group(1).replace("\\\n", ""))) - {"0.0.0.0"}  # noqa: S104
    line = re.search(r"^ExecStart=(.*)$", (DEPLOY / "register-web@.service").read_text(), re.M)
    assert said - {"granian"} <= set(line.group(1).replace("%i", "8000").split())
    compose = (ROOT / "docker-compose.yml").read_text()
    for name in ("worker", "beat"):
        unit = (DEPLOY / f"register-{name}.service").read_text()
        words = re.search(r"^ExecStart=\S+ (.*)$", unit, re.M).group(1).split()
        assert all(f"- {word}\n" in compose for word in words), name
    assert configured.STATIC_ROOT == ROOT / "var" / "collected"
