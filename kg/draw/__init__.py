"""Pictures of a nomological network as papers draw their models: boxes, arrows, signs, mediators on the path,
moderators pointing at the arrow that they change. The style of a line tells what tests came to.

    svg = draw(network(store, about="trust"), title="trust")
    png = to_png(svg)
"""

from __future__ import annotations

from kg.draw.page import to_html
from kg.draw.png import to_png
from kg.draw.svg import draw

__all__ = ["draw", "to_html", "to_png"]
