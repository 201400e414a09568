"""How long each named query takes, beside rdflib's own engine and any SPARQL server with the same data.

    python -m tests.bench.latency STORE [--rdflib FILE.nq] [--endpoint URL] [--runs 5]

Prints a Markdown table: rows, the median of the runs in milliseconds after one run to warm up (from the names that are
given to the answer as values: looking up the construct, the query in its process, reading what it sends), and of the
others, which get the ready SPARQL text, their median and the ratio. A query that takes over LIMIT seconds is not
repeated. rdflib-endpoint is started with `rdflib-endpoint serve FILE.nq` and asked at http://localhost:8000/.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType
from urllib.parse import urlencode

import rdflib

from kg.errors import QueryTimeout
from kg.query import NamedQuery, catalogue, run
from kg.query.running import prepare
from kg.store import Store, open_store

LIMIT = 30.0  # seconds for one query
# Parameters that fit the library of ``library.py``, where a query's own example does not.
GIVEN = {
    "paper": {"paper": "10.5555/bench.0000003"},
    "work": {"work": "Cited7 1987"},
    "provenance": {"statement": "https://w3id.org/engagement-kg/paper/10.5555/bench.0000003/s3"},
    "paths": {"from": "brand trust intention", "to": "customer engagement"},
    "metadata-conflicts": {"work": "Author7 1997"},
}


def given_for(query: NamedQuery) -> dict[str, str]:
    """The parameters that the query is asked with."""
    return GIVEN.get(query.name) or dict(query.example)


def median(ask: Callable[[], int], runs: int) -> tuple[float, int] | None:
    """The median of ``runs`` seconds after one to warm up, and the rows; a slow one is asked once; None: stopped."""
    taken, rows = [], 0
    for _ in range(runs + 1):
        began = time.perf_counter()
        try:
            rows = ask()
        except (QueryTimeout, TimeoutError):
            return None
        taken.append(time.perf_counter() - began)
        if taken[0] > LIMIT / 10:
            return taken[0], rows
    return statistics.median(taken[1:]), rows


def by_rdflib(graph: rdflib.Dataset, text: str) -> Callable[[], int]:
    """Ask rdflib's own engine, interrupted when the time is over."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    def ask() -> int:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        try:
            return len(list(graph.query(text)))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return ask


def by_endpoint(url: str, text: str) -> Callable[[], int]:
    """Ask a server for CSV."""

    def ask() -> int:
        request = urllib.request.Request(url, urlencode({"query": text}).encode(), {"Accept": "text/csv"})
        try:
            with urllib.request.urlopen(request, timeout=LIMIT) as response:
                return response.read().count(b"\n") - 1
        except urllib.error.URLError as exc:
            raise TimeoutError from exc

    return ask


def line(store: Store, query: NamedQuery, graph: rdflib.Dataset | None, endpoint: str | None, runs: int) -> str:
    """A row of the table."""
    given = given_for(query)
    ours = median(lambda: len(run(store, query, given, timeout=LIMIT).rows), runs)
    if ours is None:
        return f"| {query.name} | | over {LIMIT:,.0f} s |"
    seconds, rows = ours
    cells = [query.name, f"{rows:,}", f"{seconds * 1000:,.1f}"]
    text = prepare(store, query, given)
    others = [by_rdflib(graph, text)] if graph is not None else []
    others += [by_endpoint(endpoint, text)] if endpoint else []
    for other in others:
        found = median(other, 1)
        if found is None:
            cells += [f"over {LIMIT:,.0f} s", f"over {LIMIT / seconds:,.0f}"]
        else:
            cells += [f"{found[0] * 1000:,.1f}", f"{found[0] / seconds:,.1f}"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Time all queries and print the table."""
    parser = argparse.ArgumentParser(description="Time the named queries.")
    parser.add_argument("store")
    parser.add_argument("--rdflib", metavar="FILE.nq")
    parser.add_argument("--endpoint", metavar="URL")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    graph = rdflib.Dataset(default_union=True).parse(given.rdflib, format="nquads") if given.rdflib else None
    heads = ["query", "rows", "ms"] + ["rdflib ms", "ratio"] * bool(given.rdflib)
    heads += ["endpoint ms", "ratio"] * bool(given.endpoint)
    sys.stdout.write(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n")
    with open_store(given.store, read_only=True) as store:
        for query in catalogue():
            if not given.only or query.name in given.only:
                sys.stdout.write(line(store, query, graph, given.endpoint, given.runs) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
