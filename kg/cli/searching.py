"""``kg search``: statements, definitions, constructs and papers by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption, reading, talk
from kg.cli.tables import Output, print_answer
from kg.search import as_answer, search


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("search", epilog="Example:  kg search 'trust in the firm' --kind hypothesis --status rejected")(find)


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Any words; "in quotes" they stand together.')],
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[
        str | None, typer.Option(help="Only hypothesis, finding, claim … definition, construct or paper.")
    ] = None,
    status: Annotated[str | None, typer.Option(help="Only hypotheses of this status: supported, rejected …")] = None,
    sign: Annotated[str | None, typer.Option(help="Only with an effect of this sign: +, -, 0 or nonlinear.")] = None,
    year: Annotated[str | None, typer.Option(help="Only papers of this year or span: 2014, 2010-2015, 2010-.")] = None,
    paper: Annotated[str | None, typer.Option(help="Only this paper: DOI, title, file or reference.")] = None,
    construct: Annotated[str | None, typer.Option(help="Only where this construct takes part.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 10,
    format: Annotated[Output, typer.Option(help="How to print what is found.")] = "table",
) -> None:
    """Find statements, definitions, constructs and papers by their words.

    What fits best comes first, with its sentence, page and facts. The index beside the store is made at the first
    search, and follows when the store has changed.
    """
    wanted = " ".join(words)
    with reading(store) as kept:
        hits = search(
            kept, wanted, kind=kind, status=status, sign=sign, year=year, paper=paper, construct=construct, limit=limit
        )
    if not hits:
        talk.print(f"nothing in the store fits {wanted!r}; try fewer filters, or other words", markup=False)
    print_answer(as_answer(hits), format)
