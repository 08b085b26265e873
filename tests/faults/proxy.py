"""nginx with the shipped file in front of real web processes."""

import re
import ssl
import subprocess
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from config.embedded.memory import any_free_port

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
NAME = "register.example"
AROUND = """
pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1; {user}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/register.conf;
}}
"""


def write_settings(folder: Path, *, web: list[int], http: int, https: int, collected: Path,
                   also: dict[str, str]) -> None:  # fmt: skip
    """The files that are shipped, on these ports and in this folder; `also` what else differs."""
    make_certificate(folder)
    line = (DEPLOY / "upstream.conf").read_text().splitlines()[-1]
    assert ":8001 " in line
    lines = [f"{line.replace('8001', str(port))}\n" for port in web]
    (folder / "upstream.conf").write_text("".join(lines))
    changed = (DEPLOY / "nginx.conf").read_text()
    for ours, here in {
        "/etc/register/upstream.conf": str(folder / "upstream.conf"),
        "listen 80": f"listen 127.0.0.1:{http}",
        "listen 443 ssl": f"listen 127.0.0.1:{https} ssl",
        "/etc/register/tls": str(folder),
        "/run/register-away": str(folder / "away"),
        "/opt/register/current/var/collected": str(collected),
        "/var/log/nginx": str(folder),
        **also,
    }.items():
        assert ours in changed, ours
        changed = changed.replace(ours, here)
    changed = re.sub(r"listen \[::\].*\n", "", changed)
    (folder / "register.conf").write_text(changed)
    user = "user root;" if folder.owner() == "root" else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))


def is_ok(port: int, path: str) -> bool:
    """Whether the web process itself, behind no proxy, says that it is there."""
    there = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        there.request("GET", path, headers={"Host": NAME})
        return there.getresponse().status == 200
    except OSError:
        return False
    finally:
        there.close()


class ByName(HTTPSConnection):
    """Says the name of the portal, as a browser does; nginx answers to no other."""

    def connect(self) -> None:
        HTTPConnection.connect(self)
        self.sock = self._context.wrap_socket(self.sock, server_hostname=NAME)


class Proxy:
    """nginx with the shipped file, on free ports and in a folder of its own."""

    def __init__(self, folder: Path, web: list[int]) -> None:
        self.folder, self.http, self.https = folder, any_free_port(), any_free_port()
        self.upstream = folder / "upstream.conf"
        write_settings(
            folder, web=web, http=self.http, https=self.https, collected=folder / "collected",
            also={},
        )  # fmt: skip
        self.process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")])

    def is_up(self) -> bool:
        try:
            self.ask("/static/none")
        except OSError:
            return False
        return True

    def ask(self, path: str, *, tls: bool = True, method: str = "GET", **headers: str):
        here = ByName if tls else HTTPConnection
        extra = {"context": trusting(self.folder)} if tls else {}
        connection = here("127.0.0.1", self.https if tls else self.http, timeout=30, **extra)
        try:
            connection.request(method, path, headers={"Host": NAME, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def make_certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-keyout", folder / "privkey.pem",
         "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def trusting(folder: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    context.check_hostname = False
    return context
