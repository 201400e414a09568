"""The bibliography's lines cut into entries: by hanging indent, by number, or by how an entry begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.read.layout.columns import Line

NUMBERED = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.)])\s*(?=\S)")
AUTHOR = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'`-]+(?:\s[A-ZÀ-Þ][\w’'`-]+)?,\s*(?:[A-ZÀ-Þ]|[a-z]{1,3}\s)|——|–––|---|__|(?:(?:[Vv]an"
    r"|[Dd]e|[Vv]on|[Dd]er?|[Ll]a|[Ll]e)\s){1,2}[A-Z]"
    r"|[A-ZÀ-Þ][\w’'-]+\s[A-Z]{1,3}[,.( ]|[A-ZÀ-Þ][\w’'&-]+(?:\s[\w’'&-]+){0,5}[.,]?\s\((?:1[89]|20)\d\d)"
)
OVER = re.compile(r"[.\])”\"0-9]\s*$|\.[\w/-]+$|\b(?:in press|forthcoming)\.?$")


def split_entries(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a bibliography as the lines of its entries; what precedes the first entry starts one."""
    begins = _begins(lines)
    entries: list[list[Line]] = []
    for line, first in zip(lines, begins, strict=True):
        if first or not entries:
            entries.append([line])
        else:
            entries[-1].append(line)
    return entries


def _begins(lines: Sequence[Line]) -> list[bool]:
    numbered = [bool(NUMBERED.match(line.text)) for line in lines]
    if sum(numbered) >= max(3, 0.12 * len(lines)):
        return _by_number(lines)
    edges = _edges(lines)
    depths = [(line.x0 - edges[line.page, line.column]) / max(1.0, line.size) for line in lines]
    hanging = [0.6 < d < 6 for d in depths]
    if sum(hanging) >= 0.2 * len(lines):
        return [
            not inner
            and (place == 0 or bool(OVER.search(lines[place - 1].text)) or bool(AUTHOR.match(lines[place].text)))
            for place, inner in enumerate(hanging)
        ]
    return [place == 0 or _by_form(lines, place) for place in range(len(lines))]


def _by_number(lines: Sequence[Line]) -> list[bool]:
    """Numbers that count up begin entries; a line that only happens to begin with a number does not."""
    begins, expected = [], None
    for line in lines:
        match = re.match(r"[\[(]?(\d{1,3})[\].)]", line.text)
        value = int(match[1]) if match else None
        first = value is not None and (expected is None or 0 <= value - expected <= 2)
        if first and value is not None:
            expected = value + 1
        begins.append(first)
    return begins


def _edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """The leftmost x at which several lines begin, for each column of each page."""
    starts: dict[tuple[int, int], Counter[float]] = {}
    for line in lines:
        starts.setdefault((line.page, line.column), Counter())[round(line.x0)] += 1
    return {key: min((x for x, n in count.items() if n >= 2), default=min(count)) for key, count in starts.items()}


def _by_form(lines: Sequence[Line], place: int) -> bool:
    line, before = lines[place], lines[place - 1]
    step = before.y - line.y
    apart = before.page == line.page and before.column == line.column and step > 1.45 * line.size
    begins = bool(AUTHOR.match(line.text))
    over = bool(OVER.search(before.text))
    short = before.right - before.x1 > 3 * before.size
    return begins and over and (short or apart or bool(re.search(r"\.\s*$", before.text)))
