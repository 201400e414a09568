"""The seam between PDF engines and layout: a page as runs of characters with place, font and size.

An engine is ``pages(data: bytes) -> Iterator[Page]``. A run, not a single character, is the unit: one showing
operator's characters on one baseline, with the word spaces made out. That keeps layout cheap, and both engines
can tell it.
"""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from pipelines.text import Box

WORD_GAP = 0.12  # em; a wider gap between glyphs is a word space (kerning stays below 0.1, tight lines shrink to 0.15)
SPLIT_GAP = 1.0  # em; a wider gap ends a run: it may be a column gutter or a table cell's edge


class Run(NamedTuple):
    """Characters printed in one go. Lengths are points; ``y`` is the baseline, counted from the page's foot.

    ``text`` begins or ends with a space where the file has one there; ``x0`` and ``x1`` bound the visible glyphs.
    For turned text (``turn`` 90, 180, 270 degrees counter-clockwise, -1 for slanted) x runs along the writing and
    y across it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    hidden: bool = False
    turn: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as an engine hands it over: runs in content order. ``pictures`` is the share of it that images cover."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    pictures: float = 0.0


def box_of(page: int, x0: float, x1: float, y: float, size: float) -> Box:
    """The box of an upright line: from a quarter of the size below the baseline to three quarters above."""
    return Box(page=page, x0=round(x0, 1), y0=round(y - 0.25 * size, 1), x1=round(x1, 1), y1=round(y + 0.75 * size, 1))


def turn_of(a: float, b: float, c: float, d: float) -> int:
    """How far a text matrix turns the writing: 0, 90, 180 or 270, and -1 for any other angle or mirrored glyphs."""
    if a * d - b * c <= 0:
        return -1
    if abs(b) < 0.05 * abs(a):
        return 0 if a > 0 else 180
    if abs(a) < 0.05 * abs(b):
        return 90 if b > 0 else 270
    return -1


def place_of(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A point of the page as (along the writing, across it) for turned text; both grow as on an upright page."""
    if turn == 90:
        return y, width - x
    if turn == 180:
        return width - x, height - y
    if turn == 270:
        return height - y, x
    return x, y
