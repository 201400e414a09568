"""A store on another machine, or in another process: any SPARQL 1.1 server, spoken to through SPARQLWrapper.

``put_graph`` is one Update request (``DROP SILENT …; INSERT DATA …``). The recommendation says that a request should
be carried out atomically (https://www.w3.org/TR/sparql11-update/#updateLanguage, section 3); Oxigraph does.
"""

from __future__ import annotations

import socket
import time
import urllib.error
from collections.abc import Iterable, Iterator
from http.client import HTTPException, HTTPResponse
from itertools import islice
from types import TracebackType
from typing import Self

from rdflib import URIRef
from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.errors import MalformedQuery, QueryTimeout, StoreError, StoreUnreachable, StoreUnusable
from kg.sparql import form, has_dataset
from kg.store import results
from kg.store.base import Answer, Dataset, Quad
from kg.store.embedded import check_form, replacement
from kg.store.results import JSON, N_TRIPLES
from kg.store.terms import to_sparql

BATCH = 5000  # quads in one INSERT DATA
PIECE = 64 * 1024
FORMS = {"ask": "ASK", "construct": "CONSTRUCT", "describe": "DESCRIBE", "select": "SELECT", "update": "INSERT"}


class Client(SPARQLWrapper):
    """SPARQLWrapper with this project's eye for what kind of request a text is.

    Its own reads the text by regular expressions, warns, and takes what it does not understand for a SELECT.
    """

    def _parseQueryType(self, query: str) -> str:
        return FORMS[form(query) or "select"]


