"""Plain text, tidy or not: what conversions, scrapes and editors leave, as paragraphs with roles.

The steps, each a function: bytes to lines; margin line numbers off; marks of Markdown and HTML off; lines to pieces
(heading, item, words), printed lines joined; running heads and cues of web pages dropped; pieces that a page
break cut rejoined; roles. A list of plain sentences, one a paragraph, passes through unchanged.
"""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.errors import EmptyFile
from pipelines.read.boilerplate import is_licence
from pipelines.read.labels import is_label
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.pieces import FINISHED, Piece, decode, find_pieces, join_lines
from pipelines.read.sections import assign_roles, heading_level, is_caption, section_role
from pipelines.read.surround import drop_furniture, find_heading, split_parts

KEYWORDS = re.compile(r"key ?words?\b", re.IGNORECASE)
CITED = re.compile(r"\((?:[^()]*\b(?:1[89]|20)\d{2}[a-z]?\b[^()]*)\)")
LONGEST_HEADING = 12  # words
LONGEST_FRONT = 25  # words
LEAST_SENTENCE = 7  # words that end with a full stop and are no line of front matter
TITLE_WORDS = (3, 30)
# Lines over a title on a journal's page: the journal's name, its volume, the way through its site.
NO_TITLE = re.compile(
    r"(?:(?:international |european |american |british |the )?(?:journal|annals|proceedings|transactions|archives) "
    r"(?:of|on|for)\b[^:?–—]*$|[\w &,]*\b(?:journal|quarterly|magazine)$|volume\b|vol\.|issue\b|pages?\b|"
    r"list of issues|all journals|home\b.*>)",
    re.IGNORECASE,
)


def read_plain(path: Path, data: bytes) -> Draft:
    """The draft of a text file in any encoding.

    Raises:
        EmptyFile: there are no words in the file.
    """
    return draft_plain(decode(data), name=str(path))


def draft_plain(text: str, *, name: str = "text") -> Draft:
    """The draft of a text; ``name`` is for the message when it holds no words."""
    pieces = find_pieces(text)
    if not pieces:
        raise EmptyFile(f"{name}: there are no words in the file; give a paper's text")
    if is_sentence_list(pieces):
        paragraphs = [Paragraph(text=piece.words) for piece in pieces]
        return Draft(paragraphs=tuple(paragraphs), media_type="text/plain")
    kept, furniture = drop_furniture(pieces)
    paragraphs = []
    begins = []
    for number, part in enumerate(split_parts(rejoin(_drop_doubles(kept)))):
        begins.append(len(paragraphs))
        paragraphs += to_paragraphs(part, _find_title(part) if number == 0 else find_heading(part))
    parts = tuple(begins) if len(begins) > 1 else ()
    return Draft(paragraphs=tuple(paragraphs), media_type="text/plain", furniture=tuple(furniture), parts=parts)


def _drop_doubles(pieces: Sequence[Piece]) -> list[Piece]:
    """Without lines that repeat the line before: a picture's stand-in words and its caption."""
    found: list[Piece] = []
    for piece in pieces:
        double = bool(found) and piece.words == found[-1].words and piece.kind != "heading" and len(piece.words) < 200
        if not double:
            found.append(piece)
    return found


def is_sentence_list(pieces: Sequence[Piece]) -> bool:
    """Whether the text is nothing but sentences, one a paragraph: nothing to drop, join or name."""
    if any(p.kind in {"heading", "rule"} or p.cut or is_label(p.words) for p in pieces) or len(pieces) < 2:
        return False
    if not all(p.alone for p in pieces) or any(section_role(p.words) for p in pieces):
        return False
    loose = [p for p in pieces if _may_be_heading(p.words)]
    return len(loose) <= max(0.04 * len(pieces), 1 if len(pieces) > 12 else 0)


def _may_be_heading(words: str) -> bool:
    short = len(words.split()) <= LONGEST_HEADING and not FINISHED.search(words)
    return short and not words[0].islower() and not re.search(r"=|^(?:H|P|Hypothesis|Proposition)\s?\d", words)


