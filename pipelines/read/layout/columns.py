"""Segments become lines in reading order: gutters are found, bands of one and two columns told apart.

A gutter is a place that few segments cross while many full-width column lines end before and begin after it. Segments
that do cross it (titles, wide tables) part the page into bands; within a band the left column comes first. Recognised
words under a scan (``hidden`` runs) are taken in content order instead, since their boxes may run off the page.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.read.layout.lines import Segment

INDENT = 24  # points, by which lines of a column may begin farther in
PANEL = 9  # the column number of what stands beside the running text
FRONT = 2  # pages, a cover counted in, that may have a title
MOST_TITLE = 7  # lines
MOST_FACTS = 500  # characters beside a title


@dataclasses.dataclass(slots=True)
class Line:
    """Segments on one baseline of one column, with their words and the longest one's place and type.

    ``left`` and ``right`` are the column's edges, ``gap`` the widest gap between two segments in em.
    """

    cells: list[Segment]
    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    column: int = 0
    band: int = 0
    left: float = 0.0
    right: float = 0.0


def make_line(cells: list[Segment], page: int) -> Line:
    """A line of segments that stand in order."""
    if len(cells) == 1:
        main, text = cells[0], cells[0].text
    else:
        main, text = max(cells, key=lambda c: len(c.text)), " ".join([c.text for c in cells])
    return Line(cells, page, text, cells[0].x0, cells[-1].x1, main.y, main.size, main.bold, main.italic)


def find_gutter(segments: Sequence[Segment], width: float) -> float | None:
    """The x of the gutter between two columns of running text, or None.

    Both sides need lines that fill their column: table cells, however well aligned, are short.
    """
    best: tuple[float, float] | None = None
    long = [s for s in segments if len(s.text) > 12]
    for x in _candidates(long, width):
        left = [s for s in long if s.x1 <= x]
        right = [s for s in long if s.x0 >= x - 1]
        if _fills(left) >= 6 and _fills(right) >= 6:
            crossing = len(long) - len(left) - len(right)
            share = crossing / len(long)
            if share < 0.45 and (best is None or share < best[0]):
                best = (share, x)
    return best[1] if best else None


def _candidates(long: Sequence[Segment], width: float) -> list[float]:
    """Left edges in the page's middle part that several segments share, indented ones counted in."""
    edges = Counter(round(s.x0) for s in long if 0.3 * width < s.x0 < 0.72 * width)
    near = {x: edges[x - 1] + edges[x] + edges[x + 1] for x in edges}
    within = {x: sum(n for y, n in edges.items() if x - 1 <= y < x + INDENT) for x in edges}
    return [x - 2.0 for x, n in near.items() if n >= 6 or (n >= 2 and within[x] >= 6)]


def _fills(segments: Sequence[Segment]) -> int:
    """How many segments are about as wide as the column they form."""
    if not segments:
        return 0
    widths = sorted(s.x1 - s.x0 for s in segments)
    usual = widths[int(0.8 * (len(widths) - 1))]
    full = sum(w > 0.85 * usual for w in widths)
    return full if usual > 100 and full > 0.35 * len(widths) else 0


def shared_gutter(found: Sequence[float | None]) -> float | None:
    """The gutter that most two-column pages of a document share; None for a document of one column."""
    gutters = [g for g in found if g is not None]
    if len(gutters) < max(1, 0.25 * len(found)):
        return None
    counts = Counter(round(g / 8) for g in gutters)
    return sorted(g for g in gutters if round(g / 8) == counts.most_common(1)[0][0])[0]


def choose_gutter(own: float | None, shared: float | None) -> float | None:
    """A page's gutter: its own only where it is near the document's, or where the document has none."""
    if own is None or shared is None:
        return shared if own is None else own
    return own if abs(own - shared) < 24 else shared


