"""``kg consensus`` and ``kg jangle``: what queries cannot say alone, for they count no entropy and no likeness."""

from __future__ import annotations

from typing import Annotated

import typer
from rdflib import Literal

from kg.cli.options import DEFAULT_STORE, LimitOption, MinConfidenceOption, StoreOption, reading
from kg.cli.tables import Output, print_answer
from kg.consensus import SIGNS, consensus, contested
from kg.jangle import ALIKE, jangles
from kg.store import Answer


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("consensus", epilog="Example:  kg consensus 'customer engagement'")(print_consensus)
    app.command("jangle", epilog="Example:  kg jangle --alike 0.5")(print_jangles)


def print_consensus(
    construct: Annotated[str | None, typer.Argument(help="Only its effects.", show_default=False)] = None,
    only_contested: Annotated[bool, typer.Option("--contested", help="Only effects of several signs.")] = False,
    limit: LimitOption = None,
    min_confidence: MinConfidenceOption = None,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Output, typer.Option(help="How to print it.")] = "table",
) -> None:
    """Tell how far papers agree on effects: the share of each sign, and their entropy in bits (0: one sign alone).

    What tests and findings came to and what papers claim are rows of their own; a paper votes once a sign.
    """
    with reading(store) as kept:
        found = consensus(kept, about=construct, min_confidence=min_confidence)
    chosen = (contested(found) if only_contested else found)[:limit]
    rows = [
        (
            *(Literal(words) for words in (each.cause, each.effect, each.level)),
            Literal(each.papers),
            *(Literal(round(each.shares[sign], 3)) if each.shares else None for sign in SIGNS.values()),
            None if each.entropy is None else Literal(round(each.entropy, 3)),
        )
        for each in chosen
    ]
    columns = ("cause", "effect", "level", "papers", *SIGNS, "entropy")
    print_answer(Answer(kind="rows", variables=columns, rows=tuple(rows)), format)


def print_jangles(
    alike: Annotated[float, typer.Option(min=0.01, max=1, help="Share of words in common, from here.")] = ALIKE,
    limit: LimitOption = None,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Output, typer.Option(help="How to print it.")] = "table",
) -> None:
    """List constructs of different names that papers define in nearly the same words."""
    with reading(store) as kept:
        found = jangles(kept, alike=alike)[:limit]
    rows = tuple(
        (
            *(Literal(words) for words in (each.first.name, each.second.name)),
            Literal(round(each.likeness, 2)),
            *(Literal(words) for words in (each.first.definition, each.first.paper)),
            *(Literal(words) for words in (each.second.definition, each.second.paper)),
        )
        for each in found
    )
    columns = ("name_1", "name_2", "likeness", "definition_1", "paper_1", "definition_2", "paper_2")
    print_answer(Answer(kind="rows", variables=columns, rows=rows), format)
