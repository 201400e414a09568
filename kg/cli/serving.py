"""``kg serve``: the store as a SPARQL endpoint."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import serve as server
from kg.cli.options import DEFAULT_STORE, StoreOption


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(epilog="Example:  kg serve --port 8000  and then ask http://127.0.0.1:8000/sparql")(serve)


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which a query is stopped.")] = 30.0,
    get: Annotated[str | None, typer.Option(metavar="PATH", help="Answer one request, print it, and end.")] = None,
) -> None:
    """Serve the store as a SPARQL 1.1 endpoint at /sparql, read-only."""
    if get is None:
        server.serve(store, host=host, port=port, timeout=timeout)
        return
    answer = server.get(store, get, timeout=timeout)
    sys.stdout.buffer.write(answer.body)
    raise typer.Exit(0 if answer.status < 400 else 1)
