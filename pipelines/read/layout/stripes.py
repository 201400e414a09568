"""White stripes between a table's columns, where the gaps of single rows are too narrow to tell.

A row of a dense table is set as tight as a sentence; what parts its cells is that the gaps of many rows lie one under
the other. A stripe is a range of x that most rows leave white among their words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.read.layout.columns import Line
from pipelines.read.layout.lines import Segment, part_segment
from pipelines.read.layout.page import WORD_GAP, Run

LEAST_ROWS = 3  # rows that a stripe must part
WHITE = 0.8  # share of the rows on both sides of a stripe that must leave it white
LEAST_WIDTH = 0.15  # em
KEPT = 0.6  # a row leaves more than this share of the stripes that it reaches over white
LEGEND = re.compile(r"^\W*(?:notes?|source)\b|[*∗†‡]\s?p\b", re.I)  # lines that tell what a table's signs mean
STARS = re.compile(r"\s*[*∗†‡]+\s*$")


class Stripe(NamedTuple):
    x0: float
    x1: float


def find_stripes(lines: Sequence[Line]) -> list[Stripe]:
    """The white stripes of a table's lines, from left to right."""
    rows = [(line.x0, line.x1, gaps) for line in lines if (gaps := _gaps(line)) and not LEGEND.search(line.text)]
    if len(rows) < LEAST_ROWS:
        return []
    changes = [(x, 0, side) for left, right, _ in rows for x, side in ((left, 1), (right, -1))]
    changes += [(x, side, 0) for _, _, gaps in rows for gap in gaps for x, side in ((gap.x0, 1), (gap.x1, -1))]
    found: list[Stripe] = []
    white = spanning = 0
    for (x0, whiter, reaching), (x1, _, _) in itertools.pairwise(sorted(changes)):
        white, spanning = white + whiter, spanning + reaching
        if x0 < x1 and white >= max(LEAST_ROWS, WHITE * spanning):
            if found and found[-1].x1 == x0:
                found[-1] = Stripe(found[-1].x0, x1)
            else:
                found.append(Stripe(x0, x1))
    least = LEAST_WIDTH * min(line.size for line in lines)
    return [stripe for stripe in found if stripe.x1 - stripe.x0 > least]


def part_line(line: Line, stripes: Sequence[Stripe]) -> list[Segment]:
    """The line's segments, cut where stripes run through gaps between their runs; a note below the table stays whole.

    Words of a note leave a stripe white by chance, those of a row do so at most of the stripes that it reaches over.
    """
    gaps = _gaps(line)
    crossed = [stripe for stripe in stripes if line.x0 < stripe.x0 and stripe.x1 < line.x1]
    white = [stripe for stripe in crossed if any(_meet(stripe, gap) for gap in gaps)]
    if len(white) <= KEPT * len(crossed) or LEGEND.search(line.text):
        return line.cells
    found: list[Segment] = []
    for segment in line.cells:
        places = [
            place
            for place, (a, b) in enumerate(itertools.pairwise(segment.runs), 1)
            if _parts(a, b, segment.size) and any(_meet(stripe, Stripe(a.x1, b.x0)) for stripe in white)
        ]
        found += part_segment(segment, places) if places else [segment]
    return found


def _meet(stripe: Stripe, gap: Stripe) -> bool:
    return gap.x0 < stripe.x1 and stripe.x0 < gap.x1


def _gaps(line: Line) -> list[Stripe]:
    """The gaps of a line that can part cells."""
    runs = sorted((run for segment in line.cells for run in segment.runs), key=lambda run: run.x0)
    return [Stripe(a.x1, b.x0) for a, b in itertools.pairwise(runs) if _parts(a, b, line.size)]


def _parts(left: Run, right: Run, size: float) -> bool:
    """Is there a word space between two runs, and is the second more than the first one's stars?"""
    return right.x0 - left.x1 > WORD_GAP * size and not STARS.match(right.text)
