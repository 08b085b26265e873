"""Who watches, played: a collector of OpenTelemetry and a service of Sentry, over real HTTP."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}


class Receiver(ThreadingHTTPServer):
    """`said` is every byte that arrived, headers too."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.said: list[bytes] = []
        self.spans: list[Any] = []
        self.events: list[dict[str, Any]] = []
        self.kinds: set[str] = set()  # of what Sentry's library sent
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        here = f"127.0.0.1:{self.server_port}"
        return {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{here}",
            "OTEL_EXPORTER_OTLP_HEADERS": "X-Key=let-me-in",
            "OTEL_BSP_SCHEDULE_DELAY": "100",
            "SENTRY_DSN": f"http://public@{here}/1",
            "RELEASE": "1.2.3",
        }

    def take_traces(self, body: bytes) -> None:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            for scope in resource.scope_spans:
                self.spans += scope.spans

    def take_errors(self, body: bytes) -> None:
        """An envelope: a line of its own, and then a header and a line for each item."""
        lines = body.split(b"\n")[1:]
        for header, item in zip(lines[::2], lines[1::2], strict=False):
            kind = json.loads(header)["type"]
            self.kinds.add(kind)
            if kind == "event":
                self.events.append(json.loads(item))


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        packed = self.rfile.read(int(self.headers["Content-Length"]))
        body = UNPACK[self.headers.get("Content-Encoding")](packed)
        self.server.said += [body, bytes(self.headers)]
        if self.path == "/v1/traces":
            self.server.take_traces(body)
        else:
            self.server.take_errors(body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass
