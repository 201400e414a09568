"""SVG as a picture of points, by resvg; the letters are those of a font that is installed with this package."""

from __future__ import annotations

from importlib.resources import files

import resvg_py

ZOOM = 2.0  # points a pixel of the SVG: sharp on paper


def to_png(svg: str) -> bytes:
    """The SVG document as PNG, the same on every machine: fonts of the system are not looked at."""
    fonts = str(files("font_source_sans_pro") / "files")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            background="#ffffff",
            skip_system_fonts=True,
            font_dirs=[fonts],
            font_family="Source Sans Pro",
            sans_serif_family="Source Sans Pro",
        )
    )
