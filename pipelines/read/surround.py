"""What stands around the words of a converted or scraped text, and where one page ends and the next begins.

Running heads, page numbers and cues of web pages are taken out. Menus are runs of short items that nothing
introduces; they and a few cues ("Skip to main content", a copyright line) part pages that a scrape glued together.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Sequence
from typing import Literal

from pipelines.read.boilerplate import is_boilerplate, is_parting
from pipelines.read.metadata.people import find_names
from pipelines.read.paragraph import Paragraph
from pipelines.read.pieces import FINISHED, Piece
from pipelines.read.sections import is_caption

PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?(?P<number>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4}|\s*\|\s*p\s?a\s?g\s?e)?\W*$", re.IGNORECASE
)
LONGEST_HEADING = 12  # words
MENU_WORDS = 7  # of a menu's item, at the most
SHORTEST_MENU = 7  # items
LONG = 20  # words of a running paragraph, at the least
LEAST_RUNNING = 60  # words in running paragraphs that make a part
SMALL_WORD = re.compile(
    r"\b(?:a|an|and|are|as|at|by|for|from|how|in|into|is|of|on|or|the|to|what|why|with|your|you)\b"
)


def drop_furniture(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Paragraph]]:
    """The pieces without running heads, page numbers, menus and cues of web pages, and what was taken out."""
    repeated = _repeated(pieces)
    numbers = _page_numbers(pieces)
    menus = _menus(pieces)
    kept: list[Piece] = []
    furniture: list[Paragraph] = []
    cut = False
    turn: Literal["", "menu", "cue"] = ""
    for place, piece in enumerate(pieces):
        head = _shape(piece.words) in repeated and piece.kind != "heading"
        if place in numbers or place in menus or head or is_boilerplate(piece.words) or piece.kind == "rule":
            furniture.append(Paragraph(text=piece.words, role="boilerplate"))
            cut = cut or place in numbers or piece.cut or head
            turn = "cue" if is_parting(piece.words) else turn or ("menu" if place in menus else "")
        else:
            kept.append(dataclasses.replace(piece, cut=piece.cut or cut, turn=turn if menus else ""))
            cut, turn = False, ""
    return _drop_heads(kept, furniture)


def _menus(pieces: Sequence[Piece]) -> set[int]:
    """Places of menus: seven or more short items in a row without a sentence, that no colon introduces."""
    found: set[int] = set()
    row: list[int] = []
    for place, piece in enumerate([*pieces, Piece("", "rule")]):
        short = (
            piece.kind == "item" and len(piece.words.split()) <= MENU_WORDS and not re.search(r"[.;!]$", piece.words)
        )
        if short:
            row.append(place)
            continue
        introduced = bool(row) and row[0] > 0 and pieces[row[0] - 1].words.rstrip().endswith(":")
        if len(row) >= SHORTEST_MENU and not introduced:
            found.update(row)
        row = []
    return found


def split_parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pages that a scrape glued together; one part where nothing tells of several.

    A menu parts only where a title follows it; what holds hardly any running words is left out with the menus.
    """
    chunks: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.turn and chunks[-1]:
            chunks.append([])
        chunks[-1].append(piece)
    parts: list[list[Piece]] = []
    for chunk in chunks:
        running = sum(len(p.words.split()) for p in chunk if len(p.words.split()) >= LONG)
        own = find_heading(chunk) is not None or (
            chunk[:1] and chunk[0].turn == "cue" and running >= 2 * LEAST_RUNNING
        )
        if parts and running < LEAST_RUNNING:
            continue
        if parts and not own:
            parts[-1] += chunk
        else:
            parts.append(chunk)
    return [p for p in parts if p]


def find_heading(chunk: Sequence[Piece]) -> int | None:
    """The place of the title that a page of a scrape opens with: the last short line before its running words that
    reads like a title (with small words in it, no name, no menu); one with a full stop only if there is no other."""
    first = next((i for i, p in enumerate(chunk) if _is_running(p.words)), len(chunk))
    likely = [i for i, p in enumerate(chunk[:first]) if _may_be_title(p)]
    open_ended = [i for i in likely if not re.search(r"[.!]$", chunk[i].words)]
    return open_ended[-1] if open_ended else likely[-1] if likely else None


def _is_running(words: str) -> bool:
    """Whether a piece is running text: longer than most titles, with small words in it, and finished."""
    return len(words.split()) >= 16 and bool(SMALL_WORD.search(words)) and FINISHED.search(words) is not None


def _may_be_title(piece: Piece) -> bool:
    words = piece.words
    count = len(words.split())
    plain = (piece.kind in {"text", "heading"} and 3 <= count <= 24 and words[0].isupper()) or re.match(
        r"\d+ [a-z]", words
    )
    menu = count > 5 and not SMALL_WORD.search(words) and not re.search(r"[:?–—]", words)
    return bool(plain) and not menu and not find_names(words) and not re.search(r"[,;:]$|https?:|@", words)


def _shape(words: str) -> str:
    return re.sub(r"\d+", "0", words.casefold())


def _repeated(pieces: Sequence[Piece]) -> set[str]:
    """Shapes (digits alike) of short lines without a sentence that come three times or more: running heads."""
    short = [
        _shape(p.words)
        for p in pieces
        if p.alone and len(p.words.split()) <= LONGEST_HEADING and not FINISHED.search(p.words)
    ]
    counts = collections.Counter(s for s in short if re.search(r"[^\W\d_]{3}", s) and not is_caption(s))
    return {shape for shape, count in counts.items() if count >= 3}


def _page_numbers(pieces: Sequence[Piece]) -> set[int]:
    """Places of page numbers: numbers alone on a line that rise one by one, three or more, with words between."""
    found: list[list[tuple[int, int]]] = []
    for place, piece in enumerate(pieces):
        match = PAGE_NUMBER.match(piece.words) if piece.kind == "text" else None
        if match:
            number = int(match["number"])
            row = next((r for r in found if r[-1][1] + 1 == number and place - r[-1][0] > 1), None)
            found.append([(place, number)]) if row is None else row.append((place, number))
    return {place for row in found if len(row) >= 3 for place, _ in row}


def _drop_heads(kept: list[Piece], furniture: list[Paragraph]) -> tuple[list[Piece], list[Paragraph]]:
    """Take out the journal's name, or its end, where it stands alone beside a page break: a running head."""
    named = [
        re.sub(r"^(?:journal|published in)\s*:\s*", "", p.words, flags=re.IGNORECASE)
        for p in kept[:40]
        if re.match(r"(?:journal|published in)\s*:", p.words, re.IGNORECASE)
    ]
    journals = {name.casefold() for name in named if name}
    if not journals:
        return kept, furniture
    rest: list[Piece] = []
    for place, piece in enumerate(kept):
        words = piece.words.casefold()
        lone = (
            piece.kind == "text"
            and len(words.split()) <= 8
            and place > 20
            and any(j.endswith(words) for j in journals)
        )
        if lone:
            furniture.append(Paragraph(text=piece.words, role="boilerplate"))
        else:
            rest.append(piece)
    return rest, furniture
