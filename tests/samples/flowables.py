"""Turns the elements of a marked-up paper into flowables: fonts, styles, paragraphs, tables, drawings.

The font is Source Serif (SIL OFL), from font-source-serif-pro; words are hyphenated with pyphen's American patterns.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from font_source_serif_pro import font_files_ttf
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from tests.samples.markup import Element, Source

SERIF, BOLD, ITALIC = "SourceSerif", "SourceSerif-Bold", "SourceSerif-Italic"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The measures of running text in one layout, in points."""

    size: float
    leading: float
    indent: float  # of a paragraph's first line
    between: float = 0  # space between paragraphs
    justified: bool = True
    ligatures: bool = False
    small: float = 0.82  # size of tables, notes and references beside the text's


@functools.cache
def register_fonts() -> None:
    """Make the serif family known to reportlab, once."""
    for name, cut in {SERIF: "", BOLD: "Bold", ITALIC: "It", f"{SERIF}-BoldItalic": "BoldIt"}.items():
        pdfmetrics.registerFont(TTFont(name, font_files_ttf[f"SourceSerifPro{cut}"]))
    pdfmetrics.registerFontFamily(SERIF, normal=SERIF, bold=BOLD, italic=ITALIC, boldItalic=f"{SERIF}-BoldItalic")


# -- words ------------------------------------------------------------------------------------------------------------


def dress(text: str, source: Source, look: Look) -> str:
    """Marked-up words as reportlab's inline XML."""
    out = escape(text)
    if source.markup:
        out = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", out)
        out = re.sub(r"\*(.+?)\*", r"<i>\1</i>", out)
    if source.notes:
        out = re.sub(r"\[\^(\w+)\]", r'<super size="6">\1<onDraw name="note" label="\1"/></super>', out)
    if look.ligatures:
        out = re.sub(r"(?<!/)fi(?!>)", "ﬁ", out).replace("fl", "ﬂ")
    return out


