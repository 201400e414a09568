"""Tables and figures set apart from running text.

Tables are told by rows of cells (wide gaps) under or above a caption, figures by scattered short lines above theirs.
What is found is only kept apart and cut into rows and cells; what a table says is for extraction to find out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.read.layout.columns import PANEL, Line
from pipelines.read.layout.measure import Measure

CELL_GAP = 1.4  # em; a wider gap between two segments of a line parts cells
PROSE = 60  # characters; a line of so many on the first page is running text
CAPTION = re.compile(
    r"(?P<kind>tables?|tab\.|figures?|fig\.|exhibit|chart|scheme|panel)\s*"
    r"(?P<number>[A-Z]?\d{1,2}[a-z]?|[IVX]{1,5}|[A-Z]\.?\d{1,2}|[A-Z])(?P<end>\s*[.:|–—-]|\s*\)|\s|$)",
    re.I,
)
# What follows the number in a sentence about a table rather than in its caption.
TELLING = re.compile(
    r"\s*(?:,|\)|;|\b(?:shows?|presents?|reports?|illustrates?|depicts?|provides?|displays?|gives?|lists?"
    r"|summari[sz]es?"
    r"|contains?|indicates?|demonstrates?|reveals?|outlines?|describes?|compares?|includes?|details?|offers?"
    r"|exhibits?|is|are|was"
    r"|were|and|or|in|to|of|for|also|below|above|suggests?|confirms?|plots?|that|which|as|has|have|can|may|we"
    r"|through|respectively|highlights?|represents?)\b)"
)
ENUMERATOR = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)\]]|[•·–—▪●○*-]|\[\d+\]|(?:H|P|RQ)\d{1,2}[a-z]?[.:]?)$"
)


def is_caption(words: str) -> str | None:
    """ "table" or "figure" where a line begins a caption, None for anything else."""
    match = CAPTION.match(words)
    if not match or not words[0].isupper():
        return None
    after = words[match.end("number") :].lstrip()
    if not match["end"].strip() and after[:1].islower():
        return None
    if match["end"].strip() not in {".", ":", "|", "–", "—", "-"} and TELLING.match(words[match.end("number") :]):
        return None
    if match["kind"].lower() == "panel" or not re.search(r"[\dIVXA-Z]", match["number"]):
        return None
    return "table" if match["kind"].lower().startswith(("tab", "exhibit")) else "figure"


def cells_of(line: Line) -> list[str]:
    """A line's cells: its segments, joined where the gap is no wider than a stretched word space."""
    cells: list[str] = []
    end = 0.0
    for segment in line.cells:
        if cells and segment.x0 - end < CELL_GAP * segment.size:
            cells[-1] = f"{cells[-1]} {segment.text}"
        else:
            cells.append(segment.text)
        end = segment.x1
    return cells


def find_tables(lines: Sequence[Line], usual: Measure) -> list[int]:
    """For each line 0 for running text, else the number of the table or figure that it belongs to (from 1)."""
    marks = [0] * len(lines)
    number = 0
    for start, end in _zones(lines, usual):
        number += 1
        for place in range(start, end):
            marks[place] = number
    for place, line in enumerate(lines):
        if not marks[place] and is_caption(line.text) == "figure":
            first = _figure_start(lines, marks, place, usual)
            if first < place:
                number += 1
                marks[first:place] = [number] * (place - first)
    return marks


def _tabular(line: Line) -> bool:
    """Is it a row of cells (and not a numbered item, a stretched line or a displayed formula's number)?"""
    cells = cells_of(line)
    if (
        line.column == PANEL
        or len(cells) < 2
        or is_caption(line.text)
        or (len(cells) == 2 and ENUMERATOR.match(cells[0]) and len(cells[1]) > 15)
    ):
        return False
    letters = sum(map(len, cells))
    return not (len(cells) == 2 and letters > 0.95 * (line.right - line.left) / max(1.0, 0.5 * line.size))


def _running(line: Line, usual: Measure) -> bool:
    """Does it look like a line of the body: full measure, body size, one segment?"""
    full = line.x1 - line.x0 > 0.8 * (line.right - line.left)
    return full and len(cells_of(line)) == 1 and abs(line.size - usual.size) < 0.6 and len(line.text) > 25


def _zones(lines: Sequence[Line], usual: Measure) -> list[tuple[int, int]]:
    zones: list[tuple[int, int]] = []
    place = 0
    while place < len(lines):
        if _tabular(lines[place]):
            start, end = _grow(lines, place, usual, zones[-1][1] if zones else 0)
            rows = sum(_tabular(line) for line in lines[start:end])
            captioned = any(is_caption(line.text) == "table" for line in lines[max(0, start - 4) : start + 1])
            if rows >= 3 or (rows >= 2 and captioned):
                zones.append((start, end))
                place = end
                continue
        place += 1
    return zones


def _grow(lines: Sequence[Line], seed: int, usual: Measure, floor: int) -> tuple[int, int]:
    """From a row of cells to the whole table, as far as lines go on being unlike the body."""
    start = seed
    while start > floor and _belongs(lines, start - 1, start, usual):
        start -= 1
    end = seed + 1
    while end < len(lines) and _belongs(lines, end, end - 1, usual):
        end += 1
    while end > seed + 1 and not _tabular(lines[end - 1]) and _trailing(lines, end - 1, usual):
        end -= 1
    return start, end


def _belongs(lines: Sequence[Line], place: int, beside: int, usual: Measure) -> bool:
    line, other = lines[place], lines[beside]
    if line.page != other.page or (line.column, line.band) != (other.column, other.band):
        return False
    if is_caption(line.text) or _running(line, usual):
        return False
    distance = abs(other.y - line.y)
    if distance > 4.5 * usual.leading:
        return False
    if _tabular(line):
        return True
    if line.size > usual.size + 0.4:
        return False
    if line.page == lines[0].page and len(line.cells) == 1 and len(line.text) > PROSE:
        return False  # an abstract in small type under authors that stand side by side
    small = line.size < usual.size - 0.4
    short = line.x1 - line.x0 < 0.55 * (line.right - line.left)
    return (small or short) and distance < 2.6 * usual.leading and not _ends_paragraph(lines, place, usual)


def _ends_paragraph(lines: Sequence[Line], place: int, usual: Measure) -> bool:
    """Is it the short last line of a paragraph of the body?"""
    if place == 0:
        return False
    line, before = lines[place], lines[place - 1]
    close = before.page == line.page and 0 < before.y - line.y < 1.25 * usual.leading
    return close and _running(before, usual) and abs(before.size - line.size) < 0.3


def _trailing(lines: Sequence[Line], place: int, usual: Measure) -> bool:
    """A body-size line at a zone's end that heads what follows rather than closing the table."""
    return lines[place].size > usual.size - 0.4


def _figure_start(lines: Sequence[Line], marks: Sequence[int], caption: int, usual: Measure) -> int:
    """Where the scattered words of a figure begin above its caption."""
    first = caption
    while first > 0:
        line, below = lines[first - 1], lines[first]
        if marks[first - 1] or line.page != below.page or line.band != below.band or line.column != below.column:
            break
        widest = max(c.x1 - c.x0 for c in line.cells)
        short = widest < 0.6 * (line.right - line.left) and max(map(len, cells_of(line))) < 60
        if not short or is_caption(line.text) or _ends_paragraph(lines, first - 1, usual):
            break
        if re.match(r"\d+(\.\d+)*\.?\s+[A-Z][a-z]", line.text) or (
            line.bold and not usual.bold and line.size >= usual.size
        ):
            break
        first -= 1
    return first if caption - first >= 2 else caption
