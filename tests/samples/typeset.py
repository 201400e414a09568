"""Typesets marked-up papers as PDF, in three layouts that papers really come in.

    python -m tests.samples.typeset      # sets every sample paper anew into tests/samples/papers/

``two_columns`` is a journal page with running heads; ``numbered_lines`` a double-spaced manuscript with line numbers
in the margin; ``footnoted`` a manuscript with notes at the foot of the page. Each takes a ``Source`` and returns the
bytes of a PDF, the same bytes for the same source and library versions. Words are hyphenated at line ends (pyphen),
lines justified where the layout has it so. The font is Source Serif (SIL OFL), from font-source-serif-pro.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from font_source_serif_pro import font_files_ttf
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from tests.samples.markup import Element, Source, parse
from tests.samples.press import Job, Sheet, print_job
from tests.samples.webpage import web_page

HERE = Path(__file__).resolve().parent
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


JOURNAL = Look(size=9.7, leading=11.8, indent=10, ligatures=True)
DRAFT = Look(size=11, leading=22, indent=24, justified=False, small=0.9)
ESSAY = Look(size=10.5, leading=14, indent=0, between=6)


def two_columns(source: Source) -> bytes:
    """A journal article: title block over both columns, running heads with authors and journal, floats on top."""
    sheet = Sheet(size=(522, 738), top=684, bottom=56, columns=((42, 211), (269, 211)))
    return print_job(lambda: _journal_job(source, sheet))


def numbered_lines(source: Source) -> bytes:
    """A manuscript under review: one column, double-spaced, every line numbered in the left margin."""
    sheet = Sheet(size=LETTER, top=700, bottom=72, columns=((90, 450),))
    return print_job(lambda: _draft_job(source, sheet))


def footnoted(source: Source) -> bytes:
    """A working paper: one column of justified text with footnotes."""
    sheet = Sheet(size=A4, top=770, bottom=72, columns=((84, 428),))
    return print_job(lambda: _essay_job(source, sheet))


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


class Group(Flowable):  # type: ignore[misc]
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


class Figure(Flowable):  # type: ignore[misc]
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


# -- layouts ----------------------------------------------------------------------------------------------------------


def _info(source: Source) -> dict[str, str]:
    journal = f"{source.get('journal')}, {source.get('volume')}({source.get('issue')}), {source.get('pages')}"
    doi = f". doi:{source.get('doi')}" if source.get("doi") else ""
    return {
        "title": source.get("title"),
        "author": "; ".join(name for name, *_ in source.parts("author")),
        "subject": journal + doi if source.get("volume") else source.get("journal") + doi,
        "keywords": source.get("keywords"),
        "creator": "tests.samples.typeset (fictional paper, CC0)" if source.head else "tests.samples.typeset",
    }


def _authors(source: Source) -> str:
    names = [f"{escape(name)}<super size='6'>{''.join(rest[:1])}</super>" for name, *rest in source.parts("author")]
    return ", ".join(names[:-1]) + f", and {names[-1]}" if len(names) > 2 else " and ".join(names)


def _front_notes(source: Source, look: Look) -> dict[str, Paragraph]:
    """Affiliations, correspondence, dates and the licence, as they stand at the foot of a first page."""
    plain = small(look, fontSize=7, leading=8.4, alignment=TA_LEFT)
    lines = [f"<super size='5'>{key}</super> {escape(place)}" for key, place in source.parts("affiliation")]
    mails = [f"{escape(n)}, {rest[1]}" for n, *rest in source.parts("author") if len(rest) > 1]
    lines += [f"<i>Corresponding author:</i> {mail}" for mail in mails]
    lines += [escape(source.get(key)) for key in ("received", "copyright", "fiction") if source.get(key)]
    return {f"front{n}": Paragraph(line, plain) for n, line in enumerate(lines)}


def _foot_notes(source: Source, look: Look) -> dict[str, Paragraph]:
    plain = small(look, fontSize=look.size * 0.82, leading=look.size)
    return {
        key: Paragraph(f"<super size='5'>{key}</super> {dress(text, source, look)}", plain)
        for key, text in source.notes.items()
    }


def _rule(canvas: Canvas, sheet: Sheet, y: float) -> None:
    left, width = sheet.span
    canvas.setLineWidth(0.4)
    canvas.line(left, y, left + width, y)


def _journal_title(source: Source, look: Look) -> Iterable[Flowable]:
    if not source.head:
        return
    yield Paragraph(
        escape(source.get("title")),
        style(look, fontName=BOLD, fontSize=17, leading=20, alignment=TA_LEFT, hyphenationLang=""),
    )
    yield Paragraph(_authors(source), style(look, fontSize=10.5, leading=15, alignment=TA_LEFT, spaceBefore=8))
    abstract = dress(source.get("abstract"), source, look)
    box = {"leftIndent": 18, "rightIndent": 18, "spaceBefore": 8}
    yield Paragraph("<b>Abstract</b>", style(look, **box, alignment=TA_LEFT))
    yield Paragraph(abstract, style(look, **{**box, "spaceBefore": 2}))
    keywords = dress(source.get("keywords").replace(";", ","), source, look)
    yield Paragraph(f"<b>Keywords:</b> {keywords}", style(look, **{**box, "spaceBefore": 4}, alignment=TA_LEFT))
    yield Paragraph(f"DOI: {escape(source.get('doi'))}", style(look, **{**box, "spaceBefore": 2}))
    yield Spacer(1, 14)


def _journal_job(source: Source, sheet: Sheet) -> Job:
    front = _front_notes(source, JOURNAL) if source.head else {}

    def furnish(canvas: Canvas, page: int) -> None:
        left, width = sheet.span
        head = sheet.top + 22
        number = str(int(source.get("first_page") or 1) + page - 1)
        canvas.setFont(ITALIC, 8)
        if page == 1 and source.head:
            issue = (
                f"{source.get('journal')}, Vol. {source.get('volume')} No. {source.get('issue')}, {source.get('year')}"
            )
            canvas.drawString(left, head, f"{issue}, pp. {source.get('pages').replace('-', '–')}")
        elif page % 2:
            canvas.drawString(left, head, source.get("journal") or "Journal of Typeset Texts")
            canvas.drawRightString(left + width, head, number)
        else:
            canvas.drawString(left, head, number)
            canvas.drawRightString(
                left + width, head, f"{source.get('short_authors')} / {source.get('running')}".strip(" /")
            )
        _rule(canvas, sheet, head - 6)
        canvas.setFont(SERIF, 7)
        canvas.drawCentredString(left + width / 2, 34, source.get("copyright") or "© The Authors")

    return Job(
        sheet=sheet,
        title=list(_journal_title(source, JOURNAL)),
        body=list(flow(source, JOURNAL)),
        notes={**front, **_foot_notes(source, JOURNAL)},
        fixed={(1, 0): list(front)},
        info=_info(source),
        furnish=furnish,
    )


def _draft_title(source: Source, look: Look) -> Iterable[Flowable]:
    if not source.head:
        return
    yield Paragraph(
        escape(source.get("title")),
        style(look, fontName=BOLD, fontSize=15, leading=22, alignment=TA_CENTER, hyphenationLang=""),
    )
    yield Paragraph(_authors(source), style(look, alignment=TA_CENTER))
    for key, place in source.parts("affiliation"):
        yield Paragraph(f"<super size='6'>{key}</super> {escape(place)}", style(look, leading=15, alignment=TA_CENTER))
    yield Paragraph(escape(source.get("received")), style(look, leading=15, alignment=TA_CENTER, spaceBefore=4))
    yield Paragraph(escape(source.get("fiction")), small(look, alignment=TA_CENTER, spaceBefore=4))
    yield Paragraph("<b>Abstract</b>", style(look, spaceBefore=6))
    yield Paragraph(dress(source.get("abstract"), source, look), style(look, leading=16))
    yield Paragraph(f"<b>Keywords:</b> {escape(source.get('keywords'))}", style(look, leading=16, spaceAfter=8))


def number_lines(canvas: Canvas, flowable: Flowable, x: float, y: float, *, left: float, count: list[int]) -> None:
    """Number a paragraph's lines in the margin at their own baselines; ``count`` holds the last number."""
    if not isinstance(flowable, Paragraph):
        return
    first = y + flowable.height - flowable.style.fontSize
    for line in range(len(flowable.blPara.lines)):
        count[0] += 1
        canvas.setFont(SERIF, 7.5)
        canvas.drawRightString(left, first - line * flowable.style.leading, str(count[0]))


