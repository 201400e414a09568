"""Which form of an answer a client wants: the ``Accept`` header, as RFC 9110 (section 12.5.1) has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.serve.problems import Problem
from kg.store.results import GRAPH_FORMATS, ROW_FORMATS

# Short names for the parameter ``format``, and types that are asked for under other names.
ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "text/plain": "text/tab-separated-values",
}
TRIPLES = {
    "text/turtle": "text/turtle",
    "application/x-turtle": "text/turtle",
    "application/turtle": "text/turtle",
    "text/n3": "text/turtle",  # Turtle is N3 too
    "text/rdf+n3": "text/turtle",
    "application/n3": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
}
SHORT = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle",),
    "ttl": ("text/turtle",),
    "ntriples": ("application/n-triples",),
    "nt": ("application/n-triples",),
    "trig": ("application/trig",),
    "nquads": ("application/n-quads",),
    "nq": ("application/n-quads",),
    "rdfxml": ("application/rdf+xml",),
    "rdf+xml": ("application/rdf+xml",),
    "rdf": ("application/rdf+xml",),
    "n3": ("text/turtle",),
    "json-ld": ("application/ld+json",),
    "jsonld": ("application/ld+json",),
    "html": ("text/html",),
}
UTF8 = {"text/csv", "text/tab-separated-values", "text/turtle", "text/html"}


def choose(accept: str, offered: Mapping[str, str], *, format: str | None = None) -> str:
    """The media type to answer with.

    Args:
        accept: the header; empty means anything.
        offered: types a client may name → types that are really sent; the first is the favourite.
        format: a short name or media type given as a parameter; it wins over the header.

    Raises:
        Problem: 406, nothing that is offered is acceptable.
    """
    if format is not None:
        for wanted in SHORT.get(format.lower(), (format,)):
            if wanted in offered:
                return offered[wanted]
        raise _unacceptable(format, offered)
    best, chosen = 0.0, None
    ranges = parse(accept or "*/*")
    for place, (name, sent) in enumerate(offered.items()):
        weight = _weight(name, ranges) - place * 1e-6
        if weight > best:
            best, chosen = weight, sent
    if chosen is None:
        raise _unacceptable(accept, offered)
    return chosen


def parse(accept: str) -> list[tuple[str, float]]:
    """The media ranges of an ``Accept`` header with their weights; what cannot be read is passed over."""
    ranges = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    weight = 0.0
        if "/" in name:
            ranges.append((name, weight))
    return ranges


def content_type(media_type: str) -> str:
    """The media type as a header value."""
    return f"{media_type}; charset=utf-8" if media_type in UTF8 else media_type


def _weight(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight that the most specific matching range gives ``name``."""
    kind = name.partition("/")[0] + "/*"
    for wanted in (name, kind, "*/*"):
        for range_, weight in ranges:
            if range_ == wanted:
                return weight
    return 0.0


def _unacceptable(wanted: str, offered: Mapping[str, str]) -> Problem:
    kinds = ", ".join(dict.fromkeys(offered.values()))
    return Problem(406, f"cannot answer as {wanted[:200]!r}; ask for one of {kinds}")


assert set(ROWS.values()) <= set(ROW_FORMATS) and set(TRIPLES.values()) == set(GRAPH_FORMATS)
