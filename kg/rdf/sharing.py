"""What several papers share stands once, in a graph of its own; each paper's graph keeps what it contributed there.

A store's default graph is the union of its graphs, and a triple that stands in two of them is counted twice. So the
constructs, cited works and software that papers have in common are described in the graph of shared things alone. For
each of them a paper's graph has one contribution: which thing it describes, and the triples that it tells of it, as
lines of N-Triples. ``kg.sharing`` takes from the shared graph what no contribution tells any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from rdflib import Literal, URIRef

from kg.iris import Iris
from kg.rdf.terms import EVC, RDF, Term, Triple, string


def contributions(shared: Iterable[Triple], graph: URIRef, iris: Iris) -> Iterator[Triple]:
    """What ``graph`` contributes to each shared thing, in the order in which they come."""
    told: dict[URIRef, list[Triple]] = {}
    for triple in shared:
        told.setdefault(triple[0], []).append(triple)
    for number, (thing, triples) in enumerate(told.items(), 1):
        node = URIRef(iris.contribution(graph, number))
        yield node, RDF.type, EVC.Contribution
        yield node, EVC.contributesTo, thing
        yield node, EVC.contributedTriples, string("\n".join(sorted(lines(triples))))


def lines(triples: Sequence[Triple]) -> list[str]:
    """Triples as N-Triples, a line each (https://www.w3.org/TR/n-triples/)."""
    return [" ".join((*map(_written, triple), ".")) for triple in triples]


def _written(term: Term) -> str:
    if isinstance(term, Literal):
        kind = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
        return json.dumps(str(term), ensure_ascii=False) + kind  # JSON's escapes are among those of N-Triples
    return f"<{term}>"
