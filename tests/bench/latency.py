"""How long each named query takes, and the same queries with rdflib's own engine where that is asked for.

    python -m tests.bench.latency STORE [--rdflib FILE.nq] [--runs 5]

Prints a Markdown table: the median of the runs in milliseconds after one run to warm up, the number of rows, and the
ratio.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import rdflib

from kg.errors import QueryTimeout
from kg.query import NamedQuery, catalogue
from kg.query.running import prepare
from kg.store import Store, open_store

# Parameters that fit the library of ``library.py``, where a query's own example does not.
LIMIT = 8.0  # seconds for one query
GIVEN = {
    "paper": {"paper": "10.5555/bench.0000003"},
    "work": {"work": "Cited7 1987"},
    "provenance": {"statement": "https://w3id.org/engagement-kg/paper/10.5555/bench.0000003/s3"},
    "paths": {"from": "brand trust intention", "to": "customer engagement"},
    "metadata-conflicts": {"work": "Author7 1997"},
}


def text_of(store: Store, query: NamedQuery) -> str:
    """The query with its example's parameters bound."""
    return prepare(store, query, GIVEN.get(query.name) or dict(query.example))


def median(ask: Callable[[], int], runs: int, limit: float) -> tuple[float, int]:
    """The median of ``runs`` seconds after one to warm up, and the rows; one run over ``limit`` is enough."""
    began = time.perf_counter()
    rows = ask()
    if (first := time.perf_counter() - began) > limit:
        return first, rows
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken), rows


def by_store(store: Store, text: str) -> Callable[[], int]:
    """Ask the store."""
    return lambda: len(store.query(text, timeout=LIMIT).rows)


def by_rdflib(graph: rdflib.Dataset, text: str) -> Callable[[], int]:
    """Ask rdflib's own engine."""
    return lambda: len(list(graph.query(text)))


def main() -> None:
    """Time all queries and print the table."""
    parser = argparse.ArgumentParser(description="Time the named queries.")
    parser.add_argument("store")
    parser.add_argument("--rdflib", metavar="FILE.nq")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    graph = rdflib.Dataset(default_union=True)
    if given.rdflib:
        graph.parse(given.rdflib, format="nquads")
    sys.stdout.write("| query | rows | ms |" + (" rdflib ms | ratio |\n" if given.rdflib else "\n"))
    sys.stdout.write("|---|---|---|" + ("---|---|\n" if given.rdflib else "\n"))
    with open_store(given.store, read_only=True) as store:
        for query in catalogue():
            if given.only and query.name not in given.only:
                continue
            text = text_of(store, query)
            try:
                seconds, rows = median(by_store(store, text), given.runs, limit=2)
            except QueryTimeout:
                sys.stdout.write(f"| {query.name} | | over {LIMIT * 1000:,.0f} |\n")
                continue
            line = f"| {query.name} | {rows:,} | {seconds * 1000:,.1f} |"
            if given.rdflib:
                slow, _ = median(by_rdflib(graph, text), 1, limit=1)
                line += f" {slow * 1000:,.1f} | {slow / seconds:.1f} |"
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
