"""``kg review next``, ``counts``, ``agreement`` and ``merge-judgements``: judging one statement after another."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

import click
import typer

from kg import queue
from kg.cli.curating import By, review
from kg.cli.options import DEFAULT_STORE, StoreOption, paper, reading, talk
from kg.cli.output import print_data, printable
from kg.curation import Verdict, judge
from kg.opening import open_for_writing
from kg.queue import Item
from kg.store import Store, open_store

KEYS: dict[str, Verdict] = {"y": "accepted", "n": "rejected"}
HELP = "y right · n wrong · s skip · b back · q stop"


def register(app: typer.Typer) -> None:
    """Nothing to add to ``app``: the commands of this module are of the group that ``kg.cli.curating`` added."""


@review.command("next", epilog="Example:  kg review next --by 'A. Reader' --limit 20")
def next_(
    by: By,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many statements.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Judge what most needs a person, one key a statement: y right, n wrong, s skip, b back, q stop.

    What is least sure and counts in most answers comes first. Each judgement is kept at once; whoever stops goes on
    there another time.
    """
    with open_for_writing(store) as kept:
        items = queue.pending(kept, by=by)[:limit]
        if not items:
            talk.print("nothing is left to judge", markup=False)
            return
        judged = _go_through(kept, items, by)
    talk.print(f"{judged} judged, kept; `kg review next` goes on, `kg review counts` sums up", markup=False)


def _go_through(store: Store, items: Sequence[Item], by: str) -> int:
    """Show one statement after another and keep what is said of it; how many were judged."""
    place, judged = 0, set()
    while place < len(items):
        item = items[place]
        _show(item, place + 1, len(items))
        key = _key()
        if key in KEYS:
            judge(store, item.statement, KEYS[key], by=by, when=datetime.now(UTC))
            judged.add(item.statement)
            place += 1
        elif key == "s":
            place += 1
        elif key == "b":
            place = max(place - 1, 0)
        elif key in ("q", ""):
            break
        else:
            talk.print(HELP, markup=False)
    return len(judged)


def _show(item: Item, number: int, total: int) -> None:
    where = ", ".join(filter(None, [item.paper, f"p. {item.page}" if item.page else ""]))
    what = " ".join(filter(None, [item.kind, item.number, item.status]))
    paper.print(f"\n{number} of {total}  {what}, confidence {item.confidence:.2f}", markup=False, style="bold")
    paper.print(printable(item.text), markup=False)
    for relation in item.relations:
        paper.print(f"  understood as: {printable(relation)}", markup=False)
    paper.print(printable(where), markup=False, style="dim")
    talk.print(HELP, markup=False, style="dim")


def _key() -> str:
    """One key: from the terminal without Enter, from a pipe or file the next character; none at its end."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (key := sys.stdin.read(1)).isspace() and key:
        continue
    return key.lower()


@review.command(epilog="Example:  kg review counts --format json")
def counts(
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print them.")] = "table",
) -> None:
    """Count what was judged, as a PRISMA flow does: identified, judged, accepted, rejected, left."""
    with reading(store) as kept:
        found = queue.progress(kept)
    numbers = {
        "identified": found.identified,
        "judged": found.judged,
        "accepted": found.accepted,
        "rejected": found.rejected,
        "edited": found.edited,
        "contested": found.contested,
        "left": found.left,
    }
    if format == "json":
        print_data(json.dumps(numbers | {"by_reviewer": dict(found.by_reviewer)}, indent=1, ensure_ascii=False))
        return
    for name, number in (numbers | {f"judged by {name}": n for name, n in found.by_reviewer.items()}).items():
        paper.print(f"{number:>8,}  {printable(name)}", markup=False)


@review.command(epilog="Example:  kg review agreement 'A. Reader' 'B. Reader'")
def agreement(
    first: Annotated[str, typer.Argument(help="A reviewer, as in --by.")],
    second: Annotated[str, typer.Argument(help="The other one.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Tell how far two reviewers agree on what both judged: share, Cohen's kappa, and where they differ."""
    with reading(store) as kept:
        found = queue.agreement(kept, first, second)
    kappa = "not defined: one verdict for all" if found.kappa is None else f"{found.kappa:.2f}"
    paper.print(f"{found.agreed} of {found.shared} alike; Cohen's kappa {kappa}", markup=False)
    for line in queue.disagreed(found):
        paper.print(printable(line), markup=False)


@review.command("merge-judgements", epilog="Example:  kg review merge-judgements ../second-reviewer/kg-store")
def merge_judgements(
    other: Annotated[str, typer.Argument(metavar="STORE", help="The other reviewer's store, of the same papers.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take over the judgements that were made in another store; the latest on each statement counts."""
    with open_store(other, read_only=True) as theirs, open_for_writing(store) as kept:
        found = queue.merge_judgements(kept, theirs)
    said = f"{found.added} judgements taken over, {found.known} were here already"
    more = {"on statements that are not here": found.elsewhere, "on edited statements, or edits, left": found.edits}
    talk.print(", ".join([said, *(f"{n} {what}" for what, n in more.items() if n)]), markup=False)
