"""Every error of the server has one shape: a JSON object ``{"error": …, "status": …}``, or the same line as text.

Browsers, which ask for HTML,
get a page; whoever accepts neither JSON nor all types gets text. The message says what to do, as everywhere in
this project.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import (
    BadParameter,
    InvalidRdf,
    MalformedQuery,
    NotFound,
    QueryTimeout,
    StoreLocked,
    StoreUnreachable,
    TooLarge,
    UnknownQuery,
)
from kg.serve.pages import problem_page
from pipelines.errors import EngagementError

STATUS: dict[type[Exception], int] = {
    BadParameter: 400,
    InvalidRdf: 400,
    MalformedQuery: 400,
    NotFound: 404,
    UnknownQuery: 404,
    TooLarge: 413,
    StoreUnreachable: 502,
    QueryTimeout: 503,
    StoreLocked: 503,
}


class Problem(Exception):
    """A request that cannot be answered: its status, a message for people, and headers that belong to it."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}


def respond(request: Request, problem: Problem) -> Response:
    """The error response."""
    body = {"error": str(problem), "status": problem.status}
    accept = request.headers.get("accept", "*/*")
    if "text/html" in accept and "json" not in accept:
        page = problem_page(problem.status, str(problem), root=str(request.base_url))
        return Response(page, problem.status, problem.headers, media_type="text/html; charset=utf-8")
    if "json" in accept or "*/*" in accept or not accept:
        return JSONResponse(body, problem.status, problem.headers)
    return PlainTextResponse(f"{problem.status}: {problem}\n", problem.status, problem.headers)


def from_error(error: EngagementError) -> Problem:
    """What the project's own errors mean over HTTP."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return Problem(status, str(error), {"Retry-After": "5"} if status == 503 else None)
