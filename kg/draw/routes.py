"""Where each arrow goes: out of a box's side, between boxes by its bends, into the side of another.

An arrow leaves on the side that its target is on. Those that share a side are spread along it in the order of where
they come from, so that they do not cross just before the box; every curve is level at its ends and bends, and so
cannot run through the boxes of its own column.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from kg.draw.layout import BOX, Layout, Point
from kg.draw.plan import JOINT, Arrow

USED = 0.7  # share of a side along which arrows are spread
AROUND = 46.0  # pixels to the right that a line between two boxes of one column goes


def routes(arrows: Sequence[Arrow], layout: Layout) -> list[list[Point]]:
    """For each arrow the points that it goes by, its ends among them."""
    lines = [_line(arrow, layout) for arrow in arrows]
    sides: dict[tuple[str, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for number, (arrow, line) in enumerate(zip(arrows, lines, strict=True)):
        for place, name, towards in ((0, arrow.source, line[1]), (-1, arrow.target, line[-2])):
            if not name.startswith(JOINT):
                sides[name, towards[0] >= line[place][0]].append((towards[1], number, place))
    for (name, is_right), ends in sides.items():
        x, y = layout.places[name]
        for rank, (_, number, place) in enumerate(sorted(ends)):
            share = (rank + 0.5) / len(ends) - 0.5
            lines[number][place] = (x + (BOX[0] / 2 if is_right else -BOX[0] / 2), y + share * USED * BOX[1])
    return lines


def curve(points: Sequence[Point]) -> str:
    """The SVG path through the points: one cubic curve from each to the next, level at both."""
    drawn = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for start, end in itertools.pairwise(points):
        first, second = _handles(start, end)
        drawn.append(f"C{first[0]:.1f} {first[1]:.1f} {second[0]:.1f} {second[1]:.1f} {end[0]:.1f} {end[1]:.1f}")
    return " ".join(drawn)


def middle(points: Sequence[Point]) -> Point:
    """A point on the curve near its middle: half the way between the two points in the middle."""
    place = (len(points) - 1) // 2
    start, end = points[place], points[place + 1]
    first, second = _handles(start, end)
    return (
        (start[0] + 3 * first[0] + 3 * second[0] + end[0]) / 8,
        (start[1] + 3 * first[1] + 3 * second[1] + end[1]) / 8,
    )


def _line(arrow: Arrow, layout: Layout) -> list[Point]:
    """From the middle of one end to the middle of the other, by the bends between them."""
    source, target = layout.places[arrow.source], layout.places[arrow.target]
    bends = layout.bends.get((arrow.source, arrow.target))
    if bends is None:
        bends = tuple(reversed(layout.bends.get((arrow.target, arrow.source), ())))
    return [source, *bends, target]


def _handles(start: Point, end: Point) -> tuple[Point, Point]:
    """The two points that pull the curve: level with its ends, half the way; to the right within one column."""
    half = (end[0] - start[0]) / 2
    if abs(half) < 1:
        return (start[0] + AROUND, start[1]), (end[0] + AROUND, end[1])
    return (start[0] + half, start[1]), (end[0] - half, end[1])