class RemoteStore:
    """A SPARQL 1.1 server; see ``kg.store.base.Store`` for what each method promises.

    The protocol has no word for stopping a query: when the time is over the connection is closed, and it is up to the
    server whether it goes on for nothing. Most have a limit of their own to set.
    """

    def __init__(self, locator: str, *, read_only: bool = False) -> None:
        """``locator`` is the query URL, or the query and the update URL with a comma between; nothing is sent yet."""
        self.locator = locator
        self.read_only = read_only
        self.query_url, _, update_url = locator.partition(",")
        self.update_url = update_url or self.query_url

    def query(self, sparql: str, *, timeout: float | None = None, dataset: Dataset | None = None) -> Answer:
        """Ask the server; with ``timeout`` the connection is closed when the time is over."""
        check_form(sparql)
        is_graph = form(sparql) in ("construct", "describe")
        body = b"".join(self.stream(sparql, N_TRIPLES if is_graph else JSON, timeout=timeout, dataset=dataset))
        return results.from_bytes(body, is_graph=is_graph)

    def stream(
        self, sparql: str, media_type: str, *, timeout: float | None = None, dataset: Dataset | None = None
    ) -> Iterator[bytes]:
        """The server's own serialisation, passed on as it comes."""
        check_form(sparql)
        chosen = dataset or Dataset()
        based = f"BASE {to_sparql(URIRef(chosen.base))} {sparql}" if chosen.base else sparql
        client = self._client(based, media_type, timeout)
        for name, iris in (("default-graph-uri", chosen.default), ("named-graph-uri", chosen.named)):
            for iri in iris or ():
                client.addParameter(name, iri)
        if not chosen.chosen and not has_dataset(sparql):
            client.addParameter("union-default-graph", "true")
        begun = time.monotonic()
        return _pieces(self._send(client, timeout), begun, timeout)

    def update(self, sparql: str) -> None:
        """Send a SPARQL Update request."""
        if self.read_only:
            raise StoreUnusable(f"{self.locator}: cannot be written, it is opened read-only")
        self._send(self._client(sparql, "*/*", None, update=True), None).close()

    def put_graph(self, iri: str, quads: Iterable[Quad]) -> None:
        """Replace a named graph whole, in one request."""
        self.update(replacement(iri, quads))

    def drop_graph(self, iri: str) -> bool:
        """Remove a named graph; was there one?"""
        graph = to_sparql(URIRef(iri))
        known = self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}").truth is True
        self.update(f"DROP SILENT GRAPH {graph}")
        return known

    def graphs(self) -> tuple[URIRef, ...]:
        """The IRIs of all named graphs that hold something, sorted."""
        found = self.query("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }")
        return tuple(sorted(term for term in found.column("graph") if isinstance(term, URIRef)))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """One graph after another, each fetched whole."""
        for iri in self.graphs() if graph is None else (URIRef(graph),):
            inside = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {to_sparql(iri)} {{ ?s ?p ?o }} }}"
            for subject, predicate, object_ in self.query(inside).triples:
                yield subject, predicate, object_, iri

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in requests of bearable size. A blank node means the same in one request only."""
        pending = iter(quads)
        while batch := list(islice(pending, BATCH)):
            self.update("INSERT DATA {\n" + "\n".join(_line(quad) for quad in batch) + "\n}")

    def version(self) -> str | None:
        """The protocol has no word for it."""
        return None

    def optimize(self) -> None:
        """Nothing that the protocol has a word for."""

    def close(self) -> None:
        """Nothing is held between requests."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _client(self, sparql: str, media_type: str, timeout: float | None, *, update: bool = False) -> Client:
        client = Client(self.query_url, updateEndpoint=self.update_url)
        client.setQuery(sparql)
        if update:
            client.queryType = FORMS["update"]
        client.setMethod(POST)
        client.setOnlyConneg(True)
        client.addCustomHttpHeader("Accept", media_type)
        if timeout is not None:
            client.setTimeout(max(1, round(timeout)))
        return client

    def _send(self, client: Client, timeout: float | None) -> HTTPResponse:
        """The server's response, or what went wrong in this project's words."""
        try:
            response: HTTPResponse = client.query().response
        except SPARQLWrapperException as exc:
            raise self._refusal(exc) from exc
        except urllib.error.HTTPError as exc:
            raise StoreError(f"{self.locator}: the server answered {exc.code} {exc.reason}") from exc
        except TimeoutError as exc:
            raise _too_slow(timeout) from exc
        except (urllib.error.URLError, HTTPException, OSError) as exc:
            if isinstance(getattr(exc, "reason", None), (TimeoutError, socket.timeout)):
                raise _too_slow(timeout) from exc
            reason = getattr(exc, "reason", exc)
            raise StoreUnreachable(
                f"{self.locator}: no SPARQL server answers here ({reason}); is it running?"
            ) from exc
        return response

    def _refusal(self, exc: SPARQLWrapperException) -> Exception:
        said = " ".join(str(exc.args[0] if exc.args else exc).split())
        if type(exc).__name__ == "QueryBadFormed":
            return MalformedQuery(results.readable(_server_words(said)))
        if type(exc).__name__ == "EndPointNotFound":
            return StoreUnreachable(f"{self.locator}: the server knows no such address; check the path of the URL")
        return StoreError(f"{self.locator}: {said[:300]}")


def _server_words(said: str) -> str:
    """What the server wrote, out of the frame that SPARQLWrapper puts around it."""
    _, _, words = said.partition("Response:")
    words = (words or said).strip()
    if words[:2] in ("b'", 'b"'):
        words = words[2:-1]
    return words.replace("\\n", " ")


def _pieces(response: HTTPResponse, begun: float, timeout: float | None) -> Iterator[bytes]:
    """The body as it comes. A server that sends a little now and then must be done in time, too."""
    try:
        with response:
            while piece := response.read1(PIECE):
                yield piece
                if timeout is not None and time.monotonic() - begun > timeout:
                    raise _too_slow(timeout)
    except TimeoutError as exc:
        raise _too_slow(timeout) from exc
    except (HTTPException, OSError) as exc:
        raise StoreError(f"the server broke off in the middle of its answer ({exc})") from exc


def _too_slow(timeout: float | None) -> QueryTimeout:
    allowed = "" if timeout is None else f" within {timeout:g} s"
    return QueryTimeout(f"the server did not answer{allowed}; ask for less, or allow more time")


def _line(quad: Quad) -> str:
    subject, predicate, object_, graph = quad
    triple = f"{to_sparql(subject)} {to_sparql(predicate)} {to_sparql(object_)}"
    return triple + " ." if graph is None else f"GRAPH {to_sparql(graph)} {{ {triple} }}"
