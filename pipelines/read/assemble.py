"""Paragraphs laid out as one string with blocks, pages, fragments and tables.

The one place that decides what ``kg text`` prints. No cleaning happens here or later: offsets exist from now on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.read.paragraph import Paragraph
from pipelines.record import Document, Reference
from pipelines.text import Block, Fragment, Table, Text

PAGE_BREAK = "\f\n"


def assemble(
    paragraphs: Iterable[Paragraph],
    *,
    document: Document,
    references: Sequence[Reference] = (),
    sha256: str = "",
    media_type: str = "text/plain",
) -> Text:
    """The paragraphs as a ``Text``: one a line, ``#`` before title and headings, a form feed line where a page begins.

    A paragraph that runs over a page break stays whole, and the form feed follows it. White space inside a paragraph
    is the reader's: a line break in it would break the layout and is refused.

    Raises:
        ValueError: a paragraph holds a line break or form feed (a fault of the reader, not of the file).
    """
    layout = _Layout()
    for paragraph in paragraphs:
        if paragraph.text.strip():
            layout.add(paragraph)
    return Text(
        document=document,
        content="".join(layout.pieces),
        blocks=tuple(layout.blocks),
        pages=tuple(layout.pages),
        fragments=tuple(layout.fragments),
        tables=tuple(layout.tables),
        references=tuple(references),
        sha256=sha256,
        media_type=media_type,
    )


class _Layout:
    """The text so far; ``length`` is the offset at which the next piece begins, ``page`` the last page seen."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.page: int | None = None
        self.blocks: list[Block] = []
        self.pages: list[tuple[int, int]] = []
        self.fragments: list[Fragment] = []
        self.tables: list[Table] = []
        self._broken = 1  # the page up to which form feeds are written

    def add(self, paragraph: Paragraph) -> None:
        if "\n" in paragraph.text or "\f" in paragraph.text:
            raise ValueError(f"a paragraph must be one line: {paragraph.text[:60]!r}")
        self._break_page(paragraph.page)
        start = self.length
        mark = _mark(paragraph)
        end = start + len(mark) + len(paragraph.text)
        self._turn(start, paragraph.page)
        for fragment in paragraph.fragments:
            self._place(fragment, start + len(mark))
        self.blocks.append(
            Block(start=start, end=end, role=paragraph.role, level=paragraph.level, page=paragraph.page)
        )
        if paragraph.role == "table":
            self.tables.append(
                Table(start=start, end=end, caption=paragraph.caption, rows=paragraph.rows, page=paragraph.page)
            )
        self._write(f"{mark}{paragraph.text}\n")

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _break_page(self, page: int | None) -> None:
        """Write a form feed line for each page that ended before this paragraph, also for pages without words."""
        last = max(page or 1, self.page or 1)
        while self._broken < last:
            self._write(PAGE_BREAK)
            self._broken += 1

    def _turn(self, offset: int, page: int | None) -> None:
        if page is not None and page != self.page:
            self.pages.append((offset, page))
            self.page = page

    def _place(self, fragment: Fragment, shift: int) -> None:
        start = fragment.start + shift
        self._turn(start, fragment.box.page)
        self.fragments.append(Fragment(start=start, end=fragment.end + shift, box=fragment.box))


def _mark(paragraph: Paragraph) -> str:
    if paragraph.role == "title":
        return "# "
    return "#" * (paragraph.level or 1) + " " if paragraph.role == "heading" else ""
