"""Plain text, tidy or not: what conversions, scrapes and editors leave, as paragraphs with roles.

The steps, each a function: bytes to lines; margin line numbers off; marks of Markdown and HTML off; lines to pieces
(heading, item, words), printed lines joined; running heads and cues of web pages dropped; pieces that a page
break cut rejoined; roles. A list of plain sentences, one a paragraph, passes through unchanged.
"""

from __future__ import annotations

import collections
import dataclasses
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from charset_normalizer import from_bytes

from pipelines.errors import EmptyFile
from pipelines.read.boilerplate import is_boilerplate, is_licence
from pipelines.read.clean import clean_line
from pipelines.read.labels import is_label
from pipelines.read.margin import Line, split_margin
from pipelines.read.markup import drop_markup
from pipelines.read.paragraph import Draft, Paragraph
from pipelines.read.sections import assign_roles, heading_level, is_caption, section_role

BULLET = re.compile(r"^\s*(?:[•‣▪●○◦∙·–\uf0b7\uf0a7]|[-*+](?=\s))\s*(?=\S)")
ORDINAL = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
HASHES = re.compile(r"^\s{0,3}(?P<hashes>#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
RULE = re.compile(r"^\s*(?:[-*_=~]\s*){3,}$")
PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?(?P<number>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4}|\s*\|\s*p\s?a\s?g\s?e)?\W*$", re.IGNORECASE
)
FINISHED = re.compile(r"[.?!:;…][\"”’')\]»*]*\s*$|[\"”»]\s*$")
KEYWORDS = re.compile(r"key ?words?\b", re.IGNORECASE)
CITED = re.compile(r"\((?:[^()]*\b(?:1[89]|20)\d{2}[a-z]?\b[^()]*)\)")
LONGEST_PRINTED = 130  # characters; longer lines are paragraphs, not lines of a column
MOST_FOREIGN = 10  # one byte in so many above ASCII still is a Western text
LONGEST_HEADING = 12  # words
LONGEST_FRONT = 25  # words
TITLE_WORDS = (3, 30)


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together; ``cut``: a page ended before them, ``alone``: blank lines frame them."""

    words: str
    kind: Literal["heading", "item", "text", "rule"]
    level: int | None = None
    cut: bool = False
    alone: bool = True


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
    return Draft(paragraphs=tuple(to_paragraphs(rejoin(kept))), media_type="text/plain", furniture=tuple(furniture))


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 where they are, else the likeliest encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        foreign = sum(byte > 127 for byte in data)
        guess = None if foreign < len(data) / MOST_FOREIGN else from_bytes(data).best()
        return str(guess) if guess is not None else data.decode("cp1252", errors="replace")


def find_pieces(text: str) -> list[Piece]:
    """The text's headings, items and paragraphs, in order, without marks and margin numbers."""
    lines = drop_markup(re.sub(r"\r\n?|\x0b|\u2028|\u2029", "\n", text).replace("\f", "\n\f\n")).split("\n")
    pieces: list[Piece] = []
    block: list[Line] = []
    turned = False
    for line in [*split_margin(lines), Line("")]:
        if line.words.strip() and not line.turns:
            block.append(line)
            continue
        for number, piece in enumerate(_join_block(block)):
            pieces.append(dataclasses.replace(piece, cut=turned and number == 0))
        turned = (turned and not block) or line.turns or "\f" in line.words
        block = [Line(line.words, numbered=True)] if line.turns and line.words.strip() else []
    return [p for p in pieces if p.words]


def _join_block(block: Sequence[Line]) -> Iterator[Piece]:
    """The pieces of lines that stand together."""
    gathered: list[str] = []
    kind: Literal["item", "text"] = "text"
    wrapped = _is_wrapped([line.words for line in block])
    alone = len(block) == 1
    for line in block:
        hashes = HASHES.match(line.words)
        if hashes or RULE.match(line.words):
            yield from _close(gathered, kind, alone)
            gathered, kind = [], "text"
            if hashes and hashes["words"]:
                yield Piece(tidy(hashes["words"]), "heading", len(hashes["hashes"]))
        elif (
            gathered
            and not _begins_item(line.words, gathered[-1])
            and (wrapped or line.numbered or _goes_on(gathered[-1], line.words))
        ):
            gathered.append(line.words)
        else:
            yield from _close(gathered, kind, alone)
            kind = "item" if BULLET.match(line.words) or ORDINAL.match(line.words) else "text"
            gathered = [line.words]
    yield from _close(gathered, kind, alone)