def order_lines(segments: Sequence[Segment], *, gutter: float | None, page: int, streamed: bool = False) -> list[Line]:
    """The page's lines in reading order; ``streamed`` trusts the content stream instead of geometry."""
    if streamed:
        return _framed(_streamed(segments, page))
    segments, panel = _without_side_facts(segments) if page <= FRONT else (segments, [])
    if gutter is None:
        segments, more = _without_panel(segments)
        panel += more
        return _framed(_rows(segments, page)) + _panel_lines(panel, page)
    lines: list[Line] = []
    for band, (wide, part) in enumerate(_bands(segments, gutter)):
        if wide:
            part, aside = _without_panel(part)
            panel += aside
            rows = _rows(part, page)
            _number(rows, band, 0)
            lines += _framed(rows)
        else:
            if panel:
                part, panel = _hang_on(part, panel)
            for column, side in enumerate(_sides(part, gutter), 1):
                rows = _rows(side, page)
                _number(rows, band, column)
                lines += _framed(rows)
    return lines + _panel_lines(panel, page)


def _without_side_facts(segments: Sequence[Segment]) -> tuple[Sequence[Segment], list[Segment]]:
    """A first page's lines, and the journal's small facts that stand beside its title, on about the same baselines."""
    large = max((s.size for s in segments if len(s.text.split()) > 2), default=0.0)
    title = [s for s in segments if s.size > large - 0.3]
    if not title or len(title) > MOST_TITLE:
        return segments, []
    high, low = max(s.y for s in title) + large, min(s.y for s in title) - 0.3 * large
    right = max(s.x1 for s in title)
    small = [s for s in segments if s.size < 0.7 * large and s.x0 > right - 1]
    panel = [s for s in small if low < s.y < high]
    if len(panel) < 2:
        return segments, []
    panel = _grown(panel, small)
    if sum(len(s.text) for s in panel) > MOST_FACTS:  # a column of text
        return segments, []
    chosen = {id(s) for s in panel}
    return [s for s in segments if id(s) not in chosen], panel


