"""``kg ask`` and ``kg synthesis``: plain questions, and what all papers together say of an effect."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.ask import Asked, Reading, ask
from kg.cli.options import DEFAULT_STORE, StoreOption, reading, talk
from kg.cli.tables import Output, print_answer
from kg.query import find


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("ask", epilog="Example:  kg ask 'what drives customer engagement in online communities'")(ask_question)


def ask_question(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question in plain words.")],
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Output, typer.Option(help="How to print the answer.")] = "table",
    timeout: Annotated[float | None, typer.Option(min=0, help="Seconds after which a query is stopped.")] = None,
) -> None:
    """Answer a plain question through the named queries.

    What was understood, as a `kg query` line to copy, and what was not, goes to standard error. A question that fits
    no form of words, or names what the store does not have, is refused: nothing is guessed.
    """
    with reading(store) as kept:
        asked = ask(kept, question, timeout=timeout)
    _say(asked, store)
    print_answer(asked.answer, format)


def _say(asked: Asked, store: str) -> None:
    for tried in asked.without_rows if asked.answer.rows else ():
        talk.print(f"no answer to: {_line(tried, store)}", markup=False)
    talk.print(f"understood: {find(asked.reading.query).title}", markup=False)
    talk.print(f"the same:   {_line(asked.reading, store)}", markup=False)
    if asked.reading.unused:
        talk.print(f"not used:   {'; '.join(asked.reading.unused)}", style="yellow", markup=False)


def _line(each: Reading, store: str) -> str:
    return each.command if store == DEFAULT_STORE else f"{each.command} --store {store}"
