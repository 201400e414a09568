"""Many clients and some runaway queries at once: do the well-behaved still get their answers, and how soon?

    python -m tests.bench.load STORE [--seconds 60] [--clients 32] [--runaways 5]

Starts a server over STORE, measures the clients without company, then beside runaway queries that are stopped by the
time limit. Prints the 95th percentiles, the memory of the server with its query processes (resident, before, at its
highest, and after; Linux), the machine's load, and what failed. Exits 1 when a well-behaved request failed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

from tests.servers import free_port, wait_for

EVC = "https://w3id.org/engagement-kg/ontology#"
QUICK = [
    "/health",
    "/api/queries/definitions?construct=customer+engagement",
    "/api/queries/work?work=Cited7+1987",
    "/paper/10.5555/bench.0000003",
    f"/sparql?format=csv&query={quote(f'SELECT ?s ?n WHERE {{ ?s <{EVC}number> ?n }} LIMIT 50')}",
]
RUNAWAY = f"/sparql?query={quote('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }')}"
START = "import sys; from kg.serve import serve; serve(sys.argv[1], port=int(sys.argv[2]), timeout=10)"


class Clients:
    """Threads that ask until they are told to stop."""

    def __init__(self, url: str) -> None:
        self.url, self.stopped = url, threading.Event()
        self.taken: list[float] = []
        self.failed: list[str] = []
        self.threads: list[threading.Thread] = []

    def start(self, count: int, *, runaway: bool = False) -> None:
        """Begin ``count`` more."""
        for number in range(count):
            target = self._run_away if runaway else self._ask
            thread = threading.Thread(target=target, args=(number,), daemon=True)
            thread.start()
            self.threads.append(thread)

    def stop(self) -> None:
        """Let all end their last request."""
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def _ask(self, number: int) -> None:
        while not self.stopped.is_set():
            path = QUICK[number % len(QUICK)]
            number += 1
            began = time.monotonic()
            try:
                with urllib.request.urlopen(self.url + path, timeout=60) as response:
                    response.read()
            except OSError as exc:
                self.failed.append(f"{path[:60]}: {exc}")
            self.taken.append(time.monotonic() - began)
            time.sleep(0.2)

    def _run_away(self, number: int) -> None:
        while not self.stopped.is_set():
            try:
                with urllib.request.urlopen(self.url + RUNAWAY, timeout=60) as response:
                    response.read()
            except urllib.error.HTTPError as exc:
                if exc.code not in (413, 503):  # stopped for its memory or its time
                    self.failed.append(f"runaway {number}: {exc}")


class Memory:
    """The memory of a process and its children, looked at twice a second in the background."""

    def __init__(self, process: int) -> None:
        self.process, self.highest, self.stopped = process, 0, threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def now(self) -> int:
        """Resident bytes of the process and its children together."""
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # it ended while we looked
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if self.process in (parent, int(folder.name)):
                    total += int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return total

    def stop(self) -> None:
        """Look no more."""
        self.stopped.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.stopped.wait(0.5):
            self.highest = max(self.highest, self.now())


def measure(url: str, seconds: float, clients: int, runaways: int) -> Clients:
    """Let them ask for so long."""
    group = Clients(url)
    group.start(runaways, runaway=True)
    group.start(clients)
    time.sleep(seconds)
    group.stop()
    return group


def p95(taken: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return statistics.quantiles(taken, n=20)[-1] * 1000


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="Load a server with clients and runaway queries.")
    parser.add_argument("store")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--runaways", type=int, default=5)
    given = parser.parse_args()
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", START, given.store, str(port)], stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url + "/health", server)
        measure(url, 5, given.clients, 0)  # start the workers
        idle = measure(url, given.seconds / 4, given.clients, 0)
        memory = Memory(server.pid)
        before = memory.now()
        loaded = measure(url, given.seconds, given.clients, given.runaways)
        memory.stop()
        after = memory.now()
        busy = os.getloadavg()[0]
    finally:
        server.terminate()
        server.wait()
    sys.stdout.write(f"without runaways: {len(idle.taken)} requests, p95 {p95(idle.taken):.0f} ms\n")
    sys.stdout.write(f"with {given.runaways} runaways: {len(loaded.taken)} requests, p95 {p95(loaded.taken):.0f} ms\n")
    told = [f"{size / 1e6:.0f} MB {when}" for size, when in
            ((before, "before"), (memory.highest, "at the highest"), (after, "after"))]  # fmt: skip
    sys.stdout.write(f"memory of the server and its processes: {', '.join(told)}; load of the machine {busy:.1f}\n")
    failed = idle.failed + loaded.failed
    sys.stdout.write(f"{len(failed)} failed {failed[:3]}\n")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
