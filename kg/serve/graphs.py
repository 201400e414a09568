"""The Graph Store Protocol at ``/graphs`` (https://www.w3.org/TR/sparql11-http-rdf-update/): ``?graph=IRI`` or
``?default``.

Reading is always allowed, writing with the token. The default graph, to read, is the union of all named graphs.
"""

from __future__ import annotations

from rdflib import URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.opening import open_for_writing
from kg.serve.endpoint import answer, authorise
from kg.serve.negotiation import TRIPLES
from kg.serve.problems import Problem
from kg.serve.protocol import Operation, check_iri, read_body
from kg.serve.state import State, state_of
from kg.serve.writing import write
from kg.sharing import drop_paper
from kg.store import Dataset
from kg.store.embedded import replacement
from kg.store.parsing import parse_triples
from kg.store.terms import to_sparql


async def graph(request: Request) -> Response:
    """One graph: GET it, PUT another in its place, POST more into it, DELETE it."""
    state = state_of(request)
    iri = _graph_iri(request)
    if request.method in ("GET", "HEAD"):
        return await _read(request, state, iri)
    authorise(request, state)
    if iri is None:
        raise Problem(400, "writing goes to a named graph: give ?graph=IRI")
    if request.method == "DELETE":
        existed = await run_in_threadpool(_drop, state, iri)
        if not existed:
            raise Problem(404, f"{iri}: no such graph")
        return Response(status_code=204)
    return await _write(request, state, iri)


async def _read(request: Request, state: State, iri: str | None) -> Response:
    if iri is None:
        text, dataset = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Dataset()
    else:
        if not await run_in_threadpool(_exists, state, iri):
            raise Problem(404, f"{iri}: no such graph")
        text, dataset = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Dataset(default=(iri,))
    format = request.query_params.get("format") or None
    operation = Operation(kind="query", text=text, dataset=dataset, format=format, timeout=state.settings.timeout)
    return await answer(request, state, operation)


async def _write(request: Request, state: State, iri: str) -> Response:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower() or "text/turtle"
    if media_type not in TRIPLES or media_type == "text/plain":
        raise Problem(
            415, f"{media_type[:100]} is no RDF that is read here; send one of {', '.join(set(TRIPLES.values()))}"
        )
    body = await read_body(request, state.settings.max_request)
    existed = await run_in_threadpool(_exists, state, iri)
    await run_in_threadpool(_put, state, iri, body, TRIPLES[media_type], request.method == "PUT")
    return Response(status_code=204 if existed else 201)


def _put(state: State, iri: str, body: bytes, media_type: str, replace: bool) -> None:
    triples = [(s, p, o, URIRef(iri)) for s, p, o in parse_triples(body, media_type, base=iri)]
    update = replacement(iri, triples)
    if not replace:
        update = update.partition(" ;\n")[2] if triples else ""
    if update:
        write(state, update)


def _drop(state: State, iri: str) -> bool:
    with state.writing, open_for_writing(state.locator) as store:
        state.written = True
        return drop_paper(store, iri)


def _exists(state: State, iri: str) -> bool:
    return state.store.query(f"ASK {{ GRAPH {to_sparql(URIRef(iri))} {{ ?s ?p ?o }} }}", timeout=10).truth is True


def _graph_iri(request: Request) -> str | None:
    """The graph that is meant; None is the default graph. Raises Problem 400."""
    named, default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(named) + default != 1:
        raise Problem(400, "name one graph: ?graph=IRI, or ?default")
    if default:
        return None
    return check_iri(named[0])
