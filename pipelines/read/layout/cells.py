"""A table's lines as rows of cells: columns from where cells stand, rows from baselines, wrapped cells rejoined."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Sequence

from pipelines.read.layout.columns import Line
from pipelines.read.layout.join import Words, meet
from pipelines.read.layout.page import box_of
from pipelines.read.layout.stripes import Stripe, find_stripes, part_line
from pipelines.read.layout.tables import CELL_GAP
from pipelines.text import Fragment

NUMERIC = re.compile(r"[^\w]*[\d.,−–-]*\d[\d.,]*[^\w]*(?:[*a-z†]{0,4})$")
LABEL = re.compile(r"(?:H|P|RQ|Hypothesis |Proposition )\d{1,2}[a-z]?\b|\(?\d{1,2}[a-z]?[.)]\s|\[\d+\]")
OPEN = re.compile(r"(?:[-‐,/&]|\b(?:and|of|the|to|in|on|for|with|by|a|an|is|or|that|than|perceived))$", re.I)
BETWEEN_CELLS, BETWEEN_ROWS = " | ", " || "


@dataclasses.dataclass(slots=True)
class Cell:
    """Words of one cell on one baseline, or of a wrapped cell; ``places`` are (words, line) in reading order."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    places: list[tuple[str, float, float, float]]  # words, x0, x1, baseline


def find_rows(lines: Sequence[Line], words: Words) -> list[list[Cell]]:
    """Rows of cells, from top to bottom and left to right; wrapped cells are whole.

    ``words`` are the document's own, which tell the hyphens that stay where a cell is wrapped.
    """
    rows = _rows(lines, find_stripes(lines))
    columns = _columns(rows)
    merged: list[list[Cell]] = []
    tight = _tight_step(rows)
    for row in rows:
        row = _fuse(row, columns, words)
        if merged and (_wraps(merged[-1], row, columns) or _follows(merged[-1], row, columns, tight)):
            _append(merged[-1], row, columns, words)
        else:
            merged.append(row)
    return merged


def lay_out(
    rows: Sequence[Sequence[Cell]], page: int, clean: Callable[[str], str]
) -> tuple[str, tuple[tuple[str, ...], ...], tuple[Fragment, ...]]:
    """The table as one line of text, as rows of cell texts, and the box of each printed piece."""
    text, cells, fragments = "", [], []
    for row in rows:
        texts: list[str] = []
        for cell in row:
            words = clean(cell.text)
            if not words:
                continue
            text += (BETWEEN_CELLS if texts else BETWEEN_ROWS) if text else ""
            start = len(text)
            text += words
            texts.append(words)
            fragments += _fragments(words, start, cell, page, clean)
        if texts:
            cells.append(tuple(texts))
    return text, tuple(cells), tuple(fragments)


def _fragments(words: str, start: int, cell: Cell, page: int, clean: Callable[[str], str]) -> list[Fragment]:
    """The cell's pieces found again in its cleaned text, in order; what cleaning changed goes with its neighbour."""
    found, place = [], 0
    for piece, x0, x1, y in cell.places:
        part = clean(piece).rstrip("-‐")
        at = words.find(part, place) if part else -1
        if at >= 0:
            place = at + len(part)
            found.append(Fragment(start=start + at, end=start + place, box=box_of(page, x0, x1, y, cell.size)))
    return found


def _rows(lines: Sequence[Line], stripes: Sequence[Stripe]) -> list[list[Cell]]:
    """Cells by row: baselines that overlap in height (cells centred beside taller ones) make one row."""
    cells = sorted((c for line in lines for c in _cells(line, stripes)), key=lambda c: (-round(c.y), c.x0))
    rows: list[list[Cell]] = []
    for cell in cells:
        level = bool(rows) and min(c.y for c in rows[-1]) - cell.y < 0.75 * min(cell.size, rows[-1][-1].size)
        if level and not _opens(cell, rows[-1]):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _opens(cell: Cell, row: Sequence[Cell]) -> bool:
    """Does a cell begin a row of its own, since its label stands below another one ("H1b …" below "H1a …")?"""
    if not LABEL.match(cell.text):
        return False
    return any(LABEL.match(c.text) and c.x0 < cell.x1 and cell.x0 < c.x1 and c.y - cell.y > 2 for c in row)


def _cells(line: Line, stripes: Sequence[Stripe]) -> list[Cell]:
    cells: list[Cell] = []
    for s in part_line(line, stripes):
        near = bool(cells) and s.x0 - cells[-1].x1 < CELL_GAP * s.size
        if near and not any(cells[-1].x1 < stripe.x1 and stripe.x0 < s.x0 for stripe in stripes):
            cell = cells[-1]
            cell.text, cell.x1 = f"{cell.text} {s.text}", s.x1
            cell.places.append((s.text, s.x0, s.x1, s.y))
        else:
            cells.append(Cell(s.text, s.x0, s.x1, s.y, s.size, [(s.text, s.x0, s.x1, s.y)]))
    return cells


