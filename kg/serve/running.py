"""Running the application: on a port by uvicorn, or for one request without any port."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Mapping, MutableMapping
from typing import Any

import uvicorn
from starlette.applications import Starlette

from kg.serve.app import create_app
from kg.serve.settings import Settings

GRACE = 5  # seconds that requests have to end when the server is stopped


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one request got."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def serve(
    locator: str, *, host: str = "127.0.0.1", port: int = 8000, timeout: float = 30.0, settings: Settings | None = None
) -> None:
    """Serve the store until the process is told to stop (SIGINT, SIGTERM); the access log goes to standard error.

    Raises:
        StoreError: the store cannot be opened.
    """
    app = create_app(locator, settings=settings or Settings(timeout=timeout))
    log = _log_to_stderr()
    uvicorn.run(app, host=host, port=port, log_config=log, timeout_graceful_shutdown=GRACE, server_header=False)


def get(
    locator: str, path: str, *, accept: str = "*/*", timeout: float = 30.0, settings: Settings | None = None
) -> Reply:
    """Answer ``GET path`` without listening anywhere.

    Raises:
        StoreError: the store cannot be opened.
    """
    app = create_app(locator, settings=settings or Settings(timeout=timeout, workers=1))
    return asyncio.run(_one_request(app, path, accept))


async def _one_request(app: Starlette, path: str, accept: str) -> Reply:
    """Speak ASGI to the application: one request, its whole answer."""
    bare, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": bare or "/",
        "raw_path": (bare or "/").encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"accept", accept.encode())],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
        "root_path": "",
    }
    started: dict[str, Any] = {}
    body = bytearray()

    async def receive() -> MutableMapping[str, Any]:
        if started.get("asked"):
            await asyncio.sleep(3600)  # nobody disconnects
        started["asked"] = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
        else:
            body.extend(message.get("body", b""))

    async with app.router.lifespan_context(app):
        await app(scope, receive, send)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in started["headers"]}
    return Reply(status=started["status"], headers=headers, body=bytes(body))


def _log_to_stderr() -> dict[str, Any]:
    config: dict[str, Any] = {**uvicorn.config.LOGGING_CONFIG}
    handlers = {name: {**handler, "stream": "ext://sys.stderr"} for name, handler in config["handlers"].items()}
    return config | {"handlers": handlers}
