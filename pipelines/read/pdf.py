"""PDFs: pages of an engine's runs become paragraphs; what cannot be read is said with its remedy."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.choices import Engine, Recognition
from pipelines.errors import DamagedFile, EncryptedFile, NoTextLayer
from pipelines.read import ocr, pdf_miner, pdf_pdfium
from pipelines.read.clean import clean_line
from pipelines.read.layout.columns import Line, choose_gutter, find_gutter, order_lines, shared_gutter
from pipelines.read.layout.covers import find_covers
from pipelines.read.layout.furniture import find_furniture
from pipelines.read.layout.lines import Segment, find_segments, upright
from pipelines.read.layout.measure import mark_heads, measure
from pipelines.read.layout.page import Page, box_of
from pipelines.read.layout.roles import find_paragraphs
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.text import Fragment

ENGINES: Mapping[str, Callable[[bytes], Iterator[Page]]] = {"pdfminer": pdf_miner.pages, "pdfium": pdf_pdfium.pages}
FEW = 3  # pages; in a longer document a single page of two columns is a table
LETTERS = 100  # a document with fewer letters has no text worth the name


def read_pdf(path: Path, data: bytes, *, engine: Engine = "pdfminer", recognition: Recognition = "auto") -> Draft:
    """The PDF's paragraphs with roles, pages and boxes; pages that are pictures go to Tesseract where there is one.

    Raises:
        EncryptedFile, DamagedFile, NoTextLayer: with the file's name and the remedy.
    """
    if b"startxref" not in data[-65536:]:
        raise DamagedFile(f"{path}: the PDF ends in the middle (truncated); fetch the file again")
    pages = _with_text(path, data, _pages(path, data, engine), recognition)
    placed = [upright(page) for page in pages]
    segments = [find_segments(page) for page in placed]
    covers = find_covers(segments)
    pairs = list(zip(placed, segments, strict=True))
    aside = [_cover(segments[i], i + 1) for i in sorted(covers)]
    pairs = [pair for place, pair in enumerate(pairs) if place not in covers]
    marks = find_furniture(pairs)
    kept = [[s for i, s in enumerate(own) if i not in gone] for (_, own), gone in zip(pairs, marks, strict=True)]
    mark_heads(s for own in kept for s in own)
    lines = order_pages([page for page, _ in pairs], kept)
    paragraphs = find_paragraphs(lines, measure(lines), clean_line)
    aside += [
        Paragraph(text=clean_line(own[i].text), role="boilerplate", page=page.number, size=own[i].size)
        for (page, own), gone in zip(pairs, marks, strict=True)
        for i in sorted(gone)
    ]
    return Draft(
        paragraphs=tuple(p for p in paragraphs if p.role != "boilerplate"),
        media_type="application/pdf",
        facts=_facts(data),
        furniture=(*aside, *(p for p in paragraphs if p.role == "boilerplate")),
    )


def _cover(segments: Sequence[Segment], page: int) -> Paragraph:
    """A cover page as one paragraph that knows its lines."""
    text, fragments = "", []
    for segment in segments:
        words = clean_line(segment.text).strip()
        if words:
            start = len(text) + bool(text)
            text = f"{text} {words}".strip()
            box = box_of(page, segment.x0, segment.x1, segment.y, segment.size)
            fragments.append(Fragment(start=start, end=len(text), box=box))
    return Paragraph(text=text, role="boilerplate", page=page, fragments=tuple(fragments))


def _pages(path: Path, data: bytes, engine: Engine) -> list[Page]:
    try:
        return list(ENGINES[engine](data))
    except EncryptedFile as exc:
        raise EncryptedFile(f"{path}: the PDF {exc}; save a copy without a password") from exc
    except DamagedFile as exc:
        raise DamagedFile(f"{path}: {exc}; fetch the file again, or open and save it in a PDF program") from exc


def _with_text(path: Path, data: bytes, pages: list[Page], recognition: Recognition) -> list[Page]:
    """The pages with recognised words where they are pictures.

    Raises:
        NoTextLayer: there is nothing to read, and no recognition to be had.
    """
    blank = ocr.find_pictures(pages)
    if blank and recognition == "auto" and ocr.available():
        pages = ocr.recognise(data, pages, blank)
        blank = []
    letters = sum(len(run.text) for page in pages for run in page.runs)
    if len(blank) > 0.5 * len(pages) or letters < LETTERS:
        if not any(page.pictures for page in pages):
            raise NoTextLayer(f"{path}: there are no words on its pages; if they show some, {ocr.REMEDY}")
        raise NoTextLayer(f"{path}: the pages are pictures without text; {ocr.REMEDY}")
    return pages


def order_pages(pages: list[Page], segments: list[list[Segment]]) -> list[Line]:
    """All pages' lines in reading order."""
    gutters = [find_gutter(own, page.width) for page, own in zip(pages, segments, strict=True)]
    shared = shared_gutter(gutters)
    usual = statistics.median(page.width for page in pages)
    lines: list[Line] = []
    for page, own, gutter in zip(pages, segments, gutters, strict=True):
        streamed = is_recognised(page)
        if abs(page.width - usual) < 5:  # a landscape page has a layout of its own
            gutter = choose_gutter(gutter, shared) if shared or len(pages) <= FEW else None
        lines += order_lines(own, gutter=gutter, page=page.number, streamed=streamed)
    return lines


def is_recognised(page: Page) -> bool:
    """Are its words an invisible layer under a scan? Their boxes are rough, their order is the recogniser's."""
    hidden = sum(len(run.text) for run in page.runs if run.hidden)
    return hidden > 0.5 * sum(len(run.text) for run in page.runs)


def _facts(data: bytes) -> Mapping[str, tuple[str, ...]]:
    """What the file says about itself: Info and XMP properties by lower-case name."""
    found: dict[str, tuple[str, ...]] = {}
    raw = dict(pdf_miner.facts(data))
    packet = raw.pop("xmp", "")
    for name, value in raw.items():
        if value.strip():
            found[name] = (value.strip(),)
    for name, value in XMP_PROPERTY.findall(packet):
        items = re.findall(r"<rdf:li[^>]*>([^<]*)</rdf:li>", value) or [re.sub(r"<[^>]*>", "", value)]
        plain = tuple(item.strip() for item in items if item.strip())
        if plain:
            found[name.lower()] = plain
    return found


XMP_PROPERTY = re.compile(r"<((?:dc|prism|pdf|xmp|pdfx|crossmark|xmpRights):\w+)(?:\s[^>]*)?>(.*?)</\1>", re.S)
