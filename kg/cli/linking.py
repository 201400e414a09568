"""``kg link``: from this graph into others."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption, talk, writing
from kg.link import link


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(name="link", epilog="Example:  kg link stw.ttl.gz")(find_links)


def find_links(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="doi, or a SKOS thesaurus (.ttl, .rdf, .gz).")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find links to another graph and write them into the store.

    The target doi links papers and cited works to their DOIs; a thesaurus file links constructs to its concepts, as
    exact or close matches. Running it again replaces the links to that target.
    """
    with writing(store) as kept:
        for line in link(kept, target):
            talk.print(line, markup=False)
