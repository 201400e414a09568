"""Answers on a terminal, and for programs."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from typing import Literal

from rdflib import Literal as RdfLiteral
from rdflib import URIRef
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg import export
from kg.cli.options import paper, talk
from kg.cli.output import print_data, printable
from kg.iris import DEFAULT_BASE
from kg.query.choosing import COUNTED, Chosen, serialise
from kg.rdf.terms import PREFIXES
from kg.store import Answer, Term

Output = Literal["table", "csv", "tsv", "json"]

LONG = 40  # characters: a column whose values are mostly longer (titles) goes under its row, over the whole width
SENTENCES = frozenset({"sentence", "definition"})  # always under the row, however short
PLAIN = SENTENCES | {"title", "path"}  # need no name before them under the row
PLACES = {  # said after the sentence that stands there, with these words before it
    "paper": "",
    "page": "p. ",
    "section": "",
    "context": "",
    "confidence": "confidence ",
}
# Said there too in a row about several statements, where each has its own.
SIDES = {"kind": "", "number": "", "status": "", "contexts": "contexts: ", "moderators": "moderators: "}
WIDEST = 30  # characters of a short column before its words are folded
NARROWEST = 6  # characters that a column keeps however narrow the terminal
INDENT = 4  # characters before what stands under a row


def print_answer(answer: Answer, format: Output) -> None:
    """Print a query's answer: rows or a truth value in ``format``, triples as Turtle."""
    if answer.kind == "triples":
        print_data(export.turtle(answer.triples), end="")
    elif format != "table":
        print_data(serialise(answer, format), end="")
    elif answer.kind == "truth":
        print("yes" if answer.truth else "no")
    else:
        _print_answer_rows(answer)


def print_missing(answer: Chosen, command: str = "") -> None:
    """Say on standard error what of the answer is not shown; ``command`` with ``--min-confidence 0`` shows it."""
    if answer.beyond_limit:
        talk.print(answer.beyond_limit, markup=False)
    if answer.unlikely:
        verb = "counts" if answer.of == COUNTED else "shows"
        talk.print(f"{answer.unlikely}; {f'{command} --min-confidence 0'.strip()} {verb} them", markup=False)


def print_rows(columns: Sequence[Column]) -> None:
    """Columns of equal length as a table that stays readable on a narrow terminal.

    Sentences go under their row, with the place where they stand. Columns that do not fit side by side without
    breaking words go there too, the emptiest first, as ``name: value``.
    """
    long = [c for c in columns if c.is_long]
    places = [c for c in columns if c.is_place and long]
    short, spilled = _split([c for c in columns if c not in long and c not in places], paper.width)
    widths = _fit(short, paper.width)
    count = len(columns[0].cells) if columns else 0
    if count and short:
        paper.print(_line(short, widths, [c.name for c in short], style="bold"))
    below = [list(_lines_below(long, places, number)) for number in range(count)]
    for number in range(count):
        if short:
            paper.print(_line(short, widths, [c.cells[number] for c in short]))
        named = ", ".join(_named(c.name, c.cells[number]) for c in spilled if c.cells[number])
        # Rows of one sentence share it: it stands under the last of them.
        is_last = number + 1 == count or below[number + 1] != below[number] or not short
        for line in ([Text(named)] if named else []) + (below[number] if is_last else []):
            paper.print(Padding(line, (0, 0, 0, INDENT)))


def _named(name: str, cell: str) -> str:
    """A value with its name before it, where it does not say its name itself ("negated")."""
    return cell if cell == name else f"{name}: {cell}"


def _print_answer_rows(answer: Answer) -> None:
    columns = [Column(name, [row[i] for row in answer.rows]) for i, name in enumerate(answer.variables)]
    shown = [c for c in columns if c.has_words] or columns
    print_rows(shown)
    _print_count(len(answer.rows), [c.name for c in columns if c not in shown and any(c.cells)])


