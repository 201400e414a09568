"""``kg query`` and ``kg queries``: named questions, SPARQL files, SPARQL on standard input."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.options import (
    DEFAULT_STORE,
    ExtractedOption,
    LimitOption,
    MinConfidenceOption,
    StoreOption,
    paper,
    reading,
    talk,
    view_of,
)
from kg.cli.output import input_text, print_data
from kg.cli.tables import Output, print_answer, print_missing
from kg.errors import BadParameter
from kg.query import Choice, NamedQuery, catalogue, find, run
from kg.widening import widen


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
    as_extracted: ExtractedOption = False,
    narrower: Annotated[
        bool, typer.Option("--narrower", help="Constructs with all below them in the vocabulary.")
    ] = False,
    wide: Annotated[
        bool,
        typer.Option("--widen", help="Constructs with those whose longer names hold theirs, after the exact ones."),
    ] = False,
    limit: LimitOption = None,
    sort: Annotated[
        str | None, typer.Option(metavar="COLUMNS", help="Rows by these columns: paper,-page (- turns the order).")
    ] = None,
    min_confidence: MinConfidenceOption = None,
    within: Annotated[
        bool, typer.Option("--within", help="With contradictions: those inside one paper, for -p within=yes.")
    ] = False,
) -> None:
    """Ask the store a question.

    `kg queries` lists the named ones with their parameters. A label such as "customer engagement" is matched whatever
    its spelling, number or acronym. Tested hypotheses come first, then findings, propositions and claims, the surest
    first. What is more likely wrong than right is left out; how much that is goes to standard error.
    """
    question = find(name, stdin=input_text())
    given = _pairs(parameter or []) | ({"within": "yes"} if within else {})
    columns = tuple(column.strip() for column in sort.split(",")) if sort else ()
    choice = Choice(min_confidence=min_confidence, sort=columns, limit=limit)
    with reading(store) as kept:
        answer = run(
            kept, question, given, timeout=timeout, view=view_of(as_extracted), narrower=narrower, choice=choice
        )
        wider = widen(kept, question, given, answer, choice=choice) if wide or not answer.rows else None
        if wide and wider is not None:
            answer = wider.answer
        print_answer(answer, format)
        print_missing(answer)
        if answer.kind == "rows" and wider is not None and wider.words:
            talk.print(f"{wider.words}{'' if wide or not wider.more else '; --widen shows them'}", markup=False)


def queries(
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print the list.")] = "table",
) -> None:
    """List the named queries with their parameters."""
    if format == "json":
        print_data(json.dumps([_as_dict(each) for each in catalogue()], indent=1, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False)
    for column in ("query", "parameters", "answers"):
        table.add_column(column)
    for each in catalogue():
        table.add_row(*map(escape, (each.name, each.usage, each.title)))
    paper.print(table)


def _as_dict(query: NamedQuery) -> dict[str, Any]:
    parameters = [
        {"name": p.name, "type": p.type, "required": p.required, "default": p.default} for p in query.parameters
    ]
    return {"name": query.name, "title": query.title, "description": query.description, "parameters": parameters}


def _pairs(parameters: list[str]) -> dict[str, str]:
    pairs = {}
    for each in parameters:
        key, found, value = each.partition("=")
        if not (key and found):
            raise BadParameter(f"-p {each}: write it as key=value, for example -p construct='customer engagement'")
        pairs[key] = value
    return pairs