def _close(lines: list[str], kind: Literal["item", "text"], alone: bool) -> Iterator[Piece]:
    if lines:
        words = tidy(join_lines([BULLET.sub("", lines[0]), *lines[1:]]))
        yield Piece(words, kind, alone=alone or len(lines) > 1)


def tidy(words: str) -> str:
    """One line with single blanks and mended characters."""
    return " ".join(clean_line(" ".join(words.split())).split())


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a block are printed lines of one paragraph: filled to about the same width."""
    widths = [len(line.strip()) for line in lines]
    if len(widths) < 2 or max(widths) > LONGEST_PRINTED or max(widths) < 40:
        return False
    full = [w for w in widths[:-1] if w >= 0.72 * max(widths)]
    ended = sum(1 for line in lines[:-1] if FINISHED.search(line))
    return len(full) >= 0.7 * (len(widths) - 1) and ended <= 0.5 * (len(widths) - 1)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line continues the one before, as its first and the other's last letters tell."""
    line = line.strip()
    return not FINISHED.search(before) and (line[0].islower() or line[0] in ',;)%"”’') and len(before.split()) > 3


def _begins_item(line: str, before: str) -> bool:
    if BULLET.match(line) and not re.match(r"\s*[–-]\s", line):
        return True
    return bool(BULLET.match(line) or ORDINAL.match(line)) and bool(FINISHED.search(before) or len(before) < 40)


def join_lines(lines: Iterable[str]) -> str:
    """Printed lines as one; a word broken by a hyphen is mended where the hyphen is not its own."""
    joined = ""
    for line in (words.strip() for words in lines):
        broken = re.search(r"(?P<before>[\w’'‐-]*?)(?P<head>[^\W\d_]+)[-‐]$", joined)
        if re.search(r"\w[-‐–]$|/$", joined) and line[:1].isalnum():
            own = broken is None or "-" in broken["before"] or broken["head"].lower() in OWN_HYPHEN
            joined = joined + line if own or joined[-1] in "–/" or not line[0].islower() else joined[:-1] + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined


# First parts of words that keep their hyphen: "co-creation", "self-brand", "user-generated".
OWN_HYPHEN = frozenset(
    word
    for line in (
        "all anti brand business buyer case class co community company cross customer data decision ego employee",
        "ever ex face family firm first five four goal half high higher hyper inter item large life long low lower",
        "macro market medium meta micro mid multi near new non off on one open over peer people post pre problem",
        "product pro quasi re real second self semi service short single small so socio stake sub super supply team",
        "third three time two ultra user value vice well winner word work world",
    )
    for word in line.split()
)


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


def drop_furniture(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Paragraph]]:
    """The pieces without running heads, page numbers and cues of web pages, and what was taken out."""
    repeated = _repeated(pieces)
    numbers = _page_numbers(pieces)
    kept: list[Piece] = []
    furniture: list[Paragraph] = []
    cut = False
    for place, piece in enumerate(pieces):
        if (
            place in numbers
            or (_shape(piece.words) in repeated and piece.kind != "heading")
            or is_boilerplate(piece.words)
            or piece.kind == "rule"
        ):
            furniture.append(Paragraph(text=piece.words, role="boilerplate"))
            cut = cut or place in numbers or piece.cut or _shape(piece.words) in repeated
        else:
            kept.append(dataclasses.replace(piece, cut=piece.cut or cut))
            cut = False
    return _drop_heads(kept, furniture)


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
    first = piece.words[0]
    if piece.cut and (first.islower() or first in "(,;" or len(before.words) > 150):
        return True
    return first.islower() and len(before.words.split()) > 12 and not CITED.search(before.words[-1:])


def to_paragraphs(pieces: Sequence[Piece]) -> list[Paragraph]:
    """The pieces with roles: title, headings by their marks or by standing alone, the rest by their section."""
    marked = any(p.kind == "heading" for p in pieces)
    title = _find_title(pieces)
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
        elif _is_heading(pieces, place, marked, typical):
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
            for place in row:
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
        opening = opening and place < 60 and paragraph.role not in {"heading", "list_item"} and count <= LONGEST_FRONT
        valued = place > 0 and is_label(paragraphs[place - 1].text, bare=True) and count <= 3 * LONGEST_FRONT
        named = is_label(paragraph.text) and not KEYWORDS.match(paragraph.text)
        if (
            paragraph.role == "paragraph"
            and (opening or valued or named)
            and section_role(paragraphs[max(place - 1, 0)].text) != "keywords"
        ):
            found[place] = dataclasses.replace(paragraph, role="front")
    return found