def _draft_job(source: Source, sheet: Sheet) -> Job:
    count = [0]

    def furnish(canvas: Canvas, page: int) -> None:
        left, width = sheet.span
        count[0] = 0
        canvas.setFont(SERIF, 9)
        canvas.drawString(left, 742, source.get("running") or "Manuscript under review")
        canvas.drawRightString(left + width, 742, f"Page {page}")
        canvas.drawCentredString(left + width / 2, 40, source.get("foot"))

    return Job(
        sheet=sheet,
        title=list(_draft_title(source, DRAFT)),
        body=list(flow(source, DRAFT)),
        notes=_foot_notes(source, DRAFT),
        info=_info(source),
        furnish=furnish,
        after=lambda canvas, flowable, x, y: number_lines(canvas, flowable, x, y, left=68, count=count),
    )


def _essay_job(source: Source, sheet: Sheet) -> Job:
    def furnish(canvas: Canvas, page: int) -> None:
        left, width = sheet.span
        canvas.setFont(SERIF, 9)
        canvas.drawCentredString(left + width / 2, 44, str(page))

    return Job(
        sheet=sheet,
        title=list(_draft_title(source, ESSAY)),
        body=list(flow(source, ESSAY)),
        notes=_foot_notes(source, ESSAY),
        info=_info(source),
        furnish=furnish,
    )


LAYOUTS: dict[str, Callable[[Source], bytes]] = {
    "repair-communities.pdf": two_columns,
    "engagement-turns.pdf": numbered_lines,
    "bicycle-workshop.html": lambda source: web_page(source).encode(),
}


def read_source(stem: str) -> Source:
    """The source of a sample paper by its stem."""
    return parse((HERE / "sources" / f"{stem}.md").read_text(encoding="utf-8"))


def main() -> None:
    """Set every sample paper anew."""
    for name, layout in LAYOUTS.items():
        (HERE / "papers" / name).write_bytes(layout(read_source(name.partition(".")[0])))


if __name__ == "__main__":
    main()
