"""``/sparql``: queries, and updates where the server may write."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import hmac
from collections.abc import AsyncIterator, Generator, Iterator

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.serve import protocol
from kg.serve.description import service_description
from kg.serve.negotiation import ROWS, TRIPLES, choose, content_type
from kg.serve.pages import query_page
from kg.serve.problems import Problem
from kg.serve.state import State, state_of
from kg.serve.writing import carry_out
from kg.sparql import form, tokens

# An answer to a query with one of these words may be another the next time.
CHANGING = {"NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"}


async def sparql(request: Request) -> Response:
    """The SPARQL protocol: query by GET, POST form and POST body; update by POST; without any, the description."""
    state = state_of(request)
    operation = await protocol.read(request, state.settings)
    if operation is None:
        return await _describe(request, state)
    if operation.kind == "update":
        authorise(request, state)
        await run_in_threadpool(carry_out, state, operation, str(request.url.replace(query="")))
        return Response(status_code=204)
    return await answer(request, state, operation)


async def answer(request: Request, state: State, operation: protocol.Operation) -> Response:
    """A query's answer, streamed; headers go out when the first piece is there, so that errors have their status."""
    is_graph = form(operation.text) in ("construct", "describe")
    accept = request.headers.get("accept", "")
    media_type = choose(accept, TRIPLES if is_graph else ROWS, format=operation.format)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"} | await _etag(state, operation, media_type)
    if headers.get("ETag") and headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    dataset = dataclasses.replace(operation.dataset, base=str(request.url.replace(query="")))
    async with state.place():
        pieces = await run_in_threadpool(
            state.store.stream, operation.text, media_type, timeout=operation.timeout, dataset=dataset
        )
        first = await run_in_threadpool(_first, pieces)
    if request.method == "HEAD":
        return Response(headers=headers, media_type=content_type(media_type))
    return StreamingResponse(_body(first, pieces), media_type=content_type(media_type), headers=headers)


def authorise(request: Request, state: State) -> None:
    """Raise Problem 401 or 403 unless the request may write."""
    token = state.settings.token
    if token is None:
        raise Problem(403, "this server is read-only; start it with --writable and a token to allow updates")
    given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise Problem(401, "writing needs the header Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"})


async def _describe(request: Request, state: State) -> Response:
    if choose(request.headers.get("accept", ""), TRIPLES | {"text/html": "text/html"}) == "text/html":
        return Response(
            query_page(str(request.base_url)), media_type="text/html; charset=utf-8", headers={"Vary": "Accept"}
        )
    return await run_in_threadpool(service_description, request, state)


async def _etag(state: State, operation: protocol.Operation, media_type: str) -> dict[str, str]:
    """A validator made of the store's version and the request, where the answer depends on nothing else."""
    if any(token.kind == "word" and token.text.upper() in CHANGING for token in tokens(operation.text)):
        return {}
    version = await run_in_threadpool(state.store.version)
    if version is None:
        return {}
    whole = repr((version, operation.text, operation.dataset, media_type))
    return {"ETag": f'W/"{hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:24]}"'}


async def _body(first: bytes, pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """All pieces; whoever goes away in the middle ends the query."""
    try:
        yield first
        async for piece in iterate_in_threadpool(pieces):
            yield piece
    finally:
        if isinstance(pieces, Generator):
            with contextlib.suppress(ValueError):  # it is running in a thread, and ends there
                pieces.close()


def _first(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")