def _columns(rows: Sequence[Sequence[Cell]]) -> list[tuple[float, float]]:
    """Stripes that cells stand in; cells of rows with several cells that overlap share one, spanning cells do not."""
    cells = sorted((c for row in rows if len(row) > 1 for c in row), key=lambda c: c.x1 - c.x0)
    columns: list[tuple[float, float]] = []
    for cell in cells:
        touched = [i for i, (x0, x1) in enumerate(columns) if cell.x0 < x1 - 1 and x0 + 1 < cell.x1]
        if not touched:
            columns.append((cell.x0, cell.x1))
        elif len(touched) == 1:
            x0, x1 = columns[touched[0]]
            columns[touched[0]] = (min(x0, cell.x0), max(x1, cell.x1))
    return sorted(columns)


def _column(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    best, place = float("-inf"), 0
    for i, (x0, x1) in enumerate(columns):
        overlap = (x1 if x1 < cell.x1 else cell.x1) - (x0 if x0 > cell.x0 else cell.x0)
        if overlap > best:
            best, place = overlap, i
    return place


def _fuse(row: Sequence[Cell], columns: Sequence[tuple[float, float]], words: Words) -> list[Cell]:
    """Cells of one row in the same column, one above the other, as one cell."""
    found: dict[int, Cell] = {}
    for cell in sorted(row, key=lambda c: (-c.y, c.x0)):
        key = _column(cell, columns)
        if key in found:
            _join(found[key], cell, words)
        else:
            found[key] = dataclasses.replace(cell, places=list(cell.places))
    return [found[key] for key in sorted(found)]


def _wraps(before: Sequence[Cell], row: Sequence[Cell], columns: Sequence[tuple[float, float]]) -> bool:
    """Is a row only the second line of cells in the row before it?"""
    size = row[0].size
    if not 0 < _step(before, row) < 1.4 * size:
        return False
    above = {_column(c, columns): c for c in before}
    if len(row) > len(before) or any(NUMERIC.match(c.text) for c in row):
        return False
    pairs = [(above.get(_column(c, columns)), c) for c in row]
    if any(a is None or LABEL.match(c.text) for a, c in pairs):
        return False
    first = _column(row[0], columns) == 0
    flows = [bool(a and (c.text[:1].islower() or c.text[:1] == "(" or OPEN.search(a.text))) for a, c in pairs]
    return all(flows) if first else (len(row) < len(before) or all(flows))


def _tight_step(rows: Sequence[Sequence[Cell]]) -> float:
    """The step in points from line to line inside the rows of a table that parts its rows by air; 0 for others."""
    steps = [step for a, b in itertools.pairwise(rows) if (step := _step(a, b)) > 0]
    if len(steps) < 3:
        return 0.0
    airy = sum(step > 1.15 * min(steps) for step in steps)
    return min(steps) if 0.3 * len(steps) <= airy <= 0.85 * len(steps) else 0.0


def _step(before: Sequence[Cell], row: Sequence[Cell]) -> float:
    """The way down from the last baseline of one row to the first of the next."""
    return min(cell.places[-1][3] for cell in before) - max(cell.y for cell in row)


def _follows(
    before: Sequence[Cell], row: Sequence[Cell], columns: Sequence[tuple[float, float]], tight: float
) -> bool:
    """Does a row stand as close below another as lines of one cell do, with no number below a number?"""
    if not 0 < _step(before, row) < 1.05 * tight:
        return False
    above = {_column(c, columns): c for c in before}
    pairs = [(above.get(_column(c, columns)), c) for c in row]
    return all(a is not None and not (NUMERIC.match(a.text) and NUMERIC.match(c.text)) for a, c in pairs) and not any(
        LABEL.match(c.text) for c in row
    )


def _append(before: list[Cell], row: Sequence[Cell], columns: Sequence[tuple[float, float]], words: Words) -> None:
    above = {_column(c, columns): c for c in before}
    for cell in row:
        _join(above[_column(cell, columns)], cell, words)


def _join(cell: Cell, more: Cell, words: Words) -> None:
    left, gap = meet(cell.text, more.text, words)
    cell.text = f"{left}{gap}{more.text}"
    cell.x0, cell.x1 = min(cell.x0, more.x0), max(cell.x1, more.x1)
    cell.places.extend(more.places)