def style(look: Look, **changes: object) -> ParagraphStyle:
    """The style of running text, with changes by reportlab's own names."""
    register_fonts()
    plain = {
        "fontName": SERIF,
        "fontSize": look.size,
        "leading": look.leading,
        "alignment": TA_JUSTIFY if look.justified else TA_LEFT,
        "spaceAfter": look.between,
        "hyphenationLang": "en_US",
        "hyphenationMinWordLength": 6,
        "embeddedHyphenation": 1,
        "uriWasteReduce": 0.3,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    return ParagraphStyle("text", **{**plain, **changes})


def small(look: Look, **changes: object) -> ParagraphStyle:
    """The style of tables, notes and references."""
    size = look.size * look.small
    return style(look, **{"fontSize": size, "leading": size * 1.18, "spaceAfter": 0, **changes})


# -- elements ---------------------------------------------------------------------------------------------------------


def flow(source: Source, look: Look) -> Iterator[Flowable]:
    """The body as flowables in order. Paragraphs are indented except after a heading, as printers do."""
    after_heading = True
    for element in source.elements:
        yield from _set_element(element, source, look, indented=not after_heading)
        after_heading = element.kind in {"heading", "quote", "table", "figure"}


def _set_element(element: Element, source: Source, look: Look, *, indented: bool) -> Iterator[Flowable]:
    text = dress(element.text, source, look)
    if element.kind in {"table", "wide"}:
        yield _table(element, source, look)
    elif element.kind == "figure":
        yield Figure(element, source, look)
    elif element.kind == "heading":
        yield Paragraph(text, heading_style(look, element.level))
    else:
        yield Paragraph(("• " if element.kind == "item" else "") + text, _body_style(element, look, indented))


def _body_style(element: Element, look: Look, indented: bool) -> ParagraphStyle:
    step = look.leading / 2
    if element.kind == "reference":
        return small(look, leftIndent=12, firstLineIndent=-12, spaceAfter=2, leading=max(look.leading * 0.86, 10))
    if element.kind in {"statement", "quote", "item"}:
        return style(look, leftIndent=14, rightIndent=8, spaceBefore=step, spaceAfter=step)
    return style(look, firstLineIndent=look.indent if indented else 0)


def heading_style(look: Look, level: int) -> ParagraphStyle:
    """Headings by level: 1 is a title, 2 a section, deeper ones italic."""
    font, size = {1: (BOLD, 1.5), 2: (BOLD, 1.12)}.get(level, (ITALIC, 1.06))
    return style(
        look,
        fontName=font,
        fontSize=look.size * size,
        leading=max(look.leading, look.size * size * 1.2),
        alignment=TA_LEFT,
        spaceBefore=look.leading * (1 if level < 3 else 0.6),
        spaceAfter=look.leading * 0.4,
        hyphenationLang="",
        keepWithNext=1,
    )


def _table(element: Element, source: Source, look: Look) -> Flowable:
    """A table as social science prints it: caption above, three rules, a note below."""
    size = 7.2 if look.size < 10 else 9
    cell = small(look, fontSize=size, leading=size * 1.2, alignment=TA_LEFT, hyphenationLang="")
    number = small(look, fontSize=size, leading=size * 1.2, alignment=TA_CENTER, hyphenationLang="")
    rows = [
        [
            Paragraph(dress(c, source, look), number if _is_number(c) or (i == 0 and j > 0) else cell)
            for j, c in enumerate(row)
        ]
        for i, row in enumerate(element.rows)
    ]
    rules = [("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.4, colors.black)]
    rules += [("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), 1.6) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    table = Table(rows, colWidths=_shares(element.rows), style=rules + pads, spaceAfter=3)
    caption = Paragraph(f"<b>{dress(element.text, source, look)}</b>", small(look, spaceAfter=3, alignment=TA_LEFT))
    note = [Paragraph(dress(element.note, source, look), small(look, fontSize=size - 0.4))] if element.note else []
    return Group([caption, table, *note], wide=element.kind == "wide")


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[<−–.,%\d\s-]+", cell))


def _shares(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """Column widths in per cent, by the root of the longest cell: long words get room, numbers keep theirs."""
    longest = [max(6, *(len(row[j]) for row in rows)) ** 0.75 for j in range(len(rows[0]))]
    return [f"{100 * n / sum(longest):.2f}%" for n in longest]


class Group(Flowable):
    """Flowables that stay together, with air around them; ``wide`` ones span the page."""

    def __init__(self, parts: list[Flowable], *, wide: bool = False) -> None:
        super().__init__()
        self.parts, self.wide = parts, wide
        self.spaceBefore = self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.heights = [part.wrap(width, 10_000)[1] + part.getSpaceAfter() for part in self.parts]
        return width, sum(self.heights)

    def draw(self) -> None:
        y = sum(self.heights)
        for part, height in zip(self.parts, self.heights, strict=True):
            y -= height
            part.drawOn(self.canv, 0, y + part.getSpaceAfter())


class Figure(Flowable):
    """A drawing of boxes and arrows in points, with its caption below; it spans the page."""

    wide = True

    def __init__(self, element: Element, source: Source, look: Look) -> None:
        super().__init__()
        self.rows = element.rows
        self.caption = Paragraph(f"<b>{dress(element.text, source, look)}</b>", small(look))
        self.label = small(look, fontSize=7.4, leading=8.6, alignment=TA_CENTER, hyphenationLang="")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.foot = self.caption.wrap(width, 10_000)[1] + 6
        self.room = width
        return width, max(float(row[2]) + 34 for row in self.rows) + self.foot

    def draw(self) -> None:
        self.canv.setLineWidth(0.6)
        shrink = self.room / max(float(r[1]) + float(r[3]) for r in self.rows if r[0] == "box")
        for order, *numbers, text in self.rows:
            a, b, c, d = map(float, numbers)
            if order == "box":
                self._draw_box(self.canv, shrink * a, self.foot + b, shrink * c, d, text)
            else:
                self._draw_arrow(self.canv, shrink * a, self.foot + b, shrink * c, self.foot + d, text)
        self.caption.drawOn(self.canv, 0, 0)

    def _draw_box(self, canvas: Canvas, x: float, y: float, width: float, height: float, text: str) -> None:
        canvas.rect(x, y, width, height)
        words = Paragraph(escape(text), self.label)
        tall = words.wrap(width - 4, height)[1]
        words.drawOn(canvas, x + 2, y + (height - tall) / 2)

    def _draw_arrow(self, canvas: Canvas, x0: float, y0: float, x1: float, y1: float, text: str) -> None:
        canvas.line(x0, y0, x1, y1)
        canvas.circle(x1, y1, 1.4, fill=1)
        canvas.setFont(SERIF, 6.6)
        canvas.drawCentredString((x0 + x1) / 2, (y0 + y1) / 2 + 3, text)
