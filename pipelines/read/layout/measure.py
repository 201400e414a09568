"""What is usual in a document: its body type, its line distance. Everything else is judged against that."""

from __future__ import annotations

import dataclasses
import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.read.layout.columns import Line
from pipelines.read.layout.lines import Segment


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The body's font size and line distance in points, and whether its running text is bold (scans often say so)."""

    size: float
    leading: float
    bold: bool
    italic: bool
    justified: bool


def measure(lines: Sequence[Line]) -> Measure:
    """The usual values, weighted by letters, over lines long enough to be running text."""
    long = [line for line in lines if len(line.text) > 30] or list(lines)
    if not long:
        return Measure(size=10.0, leading=12.0, bold=False, italic=False, justified=False)
    sizes = Counter[float]()
    bold = italic = letters = 0
    for line in long:
        n = len(line.text)
        sizes[round(line.size * 2) / 2] += n
        letters += n
        bold += n if line.bold else 0
        italic += n if line.italic else 0
    size = max(sizes, key=lambda s: sizes[s])
    return Measure(
        size=size,
        leading=_leading(long, size),
        bold=2 * bold > letters,
        italic=2 * italic > letters,
        justified=_justified(long),
    )


def mark_heads(segments: Iterable[Segment]) -> None:
    """Take rare fonts for bold in a document whose fonts' names tell no weight ("AdvPS405B8").

    A font is the body's when it prints at least a twelfth of the letters of long segments.
    """
    known = list(segments)
    if any(s.bold for s in known):
        return
    letters = Counter[str]()
    for s in known:
        if len(s.text) > 30:
            letters[s.font] += len(s.text)
    total = sum(letters.values())
    for s in known:
        s.bold = letters[s.font] < total / 12 and not s.italic and len(s.text) > 2


def _leading(long: Sequence[Line], size: float) -> float:
    steps = Counter(
        round((a.y - b.y) * 2) / 2
        for a, b in itertools.pairwise(long)
        if a.page == b.page and a.column == b.column and 0.8 * size < a.y - b.y < 3.2 * size
    )
    return max(steps, key=lambda s: (steps[s], -s)) if steps else 1.2 * size


def _justified(long: Sequence[Line]) -> bool:
    shortfalls = [(line.right - line.x1) / max(1.0, line.size) for line in long if line.right > line.left]
    return bool(shortfalls) and statistics.median(abs(s) for s in shortfalls) < 0.25
