"""RDF files and texts as quads and triples, by Oxigraph's parsers."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from rdflib import URIRef

from kg.errors import InvalidRdf
from kg.store.base import Quad, Triple
from kg.store.results import GRAPH_FORMATS
from kg.store.terms import from_ox, from_ox_subject

SYNTAXES = {
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".n3": pyoxigraph.RdfFormat.N3,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".owl": pyoxigraph.RdfFormat.RDF_XML,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
}


def read_rdf(path: Path) -> Iterator[Quad]:
    """The quads of an RDF file, gzipped or not; the fourth term is None for what stands in no named graph.

    Blank nodes get names that no other file uses.

    Raises:
        InvalidRdf: the ending names no RDF syntax, the file cannot be read, or it does not parse.
    """
    packed = path.suffix.lower() == ".gz"
    syntax = SYNTAXES.get((path.with_suffix("") if packed else path).suffix.lower())
    if syntax is None:
        raise InvalidRdf(f"{path}: unknown RDF syntax; name the file one of {', '.join(sorted(SYNTAXES))}")
    try:
        with cast(IO[bytes], gzip.open(path) if packed else path.open("rb")) as stream:
            yield from map(_from_ox_quad, pyoxigraph.parse(stream, syntax, rename_blank_nodes=True))
    except (OSError, SyntaxError, ValueError) as exc:
        raise InvalidRdf(f"{path}: cannot be read as RDF ({' '.join(str(exc).split())[:200]})") from exc


def parse_triples(text: bytes, media_type: str, *, base: str | None = None) -> Iterator[Triple]:
    """The triples of a document; graph names in it are left away.

    Raises:
        InvalidRdf: it does not parse; the message has the line.
    """
    try:
        for quad in pyoxigraph.parse(text, GRAPH_FORMATS[media_type], base_iri=base):
            yield _from_ox_quad(quad)[:3]
    except (SyntaxError, ValueError) as exc:
        raise InvalidRdf(f"the RDF does not parse: {' '.join(str(exc).split())[:300]}") from exc


def _from_ox_quad(quad: pyoxigraph.Quad) -> Quad:
    graph = quad.graph_name
    name = None if isinstance(graph, pyoxigraph.DefaultGraph) else URIRef(str(from_ox_subject(graph)))
    return from_ox_subject(quad.subject), URIRef(quad.predicate.value), from_ox(quad.object), name
