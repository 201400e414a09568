"""``kg link`` and ``kg unlink``: from this graph into others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from kg.cli.curating import By, Why
from kg.cli.options import DEFAULT_STORE, StoreOption, talk
from kg.handles import thing_named
from kg.link import allow, link, veto
from kg.link import unlink as drop
from kg.opening import open_for_writing


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(name="link", epilog="Example:  kg link stw.ttl.gz")(find_links)
    app.command(epilog="Example:  kg unlink care http://zbw.eu/stw/descriptor/10147-2 --why 'nursing is meant there'")(
        unlink
    )


def find_links(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="doi, or a SKOS thesaurus (.ttl, .rdf, .gz).")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find links to another graph and write them into the store.

    The target doi links papers and cited works to their DOIs; a thesaurus file links constructs to its concepts, as
    exact or close matches. Running it again replaces the links to that target.
    """
    with open_for_writing(store) as kept:
        for line in link(kept, target):
            talk.print(line, markup=False)


def unlink(
    target: Annotated[str, typer.Argument(metavar="TARGET|THING", help="doi or a thesaurus; or what has a link.")],
    by: By,
    iri: Annotated[str | None, typer.Argument(metavar="[IRI]", help="What the thing is not linked to.")] = None,
    why: Why = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let the link be found again.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take all links to a target away, or one link of a thing for good.

    A link taken away by THING and IRI stays away when links are found again; who said so and why is kept with it
    (`kg review history THING`). `kg show THING` lists its links.
    """
    if iri is None and undo:
        raise typer.BadParameter("--undo needs the IRI too: kg unlink THING IRI --undo")
    with open_for_writing(store) as kept:
        if iri is None:
            talk.print(
                f"links to {target} taken away" if drop(kept, target) else f"no links to {target}", markup=False
            )
        else:
            (allow if undo else veto)(kept, thing_named(kept, target), iri, by=by, when=datetime.now(UTC), why=why)
            talk.print(
                f"{target} may be linked to {iri}" if undo else f"{target} is not linked to {iri}", markup=False
            )
