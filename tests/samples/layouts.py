"""Further layouts, which the reader of PDFs was not made on: they show what a page does that no rule foresaw.

``boxed`` is a journal page with a narrow column of dates and keywords beside the abstract, a drop capital, headings in
letter-spaced capitals and a running head turned along the outer margin; ``apa`` a manuscript as the Publication Manual
wants it, with title page, abstract page and double spacing; ``numbered`` a two-column page with numbered headings,
footnotes below both columns, and a download stamp along the edge.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer

from tests.samples.flowables import BOLD, ITALIC, SERIF, Look, dress, flow, small, style
from tests.samples.markup import Source
from tests.samples.press import Job, Sheet, print_job

PRESS = Look(size=9.2, leading=11.2, indent=11, ligatures=True)
MANUSCRIPT = Look(size=12, leading=24, indent=36, justified=False, small=1.0)
LETTERS = Look(size=9.4, leading=11.4, indent=0, between=5)


def boxed(source: Source) -> bytes:
    """A journal with a side box on the first page, spaced capitals for headings, and a turned running head."""
    sheet = Sheet(size=(540, 765), top=700, bottom=60, columns=((52, 211), (277, 211)))
    return print_job(lambda: _boxed_job(source, sheet))


def apa(source: Source) -> bytes:
    """A double-spaced manuscript: title page, abstract on a page of its own, running head in capitals."""
    sheet = Sheet(size=LETTER, top=700, bottom=72, columns=((72, 468),))
    return print_job(lambda: _apa_job(source, sheet))


def numbered(source: Source) -> bytes:
    """Two columns with numbered headings, space between paragraphs, footnotes, and a stamp along the left edge."""
    sheet = Sheet(size=A4, top=780, bottom=66, columns=((62, 230), (310, 230)))
    return print_job(lambda: _numbered_job(_with_numbers(source), sheet))


class Boxed(Flowable):
    """Flowables in two columns of unequal width, side by side: a box on the left, the abstract on the right."""

    def __init__(self, left: list[Paragraph], right: list[Paragraph], *, share: float = 0.27) -> None:
        super().__init__()
        self.left, self.right, self.share = left, right, share

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.widths = (self.share * width - 14, (1 - self.share) * width)
        sides = zip((self.left, self.right), self.widths, strict=True)
        self.heights = [[p.wrap(room, 10_000)[1] + p.getSpaceAfter() for p in side] for side, room in sides]
        return width, max(map(sum, self.heights))

    def draw(self) -> None:
        tall = max(map(sum, self.heights))
        for side, heights, x in zip((self.left, self.right), self.heights, (0, self.widths[0] + 14), strict=True):
            y = tall
            for paragraph, height in zip(side, heights, strict=True):
                y -= height
                paragraph.drawOn(self.canv, x, y + paragraph.getSpaceAfter())


def _boxed_job(source: Source, sheet: Sheet) -> Job:
    def furnish(canvas: Canvas, page: int) -> None:
        canvas.setFont(SERIF, 8)
        canvas.drawCentredString(270, 36, str(int(source.get("first_page") or 1) + page - 1))
        canvas.saveState()
        canvas.translate(524, 420)
        canvas.rotate(270)
        canvas.setFont(ITALIC, 8)
        canvas.drawCentredString(0, 0, f"{source.get('short_authors')}: {source.get('running')}")
        canvas.restoreState()

    return Job(
        sheet=sheet,
        title=list(_boxed_title(source)),
        body=list(_spaced(flow(source, PRESS))),
        notes=_notes(source, PRESS),
        furnish=furnish,
    )


def _boxed_title(source: Source) -> Iterator[Flowable]:
    plain = style(PRESS, alignment=TA_LEFT, hyphenationLang="")
    issue = f"{source.get('journal')} {source.get('volume')} ({source.get('year')}) {source.get('pages')}"
    yield Paragraph(f"<i>{escape(issue)}</i>", plain)
    yield Spacer(1, 16)
    yield Paragraph(
        escape(source.get("title")), style(PRESS, fontSize=16, leading=19, alignment=TA_LEFT, hyphenationLang="")
    )
    yield Spacer(1, 8)
    marks = source.parts("affiliation")
    names = [
        f"{escape(n)}<super size='6'>{rest[0] if marks and rest else ''}</super>"
        for n, *rest in source.parts("author")
    ]
    yield Paragraph(", ".join(names), style(PRESS, fontSize=11, leading=15, alignment=TA_LEFT))
    for key, place in source.parts("affiliation"):
        yield Paragraph(f"<super size='5'>{key}</super> <i>{escape(place)}</i>", small(PRESS, alignment=TA_LEFT))
    yield Spacer(1, 10)
    tiny = small(PRESS, alignment=TA_LEFT, spaceAfter=2, hyphenationLang="")
    terms = [Paragraph(escape(term.strip()), tiny) for term in source.get("keywords").split(";")]
    box = [Paragraph("<i>Article history:</i>", tiny), *(Paragraph(d, tiny) for d in _dates(source))]
    box += [Paragraph("<i>Keywords:</i>", tiny), *terms]
    abstract = Paragraph(dress(source.get("abstract"), source, PRESS), style(PRESS, spaceAfter=4))
    yield Boxed(box, [Paragraph("A B S T R A C T", plain), abstract])
    yield Spacer(1, 16)


def _dates(source: Source) -> list[str]:
    return [escape(date.strip().capitalize()) for date in source.get("received").split(";")]


def _spaced(flowables: Iterable[Flowable]) -> Iterator[Flowable]:
    """Main headings in letter-spaced capitals; the first paragraph of all begins with a drop capital."""
    begun = False
    for before, flowable in itertools.pairwise(itertools.chain([None], flowables)):
        if isinstance(flowable, Paragraph) and flowable.style.fontName == BOLD:
            yield SpacedCapitals(flowable)
        elif isinstance(flowable, Paragraph) and before is not None and not begun:
            begun = True
            yield DropCapital(flowable.text, flowable.style)
        else:
            yield flowable


class SpacedCapitals(Flowable):
    """A heading in light capitals with two points between the letters."""

    def __init__(self, heading: Paragraph) -> None:
        super().__init__()
        self.words, self.style = heading.text.upper(), heading.style
        self.keepWithNext = 1

    def getSpaceBefore(self) -> float:
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:
        return float(self.style.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.lines = simpleSplit(self.words, SERIF, 9, 0.72 * width)
        return width, 12 * len(self.lines)

    def draw(self) -> None:
        words = self.canv.beginText(0, 12 * len(self.lines) - 9)
        words.setFont(SERIF, 9, 12)
        words.setCharSpace(2)
        for line in self.lines:
            words.textLine(line)
        words.setCharSpace(0)
        self.canv.drawText(words)


class DropCapital(Flowable):
    """A paragraph whose first letter is two lines high; its first two lines give it room."""

    def __init__(self, text: str, look: ParagraphStyle) -> None:
        super().__init__()
        self.capital, self.text, self.style = text[:1], text[1:], look

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.size = 2 * self.style.leading
        self.room = 0.8 * self.size
        whole = Paragraph(self.text, self.style.clone("drop", firstLineIndent=0, allowWidows=1, allowOrphans=1))
        whole.wrap(width - self.room, 10_000)
        self.first, self.rest = whole.split(width - self.room, 2 * self.style.leading + 1)
        self.first.wrap(width - self.room, 10_000)
        self.below = self.rest.wrap(width, 10_000)[1]
        return width, 2 * self.style.leading + self.below

    def draw(self) -> None:
        self.canv.setFont(SERIF, self.size)
        self.canv.drawString(0, self.below + 0.2 * self.style.leading, self.capital)
        self.first.drawOn(self.canv, self.room, self.below)
        self.rest.drawOn(self.canv, 0, 0)


def _apa_job(source: Source, sheet: Sheet) -> Job:
    def furnish(canvas: Canvas, page: int) -> None:
        canvas.setFont(SERIF, 12)
        canvas.drawString(72, 738, source.get("running").upper())
        canvas.drawRightString(540, 738, str(page))

    return Job(
        sheet=sheet,
        title=list(_apa_title(source)),
        body=list(flow(source, MANUSCRIPT)),
        notes=_notes(source, MANUSCRIPT),
        furnish=furnish,
    )


def _apa_title(source: Source) -> Iterator[Flowable]:
    """All of the first page: what follows begins on the second."""
    middle = style(MANUSCRIPT, alignment=TA_CENTER, hyphenationLang="")
    yield Spacer(1, 60)
    yield Paragraph(f"<b>{escape(source.get('title'))}</b>", middle)
    names = [escape(name) for name, *_ in source.parts("author")]
    yield Paragraph(", ".join(names[:-1]) + f" and {names[-1]}", middle)
    for _, place in source.parts("affiliation"):
        yield Paragraph(escape(place), style(MANUSCRIPT, leading=16, alignment=TA_CENTER))
    yield Paragraph("<b>Abstract</b>", middle)
    yield Paragraph(dress(source.get("abstract"), source, MANUSCRIPT), style(MANUSCRIPT, leading=18))
    yield Paragraph(f"<i>Keywords:</i> {escape(source.get('keywords').replace(';', ','))}", style(MANUSCRIPT))


def _numbered_job(source: Source, sheet: Sheet) -> Job:
    def furnish(canvas: Canvas, page: int) -> None:
        canvas.saveState()
        canvas.translate(24, 300)
        canvas.rotate(90)
        canvas.setFont(SERIF, 7)
        canvas.drawString(0, 0, "Downloaded from a library of samples on 3 May 2024 by a guest")
        canvas.restoreState()
        canvas.setFont(SERIF, 8)
        canvas.drawRightString(540, 806, f"Page {page} of 9")

    return Job(
        sheet=sheet,
        title=list(_numbered_title(source)),
        body=list(flow(source, LETTERS)),
        notes=_notes(source, LETTERS),
        furnish=furnish,
    )


def _numbered_title(source: Source) -> Iterator[Flowable]:
    middle = style(LETTERS, alignment=TA_CENTER, hyphenationLang="")
    yield Paragraph(f"<b>{escape(source.get('title'))}</b>", middle.clone("title", fontSize=15, leading=18))
    for name, *rest in source.parts("author"):
        places = [place for key, place in source.parts("affiliation") if key in "".join(rest[:1]).split(",")]
        yield Paragraph(f"{escape(name)}<br/><i>{escape('; '.join(places))}</i>", middle)
    yield Spacer(1, 6)
    yield Paragraph(f"<b>Abstract.</b> {dress(source.get('abstract'), source, LETTERS)}", style(LETTERS))
    yield Paragraph(f"<b>Keywords:</b> {escape(source.get('keywords'))}", style(LETTERS, spaceAfter=12))


def _with_numbers(source: Source) -> Source:
    """The source with headings numbered "1", "1.1"; references stay without."""
    counts = [0, 0, 0]
    elements = []
    for element in source.elements:
        if element.kind == "heading" and element.level > 1 and not re.match(r"\d|references", element.text, re.I):
            depth = min(element.level - 2, 2)
            counts[depth:] = [counts[depth] + 1, *[0] * (2 - depth)]
            number = ".".join(map(str, counts[: depth + 1]))
            element = dataclasses.replace(element, text=f"{number}. {element.text}")
        elements.append(element)
    return dataclasses.replace(source, elements=tuple(elements))


def _notes(source: Source, look: Look) -> dict[str, Paragraph]:
    plain = small(look, fontSize=look.size * 0.82, leading=look.size)
    return {
        key: Paragraph(f"<super size='5'>{key}</super> {dress(text, source, look)}", plain)
        for key, text in source.notes.items()
    }


LAYOUTS: dict[str, Callable[[Source], bytes]] = {"boxed": boxed, "apa": apa, "numbered": numbered}
