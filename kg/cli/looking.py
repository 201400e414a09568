"""``kg show`` and ``kg stats``: what the store holds about one thing, and in all."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer
from rdflib import Literal as RdfLiteral
from rich.markup import escape
from rich.table import Table

from kg.cli.options import (
    DEFAULT_STORE,
    ExtractedOption,
    MinConfidenceOption,
    StoreOption,
    paper,
    reading,
    talk,
    view_of,
)
from kg.cli.output import print_data
from kg.cli.tables import Column, print_rows
from kg.describe import describe
from kg.describe import stats as count
from kg.query import Choice

Format = Annotated[Literal["table", "json"], typer.Option(help="How to print it.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(epilog="Example:  kg show 'customer engagement'")(show)
    app.command(epilog="Example:  kg stats --format json")(stats)


def show(
    name: Annotated[
        str,
        typer.Argument(metavar="IRI|DOI|LABEL", help="A construct, paper or statement; also an id, or Kim 2011 H2a."),
    ],
    store: StoreOption = DEFAULT_STORE,
    format: Format = "table",
    as_extracted: ExtractedOption = False,
    min_confidence: MinConfidenceOption = None,
) -> None:
    """Show everything about one thing: a construct, a paper, a statement.

    What is more likely wrong than right is left out; how much that is goes to standard error.
    """
    choice = Choice(min_confidence=min_confidence)
    with reading(store) as kept:
        thing = describe(kept, name, view=view_of(as_extracted), choice=choice)
    for section in thing.sections:
        for words in section.missing:
            talk.print(f"{section.title}: {words}; --min-confidence 0 shows them", markup=False)
    if format == "json":
        print_data(json.dumps(thing.to_dict(), indent=1, ensure_ascii=False))
        return
    paper.print(f"[bold]{escape(thing.title)}[/bold]\n{escape(thing.iri)}")
    for section in filter(lambda section: section.rows, thing.sections):
        paper.print(f"\n[bold]{escape(section.title)}[/bold]")
        cells = zip(*section.rows, strict=True)
        print_rows(
            [
                Column(name, [RdfLiteral(cell) if cell else None for cell in column])
                for name, column in zip(section.columns, cells, strict=True)
            ]
        )


def stats(store: StoreOption = DEFAULT_STORE, format: Format = "table") -> None:
    """Count what the store holds."""
    with reading(store) as kept:
        counts = count(kept)
    if format == "json":
        print_data(json.dumps(dict(counts), indent=1))
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for what, number in counts:
        table.add_row(what, f"{number:,}")
    paper.print(table)
