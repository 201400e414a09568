"""``kg ask`` and ``kg synthesis``: plain questions, and what all papers together say of an effect."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rdflib import Literal
from rich.padding import Padding
from rich.text import Text

from kg.ask import Answered, Reading, ask
from kg.cli.options import DEFAULT_STORE, MinConfidenceOption, StoreOption, paper, reading, talk
from kg.cli.output import print_data
from kg.cli.tables import Output, print_answer, print_missing
from kg.query import find
from kg.query.choosing import LIKELY
from kg.store import Answer
from kg.synthesis import ASSUMPTIONS, Pair, synthesise

COUNTS = ("supported", "partially_supported", "not_supported", "found", "claimed", "hedged")


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("ask", epilog="Example:  kg ask 'what drives customer engagement in online communities'")(ask_question)
    app.command(epilog="Example:  kg synthesis 'customer engagement' loyalty")(synthesis)


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
    for part in asked.parts:
        _say(part, store)
        if format == "table":
            print_answer(part.answer, format)
    if format != "table":
        print_answer(asked.answer, format)


def synthesis(
    cause: Annotated[str | None, typer.Argument(help="Where the effect begins; alone: all that it leads to.")] = None,
    effect: Annotated[str | None, typer.Argument(help="Where the effect ends.")] = None,
    on: Annotated[str | None, typer.Option("--effect", help="Without a cause: all that leads to this.")] = None,
    wider: Annotated[bool, typer.Option(help="Count constructs with longer names that hold these.")] = False,
    min_confidence: MinConfidenceOption = None,
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Output, typer.Option(help="csv and tsv have the votes alone, json has all.")] = "table",
) -> None:
    """Sum up what all papers say of an effect: votes by sign, and pooled correlations where they report them.

    A paper counts once a sign. Correlations are summed up by random effects (needs the extra "synthesis");
    standardised coefficients are only listed. What is more likely wrong than right is not counted.
    """
    least = LIKELY if min_confidence is None else min_confidence
    with reading(store) as kept:
        pairs = synthesise(kept, cause=cause, effect=effect or on, wider=wider, min_confidence=least)
    if format == "json":
        print_data(json.dumps([pair.to_dict() for pair in pairs], indent=1, ensure_ascii=False))
        return
    if format != "table":
        print_answer(_as_answer(pairs), format)
        return
    print_answer(_as_table(pairs), format)
    for line in _summary(pairs):
        paper.print(Padding(Text(line.lstrip(" ")), (0, 0, 0, len(line) - len(line.lstrip(" ")))))


def _as_answer(pairs: Sequence[Pair]) -> Answer:
    rows = [
        (pair.cause, pair.effect, votes.sign, len(votes.papers), *(getattr(votes, name) for name in COUNTS), said)
        for pair in pairs
        for votes in pair.votes
        for said in ["; ".join(votes.papers)]
    ]
    return _answer(("cause", "effect", "sign", "papers", *COUNTS, "in_papers"), rows)


def _as_table(pairs: Sequence[Pair]) -> Answer:
    """The votes for the eye: counts in words, without those that are none."""
    rows = []
    for pair, votes in ((each, votes) for each in pairs for votes in each.votes):
        counts = {name.replace("_", " "): getattr(votes, name) for name in COUNTS}
        said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        rows.append((pair.cause, pair.effect, votes.sign, len(votes.papers), said, "; ".join(votes.papers)))
    return _answer(("cause", "effect", "sign", "papers", "votes", "in_papers"), rows)


def _answer(columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> Answer:
    literals = tuple(tuple(Literal(value) for value in row) for row in rows)
    return Answer(kind="rows", variables=columns, rows=literals)


def _summary(pairs: Sequence[Pair]) -> Iterator[str]:
    """The pooled correlations, the coefficients and what was not counted, in lines."""
    for pair in pairs:
        lines = [*_pooled(pair), *_coefficients(pair), *(f"not counted: {words}" for words in pair.left_out)]
        if lines:
            yield ""
            yield f"{pair.cause} → {pair.effect}"
            yield from (f"  {line}" for line in lines)
    if any(pair.pooled or pair.coefficients for pair in pairs):
        yield ""
        yield "Assumptions"
        yield from (f"  {line}" for line in ASSUMPTIONS)


def _pooled(pair: Pair) -> Iterator[str]:
    if (pooled := pair.pooled) is not None:
        yield f"r = {pooled.mean:.2f}, 95% interval {pooled.low:.2f} to {pooled.high:.2f} (random effects)"
        yield (
            f"{len(pooled.correlations)} papers, {pooled.participants} participants; between papers: "
            f"tau² = {pooled.tau2:.3f}, I² = {pooled.i2:.0%}, Q = {pooled.q:.2f}"
        )
        yield "; ".join(f"{each.paper}: r = {each.r:.2f}, n = {each.n}" for each in pooled.correlations)


def _coefficients(pair: Pair) -> Iterator[str]:
    if (found := pair.coefficients) is not None:
        count = len(found.papers)
        span = f"median {found.median:.2f}, from {found.values[0]:.2f} to {found.values[-1]:.2f}"
        yield f"β from {count} paper{'' if count == 1 else 's'}, not pooled: {span}"


def _say(part: Answered, store: str) -> None:
    """What was understood of a part of the question, and what was not."""
    if part.is_passages:
        talk.print(f"passages, not an answer: {part.why_passages}", style="yellow", markup=False)
        talk.print(f"to go on:   {_line(part.reading, store)}", markup=False)
        return
    for tried in part.without_rows if part.answer.rows else ():
        talk.print(f"no answer to: {_line(tried, store)}", markup=False)
    talk.print(f"understood: {find(part.reading.query).title}", markup=False)
    talk.print(f"the same:   {_line(part.reading, store)}", markup=False)
    if part.widened:
        talk.print(f"names:      {part.widened}", markup=False)
    if part.context:
        rows = f"{part.in_context} of {len(part.answer.rows)} rows, shown first: their study or sentence says so"
        talk.print(f"context:    {part.context}: {rows}", markup=False)
    print_missing(part.answer, _line(part.reading, store))
    if part.reading.unused:
        talk.print(f"not used:   {'; '.join(part.reading.unused)}", style="yellow", markup=False)


def _line(each: Reading, store: str) -> str:
    return each.command if store == DEFAULT_STORE else f"{each.command} --store {store}"
