"""``kg query`` and ``kg queries``: named questions, SPARQL files, SPARQL on standard input."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.table import Table

from kg.cli.options import DEFAULT_STORE, StoreOption, paper, reading
from kg.cli.tables import Output, print_answer
from kg.errors import BadParameter
from kg.query import catalogue, find, run


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(epilog="Example:  kg query antecedents -p construct='customer engagement' --format csv")(query)
    app.command(epilog="Example:  kg queries")(queries)


def query(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE|-", help="A named query, a .rq file, or -.")],
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter; may be repeated.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Output, typer.Option(help="How to print the answer.")] = "table",
    timeout: Annotated[float | None, typer.Option(min=0, help="Seconds after which the query is stopped.")] = None,
) -> None:
    """Ask the store a question.

    `kg queries` lists the named ones with their parameters. A label such as "customer engagement" is matched whatever
    its spelling, number or acronym.
    """
    question = find(name, stdin=sys.stdin)
    with reading(store) as kept:
        print_answer(run(kept, question, _pairs(parameter or []), timeout=timeout), format)


def queries(format: Annotated[Output, typer.Option(help="How to print the list.")] = "table") -> None:
    """List the named queries with their parameters."""
    table = Table(box=None, pad_edge=False)
    for column in ("query", "parameters", "answers"):
        table.add_column(column)
    for each in catalogue():
        table.add_row(each.name, " ".join(p.usage for p in each.parameters), each.title)
    paper.print(table)


def _pairs(parameters: list[str]) -> dict[str, str]:
    pairs = {}
    for each in parameters:
        key, found, value = each.partition("=")
        if not (key and found):
            raise BadParameter(f"-p {each}: write it as key=value, for example -p construct='customer engagement'")
        pairs[key] = value
    return pairs
