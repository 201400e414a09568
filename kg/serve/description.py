"""What the server says of itself: SPARQL 1.1 Service Description, and VoID and DCAT for the data (``kg.dataset``).

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Iterator

import rdflib
from rdflib import RDF, BNode, Namespace, URIRef
from starlette.requests import Request
from starlette.responses import Response

from kg.dataset import DCAT, VOID, describe_dataset
from kg.rdf.terms import PREFIXES
from kg.serve.negotiation import TRIPLES, choose, content_type
from kg.serve.state import State
from kg.store import Triple
from kg.store.results import GRAPH_FORMATS, ROW_FORMATS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}
RDFLIB_FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "pretty-xml",
    "application/ld+json": "json-ld",
    "application/trig": "turtle",
    "application/n-quads": "nt",
}


def service_description(request: Request, state: State) -> Response:
    """The description of the endpoint, in the RDF form that is asked for."""
    endpoint = URIRef(str(request.url.replace(query="")))
    return graph_response(request, service_triples(endpoint, state))


def void(request: Request, state: State) -> Response:
    """The description of the data set."""
    root = str(request.base_url)
    return graph_response(request, describe_dataset(state.store, base=state.settings.base, root=root))


def service_triples(endpoint: URIRef, state: State) -> Iterator[Triple]:
    """The service, what it can do, and its default data set."""
    service = URIRef(f"{endpoint}#service")
    dataset = URIRef(f"{endpoint}#dataset")
    yield service, RDF.type, SD.Service
    yield service, SD.endpoint, endpoint
    yield service, SD.supportedLanguage, SD.SPARQL11Query
    if state.settings.token is not None:
        yield service, SD.supportedLanguage, SD.SPARQL11Update
    if state.settings.services:
        yield service, SD.feature, SD.BasicFederatedQuery
    yield service, SD.feature, SD.UnionDefaultGraph
    for media_type in (*ROW_FORMATS, *GRAPH_FORMATS):
        yield service, SD.resultFormat, FORMATS[FORMAT_NAMES[media_type]]
    yield service, SD.defaultDataset, dataset
    yield dataset, RDF.type, SD.Dataset
    default = URIRef(f"{endpoint}#default-graph")
    yield dataset, SD.defaultGraph, default
    yield default, RDF.type, SD.Graph
    for graph in state.store.graphs()[:1000]:
        node = BNode()
        yield dataset, SD.namedGraph, node
        yield node, RDF.type, SD.NamedGraph
        yield node, SD.name, graph


def graph_response(request: Request, triples: Iterator[Triple]) -> Response:
    """Triples in the form that is asked for; raises Problem 406."""
    media_type = choose(request.headers.get("accept", ""), TRIPLES, format=request.query_params.get("format") or None)
    return Response(
        serialise(triples, media_type),
        media_type=content_type(media_type),
        headers={"Vary": "Accept", "Cache-Control": "no-cache"},
    )


def serialise(triples: Iterator[Triple], media_type: str) -> bytes:
    """Triples in one of the graph forms, with this project's prefixes."""
    graph = rdflib.Graph()
    for prefix, namespace in (PREFIXES | {"dcat": DCAT, "sd": SD, "void": VOID}).items():
        graph.bind(prefix, namespace, override=True)
    for triple in triples:
        graph.add(triple)
    found: bytes = graph.serialize(format=RDFLIB_FORMATS[media_type], encoding="utf-8")
    return found
