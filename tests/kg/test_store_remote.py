"""What only a remote store has: servers that are slow."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.errors import QueryTimeout
from kg.store import open_store


class Slow(BaseHTTPRequestHandler):
    """Answers ``/silent`` never, and ``/dripping`` with a byte ten times a second."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/silent":
            time.sleep(4)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        for _ in range(60):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:  # the client has gone, as it should
                return
            time.sleep(0.1)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Slow)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/silent", "/dripping"])
def test_a_slow_server_is_left_in_time(address: str, path: str) -> None:
    began = time.monotonic()
    with (
        open_store(address + path) as store,
        pytest.raises(QueryTimeout, match="did not answer within 1 s; ask for less"),
    ):
        store.query("ASK {}", timeout=1)
    assert time.monotonic() - began < 3
