"""Papers into the store and out of it, with what they share: described once, and gone with the last that tells it.

    put_paper(store, graph, quads)      replaces what the graph held, and what it alone had contributed
    drop_paper(store, graph)            takes both away

Each is one update request, so that a reader sees all of it or nothing. ``kg.rdf.sharing`` tells how the graphs are
laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rdflib import URIRef

from kg import ledger
from kg.iris import Iris
from kg.rdf.terms import EVC, PROLOGUE
from kg.store.base import Quad, Store, Triple
from kg.store.embedded import replacement
from kg.store.parsing import parse_triples
from kg.store.terms import to_sparql

N_TRIPLES = "application/n-triples"
ASKED = 400  # things that one query asks about
Told = dict[URIRef, frozenset[str]]  # the lines that are told of each shared thing


def shared_graph(iris: Iris | None = None) -> URIRef:
    """The graph of what papers share."""
    return URIRef((iris or Iris()).graph("shared"))


def put_paper(store: Store, graph: str, quads: Iterable[Quad], *, iris: Iris | None = None) -> None:
    """Make ``quads`` (``kg.rdf.to_quads``) all that the graph holds and contributes, in one transaction.

    Raises:
        StoreError: the store cannot be read or written, or a quad is of neither graph.
    """
    shared = shared_graph(iris)
    own: list[Quad] = []
    added: list[Quad] = []
    for quad in quads:
        (added if quad[3] == shared else own).append(quad)
    gone = _gone(store, graph, _contributed(own))
    steps = (
        _delete(shared, gone),
        replacement(graph, own),
        _insert(shared, added),
        ledger.entry(iris),
        ledger.mark(iris),
    )
    store.update(";\n".join(filter(None, steps)))


def drop_paper(store: Store, graph: str) -> bool:
    """Take a graph away with what it alone contributed; was there one?"""
    if URIRef(graph) not in store.graphs():
        return False
    put_paper(store, graph, ())
    return True


def paper_graphs(store: Store) -> list[str]:
    """The graphs that were extracted or imported, a paper's file each, sorted."""
    found = store.query(f"{PROLOGUE}SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?paper a evc:Paper }} }} ORDER BY ?g")
    return [str(row["g"]) for row in found]


def whole(store: Store, graph: str) -> Iterator[Quad]:
    """What a graph holds, and what it contributes to shared things: as ``to_quads`` gave it."""
    return with_contributed(store.quads(graph))


def with_contributed(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, and after each contribution the triples that it tells, as of the graph that contributes."""
    for quad in quads:
        yield quad
        if quad[1] == EVC.contributedTriples:
            yield from ((*triple, quad[3]) for triple in _parsed(str(quad[2]).split("\n")))


def _contributed(quads: Iterable[Quad]) -> Told:
    """What the contributions among the quads tell of each thing."""
    things = {s: o for s, p, o, _ in quads if p == EVC.contributesTo}
    lines = {s: o for s, p, o, _ in quads if p == EVC.contributedTriples}
    return {
        URIRef(str(thing)): frozenset(str(lines[node]).split("\n")) for node, thing in things.items() if node in lines
    }


def _gone(store: Store, graph: str, kept: Told) -> list[str]:
    """The lines that the graph told, and that neither ``kept`` nor any other graph tells."""
    query = f"GRAPH {to_sparql(URIRef(graph))} {{ ?node evc:contributesTo ?thing ; evc:contributedTriples ?lines }}"
    before = {
        URIRef(str(row["thing"])): frozenset(str(row["lines"]).split("\n"))
        for row in store.query(f"{PROLOGUE}SELECT ?thing ?lines WHERE {{ {query} }}")
    }
    lost = {thing: lines - kept.get(thing, frozenset()) for thing, lines in before.items()}
    lost = {thing: lines for thing, lines in lost.items() if lines}
    for things in _batches(sorted(lost)):
        for row in store.query(_told_by_others(graph, things)):
            thing = URIRef(str(row["thing"]))
            lost[thing] -= frozenset(str(row["lines"]).split("\n"))
    return sorted(line for lines in lost.values() for line in lines)


def _told_by_others(graph: str, things: Sequence[URIRef]) -> str:
    values = " ".join(map(to_sparql, things))
    return f"""{PROLOGUE}SELECT DISTINCT ?thing ?lines WHERE {{
        VALUES ?thing {{ {values} }}
        GRAPH ?other {{ ?node evc:contributesTo ?thing ; evc:contributedTriples ?lines }}
        FILTER(?other != {to_sparql(URIRef(graph))})
    }}"""


def _batches(things: Sequence[URIRef]) -> Iterator[list[URIRef]]:
    pending = iter(things)
    while batch := list(islice(pending, ASKED)):
        yield batch


def _parsed(lines: Sequence[str]) -> list[Triple]:
    return list(parse_triples("\n".join(lines).encode(), N_TRIPLES))


def _delete(graph: URIRef, lines: Sequence[str]) -> str:
    """The request that takes triples away; parsed, since a line may come from RDF that somebody imported."""
    return _data("DELETE", graph, _parsed(lines))


def _insert(graph: URIRef, quads: Sequence[Quad]) -> str:
    return _data("INSERT", graph, [(s, p, o) for s, p, o, _ in quads])


def _data(verb: str, graph: URIRef, triples: Sequence[Triple]) -> str:
    if not triples:
        return ""
    body = "\n".join(" ".join(map(to_sparql, triple)) + " ." for triple in triples)
    return f"{verb} DATA {{ GRAPH {to_sparql(graph)} {{\n{body}\n}} }}"
