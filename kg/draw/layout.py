"""Where boxes stand: layered from left to right by Sugiyama's method (fast-sugiyama), few crossings, causes first.

The library lays out points on a grid, one layer a rank. Here a layer is a column, and a joint takes no more room than
a point. Long arrows get a point in each column that they cross, so that they go between boxes.
"""

from __future__ import annotations

import dataclasses

import fast_sugiyama

from kg.draw.plan import Plan

BOX = (168.0, 52.0)  # width and height of a box, in pixels
COLUMN = 250.0  # from the middle of a column to the next one's
ROW = 78.0  # from the middle of a box to the next one's, in one column
MARGIN = 40.0

Point = tuple[float, float]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The middle of each box and joint, the points that an arrow goes by between its ends, and the picture's size."""

    places: dict[str, Point]
    bends: dict[tuple[str, str], tuple[Point, ...]]
    width: float
    height: float


def lay_out(plan: Plan) -> Layout:
    """A place for every box; those without arrows stand in the first column, below the rest."""
    places: dict[str, Point] = {}
    bends: dict[tuple[str, str], tuple[Point, ...]] = {}
    top = MARGIN + BOX[1] / 2
    ends = list(dict.fromkeys((arrow.source, arrow.target) for arrow in plan.arrows))
    for positions, width, height, lines in (
        fast_sugiyama.from_edges(
            ends, vertex_spacing=1.0, dummy_vertices=True, dummy_size=0.5, crossing_minimization="barycenter"
        )
        if ends
        else ()
    ):
        grid = {name: (MARGIN + BOX[0] / 2 + (height - y) * COLUMN, top + x * ROW) for name, (x, y) in positions}
        places |= {name: point for name, point in grid.items() if isinstance(name, str)}
        bends |= _bends(list(lines or ()), grid)
        top += (width + 1) * ROW
    for name in plan.boxes:
        if name not in places:
            places[name] = (MARGIN + BOX[0] / 2, top)
            top += ROW
    right = max((x for x, _ in places.values()), default=0.0)
    bottom = max((y for _, y in places.values()), default=0.0)
    return Layout(places=places, bends=bends, width=right + BOX[0] / 2 + MARGIN, height=bottom + BOX[1] / 2 + MARGIN)


def _bends(
    lines: list[tuple[str | int, str | int]], grid: dict[str | int, Point]
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """The dummy vertices (numbers) between two named ones, by those."""
    after = {source: target for source, target in lines if isinstance(source, int)}
    found: dict[tuple[str, str], tuple[Point, ...]] = {}
    for source, target in lines:
        if isinstance(source, int):
            continue
        points = []
        while isinstance(target, int):
            points.append(grid[target])
            target = after[target]
        found[source, target] = tuple(points)
    return found
