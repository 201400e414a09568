"""Answers on a terminal, and for programs."""

from __future__ import annotations

import sys
from typing import Literal

from rdflib import Literal as RdfLiteral
from rich.markup import escape
from rich.table import Table

from kg import export
from kg.cli.options import paper, talk
from kg.iris import DEFAULT_BASE
from kg.store import Answer, Term

Output = Literal["table", "csv", "tsv", "json"]


def print_answer(answer: Answer, format: Output) -> None:
    """Print a query's answer: rows or a truth value in ``format``, triples as Turtle."""
    if answer.kind == "triples":
        sys.stdout.write(export.turtle(answer.triples))
    elif format != "table":
        sys.stdout.write(export.serialise(answer, format))
    elif answer.kind == "truth":
        print("yes" if answer.truth else "no")
    else:
        _print_rows(answer)


def _print_rows(answer: Answer) -> None:
    table = Table(box=None, pad_edge=False, row_styles=("", "dim") if paper.is_terminal else None)
    shown = [i for i, name in enumerate(answer.variables) if any(row[i] is not None for row in answer.rows)]
    for place in shown:
        numbers = all(_is_number(row[place]) for row in answer.rows)
        table.add_column(answer.variables[place], justify="right" if numbers else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(escape(_short(row[place])) for place in shown))
    if answer.rows:
        paper.print(table)
    talk.print(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}", markup=False)


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, RdfLiteral) and isinstance(term.value, (int, float)))


def _short(term: Term | None) -> str:
    """A term as a person reads it; IRIs under our base without it."""
    return "" if term is None else str(term).removeprefix(DEFAULT_BASE)