def _lines_below(long: Sequence[Column], places: Sequence[Column], number: int) -> Iterator[Text]:
    """The long values of a row; after the last of a kind (one, two …), where they stand: paper, page, section."""
    for place, column in enumerate(long):
        if column.cells[number]:
            name = "" if column.stem in PLAIN else f"{column.name}: "
            yield Text(f"{name}{column.cells[number]}", style="italic" if column.stem in PLAIN else "")
        if column.suffix not in {later.suffix for later in long[place + 1 :]}:
            where = [c.where(number) for c in places if c.suffix == column.suffix and c.cells[number]]
            if where:
                yield Text(", ".join(where), style="dim")


def _split(columns: Sequence[Column], available: int) -> tuple[list[Column], list[Column]]:
    """Those that stand side by side with their words whole, and those that go under the row: the emptiest, from the
    right. The first column stays, whatever its words.
    """
    beside = list(columns)
    while len(beside) > 1 and _total([c.longest_word for c in beside]) > available:
        beside.remove(min(reversed(beside[1:]), key=lambda c: c.filled))
    return beside, [c for c in columns if c not in beside]


def _fit(columns: Sequence[Column], available: int) -> list[int]:
    """Widths that fit side by side: the widest give way first, and none below its longest word while another can."""
    fitted, least = [c.width for c in columns], [c.longest_word for c in columns]
    while _total(fitted) > available:
        spare = [i for i, width in enumerate(fitted) if width > least[i]] or range(len(fitted))
        widest = max(spare, key=lambda i: fitted[i])
        if fitted[widest] <= NARROWEST:
            break
        fitted[widest] -= 1
    return fitted


def _total(widths: Sequence[int]) -> int:
    """Characters that columns of these widths take, two spaces between them."""
    return sum(widths) + 2 * (len(widths) - 1)


def _print_count(count: int, hidden: Sequence[str]) -> None:
    left = f"; --format csv also has {', '.join(hidden)}" if hidden and count else ""
    talk.print(f"{count} row{'' if count == 1 else 's'}{left}", markup=False)


class Column:
    """One variable of an answer as cells of text."""

    def __init__(self, name: str, terms: Sequence[Term | None]) -> None:
        self.name = name
        self.cells = ["" if term is None else printable(shorten(str(term))) for term in terms]
        filled = [term for term in terms if term is not None]
        # The IRIs of our own statements and papers say nothing to a reader; those of other graphs do.
        self.has_words = any(not isinstance(t, URIRef) or not t.startswith(DEFAULT_BASE) for t in filled)
        self.is_number = all(isinstance(t, RdfLiteral) and isinstance(t.value, (int, float)) for t in filled)
        self.filled = sum(map(bool, self.cells))
        self.width = min(max(map(len, [name, *self.cells])), WIDEST)
        self.longest_word = min(
            max(len(word) for cell in [name, *self.cells] for word in cell.split() or [""]), WIDEST
        )
        # An address that is broken in two cannot be copied.
        is_address = any("://" in cell or re.search(rf"\S/\S{{{WIDEST},}}", cell) for cell in self.cells)
        is_wordy = statistics.median(map(len, self.cells or [""])) > LONG
        self.is_place = self.stem in PLACES or (self.suffix != "" and self.stem in SIDES)
        self.is_long = self.stem in SENTENCES or (not self.is_place and (is_address or is_wordy))

    @property
    def stem(self) -> str:
        """The name without its number: ``page_2`` is a page."""
        return self.name.rpartition("_")[0] if self.suffix else self.name

    @property
    def suffix(self) -> str:
        """The number that columns about the same thing share, where a row is about several."""
        number = self.name.rpartition("_")[2]
        return number if number.isdecimal() else ""

    def where(self, row: int) -> str:
        """A cell as part of a source: "p. 3" for a page."""
        return f"{(PLACES | SIDES)[self.stem]}{self.cells[row]}"


def shorten(words: str) -> str:
    """An IRI as people write it: with a prefix ("prov:used"), or without this data set's base; others as they are."""
    for prefix, namespace in PREFIXES.items():
        if words.startswith(namespace) and re.fullmatch(r"[\w-]+", words[len(namespace) :]):
            return f"{prefix}:{words[len(namespace) :]}"
    return words.removeprefix(DEFAULT_BASE)


def _line(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str], style: str = "") -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for column, width in zip(columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.is_number else "left"
        table.add_column(width=width, justify=justify, overflow="fold", style=style)
    table.add_row(*map(Text, cells))
    return table
