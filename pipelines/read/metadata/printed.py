"""Printed lines of paragraphs: a byline and a masthead are made of lines, which a paragraph has joined with blanks."""

from __future__ import annotations

import collections
import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from pipelines.read.paragraph import Paragraph

LONGEST = 700  # characters; what is longer is running text, whose lines tell nothing by themselves
LONGEST_COVER = 3000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line, or one cell of a row that stands side by side; ``size`` is its height in points where known."""

    text: str
    size: float | None = None
    cell: bool = False


def printed_lines(paragraph: Paragraph) -> list[PrintedLine]:
    """The lines of a paragraph as printed, a table's row cell by cell; one line where lines are not known."""
    if paragraph.rows:
        return [
            PrintedLine(text=cell.strip(), cell=len([c for c in row if c.strip()]) > 1)
            for row in paragraph.rows
            for cell in row
            if cell.strip()
        ]
    if len(paragraph.fragments) < 2:
        return [PrintedLine(text=paragraph.text, size=paragraph.size)]
    beside = collections.Counter((f.box.page, f.box.y0) for f in paragraph.fragments)
    return [
        PrintedLine(text=words, size=round(f.box.y1 - f.box.y0, 1), cell=beside[f.box.page, f.box.y0] > 1)
        for f in paragraph.fragments
        if (words := paragraph.text[f.start : f.end].strip())
    ]


def line_texts(paragraph: Paragraph) -> Iterator[str]:
    """A short paragraph whole, then line by line, then each two lines that follow each other."""
    yield paragraph.text
    if len(paragraph.text) > (LONGEST_COVER if paragraph.role == "boilerplate" else LONGEST):
        return
    rows = [" ".join(cell.strip() for cell in row if cell.strip()) for row in paragraph.rows]
    lines: Sequence[str] = rows or [line.text for line in printed_lines(paragraph)]
    if len(lines) > 1:
        yield from lines
        yield from (f"{one} {other}" for one, other in itertools.pairwise(lines))
