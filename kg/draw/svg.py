"""The picture itself, as SVG that needs nothing from elsewhere: boxes, curves, arrow heads, signs, a legend."""

from __future__ import annotations

import re
import textwrap
from html import escape

from kg.draw.layout import BOX, MARGIN, Point, lay_out
from kg.draw.plan import Arrow, plan
from kg.draw.routes import curve, middle, routes
from kg.network.model import Network, Status

FONT = "'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
LETTERS = 24  # characters of a line in a box
LINES = 3  # lines of a label, and an ellipsis after them
HEADER, LEGEND = 44.0, 52.0  # heights of the title and the legend
NARROWEST = 760.0  # width that the legend needs
STYLES: dict[Status, tuple[str, str, str]] = {  # dashes, colour, words of the legend
    "supported": ("", "#1b1b1b", "supported or found"),
    "contested": ("10 4 2 4", "#8a5a00", "contested, or in part"),
    "not_supported": ("7 5", "#b00020", "not supported"),
    "untested": ("2 4", "#5f6368", "proposed, no test reported"),
}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def draw(network: Network, *, title: str = "") -> str:
    """The network as an SVG document, as large as it needs to be."""
    drawn = plan(network)
    layout = lay_out(drawn)
    width, height = max(layout.width, NARROWEST), layout.height + HEADER + LEGEND
    about = set(network.about)
    lines = list(zip(drawn.arrows, routes(drawn.arrows, layout), strict=True))
    body = [
        *(_arrow(arrow, curve(points)) for arrow, points in lines),
        *(_box(label, layout.places[iri], marked=iri in about) for iri, label in drawn.boxes.items()),
        *(_sign(arrow, middle(points)) for arrow, points in lines if arrow.label),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
            f' height="{height:.0f}" font-family="{FONT}" font-size="14" role="img">',
            f"<title>{_text(title or 'Nomological network')}</title>",
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
            f"<defs>{''.join(_head(status) for status in STYLES)}</defs>",
            f'<text x="{MARGIN:.0f}" y="30" font-size="18" font-weight="bold" fill="#1b1b1b">{_text(title)}</text>',
            f'<g transform="translate(0 {HEADER:.0f})">',
            *body,
            "</g>",
            _legend(height - LEGEND + 18),
            "</svg>\n",
        ]
    )


def _box(label: str, at: Point, *, marked: bool) -> str:
    """A box with its name in at most three lines; that of the construct asked about is filled."""
    x, y = at[0] - BOX[0] / 2, at[1] - BOX[1] / 2
    lines = textwrap.wrap(CONTROL.sub(" ", label), LETTERS, max_lines=LINES, placeholder=" …") or [""]
    first = at[1] + 5 - (len(lines) - 1) * 7.5
    spans = "".join(
        f'<tspan x="{at[0]:.1f}" y="{first + 15 * n:.1f}">{_text(line)}</tspan>' for n, line in enumerate(lines)
    )
    fill, weight = ("#e8f0fe", "bold") if marked else ("#ffffff", "normal")
    return (
        f'<g class="construct"><title>{_text(label)}</title><rect x="{x:.1f}" y="{y:.1f}" width="{BOX[0]:.0f}"'
        f' height="{BOX[1]:.0f}" rx="3" fill="{fill}" stroke="#1b1b1b" stroke-width="1.3"/>'
        f'<text text-anchor="middle" font-weight="{weight}" font-size="13" fill="#1b1b1b">{spans}</text></g>'
    )


def _arrow(arrow: Arrow, path: str) -> str:
    status = arrow.evidence.status
    dashes, colour, _ = STYLES[status]
    head = f' marker-end="url(#{status})"' if arrow.head else ""
    tail = f' marker-start="url(#{status})"' if arrow.both and arrow.head else ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<g class="{"moderation" if arrow.moderates else "effect"} {status}"><title>{_text(arrow.words)}</title>'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"{dashed}{head}'
        f"{tail}/></g>"
    )


def _sign(arrow: Arrow, at: Point) -> str:
    """The sign on a white patch in the middle of its line, so that it is read wherever lines cross."""
    x, y = at
    width = 8 * len(arrow.label) + 8
    colour = STYLES[arrow.evidence.status][1]
    return (
        f'<g class="sign"><rect x="{x - width / 2:.1f}" y="{y - 10:.1f}" width="{width}" height="20" rx="9"'
        f' fill="#ffffff"/><text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-weight="bold" font-size="15"'
        f' fill="{colour}">{_text(arrow.label)}</text></g>'
    )


def _head(status: Status) -> str:
    colour = STYLES[status][1]
    return (
        f'<marker id="{status}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"'
        f' orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z" fill="{colour}"/></marker>'
    )


def _legend(y: float) -> str:
    parts, x = [], MARGIN
    for dashes, colour, words in STYLES.values():
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(
            f'<path d="M{x:.0f} {y:.0f} h34" stroke="{colour}" stroke-width="1.6"{dashed}/>'
            f'<text x="{x + 40:.0f}" y="{y + 4:.0f}" font-size="12" fill="#1b1b1b">{_text(words)}</text>'
        )
        x += 56 + 6.2 * len(words)
    return f'<g class="legend">{"".join(parts)}</g>'


def _text(words: str) -> str:
    """Words that XML can hold."""
    return escape(CONTROL.sub(" ", words))
