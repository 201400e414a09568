"""The small markup that the sample papers are written in, read into elements that a typesetter can place.

A source is a head of ``key: value`` lines (a key may repeat), a blank line, and a body, one paragraph a line::

    ## Section            headings; "# " is the title, where the head gives none
    @ **H1:** …           a displayed statement, indented
    > …                   a block quote
    - …                   an item of a list
    @table Table 1. …     a table in the column, "@wide" across the page; rows "| a | b |" follow, then "@note …"
    @figure Figure 1. …   a drawing; "box X Y W H words" and "arrow X0 Y0 X1 Y1 words" follow
    [^1]: …               a footnote, called by [^1] in the words; *italic* and **bold** as in Markdown

Lines under a heading "References" are entries of the bibliography. Plain text with headings (what ``kg text``
prints) is read by the same function with ``markup=False``: nothing but "#" then has a meaning.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Literal

Kind = Literal["heading", "paragraph", "statement", "quote", "item", "reference", "table", "wide", "figure"]

PREFIXES: dict[str, Kind] = {"@ ": "statement", "> ": "quote", "- ": "item"}
BLOCKS: dict[str, Kind] = {"@table": "table", "@wide": "wide", "@figure": "figure"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One paragraph, heading, table or figure; ``level`` counts headings from 1, ``rows`` are cells or orders."""

    kind: Kind
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A paper as written: its head, its body, and its footnotes by number."""

    head: dict[str, tuple[str, ...]]
    elements: tuple[Element, ...]
    notes: dict[str, str]
    markup: bool = True

    def get(self, key: str) -> str:
        """The first value of a key of the head, or the empty string."""
        return self.head.get(key, ("",))[0]

    def parts(self, key: str) -> list[list[str]]:
        """The values of a repeated key, each cut at its bars: ``author: Name | a`` gives ``["Name", "a"]``."""
        return [[part.strip() for part in value.split("|")] for value in self.head.get(key, ())]


def parse(text: str, *, markup: bool = True) -> Source:
    """Read a source; with ``markup=False`` the text is taken as it is, headings apart."""
    head_text, _, body = text.partition("\n\n") if markup else ("", "", text)
    lines = [line.strip("\f ") for line in body.splitlines()]
    notes = dict(re.match(r"\[\^(\w+)\]: (.*)", line).groups() for line in lines if markup and line.startswith("[^"))
    kept = [line for line in lines if line and not (markup and line.startswith("[^"))]
    elements = tuple(_elements(kept) if markup else _plain_elements(kept))
    return Source(head=_read_head(head_text), elements=elements, notes=notes, markup=markup)


def spread_notes(source: Source, notes: Sequence[str]) -> Source:
    """The source with footnotes called from the ends of paragraphs spread evenly over it, for texts that have none.

    Raises:
        ValueError: there are fewer paragraphs than notes.
    """
    places = [n for n, element in enumerate(source.elements) if element.kind == "paragraph"]
    if len(places) < len(notes):
        raise ValueError(f"{len(notes)} notes do not fit {len(places)} paragraphs")
    elements = list(source.elements)
    for number in range(len(notes)):
        place = places[number * len(places) // len(notes)]
        elements[place] = dataclasses.replace(elements[place], text=f"{elements[place].text}[^{number + 1}]")
    numbered = {str(number): note for number, note in enumerate(notes, 1)}
    return dataclasses.replace(source, elements=tuple(elements), notes=numbered)


def words(element: Element) -> str:
    """The running words of an element without markup: what a perfect reader of the typeset page would give."""
    return re.sub(r"\[\^\w+\]|\*+", "", element.text)


def _read_head(text: str) -> dict[str, tuple[str, ...]]:
    head: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        key, _, value = line.partition(": ")
        head[key] = (*head.get(key, ()), value.strip())
    return head


def _plain_elements(lines: list[str]) -> Iterator[Element]:
    in_references = False
    for line in lines:
        if line.startswith("#"):
            in_references = _is_references(line)
            yield _heading(line)
        else:
            yield Element(kind="reference" if in_references else "paragraph", text=line)


def _elements(lines: list[str]) -> Iterator[Element]:
    in_references, place = False, 0
    while place < len(lines):
        line = lines[place]
        place += 1
        word, _, rest = line.partition(" ")
        if line.startswith("#"):
            in_references = _is_references(line)
            yield _heading(line)
        elif word in BLOCKS:
            follow = _following(lines, place)
            place += len(follow)
            yield _block(BLOCKS[word], rest, follow)
        elif line[:2] in PREFIXES:
            yield Element(kind=PREFIXES[line[:2]], text=line[2:])
        else:
            yield Element(kind="reference" if in_references else "paragraph", text=line)


def _is_references(line: str) -> bool:
    return line.lstrip("#0123456789. ").lower() == "references"


def _heading(line: str) -> Element:
    marks = len(line) - len(line.lstrip("#"))
    return Element(kind="heading", text=line[marks:].strip(), level=marks)


def _following(lines: list[str], place: int) -> list[str]:
    """The lines that belong to a table or figure: rows, drawing orders, a note."""
    end = place
    while end < len(lines) and lines[end].startswith(("|", "box ", "arrow ", "@note ")):
        end += 1
    return lines[place:end]


def _block(kind: Kind, caption: str, lines: list[str]) -> Element:
    note = "".join(line.removeprefix("@note ") for line in lines if line.startswith("@note "))
    orders = [line for line in lines if not line.startswith("@note ")]
    cut = (lambda line: line.split(" ", 5)) if kind == "figure" else (lambda line: line[1:].rstrip("| ").split("|"))
    rows = [[cell.strip() for cell in cut(line)] for line in orders]
    width = max(map(len, rows), default=0)
    full = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Element(kind=kind, text=caption, rows=full, note=note)
