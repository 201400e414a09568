"""Clean text that knows where every word came from: what readers hand to extraction.

A ``Text`` is one string, ``content``, and ranges over it. ``content`` is what ``kg text`` prints and what every
offset in a record counts in: headings on lines that begin with ``#`` (one ``#`` a level), one paragraph a line, a
form feed on the line where a new page begins. A paragraph that runs over a page break stays in one piece, and the form
feed follows it; which page a word stands on is told by ``pages``, not by the form feeds.

All ranges are half-open character offsets. Only the standard library is imported here.
"""

from __future__ import annotations

import bisect
import dataclasses
from typing import Literal, NamedTuple

from pipelines.record import Document, Reference

Role = Literal[
    "title",  # the paper's title
    "heading",
    "paragraph",
    "abstract",
    "keywords",
    "list_item",
    "quote",
    "caption",
    "table",  # a table's cells as one line of text, kept out of sentences; its rows are in Text.tables
    "footnote",
    "front",  # authors, affiliations, submission history, licence lines
    "reference",  # one entry of the bibliography
    "back",  # acknowledgements, funding, biographies
    "boilerplate",  # cover pages, cookie banners, navigation: kept only where it could not be dropped
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of ``content`` with its part in the paper. ``level`` counts headings from 1, ``page`` pages from 1."""

    start: int
    end: int
    role: Role
    level: int | None = None
    page: int | None = None


class Box(NamedTuple):
    """Where words stand on a page: points from the page's lower left corner, ``page`` from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Fragment(NamedTuple):
    """A run of ``content`` (at most one printed line) and the box it was printed in."""

    start: int
    end: int
    box: Box


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table's caption and rows of cells; ``start`` and ``end`` are its block in ``content``."""

    start: int
    end: int
    caption: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    page: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An in-text citation at a range of ``content`` and the bibliography entries it points to (indexes)."""

    start: int
    end: int
    works: tuple[str, ...]  # as "Surname Year", first author's surname
    references: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A bibliographic fact on which sources disagree: what was chosen and from where, and the others' values."""

    field: str
    chosen: str
    sources: tuple[str, ...]
    others: tuple[tuple[str, str], ...]  # (value, source)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of several pages that a scrape glued together, with bibliographic facts of its own."""

    start: int
    end: int
    document: Document


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document as clean text with structure, metadata and a way back to the page."""

    document: Document
    content: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()  # (offset at which a page's words begin, page number), ascending
    fragments: tuple[Fragment, ...] = ()  # ascending by start; empty for formats without pages
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    parts: tuple[Part, ...] = ()  # empty for one document; the first part is the document itself
    conflicts: tuple[Conflict, ...] = ()
    issn: tuple[str, ...] = ()  # of the journal, in print and on the web: facts for which a record has no place
    licence: str | None = None  # its address, or a short name ("CC BY") where the paper tells no version
    sha256: str = ""  # of the file's bytes, hexadecimal
    media_type: str = "text/plain"

    @property
    def abstract(self) -> str | None:
        """The abstract's words, its paragraphs joined by a space; None where the paper has none."""
        return " ".join(self.content[b.start : b.end] for b in self.blocks if b.role == "abstract") or None

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` stands, or None for a format without pages."""
        place = bisect.bisect_right(self.pages, offset, key=lambda begin: begin[0]) - 1
        return self.pages[max(place, 0)][1] if self.pages else None

    def section_at(self, offset: int) -> str | None:
        """The words of the last heading at or before ``offset``, or None before the first."""
        heads = [b for b in self.blocks if b.role == "heading"]
        place = bisect.bisect_right(heads, offset, key=lambda b: b.start) - 1
        return self.content[heads[place].start : heads[place].end].lstrip("# ") if place >= 0 else None

    def part_at(self, offset: int) -> Part | None:
        """The part in which the character at ``offset`` stands, or None where the text is one document."""
        return next((part for part in self.parts if part.start <= offset < part.end), None)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes that the words of ``content[start:end]`` were printed in, in reading order."""
        return tuple(f.box for f in self.fragments if f.start < end and start < f.end)
