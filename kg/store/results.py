"""From what pyoxigraph gives to what a store answers, and to bytes on the wire."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from typing import IO, TypeVar

import pyoxigraph
from rdflib import Literal, URIRef

from kg.errors import MalformedQuery, StoreError
from kg.store.base import Answer, Term, Triple
from kg.store.terms import STRING, from_ox, from_ox_subject, to_ox

Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

ROW_FORMATS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/trig": pyoxigraph.RdfFormat.TRIG,
    "application/n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
}
JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
F = TypeVar("F")
POSITION = re.compile(r"error at (\d+):(\d+)")


def to_answer(results: Results) -> Answer:
    """The whole result as a value."""
    if isinstance(results, pyoxigraph.QueryBoolean):
        return Answer(kind="truth", truth=bool(results))
    if isinstance(results, pyoxigraph.QueryTriples):
        return to_graph_answer(results)
    rows = tuple(tuple(None if term is None else from_ox(term) for term in solution) for solution in results)
    return Answer(kind="rows", variables=tuple(variable.value for variable in results.variables), rows=rows)


def to_graph_answer(triples: Iterable[pyoxigraph.Triple]) -> Answer:
    """Triples as a value, each once."""
    return Answer(kind="triples", triples=tuple(dict.fromkeys(_triple(triple) for triple in triples)))


def from_bytes(body: bytes, *, is_graph: bool) -> Answer:
    """The value that a JSON result or an N-Triples document writes down.

    Raises:
        StoreError: it is neither, so whoever sent it is no SPARQL service.
    """
    try:
        if is_graph:
            return to_graph_answer(quad.triple for quad in pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_TRIPLES))
        return to_answer(pyoxigraph.parse_query_results(body, pyoxigraph.QueryResultsFormat.JSON))
    except (SyntaxError, ValueError) as exc:
        raise StoreError(f"the server did not answer in SPARQL's result format ({str(exc)[:200]})") from exc


def write(results: Results, media_type: str, output: IO[bytes]) -> None:
    """Serialise a result, as it comes.

    Raises:
        StoreError: this kind of result has no such form.
    """
    if isinstance(results, pyoxigraph.QueryTriples):
        results.serialize(output, _format(GRAPH_FORMATS, media_type, "triples"))
    else:
        results.serialize(output, _format(ROW_FORMATS, media_type, "rows"))


def malformed(exc: SyntaxError | ValueError) -> MalformedQuery:
    """The parser's complaint as this project's error."""
    return MalformedQuery(readable(str(exc)))


def readable(complaint: str) -> str:
    """What the parser said, on one line, beginning with the line of the query (counted from 1) where it is known.

    Oxigraph lists every token that could have come; after the first few that helps nobody.
    """
    message = " ".join(complaint.split())
    position = POSITION.search(message)
    where = f"line {position[1]}, column {position[2]}: " if position else ""
    message = POSITION.sub("", message).removeprefix(": ").strip()
    if "expected one of" in message and len(message) > 160:
        message = message[:120].rsplit(",", 1)[0] + ", …"
    return f"{where}{message[:300]}"


def _format(formats: dict[str, F], media_type: str, kind: str) -> F:
    if media_type not in formats:
        raise StoreError(f"{media_type} cannot hold {kind}; choose one of {', '.join(formats)}")
    return formats[media_type]


def _triple(triple: pyoxigraph.Triple) -> Triple:
    return from_ox_subject(triple.subject), URIRef(triple.predicate.value), from_ox(triple.object)


def serialise(answer: Answer, format: str) -> str:
    """An answer as SPARQL's own format ``json``, ``xml``, ``csv`` or ``tsv``; raises StoreError for triples."""
    media_type = {"json": JSON, "xml": "application/sparql-results+xml", "csv": "text/csv"}.get(
        format, "text/tab-separated-values"
    )
    if answer.kind == "triples":
        raise StoreError(f"triples have no {format} form; SELECT the values that are wanted")
    output = io.BytesIO()
    write(to_results(answer), media_type, output)
    return output.getvalue().decode()


def to_results(answer: Answer) -> Results:
    """An answer of rows or a truth value as pyoxigraph's, for its serialisers."""
    return pyoxigraph.parse_query_results(json.dumps(to_json(answer)), pyoxigraph.QueryResultsFormat.JSON)


def to_json(answer: Answer) -> dict[str, object]:
    """An answer as SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
    if answer.kind == "truth":
        return {"head": {}, "boolean": answer.truth}
    bindings = [{name: _json_term(term) for name, term in row.items()} for row in answer]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, Literal):
        ox = to_ox(term)
        assert isinstance(ox, pyoxigraph.Literal)
        found = {"type": "literal", "value": ox.value}
        if ox.language:
            return found | {"xml:lang": ox.language}
        return found if ox.datatype.value == STRING else found | {"datatype": ox.datatype.value}
    return {"type": "uri" if isinstance(term, URIRef) else "bnode", "value": str(term)}
