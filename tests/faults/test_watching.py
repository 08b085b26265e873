"""What somebody gets who watches the register from outside: all of the work, nothing of people."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from config.embedded.memory import any_free_port
from tests.faults.house import PROMISED, wait_until
from tests.faults.visitor import Visitor
from tests.makers import reference
from tests.watching.receiver import Receiver

CANARY = "kanarie"
STRANGERS_TRACE = "a" * 32
HEADERS = {
    "User-Agent": f"Mozilla/5.0 {CANARY}-browser",
    "Cookie": f"sessionid={CANARY}-cookie",
    "X-Forwarded-For": "203.0.113.77",
    "Referer": f"http://127.0.0.1/{CANARY}-referer/",
    "traceparent": f"00-{STRANGERS_TRACE}-{'b' * 16}-01",
    "baggage": f"who={CANARY}-baggage",
}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def address(house, receiver, transactional_db) -> str:
    """Where a web process answers that is watched; a worker and beat are watched too."""
    reference.scheme()
    port = any_free_port()
    watched = receiver.environment | {"DJANGO_SETTINGS_MODULE": "tests.watching.settings"}
    house.start("web", PORT=str(port), **watched)
    house.start("worker", **watched)
    house.start("beat", **watched)
    visitor = Visitor(f"http://127.0.0.1:{port}", patience=30)
    wait_until(visitor.is_answered, PROMISED, house.explain)
    return visitor.url


def ask(url: str, data: bytes | None = None, status: int = 200) -> str:
    """The page, for somebody with much to hide."""
    try:
        request = urllib.request.Request(url, data, HEADERS)  # noqa: S310  ours
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            text, found = answer.read().decode(), answer.status
    except urllib.error.HTTPError as answer:
        text, found = answer.read().decode(), answer.code
    assert found == status, text[-500:]
    return text


def facts(span) -> dict[str, str]:
    return {each.key: each.value.string_value for each in span.attributes}


def test_one_trace_from_the_page_to_the_job_and_nothing_of_people(house, receiver, address):
    visitor = Visitor(address, patience=30)
    visitor.get("/account/signup/")
    visitor.post(
        "/account/signup/", first_name=f"{CANARY}-naam", last_name=f"{CANARY}-achternaam",
        email=f"{CANARY}-mail@example.org", password1=f"{CANARY}-wachtwoord",
    )  # fmt: skip
    ask(f"{address}/?naam={CANARY}-zoek")
    ask(f"{address}/agenda/{CANARY}-sleutel.ics", status=404)
    ask(f"{address}/{CANARY}-nergens/", status=404)
    ask(f"{address}/account/login/", f"login={CANARY}-in@example.org".encode(), status=403)
    page = ask(f"{address}/stuk/{CANARY}-geheim/?naam={CANARY}-fout", status=500)
    number = re.findall(r"\b[0-9a-f]{12}\b", page)[0]

    def arrived() -> bool:
        names = {span.name for span in receiver.spans}
        wanted = {
            "GET broken", "apply_async/outbox.perform", "job faults.says_too_much",
            "GET register:search",
        }  # fmt: skip
        kinds = {one["exception"]["values"][-1]["type"] for one in receiver.events}
        return wanted <= names and {"ValueError", "LookupError"} <= kinds

    wait_until(arrived, PROMISED, house.explain)

    (root,) = [span for span in receiver.spans if span.name == "GET broken"]
    trace = [span for span in receiver.spans if span.trace_id == root.trace_id]
    (work,) = [span for span in trace if span.name == "job faults.says_too_much"]
    by_id = {span.span_id: span for span in trace}
    above = []
    while work.parent_span_id:
        work = by_id[work.parent_span_id]
        above.append(work.name)
    assert above == ["apply_async/outbox.perform", "GET broken"]
    assert {facts(span)["register.request_id"] for span in trace} == {number}
    assert "SELECT accounts_user" in {span.name for span in trace}
    assert not [name for name in {span.name for span in receiver.spans} if "lease_due" in name]

    tags = [one["tags"] for one in receiver.events]
    assert {one["request_id"] for one in tags} == {number}
    assert {one.get("page") for one in tags} >= {"broken"}
    assert {one["release"] for one in receiver.events} == {"1.2.3"}
    frames = receiver.events[0]["exception"]["values"][-1]["stacktrace"]["frames"]
    assert any(frame["function"] in ("broken", "say_too_much") for frame in frames)
    assert receiver.kinds == {"event"}

    said = b"\n".join(receiver.said)
    found = re.findall(rb".{60}kanarie.{20}", said, re.DOTALL)
    assert found == []
    for outside in (b"203.0.113.77", b"127.0.0.1:" + address.rpartition(":")[2].encode()):
        assert outside not in said
    assert bytes.fromhex(STRANGERS_TRACE) not in {span.trace_id for span in receiver.spans}
    assert b"X-Key: let-me-in" in said or b"x-key: let-me-in" in said
    house.note("spans", f"{len(receiver.spans)}, {len(said)} bytes")
