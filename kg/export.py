"""What the store holds, or a query answered, written down: RDF in its usual forms, records, result tables.

Quads come out in a stable order, so that two exports of the same graph are the same bytes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Literal, Protocol

from rdflib import RDF, Dataset, Graph, URIRef

from kg.curation import View, hidden
from kg.files import data_folder
from kg.iris import ONTOLOGY
from kg.rdf import to_record
from kg.rdf.terms import PREFIXES
from kg.revision import record_of
from kg.sharing import paper_graphs
from kg.store import Quad, Store, Triple
from kg.store.results import serialise
from kg.store.terms import to_sparql
from pipelines.errors import RecordError
from pipelines.record import Record, to_json

__all__ = ["Format", "records", "serialise", "turtle", "write"]

Format = Literal["json", "turtle", "trig", "nquads", "jsonld"]


class _HasPrefixes(Protocol):
    def bind(self, prefix: str, namespace: str, *, override: bool) -> None: ...


def write(quads: Iterable[Quad], format: Format, stream: BinaryIO) -> None:
    """Write ``quads`` to ``stream``: ``turtle`` loses their graphs, ``json`` gives a record a line."""
    if format == "json":
        for record in to_records(quads):
            stream.write(to_json(record).encode() + b"\n")
    elif format == "nquads":
        for line in sorted(_line(quad) for quad in quads):
            stream.write(line.encode() + b"\n")
    elif format == "turtle":
        stream.write(turtle((s, p, o) for s, p, o, _ in quads).encode())
    else:
        stream.write(_dataset(quads, format).encode())


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle with this project's prefixes."""
    graph = Graph()
    _bind(graph)
    for triple in triples:
        graph.add(triple)
    return graph.serialize(format="turtle")


def records(store: Store, *, view: View = "curated") -> Iterator[Record]:
    """The records of all papers in the store, by the IRIs of their graphs: as people left them, or as extracted.

    Raises:
        RecordError: a graph is not a whole record.
    """
    left_out = hidden(store, view)
    for graph in paper_graphs(store):
        try:
            yield record_of(store, graph, view=view, hidden=left_out)
        except RecordError as exc:
            raise RecordError(f"the graph {graph} is not a whole record: {exc}") from exc


def to_records(quads: Iterable[Quad]) -> Iterator[Record]:
    """The records that quads hold, one for each graph that is a paper's."""
    graphs: dict[str, list[Triple]] = {}
    for subject, predicate, object_, graph in quads:
        graphs.setdefault(str(graph), []).append((subject, predicate, object_))
    for name in sorted(graphs):
        if any(p == RDF.type and o == URIRef(ONTOLOGY + "Paper") for _, p, o in graphs[name]):
            try:
                yield to_record(graphs[name])
            except RecordError as exc:
                raise RecordError(f"the graph {name} is not a whole record: {exc}") from exc


@functools.cache
def context() -> dict[str, Any]:
    """The JSON-LD context that the ontology ships, or none."""
    path = data_folder("ontology") / "context.jsonld"
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _dataset(quads: Iterable[Quad], format: Literal["trig", "jsonld"]) -> str:
    dataset = Dataset()
    _bind(dataset)
    for subject, predicate, object_, graph in sorted(quads, key=_line):
        dataset.graph(graph).add((subject, predicate, object_)) if graph else dataset.add(
            (subject, predicate, object_)
        )
    if format == "trig":
        return dataset.serialize(format="trig")
    plain = dataset.serialize(format="json-ld", context=context().get("@context"), auto_compact=False, sort_keys=True)
    return plain + "\n"


def _bind(graph: _HasPrefixes) -> None:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True)


def _line(quad: Quad) -> str:
    """A quad as N-Quads."""
    return " ".join(to_sparql(term) for term in quad if term is not None) + " ."