def _without_panel(segments: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Running lines, and what stands beside them outside their edges: a side panel, a head in the margin."""
    longest = max((s.x1 - s.x0 for s in segments), default=0.0)
    long = [s for s in segments if s.x1 - s.x0 > 0.7 * longest and len(s.text) > 30]
    starts = Counter(round(s.x0) for s in long)
    if len(long) < 6 or not starts:
        return list(segments), []
    edge, often = starts.most_common(1)[0]
    body = [s for s in long if abs(s.x0 - edge) < 3]
    if often < 5 or len(body) < 6:
        return list(segments), []
    right = sorted(s.x1 for s in body)[int(0.9 * (len(body) - 1))]
    beside = [s for s in segments if (s.x1 < edge - 4 and not _enumerates(s, segments)) or s.x0 > right + 4]
    own = {id(s) for s in body}
    within = [s for s in segments if s.x0 >= edge - 2 and s.x1 <= right + 4 and id(s) not in own]
    panel = [
        s
        for s in beside
        if any(abs(s.y - b.y) < 1.7 * b.size for b in body) and sum(abs(s.y - o.y) < 0.3 * o.size for o in within) < 2
    ]
    panel = _grown(panel, beside)
    chosen = {id(s) for s in panel}
    return [s for s in segments if id(s) not in chosen], panel


def _enumerates(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Is it the number of an entry or item whose words begin beside it?"""
    numbered = re.fullmatch(r"[\[(]?(?:\d{1,3}|[a-zA-Z]|[ivx]+)[\]).]?|[•–—-]", segment.text)
    return bool(numbered) and any(
        abs(segment.y - s.y) < 0.4 * s.size and -1 < s.x0 - segment.x1 < 3 * s.size
        for s in segments
        if s is not segment
    )


def _grown(panel: list[Segment], beside: Sequence[Segment]) -> list[Segment]:
    """The panel with the lines just above and below it that stand in its stripe."""
    found, rest = list(panel), [s for s in beside if s not in panel]
    near = found
    while near:
        near = [s for s in rest if any(abs(s.y - f.y) < 3 * f.size and s.x0 < f.x1 and f.x0 < s.x1 for f in found)]
        found += near
        rest = [s for s in rest if s not in near]
    return found


def _hang_on(part: Sequence[Segment], panel: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """A band below a panel without the lines that go on in the panel's stripe, closely and no wider than it."""
    foot, right = min(panel, key=lambda s: s.y), max(s.x1 for s in panel)
    more: list[Segment] = []
    for segment in sorted(part, key=lambda s: -s.y):
        step = foot.y - segment.y
        alike = abs(segment.size - foot.size) < 0.3 and abs(segment.x0 - foot.x0) < 2 * foot.size
        if 0 < step < 1.9 * foot.size and alike and segment.x1 <= right + 5:
            more.append(segment)
            foot = segment
    return [s for s in part if s not in more], panel + more


def _panel_lines(panel: Sequence[Segment], page: int) -> list[Line]:
    lines = _rows(panel, page)
    _number(lines, 0, PANEL)
    return _framed(lines)


def _number(lines: Iterable[Line], band: int, column: int) -> None:
    for line in lines:
        line.band, line.column = band, column


def _sides(segments: Sequence[Segment], gutter: float) -> tuple[list[Segment], list[Segment]]:
    left = [s for s in segments if (s.x0 + s.x1) / 2 < gutter]
    return left, [s for s in segments if (s.x0 + s.x1) / 2 >= gutter]


def _bands(segments: Sequence[Segment], gutter: float) -> list[tuple[bool, list[Segment]]]:
    """The page from top to bottom as bands: (crosses the gutter?, segments)."""
    crossing = [s.x0 < gutter - 6 and s.x1 > gutter + 8 for s in segments]
    wides = [s for s, c in zip(segments, crossing, strict=True) if c]
    floats = _wide_floats(segments, wides, gutter)
    crossing = [
        c or id(s) in floats or _ends_wide(s, wides, segments) for s, c in zip(segments, crossing, strict=True)
    ]
    tops = sorted(((s.y + 0.3 * s.size, s.y - 0.3 * s.size) for s, c in zip(segments, crossing, strict=True) if c))
    bands: list[tuple[bool, list[Segment]]] = []
    for segment in sorted(segments, key=lambda s: -s.y):
        wide = any(low <= segment.y + 0.15 * segment.size and segment.y <= high for high, low in tops)
        if bands and bands[-1][0] == wide:
            bands[-1][1].append(segment)
        else:
            bands.append((wide, [segment]))
    return _without_slivers(bands, gutter)


def _wide_floats(segments: Sequence[Segment], wides: Sequence[Segment], gutter: float) -> set[int]:
    """Cells of tables and words of figures that lie over both columns, though no single one crosses the gutter.

    They are rows with cells on both sides, none as wide as a column, and what goes on from such rows, or from a
    figure's wide caption upwards, without a line that fills its column.
    """
    column = max((s.x1 - s.x0 for s in segments if s.x1 < gutter + 6), default=0.0)
    ordered = sorted(segments, key=lambda s: -s.y)
    rows: list[list[Segment]] = []
    for segment in ordered:
        if rows and rows[-1][0].y - segment.y < 0.3 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    seeds = [_spans_as_cells(row, column, gutter) for row in rows]
    small = [
        all(s.x1 - s.x0 < 0.72 * column or s in wides for s in row)
        or (len(row) >= 4 and sum(s.x1 - s.x0 >= 0.5 * column for s in row) <= 1)
        for row in rows
    ]
    found: set[int] = set()
    for place, row in enumerate(rows):
        beside = [*seeds[max(0, place - 1) : place], *seeds[place + 1 : place + 2]]
        if seeds[place] and any(beside):
            found |= _stretch(rows, small, place, -1) | _stretch(rows, small, place, 1) | {id(s) for s in row}
        elif any(s in wides and re.match(r"fig(?:ure|\.)\s?\d", s.text, re.I) for s in row):
            found |= _stretch(rows, small, place, -1)
    return found


def _spans_as_cells(row: Sequence[Segment], column: float, gutter: float) -> bool:
    """Three or more short segments on one baseline, on both sides of the gutter."""
    short = all(s.x1 - s.x0 < 0.72 * column for s in row)
    left, right = _sides(row, gutter)
    return len(row) >= 3 and short and bool(left) and bool(right)


def _stretch(rows: Sequence[Sequence[Segment]], small: Sequence[bool], start: int, step: int) -> set[int]:
    """The rows that follow from one in a direction, as long as none holds a line that fills its column."""
    found: set[int] = set()
    place = start + step
    while 0 <= place < len(rows) and small[place]:
        near = rows[place - step][0]
        if abs(near.y - rows[place][0].y) > 4.5 * near.size or (step < 0 and _closes(rows, small, place)):
            break
        least = min(s.size for s in rows[place])
        heads = len(rows[place]) == 1 and rows[place][0].bold and least >= near.size
        if step > 0 and (heads or least > near.size + 1.5):
            break  # headings below the table
        found |= {id(s) for s in rows[place]}
        place += step
    return found


def _closes(rows: Sequence[Sequence[Segment]], small: Sequence[bool], place: int) -> bool:
    """Is a short row the last line of a paragraph above it?"""
    above = rows[place - 1] if place else ()
    return bool(above) and not small[place - 1] and above[0].y - rows[place][0].y < 1.5 * above[0].size


def _ends_wide(segment: Segment, wides: Sequence[Segment], others: Sequence[Segment]) -> bool:
    """Is it the short last line of a paragraph that crosses the gutter, with nothing beside it?"""
    follows = any(
        abs(w.x0 - segment.x0) < 3 and 0 < w.y - segment.y < 1.6 * w.size and abs(w.size - segment.size) < 0.5
        for w in wides
        if w.x1 - w.x0 > 150
    )
    return follows and not any(o.x0 > segment.x1 and abs(o.y - segment.y) < 0.3 * o.size for o in others)


def _without_slivers(bands: list[tuple[bool, list[Segment]]], gutter: float) -> list[tuple[bool, list[Segment]]]:
    """A two-column band that holds words on one side only, between wide bands, belongs to them (short last lines)."""
    merged: list[tuple[bool, list[Segment]]] = []
    for place, (wide, part) in enumerate(bands):
        left, right = _sides(part, gutter)
        amid = (place == 0 or bands[place - 1][0]) and (place == len(bands) - 1 or bands[place + 1][0])
        if not wide and amid and len(bands) > 1 and (not right or not left) and len(part) <= 2:
            wide = True
        if merged and merged[-1][0] == wide:
            merged[-1][1].extend(part)
        else:
            merged.append((wide, list(part)))
    return merged


def _streamed(segments: Sequence[Segment], page: int) -> list[Line]:
    """Lines in content order; recognised words sway about their baseline, so neighbours to the right join."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.order):
        last = rows[-1][-1] if rows else None
        size = max(segment.size, last.size) if last else 0.0
        if (
            last is not None
            and abs(last.y - segment.y) < 0.55 * size
            and -1.5 * size < segment.x0 - last.x1 < 6 * size
            and segment.x0 > last.x0
        ):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [make_line(row, page) for row in rows]


def _rows(segments: Sequence[Segment], page: int) -> list[Line]:
    """Segments on about one baseline as lines, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if rows and _level(rows[-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [make_line(sorted(row, key=lambda s: s.x0), page) for row in rows]


def _level(row: Sequence[Segment], segment: Segment) -> bool:
    near = any(abs(c.y - segment.y) < 0.3 * max(c.size, segment.size, 1.0) for c in row[-3:])
    return near and all(segment.x0 >= c.x1 - 1 or segment.x1 <= c.x0 + 1 for c in row)


def _framed(lines: list[Line]) -> list[Line]:
    """The lines with their column's edges: where most of its lines begin, and the farthest end of several."""
    if lines:
        starts = Counter(round(line.x0) for line in lines for _ in range(min(3, 1 + len(line.text) // 30)))
        often = [x for x, n in starts.items() if n >= max(2, 0.2 * len(lines))]
        left = float(min(often)) if often else min(line.x0 for line in lines)
        ends = sorted(line.x1 for line in lines)
        right = ends[int(0.85 * (len(ends) - 1))]
        for line in lines:
            line.left, line.right = left, right
    return lines
