"""Linked data: every IRI under the base answers here, as a page for people and as RDF for machines.

One address, 200, negotiated by ``Accept`` (https://www.w3.org/TR/cooluris/, section 4.3 has both ways; the IRIs name
papers and constructs, and the answer says ``Link: rel="describes"`` so that the two are not taken for one another).
A named graph answers with what it holds. What is asked for is what the store says of the IRI, what points at it, and
the names of all that is mentioned.
"""

from __future__ import annotations

from urllib.parse import unquote

from rdflib import RDFS, Literal, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.handles import thing_named
from kg.serve import pages
from kg.serve.description import graph_response
from kg.serve.negotiation import TRIPLES, choose
from kg.serve.problems import Problem
from kg.serve.reading import tables_of
from kg.serve.state import State, state_of
from kg.store import Triple
from kg.store.terms import clean_iri, to_sparql
from pipelines.errors import EngagementError

INCOMING = 500  # things that point at an IRI, at most
LABELS = "|".join(
    f"<{predicate}>"
    for predicate in (
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://purl.org/dc/terms/title",
        "http://www.w3.org/2000/01/rdf-schema#label",
        "https://w3id.org/engagement-kg/ontology#shortReference",
        "https://w3id.org/engagement-kg/ontology#wording",
        "http://xmlns.com/foaf/0.1/name",
    )
)


async def resource(request: Request) -> Response:
    """The thing whose IRI is the base and this path."""
    state = state_of(request)
    iri = iri_of(request, state)
    offered = {"text/html": "text/html"} | TRIPLES
    wanted = choose(request.headers.get("accept", ""), offered, format=request.query_params.get("format") or None)
    async with state.place():
        try:
            own, incoming, names = await run_in_threadpool(about, state, iri)
        except Problem as problem:
            if (known := await run_in_threadpool(_meant, state, iri)) is None:
                raise problem
            there = str(request.base_url).rstrip("/") + "/" + known.removeprefix(state.settings.base)
            return RedirectResponse(f"{there}?{request.url.query}".rstrip("?"), 303, headers={"Vary": "Accept"})
    headers = {"Vary": "Accept", "Link": _links(request, iri), "Cache-Control": "no-cache"}
    if wanted == "text/html":
        root = str(request.base_url)
        title = names.get(iri, str(iri).removeprefix(state.settings.base))
        async with state.place():
            tables, effects = await run_in_threadpool(tables_of, state, iri, own, title, root)
        said, pointing = pages.triples_tables(own, incoming, names, base=state.settings.base, root=root)
        page = pages.render(
            "thing.html",
            root=root,
            title=pages.shorten(title),
            iri=str(iri),
            effects=effects,
            tables=tables,
            said=said,
            pointing=pointing,
        )
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)
    response = await run_in_threadpool(graph_response, request, iter([*own, *incoming, *_labels(names)]))
    response.headers.update(headers)
    return response


def iri_of(request: Request, state: State) -> URIRef:
    """The IRI that a path stands for: taken as sent, because %2F and / are different IRIs."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    prefix = str(request.scope.get("root_path", "")).encode()
    path = raw.removeprefix(prefix).lstrip(b"/").decode("latin-1")
    return URIRef(clean_iri(state.settings.base + path))


def _meant(state: State, iri: URIRef) -> str | None:
    """The IRI under the base that a path means which is none itself, but a handle: a DOI, a label, Kim 2011 H2a."""
    try:
        found = thing_named(state.store, unquote(iri.removeprefix(state.settings.base)))
    except EngagementError:
        return None
    return found if found.startswith(state.settings.base) and found != str(iri) else None


def about(state: State, iri: URIRef) -> tuple[list[Triple], list[Triple], dict[URIRef, str]]:
    """What the store says of ``iri``, what points at it, and the names of what is mentioned.

    Raises:
        Problem: 404, the store does not know it.
    """
    node, limit = to_sparql(iri), state.settings.timeout
    own = state.store.query(f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}", timeout=limit).triples
    if not own:
        inside = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}"
        own = state.store.query(inside, timeout=limit).triples
    pointing = (
        f"CONSTRUCT {{ ?s ?p {node} }} WHERE {{ SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {node} }} LIMIT {INCOMING} }}"
    )
    incoming = state.store.query(pointing, timeout=limit).triples
    if not own and not incoming:
        raise Problem(404, f"{iri}: nothing here goes by this IRI")
    return sorted(own), sorted(incoming), _names(state, [*own, *incoming])


def _names(state: State, triples: list[Triple]) -> dict[URIRef, str]:
    mentioned = {term for triple in triples for term in triple if isinstance(term, URIRef)}
    own = [term for term in sorted(mentioned) if term.startswith(state.settings.base)][:2000]
    if not own:
        return {}
    values = " ".join(to_sparql(term) for term in own)
    where = f"VALUES ?thing {{ {values} }} ?thing {LABELS} ?n"
    query = f"SELECT ?thing (MIN(?n) AS ?name) WHERE {{ {where} }} GROUP BY ?thing"
    answer = state.store.query(query, timeout=state.settings.timeout)
    return {URIRef(str(row["thing"])): str(row["name"]) for row in answer if "name" in row}


def _labels(names: dict[URIRef, str]) -> list[Triple]:
    return [(iri, RDFS.label, Literal(name)) for iri, name in names.items()]


def _links(request: Request, iri: URIRef) -> str:
    here = request.url.replace(query="")
    alternates = (("text/turtle", "turtle"), ("application/ld+json", "jsonld"), ("application/rdf+xml", "rdfxml"))
    links = [f'<{here}?format={name}>; rel="alternate"; type="{kind}"' for kind, name in alternates]
    return ", ".join([*links, f'<{clean_iri(iri)}>; rel="describes"']).encode("ascii", "ignore").decode()
