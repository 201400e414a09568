"""``kg draw``: pictures of what papers say around a construct."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import (
    DEFAULT_STORE,
    ExtractedOption,
    MinConfidenceOption,
    StoreOption,
    reading,
    talk,
    view_of,
)
from kg.cli.output import print_data
from kg.draw import draw as drawn
from kg.draw import to_html, to_png
from kg.network import network
from kg.query.choosing import LIKELY

Picture = Literal["svg", "png", "html"]
MOST = 40  # effects in one picture: more of them cannot be read


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command(epilog="Example:  kg draw 'customer engagement' -o engagement.svg")(draw)


def draw(
    construct: Annotated[
        str | None, typer.Argument(help="What the picture is about; without, the whole store.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file; .svg, .png or .html.", show_default=False),
    ] = None,
    format: Annotated[Picture | None, typer.Option(help="For standard output. [default: svg]")] = None,
    steps: Annotated[int, typer.Option(min=1, max=3, help="How far around the construct.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many effects, those of most papers.")] = MOST,
    min_confidence: MinConfidenceOption = None,
    as_extracted: ExtractedOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw a construct's effects as papers draw their models.

    Boxes are constructs, arrows effects with their sign (and how many papers say so); mediators stand on the path,
    moderators point at the arrow that they change. Lines are solid where tests supported the effect or a finding has
    it, dashed where they did not, dash-dotted where papers disagree, dotted where no test is reported.
    """
    least = LIKELY if min_confidence is None else min_confidence
    with reading(store) as kept:
        found = network(kept, about=construct, steps=steps, min_confidence=least, view=view_of(as_extracted))
    chosen = found.strongest(limit)
    if len(chosen.edges) < len(found.edges):
        talk.print(f"the {limit} effects of most papers, of {len(found.edges)}; --limit draws more", markup=False)
    title = construct or "All papers"
    svg = drawn(chosen, title=title)
    wanted = format or _format_of(output)
    data = to_png(svg) if wanted == "png" else (to_html(chosen, svg, title=title) if wanted == "html" else svg)
    if output is not None:
        output.write_bytes(data if isinstance(data, bytes) else data.encode())
        talk.print(f"{output}: {len(chosen.nodes)} constructs, {len(chosen.edges)} effects", markup=False)
    elif isinstance(data, bytes):
        sys.stdout.buffer.write(data)
    else:
        print_data(data, end="")


def _format_of(output: Path | None) -> Picture:
    if output is None:
        return "svg"
    ending = output.suffix.removeprefix(".").lower()
    if ending not in ("svg", "png", "html"):
        raise typer.BadParameter(f"{output}: a picture is .svg, .png or .html")
    return ending  # type: ignore[return-value]
