"""The application: which path leads where, and what stands around every request."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import AsyncIterator

import anyio.to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.describe import stats
from kg.query import catalogue, find
from kg.serve import api, description, graphs, linked, reading, searching
from kg.serve.endpoint import sparql
from kg.serve.guarding import GuardingMiddleware
from kg.serve.negotiation import TRIPLES, choose
from kg.serve.pages import STATIC, home_page
from kg.serve.problems import Problem, from_error, respond
from kg.serve.settings import Settings
from kg.serve.state import State, state_of
from pipelines.errors import EngagementError

SPARE_THREADS = 16  # beside those that wait for queries: files, descriptions, health


def create_app(locator: str, *, settings: Settings | None = None) -> Starlette:
    """The application over the store at ``locator``.

    Raises:
        StoreError: the store cannot be opened.
    """
    state = State(locator, settings or Settings())
    app = Starlette(
        routes=[
            Route("/", home),
            Route("/health", health),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/", sparql, methods=["GET", "POST"]),
            Route("/graphs", graphs.graph, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/api/queries", api.list_queries),
            Route("/api/queries/{name}", api.run_query),
            Route("/api/search", searching.find),
            Route("/openapi.json", api.openapi),
            Route("/.well-known/void", void),
            Route("/.well-known/sparql-service", to_sparql),
            Route("/find", reading.find_thing),
            Route("/questions/{name}", reading.question),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/{path:path}", linked.resource),
        ],
        middleware=[
            Middleware(GuardingMiddleware),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
                allow_headers=["*"],
                expose_headers=["ETag", "Link", "Retry-After"],
            ),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers={
            Problem: _on_problem,
            EngagementError: _on_error,
            HTTPException: _on_http,
            Exception: _on_bug,
        },
        lifespan=_lifespan,
    )
    app.state.kg = state
    return app


async def home(request: Request) -> Response:
    """What is here; to a machine, the description of the data set."""
    state = state_of(request)
    if choose(request.headers.get("accept", ""), {"text/html": "text/html"} | TRIPLES) != "text/html":
        return await void(request)
    counts = await run_in_threadpool(stats, state.store)
    root = str(request.base_url)
    listed = functools.partial(
        reading.answer_table, state, find("papers"), {}, root=root, title="Papers", columns=("year", "title")
    )
    papers = await run_in_threadpool(listed)
    page = home_page(counts, papers, catalogue(), root=root)
    return Response(page, media_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


async def health(request: Request) -> Response:
    """200 when the store answers, within a second or two; 503 when it does not."""
    state = state_of(request)
    try:
        graphs = len(await run_in_threadpool(state.store.graphs))
    except EngagementError as exc:
        return JSONResponse({"status": "failing", "error": str(exc)}, 503)
    return JSONResponse({"status": "ok", "graphs": graphs, "writable": state.settings.token is not None})


async def void(request: Request) -> Response:
    """The VoID description."""
    return await run_in_threadpool(description.void, request, state_of(request))


async def to_sparql(request: Request) -> Response:
    """The service description is at the endpoint itself."""
    return RedirectResponse(request.url_for("sparql"), 303)


@contextlib.asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    state = app.state.kg
    assert isinstance(state, State)
    limiter = anyio.to_thread.current_default_thread_limiter()
    limiter.total_tokens = state.settings.workers + state.settings.max_waiting + SPARE_THREADS
    try:
        yield
    finally:
        state.store.close()


async def _on_problem(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, Problem)
    return respond(request, exc)


async def _on_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, EngagementError)
    return respond(request, from_error(exc))


async def _on_http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    return respond(request, Problem(exc.status_code, str(exc.detail), dict(exc.headers or {})))


async def _on_bug(request: Request, exc: Exception) -> Response:
    return respond(request, Problem(500, "something went wrong here; the server's log says what"))
