"""Fetching from elsewhere: never from inside, not without end, and only from whom it says."""

import http.server
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kit import fetching
from kit.fetching import Fetcher, Unreachable, is_public

HOST = "agenda.example"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.5", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "ff02::1"],
)  # fmt: skip
def test_our_own_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:400e::1", "::ffff:8.8.8.8"])
def test_the_open_internet_is(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_no_way_of_writing_leads_inside(host):
    with pytest.raises(Unreachable):
        Fetcher().fetch(f"https://{host}/agenda.ics")


def test_one_private_answer_among_public_ones_is_enough_to_refuse():
    with pytest.raises(Unreachable, match="niet openbaar"):
        Fetcher(resolve=lambda host: ["8.8.8.8", "10.0.0.1"]).fetch(f"https://{HOST}/")


class Answers(http.server.BaseHTTPRequestHandler):
    """A small site with some bad habits."""

    def do_GET(self):
        match self.path:
            case "/agenda.ics":
                self.say(200, b"BEGIN:VCALENDAR")
            case "/verder":
                self.send_response(302)
                self.send_header("Location", "/agenda.ics")
                self.end_headers()
            case "/naar-binnen":
                self.send_response(302)
                self.send_header("Location", "https://binnen.example/agenda.ics")
                self.end_headers()
            case "/zonder-tls":
                self.send_response(302)
                self.send_header("Location", "http://agenda.example/agenda.ics")
                self.end_headers()
            case "/rondjes":
                self.send_response(302)
                self.send_header("Location", "/rondjes")
                self.end_headers()
            case "/groot":
                self.say(200, b"x" * 50_000)
            case "/druppels":
                self.drip()
            case _:
                self.say(404, b"")

    def say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Where it listens, and the file with its own certificate."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "site.pem"
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, str(file)
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(site):
    port, file = site

    def resolve(host):
        return {"agenda.example": ["127.0.0.1"], "ander.example": ["127.0.0.1"]}.get(
            host, ["10.1.2.3"]
        )

    return Fetcher(
        most=10_000, seconds=2, resolve=resolve, port=port, ca_file=file,
        allows=lambda address: address == "127.0.0.1",
    )  # fmt: skip


def test_what_stands_there_and_where_it_leads(fetcher):
    assert fetcher.fetch(f"https://{HOST}/agenda.ics") == b"BEGIN:VCALENDAR"
    assert fetcher.fetch(f"https://{HOST}/verder") == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("weg", "staat geen agenda"),
        ("naar-binnen", "niet openbaar"),
        ("zonder-tls", "https://"),
        ("rondjes", "steeds door"),
        ("groot", "te groot"),
    ],
)
def test_what_is_not_fetched(fetcher, path, sentence):
    with pytest.raises(Unreachable, match=sentence):
        fetcher.fetch(f"https://{HOST}/{path}")


def test_who_drips_is_cut_off(fetcher):
    begun = time.monotonic()
    with pytest.raises(Unreachable):
        fetcher.fetch(f"https://{HOST}/druppels")
    assert time.monotonic() - begun < 5 * fetcher.seconds  # others may be at work here


def test_the_certificate_must_be_of_the_name(fetcher):
    with pytest.raises(Unreachable, match="geen antwoord"):
        fetcher.fetch("https://ander.example/agenda.ics")


def test_a_name_that_does_not_exist():
    def nobody(host):
        raise OSError

    with pytest.raises(Unreachable, match="bestaat niet"):
        Fetcher(resolve=nobody).fetch(f"https://{HOST}/")
    assert fetching.HTTPS == 443