def rejoin(pieces: Sequence[Piece]) -> list[Piece]:
    """Put together what a page break cut: a piece without an end, and one that begins in mid-sentence."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before is not None and piece.kind == "text" and before.kind in {"text", "item"} and _is_cut(before, piece):
            found[-1] = dataclasses.replace(before, words=join_lines([before.words, piece.words]))
        else:
            found.append(piece)
    return found


def _is_cut(before: Piece, piece: Piece) -> bool:
    if FINISHED.search(before.words) or is_caption(before.words) or len(before.words.split()) < 6:
        return False
    if re.match(r"https?:|www\.|\S+@\S", piece.words):
        return False
    first = piece.words[0]
    if piece.cut and (first.islower() or first in "(,;" or len(before.words) > 150):
        return True
    return first.islower() and len(before.words.split()) > 12 and not CITED.search(before.words[-1:])


def to_paragraphs(pieces: Sequence[Piece], title: int | None) -> list[Paragraph]:
    """The pieces of one part with roles: title, headings by marks or by standing alone, the rest by their section."""
    marked = any(p.kind == "heading" for p in pieces)
    lengths = [len(p.words.split()) for p in pieces if p.kind == "text" and len(p.words.split()) > LONGEST_HEADING]
    typical = statistics.median(lengths) if lengths else 0
    found: list[Paragraph] = []
    for place, piece in enumerate(pieces):
        if place == title:
            found.append(Paragraph(text=piece.words, role="title", level=1))
        elif piece.kind == "heading":
            found.append(
                Paragraph(
                    text=piece.words,
                    role="heading",
                    level=heading_level(piece.words) or max(1, (piece.level or 2) - 1),
                )
            )
        elif place > (title or 0) and _is_heading(pieces, place, marked, typical):
            found.append(Paragraph(text=piece.words, role="heading", level=heading_level(piece.words) or 1))
        elif piece.kind == "item":
            found.append(Paragraph(text=piece.words, role="list_item"))
        else:
            found.append(Paragraph(text=piece.words, role="boilerplate" if is_licence(piece.words) else "paragraph"))
    return assign_roles(_mark_front(_find_bibliography(found)))


def _find_title(pieces: Sequence[Piece]) -> int | None:
    """The first heading, or the first short line without a full stop before any running words."""
    for place, piece in enumerate(pieces[:12]):
        count = len(piece.words.split())
        if piece.kind == "heading" and piece.level == 1 and count >= 2 and not section_role(piece.words):
            return place
        if (
            piece.kind == "text"
            and TITLE_WORDS[0] <= count <= TITLE_WORDS[1]
            and not re.search(r"[.;:,]$", piece.words)
            and piece.words[0].isupper()
            and not NO_TITLE.match(piece.words)
        ):
            later = next(
                (i for i, p in enumerate(pieces[:12]) if p.kind == "heading" and (p.level or 9) <= 2 and i > place),
                None,
            )
            return place if later is None or section_role(pieces[later].words) else later
        if count > TITLE_WORDS[1]:
            return None
    return None


def _is_heading(pieces: Sequence[Piece], place: int, marked: bool, typical: float) -> bool:
    """Whether a line without a mark is a heading: a known name, or short, alone, and over a real paragraph."""
    piece = pieces[place]
    words = piece.words
    count = len(words.split())
    if (
        (piece.kind == "item" and not re.match(r"\d{1,2}\.?\d?\.?\s+[A-Z]", words))
        or count > LONGEST_HEADING
        or FINISHED.search(words)
        or is_label(words)
    ):
        return section_role(words) is not None and count <= 4 and words[0].isupper()
    if (section_role(words) is not None and words[0].isupper()) or (section_role(words) and words[0].isdigit()):
        return True
    if (
        marked
        or not piece.alone
        or piece.kind != "text"
        or not words[0].isupper()
        or re.search(r"[,&]$|\d{4}|@|https?:", words)
    ):
        return False
    after = pieces[place + 1] if place + 1 < len(pieces) else None
    return (
        after is not None
        and after.kind == "text"
        and len(after.words.split()) >= max(15, min(25, typical / 2))
        and not CITED.search(words)
    )


def _find_bibliography(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Name a bibliography that has no heading: five or more entries in a row that are labelled or begin with names."""
    places = [
        i
        for i, p in enumerate(paragraphs)
        if p.role in {"paragraph", "list_item"} and ENTRY.match(p.text) and len(p.text) < 600
    ]
    found = list(paragraphs)
    for row in _neighbours(places):
        if len(row) >= 5:
            for place in range(row[0], row[-1] + 1):
                found[place] = dataclasses.replace(paragraphs[place], role="reference")
    return found


ENTRY = re.compile(
    r"(?:\[\d{1,3}\]\s+[A-Z]|(?:[^\W\d_a-z][\w’'-]+(?: [\w’'-]+){0,2},? (?:[A-Z]\.?[ -]?){1,4}[,.(; &]|"
    r"[^\W\d_a-z][\w’'-]+(?: [\w’'-]+)* [A-Z]{1,3}[.,])"
    r".*\b(?:1[89]|20)\d{2}[a-z]?\b)"
)


def _neighbours(places: list[int]) -> Iterator[list[int]]:
    row: list[int] = []
    for place in places:
        if row and place - row[-1] > 3:
            yield row
            row = []
        row.append(place)
    if row:
        yield row


def _mark_front(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Front matter: short lines before the first running words, and labels of catalogue pages with their values."""
    found = list(paragraphs)
    opening = True
    for place, paragraph in enumerate(paragraphs):
        count = len(paragraph.text.split())
        sentence = (
            count >= LEAST_SENTENCE and re.search(r"[a-z][.?!]$", paragraph.text) and paragraph.role == "paragraph"
        )
        opening = opening and place < 60 and paragraph.role not in {"heading", "list_item"} and count <= LONGEST_FRONT
        opening = opening and not sentence
        valued = place > 0 and is_label(paragraphs[place - 1].text, bare=True) and count <= 3 * LONGEST_FRONT
        named = is_label(paragraph.text) and not KEYWORDS.match(paragraph.text)
        if (
            paragraph.role == "paragraph"
            and (opening or valued or named)
            and section_role(paragraphs[max(place - 1, 0)].text) != "keywords"
        ):
            found[place] = dataclasses.replace(paragraph, role="front")
    return found
