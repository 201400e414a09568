"""Writing through the server: SPARQL Update and the Graph Store Protocol, where a token allows it.

The embedded store is opened for writing for one request at a time, so that ``kg extract`` can write in between.
"""

from __future__ import annotations

from rdflib import URIRef

from kg.errors import MalformedQuery
from kg.ledger import mark
from kg.opening import open_for_writing
from kg.serve.problems import Problem
from kg.serve.protocol import Operation
from kg.serve.state import State
from kg.sparql import form, tokens
from kg.store import Dataset
from kg.store.terms import to_sparql


def carry_out(state: State, operation: Operation, base: str) -> None:
    """Carry out an update; its relative IRIs are relative to ``base``.

    Raises:
        Problem: 400, 403; MalformedQuery, StoreError as the store's ``update``.
    """
    words = {token.text.upper() for token in tokens(operation.text) if token.kind == "word"}
    if "LOAD" in words:
        raise Problem(403, "LOAD would make this server fetch from elsewhere; send the data itself")
    if form(operation.text) not in ("update", None):
        raise Problem(400, "this is a query, not an update; send it as query=…")
    write(state, f"BASE {to_sparql(URIRef(base))} {with_using(operation.text, operation.using)}")


def write(state: State, update: str) -> None:
    """One update request in its own opening of the store; what is worked out from papers is then out of date."""
    with state.writing, open_for_writing(state.locator) as store:
        store.update(f"{without_end(update)}\n;\n{mark()}")
        state.written = True


def without_end(update: str) -> str:
    """The request without the semicolons that may stand at its end, so that another operation can follow."""
    found = list(tokens(update))
    while found and found[-1].text == ";":
        update = update[: found.pop().start]
    return update


def with_using(update: str, using: Dataset) -> str:
    """``update`` with the protocol's ``using-graph-uri`` and ``using-named-graph-uri`` as USING clauses.

    They go before each WHERE that has a template before it (section 2.2.3 of the protocol; ``DELETE WHERE`` has none).

    Raises:
        Problem: 400, the request has its own USING or WITH.
    """
    if not using.chosen:
        return update
    clauses = "".join(f"USING {to_sparql(URIRef(iri))} " for iri in using.default or ())
    clauses += "".join(f"USING NAMED {to_sparql(URIRef(iri))} " for iri in using.named or ())
    places, depth, previous = [], 0, ""
    for token in tokens(update):
        word = token.text.upper()
        if depth == 0 and token.kind == "word" and word in ("USING", "WITH"):
            raise Problem(400, "using-graph-uri and USING or WITH in the update exclude each other; give one")
        if depth == 0 and token.kind == "word" and word == "WHERE" and previous == "}":
            places.append(token.start)
        depth += (token.kind == "open") - (token.kind == "close")
        previous = word
    if not places:
        raise MalformedQuery("using-graph-uri belongs to updates with DELETE or INSERT templates and WHERE")
    for place in reversed(places):
        update = update[:place] + clauses + update[place:]
    return update
