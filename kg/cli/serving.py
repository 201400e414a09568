"""``kg serve``: the store as a SPARQL endpoint."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(epilog="Example:  kg serve --port 8000  and then ask http://127.0.0.1:8000/sparql")(serve)


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which a query is stopped.")] = 30.0,
    writable: Annotated[bool, typer.Option("--writable", help="Allow writing to who bears the token.")] = False,
    token: Annotated[str | None, typer.Option(envvar="KG_TOKEN", help="The bearer token for --writable.")] = None,
    get: Annotated[str | None, typer.Option(metavar="PATH", help="Answer one request, print it, and end.")] = None,
) -> None:
    """Serve the store: a SPARQL 1.1 endpoint at /sparql, named queries at /api/queries, and every IRI as a page.

    It only reads, unless --writable and a token are given.
    """
    from kg import serve as server  # a web server, which no other command has to wait for

    if writable and not token:
        raise typer.BadParameter("--writable needs a token: give --token or set KG_TOKEN")
    settings = server.Settings(timeout=timeout, token=token if writable else None)
    if get is None:
        server.serve(store, host=host, port=port, settings=settings)
        return
    reply = server.get(store, get, settings=settings)
    sys.stdout.buffer.write(reply.body)
    raise typer.Exit(0 if reply.status < 400 else 1)
